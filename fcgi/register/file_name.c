#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/text.h"
#include "register/file.h"
#include "register/file_type.h"

/* Bytes of the name before ".ending"; all of it when it ends otherwise. */
static size_t
stem_bytes(const char *name, const struct file_type *t)
{
	const char *const endings[] = { t->ending, t->ending_too };
	size_t n = strlen(name);

	for (size_t i = 0; i < LEN(endings); i++) {
		size_t m = strlen(endings[i]);

		if (n > m && name[n - m - 1] == '.' &&
		    strcasecmp(name + n - m, endings[i]) == 0)
			return n - m - 1;
	}
	return n;
}

const char *
file_name_clean(struct arena *a, const char *name, const struct file_type *t)
{
	char *s = text_clean_line(a, name, strlen(name)), *slash;

	if (s == NULL)
		s = arena_strdup(a, "");
	for (slash = s; *slash != '\0'; slash++)
		if (*slash == '/' || *slash == '\\')
			s = slash + 1;
	s += strspn(s, ". ");
	s = arena_strndup(a, s, stem_bytes(s, t));
	s = text_cut(a, s, FILE_NAME_MAX - strlen(t->ending) - 1);
	return arena_printf(a, "%s.%s", *s != '\0' ? s : "Файл", t->ending);
}

const char *
file_name_slug(struct arena *a, const char *filename, const struct file_type *t)
{
	const char *stem = arena_strndup(a, filename, stem_bytes(filename, t));
	const char *slug = text_slug(a, stem, FILE_SLUG_MAX);

	return arena_printf(
	    a, "%s.%s", *slug != '\0' ? slug : "file", t->ending);
}
