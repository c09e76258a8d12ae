/*
 * nastavnik-image: one upload in, clean pictures out.
 *
 * Started once per upload: the upload is on descriptor 0, five empty files
 * stand open for writing on descriptors 3 to 7.  This is the only program of
 * ours that decodes a picture, and what it decodes was made by strangers.
 * So it passes through these states and never goes back:
 *
 *   collect   read the upload whole, look at its first bytes only
 *   start     bring up the library with the one decoder module it may need
 *   shut in   limits, Landlock, seccomp: from here on nothing can be opened,
 *             connected, executed or mapped as code
 *   judge     read the header, refuse what is too big, too long, or moves
 *   decode    once, upright, in sRGB, into plain pixels without any metadata
 *   write     five results from those pixels, then one line for each
 *
 * The exit status is 0 (five lines on standard output), 1 (refused; one word
 * on standard output says why) or 2 (our trouble; standard error says what).
 * Death by a signal means that the picture broke the decoder or its limits.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vips/vips.h>

#ifdef __SANITIZE_ADDRESS__
#define SANITIZED 1
#endif
#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* What a phone camera writes stays below both; 50 megapixels are 150 MB of
 * pixels, which is what the limit of memory below has to carry. */
enum { UPLOAD_BYTES_MAX = 20 << 20, UPLOAD_PIXELS_MAX = 50000000 };

/* VK refuses a picture longer than 1:20; below 32 px there is nothing to
 * see, such files are tracking dots and broken icons. */
enum { UPLOAD_ASPECT_MAX = 20, UPLOAD_SIDE_MIN = 32 };

/* The decoded picture is kept no longer than this.  It is twice what VK
 * keeps, so that the link card of a panorama is still cut from real pixels,
 * and 79 MB at most. */
enum { MASTER_SIDE_MAX = 5120 };

/* The dearest picture measured (50 megapixels, CMYK, progressive) takes
 * 0.5 GiB and 11 s; a decoder that wants twice that is under attack.  The
 * worker waits for 30 s, so one that hangs ends before. */
enum { LIMIT_MEMORY_MIB = 1024, LIMIT_CPU_S = 20, LIMIT_WALL_S = 25 };

/* A captured decoder still holds five open files: it shall not fill the disk
 * through them.  Our largest result (2560 x 2560) stays below 10 MiB. */
enum { LIMIT_FILE_MIB = 20 };

enum { FD_RESULT = 3, RESULTS = 5 };

enum verdict {
	V_OK,
	V_FORMAT,
	V_BROKEN,
	V_PIXELS,
	V_ANIMATION,
	V_BYTES,
	V_SHAPE,
	V_SMALL,
	V_TROUBLE,
	V__COUNT
};

/* The worker shows a sentence for each word: they may not change. */
static const char *const verdict_word[V__COUNT] = {
	[V_FORMAT] = "format\n",
	[V_BROKEN] = "broken\n",
	[V_PIXELS] = "pixels\n",
	[V_ANIMATION] = "animation\n",
	[V_BYTES] = "bytes\n",
	[V_SHAPE] = "shape\n",
	[V_SMALL] = "small\n",
};

enum kind { KIND_JPEG, KIND_PNG, KIND_WEBP, KIND_HEIC };

struct upload {
	unsigned char *data;
	size_t len;
	enum kind kind;
	/* Known after the header was judged; as seen upright. */
	int width;
	int height;
	bool profile;
};

struct result {
	/* Suffix and options as libvips reads them. */
	const char *format;
	int width;
	int height;
	/* Fill width x height and cut the rest off, else fit into it and
	 * never enlarge. */
	bool fill;
	/* One of the sizes for our pages, each made from the next larger. */
	bool webp;
};

/* Result i goes to descriptor FD_RESULT + i.  The qualities are those at
 * which faces in a class photo show no blocks; VK compresses its own once
 * more and gets a better one.  More effort than 2 costs half a second per
 * upload for 3 % fewer bytes. */
static const struct result results[RESULTS] = {
	{ ".webp[Q=78,effort=2]", 480, 960, false, true },
	{ ".webp[Q=78,effort=2]", 960, 1920, false, true },
	{ ".webp[Q=78,effort=2]", 1600, 3200, false, true },
	{ ".jpg[Q=88,optimize_coding,strip]", 2560, 2560, false, false },
	{ ".jpg[Q=82,optimize_coding,strip]", 1200, 630, true, false },
};

