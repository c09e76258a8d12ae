#include <iconv.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "import/glyph.h"
#include "import/paste_inner.h"

/* One of so many bytes may be broken in a text that was cut or glued. */
enum { PASTE_BROKEN_SHARE = 50 };
/* One of so many may be a control character: more is not a text. */
enum { PASTE_CONTROL_SHARE = 100 };
/* iconv's output per turn. */
enum { PASTE_ICONV_STEP = 16384 };

/* What a file begins with when it is no text. */
static const struct {
	const char *magic;
	size_t n;
	const char *refusal;
} files[] = {
	{ "PK\3\4", 4,
	    "Это файл Word или Excel целиком, а не текст таблицы. Откройте "
	    "документ, скопируйте таблицу и вставьте её сюда." },
	{ "\xd0\xcf\x11\xe0", 4,
	    "Это файл Word или Excel старого вида. Откройте документ, "
	    "скопируйте таблицу и вставьте её сюда." },
	{ "%PDF", 4,
	    "Это файл PDF. Откройте его, скопируйте таблицу и вставьте её "
	    "сюда." },
	{ "{\\rtf", 5,
	    "Это файл RTF. Откройте его, скопируйте таблицу и вставьте её "
	    "сюда." },
	{ "\x89PNG", 4, "Это картинка. Нужна таблица текстом." },
	{ "\xff\xd8\xff", 3, "Это картинка. Нужна таблица текстом." },
};

static const char not_text[] =
    "Это не текст: в нём двоичные данные. Скопируйте таблицу из документа и "
    "вставьте её сюда.";

static enum rc
refuse(struct paste_text *out, const char *why)
{
	out->refusal = why;
	return RC_INVALID;
}

/* UTF-16 without its mark: every second byte is one of the few that open
 * Latin, Cyrillic or punctuation.  first: 0 the even bytes, 1 the odd ones. */
static bool
wide(const unsigned char *s, size_t n, size_t first)
{
	size_t high = 0, zero = 0, i;

	for (i = first; i < n; i += 2) {
		high += s[i] == 0 || s[i] == 4 || s[i] == 0x20 || s[i] == 0x21;
		zero += s[i] == 0;
	}
	return n >= 8 && zero > 0 && high >= n / 2 - n / 20;
}

/* How many letters are the ten most usual ones of Russian. */
static size_t
usual_letters(const unsigned char *s, size_t n, const char *letters)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		found += s[i] >= 0x80 && strchr(letters, s[i]) != NULL;
	return found;
}

static const char *
eight_bit(const unsigned char *s, size_t n)
{
	/* оеаинтсрвл in each of them. */
	static const struct {
		const char *name, *letters;
	} sets[] = {
		{ "CP1251", "\xee\xe5\xe0\xe8\xed\xf2\xf1\xf0\xe2\xeb" },
		{ "KOI8-R", "\xcf\xc5\xc1\xc9\xce\xd4\xd3\xd2\xd7\xcc" },
		{ "CP866", "\xae\xa5\xa0\xa8\xad\xe2\xe1\xe0\xa2\xab" },
	};
	size_t best = 0, at = 0, found;

	for (size_t i = 0; i < LEN(sets); i++) {
		found = usual_letters(s, n, sets[i].letters);
		if (found > best) {
			best = found;
			at = i;
		}
	}
	return sets[at].name;
}

/* The bytes that are no UTF-8, and the characters that are. */
static size_t
broken(const char *s, size_t n, size_t *good)
{
	size_t bad = 0, k;

	*good = 0;
	for (size_t i = 0; i < n;) {
		if ((unsigned char)s[i] < 0x80) {
			i++;
			continue;
		}
		for (k = 2; k <= 4 && i + k <= n; k++)
			if (text_valid(s + i, k))
				break;
		if (k <= 4 && i + k <= n) {
			++*good;
			i += k;
		} else {
			bad++;
			i++;
		}
	}
	return bad;
}

static void
mend(struct strbuf *to, const char *s, size_t n)
{
	size_t k;

	for (size_t i = 0; i < n; i += k) {
		for (k = 1; k <= 4 && i + k <= n; k++)
			if (text_valid(s + i, k))
				break;
		if (k <= 4 && i + k <= n) {
			strbuf_add(to, s + i, k);
		} else {
			k = 1;
			strbuf_adds(to, "\xef\xbf\xbd");
		}
	}
}

static bool
convert(struct strbuf *to, const char *from, const char *s, size_t n)
{
	char buf[PASTE_ICONV_STEP], *in = (char *)s, *out;
	iconv_t cd = iconv_open("UTF-8", from);
	size_t left = n, room, rc;

	if (cd == (iconv_t)-1)
		return false;
	while (left > 0) {
		out = buf;
		room = sizeof(buf);
		rc = iconv(cd, &in, &left, &out, &room);
		strbuf_add(to, buf, (size_t)(out - buf));
		/* A byte that means nothing, half a character at the end. */
		if (rc == (size_t)-1 && room > 8 && left > 0) {
			strbuf_adds(to, "\xef\xbf\xbd");
			in++;
			left--;
		}
	}
	iconv_close(cd);
	return true;
}

