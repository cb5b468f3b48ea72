"""Does any text meet other text, a rule, a picture or the edge of a shape? The box of a text is its advance
by 0.72 em up and 0.2 em down. An area on which it lies wholly, drawn before it, is its ground. The edge
of a shape that lies under such a ground is not seen and does not count."""

import unicodedata

UP, DOWN, NEAR = 0.72, 0.2, 0.05


def box_of(x, y, width, size, up=1):
    """up: 1 where y grows upward, -1 where it grows downward"""
    low, high = y - up * DOWN * size, y + up * UP * size
    return (x + NEAR, min(low, high) + NEAR, x + width - NEAR, max(low, high) - NEAR)


def boxes_meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def crosses(box, a, b):
    """True if the segment a-b meets the box (Liang and Barsky)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    first, last = 0.0, 1.0
    for p, q in ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]), (dy, box[3] - a[1])):
        if p == 0:
            if q < 0:
                return False
            continue
        t = q / p
        if p < 0:
            first = max(first, t)
        else:
            last = min(last, t)
        if first > last:
            return False
    return True


def from_segment(point, a, b):
    """The distance of a point from the segment a-b, squared."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / long)) if long else 0.0
    return (a[0] + t * dx - point[0]) ** 2 + (a[1] + t * dy - point[1]) ** 2


def from_box(point, box):
    dx = max(box[0] - point[0], 0.0, point[0] - box[2])
    dy = max(box[1] - point[1], 0.0, point[1] - box[3])
    return dx * dx + dy * dy


def segment_meets(box, a, b, half=0.0):
    """True if the segment a-b, half as thick on each side, meets the box."""
    if (max(a[0], b[0]) + half < box[0] or min(a[0], b[0]) - half > box[2]
            or max(a[1], b[1]) + half < box[1] or min(a[1], b[1]) - half > box[3]):
        return False
    if crosses(box, a, b):
        return True
    if not half:
        return False
    corners = ((box[0], box[1]), (box[0], box[3]), (box[2], box[1]), (box[2], box[3]))
    near = min([from_segment(c, a, b) for c in corners] + [from_box(a, box), from_box(b, box)])
    return near < half * half


def segments(polygons, closed):
    for points in polygons:
        yield from zip(points, points[1:])
        if closed and points and points[0] != points[-1]:
            yield points[-1], points[0]


def inside(polygons, x, y):
    count = 0
    for (ax, ay), (bx, by) in segments(polygons, True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            count += 1
    return count % 2 == 1


def bounds(polygons):
    xs = [p[0] for polygon in polygons for p in polygon]
    ys = [p[1] for polygon in polygons for p in polygon]
    return (min(xs), min(ys), max(xs), max(ys))


def is_mark(words):
    """Marks that combine are meant to stand over other letters."""
    return all(unicodedata.category(c)[0] == "M" for c in words.strip()) if words.strip() else False


def offences(items):
    """items, in drawing order: ("text", box, words) or ("fill" | "stroke", polygons, half width, name, ground).
    ground: True, False, or None where it is not known (in a PDF nothing says so)."""
    texts, found = [], []
    shapes = [(i, item, bounds(item[1])) for i, item in enumerate(items) if item[0] != "text" and item[1]]
    for place, item in enumerate(items):
        if item[0] != "text" or is_mark(item[2]):
            continue
        _, box, words = item
        for other, other_words in texts:
            if boxes_meet(box, other):
                found.append(f'"{words}" meets "{other_words}"')
        texts.append((box, words))
        # From the last shape drawn back to the first: what covers the box wholly hides all before it.
        for at, (kind, polygons, half, name, ground), outline in reversed(shapes):
            wide = (outline[0] - half, outline[1] - half, outline[2] + half, outline[3] + half)
            if not boxes_meet(box, wide):
                continue
            edge = any(segment_meets(box, a, b, half) for a, b in segments(polygons, kind == "fill"))
            covers = kind == "fill" and not edge and inside(polygons, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
            if edge:
                found.append(f'"{words}" meets the edge of {name}')
            elif covers and at > place:
                found.append(f'"{words}" lies under {name}')
            elif covers:
                if ground is False:
                    found.append(f'"{words}" stands on {name}, which is no ground')
                break
    return found