/* What decoding, encoding and the threads between them need (measured), and
 * nothing that takes a path, an address or a process. */
static const int allowed_calls[] = {
	SCMP_SYS(read),
	SCMP_SYS(write),
	SCMP_SYS(lseek),
	SCMP_SYS(fstat),
	SCMP_SYS(close),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(brk),
	SCMP_SYS(futex),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(rseq),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_yield),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(getrandom),
	SCMP_SYS(sysinfo),
	SCMP_SYS(gettid),
	SCMP_SYS(getpid),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

static enum verdict
trouble(const char *what)
{
	fprintf(stderr, "nastavnik-image: %s: %s\n", what, strerror(errno));
	return V_TROUBLE;
}

static enum verdict
write_all(int fd, const void *data, size_t len)
{
	const char *p = data;
	ssize_t n;

	while (len > 0) {
		n = write(fd, p, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return trouble("cannot write");
		p += n;
		len -= (size_t)n;
	}
	return V_OK;
}

/* The results must be there before any work is done, and nothing else that
 * the parent had open may be within reach of a captured decoder. */
static enum verdict
results_check(void)
{
	for (int fd = FD_RESULT; fd < FD_RESULT + RESULTS; fd++) {
		int flags = fcntl(fd, F_GETFL);

		if (flags >= 0 && (flags & O_ACCMODE) == O_RDONLY) {
			flags = -1;
			errno = EBADF;
		}
		if (flags < 0)
			return trouble("descriptors 3 to 7 must be writable");
	}
	/* Kernels before 5.9 lack the call; the worker's own descriptors are
	 * closed on exec anyway. */
	close_range(FD_RESULT + RESULTS, ~0U, 0);
	return V_OK;
}

static enum verdict
upload_collect(struct upload *up)
{
	/* One byte more than allowed tells "full" from "too big". */
	size_t room = UPLOAD_BYTES_MAX + 1;
	ssize_t n;

	up->data = malloc(room);
	if (!up->data)
		return trouble("no memory for the upload");
	while (up->len < room) {
		n = read(STDIN_FILENO, up->data + up->len, room - up->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return trouble("cannot read the upload");
		if (n == 0)
			return V_OK;
		up->len += (size_t)n;
	}
	return V_BYTES;
}

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static uint32_t
le32(const unsigned char *p)
{
	return GUINT32_SWAP_LE_BE(be32(p));
}

/* HEIC is the container HEIF with HEVC inside, and the brands say so; the
 * same container with AV1 (AVIF) or with a film is none of ours. */
static bool
is_heic(const unsigned char *p, size_t len)
{
	/* Box: length, "ftyp", main brand, a number, more brands. */
	enum { BRAND = 8, NUMBER = 12, BOX_MAX = 2048 };
	size_t box;

	if (len < NUMBER || memcmp(p + 4, "ftyp", 4) != 0)
		return false;
	box = be32(p);
	if (box > len || box > BOX_MAX)
		return false;
	if (memcmp(p + BRAND, "heic", 4) != 0 &&
	    memcmp(p + BRAND, "heix", 4) != 0 &&
	    memcmp(p + BRAND, "mif1", 4) != 0)
		return false;
	for (size_t at = BRAND; at + 4 <= box; at += 4)
		if (at != NUMBER && (memcmp(p + at, "heic", 4) == 0 ||
					memcmp(p + at, "heix", 4) == 0))
			return true;
	return false;
}

/* The content decides, never a name or a header of the request. */
static enum verdict
upload_sniff(struct upload *up)
{
	const unsigned char *p = up->data;
	size_t len = up->len;

	if (len >= 3 && memcmp(p, "\xff\xd8\xff", 3) == 0)
		up->kind = KIND_JPEG;
	else if (len >= 8 && memcmp(p, "\x89PNG\r\n\x1a\n", 8) == 0)
		up->kind = KIND_PNG;
	else if (len >= 12 && memcmp(p, "RIFF", 4) == 0 &&
		 memcmp(p + 8, "WEBP", 4) == 0)
		up->kind = KIND_WEBP;
	else if (is_heic(p, len))
		up->kind = KIND_HEIC;
	else
		return V_FORMAT;
	return V_OK;
}

/* An animated PNG announces itself with a chunk that libpng skips. */
static bool
is_animated_png(const unsigned char *p, size_t len)
{
	/* Signature; then chunks of length, name, data, checksum. */
	size_t at = 8;

	while (at + 12 <= len && memcmp(p + at + 4, "IDAT", 4) != 0) {
		if (memcmp(p + at + 4, "acTL", 4) == 0)
			return true;
		at += 12 + (size_t)be32(p + at);
	}
	return false;
}

/* libvips would load every module that lies beside it, some of them whole
 * renderers.  We look for the one we need, and only for a HEIC upload. */
static enum verdict
load_heic(void)
{
	Dl_info self;
	char path[4096];
	void *module;
	const char *(*init)(void *);

	if (!dladdr((void *)vips_init, &self) || !strrchr(self.dli_fname, '/'))
		return V_FORMAT;
	snprintf(path, sizeof(path), "%.*s/vips-modules-%d.%d/vips-heif.so",
	    (int)(strrchr(self.dli_fname, '/') - self.dli_fname),
	    self.dli_fname, vips_version(0), vips_version(1));
	module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!module)
		return V_FORMAT;
	init = (const char *(*)(void *))dlsym(module, "g_module_check_init");
	if (!init || init(NULL))
		return V_FORMAT;
	vips_operation_block_set("VipsForeignLoadHeif", FALSE);
	return V_OK;
}

static enum verdict
start(const char *name, enum kind kind)
{
	/* The parent's environment can steer the library in many ways. */
	clearenv();
	/* Machine code made at run time needs what the filter denies. */
	setenv("VIPS_NOVECTOR", "1", 1);
	setenv("ORC_CODE", "emulate", 1);
	/* One warning per broken row would flood the worker's journal. */
	setenv("VIPS_WARNING", "1", 1);
	/* No temporary file for anything that UPLOAD_PIXELS_MAX lets in. */
	setenv("VIPS_DISC_THRESHOLD", "1g", 1);
	/* A home without modules: see load_heic(). */
	setenv("VIPSHOME", "/nonexistent", 1);
	if (VIPS_INIT(name)) {
		errno = ELIBACC;
		return trouble("cannot start libvips");
	}
	/* One core for one upload; and no operation comes twice. */
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	vips_operation_block_set("VipsForeignLoad", TRUE);
	vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
	vips_operation_block_set("VipsForeignLoadPng", FALSE);
	vips_operation_block_set("VipsForeignLoadWebp", FALSE);
	return kind == KIND_HEIC ? load_heic() : V_OK;
}

static int
limit(int what, rlim_t value)
{
	struct rlimit r = { value, value };

	return setrlimit(what, &r);
}

static int
limit_all(void)
{
	/* Every thread's heap reserves 64 MiB of addresses otherwise. */
	mallopt(M_ARENA_MAX, 1);
	alarm(LIMIT_WALL_S);
	/* AddressSanitizer reserves terabytes for its shadow. */
	if (!SANITIZED && limit(RLIMIT_AS, (rlim_t)LIMIT_MEMORY_MIB << 20))
		return -1;
	if (limit(RLIMIT_CPU, LIMIT_CPU_S) || limit(RLIMIT_CORE, 0))
		return -1;
	return limit(RLIMIT_FSIZE, (rlim_t)LIMIT_FILE_MIB << 20);
}

/* No path may be touched in any way.  A second wall behind seccomp: a kernel
 * without Landlock is no trouble, one that refuses halfway is. */
static int
landlock(void)
{
	struct landlock_ruleset_attr attr = { .handled_access_fs = 0 };
	long abi;
	int fd;

	abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 1)
		return 0;
	/* ABI 1 knows 13 kinds of access, 2 added moving between folders,
	 * 3 truncating; asking for more than it knows is an error. */
	attr.handled_access_fs = (1ULL << (abi > 2 ? 15 : 12 + abi)) - 1;
	fd = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0);
	if (fd < 0 || syscall(SYS_landlock_restrict_self, fd, 0))
		return -1;
	return close(fd);
}

