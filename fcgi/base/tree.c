#include <stdint.h>
#include <string.h>

#include "base/conf_file.h"
#include "base/text.h"
#include "base/tree.h"

/* struct tree is HDF under a name of ours: others need not know HDF. */
static HDF *
hdf_of(const struct tree *t)
{
	return (HDF *)(uintptr_t)(const void *)t;
}

static const struct tree *
tree_of(HDF *h)
{
	return (const struct tree *)(const void *)h;
}

enum rc
tree_load(struct tree **out, const char *path)
{
	HDF *h;
	enum rc rc = conf_file_read(path, &h);

	*out = (struct tree *)(void *)h;
	return rc;
}

void
tree_free(struct tree *t)
{
	HDF *h = hdf_of(t);

	hdf_destroy(&h);
}

const struct tree *
tree_child(const struct tree *t, const char *path)
{
	if (!t || !path || !*path)
		return t;
	return tree_of(hdf_get_obj(hdf_of(t), path));
}

const struct tree *
tree_first(const struct tree *t)
{
	return t ? tree_of(hdf_obj_child(hdf_of(t))) : NULL;
}

const struct tree *
tree_next(const struct tree *t)
{
	return t ? tree_of(hdf_obj_next(hdf_of(t))) : NULL;
}

const char *
tree_name(const struct tree *t)
{
	const char *name = t ? hdf_obj_name(hdf_of(t)) : NULL;

	return name ? name : "";
}

const char *
tree_value(const struct tree *t, const char *path)
{
	const struct tree *at = tree_child(t, path);
	const char *value = at ? hdf_obj_value(hdf_of(at)) : NULL;

	return value ? value : "";
}

int64_t
tree_int(const struct tree *t, const char *path, int64_t preset)
{
	int64_t n;

	return text_int(tree_value(t, path), INT64_MIN, INT64_MAX, &n) ? n
								       : preset;
}
