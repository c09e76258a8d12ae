#include "desk/settings/settings_links.h"

#include <string.h>

#include "base/arena.h"
#include "web/view.h"

/* "Сайт школы https://…" into its two parts; false: not such a line. */
static bool
part_line(struct arena *a, const char *line, size_t n, const char **title,
    const char **url)
{
	char *s = arena_strndup(a, line, n), *last = strrchr(s, ' ');

	if (last == NULL)
		return false;
	*url = last + 1;
	while (last > s && last[-1] == ' ')
		last--;
	*last = '\0';
	*title = s;
	return *s != '\0' && (strncmp(*url, "https://", 8) == 0 ||
				 strncmp(*url, "http://", 7) == 0);
}

const char *
desk_settings_links_wrong(struct arena *a, const char *text)
{
	const char *title, *url;
	int n = 0;

	for (const char *p = text; *p != '\0';) {
		size_t len = strcspn(p, "\n");

		if (len > 0 && !part_line(a, p, len, &title, &url))
			return arena_printf(a,
			    "Строка «%.*s»: сначала слова, потом адрес, "
			    "который начинается с https://",
			    (int)len, p);
		n += len > 0;
		p += len + (p[len] == '\n');
	}
	if (n > SETTINGS_LINKS_MAX)
		return "Больше восьми ссылок внизу не прочитают. Оставьте "
		       "главные.";
	return NULL;
}

void
desk_settings_links_show(struct arena *a, struct view *v, const char *text)
{
	const char *title, *url;
	int n = 0;

	for (const char *p = text; *p != '\0' && n < SETTINGS_LINKS_MAX;) {
		size_t len = strcspn(p, "\n");

		if (len > 0 && part_line(a, p, len, &title, &url)) {
			view_row(v, "Links");
			view_text(v, "title", title);
			view_url(v, "url", url);
			view_out(v);
			n++;
		}
		p += len + (p[len] == '\n');
	}
}
