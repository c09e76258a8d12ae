#include "args.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
args_open(struct args *a, const json_t *object)
{
	memset(a, 0, sizeof(*a));
	a->object = object;
	if (!json_is_object(object))
		args_fail(a, "", "an object is expected");
}

void
args_fail(struct args *a, const char *key, const char *error)
{
	if (a->error != NULL)
		return;
	a->error = error;
	snprintf(a->key, sizeof(a->key), "%s", key);
}

void
args_only(struct args *a, ...)
{
	const char *key, *known;
	json_t *value;
	va_list ap;

	if (a->error != NULL)
		return;
	json_object_foreach((json_t *)a->object, key, value)
	{
		bool found = false;

		va_start(ap, a);
		while (!found && (known = va_arg(ap, const char *)) != NULL)
			found = strcmp(known, key) == 0;
		va_end(ap);
		if (!found)
			args_fail(a, key, "unknown key");
	}
}

static const json_t *
args_value(struct args *a, const char *key)
{
	const json_t *v;

	if (a->error != NULL)
		return NULL;
	v = json_object_get(a->object, key);
	return json_is_null(v) ? NULL : v;
}

bool
args_int(
    struct args *a, const char *key, int64_t min, int64_t max, int64_t *out)
{
	const json_t *v = args_value(a, key);

	if (v == NULL)
		return false;
	if (!json_is_integer(v)) {
		args_fail(a, key, "an integer is expected");
		return false;
	}
	if (json_integer_value(v) < min || json_integer_value(v) > max) {
		args_fail(a, key, "the number is out of bounds");
		return false;
	}
	*out = json_integer_value(v);
	return true;
}

bool
args_bool(struct args *a, const char *key, bool *out)
{
	const json_t *v = args_value(a, key);

	if (v == NULL)
		return false;
	if (!json_is_boolean(v)) {
		args_fail(a, key, "true or false is expected");
		return false;
	}
	*out = json_is_true(v);
	return true;
}

bool
args_text(struct args *a, const char *key, const char **out)
{
	const json_t *v = args_value(a, key);

	if (v == NULL)
		return false;
	if (!json_is_string(v)) {
		args_fail(a, key, "a string is expected");
		return false;
	}
	*out = json_string_value(v);
	return true;
}

bool
args_object(struct args *a, const char *key, const json_t **out)
{
	const json_t *v = args_value(a, key);

	if (v == NULL)
		return false;
	if (!json_is_object(v)) {
		args_fail(a, key, "an object is expected");
		return false;
	}
	*out = v;
	return true;
}

bool
args_array(struct args *a, const char *key, const json_t **out)
{
	const json_t *v = args_value(a, key);

	if (v == NULL)
		return false;
	if (!json_is_array(v)) {
		args_fail(a, key, "an array is expected");
		return false;
	}
	*out = v;
	return true;
}

bool
args_enum(struct args *a, const char *key, const char *const *names, int *out)
{
	const char *s;

	if (!args_text(a, key, &s))
		return false;
	for (int i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], s) == 0) {
			*out = i;
			return true;
		}
	}
	args_fail(a, key, "not one of the known values");
	return false;
}

void
args_need(struct args *a, const char *key)
{
	if (a->error == NULL && args_value(a, key) == NULL)
		args_fail(a, key, "the key is required");
}
