// The configuration: what a short file means, every error with its line and
// all of them at once, and that conf/earshot.conf tells the truth.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config.h"
#include "config_value.h"
#include "refusal.h"

#define SHORT "[mailbox support]\naddresses = support@example.com\n"

typedef Config *(*Reader)(const char *path, GPtrArray *errors);

static char *temporary(const char *text, gssize size) {
    char *path = NULL;
    const int fd = g_file_open_tmp("earshot-XXXXXX.conf", &path, NULL);
    assert_true(fd >= 0);
    close(fd);
    assert_true(g_file_set_contents(path, text, size, NULL));
    return path;
}

// Reads a text in which @KEY@ stands for a key file; the errors come without their path, "3: message".
static Config *read_text(Reader reader, const char *text, GPtrArray *errors) {
    g_autofree char *key = temporary("a key", -1);
    assert_int_equal(chmod(key, 0600), 0);
    g_auto(GStrv) parts = g_strsplit(text, "@KEY@", -1);
    g_autofree char *whole = g_strjoinv(key, parts);
    g_autofree char *path = temporary(whole, -1);
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
    Config *config = reader(path, found);
    for (guint i = 0; i < found->len; i++) {
        const char *error = g_ptr_array_index(found, i);
        assert_true(g_str_has_prefix(error, path));
        g_ptr_array_add(errors, g_strdup(error + strlen(path) + 1));
    }
    g_unlink(path);
    g_unlink(key);
    assert_true((config == NULL) == (found->len > 0));
    return config;
}

static Config *must_read(const char *text) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    Config *config = read_text(config_load, text, errors);
    if (config == NULL)
        fail_msg("%s", (char *)g_ptr_array_index(errors, 0));
    return config;
}

static const Mailbox *first(const Config *config) {
    return g_ptr_array_index(config->mailboxes, 0);
}

static void assert_list(const GPtrArray *list, const char *expected) {
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++)
        g_string_append_printf(found, "%s%s", i > 0 ? " " : "", (char *)g_ptr_array_index(list, i));
    assert_string_equal(found->str, expected);
}

// --- what is understood ---

static void test_one_section_is_enough(void **state) {
    (void)state;
    g_autoptr(Config) config = must_read(SHORT);
    assert_int_equal(config->mode, MODE_OBSERVE);
    assert_int_equal(config->on_failure, ON_FAILURE_ACCEPT);
    assert_int_equal(config->max_size, 1 << 20);
    assert_int_equal(config->time_budget, 2 * G_TIME_SPAN_SECOND);
    assert_int_equal(config->hold, 5 * G_TIME_SPAN_SECOND);
    assert_int_equal(config->give_up, 4 * G_TIME_SPAN_HOUR);
    assert_string_equal(config->hostname, g_get_host_name());
    assert_null(config->store);
    assert_int_equal(config->limits.per_sender.per_hour, 3);
    assert_int_equal(config->limits.per_sender.per_day, 10);
    assert_int_equal(config->limits.per_domain.per_hour, 60);
    assert_int_equal(config->limits.per_domain.per_day, 0);
    assert_int_equal(config->limits.global.per_hour, 2000);
    assert_true(config->breaker);
    assert_int_equal(config->acknowledge.unproven, ANSWER_NO);
    assert_int_equal(config->acknowledge.no_text, ANSWER_MINIMAL);
    assert_false(config->acknowledge.reply_to);
    assert_int_equal(config->trust->authserv_ids->len, 0);
    assert_true(trust_is_internal(config->trust, "::1"));
    const Mailbox *mailbox = first(config);
    assert_string_equal(mailbox->name, "support");
    assert_list(mailbox->addresses, "support@example.com");
    assert_list(mailbox->languages, "en");
    assert_int_equal(mailbox->fields, FIELDS_ALL);
    assert_int_equal(mailbox->sub_address, 0);
    assert_non_null(mailbox->calendar);
    assert_null(mailbox->pm);
    assert_true(mailbox->acknowledge);
    assert_int_equal(config->accounts->len, 0);
    assert_null(config->accounts_known.columns);
    assert_int_equal(config->accounts_known.tiers->len, 0);
}

