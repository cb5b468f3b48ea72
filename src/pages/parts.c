/* Parts that several formats share: the QR code, the fine print, the contact. */
#include "images/qr.h"
#include "pages/internal.h"

/* A module is at least 1.42 pt (0.5 mm), so the box grows with the code; four modules of quiet zone
   around. Modules are whole quarters of a point: exact in every writer, and short to write. */
Len qr_size(Layout *in, Len least) {
	const Action *action = &in->content->action;
	if (!action->qr || !action->href.len) return 0;
	Qr code = qr_make(in->arena, action->href, action->from, in->diags);
	Len all = code.side + 8, module = len_max(PT(1.42), (least + all - 1) / all);
	return len_up(module, PT(0.25)) * all;
}

static void add_square(PathBuilder *path, Len left, Len top, Len right, Len bottom) {
	path_move(path, left, top);
	path_line(path, right, top);
	path_line(path, right, bottom);
	path_line(path, left, bottom);
	path_close(path);
}

/* Runs of dark modules in a row are one rectangle, so that no hairline shows between them. */
void qr_draw(Layout *in, Draft *page, Box box, Node *parent) {
	const Action *action = &in->content->action;
	Qr code = qr_make(in->arena, action->href, action->from, in->diags);
	if (!code.side) return;
	Node *figure = node_add(in, parent, NODE_FIGURE, action->from);
	Str what =
		action->words.full ? spans_text(in->arena, action->words.full) : words(in, WORDS_SCAN);
	figure->alt = str_format(in->arena, "QR: %.*s, %.*s", STR_ARG(what), STR_ARG(action->href));
	page->pen.node = figure;
	page->pen.from = action->from;
	page->pen.upright = true;
	page->pen.frame = box.left + box.right;
	draw_box(&page->pen, box, pen_colour(&page->pen, COLOUR_WHITE));
	Len module = (box.right - box.left) / (code.side + 8);
	PathBuilder path = path_begin(in->arena);
	for (int row = 0; row < code.side; row++) {
		for (int at = 0, end; at < code.side; at = end + 1) {
			for (end = at; end < code.side && code.dark[row * code.side + end]; end++) continue;
			if (end > at)
				add_square(&path, box.left + module * (at + 4), box.top + module * (row + 4),
					box.left + module * (end + 4), box.top + module * (row + 5));
		}
	}
	Colour black = pen_colour(&page->pen, COLOUR_INK);
	draw_path(&page->pen, path_end(&path), black);
	page->pen.upright = false;
	page->pen.node = NULL;
}

Str bare_address(Str href) {
	static const char *const schemes[] = { "https://", "http://", "mailto:" };
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_starts(href, str_of(schemes[i])))
			return str_slice(href, str_of(schemes[i]).len, href.len);
	return href;
}

typedef struct Joined {
	Layout *in;
	Span *first, *last;
} Joined; /* one paragraph, sentence by sentence */

/* Adds copies of [spans], with a blank before them if they are not the first and [apart]. */
static void join(Joined *to, const Span *spans, bool apart) {
	for (bool first = true; spans; spans = spans->next, first = false) {
		Span *copy = ARENA_NEW(to->in->arena, Span);
		*copy = *spans;
		copy->next = NULL;
		if (first && apart && to->last)
			copy->text = str_join(to->in->arena, str_of(sentence_gap(to->in)), copy->text);
		if (to->last) to->last->next = copy;
		else to->first = copy;
		to->last = copy;
	}
}

/* Abbreviations where they have no page of their own, sources, edition and review date, as one
   paragraph. */
const Span *fine_print(Layout *in) {
	Joined all = { .in = in };
	const Content *content = in->content;
	for (int i = 0; in->print_glossary && i < content->glossary.entries.count; i++) {
		const Entry *entry = &content->glossary.entries.at[i];
		join(&all, entry->term.full, true);
		join(&all, span_of(in, str_of(mark_words(in, WORDS_COLON)), entry->from), false);
		join(&all, entry->definition.full, false);
		join(&all, span_of(in, words(in, WORDS_STOP), entry->from), false);
	}
	for (int i = 0; i < content->sources.sources.count; i++)
		if (!in->notes->numbers[i]) join(&all, content->sources.sources.at[i].words.full, true);
	struct {
		const Wording *date;
		StringId words;
	} dates[] = {
		{ &content->info.edition, WORDS_EDITION },
		{ &content->info.review_by, WORDS_REVIEW_BY },
	};
	for (int i = 0; i < 2; i++) {
		if (!dates[i].date->full) continue;
		Str date = spans_text(in->arena, dates[i].date->full);
		Str text = words_with(in, dates[i].words, "{date}", date);
		join(&all, span_of(in, text, dates[i].date->from), true);
	}
	return all.first;
}

