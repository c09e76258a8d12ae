#include <string.h>
#include "base/arena.h"
#include "people/role.h"

const struct role_name role_names[] = {
	{ ROLE_DIRECTOR, "director", "директор" },
	{ ROLE_CURATOR, "curator", "куратор" },
	{ ROLE_EDITOR, "editor", "редактор" },
	{ ROLE_PSYCHOLOGIST, "psychologist", "психолог" },
	{ ROLE_MENTOR, "mentor", "наставник" },
	{ ROLE_PD_OFFICER, "pd_officer",
	    "ответственный за персональные данные" },
	{ ROLE_ADMIN, "admin", "администратор" },
};
const int role_names_n = LEN(role_names);

static unsigned
role_bit(const char *word, size_t n)
{
	for (int i = 0; i < role_names_n; i++)
		if (strlen(role_names[i].word) == n &&
		    memcmp(role_names[i].word, word, n) == 0)
			return role_names[i].bit;
	return 0;
}

unsigned
role_parse(const char *words)
{
	unsigned roles = 0;

	for (;;) {
		size_t n = strcspn(words, ",");
		unsigned bit = role_bit(words, n);

		if (bit == 0)
			return 0;
		roles |= bit;
		if (words[n] == '\0')
			return roles;
		words += n + 1;
	}
}

char *
role_titles(struct arena *a, unsigned roles)
{
	char *s = arena_strdup(a, "");

	for (int i = 0; i < role_names_n; i++)
		if (roles & role_names[i].bit)
			s = arena_printf(a, "%s%s%s", s, *s ? ", " : "",
			    role_names[i].title);
	return s;
}
