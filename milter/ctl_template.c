// `earshot template`: who answers for the tone of a mailbox sees here what its
// customers would get, and what is wrong with it, before anybody gets it. Nothing
// is stored or sent, and tokens come from a key that opens nothing.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "acknowledge.h"
#include "address.h"
#include "calendar.h"
#include "ctl.h"
#include "ctl_template.h"
#include "echo.h"
#include "intake.h"
#include "lint.h"
#include "problem.h"
#include "timekeeping.h"
#include "subject.h"
#include "thread.h"
#include "tongue.h"
#include "units.h"

// Without --message: a complaint with most of what an answer can react to. %s is the mailbox.
static const char EXAMPLE[] =
    "From: Ann Example <ann@customer.example>\n"
    "To: %s\n"
    "Subject: Orders fail again\n"
    "Message-ID: <example@customer.example>\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "\n"
    "Hello,\n\n"
    "our shop is down again and we cannot take orders. You promised that it would be fixed by Friday,\n"
    "and this is the third time that I write about it. I am really angry: we lose money every hour.\n\n"
    "Ann Example\n";

// The built-in defaults serve without -c and without the default file. No store and no key is opened.
static bool load(Daemon *daemon) {
    if (daemon->config_given || g_file_test(daemon->config_path, G_FILE_TEST_EXISTS))
        return daemon_look(daemon);
    daemon->config = config_builtin();
    return true;
}

// What stands below two directories, the built-in files above all, is told once.
static void add_findings(GPtrArray *all, const GPtrArray *more) {
    for (guint i = 0; i < more->len; i++)
        if (!g_ptr_array_find_with_equal_func(all, more->pdata[i], g_str_equal, NULL))
            g_ptr_array_add(all, g_strdup(more->pdata[i]));
}

static void check_directory(const char *directory, GPtrArray *all, GPtrArray *languages) {
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
    lint_templates(directory, findings, languages);
    add_findings(all, findings);
}

static int template_check(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"template check", "[--directory DIR]",
                                     "find what is wrong, and what reads badly", NULL};
    g_autofree char *directory = NULL;
    const GOptionEntry entries[] = {
        {"directory", 0, 0, G_OPTION_ARG_FILENAME, &directory,
         "this one over the built-in templates (default: those of all mailboxes)", "DIR"},
        G_OPTION_ENTRY_NULL,
    };
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 1)
        return ctl_usage(&USAGE);
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) languages = g_ptr_array_new_with_free_func(g_free);
    if (directory == NULL && !load(daemon))
        return daemon->status;
    check_directory(directory, findings, languages);
    for (guint i = 0; directory == NULL && i < daemon->config->mailboxes->len; i++) {
        const Mailbox *mailbox = daemon->config->mailboxes->pdata[i];
        if (mailbox->templates != NULL)
            check_directory(mailbox->templates, findings, languages);
    }
    for (guint i = 0; i < findings->len; i++)
        fprintf(stderr, "%s\n", (const char *)findings->pdata[i]);
    if (findings->len > 0)
        return EX_DATAERR;
    printf("%u languages checked\n", languages->len);
    return EX_OK;
}

static void preview_clear(Preview *preview) {
    g_free(preview->language);
    g_free(preview->mailbox);
    g_free(preview->now);
    g_free(preview->message);
    g_free(preview->kind);
    g_free(preview->workaround);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Preview, preview_clear)

