#include "web/multipart.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"

/*
 * PART_BODY  looking for CRLF "--" boundary; what cannot be its beginning
 *            goes to the sink (or nowhere: the preamble)
 * PART_AFTER right behind a boundary: "--" ends all, CRLF begins a head
 * PART_HEAD  header lines up to the empty one
 * PART_END   whatever follows is ignored
 *
 * The window begins with CRLF so that the first boundary, which has none
 * before it, is found like the others.
 */
enum state { PART_BODY, PART_AFTER, PART_HEAD, PART_END };

struct multipart {
	struct multipart_sink sink;
	enum state state;
	bool open;  /* a part was announced and not ended */
	bool fresh; /* the window begins with the CRLF that ended a head */
	int parts, parts_max;
	enum rc broken;
	size_t n, delimiter_n;
	char delimiter[4 + MULTIPART_BOUNDARY_MAX + 1];
	char window[MULTIPART_WINDOW];
};

/* ------------------------------------------------------------- headers */

/* The value of a parameter ("; name=…") in text, undone in place; NULL if
 * there is none.  *rest is where the next parameter may begin. */
static char *
param_value(char *p, char **rest)
{
	char *to = p, *start = p;

	if (*p != '"') {
		p += strcspn(p, "; \t");
		*rest = p;
		if (*p) {
			*rest = p + 1 + (*p != ';') * strcspn(p + 1, ";");
			*p = '\0';
		}
		return start;
	}
	start = to = ++p;
	for (; *p && *p != '"'; p++) {
		/* Only \" is an escape: old browsers send C:\photo.jpg. */
		if (p[0] == '\\' && p[1] == '"')
			p++;
		*to++ = *p;
	}
	if (*p != '"')
		return NULL;
	*rest = p + 1;
	*to = '\0';
	return start;
}

