#include "keep.h"
#include "blobs.h"
#include "clock.h"
#include "config.h"
#include "disk.h"
#include "guid.h"
#include "loop.h"
#include "media.h"
#include "people.h"
#include "tokens.h"
#include "wall.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	KEEP_VERSION = 1,
	KEEP_DELAY_MS = 2000, /* what a kill -9 may lose */
};

/* The end of the year 9999. */
static const int64_t time_max = 253402300799;

static struct {
	char *path;
	char sum[65]; /* of the world in the file */
	struct timer timer;
	bool told; /* that it cannot be saved */
} self;

static void
config_load(struct args *a)
{
	struct config next;

	config_default(&next);
	config_read(a, &next);
	if (a->error == NULL)
		config = next;
}

static void
people_load(struct args *a)
{
	struct people people = { 0 };

	args_only(a, "groups", "users", NULL);
	args_need(a, "groups");
	args_need(a, "users");
	people_read(a, &people);
	if (a->error == NULL)
		people_reset(&people);
	else
		people_drop(&people);
}

/* In the order of loading: each may look at those before it. */
static const struct part {
	const char *key;
	json_t *(*save)(void);
	void (*load)(struct args *);
} parts[] = {
	{ "config", config_json, config_load },
	{ "clock", clock_save, clock_load },
	{ "people", people_save, people_load },
	{ "tokens", tokens_save, tokens_load },
	{ "media", media_save, media_load },
	{ "guid", guid_save, guid_load },
	{ "wall", walls_save, walls_load },
};

enum { PARTS = sizeof(parts) / sizeof(*parts) };

static int
refuse(const char *why, const char *part, const char *key)
{
	fprintf(stderr, "vk-sandbox: %s cannot be loaded: %s%s%s%s%s\n",
	    self.path, part, part[0] != '\0' ? ": " : "", key,
	    key[0] != '\0' ? ": " : "", why);
	return -1;
}

/* The clock never goes back, also if that of the machine was set. */
static void
now_load(struct args *a)
{
	int64_t now = 0;

	args_need(a, "now");
	args_int(a, "now", 0, time_max, &now);
	if (a->error == NULL && clock_now() < now)
		clock_advance(now - clock_now());
}

static int
world_load(const json_t *world)
{
	struct args a;
	int64_t version = 0;

	args_open(&a, world);
	args_need(&a, "version");
	args_int(&a, "version", KEEP_VERSION, KEEP_VERSION, &version);
	for (int i = 0; i < PARTS; i++) {
		const json_t *object = NULL;
		struct args inner;

		args_need(&a, parts[i].key);
		if (!args_object(&a, parts[i].key, &object))
			break;
		args_open(&inner, object);
		parts[i].load(&inner);
		if (inner.error != NULL)
			return refuse(inner.error, parts[i].key, inner.key);
	}
	now_load(&a);
	return a.error != NULL ? refuse(a.error, "", a.key) : 0;
}

int
keep_open(const char *path)
{
	struct buf text = { 0 };
	json_error_t e;
	json_t *world;
	char *folder;
	int rc = 0;

	if (path == NULL)
		return 0;
	self.path = mem_dup(path);
	folder = mem_format("%s.d", path);
	blobs_open(folder);
	free(folder);
	if (disk_read(path, &text) != 0) {
		rc = errno == ENOENT ? 0 : refuse(strerror(errno), "", "");
		goto out;
	}
	world = json_loadb(text.p, text.len, JSON_REJECT_DUPLICATES, &e);
	rc = world != NULL ? world_load(world) : refuse(e.text, "", "");
	json_decref(world);
out:
	buf_free(&text);
	return rc;
}

void
keep_close(void)
{
	timer_stop(&self.timer);
	free(self.path);
	blobs_close();
	memset(&self, 0, sizeof(self));
}

static json_t *
world_json(void)
{
	json_t *world = json_pack("{s:i}", "version", KEEP_VERSION);

	for (int i = 0; i < PARTS; i++)
		json_object_set_new(world, parts[i].key, parts[i].save());
	return world;
}

static int
file_write(json_t *world)
{
	char *text;
	int rc;

	if ((errno = blobs_failed()) != 0)
		return -1;
	json_object_set_new(world, "now", json_integer(clock_now()));
	text = json_dumps(world, JSON_INDENT(1));
	rc = disk_write(self.path, text, strlen(text));
	free(text);
	return rc;
}

int
keep_save(void)
{
	json_t *world;
	char *text, sum[65];
	int rc = 0;

	if (self.path == NULL)
		return 0;
	timer_stop(&self.timer);
	blobs_begin();
	world = world_json();
	text = json_dumps(world, JSON_COMPACT);
	blob_sha256(text, strlen(text), sum);
	free(text);
	if (strcmp(sum, self.sum) != 0) {
		rc = file_write(world);
		if (rc == 0) {
			memcpy(self.sum, sum, sizeof(sum));
			blobs_end();
		} else if (!self.told) {
			fprintf(stderr, "vk-sandbox: %s cannot be saved: %s\n",
			    self.path, strerror(errno));
		}
		self.told = rc != 0;
	}
	json_decref(world);
	return rc;
}

static void
keep_expired(void *arg)
{
	(void)arg;
	keep_save();
}

void
keep_touch(void)
{
	if (self.path == NULL || self.timer.slot != 0)
		return;
	self.timer.fire = keep_expired;
	timer_start(&self.timer, loop_ms() + KEEP_DELAY_MS);
}