static void test_every_key_arrives(void **state) {
    (void)state;
    g_autofree char *password = temporary("secret\n", -1);
    assert_int_equal(chmod(password, 0640), 0);
    g_autofree char *holidays = temporary("2026-12-25 Christmas Day\n", -1);
    g_autofree char *text = g_strdup_printf(
        "\xef\xbb\xbf# all of it\r\n; and this\r\n[earshot]\r\nhostname = "
        "mx.example.com\r\nsocket=inet:8891@127.0.0.1\n"
        "store = lmdb:/var/lib/earshot\nkey-file = @KEY@\n\tmode =\ttag\t\non-failure = "
        "tempfail\nmax-size = 64K\n"
        "time-budget = 500ms\n[receipt]\nwhen = inspected\nhold = 0\ndomain = receipt.example.com\n"
        "socket = unix:/run/receipt\n[relay]\nurl = smtps://mail.example.com:465\nstarttls = no\nuser = me = "
        "you\n"
        "password-file = %s\ngive-up = 1d\n[trust]\nauthserv-ids = mx.example.com, mx2\narc-sealers = "
        "Lists.Example.org\n"
        "spam-header = X-Spam-Flag: YES, indeed\ninternal-networks =\nagents = Ann@Example.com\n[limits]\n"
        "per-sender = none\nper-domain = 5/d\nper-mailbox = 7/d,1/h\nglobal = 9/h\nbreaker = "
        "no\n[acknowledge]\n"
        "postmaster = yes\nnot-addressed = minimal\nstale = yes\nunproven = minimal\nno-text = no\nreply-to "
        "= yes\n[accounts]\ncolumns = Kunde Nr.=account, Typ=\ntiers = Gold, Gr\xc3\xb6\xc3\x9f"
        "e 2\n[mailbox "
        "a.b_c-1]\n"
        "addresses = a@example.com,b@example.com\ndisplay-name = Caf\xc3\xa9 #1; ours\nfields = "
        "thread\nsub-address = -\n"
        "languages = de, en\ntime-zone = Europe/Berlin\nhours = 24x7\nholidays = %s\nfirst-reply = 2h\n"
        "first-reply.escalation = 30m\nfirst-reply.critical = 5m\nnext-reply = 3h\ntouchpoint = "
        "2d\nfollow-up = 3d\npm = p\n"
        "forward-from = old@example.org\nown-lists = l.example.com\ntemplates = /\nacknowledge = no\n[pm "
        "p]\naddress = "
        "p@example.com\n"
        "digest = Sat-Mon, Wed 07:30\nalert = concern\nalert-budget = 0\nlanguages = de\n"
        "quiet-hours = 20:15-07:00\nquiet-alert = escalation\ntime-zone = Asia/Tokyo\n[account acme]\n"
        "addresses = Jane@Example.net\ndomains = Acme.Example, acme.co.uk\nlanguage = fr\nacknowledge = no\n"
        "answer-despite = precedence, away-subject\n",
        password, holidays);
    g_autoptr(Config) config = must_read(text);
    assert_string_equal(config->hostname, "mx.example.com");
    assert_string_equal(config->socket, "inet:8891@127.0.0.1");
    assert_string_equal(config->store, "lmdb:/var/lib/earshot");
    assert_true(g_str_has_prefix(config->key_file, g_get_tmp_dir()));
    assert_int_equal(config->mode, MODE_TAG);
    assert_int_equal(config->on_failure, ON_FAILURE_TEMPFAIL);
    assert_int_equal(config->max_size, 65536);
    assert_int_equal(config->time_budget, 500000);
    assert_int_equal(config->receipt_when, RECEIPT_INSPECTED);
    assert_int_equal(config->hold, 0);
    assert_string_equal(config->receipt_domain, "receipt.example.com");
    assert_string_equal(config->receipt_socket, "unix:/run/receipt");
    assert_string_equal(config->relay_url, "smtps://mail.example.com:465");
    assert_string_equal(config->relay_starttls, "no");
    assert_string_equal(config->relay_user, "me = you");
    assert_string_equal(config->relay_password_file, password);
    assert_int_equal(config->give_up, G_TIME_SPAN_DAY);
    const Trust *trust = config->trust;
    assert_list(trust->authserv_ids, "mx.example.com mx2");
    assert_list(trust->arc_sealers, "lists.example.org");
    assert_string_equal(trust->spam_header, "X-Spam-Flag");
    assert_string_equal(trust->spam_value, "YES, indeed");
    assert_int_equal(trust->internal_networks->len, 0);
    assert_true(trust_is_agent(trust, "ann@example.com"));
    assert_int_equal(config->limits.per_sender.per_hour + config->limits.per_sender.per_day, 0);
    assert_int_equal(config->limits.per_domain.per_day, 5);
    assert_int_equal(config->limits.per_mailbox.per_hour, 1);
    assert_int_equal(config->limits.per_mailbox.per_day, 7);
    assert_int_equal(config->limits.global.per_hour, 9);
    assert_false(config->breaker);
    const AcknowledgeSettings *answers = &config->acknowledge;
    assert_int_equal(answers->postmaster, ANSWER_YES);
    assert_int_equal(answers->not_addressed, ANSWER_MINIMAL);
    assert_int_equal(answers->stale, ANSWER_YES);
    assert_int_equal(answers->unproven, ANSWER_MINIMAL);
    assert_int_equal(answers->no_text, ANSWER_NO);
    assert_true(answers->reply_to);
    assert_string_equal(config->accounts_known.columns, "Kunde Nr.=account, Typ=");
    assert_list(config->accounts_known.tiers, "Gold Gr\xc3\xb6\xc3\x9f"
                                              "e 2");
    const Mailbox *mailbox = config_mailbox(config, "a.b_c-1");
    assert_non_null(mailbox);
    assert_list(mailbox->addresses, "a@example.com b@example.com");
    assert_string_equal(mailbox->display_name, "Caf\xc3\xa9 #1; ours");
    assert_int_equal(mailbox->fields, FIELDS_THREAD);
    assert_int_equal(mailbox->sub_address, '-');
    assert_list(mailbox->languages, "de en");
    assert_string_equal(mailbox->time_zone, "Europe/Berlin");
    assert_string_equal(mailbox->hours, "24x7");
    assert_string_equal(mailbox->holidays, holidays);
    assert_int_equal(mailbox->first_reply[LEVEL_NONE], 2 * G_TIME_SPAN_HOUR);
    assert_int_equal(mailbox->first_reply[LEVEL_CONCERN], 2 * G_TIME_SPAN_HOUR);
    assert_int_equal(mailbox->first_reply[LEVEL_ESCALATION], 30 * G_TIME_SPAN_MINUTE);
    assert_int_equal(mailbox->first_reply[LEVEL_CRITICAL], 5 * G_TIME_SPAN_MINUTE);
    assert_int_equal(mailbox->next_reply, 3 * G_TIME_SPAN_HOUR);
    assert_int_equal(mailbox->touchpoint, 2 * G_TIME_SPAN_DAY);
    assert_int_equal(mailbox->follow_up, 3 * G_TIME_SPAN_DAY);
    assert_string_equal(mailbox->pm, "p");
    assert_list(mailbox->forward_from, "old@example.org");
    assert_list(mailbox->own_lists, "l.example.com");
    assert_string_equal(mailbox->templates, "/");
    assert_false(mailbox->acknowledge);
    g_autoptr(GDateTime) christmas = g_date_time_new_from_iso8601("2026-12-25T12:00:00Z", NULL);
    assert_false(calendar_open_at(mailbox->calendar, g_date_time_to_unix(christmas) * G_TIME_SPAN_SECOND));
    const Pm *pm = config_pm(config, "p");
    assert_non_null(pm);
    assert_string_equal(pm->address, "p@example.com");
    assert_int_equal(pm->digest_days, 0x65); // Monday, Wednesday, Saturday, Sunday
    assert_int_equal(pm->digest_minute, 7 * 60 + 30);
    assert_int_equal(pm->quiet_from, 20 * 60 + 15);
    assert_int_equal(pm->quiet_until, 7 * 60);
    assert_int_equal(pm->quiet_alert, LEVEL_ESCALATION);
    assert_string_equal(pm->time_zone, "Asia/Tokyo");
    assert_int_equal(pm->alert, LEVEL_CONCERN);
    assert_int_equal(pm->alert_budget, 0);
    assert_list(pm->languages, "de");
    assert_int_equal(config->accounts->len, 1);
    const Account *account = account_of(config->accounts, "bob@north.acme.example");
    assert_non_null(account);
    assert_string_equal(account->name, "acme");
    assert_list(account->addresses, "Jane@example.net");
    assert_list(account->domains, "acme.example acme.co.uk");
    assert_string_equal(account->language, "fr");
    assert_false(account->acknowledge);
    assert_int_equal(account->despite, UINT64_C(1) << REFUSAL_PRECEDENCE | UINT64_C(1)
                                                                               << REFUSAL_AWAY_SUBJECT);
    assert_null(config_pm(config, "q"));
    assert_null(config_mailbox(config, NULL));
    g_unlink(password);
    g_unlink(holidays);
}

