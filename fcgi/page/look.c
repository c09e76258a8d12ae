#include "page/look.h"

#include <string.h>

#include "base/arena.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/request.h"

/* The reader's own view, kept in a cookie for a year: type size, colours,
 * spacing, pictures ("t-150.c-dark", read in desk/dress.c). */
enum { LOOK_KEPT_S = 365 * 86400, LOOK_BACK_MAX = 1000 };

static const char *const sizes[] = { "125", "150", "200", NULL };
static const char *const colours[] = { "light", "dark", "bw", "yb", NULL };
static const char *const spacings[] = { "wide", NULL };
static const char *const pictures[] = { "off", NULL };

static const struct field fields[] = {
	{ "t", "Размер текста", FIELD_CHOICE, 0, 0, 0, sizes },
	{ "c", "Цвета", FIELD_CHOICE, 0, 0, 0, colours },
	{ "s", "Интервалы", FIELD_CHOICE, 0, 0, 0, spacings },
	{ "p", "Картинки", FIELD_CHOICE, 0, 0, 0, pictures },
	{ "back", "Страница", FIELD_LINE, 0, LOOK_BACK_MAX, 0, NULL },
	{ "reset", "Обычный вид", FIELD_FLAG, 0, 0, 0, NULL },
};

enum rc
page_look(const struct request *req, struct reply *rep)
{
	struct arena *a = request_arena(req);
	struct form *form = form_read(req, fields, (int)LEN(fields));
	const char *value = "", *back = form_text(form, "back");

	if (!form_int(form, "reset"))
		for (int i = 0; i < 4; i++) {
			const char *word = form_text(form, fields[i].name);

			if (*word != '\0')
				value = arena_printf(a, "%s%s%s-%s", value,
				    *value == '\0' ? "" : ".", fields[i].name,
				    word);
		}
	reply_cookie(rep, "view", value, *value == '\0' ? 0 : LOOK_KEPT_S);
	/* Only a path of ours: one slash, not two. */
	if (back[0] != '/' || back[1] == '/' || strchr(back, '\\') != NULL)
		back = "/";
	reply_redirect(rep, "%s", back);
	return RC_OK;
}
