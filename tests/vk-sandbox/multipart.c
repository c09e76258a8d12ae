#include "multipart.h"
#include "mem.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* RFC 2046 says 70 characters. */
enum { BOUNDARY_MAX = 70, PARTS_MAX = 1000, PART_HEAD_MAX = 16384 };

bool
multipart_is(const char *type)
{
	return type != NULL &&
	       strncasecmp(type, "multipart/form-data", 19) == 0;
}

/* Value of a parameter of a header field: name=token or name="quoted". */
static char *
field_param(const char *s, const char *name)
{
	size_t len = strlen(name);
	struct buf b = { 0 };

	for (s = strchr(s, ';'); s != NULL; s = strchr(s, ';')) {
		s += 1 + strspn(s + 1, " \t");
		if (strncasecmp(s, name, len) == 0 && s[len] == '=')
			break;
		/* A semicolon inside quotes ends nothing. */
		s += strcspn(s, ";\"");
		if (*s == '"') {
			for (s++; *s != '\0' && *s != '"'; s++)
				if (*s == '\\' && s[1] != '\0')
					s++;
		}
	}
	if (s == NULL)
		return NULL;
	s += len + 1;
	if (*s != '"') {
		buf_add(&b, s, strcspn(s, "; \t"));
		return buf_take(&b);
	}
	for (s++; *s != '\0' && *s != '"'; s++) {
		if (*s == '\\' && (s[1] == '"' || s[1] == '\\'))
			s++;
		buf_add(&b, s, 1);
	}
	return buf_take(&b);
}

static char *
boundary_of(const char *type)
{
	char *value = field_param(type, "boundary"), *line;
	size_t len = value ? strlen(value) : 0;

	if (len == 0 || len > BOUNDARY_MAX) {
		free(value);
		return NULL;
	}
	line = mem_format("\r\n--%s", value);
	free(value);
	return line;
}

/* What follows a boundary: 'e' its end form, 'n' a new part, 0 neither. */
static char
boundary_kind(const char *p, const char *end, const char **after)
{
	if (end - p >= 2 && p[0] == '-' && p[1] == '-')
		return 'e';
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	if (end - p < 2 || p[0] != '\r' || p[1] != '\n')
		return '\0';
	*after = p + 2;
	return 'n';
}

/* The next boundary at or after p; *after is set for a new part. */
static const char *
boundary_find(const char *p, const char *end, const char *line,
    const char **after, char *kind)
{
	size_t len = strlen(line);

	while ((p = memmem(p, (size_t)(end - p), line, len)) != NULL) {
		*kind = boundary_kind(p + len, end, after);
		if (*kind != '\0')
			return p;
		p++;
	}
	return NULL;
}

static void
part_field(struct part *part, const char *s, size_t len)
{
	char *line = text_clean(s, len);
	const char *value = strchr(line, ':');

	if (value != NULL) {
		value += 1 + strspn(value + 1, " \t");
		if (strncasecmp(line, "content-disposition:", 20) == 0 &&
		    part->name == NULL) {
			part->name = field_param(value, "name");
			part->filename = field_param(value, "filename");
		} else if (strncasecmp(line, "content-type:", 13) == 0 &&
			   part->type == NULL) {
			part->type = mem_dup(value);
		}
	}
	free(line);
}

/* A part from its head to the next boundary; left out if the head has no
 * end. */
static void
part_read(struct parts *out, const char *p, const char *end)
{
	struct part part = { 0 };
	const char *head_end;

	if (end - p >= 2 && p[0] == '\r' && p[1] == '\n') {
		part.data = p + 2;
		head_end = p;
	} else {
		head_end = memmem(p, (size_t)(end - p), "\r\n\r\n", 4);
		if (head_end == NULL || head_end - p > PART_HEAD_MAX)
			return;
		part.data = head_end + 4;
	}
	if (out->n == PARTS_MAX)
		return;
	while (p < head_end) {
		size_t left = (size_t)(head_end - p);
		const char *nl = memmem(p, left, "\r\n", 2);
		size_t len = nl ? (size_t)(nl - p) : left;

		part_field(&part, p, len);
		p = nl ? nl + 2 : head_end;
	}
	if (part.name == NULL)
		part.name = mem_dup("");
	part.len = (size_t)(end - part.data);
	out->list = mem_grow(out->list, (out->n + 1) * sizeof(part));
	out->list[out->n++] = part;
}

void
multipart_parse(
    const char *type, const char *body, size_t len, struct parts *out)
{
	char *line = boundary_of(type), kind = '\0';
	const char *p = body, *end = body + len, *after = NULL, *next;
	size_t n;

	memset(out, 0, sizeof(*out));
	if (line == NULL)
		return;
	n = strlen(line);
	/* The first boundary has no line end before it. */
	if (len >= n - 2 && memcmp(body, line + 2, n - 2) == 0)
		kind = boundary_kind(body + n - 2, end, &after);
	if (kind == '\0')
		p = boundary_find(p, end, line, &after, &kind);
	while (p != NULL && kind == 'n') {
		const char *start = after;

		/* A part may be empty: its end uses the CRLF of its head. */
		next = boundary_find(start - 2, end, line, &after, &kind);
		if (next != NULL)
			part_read(out, start, next < start ? start : next);
		p = next;
	}
	out->whole = p != NULL && kind == 'e';
	free(line);
}

void
multipart_free(struct parts *parts)
{
	for (size_t i = 0; i < parts->n; i++) {
		free(parts->list[i].name);
		free(parts->list[i].filename);
		free(parts->list[i].type);
	}
	free(parts->list);
	memset(parts, 0, sizeof(*parts));
}