static void test_a_short_first_reply_shortens_the_graver_defaults(void **state) {
    (void)state;
    g_autoptr(Config) config = must_read(SHORT "first-reply = 10m\n");
    for (int level = 0; level < LEVEL_COUNT; level++)
        assert_int_equal(first(config)->first_reply[level], 10 * G_TIME_SPAN_MINUTE);
    g_autoptr(Config) middle = must_read(SHORT "first-reply.escalation = 5m\n");
    assert_int_equal(first(middle)->first_reply[LEVEL_CONCERN], 4 * G_TIME_SPAN_HOUR);
    assert_int_equal(first(middle)->first_reply[LEVEL_CRITICAL], 5 * G_TIME_SPAN_MINUTE);
}

static void test_a_follow_up_can_be_left_out(void **state) {
    (void)state;
    g_autoptr(Config) none = must_read(SHORT "follow-up = none\n"), usual = must_read(SHORT);
    assert_int_equal(first(none)->follow_up, 0);
    assert_int_equal(first(usual)->follow_up, 7 * G_TIME_SPAN_DAY);
}

static void test_an_account_says_only_what_it_must(void **state) {
    (void)state;
    g_autoptr(Config) config = must_read(SHORT "[account acme]\naddresses =\ndomains = acme.example\n"
                                               "[account beta]\naddresses = ann@acme.example\nlanguage =\n"
                                               "[account gamma]\ndomains = north.acme.example\n");
    assert_int_equal(config->accounts->len, 3);
    const Account *acme = g_ptr_array_index(config->accounts, 0);
    assert_null(acme->language);
    assert_true(acme->acknowledge);
    assert_int_equal(acme->despite, 0);
    static const struct {
        const char *spec, *account;
    } cases[] = {
        {"bob@acme.example", "acme"},        {"ann@acme.example", "beta"}, // although its domain is acme's
        {"bob@north.acme.example", "gamma"}, {"bob@notacme.example", NULL}, {"support@example.com", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Account *account = account_of(config->accounts, cases[i].spec);
        if (g_strcmp0(account != NULL ? account->name : NULL, cases[i].account) != 0)
            fail_msg("%s is of %s", cases[i].spec, account != NULL ? account->name : "nobody");
    }
}

// Every row is either allowed or named as one that is not; what is allowed is what ACKNOWLEDGE.md lists.
static void test_only_marks_of_machines_can_be_overridden(void **state) {
    (void)state;
    static const char *const allowed[] = {"auto-submitted", "response-suppress", "list",
                                          "precedence",     "auto-header",       "no-reply",
                                          "help-desk",      "away-subject",      NULL};
    for (Refusal row = 0; row < REFUSAL_COUNT; row++) {
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *text = g_strdup_printf(
            SHORT "[account a]\ndomains = a.example\nanswer-despite = %s\n", refusal_code(row));
        g_autoptr(Config) config = read_text(config_load, text, errors);
        const bool taken = config != NULL;
        if (taken != g_strv_contains(allowed, refusal_code(row)))
            fail_msg("%s: %s", refusal_code(row), taken ? "taken" : "refused");
        const Account *account = taken ? g_ptr_array_index(config->accounts, 0) : NULL;
        assert_true(!taken || account->despite == UINT64_C(1) << row);
        for (size_t i = 0; !taken && allowed[i] != NULL; i++)
            assert_non_null(strstr(g_ptr_array_index(errors, 0), allowed[i]));
    }
}

static void test_the_built_in_configuration(void **state) {
    (void)state;
    g_autoptr(Config) config = config_builtin();
    assert_int_equal(config->mode, MODE_ANSWER);
    assert_null(config->store);
    assert_string_equal(config->hostname, "mx.example.test");
    assert_list(config->trust->authserv_ids, "mx.example.test");
    assert_int_equal(config->mailboxes->len, 1);
    const Mailbox *mailbox = config_mailbox(config, "support");
    assert_list(mailbox->addresses, "support@example.test");
    assert_list(mailbox->languages, "en de fr es pt it nl pl sv");
    assert_string_equal(mailbox->hours, "Mon-Fri 09:00-17:00");
    assert_string_equal(mailbox->time_zone, "UTC");
    assert_non_null(mailbox->calendar);
    assert_true(mailbox->acknowledge);
    assert_int_equal(config->accounts->len, 0);
}

static void test_where_a_machine_keeps_what_is_its_own(void **state) {
    (void)state;
    static const struct {
        const char *text, *state, *store;
    } cases[] = {
        {"", NULL, NULL},
        {"[earshot]\nstate = /srv/own\n", NULL, NULL},
        {"[earshot]\nkey-file = @KEY@\nstore = lmdb:/srv/store\n", "/srv/store", "/srv/store"},
        {"[earshot]\nkey-file = @KEY@\nstore = lmdb:/srv/store\nstate = /srv/store\n", "/srv/store",
         "/srv/store"},
        {"[earshot]\nkey-file = @KEY@\nstore = postgresql://db/x\n", "/var/lib/earshot", NULL},
        {"[earshot]\nkey-file = @KEY@\nstore = postgresql:///?host=/run/x\nstate = /srv/own\n", "/srv/own",
         NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(SHORT, cases[i].text, NULL);
        g_autoptr(Config) config = must_read(text);
        if (g_strcmp0(config_state_directory(config), cases[i].state) != 0 ||
            g_strcmp0(config_store_directory(config), cases[i].store) != 0)
            fail_msg("%s: %s and %s", cases[i].text, config_state_directory(config),
                     config_store_directory(config));
    }
}

static void test_no_error_shows_a_password(void **state) {
    (void)state;
    static const char *const urls[] = {
        "postgresql://me:secret@db:0/x",
        "postgresql://me:sec/ret@db/x",
        "postgresql://me:secret/x",
        "mysql://me:secret@db/x",
        "me:secret@db",
        "postgresql://db/x?password=secret&y",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(urls); i++) {
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *text = g_strdup_printf(SHORT "[earshot]\nstore = %s\n", urls[i]);
        g_autoptr(Config) config = read_text(config_read, text, errors);
        assert_null(config);
        assert_int_equal(errors->len, 1);
        if (strstr(g_ptr_array_index(errors, 0), "ret") != NULL)
            fail_msg("%s", (char *)g_ptr_array_index(errors, 0));
    }
}

// --- what is refused ---

typedef struct BadCase {
    const char *text;
    const char *errors[4]; // each "line: ... part"; the part behind the line must occur
} BadCase;

#define ACME SHORT "[account acme]\ndomains = acme.example\n"

#define ANSWERING                                                                                            \
    "[earshot]\nmode = answer\nstore = lmdb:/s\nkey-file = @KEY@\n[relay]\nurl = smtp://127.0.0.1\n"

static const BadCase BAD[] = {
    {"", {"1: serves no mailbox"}},
    {"# nothing\n", {"1: serves no mailbox"}},
    {"addresses = a@example.com\n" SHORT, {"1: before the first [section]"}},
    {SHORT "what is this\n", {"3: neither"}},
    {SHORT "follow-up = 0s\n", {"3: must be longer than 0"}},
    {SHORT "follow-up = never\n", {"3: "}},
    {SHORT "= x\n", {"3: no key"}},
    {SHORT "two words = x\n", {"3: no key"}},
    {SHORT "[relay\n url = x\n", {"3: no ] at its end"}},
    {SHORT "[relay] # comment\n", {"3: no ] at its end"}},
    {SHORT "[]\n[ ]\n[mailbox a b]\n[mailbox \"x\"]\n",
     {"3: is no section", "4: is no section", "5: is no section", "6: is no section"}},
    {SHORT "[relai]\n", {"3: did you mean [relay]?"}},
    {SHORT "[something]\n", {"3: unknown section [something]; remove"}},
    {SHORT "[Relay]\n", {"3: did you mean [relay]?"}},
    {SHORT "[relay two]\n", {"3: takes no name"}},
    {SHORT "[mailbox]\naddresses = b@example.com\n", {"3: lacks a name"}},
    {SHORT "[relay]\n[relay]\n", {"4: already on line 3"}},
    {SHORT "[mailbox support]\nlanguages = en\n", {"3: already on line 1"}},
    {SHORT "addresses = b@example.com\n", {"3: already on line 2"}},
    {SHORT "[mailbox support]\naddresses = b@example.com\n",
     {"3: already on line 1", "4: already on line 2"}},
    {SHORT "adresses = b@example.com\n", {"3: did you mean addresses?"}},
    {SHORT "Languages = en\n", {"3: did you mean languages?"}},
    {SHORT "frist-reply = 4h\n", {"3: did you mean first-reply?"}},
    {SHORT "mode = answer\n", {"3: belongs into [earshot]"}},
    {SHORT "colour = red\n", {"3: unknown key colour in [mailbox NAME]; remove"}},
    {SHORT "first-reply = 4\n", {"3: lacks a unit"}},
    {SHORT "first-reply = 0\n", {"3: longer than 0"}},
    {SHORT "first-reply = -4h\n", {"3: no duration"}},
    {SHORT "first-reply = soon\n", {"3: no duration"}},
    {SHORT "first-reply =\n", {"3: has no value"}},
    {SHORT "first-reply.escalation = 5h\n", {"3: longer than first-reply = 4h"}},
    {SHORT "first-reply.critical = 2h\n", {"3: longer than first-reply.escalation = 1h"}},
    {SHORT "languages = en, da\n",
     {"3: 'da' is none of the languages en, de, fr, es, pt, it, nl, pl and sv"}},
    {SHORT "languages = en, en\n", {"3: names en twice"}},
    {SHORT "languages = en,\n", {"3: an empty item"}},
    {SHORT "languages =\n", {"3: has no value"}},
    {SHORT "languages = EN\n", {"3: none of the languages"}},
    {SHORT "time-zone = ../etc/passwd\n", {"3: no time zone"}},
    {SHORT "hours = Mon-Fri 9-17\n", {"3: '9-17'"}},
    {SHORT "hours = 24x7 # always\n", {"3: comments stand on lines of their own"}},
    {SHORT "holidays = /nonexistent/file\n", {"3: cannot be read"}},
    {SHORT "holidays = holidays\n", {"3: no absolute path"}},
    {SHORT "hours = x\nholidays = /nonexistent/file\n", {"3: hours = x", "4: cannot be read"}},
    {SHORT "templates = /nonexistent\n", {"3: no directory"}},
    {SHORT "sub-address = yes\n", {"3: none of +, - and off"}},
    {SHORT "fields = some\n", {"3: none of all | thread | none"}},
    {SHORT "pm = nobody\n", {"3: no section [pm nobody]"}},
    {SHORT "forward-from = A <a@example.com>\n", {"3: no mail address"}},
    {SHORT "acknowledge = minimal\n", {"3: neither yes nor no"}},
    {SHORT "reply-to = yes\n", {"3: belongs into [acknowledge]"}},
    {SHORT "[acknowledge]\nreply-to = minimal\n", {"4: neither yes nor no"}},
    {SHORT "[mailbox other]\n", {"3: has no addresses"}},
    {SHORT "[mailbox other]\naddresses =\n", {"4: has no addresses"}},
    {SHORT "[mailbox other]\naddresses = x@example.com, SUPPORT@Example.com\n",
     {"4: by [mailbox support] already"}},
    {SHORT "[mailbox other]\naddresses = nonsense\n", {"4: no mail address"}},
    {SHORT "[mailbox other]\naddresses = \"a b\" c@example.com\n", {"4: no mail address"}},
    {SHORT "[pm p]\n", {"3: has no address"}},
    {SHORT "[pm p]\naddress = x\ndigest = 08:00\nalert = high\n",
     {"4: no mail address", "5: daily 08:00", "6: none of"}},
    {SHORT "[pm p]\naddress = p@example.com\ndigest = daily 24:00\nalert-budget = many\n",
     {"5: daily", "6: no number"}},
    {SHORT "[pm p]\naddress = p@example.com\nalert-budget = -1\n", {"5: no number"}},
    {SHORT "[earshot]\nmode = anser\n", {"4: none of observe | tag | answer"}},
    {SHORT "[earshot]\nmode =\n", {"4: has no value"}},
    {SHORT "[earshot]\nsocket =\n", {"4: has no value"}},
    {SHORT "[earshot]\nsocket = /run/x\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = unix:run/x\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = inet:8891\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = inet:0@127.0.0.1\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = inet:65536@127.0.0.1\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = inet:99999999999@127.0.0.1\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = inet:@127.0.0.1\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = inet:25@\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = inet:25@a b\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = inet6:25@::1\n", {"4: no socket"}},
    {SHORT "[earshot]\nsocket = "
           "unix:/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
           "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
     {"4: no socket"}},
    {SHORT "[earshot]\nstore = /var/lib/earshot\n", {"4: no store"}},
    {SHORT "[earshot]\nstore = lmdb:relative\n", {"4: no store"}},
    {SHORT "[earshot]\nstore = postgresql:db/x\n", {"4: no store"}},
    {SHORT "[earshot]\nstore = postgresql://db:0/x\n", {"4: no URL of a database"}},
    {SHORT "[earshot]\nstore = postgresql://db/x?sslmode\n", {"4: not key=value"}},
    {SHORT "[earshot]\nkey-file = @KEY@\nstore = postgresql://db/x\nstate = var\n", {"6: no absolute path"}},
    {SHORT "[earshot]\nkey-file = @KEY@\nstore = lmdb:/s\nstate = /t\n",
     {"6: in its own directory, /s; remove state"}},
    {SHORT "[earshot]\nmax-size = 2000000\n", {"4: lacks a unit"}},
    {SHORT "[earshot]\nmax-size = 10B\nhostname = a..b\nkey-file = key\n",
     {"4: 1K and 1G", "5: no host", "6: absolute"}},
    {SHORT "[earshot]\nmax-size = 2G\ntime-budget = 0\n", {"4: 1K and 1G", "5: longer than 0"}},
    {SHORT "[limits]\nper-sender = 3\nper-domain = 3/m\nglobal = 0/h\n",
     {"4: no limit", "5: no limit", "6: no limit"}},
    {SHORT "[limits]\nper-sender = 3/h, 4/h\nper-domain = none, 3/h\n", {"4: no limit", "5: no limit"}},
    {SHORT "[limits]\nbreaker = true\n", {"4: neither yes nor no"}},
    {SHORT "[acknowledge]\nunproven = maybe\n", {"4: none of yes | no | minimal"}},
    {SHORT "[trust]\ninternal-networks = 10.0.0.1/8, x\n", {"4: '10.0.0.1/8' is no network"}},
    {SHORT "[trust]\nspam-header = X-Spam-Flag\n", {"4: NAME: VALUE"}},
    {SHORT "[trust]\nspam-header = : YES\n", {"4: NAME: VALUE"}},
    {SHORT "[trust]\nagents = ann\n", {"4: 'ann' is no mail address"}},
    {SHORT "[relay]\nurl = mail.example.com\n", {"4: no relay"}},
    {SHORT "[relay]\nurl = smtp://\n", {"4: no relay"}},
    {SHORT "[relay]\nurl = smtp://a:0\n", {"4: no relay"}},
    {SHORT "[relay]\nurl = smtp://[::1\n", {"4: no relay"}},
    {SHORT "[relay]\nurl = smtp://[mail]:25\n", {"4: no relay"}},
    {SHORT "[relay]\nurl = smtp://[::1]x\n", {"4: no relay"}},
    {SHORT "[relay]\nurl = smtp://a/path\n", {"4: no relay"}},
    {SHORT "[relay]\nurl = smtp://me:secret@mail.example.com\n", {"4: keys of their own"}},
    {SHORT "[relay]\nurl = http://a\n", {"4: no relay"}},
    {SHORT "[relay]\nuser = me\n", {"4: without password-file"}},
    {SHORT "[relay]\npassword-file = /nonexistent/p\n", {"4: without user", "4: cannot be read"}},
    {SHORT "[relay]\nurl = smtp://mail.example.com\nuser = me\npassword-file = /etc/passwd\n",
     {"3: could travel unprotected", "6: open to everybody"}},
    {SHORT "[relay]\nurl = smtp://localhost.example.net:25\nuser = me\npassword-file = /etc/passwd\n",
     {"3: could travel unprotected", "6: open to everybody"}},
    {SHORT "[relay]\nstarttls = maybe\n", {"4: none of no, try and yes"}},
    {SHORT "[receipt]\nwhen = later\nhold = 5\n", {"4: none of accepted | inspected", "5: lacks a unit"}},
    {SHORT "[receipt]\ndomain = Example.com\n", {"4: domain of [mailbox support]"}},
    {SHORT "[earshot]\nsocket = unix:/x\n[receipt]\nsocket = unix:/x\n", {"6: the milter's socket too"}},
    {SHORT "[earshot]\nmode = tag\n", {"3: [earshot] store is missing"}},
    {SHORT "[earshot]\nmode = tag\nstore =\n", {"5: [earshot] store is missing"}},
    {SHORT "[earshot]\nmode = answer\n",
     {"3: [earshot] store is missing", "4: [relay] url is missing", "4: [receipt] domain is missing",
      "4: [receipt] socket is missing"}},
    {SHORT ANSWERING, {"4: [receipt] domain is missing", "4: [receipt] socket is missing"}},
    {SHORT ANSWERING "[receipt]\nsocket = nonsense\n", {"9: [receipt] domain is missing", "10: no socket"}},
    {SHORT "[earshot]\nstore = lmdb:/s\nkey-file = /no/such\n", {"5: key-file /no/such cannot be read"}},
    {SHORT "[account]\ndomains = a.example\n", {"3: lacks a name; write [account acme]"}},
    {SHORT "[acount acme]\n", {"3: did you mean [account NAME]?"}},
    {SHORT "[account acme]\n", {"3: neither addresses nor domains"}},
    {SHORT "[account acme]\nlanguage = de\ndomains =\n", {"3: neither addresses nor domains"}},
    {SHORT "[account acme]\ndomains = @acme.example\n", {"4: '@acme.example' is no host name"}},
    {SHORT "[account acme]\naddresses = acme.example\n", {"4: no mail address"}},
    {ACME "[account acme]\ndomains = other.example\n", {"5: already on line 3", "6: already on line 4"}},
    {ACME "[account two]\ndomains = ACME.example\n", {"6: of [account acme] already, on line 4"}},
    {SHORT "[account a]\naddresses = x@a.example\n[account b]\ndomains = b.example\naddresses = "
           "y@b.example, X@a.example\n",
     {"7: of [account a] already, on line 4"}},
    {ACME "addresses = support@example.com\n", {"5: our own, of [mailbox support]"}},
    {ACME "addresses = Support+x@Example.com\n", {"5: our own, of [mailbox support]"}},
    {SHORT "forward-from = old@example.net\n[account a]\naddresses = old@example.net\n",
     {"5: our own, of [mailbox support]"}},
    {SHORT "[trust]\nagents = ann@example.com\n[account a]\naddresses = Ann@example.com\n",
     {"6: one of our agents"}},
    {SHORT "[account a]\ndomains = co.uk\n", {"4: co.uk is shared"}},
    {SHORT "[account a]\ndomains = a.example, com\n", {"4: com is shared"}},
    {SHORT "[account a]\ndomains = 192.0.2.1\n", {"4: is no domain"}},
    {ACME "languages = de\n", {"5: did you mean language?"}},
    {SHORT "address = b@example.com\n", {"3: did you mean addresses?"}},
    {ACME "language = de, en\n", {"5: none of the languages"}},
    {ACME "acknowledge = minimal\n", {"5: neither yes nor no"}},
    {ACME "answer-despite = all\n", {"5: 'all' is no reason that an account may override"}},
    {ACME "answer-despite = precedence, loop\n", {"5: 'loop' is no reason that an account may override"}},
    {ACME "answer-despite = list, list\n", {"5: names list twice"}},
    {ACME "answer-despite = list,\n", {"5: an empty item"}},
    {SHORT "display-name = a\x01z\n", {"3: control character 1"}},
    {SHORT "display-name = a\rz\n", {"3: control character 13"}},
    {SHORT "display-name = \xff\n", {"3: not UTF-8"}},
};

static bool error_fits(const char *error, const char *expected) {
    const char *part = strstr(expected, ": ") + 2;
    const size_t line = (size_t)(part - expected) - 1; // "3:"
    return strncmp(error, expected, line) == 0 && strstr(error, part) != NULL;
}

static void test_errors_with_their_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(Config) config = read_text(config_load, BAD[i].text, errors);
        guint expected = 0;
        while (expected < 4 && BAD[i].errors[expected] != NULL)
            expected++;
        g_ptr_array_add(errors, NULL);
        g_autofree char *all = g_strjoinv("\n", (char **)errors->pdata);
        if (config != NULL || errors->len - 1 != expected)
            fail_msg("%s--- %u errors, not %u:\n%s", BAD[i].text, errors->len - 1, expected, all);
        for (guint k = 0; k < expected; k++)
            if (!error_fits(g_ptr_array_index(errors, k), BAD[i].errors[k]))
                fail_msg("%s--- lacks '%s':\n%s", BAD[i].text, BAD[i].errors[k], all);
    }
}