static const Span *linked(Layout *in, const Span *spans, Str href) {
	Span head = { .next = NULL }, *last = &head;
	for (; spans; spans = spans->next) {
		Span *copy = ARENA_NEW(in->arena, Span);
		*copy = *spans;
		if (!copy->href.len) copy->href = href;
		copy->next = NULL;
		last->next = copy;
		last = copy;
	}
	return head.next;
}

/* Only what looks like an address becomes a link: a placeholder stays words. */
static Str contact_href(Layout *in, const ContactLine *line) {
	Str text = spans_text(in->arena, line->words.full);
	if (!text.len || text.at[0] == '[') return STR("");
	if (line->kind == CONTACT_EMAIL) return str_join(in->arena, STR("mailto:"), text);
	if (line->kind != CONTACT_URL) return STR("");
	return str_starts(text, STR("http")) ? text : str_join(in->arena, STR("https://"), text);
}

const Span *contact_words(Layout *in, const ContactLine *line) {
	return linked(in, line->words.full, contact_href(in, line));
}

const Span *action_address(Layout *in) {
	const Action *action = &in->content->action;
	return linked(in, span_of(in, bare_address(action->href), action->from), action->href);
}

/* The contact's lines, one under another: what the action is, who, how, and the address that the
 * code holds. */
int contact_lines(Layout *in, const Span *lines[MAX_CONTACT], bool strong[MAX_CONTACT]) {
	const Content *content = in->content;
	int n = 0;
	if (content->action.words.full) {
		strong[n] = true;
		lines[n++] = content->action.words.full;
	}
	for (int i = 0; i < content->contact.lines.count && n < MAX_CONTACT - 1; i++) {
		const ContactLine *line = &content->contact.lines.at[i];
		strong[n] =
			line->kind == CONTACT_URL || (line->kind == CONTACT_ORG && !content->action.words.full);
		lines[n++] = contact_words(in, line);
	}
	if (content->action.href.len) {
		strong[n] = true;
		lines[n++] = action_address(in);
	}
	return n;
}

/* Draws the lines from [top]; gives the y under the last. */
/* A line that stands alone has no neighbour to keep clear of: its script wants no more leading than
 * Latin. */
static Len contact_pitch(const Layout *in, const Text *text) {
	if (text->lines.count != 1) return text_height(text);
	return len_scale(text->leading, 1000, script_leading(in->edition->fonts, in->content->lang));
}

Len contact_draw(
	Layout *in, Draft *page, const ContactLook *look, Len x, Len top, Len measure, Node *parent) {
	const Span *lines[MAX_CONTACT];
	bool strong[MAX_CONTACT];
	int n = contact_lines(in, lines, strong);
	for (int i = 0; i < n; i++) {
		StyleId id = strong[i] ? look->strong : look->plain;
		TextStyle how = {
			.id = id, .colour = look->colour, .coloured = look->coloured, .label = true
		};
		Text text = text_set(in, lines[i], how, measure);
		Len pitch = contact_pitch(in, &text);
		Len above = (text_height(&text) - pitch) / 2; /* the leading that it does without */
		text_draw(in, page, &text, x, top + text_drop(in, id) - above,
			node_add(in, parent, NODE_P, lines[i]->from));
		top += pitch;
	}
	return top;
}

/* How high the contact stands, for centring. */
Len contact_height(Layout *in, const ContactLook *look, Len measure) {
	const Span *lines[MAX_CONTACT];
	bool strong[MAX_CONTACT];
	Len height = 0;
	int n = contact_lines(in, lines, strong);
	for (int i = 0; i < n; i++) {
		TextStyle how = { .id = strong[i] ? look->strong : look->plain, .label = true };
		Text text = text_set(in, lines[i], how, measure);
		height += contact_pitch(in, &text);
	}
	return height;
}

/* Letters that reach higher and lower than Latin ones are no larger than a chip has room for. */
Len chip_size(const Layout *in) {
	Len size = in->theme->styles[STYLE_LABEL].size;
	bool tall = script_leading(in->edition->fonts, in->content->lang) > 1000;
	return tall ? len_min(size, down(in, 10)) : size;
}

/* The heavy outline of a chip that saves ink leaves less room under the label. */
Len chip_baseline(const Layout *in) {
	return down(in, lines_only(in->theme, in->edition->ink) ? 9.85 : 9.99);
}

/* [count] lines to write on, the first at [first], as wide as the panel's text. */
void write_lines(Layout *in, Draft *page, Len first, int count) {
	Pen *pen = &page->pen;
	Len weight = in->theme->measures[MEASURE_ROW_RULE];
	for (int i = 0; i < count; i++)
		draw_rule(pen, page->text, page->text + in->measure, first + down(in, 22.5 * i), weight,
			pen_colour(pen, COLOUR_INK));
}
