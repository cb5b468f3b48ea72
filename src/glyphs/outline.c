/* HarfBuzz draws; what it draws is written down. Quadratic curves become cubic ones, which say the
   same. */
#include "glyphs/outline.h"
#include <hb.h>
#include <string.h>

typedef struct Writing {
	Arena *arena;
	Outline out;
	int room;
} Writing;

static OutlineStep *add(Writing *in, char op) {
	if (in->out.count == in->room) {
		int room = in->room ? 2 * in->room : 32;
		OutlineStep *grown = ARENA_ARRAY(in->arena, (size_t)room, OutlineStep);
		if (in->room) memcpy(grown, in->out.steps, (size_t)in->room * sizeof *grown);
		in->out.steps = grown;
		in->room = room;
	}
	OutlineStep *step = &in->out.steps[in->out.count++];
	step->op = op;
	return step;
}

static void move_to(hb_draw_funcs_t *funcs, void *in, hb_draw_state_t *state, float x, float y,
	void *user) {
	(void)funcs, (void)state, (void)user;
	OutlineStep *step = add(in, 'M');
	step->at[0] = x, step->at[1] = y;
}

static void line_to(hb_draw_funcs_t *funcs, void *in, hb_draw_state_t *state, float x, float y,
	void *user) {
	(void)funcs, (void)state, (void)user;
	OutlineStep *step = add(in, 'L');
	step->at[0] = x, step->at[1] = y;
}

static void square_to(hb_draw_funcs_t *funcs, void *in, hb_draw_state_t *state, float hx, float hy,
	float x, float y, void *user) {
	(void)funcs, (void)user;
	OutlineStep *step = add(in, 'C');
	step->at[0] = state->current_x + (hx - state->current_x) * 2 / 3;
	step->at[1] = state->current_y + (hy - state->current_y) * 2 / 3;
	step->at[2] = x + (hx - x) * 2 / 3;
	step->at[3] = y + (hy - y) * 2 / 3;
	step->at[4] = x, step->at[5] = y;
}

static void cubic_to(hb_draw_funcs_t *funcs, void *in, hb_draw_state_t *state, float ax, float ay,
	float bx, float by, float x, float y, void *user) {
	(void)funcs, (void)state, (void)user;
	OutlineStep *step = add(in, 'C');
	float all[] = { ax, ay, bx, by, x, y };
	memcpy(step->at, all, sizeof all);
}

static void close_path(hb_draw_funcs_t *funcs, void *in, hb_draw_state_t *state, void *user) {
	(void)funcs, (void)state, (void)user;
	add(in, 'Z');
}

Outline glyph_outline(Arena *arena, const Font *font, uint32_t id) {
	Writing in = { .arena = arena };
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(funcs, square_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
	hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
	hb_font_get_glyph_shape(font->hb, id, funcs, &in);
	hb_draw_funcs_destroy(funcs);
	return in.out;
}
