# Earshot's one makefile. A flavour is a build tree of its own: `make` builds
# release into build/, `make FLAVOUR=asan SANITIZE=address,undefined` builds a
# sanitized copy beside it. CFLAGS and LDFLAGS of the caller are respected.
FLAVOUR ?= release
SANITIZE ?=
O := build/$(FLAVOUR)
BIN := $(if $(filter release,$(FLAVOUR)),build,$(O))
PREFIX ?= /usr
CC ?= gcc

VERSION := 0.1
PKGS := gmime-3.0 gio-2.0 glib-2.0 lmdb libsodium libcurl libxml-2.0 libexttextcat jansson smartcols libpsl libical libmicrohttpd libseccomp
WARN := -std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wundef -Wvla
CFLAGS ?= -O2 -g -fstack-protector-strong $(if $(SANITIZE),,-D_FORTIFY_SOURCE=2)
SANFLAGS := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
CPPFLAGS_ALL := -D_GNU_SOURCE -DEARSHOT_VERSION='"$(VERSION)"' $(CPPFLAGS) -iquote lib -iquote milter $(shell pkg-config --cflags $(PKGS) 2>/dev/null | sed 's/-I/-isystem /g')
CFLAGS_ALL := $(WARN) $(CFLAGS) $(SANFLAGS) -fvisibility=hidden -fPIE -pthread $(if $(CI),-Werror)
LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lmilter -lcsv -lm -pthread
LDFLAGS_ALL := $(LDFLAGS) $(SANFLAGS) -pie -Wl,--as-needed -Wl,-z,relro,-z,now

