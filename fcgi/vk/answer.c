#include <curl/curl.h>
#include <string.h>

#include "base/arena.h"
#include "base/rc.h"
#include "base/text.h"
#include "vk/answer.h"
#include "vk/call.h"

enum {
	/* Keys are longer than any word of a message. */
	SECRET_MIN = 32
};

static const char key_letters[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

static bool
looks_secret(const char *s, size_t n)
{
	return n >= SECRET_MIN || (n > 4 && strncmp(s, "vk", 2) == 0 &&
				      strncmp(s + 3, ".a.", 3) == 0);
}

char *
answer_clean(struct arena *a, const char *text)
{
	size_t len = strlen(text), out = 0;
	char *copy;

	if (!text_valid(text, len))
		return arena_strdup(a, "(не текст)");
	copy = arena_alloc(a, len + 1);
	while (*text != '\0') {
		size_t n = strspn(text, key_letters);

		if (strncmp(text, "http", 4) == 0)
			n = strcspn(text, " \t\r\n\"'<>");
		if (strncmp(text, "http", 4) == 0 || looks_secret(text, n)) {
			copy[out++] = '*';
			text += n > 0 ? n : 1;
			continue;
		}
		if (n == 0) {
			copy[out++] = (unsigned char)*text < ' ' ? ' ' : *text;
			text++;
			continue;
		}
		memcpy(copy + out, text, n);
		out += n;
		text += n;
	}
	copy[out] = '\0';
	return text_cut(a, copy, ANSWER_TEXT_MAX);
}

int64_t
answer_int(const json_t *object, const char *name)
{
	const json_t *v = json_object_get(object, name);
	int64_t n;

	if (json_is_integer(v))
		return json_integer_value(v);
	if (json_is_string(v) &&
	    text_int(json_string_value(v), INT64_MIN / 2, INT64_MAX / 2, &n))
		return n;
	return 0;
}

const char *
answer_text(const json_t *object, const char *name)
{
	const char *s = json_string_value(json_object_get(object, name));

	return s == NULL ? "" : s;
}

static void
answer_error(
    struct arena *a, const json_t *error, bool write, struct answer *out)
{
	const char *text = answer_text(error, "error_msg");

	out->code = (int)answer_int(error, "error_code");
	out->subcode = (int)answer_int(error, "error_subcode");
	out->verdict = error_judge(out->code, out->subcode, text, write);
	if (out->code == 24)
		text = arena_printf(
		    a, "%s %s", text, answer_text(error, "confirmation_text"));
	out->text = answer_clean(a, text);
}

/* No answer of the API: of the network, of a front end, or nonsense. */
static void
answer_transport(struct arena *a, const struct call_result *r, bool write,
    struct answer *out)
{
	out->verdict.class = !r->sent ? ERROR_PACE
			     : write  ? ERROR_UNKNOWN
				      : ERROR_BACKOFF;
	if (r->curl_code != 0)
		out->text = arena_printf(a, "%s (%s)",
		    curl_easy_strerror((CURLcode)r->curl_code),
		    r->sent ? "запрос мог уйти" : "запрос не ушёл");
	else
		out->text = arena_printf(
		    a, "HTTP %d, это не ответ API", r->http_status);
}

void
answer_read(struct arena *a, const struct call_result *r, bool write,
    struct answer *out)
{
	json_t *root = NULL, *error, *response;

	memset(out, 0, sizeof(*out));
	out->curl_code = r->curl_code;
	out->http_status = r->http_status;
	out->duration_ms = r->duration_ms;
	out->text = "";
	if (r->curl_code == 0)
		root = json_loadb(r->body, r->n, 0, NULL);
	error = json_object_get(root, "error");
	response = json_object_get(root, "response");
	if (json_is_object(error))
		answer_error(a, error, write, out);
	else if (response != NULL && r->http_status == 200)
		out->response = json_incref(response);
	else
		answer_transport(a, r, write, out);
	json_decref(root);
}

void
answer_free(struct answer *out)
{
	json_decref(out->response);
	out->response = NULL;
}
