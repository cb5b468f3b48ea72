/* Lengths: whole numbers of 1/65536 pt, read and written without floating point surprises. */
#include "base/len.h"
#include <assert.h>

double len_pt(Len a) { return (double)a / (double)LEN_ONE; }

Len len_scale(Len a, Len times, Len over) {
	__extension__ typedef __int128 Wide;
	assert(over != 0);
	Wide product = (Wide)a * times, divisor = over;
	if (divisor < 0) {
		product = -product;
		divisor = -divisor;
	}
	Wide half = divisor / 2, result = (product + (product < 0 ? -half : half)) / divisor;
	if (result > INT64_MAX) return INT64_MAX;
	return result < INT64_MIN ? INT64_MIN : (Len)result;
}

Len len_min(Len a, Len b) { return a < b ? a : b; }
Len len_max(Len a, Len b) { return a > b ? a : b; }

Len len_down(Len a, Len step) {
	assert(step > 0);
	Len rest = a % step;
	return a - rest - (rest < 0 ? step : 0);
}

Len len_up(Len a, Len step) {
	Len below = len_down(a, step);
	return below == a ? a : below + step;
}

Len len_round(Len a, Len step) { return len_down(a + step / 2, step); }

bool len_read(Str text, Len *out) {
	static const struct { const char *unit; double points; } units[] = {
		{ "pt", 1 }, { "mm", 72 / 25.4 }, { "cm", 72 / 2.54 }, { "in", 72 },
	};
	double points = 1, value;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		Str unit = str_of(units[i].unit);
		if (!str_ends(text, unit)) continue;
		points = units[i].points;
		text.len -= unit.len;
		break;
	}
	/* A kilometre is enough for any sheet, and leaves room for sums. */
	if (!str_number(text, &value) || value * points > 3e6 || value * points < -3e6) return false;
	*out = PT(value * points);
	return true;
}

void buf_len(Buf *buf, Len a) {
	Len thousandths = len_scale(a, 1000, LEN_ONE);
	if (thousandths < 0) {
		buf_byte(buf, '-');
		thousandths = -thousandths;
	}
	buf_format(buf, "%lld", (long long)(thousandths / 1000));
	int rest = (int)(thousandths % 1000);
	if (!rest) return;
	char digits[] = { '.', (char)('0' + rest / 100), (char)('0' + rest / 10 % 10),
		(char)('0' + rest % 10) };
	size_t n = sizeof digits;
	while (digits[n - 1] == '0') n--;
	buf_add(buf, (Str){ digits, n });
}