# PostgreSQL's engine is a module, which the programs load when the configuration asks for it.
MODULE_SRC := $(wildcard lib/engine_postgresql*.c)
LIB_SRC := $(filter-out $(MODULE_SRC),$(wildcard lib/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(O)/%.o) $(O)/builtin_data.o
DATA := $(sort $(shell find conf/templates conf/notes conf/model -type f 2>/dev/null))

SHARED := log log_address daemon wake vitals vitals_table
DAEMONS := $(SHARED) background edition inherit reload confine confine_calls confine_files confine_needs watchdog
STATUS := status status_store status_judge service cell metrics metrics_text metrics_vitals
MILTER := earshot-milter listener parts session collected desk hear edit unheard inwork guard gauge knock trouble
COURIER := earshot-courier exporter lookout $(STATUS) receipt lmtp relay render outfit dispatch ear ledger node outcome scheduler poster unheard inwork guard gauge trouble
CTL := earshot $(STATUS) $(patsubst milter/%.c,%,$(wildcard milter/ctl_*.c milter/doctor*.c)) knock relay page json table unheard
PROGRAMS := $(BIN)/earshot-milter $(BIN)/earshot-courier $(BIN)/earshot
MODULE := $(BIN)/earshot-store-postgresql.so
UNITS := $(patsubst tests/unit/test_%.c,%,$(wildcard tests/unit/test_*.c))
BENCHES := $(patsubst tests/bench/%.c,%,$(wildcard tests/bench/*.c))
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all programs again manual units replays fuzz demo check soak bench bench-scale bench-postgresql model eval clean install package papers flags unit-% setup tools
.DELETE_ON_ERROR:
.SECONDARY:
all: programs
programs: $(PROGRAMS) $(MODULE)

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

# Templates and the model are compiled in, so that a program works from any
# directory; a mailbox's own `templates` directory overrides them.
$(O)/builtin.xml: $(DATA) Makefile
	@mkdir -p $(@D)
	@{ echo '<gresources><gresource prefix="/earshot">'; for f in $(DATA); do \
	   echo "<file alias=\"$${f#conf/}\">$$f</file>"; done; echo '</gresource></gresources>'; } > $@
$(O)/builtin_data.c: $(O)/builtin.xml
	glib-compile-resources --generate-source --internal --manual-register --c-name builtin_data --target=$@ $<
$(O)/builtin_data.o: $(O)/builtin_data.c
	$(CC) $(CPPFLAGS_ALL) -O1 $(SANFLAGS) -fPIE -w -c $< -o $@

$(O)/libearshot.a: $(LIB_OBJ)
	@rm -f $@
	ar rcs $@ $(LIB_OBJ)

$(BIN)/earshot-milter: $(patsubst %,$(O)/milter/%.o,$(MILTER) $(DAEMONS)) $(O)/libearshot.a
$(BIN)/earshot-courier: $(patsubst %,$(O)/milter/%.o,$(COURIER) $(DAEMONS)) $(O)/libearshot.a
$(BIN)/earshot: $(patsubst %,$(O)/milter/%.o,$(CTL) $(SHARED)) $(O)/libearshot.a
$(PROGRAMS):
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)

$(O)/module/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(shell pkg-config --cflags libpq | sed 's/-I/-isystem /g') $(filter-out -fPIE,$(CFLAGS_ALL)) -fPIC -MMD -MP -c $< -o $@
$(MODULE): $(patsubst %.c,$(O)/module/%.o,$(MODULE_SRC) lib/fault.c)
	@mkdir -p $(@D)
	$(CC) -shared $(CFLAGS_ALL) $(filter-out -pie,$(LDFLAGS_ALL)) -o $@ $^ $(shell pkg-config --libs glib-2.0 libpq)

# The programs once more, with each piece of work done twice (tests/support/again.c), for the end-to-end tests.
AGAIN := $(patsubst $(BIN)/%,$(O)/again/%,$(PROGRAMS))
again: $(AGAIN)
$(O)/again/earshot-milter: $(patsubst %,$(O)/milter/%.o,$(MILTER) $(DAEMONS))
$(O)/again/earshot-courier: $(patsubst %,$(O)/milter/%.o,$(COURIER) $(DAEMONS))
$(O)/again/earshot: $(patsubst %,$(O)/milter/%.o,$(CTL) $(SHARED))
$(AGAIN): $(O)/tests/support/again.o $(O)/libearshot.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -Wl,--wrap=engine_open -o $@ $(filter %.o,$^) $(O)/libearshot.a $(LIBS)

# Manual pages and completions are made from the tables of the programs.
PAGES := $(patsubst contrib/man/%.in,$(BIN)/man/%,$(wildcard contrib/man/*.in))
manual: $(PAGES) $(BIN)/completions/bash/earshot
$(BIN)/manual.tables: contrib/man/tables $(PROGRAMS)
	contrib/man/tables $(BIN) > $@
$(BIN)/man/%: contrib/man/%.in contrib/man/fill contrib/docs/logs.md $(BIN)/manual.tables
	@mkdir -p $(@D)
	contrib/man/fill $(BIN)/manual.tables $< > $@
$(BIN)/completions/bash/earshot: contrib/completions/make $(BIN)/manual.tables
	contrib/completions/make $(BIN)/manual.tables $(BIN)/completions

# Units: one program a module; milter/ modules with pure parts are linked in.
UNIT_MILTER := $(O)/milter/lmtp.o $(O)/milter/inwork.o $(O)/milter/unheard.o $(O)/milter/page.o $(O)/milter/json.o $(O)/milter/log.o $(O)/milter/log_address.o $(O)/milter/metrics_text.o \
               $(O)/milter/vitals.o $(O)/milter/vitals_table.o $(O)/milter/trouble.o $(O)/milter/edition.o $(O)/milter/collected.o $(O)/milter/desk.o \
               $(O)/milter/ledger.o $(O)/milter/relay.o $(O)/milter/ear.o $(O)/milter/node.o $(O)/milter/ctl_setup_list.o
UNIT_GROUND := $(O)/tests/unit/ground_schema.o
$(UNIT_GROUND): CPPFLAGS_ALL += $(shell pkg-config --cflags libpq 2>/dev/null | sed 's/-I/-isystem /g')
$(O)/unit/%: $(O)/tests/unit/test_%.o $(UNIT_GROUND) $(O)/libearshot.a $(UNIT_MILTER)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $< $(UNIT_GROUND) $(wildcard $(UNIT_MILTER)) $(O)/libearshot.a $(LIBS) -lcmocka -lpq
$(O)/unit/lookout: $(O)/milter/lookout.o # alone: its test stands in for the status
$(O)/unit/lookout: UNIT_MILTER += $(O)/milter/lookout.o
units: $(UNITS:%=$(O)/unit/%)
unit-%: $(O)/unit/%
	$<

$(O)/bench/%: $(O)/tests/bench/%.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)
BENCH_MTA := $(patsubst %.c,$(O)/%.o,$(wildcard tests/bench/mta/*.c))
$(O)/bench/load: $(BENCH_MTA)
$(O)/bench/hear: $(O)/tests/bench/mta/corpus.o $(O)/tests/bench/mta/synthetic.o $(O)/libearshot.a
$(O)/bench/verdict: $(O)/libearshot.a
$(O)/bench/fill: $(O)/tests/bench/mta/corpus.o $(O)/tests/bench/mta/synthetic.o $(O)/libearshot.a
$(O)/bench/clocks: $(O)/libearshot.a
$(O)/bench/statements: $(O)/lib/engine_postgresql_sql.o
$(O)/bench/digest: $(O)/libearshot.a
$(O)/bench/fingerprint: $(O)/tests/bench/common/written.o $(O)/libearshot.a
$(O)/bench/groups: $(O)/tests/bench/common/written.o $(O)/libearshot.a
# What the library asks of the engine and of libsodium is counted on the way.
DECIDE_COUNTS := engine_open crypto_generichash_init \
        crypto_aead_xchacha20poly1305_ietf_encrypt crypto_aead_xchacha20poly1305_ietf_decrypt
$(O)/bench/decide: $(O)/tests/bench/mta/corpus.o $(O)/tests/bench/mta/synthetic.o $(O)/libearshot.a
$(O)/bench/decide: LDFLAGS_ALL += $(DECIDE_COUNTS:%=-Wl,--wrap=%) -Wl,--export-dynamic-symbol=send,--export-dynamic-symbol=poll
$(O)/support/%: $(O)/tests/support/%.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $< $(LIBS)
tools: $(BENCHES:%=$(O)/bench/%) $(O)/support/refuser

# Fuzz targets: by clang's libFuzzer in a flavour of their own, and in every flavour as programs that read
# tests/fuzz/corpus again.
$(O)/fuzz/%: $(O)/tests/fuzz/fuzz_%.o $(O)/tests/fuzz/replay.o $(O)/libearshot.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS)
replays: $(FUZZERS:%=$(O)/fuzz/%)
$(O)/fuzzer/%: $(O)/tests/fuzz/fuzz_%.o $(O)/libearshot.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# What people call. Each sets up what it needs first.
setup:
	@tests/support/install build postfix
demo: setup
	@$(MAKE) --no-print-directory -s -j$(shell nproc) programs tools
	@tests/demo/run
# make check CHECK="--only e2e/relay" runs the tests whose path is like that; STORE=postgresql all with their
# stores in PostgreSQL, where only some run otherwise, and STORE=lmdb none.
STORE ?= both
check: setup
	@tests/support/install sendmail opendkim prometheus logwatch mailtools manual systemd postgresql
	@tests/support/install package
	@$(MAKE) --no-print-directory -s -j$(shell nproc) FLAVOUR=$(FLAVOUR) SANITIZE=$(SANITIZE) programs units replays tools
	@FLAVOUR=$(FLAVOUR) tests/check --build $(BIN) --tools $(O) --store $(STORE) $(CHECK)
# The trainer, the model it makes from contrib/train/messages and the public sets of ../shared/data, and how well
# it hears each writer's messages when it has not learned from them.
TRAIN := $(patsubst %.c,$(O)/%.o,$(wildcard contrib/train/*.c))
$(TRAIN): CPPFLAGS_ALL += -iquote contrib/train
$(O)/train: $(TRAIN) $(O)/libearshot.a
	$(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $^ $(LIBS) -llinear
model: setup
	@tests/support/install train
	@$(MAKE) --no-print-directory -s -j$(shell nproc) $(O)/train
	@contrib/train/make-model $(O)/train conf/model/weights
eval: setup
	@tests/support/install train
	@$(MAKE) --no-print-directory -s -j$(shell nproc) programs $(O)/train $(O)/bench/verdict
	@contrib/train/evaluate $(O)/train
	@$(O)/bench/verdict contrib/train/messages/*.jsonl
	@prove -v -Itests/e2e/lib tests/e2e/trimming.t 2>&1 | grep -E '^(not ok|ok|#)'
# Looks for inputs that break a target: make fuzz FUZZ=html TIME=3600
FUZZ ?= message
TIME ?= 60
fuzz: setup
	@tests/support/install fuzz
	@$(MAKE) --no-print-directory -s -j$(shell nproc) FLAVOUR=fuzz CC=clang SANITIZE=fuzzer-no-link,address,undefined build/fuzz/fuzzer/$(FUZZ)
	tests/fuzz/run build/fuzz/fuzzer/$(FUZZ) $(TIME)
# Long runs, by hand: make soak SOAK="kills" for one of them.
soak: setup
	@$(MAKE) --no-print-directory -s -j$(shell nproc) FLAVOUR=$(FLAVOUR) SANITIZE=$(SANITIZE) programs tools
	@EARSHOT_BUILD=$(abspath $(BIN)) EARSHOT_TOOLS=$(abspath $(O)) tests/soak/run $(SOAK)
bench: setup
	@tests/support/install opendkim rspamd
	@$(MAKE) --no-print-directory -s -j$(shell nproc) programs tools
	tests/bench/run --build $(BIN) --tools $(O)/bench $(BENCH)
# What stores of a thousand to a million conversations cost; they are kept below build/ for the next time.
bench-scale: setup
	@$(MAKE) --no-print-directory -s -j$(shell nproc) programs tools
	tests/bench/run --build $(BIN) --tools $(O)/bench --parts scale --threads 1000,10000,100000,1000000 $(BENCH)
# The store in PostgreSQL: against LMDB, at distances, by several gateways; and one with a million conversations.
bench-postgresql: setup
	@tests/support/install postgresql
	@$(MAKE) --no-print-directory -s programs tools
	tests/bench/run --build $(BIN) --tools $(O)/bench --parts postgresql,plans --threads 1000000 --connections 10,100 $(BENCH)

# The Debian packages of this checkout, below build/package.
package:
	@tests/support/install package
	@contrib/make-package $(VERSION)
# What an installation has beside the programs: each part comes from where it is written, if it is there.
SHARE := $(DESTDIR)$(PREFIX)/share
DOC := $(SHARE)/doc/earshot
EXAMPLES := $(filter-out contrib/docs contrib/debian contrib/train contrib/init contrib/man contrib/completions contrib/systemd contrib/logwatch,$(patsubst %/,%,$(wildcard contrib/*/)))
UNITDIR ?= $(PREFIX)/lib/systemd/system
put = $(if $(wildcard $(2)),install -d $(3) && install -m $(1) $(wildcard $(2)) $(3)/,:)
put_as = $(if $(wildcard $(2)),install -D -m $(1) $(2) $(3),:)
# By a make of its own, since this one would not see files that came since it looked into their directory.
papers: programs
	@$(MAKE) --no-print-directory -s -j$(shell nproc) FLAVOUR=$(FLAVOUR) SANITIZE=$(SANITIZE) manual