/* Calls that are harmless or not by their arguments: memory that is no code,
 * a thread that is no process, the name of a thread, and a signal to oneself
 * (abort() sends one; to the worker it could send another). */
static int
filter_by_argument(scmp_filter_ctx ctx)
{
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
		SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
		SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
		SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME, 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
		SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0)))
		return -1;
	if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
		SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)))
		return -1;
	/* A filter cannot see the arguments of clone3; told that there is no
	 * such call, the C library takes clone. */
	return seccomp_rule_add(
	    ctx, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

static int
filter(void)
{
	/* AddressSanitizer forks and traces to look for leaks: its builds
	 * only log what production denies. */
	uint32_t deny = SANITIZED ? SCMP_ACT_LOG : SCMP_ACT_ERRNO(EPERM);
	scmp_filter_ctx ctx;
	int rc = -1;

	ctx = seccomp_init(deny);
	if (!ctx)
		return -1;
	/* Threads that a library may have started are shut in too. */
	if (seccomp_attr_set(ctx, SCMP_FLTATR_CTL_TSYNC, 1))
		goto out;
	for (size_t i = 0; i < G_N_ELEMENTS(allowed_calls); i++)
		if (seccomp_rule_add(ctx, SCMP_ACT_ALLOW, allowed_calls[i], 0))
			goto out;
	if (filter_by_argument(ctx))
		goto out;
	rc = seccomp_load(ctx);
out:
	seccomp_release(ctx);
	return rc;
}

static enum verdict
shut_in(void)
{
	if (limit_all())
		return trouble("cannot set the limits");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return trouble("cannot give up privileges");
	/* The leak check of AddressSanitizer reads /proc at the end. */
	if (!SANITIZED && landlock())
		return trouble("cannot close the file system");
	if (filter())
		return trouble("cannot filter system calls");
	return V_OK;
}

/* Nothing is decoded here: a bomb is refused by what its header says. */
static enum verdict
upload_judge(struct upload *up)
{
	VipsImage *head;
	int64_t longer, shorter, pages;

	if (up->kind == KIND_PNG && is_animated_png(up->data, up->len))
		return V_ANIMATION;
	head = vips_image_new_from_buffer(up->data, up->len, "", NULL);
	if (!head)
		return V_BROKEN;
	up->width = vips_image_get_width(head);
	up->height = vips_image_get_height(head);
	if (vips_image_get_orientation_swap(head)) {
		up->width = vips_image_get_height(head);
		up->height = vips_image_get_width(head);
	}
	up->profile = vips_image_get_typeof(head, VIPS_META_ICC_NAME) != 0;
	pages = vips_image_get_n_pages(head);
	g_object_unref(head);
	longer = MAX(up->width, up->height);
	shorter = MIN(up->width, up->height);
	if (longer * shorter > UPLOAD_PIXELS_MAX)
		return V_PIXELS;
	if (pages > 1)
		return V_ANIMATION;
	if (shorter < UPLOAD_SIDE_MIN)
		return V_SMALL;
	return longer > shorter * UPLOAD_ASPECT_MAX ? V_SHAPE : V_OK;
}

/* The longer side at which every result can still be shrunk from. */
static int
master_side(const struct upload *up)
{
	double longer = MAX(up->width, up->height);
	double scale = 0;

	for (size_t i = 0; i < RESULTS; i++) {
		double x = (double)results[i].width / up->width;
		double y = (double)results[i].height / up->height;

		scale = MAX(scale, results[i].fill ? MAX(x, y) : MIN(x, y));
	}
	return (int)MIN(MIN(ceil(scale * longer), longer), MASTER_SIDE_MAX);
}

/* Shrink while decoding and turn upright; NULL if the picture is broken. */
static VipsImage *
decode_shrunk(const struct upload *up, int side)
{
	VipsImage *out = NULL;
	int rc;

	/* "fail_on" as a property is ignored here by libvips 8.14: without
	 * this string half a picture becomes a good-looking result.  And
	 * only a picture with a profile needs the slow way to sRGB; a
	 * profile that cannot be read counts as none. */
	if (up->profile)
		rc = vips_thumbnail_buffer(up->data, up->len, &out, side,
		    "height", side, "size", VIPS_SIZE_DOWN, "option_string",
		    "fail_on=error", "export_profile", "srgb", NULL);
	else
		rc = vips_thumbnail_buffer(up->data, up->len, &out, side,
		    "height", side, "size", VIPS_SIZE_DOWN, "option_string",
		    "fail_on=error", NULL);
	return rc ? NULL : out;
}

/* Three bytes per pixel of plain sRGB.  What was transparent becomes white:
 * JPEG has no other way, and a drawing in black ink stays readable on the
 * dark theme. */
static VipsImage *
decode_rgb(VipsImage *in)
{
	VipsImage *rgb = NULL, *flat = NULL, *out = NULL;
	VipsArrayDouble *white = vips_array_double_newv(1, 255.0);

	if (vips_colourspace(in, &rgb, VIPS_INTERPRETATION_sRGB, NULL))
		goto end;
	if (!vips_image_hasalpha(rgb))
		g_object_ref(flat = rgb);
	else if (vips_flatten(rgb, &flat, "background", white, NULL))
		goto end;
	if (vips_cast_uchar(flat, &out, NULL))
		out = NULL;
end:
	vips_area_unref(VIPS_AREA(white));
	g_clear_object(&rgb);
	g_clear_object(&flat);
	return out;
}

/* Decode all of it into bare pixels.  The picture made of them carries
 * nothing else, so no result can: a list of what to remove would never be
 * complete. */
static enum verdict
decode(const struct upload *up, void **pixels, VipsImage **out)
{
	VipsImage *shrunk, *rgb = NULL, *bare = NULL;
	enum verdict v = V_BROKEN;
	size_t len;

	*pixels = NULL;
	shrunk = decode_shrunk(up, master_side(up));
	if (!shrunk)
		return V_BROKEN;
	rgb = decode_rgb(shrunk);
	if (!rgb || vips_image_get_bands(rgb) != 3)
		goto end;
	*pixels = vips_image_write_to_memory(rgb, &len);
	if (!*pixels)
		goto end;
	bare =
	    vips_image_new_from_memory(*pixels, len, vips_image_get_width(rgb),
		vips_image_get_height(rgb), 3, VIPS_FORMAT_UCHAR);
	if (bare && !vips_copy(bare, out, "interpretation",
			VIPS_INTERPRETATION_sRGB, NULL))
		v = V_OK;
end:
	g_clear_object(&bare);
	g_clear_object(&rgb);
	g_object_unref(shrunk);
	return v;
}

/* libvips 8.14 ignores "strip" for WebP and adds Exif of its own making.  The
 * simple form of the file is a header and one chunk of pixels: nothing else
 * has a place in it. */
static bool
make_webp_simple(unsigned char *p, size_t *len)
{
	/* "RIFF", length of the rest, "WEBP"; chunks of name, length, data,
	 * padded to even; all lengths little-endian. */
	enum { RIFF = 8, CHUNKS = 12, CHUNK = 8 };
	size_t at = CHUNKS, size;
	uint32_t riff;

	while (at + CHUNK <= *len) {
		size = CHUNK + (size_t)le32(p + at + 4);
		size += size & 1;
		if (size > *len - at)
			return false;
		if (memcmp(p + at, "VP8 ", 4) == 0) {
			memmove(p + CHUNKS, p + at, size);
			*len = CHUNKS + size;
			riff = GUINT32_TO_LE((uint32_t)(*len - RIFF));
			memcpy(p + 4, &riff, sizeof(riff));
			return true;
		}
		at += size;
	}
	return false;
}

static VipsImage *
resize(VipsImage *from, const struct result *r)
{
	VipsImage *lazy = NULL, *out;

	if (vips_thumbnail_image(from, &lazy, r->width, "height", r->height,
		"size", r->fill ? VIPS_SIZE_BOTH : VIPS_SIZE_DOWN, "crop",
		r->fill ? VIPS_INTERESTING_ATTENTION : VIPS_INTERESTING_NONE,
		NULL))
		return NULL;
	out = vips_image_copy_memory(lazy);
	g_object_unref(lazy);
	return out;
}

/* Encode the pixels into result i and describe it in line. */
static enum verdict
result_write(VipsImage *im, size_t i, char *line, size_t room)
{
	const struct result *r = &results[i];
	void *data = NULL;
	size_t len = 0;
	enum verdict v;

	if (vips_image_write_to_buffer(im, r->format, &data, &len, NULL) ||
	    (r->webp && !make_webp_simple(data, &len))) {
		errno = ENOMEM;
		v = trouble("cannot encode");
	} else {
		snprintf(line, room, "%d %d %zu\n", vips_image_get_width(im),
		    vips_image_get_height(im), len);
		v = write_all(FD_RESULT + (int)i, data, len);
	}
	g_free(data);
	return v;
}

static bool
covers(VipsImage *im, const struct result *r)
{
	return vips_image_get_width(im) >= r->width &&
	       vips_image_get_height(im) >= r->height;
}

static enum verdict
results_write(VipsImage *master)
{
	/* To shrink 2560 px to 480 takes three times as long as in steps over
	 * 1600 and 960, so each size is the source of what comes after it;
	 * the link card goes back to the master where that is too small. */
	static const size_t order[RESULTS] = { 3, 2, 4, 1, 0 };
	/* Three numbers of at most 20 digits and what stands after each. */
	enum { LINE = 3 * 21 + 1 };
	char line[RESULTS][LINE];
	VipsImage *from = g_object_ref(master), *im;
	enum verdict v = V_OK;

	for (size_t k = 0; v == V_OK && k < RESULTS; k++) {
		const struct result *r = &results[order[k]];

		im = resize(r->fill && !covers(from, r) ? master : from, r);
		if (!im) {
			errno = ENOMEM;
			v = trouble("cannot resize");
			break;
		}
		v = result_write(im, order[k], line[order[k]], LINE);
		if (r->webp)
			g_set_object(&from, im);
		g_object_unref(im);
	}
	g_object_unref(from);
	for (size_t i = 0; v == V_OK && i < RESULTS; i++)
		v = write_all(STDOUT_FILENO, line[i], strlen(line[i]));
	return v;
}

static enum verdict
convert(const struct upload *up)
{
	VipsImage *master = NULL;
	void *pixels = NULL;
	enum verdict v;

	v = decode(up, &pixels, &master);
	if (v == V_OK)
		v = results_write(master);
	g_clear_object(&master);
	g_free(pixels);
	return v;
}

static enum verdict
run(const char *name, struct upload *up)
{
	enum verdict v;

	if ((v = results_check()) != V_OK)
		return v;
	if ((v = upload_collect(up)) != V_OK)
		return v;
	if ((v = upload_sniff(up)) != V_OK)
		return v;
	if ((v = start(name, up->kind)) != V_OK)
		return v;
	if ((v = shut_in()) != V_OK)
		return v;
	if ((v = upload_judge(up)) != V_OK)
		return v;
	return convert(up);
}

static int
help(void)
{
	puts("nastavnik-image: one upload in, clean pictures out\n"
	     "\n"
	     "Reads a JPEG, PNG, WebP or HEIC picture from descriptor 0 and\n"
	     "writes it, upright, in sRGB and without metadata, to\n"
	     "  3, 4, 5  WebP, at most 480, 960 and 1600 px wide\n"
	     "  6        JPEG for VK, at most 2560 px long\n"
	     "  7        JPEG of 1200 x 630, the link card\n"
	     "Standard output: WIDTH HEIGHT BYTES of each, or one word that\n"
	     "says why the picture is refused: format, broken, pixels,\n"
	     "animation, bytes, shape, small.\n"
	     "Exit status: 0 done, 1 refused, 2 trouble.");
	return fflush(stdout) ? 2 : 0;
}

int
main(int argc, char **argv)
{
	struct upload up = { .data = NULL };
	enum verdict v;

	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return help();
	if (argc != 1) {
		fputs("usage: nastavnik-image [--help]\n", stderr);
		return 2;
	}
	v = run(argv[0], &up);
	if (v != V_OK && v != V_TROUBLE &&
	    write_all(STDOUT_FILENO, verdict_word[v], strlen(verdict_word[v])))
		v = V_TROUBLE;
	free(up.data);
	if (v == V_TROUBLE)
		return 2;
	return v == V_OK ? 0 : 1;
}