static void test_answering_with_all_it_needs(void **state) {
    (void)state;
    g_autoptr(Config) accepted =
        must_read(SHORT ANSWERING "[receipt]\ndomain = receipt.example.com\nsocket = unix:/run/r\n");
    assert_int_equal(accepted->mode, MODE_ANSWER);
    g_autoptr(Config) inspected = must_read(SHORT ANSWERING "[receipt]\nwhen = inspected\n");
    assert_int_equal(inspected->receipt_when, RECEIPT_INSPECTED);
}

static void test_who_only_looks_needs_less(void **state) {
    (void)state;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = read_text(config_read, SHORT "[earshot]\nmode = answer\n", errors);
    assert_non_null(config);
    assert_int_equal(config->mode, MODE_ANSWER);
    g_autoptr(Config) wrong = read_text(config_read, SHORT "[earshot]\nmode = anser\n", errors);
    assert_null(wrong);
    assert_int_equal(errors->len, 1);
}

static void test_bad_holidays_name_their_own_lines(void **state) {
    (void)state;
    g_autofree char *holidays = temporary("2026-12-25\nChristmas\n", -1);
    g_autofree char *text = g_strdup_printf(SHORT "holidays = %s\nfields = x\n", holidays);
    g_autofree char *path = temporary(text, -1);
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = config_load(path, errors);
    assert_null(config);
    assert_int_equal(errors->len, 2);
    g_autofree char *prefix = g_strdup_printf("%s:2: ", holidays);
    assert_true(g_str_has_prefix(g_ptr_array_index(errors, 1), prefix));
    g_unlink(holidays);
    g_unlink(path);
}

