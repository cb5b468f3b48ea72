#include "base/len.h"

double len_pt(Len a) { return (double)a / (double)LEN_ONE; }

Len len_scale(Len a, Len times, Len over) {
	__extension__ typedef __int128 Wide;
	if (over == 0) return 0;
	Wide product = (Wide)a * times, half = over < 0 ? -(Wide)over / 2 : over / 2;
	bool minus = (product < 0) != (over < 0);
	return (Len)((product + (minus == (over < 0) ? half : -half)) / over);
}

Len len_min(Len a, Len b) { return a < b ? a : b; }
Len len_max(Len a, Len b) { return a > b ? a : b; }

Len len_down(Len a, Len step) {
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
		if (!str_ends(text, str_of(units[i].unit))) continue;
		points = units[i].points;
		text.len -= str_of(units[i].unit).len;
		break;
	}
	if (!str_number(text, &value) || value * points > 1e6 || value * points < -1e6) return false;
	*out = PT(value * points);
	return true;
}

void buf_len(Buf *buf, Len a) {
	Len thousandths = len_scale(a, 1000, LEN_ONE);
	if (thousandths < 0) buf_byte(buf, '-');
	if (thousandths < 0) thousandths = -thousandths;
	buf_format(buf, "%lld", (long long)(thousandths / 1000));
	int rest = (int)(thousandths % 1000);
	if (!rest) return;
	char digits[4] = { (char)('0' + rest / 100), (char)('0' + rest / 10 % 10), (char)('0' + rest % 10), 0 };
	int n = digits[2] != '0' ? 3 : digits[1] != '0' ? 2 : 1;
	buf_byte(buf, '.');
	buf_add(buf, (Str){ digits, (size_t)n });
}
