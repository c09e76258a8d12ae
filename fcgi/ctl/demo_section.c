#include "ctl/demo_section.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/tree.h"
#include "ctl/ctl.h"
#include "register/file.h"
#include "register/record.h"

/* Where the records go, and who writes them. */
struct demo {
	struct ctl *ctl;
	const struct site *site;
	const struct actor *by;
	const char **why;
};

static enum rc
demo_file(struct demo *d, const struct tree *t, int64_t record_id)
{
	struct arena *a = d->ctl->arena;
	const char *file = tree_value(t, "_file"), *name;
	const char *path =
	    arena_printf(a, "%s/demo/%s", d->ctl->paths.db, file);
	enum rc rc;
	int fd;

	if (*file == '\0')
		return RC_OK;
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0) {
		*d->why = arena_printf(a, "нет файла %s", path);
		return RC_NOT_FOUND;
	}
	name = tree_value(t, "_name");
	rc = file_store(d->site->store, a, d->by, d->site->dir, record_id,
	    "file", *name != '\0' ? name : file, fd, d->why);
	close(fd);
	return rc;
}

static enum rc
demo_record(
    struct demo *d, const struct register_def *def, const struct tree *t)
{
	struct arena *a = d->ctl->arena;
	const char *field = "";
	struct record r;
	enum rc rc;

	record_init(&r, def);
	for (int i = 0; i < def->fields_n; i++)
		r.values[i] = tree_value(t, def->fields[i].name);
	r.shown = tree_int(t, "_hidden", 0) == 0;
	rc = record_save(d->site->store, a, d->by, &r, &field, d->why);
	if (rc == RC_OK)
		rc = demo_file(d, t, r.id);
	if (rc != RC_OK)
		*d->why = arena_printf(a, "запись %s.%s, %s: %s", def->name,
		    tree_name(t), field,
		    *d->why != NULL ? *d->why : "не получилось");
	return rc;
}

static enum rc
demo_register(struct demo *d, const struct tree *t)
{
	const struct register_def *def = register_by_name(tree_name(t));
	enum rc rc = RC_OK;

	if (def == NULL) {
		*d->why =
		    arena_printf(d->ctl->arena, "нет списка %s", tree_name(t));
		return RC_NOT_FOUND;
	}
	for (t = tree_first(t); t != NULL && rc == RC_OK; t = tree_next(t))
		rc = demo_record(d, def, t);
	return rc;
}

enum rc
ctl_demo_section(struct ctl *c, const struct site *site, const struct actor *by,
    const char **why)
{
	struct demo d = { c, site, by, why };
	struct tree *data = NULL;
	enum rc rc;

	if ((rc = register_load(c->paths.db)) != RC_OK)
		return rc;
	rc = tree_load(
	    &data, arena_printf(c->arena, "%s/demo/section.hdf", c->paths.db));
	if (rc != RC_OK) {
		*why = "нет db/demo/section.hdf";
		return rc;
	}
	for (const struct tree *t = tree_first(data); t != NULL && rc == RC_OK;
	     t = tree_next(t))
		rc = demo_register(&d, t);
	tree_free(data);
	return rc;
}