/* Marks that show nothing and would part words when they are compared. */
static bool
invisible(uint32_t c)
{
	return c == 0xad || c == 0xfeff || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069);
}

char *
paste_visible(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *to = out;
	const char *from = s;

	for (uint32_t c; (c = glyph_next(&s)) != 0; from = s) {
		if (invisible(c))
			continue;
		memcpy(to, from, (size_t)(s - from));
		to += s - from;
	}
	*to = '\0';
	return out;
}

/* и and е with their mark apart, as a Mac copies from PDF. */
static uint32_t
composed(uint32_t c, const char **s)
{
	static const uint32_t pairs[][3] = { { 0x438, 0x306, 0x439 },
		{ 0x418, 0x306, 0x419 }, { 0x435, 0x308, 0x451 },
		{ 0x415, 0x308, 0x401 } };
	uint32_t mark = glyph_at(*s);

	for (size_t i = 0; mark >= 0x300 && i < LEN(pairs); i++)
		if (pairs[i][0] == c && pairs[i][1] == mark) {
			glyph_next(s);
			return pairs[i][2];
		}
	return c;
}

static void
add_point(char **to, uint32_t c)
{
	if (c < 0x80) {
		*(*to)++ = (char)c;
	} else if (c < 0x800) {
		*(*to)++ = (char)(0xc0 | c >> 6);
		*(*to)++ = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		*(*to)++ = (char)(0xe0 | c >> 12);
		*(*to)++ = (char)(0x80 | (c >> 6 & 0x3f));
		*(*to)++ = (char)(0x80 | (c & 0x3f));
	} else {
		*(*to)++ = (char)(0xf0 | c >> 18);
		*(*to)++ = (char)(0x80 | (c >> 12 & 0x3f));
		*(*to)++ = (char)(0x80 | (c >> 6 & 0x3f));
		*(*to)++ = (char)(0x80 | (c & 0x3f));
	}
}

/* One kind of line end, no controls.  VT, Word's soft line end, and the
 * Unicode ones stay within a cell: they become VT. */
static bool
wash(struct arena *a, const char *s, size_t n, const char **out)
{
	char *text = arena_alloc(a, n + 1), *to = text;
	size_t controls = 0;
	uint32_t c;

	while ((c = glyph_next(&s)) != 0) {
		if (c == '\r') {
			if (*s != '\n')
				*to++ = '\n';
		} else if (c == '\n' || c == '\t' || c == 0x0b) {
			*to++ = (char)c;
		} else if (c == '\f' || c == 0x85) {
			*to++ = '\n';
		} else if (c == 0x2028 || c == 0x2029) {
			*to++ = 0x0b;
		} else if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
			controls++;
		} else if (!invisible(c)) {
			add_point(&to, composed(c, &s));
		}
	}
	*to = '\0';
	*out = text;
	return controls * PASTE_CONTROL_SHARE <= n;
}

static enum rc
decode(const char *s, size_t n, struct strbuf *to, struct paste_text *out,
    struct arena *a)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t good, bad;

	if (n >= 2 && memcmp(s, "\xff\xfe", 2) == 0)
		out->encoding = "UTF-16LE";
	else if (n >= 2 && memcmp(s, "\xfe\xff", 2) == 0)
		out->encoding = "UTF-16BE";
	else if (wide(u, n, 1))
		out->encoding = "UTF-16LE";
	else if (wide(u, n, 0))
		out->encoding = "UTF-16BE";
	else if (memchr(s, 0, n) != NULL)
		return refuse(out, not_text);
	else if ((bad = broken(s, n, &good)) == 0) {
		strbuf_add(to, s, n);
		return RC_OK;
	} else if (good > bad * PASTE_BROKEN_SHARE) {
		mend(to, s, n);
		out->notice = arena_printf(
		    a, "Повреждённые знаки заменены на �: %zu.", bad);
		return RC_OK;
	} else
		out->encoding = eight_bit(u, n);
	if (!convert(to, out->encoding, s, n))
		return refuse(out, "Кодировка текста не поддерживается.");
	out->notice = arena_printf(a,
	    "Текст был в кодировке %s и переведён в UTF-8: проверьте, что "
	    "буквы на месте.",
	    out->encoding);
	return RC_OK;
}

enum rc
paste_text(struct arena *a, const void *bytes, size_t n, struct paste_text *out)
{
	struct strbuf text;
	enum rc rc;

	*out = (struct paste_text){
		.encoding = "UTF-8", .notice = "", .text = ""
	};
	if (n > PASTE_BYTES_MAX)
		return refuse(out,
		    "Текст больше 4 МБ: это не одна дорожная карта. Скопируйте "
		    "только таблицу с мероприятиями.");
	for (size_t i = 0; i < LEN(files); i++)
		if (n >= files[i].n &&
		    memcmp(bytes, files[i].magic, files[i].n) == 0)
			return refuse(out, files[i].refusal);
	strbuf_init(&text);
	rc = decode(bytes, n, &text, out, a);
	if (rc == RC_OK && memchr(text.buf, 0, text.len) != NULL)
		rc = refuse(out, not_text);
	if (rc == RC_OK && !wash(a, text.buf, text.len, &out->text))
		rc = refuse(out, not_text);
	strbuf_free(&text);
	return rc;
}
