#include <string.h>
#include "base/arena.h"
#include "base/text.h"
#include "mediaplan/check_inner.h"
#include "mediaplan/message.h"
#include "mediaplan/story.h"

/* The story's own address is added later: a site's address, /story/, the
 * slug and the number of the publication. */
enum { ADDRESS_ROOM = 200 };

struct links {
	const char *own; /* "/story/SLUG" or NULL */
	size_t own_n;
	int foreign;
};

static void
link_count(void *ctx, const char *url, size_t n)
{
	struct links *l = ctx;

	if (l->own == NULL || memmem(url, n, l->own, l->own_n) == NULL)
		l->foreign++;
}

void
check_wall(struct checklist *c)
{
	const char *message = message_build(c->a, c->s, "");
	size_t units = text_utf16(message) + ADDRESS_ROOM;
	struct links l = { .own = NULL };

	if (units > STORY_VK_TEXT_MAX)
		check_note(c, CHECK_STOPS, "vk_length",
		    arena_printf(c->a,
			"Для ВКонтакте длинно: %zu из %d знаков. Отвяжите "
			"текст для ВК и сократите его",
			units, STORY_VK_TEXT_MAX),
		    "Сократить", "vk_text");
	if (*c->s->slug != '\0') {
		l.own = arena_printf(c->a, "/story/%s", c->s->slug);
		l.own_n = strlen(l.own);
	}
	text_urls(message, link_count, &l);
	if (l.foreign > 0)
		check_note(c, CHECK_STOPS, "vk_link",
		    "ВКонтакте берёт одну ссылку, и это адрес материала. "
		    "Уберите другие из текста для ВК",
		    "Убрать", "vk_text");
	else
		check_note(
		    c, CHECK_GOOD, "vk_link", "Ссылка одна, наша", "", "");
}