static bool read_preview(Daemon *daemon, Preview *preview, int *argc, char ***argv) {
    static const CtlCommand USAGE = {"template show", "[OPTIONS]",
                                     "show what a message would be answered, or what a PM orders", NULL};
    const GOptionEntry entries[] = {
        {"kind", 0, 0, G_OPTION_ARG_STRING, &preview->kind,
         "instead what a PM orders: fixed, choices, no, ...", "KIND"},
        {"message", 0, 0, G_OPTION_ARG_FILENAME, &preview->message, "to this message (default: an example)",
         "FILE"},
        {"language", 0, 0, G_OPTION_ARG_STRING, &preview->language,
         "in this language (default: as it would be chosen)", "CODE"},
        {"mailbox", 0, 0, G_OPTION_ARG_STRING, &preview->mailbox, "by this mailbox (default: by its To)",
         "NAME"},
        {"workaround", 0, 0, G_OPTION_ARG_STRING, &preview->workaround,
         "as if it were of a known problem with this workaround", "TEXT"},
        {"minimal", 0, 0, G_OPTION_ARG_NONE, &preview->minimal, "the short form", NULL},
        {"html", 0, 0, G_OPTION_ARG_NONE, &preview->html, "the HTML part, for a browser", NULL},
        {"mail", 0, 0, G_OPTION_ARG_NONE, &preview->mail, "the whole mail, as it would go out", NULL},
        {"now", 0, 0, G_OPTION_ARG_STRING, &preview->now,
         "as if it had come then (default: as its header says)", "TIME"},
        G_OPTION_ENTRY_NULL,
    };
    if (!ctl_options(daemon, &USAGE, entries, argc, argv))
        return false;
    daemon->status = EX_USAGE;
    g_autoptr(GError) error = NULL;
    const bool of_message = preview->minimal || preview->message != NULL || preview->workaround != NULL;
    if (*argc != 1 || (preview->html && preview->mail) || (preview->kind != NULL && of_message))
        ctl_usage(&USAGE);
    else if (preview->now != NULL && !units_time_parse(preview->now, &preview->arrival, &error))
        fprintf(stderr, "earshot template show: --now: %s\n", error->message);
    else
        return true;
    return false;
}

static const Mailbox *choose_mailbox(const Preview *preview, const Config *config) {
    const Mailbox *named = preview->mailbox == NULL ? NULL : config_mailbox(config, preview->mailbox);
    if (preview->mailbox != NULL && named == NULL)
        fprintf(stderr, "earshot template show: there is no mailbox '%s'\n", preview->mailbox);
    return preview->mailbox == NULL ? config->mailboxes->pdata[0] : named;
}

// As much of it as the milter would read; the example when no file is named.
static GBytes *read_message(const Preview *preview, const Config *config, const Mailbox *mailbox,
                            GError **error) {
    char *text = NULL;
    gsize size = 0;
    if (preview->message == NULL) {
        text = g_strdup_printf(EXAMPLE, (const char *)mailbox->addresses->pdata[0]);
        return g_bytes_new_take(text, strlen(text));
    }
    const char *path = strcmp(preview->message, "-") == 0 ? "/dev/stdin" : preview->message;
    if (!g_file_get_contents(path, &text, &size, error))
        return NULL;
    GBytes *bytes = g_bytes_new(text, MIN(size, config->max_size));
    g_free(text);
    return bytes;
}

static int64_t arrival_of(const Preview *preview, const Message *message) {
    if (preview->arrival != 0)
        return preview->arrival;
    const int64_t received = message_received_newest(message);
    const int64_t date = received != 0 ? received : message_date(message);
    return date != 0 ? date : g_get_real_time();
}

// Sent by whom From names, to the mailbox that is asked for, else to all that To and Cc name.
static Envelope *envelope_of(const Preview *preview, const Mailbox *mailbox, const Message *message) {
    static const char *const NAMED[] = {"To", "Cc"};
    Envelope *envelope = envelope_new();
    envelope->arrival = arrival_of(preview, message);
    if (message_from(message) != NULL)
        envelope_set_sender(envelope, message_from(message));
    for (size_t i = 0; preview->mailbox == NULL && i < G_N_ELEMENTS(NAMED); i++) {
        const GPtrArray *addresses = message_addresses(message, NAMED[i]);
        for (guint j = 0; addresses != NULL && j < addresses->len; j++)
            envelope_add_recipient(envelope, addresses->pdata[j]);
    }
    envelope_add_recipient(envelope, mailbox->addresses->pdata[0]);
    return envelope;
}

