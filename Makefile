# Nastavnik.  `make run` starts it, `make test` proves it; README.md tells
# the rest.  Objects and programs go to $(BUILD); nothing else is written.
PREFIX = /usr/local
DESTDIR =
BUILD = build
PORT = 8080
STATE = ./var

# SAN=address,undefined builds everything under sanitizers.
SAN =
OPT = -O2 -g
WARN = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wno-string-concatenation -Werror
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
ifneq ($(SAN),)
# Reports name files and lines; more would only cost time.
OPT = -O1 -g1 -fno-omit-frame-pointer -fsanitize=$(SAN)
HARDEN = -fPIE
endif
CPPFLAGS_ALL = -Ifcgi -isystem /usr/include/ClearSilver -D_GNU_SOURCE \
	-DDATA_DIR='"$(PREFIX)/share/nastavnik"' \
	-DLIBEXEC_DIR='"$(PREFIX)/libexec/nastavnik"' $(CPPFLAGS)
CFLAGS_ALL = -std=gnu11 $(OPT) $(WARN) $(HARDEN) $(CFLAGS)
LDFLAGS_ALL = -pie -Wl,--as-needed -Wl,-z,relro,-z,now $(LDFLAGS)
ifneq ($(SAN),)
LDFLAGS_ALL += -fsanitize=$(SAN)
endif

# The rooms of the house, from the roof down: each may use what follows it
# (tests/lint/layers.mjs holds the exact table).
ROOMS = page desk ctl web publish vk mail register document figure \
	mediaplan roadmap import deadline programme section people store base
