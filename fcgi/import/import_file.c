#include "import/import_file.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "base/log.h"
#include "base/strbuf.h"
#include "import/paste.h"

enum {
	READER_WAIT_MS = 30000, /* as in register/file_reader.c */
	/* What is more than the import takes need not be kept. */
	READER_OUT_MAX = PASTE_BYTES_MAX,
	READ_STEP = 65536,
	HEAD = 8 /* bytes that tell a kind of file from text */
};

/* Files that are no text, by their first bytes. */
static const struct {
	const char *begins;
	size_t n;
	const char *refusal; /* NULL: the reader takes it */
} kinds[] = {
	{ "PK\003\004", 4, NULL },
	{ "%PDF-", 5, NULL },
	{ "\320\317\021\340", 4,
	    "Это старый DOC или XLS. Сохраните его как DOCX или XLSX или "
	    "скопируйте таблицу в поле." },
	{ "\377\330\377", 3,
	    "Это картинка. Подойдут DOCX, ODT, XLSX, PDF, TXT и HTML или таблица, "
	    "вставленная в поле." },
	{ "\211PNG", 4,
	    "Это картинка. Подойдут DOCX, ODT, XLSX, PDF, TXT и HTML или таблица, "
	    "вставленная в поле." },
};

/* What nastavnik-reader refuses with. */
static const struct {
	const char *word, *sentence;
} refusals[] = {
	{ "format", "В этом файле нет таблицы, которую можно прочитать. "
		    "Подойдут DOCX, ODT, XLSX, PDF, TXT и HTML." },
	{ "broken", "Файл повреждён и не открывается. Сохраните его заново." },
	{ "password", "Файл закрыт паролем. Снимите пароль и выберите файл "
		      "ещё раз." },
	{ "macros", "В файле есть макросы. Сохраните его без макросов." },
	{ "bytes", "Файл слишком велик. Разделите дорожную карту на части." },
};
enum { REFUSED_BROKEN = 1, REFUSED_BYTES = 4 };

static const char too_long[] =
    "В файле больше 4 МБ текста. Разделите дорожную карту на части и примите "
    "их по очереди.";

static enum rc
read_text(int fd, struct strbuf *out, const char **why)
{
	char *buf = malloc(READ_STEP);
	ssize_t n = 0;

	while (buf != NULL && out->len <= PASTE_BYTES_MAX &&
	       (n = read(fd, buf, READ_STEP)) > 0)
		strbuf_add(out, buf, (size_t)n);
	free(buf);
	if (buf == NULL || n < 0) {
		log_error("roadmap: a file cannot be read");
		return RC_FAIL;
	}
	*why = too_long;
	return out->len > PASTE_BYTES_MAX ? RC_INVALID : RC_OK;
}

/* {"refused":"WORD"}: the sentence of it; NULL: there is an answer. */
static const char *
refused(const struct strbuf *said)
{
	json_t *o = json_loadb(said->buf, said->len, 0, NULL);
	const char *word = json_string_value(json_object_get(o, "refused"));
	const char *why = o == NULL ? refusals[REFUSED_BROKEN].sentence : NULL;

	for (size_t i = 0; word != NULL && i < LEN(refusals); i++)
		if (strcmp(refusals[i].word, word) == 0)
			why = refusals[i].sentence;
	json_decref(o);
	return why;
}

static const char scanned[] =
    "В этом PDF картинки вместо текста: таблицу из него не прочитать. Найдите "
    "документ, из которого он сделан.";

/* Of a PDF the words in their places are the source. */
static const char *
unwrap(struct strbuf *said)
{
	json_t *o = json_loadb(said->buf, said->len, 0, NULL);
	json_t *layout = json_object_get(o, "layout");
	const char *why = NULL;

	if (layout != NULL && json_is_true(json_object_get(o, "scanned")))
		why = scanned;
	if (layout != NULL) {
		strbuf_clear(said);
		strbuf_add(said, json_string_value(layout),
		    json_string_length(layout));
	}
	json_decref(o);
	return why;
}

static enum rc
judge(const struct child_end *end, struct strbuf *said, const char **why)
{
	*why = end->late || end->talkative ? refusals[REFUSED_BYTES].sentence
					   : refusals[REFUSED_BROKEN].sentence;
	if (end->late || end->talkative || end->signal != 0)
		return RC_INVALID;
	if (end->code != 0) {
		log_error("roadmap: nastavnik-reader: exit %d", end->code);
		return RC_FAIL;
	}
	if ((*why = refused(said)) == NULL)
		*why = unwrap(said);
	return *why != NULL ? RC_INVALID : RC_OK;
}

/* A tree that was built but not installed has all programs in one folder. */
static const char *
reader_program(char *buf, size_t size)
{
	const char *path = getenv("NASTAVNIK_READER");
	ssize_t n = readlink("/proc/self/exe", buf, size - 1);
	char *slash;

	if (path != NULL)
		return path;
	if (n > 0) {
		buf[n] = '\0';
		slash = strrchr(buf, '/');
		if (slash != NULL &&
		    (size_t)snprintf(slash, size - (size_t)(slash - buf),
			"/nastavnik-reader") < size - (size_t)(slash - buf) &&
		    access(buf, X_OK) == 0)
			return buf;
	}
	return LIBEXEC_DIR "/nastavnik-reader";
}

static enum rc
read_table(int fd, struct strbuf *out, const char **why)
{
	char program[PATH_MAX], name[] = "nastavnik-reader", table[] = "table";
	char lang[] = "LC_ALL=C.UTF-8", dirs[] = "PATH=/usr/bin:/bin";
	char *argv[] = { name, table, NULL }, *env[] = { lang, dirs, NULL };
	struct child c = { .path = reader_program(program, sizeof(program)),
		.argv = argv,
		.env = env,
		.fds = { { fd, 0 } },
		.fds_n = 1,
		.wait_ms = READER_WAIT_MS,
		.out_max = READER_OUT_MAX };
	struct child_end end;
	enum rc rc = child_run(&c, out, &end);

	return rc == RC_OK ? judge(&end, out, why) : rc;
}

enum rc
import_file_read(int fd, struct strbuf *out, const char **why)
{
	char head[HEAD] = { 0 };
	ssize_t n = pread(fd, head, HEAD, 0);

	if (n < 0 || lseek(fd, 0, SEEK_SET) != 0) {
		log_error("roadmap: a file cannot be read");
		return RC_FAIL;
	}
	for (size_t i = 0; i < LEN(kinds); i++) {
		if ((size_t)n < kinds[i].n ||
		    memcmp(head, kinds[i].begins, kinds[i].n) != 0)
			continue;
		if (kinds[i].refusal == NULL)
			return read_table(fd, out, why);
		*why = kinds[i].refusal;
		return RC_INVALID;
	}
	return read_text(fd, out, why);
}