// What is told of a message that would get no answer: the preview shows one all the same.
static void note_refusal(const Hearing *hearing) {
    const Refusal row = refusal_first(&hearing->refusals);
    if (row != REFUSAL_COUNT)
        fprintf(stderr, "note: this message would not be answered; reason=%s\n", refusal_code(row));
}

// Judged as the milter would, the sender taken as proven.
static Hearing *hear(const Preview *preview, const Config *config, const Seal *seal, const Mailbox *mailbox,
                     Envelope **envelope, GError **error) {
    g_autoptr(Intake) intake = intake_new(config, seal, NULL, error);
    g_autoptr(GBytes) bytes = intake == NULL ? NULL : read_message(preview, config, mailbox, error);
    g_autoptr(Message) message = bytes == NULL ? NULL : message_parse(bytes, error);
    if (message == NULL)
        return NULL;
    *envelope = envelope_of(preview, mailbox, message);
    const char *from = message_from(message);
    g_autofree char *proof = g_strdup_printf("preview.invalid; dmarc=pass header.from=%s",
                                             from == NULL ? "unknown.invalid" : address_domain(from));
    Hearing *hearing = intake_judge(intake, *envelope, bytes, proof, 0, error);
    if (hearing != NULL)
        note_refusal(hearing);
    return hearing;
}

static void add_workaround(GArray *all, char *language, const Preview *preview) {
    const Workaround workaround = {language, preview->workaround};
    if (language != NULL && preview->workaround != NULL)
        g_array_append_val(all, workaround);
}

// The same text in each language in which it may come. GPtrArray of what `all` holds.
static GPtrArray *workarounds_of(const Preview *preview, const Hearing *hearing, GArray *all) {
    const GPtrArray *languages = hearing->mailbox->languages;
    GPtrArray *list = g_ptr_array_new();
    add_workaround(all, preview->language, preview);
    for (guint i = 0; i < languages->len; i++)
        add_workaround(all, languages->pdata[i], preview);
    for (guint i = 0; i < all->len; i++)
        g_ptr_array_add(list, &g_array_index(all, Workaround, i));
    return list;
}

static Values *values_of(const Preview *preview, const Config *config, const Seal *seal,
                         const Envelope *envelope, Hearing *hearing) {
    const Recipient somebody = {
        .address = (char *)"customer@example.invalid", .is_envelope_sender = true, .proven = true};
    const bool machine = hearing->level == LEVEL_NONE && refusal_is_machine(&hearing->refusals);
    const int64_t due = timekeeping_first_due(hearing->mailbox, hearing->verdict->level, envelope->arrival);
    const bool nobody = hearing->recipient->address == NULL;
    g_autofree char *thread = thread_id_format(1);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Workaround));
    g_autoptr(GPtrArray) workarounds = workarounds_of(preview, hearing, all);
    hearing->echoes = hearing->echoes != NULL ? hearing->echoes : echo_pick(hearing->text, hearing->verdict);
    const AcknowledgeFacts facts = {
        .message = hearing->message,
        .verdict = hearing->verdict,
        .mailbox = hearing->mailbox,
        .recipient = nobody ? &somebody : hearing->recipient,
        .seal = seal,
        .address = hearing->address,
        .thread = thread,
        .thread_number = 1,
        .sequence = 1,
        .missing = hearing->missing,
        .echoes = hearing->echoes,
        .workarounds = workarounds,
        .minimal = preview->minimal || refusal_minimal(&hearing->refusals),
        .level = hearing->level,
        .language = preview->language != NULL  ? preview->language
                    : hearing->account == NULL ? NULL
                                               : hearing->account->language,
        .row = 1,
        .bounce_domain = config->receipt_domain,
        .now = envelope->arrival,
        .due = machine ? 0 : due,
    };
    return acknowledge_values(&facts);
}