ROOMS_HERE = $(foreach r,$(ROOMS),$(if $(wildcard fcgi/$(r)/*.c),$(r)))
LIBS = $(ROOMS_HERE:%=$(BUILD)/lib/%.a)

CS = -lneo_cs -lneo_utl
COMMON = -lsqlite3 -lsodium -lcmark -lutf8proc -lstemmer -ljansson -loath -lqrencode \
	$(CS)
WORKER_LIBS = -lfcgi -luriparser -lbrotlienc -lz $(COMMON)
PUBLISHER_LIBS = -lcurl $(COMMON)
# `nastavnik check` sees the statements of every row file, used or not.
CHECKED = $(patsubst %,$(BUILD)/lib/%.a,$(filter web publish mail figure mediaplan roadmap programme section register people store,$(ROOMS_HERE)))
VIPS = vips libseccomp pangocairo pangofc fontconfig
VIPS_CFLAGS = $(shell pkg-config --cflags $(VIPS) | sed 's/-I/-isystem /g')
VIPS_LIBS = $(shell pkg-config --libs $(VIPS))
READER_CFLAGS = $(shell pkg-config --cflags libzip libxml-2.0 libseccomp | sed 's/-I/-isystem /g')
READER_LIBS = $(shell pkg-config --libs libzip libxml-2.0)
WRITER_LIBS = $(shell pkg-config --libs libzip) -lxlsxwriter
JAIL_LIBS = $(shell pkg-config --libs libseccomp)

PROGRAMS = nastavnik-worker nastavnik-publisher nastavnik nastavnik-image \
	nastavnik-reader nastavnik-writer
BINS = $(PROGRAMS:%=$(BUILD)/%)
TOOLS = $(patsubst tests/e2e/tool/%.c,$(BUILD)/%,$(wildcard tests/e2e/tool/*.c))
BENCHES = $(patsubst tests/bench/%.c,$(BUILD)/%,$(wildcard tests/bench/*.c))
UNITS = $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
FUZZ = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
STATIC = $(wildcard templates/static/*)

.DELETE_ON_ERROR:
.PHONY: all build run test lint proof fuzz bench check install clean \
	deps-run deps-test units tools warnings

all: build
build: $(BINS) $(BUILD)/vk-sandbox $(BUILD)/static/manifest
units: $(UNITS)
tools: $(TOOLS) $(BENCHES)

define room
$(BUILD)/lib/$(1).a: $(patsubst fcgi/%.c,$(BUILD)/obj/%.o,$(wildcard fcgi/$(1)/*.c fcgi/$(1)/*/*.c))
endef
$(foreach r,$(ROOMS_HERE) jail reader,$(eval $(call room,$(r))))

$(BUILD)/lib/%.a:
	@mkdir -p $(@D)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/obj/%.o: fcgi/%.c
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

# The picture program and its room stand apart: no other program links them.
IMAGE = $(patsubst fcgi/%.c,$(BUILD)/obj/%.o,fcgi/image.c $(wildcard fcgi/image/*.c))
$(IMAGE): $(BUILD)/obj/%.o: fcgi/%.c
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(CC) $(CPPFLAGS_ALL) $(VIPS_CFLAGS) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

# So does the program that reads files; the jail is common to both.
$(BUILD)/obj/reader.o $(BUILD)/obj/reader/%.o $(BUILD)/obj/jail/%.o: \
	CPPFLAGS += $(READER_CFLAGS)

GROUP = -Wl,--start-group $(LIBS) -Wl,--end-group

$(BUILD)/nastavnik-worker: $(BUILD)/obj/worker.o $(LIBS)
	@echo "LD $@"
	@$(CC) $(LDFLAGS_ALL) $< $(GROUP) $(WORKER_LIBS) -o $@
$(BUILD)/nastavnik-publisher: $(BUILD)/obj/publisher.o $(LIBS)
	@echo "LD $@"
	@$(CC) $(LDFLAGS_ALL) $< $(GROUP) $(PUBLISHER_LIBS) -o $@
$(BUILD)/nastavnik: $(BUILD)/obj/nastavnik.o $(LIBS)
	@echo "LD $@"
	@$(CC) $(LDFLAGS_ALL) $< -Wl,--whole-archive $(CHECKED) \
		-Wl,--no-whole-archive $(GROUP) $(WORKER_LIBS) $(PUBLISHER_LIBS) -o $@
$(BUILD)/nastavnik-image: $(IMAGE) $(BUILD)/lib/jail.a
	@echo "LD $@"
	@$(CC) $(LDFLAGS_ALL) $^ $(VIPS_LIBS) -lm -o $@
READER = $(patsubst %,$(BUILD)/lib/%.a,reader jail base)
$(BUILD)/nastavnik-reader: $(BUILD)/obj/reader.o $(READER)
	@echo "LD $@"
	@$(CC) $(LDFLAGS_ALL) $^ $(READER_LIBS) $(JAIL_LIBS) -lutf8proc -lm -o $@
# It links what no other program may: each file is one run of it.
$(BUILD)/nastavnik-writer: $(BUILD)/obj/writer.o $(BUILD)/lib/document.a $(BUILD)/lib/base.a
	@echo "LD $@"
	@$(CC) $(LDFLAGS_ALL) $^ $(WRITER_LIBS) -ljansson -lutf8proc -lsodium -o $@

# The VK simulator: its own program, no line in common with the product.
SANDBOX = $(patsubst tests/vk-sandbox/%.c,$(BUILD)/obj/vk-sandbox/%.o,$(wildcard tests/vk-sandbox/*.c))
$(BUILD)/obj/vk-sandbox/%.o: tests/vk-sandbox/%.c
	@mkdir -p $(@D)
	@echo "CC $<"
	@$(CC) -D_GNU_SOURCE $(CFLAGS_ALL) -MMD -MP -c $< -o $@
$(BUILD)/vk-sandbox: $(SANDBOX)
	@echo "LD $@"
	@$(CC) $(LDFLAGS_ALL) $^ -ljansson -lsodium -o $@

$(TOOLS): $(BUILD)/%: tests/e2e/tool/%.c $(LIBS)
	@echo "LD $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) $< $(GROUP) $(PUBLISHER_LIBS) -o $@
$(BENCHES): $(BUILD)/%: tests/bench/%.c $(LIBS)
	@echo "LD $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) $< $(GROUP) $(WORKER_LIBS) -o $@

$(BUILD)/unit/%: tests/unit/%.c $(LIBS)
	@mkdir -p $(@D)
	@echo "LD $@"
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) -MMD -MP $< $(GROUP) \
		$(WORKER_LIBS) $(PUBLISHER_LIBS) $(UNIT_LIBS) -lcmocka -o $@
# It makes the files that the reader gets.
$(BUILD)/unit/test_reader $(BUILD)/unit/test_reader_%: UNIT_LIBS = -lzip
$(BUILD)/unit/test_docx $(BUILD)/unit/test_xlsx: UNIT_LIBS = $(WRITER_LIBS)
$(BUILD)/unit/test_jail: $(BUILD)/lib/jail.a
$(BUILD)/unit/test_jail: UNIT_LIBS = $(BUILD)/lib/jail.a $(JAIL_LIBS)

# What the programs are made of, as another compiler reads it: no objects.
SYNTAX = $(patsubst %,$(BUILD)/syntax/%.ok,$(wildcard fcgi/*.c fcgi/*/*.c fcgi/*/*/*.c tests/vk-sandbox/*.c tests/e2e/tool/*.c tests/bench/*.c))
warnings: $(SYNTAX)
$(BUILD)/syntax/fcgi/image.c.ok $(BUILD)/syntax/fcgi/image/%.ok: CPPFLAGS += $(VIPS_CFLAGS)
$(BUILD)/syntax/fcgi/reader.c.ok $(BUILD)/syntax/fcgi/reader/%.ok \
	$(BUILD)/syntax/fcgi/jail/%.ok: CPPFLAGS += $(READER_CFLAGS)
$(BUILD)/syntax/%.ok: %
	@mkdir -p $(@D)
	@$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -fsyntax-only -MMD -MP -MF $(@:.ok=.d) -MT $@ $<
	@touch $@

# Static files under a name with the hash of their content: they never change
# and are kept by browsers for a year.
$(BUILD)/static/manifest: $(STATIC) conf/static.sh
	@sh conf/static.sh templates/static $(BUILD)/static

deps-run:
	@sh conf/packages.sh run
deps-test: deps-run
	@sh conf/packages.sh test

run: deps-run
	@$(MAKE) --no-print-directory -j2 build
	@exec sh conf/run.sh "$(BUILD)" "$(STATE)" "$(PORT)"

test: deps-test
	@node tests/run.mjs test
lint: deps-test
	@node tests/run.mjs lint
proof: deps-test
	@node tests/run.mjs proof
bench: deps-test
	@node tests/run.mjs bench
check: units
	@node tests/run.mjs units

# The reader's room is linked only where its parts are fuzzed.
$(BUILD)/fuzz/reader_%: FUZZ_ROOM = $(BUILD)/fuzz-objects/lib/reader.a
$(BUILD)/fuzz/reader_%: FUZZ_LIBS = $(READER_LIBS)
$(BUILD)/fuzz/reader_%: CPPFLAGS += $(READER_CFLAGS)
$(BUILD)/fuzz/%: tests/fuzz/%.c $(wildcard fcgi/*/*.c fcgi/*/*/*.c)
	@mkdir -p $(@D)
	@$(MAKE) --no-print-directory CC=clang BUILD=$(BUILD)/fuzz-objects \
		SAN=address,undefined,fuzzer-no-link libs $(FUZZ_ROOM)
	@echo "LD $@"
	@clang $(CPPFLAGS_ALL) -std=gnu11 -O1 -g -fsanitize=address,undefined,fuzzer $< \
		-Wl,--start-group $(FUZZ_ROOM) \
		$(ROOMS_HERE:%=$(BUILD)/fuzz-objects/lib/%.a) \
		-Wl,--end-group $(WORKER_LIBS) $(PUBLISHER_LIBS) $(FUZZ_LIBS) -o $@
.PHONY: libs
libs: $(LIBS)
fuzz: deps-test $(FUZZ)
	@node tests/run.mjs fuzz

install: build
	@sh conf/install.sh "$(BUILD)" "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
