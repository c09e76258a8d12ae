#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reader/blocks.h"
#include "reader/input.h"
#include "reader/pdf.h"
#include "reader/pdf_layout.h"
#include "reader/quote.h"
#include "reader/walls.h"

/* How the child says that it could not even begin; pdftotext itself ends
 * with 0 to 3 or 99. */
enum { EXIT_WALLS = 126, EXIT_EXEC = 127 };

/* Words with their places: 50 bytes each, of 300 pages. */
enum { PLACES_MAX = 8 << 20 };

static struct {
	pid_t pid;
	int out;
	bool layout;
} child;

static void
run(int out)
{
	static char name[] = "pdftotext", stdio[] = "-", place[] = "-tsv";
	char *plain[] = { name, stdio, stdio, NULL }, *env[] = { NULL };
	char *placed[] = { name, place, stdio, stdio, NULL };
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	/* What it says of broken files goes nowhere; it may write much. */
	if (null < 0 || dup2(out, STDOUT_FILENO) < 0 ||
	    dup2(null, STDERR_FILENO) < 0 ||
	    lseek(STDIN_FILENO, 0, SEEK_SET) != 0 ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		_exit(EXIT_WALLS);
	close_range(STDERR_FILENO + 1, ~0U, 0);
	if (walls_enter_pdf() != NULL)
		_exit(EXIT_WALLS);
	execve(WALLS_PDF, child.layout ? placed : plain, env);
	_exit(EXIT_EXEC);
}

enum verdict
pdf_start(bool layout)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return verdict_trouble("no pipe for " WALLS_PDF);
	child.layout = layout;
	child.pid = fork();
	if (child.pid < 0)
		return verdict_trouble("cannot start " WALLS_PDF);
	if (child.pid == 0)
		run(ends[1]);
	close(ends[1]);
	child.out = ends[0];
	return V_OK;
}

/* What is being counted and kept while the words come. */
struct words {
	struct pdf *pdf;
	int visible; /* of the page */
	int empty;   /* pages */
	int breaks;  /* line breaks in a row */
};

static void
page_end(struct words *w)
{
	w->pdf->pages++;
	if (w->visible < PDF_PAGE_WORDS_MIN)
		w->empty++;
	w->visible = 0;
}

/* Words of PDFs hold any characters: only LF and TAB among the controls are
 * kept, and no more than one empty line in a row. */
static void
take(struct words *w, unsigned char c)
{
	if (c == '\f') {
		page_end(w);
		c = '\n';
	} else if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f) {
		return;
	}
	w->breaks = c == '\n' ? w->breaks + 1 : 0;
	/* Every character of UTF-8 has one byte that does not go on. */
	if (c > ' ' && (c & 0xc0) != 0x80)
		w->visible++;
	if (w->breaks <= 2 && w->pdf->text.len <= BLOCKS_TEXT_MAX + 4)
		strbuf_addc(&w->pdf->text, (char)c);
}

/* Nothing but whole characters, and not too many. */
static void
settle(struct strbuf *s)
{
	size_t to = 0, k;

	for (size_t i = 0; i < s->len; i += k ? k : 1) {
		k = quote_char(s->buf + i, s->len - i);
		memmove(s->buf + to, s->buf + i, k);
		to += k;
	}
	s->len = quote_cut(s->buf, to, BLOCKS_TEXT_MAX);
}

static enum verdict
judge(int status, const struct input *in)
{
	if (WIFSIGNALED(status))
		switch (WTERMSIG(status)) {
		/* Too slow, twice; out of memory (it aborts then). */
		case SIGALRM:
		case SIGXCPU:
		case SIGKILL:
		case SIGABRT:
			return V_BYTES;
		default:
			return V_BROKEN;
		}
	errno = 0;
	switch (WEXITSTATUS(status)) {
	case 0:
		return V_OK;
	case EXIT_WALLS:
		return verdict_trouble("cannot shut in " WALLS_PDF);
	case EXIT_EXEC:
		errno = ENOENT;
		return verdict_trouble(WALLS_PDF);
	default:
		/* It tells both in the same way; the mark of a lock stands
		 * in a part of the file that is never packed. */
		return input_has(in, "/Encrypt", 8) ? V_PASSWORD : V_BROKEN;
	}
}

/* What the child says, to its end. */
static enum verdict
listen(struct pdf *pdf)
{
	struct words w = { .pdf = pdf };
	char piece[16384];
	ssize_t n;

	while ((n = read(child.out, piece, sizeof(piece))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return verdict_trouble("cannot read from " WALLS_PDF);
		if (!child.layout)
			for (ssize_t i = 0; i < n; i++)
				take(&w, (unsigned char)piece[i]);
		else if (pdf->text.len < PLACES_MAX)
			strbuf_add(&pdf->text, piece, (size_t)n);
	}
	pdf->scanned = w.empty * 2 > pdf->pages;
	return V_OK;
}

static enum verdict
lay_out(struct pdf *pdf)
{
	struct strbuf text;
	struct pdf_pages pages;
	enum verdict v;

	if (pdf->text.len >= PLACES_MAX)
		return V_BYTES;
	strbuf_init(&text);
	v = pdf_layout(pdf->text.buf, &text, &pages);
	strbuf_free(&pdf->text);
	pdf->text = text;
	pdf->pages = pages.n;
	pdf->scanned = pages.empty * 2 > pages.n;
	return v;
}

enum verdict
pdf_read(struct pdf *pdf, const struct input *in)
{
	enum verdict v;
	int status;

	memset(pdf, 0, sizeof(*pdf));
	strbuf_init(&pdf->text);
	if ((v = listen(pdf)) != V_OK)
		return v;
	while (waitpid(child.pid, &status, 0) < 0)
		if (errno != EINTR)
			return verdict_trouble("cannot wait for " WALLS_PDF);
	if ((v = judge(status, in)) != V_OK ||
	    (child.layout && (v = lay_out(pdf)) != V_OK))
		return v;
	if (pdf->pages == 0)
		return V_BROKEN;
	settle(&pdf->text);
	return V_OK;
}

void
pdf_free(struct pdf *pdf)
{
	strbuf_free(&pdf->text);
}
