#include <jansson.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/log.h"
#include "register/record.h"
#include "register/record_inner.h"

void
record_content_read(struct arena *a, struct record *r)
{
	json_t *o = json_loads(r->content, 0, NULL);

	if (o == NULL)
		log_error("record %lld: not JSON", (long long)r->id);
	for (int i = 0; i < r->def->fields_n; i++) {
		const char *s = json_string_value(
		    json_object_get(o, r->def->fields[i].name));

		r->values[i] = s != NULL ? arena_strdup(a, s) : "";
	}
	json_decref(o);
}

void
record_content_write(struct arena *a, struct record *r)
{
	json_t *o = json_loads(r->content, 0, NULL);
	char *text;

	if (!json_is_object(o)) {
		json_decref(o);
		o = json_object();
	}
	for (int i = 0; i < r->def->fields_n; i++) {
		const char *name = r->def->fields[i].name;

		if (*r->values[i] == '\0')
			json_object_del(o, name);
		else
			json_object_set_new(o, name, json_string(r->values[i]));
	}
	text = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS);
	r->content = text != NULL ? arena_strdup(a, text) : "{}";
	free(text);
	json_decref(o);
}
