#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/clock.h"
#include "ctl/ctl.h"
#include "ctl/media_names.h"
#include "figure/figure.h"
#include "store/db.h"
#include "store/file.h"
#include "store/migrations.h"
#include "store/search.h"
#include "store/site.h"

enum {
	PAGE = 1000,   /* names of media read at a time */
	YOUNG_S = 3600 /* a file this young may wait for its row */
};

/* Tables that stay a page or two for a school of any size, or a few rows of
 * which the head is read: reading them whole is right. */
static const char *const small_tables[] = { "accounts", "channels", "chores",
	"credentials", "cycles", "migrations", "roadmap_imports", "roadmaps",
	"rubrics", "settings", "topics" };

/* What nastavnik-image makes of each photo (mediaplan/photo.h). */
static const char *const sizes[] = { "-480.webp", "-960.webp", "-1600.webp",
	"-vk.jpg", "-card.jpg" };

struct checked {
	struct ctl *c;
	json_t *o, *scans, *problems;
	int n; /* of problems */
};

static void
problem(struct checked *k, const char *site, const char *what)
{
	ctl_say(k->c, "%s: %s", site, what);
	json_array_append_new(k->problems, json_string(what));
	k->n++;
}

static void
scan_seen(void *ctx, const char *file, const char *sql, const char *detail)
{
	struct checked *k = ctx;
	char table[64] = "";
	bool small = false;

	if (sscanf(detail, "SCAN %63s", table) == 1)
		for (size_t i = 0; i < LEN(small_tables); i++)
			if (strcmp(table, small_tables[i]) == 0)
				small = true;
	if (!small)
		ctl_say(k->c, "  читает таблицу целиком: %s: %s: %s", file,
		    detail, sql);
	json_array_append_new(
	    k->scans, json_pack("{s:s,s:s,s:s,s:b}", "file", file, "sql", sql,
			  "detail", detail, "small", small));
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The name of a photo that a file in media/ would belong to. */
static char *
photo_of(struct arena *a, const char *file)
{
	size_t n = strlen(file);

	for (size_t i = 0; i < LEN(sizes); i++) {
		size_t m = strlen(sizes[i]);

		if (n > m && strcmp(file + n - m, sizes[i]) == 0)
			return arena_strndup(a, file, n - m);
	}
	return arena_strdup(a, file);
}

/* All names of a kind, sorted; the table's own order is that of strcmp. */
static enum rc
all_names(struct store *st, struct arena *a,
    enum rc (*next)(struct store *, struct arena *, const char *, int,
	const char ***, int *),
    const char ***all, int *n)
{
	const char *after = "", **page;
	enum rc rc;
	int more = PAGE;

	*n = 0;
	*all = NULL;
	while (more == PAGE) {
		size_t size = (size_t)*n * sizeof(**all);

		rc = next(st, a, after, PAGE, &page, &more);
		if (rc != RC_OK)
			return rc;
		*all = arena_grow(
		    a, *all, size, size + (size_t)more * sizeof(**all) + 1);
		for (int i = 0; i < more; i++)
			(*all)[(*n)++] = page[i];
		if (more > 0)
			after = page[more - 1];
	}
	return RC_OK;
}

static bool
is_young(const char *path)
{
	struct stat sb;

	return stat(path, &sb) != 0 || sb.st_mtime > clock_now() - YOUNG_S;
}

/* What has rows, and what lies in media/. */
struct media {
	const char *folder, *logo;
	const char **photos, **files, **there;
	int photos_n, files_n, there_n;
};

static enum rc
media_read(struct media *m, struct arena *a, const struct site *site)
{
	const char *logo = site_setting(site->store, a, "logo");
	enum rc rc;

	/* The school's sign: desk/settings/settings_logo.c. */
	m->logo = *logo != '\0' ? arena_printf(a, "logo-%s.png", logo) : "";
	m->folder = arena_printf(a, "%s/media", site->dir);
	/* Files first: a photo that comes meanwhile is no orphan then. */
	if ((rc = file_list(a, m->folder, &m->there, &m->there_n)) != RC_OK ||
	    (rc = all_names(site->store, a, media_names_photos, &m->photos,
		 &m->photos_n)) != RC_OK)
		return rc;
	return all_names(
	    site->store, a, media_names_files, &m->files, &m->files_n);
}

static bool
is_known(const struct media *m, struct arena *a, const char *file)
{
	const char *photo = photo_of(a, file);

	return strcmp(file, m->logo) == 0 ||
	       bsearch(&photo, m->photos, (size_t)m->photos_n,
		   sizeof(*m->photos), by_name) != NULL ||
	       bsearch(&file, m->files, (size_t)m->files_n, sizeof(*m->files),
		   by_name) != NULL;
}

static void
check_there(struct checked *k, const struct site *site, const struct media *m,
    json_t *missing, const char *file)
{
	struct arena *a = k->c->arena;

	if (file_exists(arena_printf(a, "%s/%s", m->folder, file)))
		return;
	json_array_append_new(missing, json_string(file));
	problem(k, site->name, arena_printf(a, "нет файла media/%s", file));
}

static enum rc
check_media(struct checked *k, const struct site *site)
{
	struct arena *a = k->c->arena;
	json_t *orphans = json_array(), *missing = json_array();
	struct media m = { 0 };
	enum rc rc;

	json_object_set_new(k->o, "orphans", orphans);
	json_object_set_new(k->o, "missing", missing);
	if ((rc = media_read(&m, a, site)) != RC_OK)
		return rc;
	for (int i = 0; i < m.there_n; i++) {
		const char *file = m.there[i];

		if (is_known(&m, a, file) ||
		    is_young(arena_printf(a, "%s/%s", m.folder, file)))
			continue;
		json_array_append_new(orphans, json_string(file));
		problem(k, site->name,
		    arena_printf(a, "лишний файл media/%s", file));
	}
	for (int i = 0; i < m.photos_n; i++)
		for (size_t j = 0; j < LEN(sizes); j++)
			check_there(k, site, &m, missing,
			    arena_printf(a, "%s%s", m.photos[i], sizes[j]));
	for (int i = 0; i < m.files_n; i++)
		check_there(k, site, &m, missing, m.files[i]);
	return RC_OK;
}

static void
check_store(struct checked *k, const struct site *site)
{
	struct arena *a = k->c->arena;
	struct migration *list;
	const char *finding;
	bool stale = false;
	enum rc rc;
	int n;

	if (migrations_list(site->store, a, &list, &n) == RC_OK)
		json_object_set_new(k->o, "schema",
		    json_integer(n == 0 ? 0 : list[n - 1].version));
	if (store_prepare_all(site->store, scan_seen, k) != RC_OK ||
	    figures_check(site->store) != RC_OK)
		problem(k, site->name,
		    "запрос не подходит к хранилищу: "
		    "какой — в журнале выше");
	if (search_stale(site->store, &stale) == RC_OK && stale)
		problem(k, site->name,
		    arena_printf(a,
			"поиск собран другой версией программы или "
			"пуст: nastavnik --site %s search rebuild",
			site->name));
	rc = store_check(site->store, a, &finding);
	json_object_set_new(
	    k->o, "integrity", json_string(rc == RC_OK ? "ok" : finding));
	if (rc != RC_OK)
		problem(k, site->name,
		    arena_printf(a, "хранилище повреждено: %s", finding));
}

/* *problems grows by what is wrong in this site. */
static json_t *
check_one(struct ctl *c, const char *name, int *problems)
{
	struct checked k = { .c = c,
		.o = json_object(),
		.scans = json_array(),
		.problems = json_array() };
	struct site *site;

	json_object_set_new(k.o, "name", json_string(name));
	json_object_set_new(k.o, "scans", k.scans);
	json_object_set_new(k.o, "problems", k.problems);
	if (site_open(&c->paths, name, &site) != RC_OK) {
		problem(&k, name, "не открывается: причина в журнале выше");
	} else {
		check_store(&k, site);
		if (check_media(&k, site) != RC_OK)
			problem(&k, name,
			    "файлы media не проверены: причина "
			    "в журнале выше");
	}
	if (k.n == 0)
		ctl_say(c, "%s: всё в порядке", name);
	*problems += k.n;
	return k.o;
}

static enum ctl_exit
check_run(struct ctl *c)
{
	const char **names = &c->site_name;
	int n = 1, problems = 0;
	json_t *list;
	enum rc rc;

	if ((rc = figure_load(c->paths.db)) != RC_OK)
		return ctl_refuse_rc(c, rc, "db/figures");
	if (c->site_name == NULL &&
	    (rc = site_list(&c->paths, c->arena, &names, &n)) != RC_OK)
		return ctl_refuse_rc(c, rc, c->paths.state);
	list = json_array();
	for (int i = 0; i < n; i++)
		json_array_append_new(list, check_one(c, names[i], &problems));
	if (n == 0)
		ctl_say(c, "В папке %s разделов нет", c->paths.state);
	ctl_set(c, "sites", list);
	if (problems > 0)
		return ctl_refuse(c, "Найдено неисправностей: %d", problems);
	return CTL_DONE;
}

const struct ctl_command ctl_check = {
	.words = "check",
	.args = "",
	.about = "проверить разделы: хранилище, запросы, файлы",
	.notes =
	    "  С --site — один раздел, иначе все. Проверяются: каждый запрос\n"
	    "  программы (и назван каждый, что читает большую таблицу\n"
	    "  целиком), целость хранилища и связи в нём, номер схемы, файлы\n"
	    "  media без записи и записи без файлов. Более старое хранилище\n"
	    "  сначала обновляется, его копия остаётся рядом. Неисправность —\n"
	    "  код 1; запрос, читающий таблицу целиком, — только замечание.\n",
	.json = "\"sites\":[{\"name\",\"schema\",\"integrity\",\n"
		"  \"scans\":[{\"file\",\"sql\",\"detail\",\"small\"}],\n"
		"  \"orphans\":[...],\"missing\":[...],\"problems\":[...]}]\n"
		"  при неисправности \"ok\":false, \"error\" и те же \"sites\"",
	.example = "check",
	.run = check_run,
};