static void test_password_files(void **state) {
    (void)state;
    static const struct {
        mode_t mode;
        const char *text, *error;
    } cases[] = {
        {0600, "x\n", NULL},
        {0640, "x\n", NULL},
        {0644, "x\n", "open to everybody"},
        {0602, "x\n", "open to everybody"},
        {0600, "", "is empty"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *file = temporary(cases[i].text, -1);
        assert_int_equal(chmod(file, cases[i].mode), 0);
        g_autofree char *text = g_strdup_printf(SHORT "[relay]\nuser = u\npassword-file = %s\n", file);
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(Config) config = read_text(config_load, text, errors);
        assert_true((config != NULL) == (cases[i].error == NULL));
        if (cases[i].error != NULL)
            assert_non_null(strstr(g_ptr_array_index(errors, 0), cases[i].error));
        g_unlink(file);
    }
}

// --- hostile files ---

static void test_files_that_are_none(void **state) {
    (void)state;
    static const char *const paths[] = {"/nonexistent/earshot.conf", "/", "/dev/zero", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(Config) config = config_load(paths[i], errors);
        assert_null(config);
        assert_int_equal(errors->len, 1);
    }
}

static void test_a_nul_byte_is_named(void **state) {
    (void)state;
    static const char text[] = SHORT "display-name = a\0b\n";
    g_autofree char *path = temporary(text, sizeof text - 1);
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = config_load(path, errors);
    assert_null(config);
    g_autofree char *prefix = g_strdup_printf("%s:3: ", path);
    assert_true(g_str_has_prefix(g_ptr_array_index(errors, 0), prefix));
    g_unlink(path);
}

static void test_large_files_end_soon(void **state) {
    (void)state;
    static const char *const lines[] = {"nonsense\n", "[mailbox %d]\n", "k%d = x\n", "[\n", "\xff\n", "#\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GString) text = g_string_new(SHORT);
        for (int k = 0; text->len < (1 << 20) - 64; k++)
            if (strchr(lines[i], '%') != NULL)
                g_string_append_printf(text, i == 1 ? "[mailbox %d]\n" : "k%d = x\n", k);
            else
                g_string_append(text, lines[i]);
        g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
        const int64_t start = g_get_monotonic_time();
        g_autoptr(Config) config = read_text(config_load, text->str, errors);
        assert_true(g_get_monotonic_time() - start < 20 * G_TIME_SPAN_SECOND);
        assert_true(errors->len <= 101);
        assert_true((config != NULL) == (lines[i][0] == '#'));
    }
    g_autofree char *huge = g_strnfill((1 << 20) + 1, '#');
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = read_text(config_load, huge, errors);
    assert_null(config);
    assert_non_null(strstr(g_ptr_array_index(errors, 0), "larger than"));
}

static void test_errors_show_no_more_than_a_line(void **state) {
    (void)state;
    g_autofree char *value = g_strnfill(100000, 'x');
    g_autofree char *text = g_strdup_printf(SHORT "fields = %s\n%s\n%s = 1\n", value, value, value);
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = read_text(config_load, text, errors);
    assert_null(config);
    assert_int_equal(errors->len, 3);
    for (guint i = 0; i < errors->len; i++)
        assert_true(strlen(g_ptr_array_index(errors, i)) < 300);
}

// --- the table and the file that is shipped ---

static void test_every_row_is_sound(void **state) {
    (void)state;
    for (const ConfigRow *row = config_rows(); row->section != NULL; row++) {
        if (!config_value_is_type(row->type))
            fail_msg("[%s] %s has the unknown type %s", row->section, row->key, row->type);
        assert_true(row->why != NULL && strlen(row->why) > 10 && strchr(row->why, '\n') == NULL);
        for (const ConfigRow *other = config_rows(); other < row; other++)
            assert_false(strcmp(other->section, row->section) == 0 && strcmp(other->key, row->key) == 0);
    }
}

// What a line of the shipped file says: a key, set or commented, or nothing. Prose is no key: its words
// before an = are more than one.
static bool shipped_key(const char *line, char **key, char **value) {
    const char *text = *line == '#' ? line + 1 : line;
    const char *equals = strstr(text, " =");
    if (equals == NULL || memchr(text, ' ', (size_t)(equals - text)) != NULL)
        return false;
    *key = g_strndup(text, (size_t)(equals - text));
    *value = g_strstrip(g_strdup(equals + 2));
    return true;
}

static const ConfigRow *row_of(const char *section, const char *key) {
    for (const ConfigRow *row = config_rows(); row->section != NULL; row++)
        if (strcmp(row->section, section) == 0 && strcmp(row->key, key) == 0)
            return row;
    return NULL;
}

static void note_shipped(GHashTable *seen, const char *section, const char *key, const char *value,
                         int line) {
    const ConfigRow *row = row_of(section, key);
    if (row == NULL)
        fail_msg("conf/earshot.conf:%d: no row for [%s] %s", line, section, key);
    if (row->initial != NULL && strcmp(row->initial, value) != 0)
        fail_msg("conf/earshot.conf:%d: %s = %s is not the default %s", line, key, value, row->initial);
    if (!g_hash_table_add(seen, (gpointer)row))
        fail_msg("conf/earshot.conf:%d: %s stands twice", line, key);
}

static void test_the_shipped_file_has_every_key_with_its_default(void **state) {
    (void)state;
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents("conf/earshot.conf", &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autofree char *section = g_strdup("");
    bool explained = false;
    for (int i = 0; lines[i] != NULL; i++) {
        g_autofree char *key = NULL, *value = NULL;
        const char *bare = lines[i][0] == '#' ? lines[i] + 1 : lines[i];
        if (*bare == '[') {
            g_free(section);
            section = g_str_has_prefix(bare, "[mailbox ")   ? g_strdup("mailbox NAME")
                      : g_str_has_prefix(bare, "[account ") ? g_strdup("account NAME")
                      : g_str_has_prefix(bare, "[pm ")      ? g_strdup("pm NAME")
                                                            : g_strndup(bare + 1, strcspn(bare + 1, "]"));
        } else if (shipped_key(lines[i], &key, &value)) {
            note_shipped(seen, section, key, value, i + 1);
            if (!explained)
                fail_msg("conf/earshot.conf:%d: %s says no why", i + 1, key);
        }
        // A key is explained by the comment above it, or shares the one of the key above.
        explained = lines[i][0] == '#' && (bare[0] == ' ' || explained);
    }
    for (const ConfigRow *row = config_rows(); row->section != NULL; row++)
        if (!g_hash_table_contains(seen, row))
            fail_msg("conf/earshot.conf lacks [%s] %s", row->section, row->key);
}

static void test_the_shipped_file_loads(void **state) {
    (void)state;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    // Only its key file is not there before an installation made it.
    g_autoptr(Config) config = config_read("conf/earshot.conf", errors);
    if (config == NULL)
        fail_msg("%s", (char *)g_ptr_array_index(errors, 0));
    assert_int_equal(config->mode, MODE_OBSERVE);
    assert_string_equal(config->store, "lmdb:/var/lib/earshot");
}

// All that is commented, set as it stands: the examples must be right too. Paths that an installation makes
// are left out.
static void test_the_examples_of_the_shipped_file_are_right(void **state) {
    (void)state;
    static const char *const made[] = {"#password-file", "#user", "#holidays", "#templates", "#key-file"};
    g_autofree char *text = NULL;
    assert_true(g_file_get_contents("conf/earshot.conf", &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i] != NULL; i++) {
        bool keep = lines[i][0] != '#' || lines[i][1] == ' ' || lines[i][1] == '\0';
        for (size_t k = 0; k < G_N_ELEMENTS(made); k++)
            keep = keep || g_str_has_prefix(lines[i], made[k]);
        if (!keep)
            lines[i][0] = ' ';
    }
    g_autofree char *joined = g_strjoinv("\n", lines);
    g_auto(GStrv) halves = g_strsplit(joined, "\nstore = ", 2);
    g_autofree char *set = g_strjoinv("\nkey-file = @KEY@\nstore = ", halves);
    g_autoptr(Config) config = must_read(set);
    assert_non_null(config_pm(config, first(config)->pm));
    assert_string_equal(config->relay_url, "smtp://127.0.0.1:25");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_section_is_enough),
        cmocka_unit_test(test_every_key_arrives),
        cmocka_unit_test(test_a_short_first_reply_shortens_the_graver_defaults),
        cmocka_unit_test(test_a_follow_up_can_be_left_out),
        cmocka_unit_test(test_an_account_says_only_what_it_must),
        cmocka_unit_test(test_only_marks_of_machines_can_be_overridden),
        cmocka_unit_test(test_the_built_in_configuration),
        cmocka_unit_test(test_where_a_machine_keeps_what_is_its_own),
        cmocka_unit_test(test_no_error_shows_a_password),
        cmocka_unit_test(test_errors_with_their_lines),
        cmocka_unit_test(test_answering_with_all_it_needs),
        cmocka_unit_test(test_who_only_looks_needs_less),
        cmocka_unit_test(test_bad_holidays_name_their_own_lines),
        cmocka_unit_test(test_password_files),
        cmocka_unit_test(test_files_that_are_none),
        cmocka_unit_test(test_a_nul_byte_is_named),
        cmocka_unit_test(test_large_files_end_soon),
        cmocka_unit_test(test_errors_show_no_more_than_a_line),
        cmocka_unit_test(test_every_row_is_sound),
        cmocka_unit_test(test_the_shipped_file_has_every_key_with_its_default),
        cmocka_unit_test(test_the_shipped_file_loads),
        cmocka_unit_test(test_the_examples_of_the_shipped_file_are_right),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