/* Browsers write " CR LF of a name as %22 %0D %0A and nothing else so. */
static void
undo_percent(char *s)
{
	char *to = s;

	for (; *s; s++) {
		if (strncasecmp(s, "%22", 3) == 0) {
			*to++ = '"';
			s += 2;
		} else if (strncasecmp(s, "%0d", 3) == 0 ||
			   strncasecmp(s, "%0a", 3) == 0) {
			*to++ = ' ';
			s += 2;
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
}

static bool
read_disposition(char *p, char **name, char **filename)
{
	char *key, *value;
	size_t n;

	if (*name != NULL || strncasecmp(p, "form-data", 9) != 0)
		return false;
	p += 9;
	while (*(p += strspn(p, "; \t"))) {
		key = p;
		n = strcspn(p, "=;");
		if (p[n] != '=' || (value = param_value(p + n + 1, &p)) == NULL)
			return false;
		if (n == 4 && strncasecmp(key, "name", n) == 0)
			*name = value;
		else if (n == 8 && strncasecmp(key, "filename", n) == 0)
			*filename = value;
	}
	return *name != NULL;
}

/* Nobody sends encoded parts any more (RFC 7578 4.7); we decode none. */
static bool
plain_encoding(const char *s)
{
	return strcasecmp(s, "binary") == 0 || strcasecmp(s, "8bit") == 0 ||
	       strcasecmp(s, "7bit") == 0;
}

static bool
read_head(char *lines, char **name, char **filename)
{
	char *line, *value, *next;

	for (line = lines; *line; line = next) {
		next = strstr(line, "\r\n");
		if (next != NULL) {
			*next = '\0';
			next += 2;
		} else {
			next = line + strlen(line);
		}
		value = strchr(line, ':');
		if (value == NULL || line[0] == ' ' || line[0] == '\t')
			return false;
		*value++ = '\0';
		value += strspn(value, " \t");
		if (strcasecmp(line, "Content-Disposition") == 0) {
			if (!read_disposition(value, name, filename))
				return false;
		} else if (strcasecmp(line, "Content-Transfer-Encoding") == 0) {
			if (!plain_encoding(value))
				return false;
		}
	}
	if (*name == NULL)
		return false;
	undo_percent(*name);
	if (*filename != NULL)
		undo_percent(*filename);
	return true;
}

/* --------------------------------------------------------------- steps */

static void
drop(struct multipart *m, size_t k)
{
	memmove(m->window, m->window + k, m->n - k);
	m->n -= k;
}

/* A step says: it moved on, it needs more bytes, or it is over. */
enum step { STEP_MORE, STEP_ON, STEP_BROKEN };

static enum step
broken(struct multipart *m, enum rc rc)
{
	m->broken = rc;
	return STEP_BROKEN;
}

static enum step
step_body(struct multipart *m)
{
	char *found;
	size_t k = 0;

	if (m->fresh) {
		if (m->n < m->delimiter_n)
			return STEP_MORE;
		if (memcmp(m->window, m->delimiter, m->delimiter_n) != 0)
			drop(m, 2);
		m->fresh = false;
	}
	found = memmem(m->window, m->n, m->delimiter, m->delimiter_n);
	if (found != NULL)
		k = (size_t)(found - m->window);
	else if (m->n >= m->delimiter_n)
		k = m->n - m->delimiter_n + 1;
	if (k > 0 && m->open && !m->sink.data(m->sink.ctx, m->window, k))
		return broken(m, RC_DENIED);
	if (found == NULL) {
		drop(m, k);
		return STEP_MORE;
	}
	if (m->open && !m->sink.end(m->sink.ctx))
		return broken(m, RC_DENIED);
	m->open = false;
	m->state = PART_AFTER;
	drop(m, k + m->delimiter_n);
	return STEP_ON;
}

static enum step
step_after(struct multipart *m)
{
	size_t k = 0;

	if (m->n < 2)
		return STEP_MORE;
	if (memcmp(m->window, "--", 2) == 0) {
		m->state = PART_END;
		return STEP_ON;
	}
	while (k < m->n && (m->window[k] == ' ' || m->window[k] == '\t'))
		k++;
	if (m->n - k < 2)
		return k > 64 ? broken(m, RC_INVALID) : STEP_MORE;
	if (memcmp(m->window + k, "\r\n", 2) != 0)
		return broken(m, RC_INVALID);
	if (++m->parts > m->parts_max)
		return broken(m, RC_TOO_LARGE);
	drop(m, k); /* CRLF stays: a head without lines is CRLF CRLF */
	m->state = PART_HEAD;
	return STEP_ON;
}

static enum step
step_head(struct multipart *m)
{
	char *end = memmem(m->window, m->n, "\r\n\r\n", 4);
	char *name = NULL, *filename = NULL;
	size_t k;

	k = end != NULL ? (size_t)(end - m->window) : m->n;
	if (k > MULTIPART_HEAD_MAX || memchr(m->window, '\0', k) != NULL)
		return broken(m, RC_INVALID);
	if (end == NULL)
		return STEP_MORE;
	*end = '\0';
	if (k < 2 || !read_head(m->window + 2, &name, &filename))
		return broken(m, RC_INVALID);
	if (!m->sink.part(m->sink.ctx, name, filename))
		return broken(m, RC_DENIED);
	m->open = true;
	m->state = PART_BODY;
	/* The last CRLF stays: it may begin the next boundary. */
	memcpy(m->window + k + 2, "\r\n", 2);
	drop(m, k + 2);
	m->fresh = true;
	return STEP_ON;
}

static enum step
step(struct multipart *m)
{
	switch (m->state) {
	case PART_BODY:
		return step_body(m);
	case PART_AFTER:
		return step_after(m);
	case PART_HEAD:
		return step_head(m);
	case PART_END:
		break;
	}
	m->n = 0;
	return STEP_MORE;
}

/* -------------------------------------------------------------- outside */

/* The boundary token of a Content-Type; its length, 0 if there is none. */
static size_t
find_boundary(const char *type, const char **out)
{
	static const char kind[] = "multipart/form-data";
	const char *p;
	size_t n;

	if (strncasecmp(type, kind, sizeof(kind) - 1) != 0)
		return 0;
	p = type + sizeof(kind) - 1;
	p += strspn(p, " \t");
	if (*p != ';')
		return 0;
	for (; *p == ';'; p += strcspn(p, ";")) {
		p += strspn(p, "; \t");
		if (strncasecmp(p, "boundary=", 9) != 0)
			continue;
		p += 9;
		n = *p == '"' ? strcspn(p + 1, "\"") : strcspn(p, "; \t");
		*out = *p == '"' ? p + 1 : p;
		return n > MULTIPART_BOUNDARY_MAX ? 0 : n;
	}
	return 0;
}

struct multipart *
multipart_new(struct arena *a, const char *content_type, int parts_max,
    const struct multipart_sink *sink)
{
	const char *boundary;
	struct multipart *m;
	size_t n;

	if ((n = find_boundary(content_type, &boundary)) == 0)
		return NULL;
	m = arena_alloc(a, sizeof(*m));
	m->sink = *sink;
	m->state = PART_BODY;
	m->parts_max = parts_max;
	memcpy(m->delimiter, "\r\n--", 4);
	memcpy(m->delimiter + 4, boundary, n);
	m->delimiter_n = n + 4;
	memcpy(m->window, "\r\n", 2);
	m->n = 2;
	return m;
}

enum rc
multipart_feed(struct multipart *m, const char *s, size_t n)
{
	enum step said = STEP_MORE;
	size_t k;

	while (n > 0 && m->broken == RC_OK) {
		k = sizeof(m->window) - m->n;
		if (k > n)
			k = n;
		memcpy(m->window + m->n, s, k);
		m->n += k;
		s += k;
		n -= k;
		do
			said = step(m);
		while (said == STEP_ON);
	}
	return m->broken;
}

enum rc
multipart_finish(const struct multipart *m)
{
	if (m->broken != RC_OK)
		return m->broken;
	return m->state == PART_END ? RC_OK : RC_INVALID;
}
