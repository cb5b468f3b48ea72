# Diptych. "make" builds, "make demo" shows, "make check" tests; "make help" lists the rest.
# CC, CFLAGS and LDFLAGS belong to whoever builds. MODE=release|debug|asan|tsan|clang has its own folder.

MODE    ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
CFLAGS  ?= -O2 -g
LDFLAGS ?=
ifeq ($(origin CC),default)
CC := gcc
endif

# ---- modes: what each adds ----
sanitize     := -fno-omit-frame-pointer -fno-sanitize-recover=all
mode_release :=
mode_debug   := -O0 -g3
mode_asan    := -O1 -g $(sanitize) -fsanitize=address,undefined
mode_tsan    := -O1 -g $(sanitize) -fsanitize=thread
mode_clang   := -Werror
mode_gcc     := -Werror
ifeq ($(filter $(MODE),release debug asan tsan clang gcc),)
$(error MODE is release, debug, asan, tsan, clang or gcc, not "$(MODE)")
endif
ifneq ($(filter $(MODE),clang gcc),)
CC := $(MODE)
endif

# ---- libraries; pkg-config is asked once, and only when something is built ----
packages  := libxml-2.0 harfbuzz harfbuzz-subset icu-uc icu-i18n libdeflate libqrencode \
             libpng libturbojpeg lcms2
lib_flags  = $(eval lib_flags := $(shell pkg-config --cflags $(packages)))$(lib_flags)
libs       = $(eval libs := $(shell pkg-config --libs $(packages)) -lhpdf -lhyphen -lm)$(libs)
test_libs := -lcmocka

warnings := -Wall -Wextra -Wshadow -Wswitch-enum -Wstrict-prototypes -Wmissing-prototypes \
            -Wwrite-strings -Wvla
compile   = $(CC) -std=c11 -D_POSIX_C_SOURCE=200809L $(warnings) -Isrc $(lib_flags) \
            $(CFLAGS) $(mode_$(MODE))
link      = $(CC) $(CFLAGS) $(mode_$(MODE)) -Wl,--as-needed $(LDFLAGS)

# Short lines; V=1 shows the whole commands.
say       = $(if $(V),,@printf '  %-5s %s\n' $(1) $@;)

# ---- files ----
build    := build/$(MODE)
program  := $(build)/diptych
objects  := $(patsubst src/%.c,$(build)/%.o,$(sort $(wildcard src/*/*.c)))
parts    := $(filter-out $(build)/app/main.o,$(objects))
units    := $(patsubst tests/unit/%.c,$(build)/tests/%,$(sort $(wildcard tests/unit/*.c)))
loop     := $(build)/tests/bench/loop
quality  := $(build)/tests/bench/quality

.PHONY: all help deps check-deps units demo check check-quick accept gallery bench install uninstall clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:

all: $(program)

$(program): $(objects) $(build)/FLAGS
	$(call say,LINK)$(link) -o $@ $(objects) $(libs)

$(build)/%.o: src/%.c $(build)/FLAGS
	@mkdir -p $(@D)
	$(call say,CC)$(compile) -MMD -MP -c -o $@ $<

# The flags stand in a file that changes only when they do: then all is compiled anew.
$(build)/FLAGS: FORCE
	@mkdir -p $(@D)
	@echo '$(compile) | $(LDFLAGS) | $(libs)' | cmp -s - $@ || \
		echo '$(compile) | $(LDFLAGS) | $(libs)' > $@

# ---- tests: each file of tests/unit is a program of its own ----
units: $(units)

$(build)/tests/%: tests/unit/%.c $(parts) $(build)/FLAGS
	@mkdir -p $(@D)
	$(call say,TEST)$(compile) -MMD -MP -MF $@.d -o $@ $< $(parts) $(LDFLAGS) $(test_libs) $(libs)

$(build)/tests/bench/%: tests/bench/%.c $(parts) $(build)/FLAGS
	@mkdir -p $(@D)
	$(call say,TEST)$(compile) -MMD -MP -MF $@.d -o $@ $< $(parts) $(LDFLAGS) $(libs)

-include $(objects:.o=.d) $(units:=.d) $(loop).d $(quality).d

# A make that is started by itself uses all processors, unless whoever called it said otherwise.
again = $(MAKE) --no-print-directory $(if $(findstring j,$(filter-out --%,$(MAKEFLAGS))),,-j$(shell nproc))

deps:
	@tests/deps.sh build
check-deps:
	@tests/deps.sh build check fonts

# What the trifold has no room for stands in the handout: no need to be told here.
article  := data/articles/him-vs-hit.xml --allow not-in-this-format
demo: deps
	@$(again) all
	@mkdir -p output
	@$(program) build $(article) -f trifold -f handout -F office -o output/
	@$(program) build $(article) -f trifold -F reader -o output/

check: check-deps
	@$(again) all units
	@tests/run.sh $(build)

# The tests of the program alone: what a sanitizer's build is for.
check-quick: check-deps
	@$(again) all units
	@tests/run.sh $(build) $(patsubst tests/unit/%.c,unit/%,$(sort $(wildcard tests/unit/*.c))) cli cases same fuzz

accept: check-deps
	@$(again) all
	@tests/accept.sh $(build)

# The whole range as pictures: every article in every theme and format, looked through and tested.
# ARTICLES='tests/articles/*.xml' takes others than those that are shipped.
gallery:
	@tests/deps.sh build check fonts gallery
	@$(again) all
	@PYTHONDONTWRITEBYTECODE=1 tests/gallery.py $(build) $(ARTICLES)

bench: check-deps
	@$(again) all $(loop) $(quality)
	@tests/bench/run.sh $(build)

# ---- installing ----
share := $(DESTDIR)$(PREFIX)/share/diptych
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(share)/fonts
	install -m 755 $(program) $(DESTDIR)$(PREFIX)/bin/diptych
	find data -type d -exec install -d $(share)/{} \;
	find data -type f ! -name readme.png -exec install -m 644 {} $(share)/{} \;
	find fonts -type f -exec install -m 644 {} $(share)/{} \;

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/diptych
	rm -rf $(share)

clean:
	rm -rf build

help:
	@echo 'make             build $(program); MODE=release|debug|asan|tsan|clang'
	@echo 'make demo        build the real article into output/'
	@echo 'make check       all tests; the last line is "N passed, N failed"'
	@echo 'make check-quick the tests of the program alone, for MODE=asan and MODE=tsan'
	@echo 'make accept      rewrite the expected traces; then read git diff'
	@echo 'make gallery     every article in every theme and format, as pictures, into output/gallery'
	@echo 'make bench       time, instructions, memory, file sizes'
	@echo 'make deps        install what the build lacks (Debian packages)'
	@echo 'make install     into PREFIX ($(PREFIX)), below DESTDIR; make uninstall'
	@echo 'make clean       remove build/'
