#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/child.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "register/file.h"
#include "register/file_type.h"

enum {
	/* Thrice what nastavnik-reader allows itself of the processor. */
	READER_WAIT_MS = 30000,
	/* FILE_TEXT_MAX with every byte written as \u0000, and the rest. */
	READER_OUT_MAX = FILE_TEXT_MAX * 6 + 4096
};

static const struct {
	const char *word, *sentence;
} refusals[] = {
	{ "format", "Такие файлы мы не принимаем. Подойдут PDF, DOCX, ODT, "
		    "XLSX, JPEG, PNG и WebP. Старый DOC или XLS сохраните как "
		    "DOCX или XLSX." },
	{ "broken", "Файл повреждён и не открывается. Сохраните его заново и "
		    "выберите ещё раз." },
	{ "password", "Файл закрыт паролем: читатели его не откроют. Снимите "
		      "пароль и выберите файл ещё раз." },
	{ "macros", "В файле есть макросы, это опасно для читателей. Сохраните "
		    "его без макросов." },
	{ "bytes", "Файл слишком велик внутри. Разделите его или уменьшите "
		   "картинки в нём." },
};
enum { REFUSED_BROKEN = 1, REFUSED_BYTES = 4 };

static const char empty[] = "Файл пуст. Выберите другой.";
static const char too_large[] =
    "Файл больше 30 МБ. Уменьшите его: например, сохраните PDF со сжатыми "
    "картинками.";
static const char too_slow[] =
    "Файл читается слишком долго. Сохраните его проще или разделите.";

static const char *
reader_program(void)
{
	const char *path = getenv("NASTAVNIK_READER");

	return path != NULL ? path : LIBEXEC_DIR "/nastavnik-reader";
}

/* At most FILE_TEXT_MAX bytes, cut between letters; what is not text in it
 * would not be found anyway. */
static const char *
text_of(struct arena *a, const char *s)
{
	size_t n = strlen(s);

	if (n > FILE_TEXT_MAX)
		for (n = FILE_TEXT_MAX; n > 0 && (s[n] & 0xc0) == 0x80;)
			n--;
	s = text_clean(a, s, n);
	return s != NULL ? s : "";
}

static enum rc
answer_read(
    struct arena *a, const json_t *o, struct file_taken *out, const char **why)
{
	const char *refused = json_string_value(json_object_get(o, "refused"));
	const char *type = json_string_value(json_object_get(o, "type"));
	const char *text = json_string_value(json_object_get(o, "text"));

	for (size_t i = 0; refused != NULL && i < LEN(refusals); i++)
		if (strcmp(refusals[i].word, refused) == 0) {
			*why = refusals[i].sentence;
			return RC_INVALID;
		}
	out->type = type != NULL ? file_type_by_word(type) : NULL;
	if (out->type == NULL) {
		log_error("file: nastavnik-reader said nothing of use");
		return RC_FAIL;
	}
	out->text = text != NULL ? text_of(a, text) : "";
	out->scanned = json_is_true(json_object_get(o, "scanned"));
	return RC_OK;
}

/* How it ended. */
static enum rc
reader_judge(struct arena *a, const struct child_end *end,
    const struct strbuf *said, struct file_taken *out, const char **why)
{
	json_t *o;
	enum rc rc;

	*why = end->late	? too_slow
	       : end->talkative ? refusals[REFUSED_BYTES].sentence
				: refusals[REFUSED_BROKEN].sentence;
	if (end->late || end->talkative)
		return RC_INVALID;
	/* Death by a signal: the file broke the reader or its limits. */
	if (end->signal != 0) {
		log_warn(
		    "file: nastavnik-reader died of signal %d", end->signal);
		return RC_INVALID;
	}
	if (end->code != 0) {
		log_error("file: nastavnik-reader: exit %d", end->code);
		return RC_FAIL;
	}
	o = json_loadb(said->buf, said->len, 0, NULL);
	rc = answer_read(a, o, out, why);
	json_decref(o);
	return rc;
}

static enum rc
reader_run(struct arena *a, int fd, struct file_taken *out, const char **why)
{
	char name[] = "nastavnik-reader", text[] = "text";
	/* poppler's own words would be of another language. */
	char lang[] = "LC_ALL=C.UTF-8", path[] = "PATH=/usr/bin:/bin";
	char *argv[] = { name, text, NULL }, *env[] = { lang, path, NULL };
	struct child c = { .path = reader_program(),
		.argv = argv,
		.env = env,
		.fds = { { fd, 0 } },
		.fds_n = 1,
		.wait_ms = READER_WAIT_MS,
		.out_max = READER_OUT_MAX };
	struct child_end end;
	struct strbuf said;
	enum rc rc;

	strbuf_init(&said);
	if ((rc = child_run(&c, &said, &end)) == RC_OK)
		rc = reader_judge(a, &end, &said, out, why);
	strbuf_free(&said);
	return rc;
}

enum rc
file_take(struct arena *a, int fd, struct file_taken *out, const char **why)
{
	struct stat sb;

	*out = (struct file_taken){ .text = "" };
	if (fstat(fd, &sb) != 0 || lseek(fd, 0, SEEK_SET) != 0) {
		log_error("file: an upload cannot be read");
		return RC_FAIL;
	}
	*why = empty;
	if (sb.st_size == 0)
		return RC_INVALID;
	*why = too_large;
	if (sb.st_size > FILE_BYTES_MAX)
		return RC_TOO_LARGE;
	out->bytes = sb.st_size;
	return reader_run(a, fd, out, why);
}