install: programs papers
	$(call put,0755,$(BIN)/earshot-milter $(BIN)/earshot-courier,$(DESTDIR)$(PREFIX)/sbin)
	$(call put,0755,$(BIN)/earshot,$(DESTDIR)$(PREFIX)/bin)
	$(call put,0644,$(MODULE),$(DESTDIR)$(PREFIX)/lib/earshot)
	test -e $(DESTDIR)/etc/earshot/earshot.conf || install -D -m 0644 conf/earshot.conf $(DESTDIR)/etc/earshot/earshot.conf
	$(call put,0755,contrib/init/earshot-*,$(DESTDIR)/etc/init.d)
	$(call put,0644,contrib/systemd/*.service contrib/systemd/*.socket,$(DESTDIR)$(UNITDIR))
	$(call put_as,0644,contrib/systemd/earshot.sysusers,$(DESTDIR)$(PREFIX)/lib/sysusers.d/earshot.conf)
	$(call put_as,0644,contrib/systemd/earshot.tmpfiles,$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/earshot.conf)
	$(call put,0644,contrib/systemd/*.conf contrib/systemd/README.md,$(DOC)/examples/systemd)
	$(foreach n,1 5 7 8,$(call put,0644,$(BIN)/man/*.$n,$(SHARE)/man/man$n);)
	$(call put,0644,$(BIN)/completions/bash/*,$(SHARE)/bash-completion/completions)
	$(call put,0644,$(BIN)/completions/zsh/_earshot,$(SHARE)/zsh/vendor-completions)
	$(call put,0644,$(BIN)/completions/fish/*.fish,$(SHARE)/fish/vendor_completions.d)
	$(call put,0644,contrib/sendmail/feature/*.m4,$(SHARE)/sendmail/cf/feature)
	$(call put,0644,contrib/logwatch/conf/services/*.conf,$(SHARE)/logwatch/dist.conf/services)
	$(call put,0755,contrib/logwatch/scripts/services/*,$(SHARE)/logwatch/scripts/services)
	$(call put,0644,README.md contrib/docs/*.md,$(DOC))
	sed -i 's,](contrib/docs/,](,g' $(DOC)/README.md # they lie beside it there
	$(foreach d,$(EXAMPLES),$(call put,0644,$(d)/*,$(DOC)/examples/$(notdir $(d)));)

flags:
	@echo '$(CPPFLAGS_ALL) $(CFLAGS_ALL)'; echo '$(LIBS)'

clean:
	rm -rf build

-include $(shell find $(O) -name '*.d' 2>/dev/null)