static void print_text(const Message *mail) {
    static const char *const FIELDS[] = {"From", "To", "Subject"};
    for (size_t i = 0; i < G_N_ELEMENTS(FIELDS); i++) {
        const char *raw = message_field(mail, FIELDS[i]);
        g_autofree char *decoded = message_decode(raw == NULL ? "" : raw);
        g_autofree char *plain = values_plain(decoded);
        printf("%s: %s\n", FIELDS[i], plain);
    }
    g_autofree char *text = message_part_text(mail, 1, SIZE_MAX);
    printf("\n%s%s", text, g_str_has_suffix(text, "\n") ? "" : "\n");
}

bool preview_print(const Preview *preview, GBytes *bytes, GError **error) {
    if (preview->mail)
        return fwrite(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), 1, stdout) == 1;
    g_autoptr(Message) mail = message_parse(bytes, error);
    if (mail == NULL)
        return false;
    if (preview->html) {
        g_autofree char *html = message_part_text(mail, 2, SIZE_MAX);
        fputs(html, stdout);
    } else {
        print_text(mail);
    }
    return true;
}

// The templates of the mailbox that answers; the language asked for must be among them.
bool preview_have_language(const Preview *preview, const char *directory) {
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Tongues) tongues = tongues_read(directory, errors);
    if (preview->language == NULL || tongues_find(tongues, preview->language) != NULL)
        return true;
    g_autoptr(GString) there = g_string_new(NULL);
    for (guint i = 0; i < tongues->list->len; i++)
        g_string_append_printf(there, "%s%s", i == 0 ? "" : ", ",
                               ((const Tongue *)tongues->list->pdata[i])->code);
    fprintf(stderr, "earshot template show: no templates in the language '%s'; there are: %s\n",
            preview->language, there->str);
    return false;
}

static int preview_message(Daemon *daemon, const Preview *preview, const Seal *seal, const Mailbox *mailbox) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Envelope) envelope = NULL;
    g_autoptr(GPtrArray) errors = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Hearing) hearing = hear(preview, daemon->config, seal, mailbox, &envelope, &error);
    if (hearing == NULL) {
        fprintf(stderr, "earshot template show: %s\n", error->message);
        return EX_DATAERR;
    }
    if (!preview_have_language(preview, hearing->mailbox->templates))
        return EX_DATAERR;
    g_autoptr(Acknowledger) acknowledger = acknowledger_new(hearing->mailbox->templates, errors);
    for (guint i = 0; i < errors->len; i++)
        fprintf(stderr, "%s\n", (const char *)errors->pdata[i]);
    if (acknowledger == NULL)
        return EX_DATAERR;
    g_autoptr(Values) values = values_of(preview, daemon->config, seal, envelope, hearing);
    g_autoptr(GBytes) bytes = acknowledge_compose(acknowledger, values, envelope->arrival, &error);
    if (bytes != NULL && preview_print(preview, bytes, &error))
        return EX_OK;
    fprintf(stderr, "earshot template show: %s\n", error == NULL ? "cannot write" : error->message);
    return error == NULL ? EX_IOERR : EX_DATAERR;
}

static int template_show(Daemon *daemon, int argc, char **argv) {
    g_auto(Preview) preview = {0};
    if (!read_preview(daemon, &preview, &argc, &argv) || !load(daemon))
        return daemon->status;
    const Mailbox *mailbox = choose_mailbox(&preview, daemon->config);
    const SealKey nobodys = {{0}};
    g_autoptr(Seal) seal = seal_new(&nobodys);
    if (mailbox == NULL)
        return EX_DATAERR;
    return preview.kind != NULL ? preview_outreach(&preview, daemon->config, seal, mailbox)
                                : preview_message(daemon, &preview, seal, mailbox);
}

int ctl_template(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand COMMANDS[] = {
        {"check", "[--directory DIR]", "find what is wrong, and what reads badly", template_check},
        {"show", "[--message FILE | --kind KIND]", "what a customer would get", template_show},
        {NULL, NULL, NULL, NULL},
    };
    return ctl_dispatch(COMMANDS, "template", daemon, argc, argv);
}
