/* The command line of `load`, apart from what it does. */
#include "options.h"

#include <gio/gio.h>

static const size_t corpus_limit = (size_t)512 << 20;

void options_clear(Options *o) {
    char *const texts[] = {o->recipient, o->sender,   o->directory, o->auth_results,
                           o->auth_user, o->write_to, o->expect};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
}

static GOptionGroup *whom_and_what(Options *o) {
    const GOptionEntry entries[] = {
        {"rcpt", 'r', 0, G_OPTION_ARG_STRING, &o->recipient, "Recipient (support@example.test)", "ADDR"},
        {"from", 'f', 0, G_OPTION_ARG_STRING, &o->sender,
         "Sender; % becomes the number of the person (customer%@customer.example)", "ADDR"},
        {"people", 0, 0, G_OPTION_ARG_INT, &o->people, "Persons who write in turn (0: each send has its own)",
         "N"},
        {"dir", 'd', 0, G_OPTION_ARG_FILENAME, &o->directory, "Raw messages to send, all files below DIR",
         "DIR"},
        {"verbatim", 0, 0, G_OPTION_ARG_NONE, &o->verbatim, "Send them as they are, as signatures need it",
         NULL},
        {"synthetic", 0, 0, G_OPTION_ARG_INT, &o->synthetic, "Made messages to send (400, unless --dir)",
         "N"},
        {"letter", 0, 0, G_OPTION_ARG_INT, &o->letter, "Send letters of so many bytes instead", "BYTES"},
        {"attachment", 0, 0, G_OPTION_ARG_INT, &o->attachment, "Send an attachment of so many bytes instead",
         "BYTES"},
        {"seed", 0, 0, G_OPTION_ARG_INT, &o->seed, "Seed of the made messages (1)", "N"},
        {"auth-results", 0, 0, G_OPTION_ARG_STRING, &o->auth_results,
         "Vouch for From in an Authentication-Results field of this authserv-id", "ID"},
        {"auth-user", 0, 0, G_OPTION_ARG_STRING, &o->auth_user, "The session's SMTP AUTH login (none)",
         "NAME"},
        {"write", 0, 0, G_OPTION_ARG_FILENAME, &o->write_to, "Write the messages to DIR and end", "DIR"},
        G_OPTION_ENTRY_NULL,
    };
    GOptionGroup *group = g_option_group_new("mail", "Mail:", "What is sent, and to whom", NULL, NULL);
    g_option_group_add_entries(group, entries);
    return group;
}

static void add_how(GOptionContext *context, Options *o) {
    const GOptionEntry entries[] = {
        {"connections", 'c', 0, G_OPTION_ARG_INT, &o->connections, "Connections at a time (10)", "N"},
        {"messages", 'n', 0, G_OPTION_ARG_INT, &o->messages,
         "Stop after so many messages (0: by --seconds alone)", "N"},
        {"seconds", 's', 0, G_OPTION_ARG_INT, &o->seconds, "Stop after so long (10)", "N"},
        {"per-connection", 0, 0, G_OPTION_ARG_INT, &o->per_connection, "Messages on one connection (10)",
         "N"},
        {"rate", 0, 0, G_OPTION_ARG_DOUBLE, &o->rate, "Messages a second (as fast as they are answered)",
         "R"},
        {"together", 0, 0, G_OPTION_ARG_NONE, &o->together,
         "One message on each connection, all ended at the same time", NULL},
        {"smtp", 0, 0, G_OPTION_ARG_NONE, &o->smtp, "The socket is an MTA's", NULL},
        {"expect", 0, 0, G_OPTION_ARG_STRING, &o->expect, "Count edits in which TEXT stands", "TEXT"},
        {"timeout", 0, 0, G_OPTION_ARG_INT, &o->timeout, "Seconds to wait for one reply (30)", "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &o->json, "Report as one JSON object", NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet, "Do not describe the messages", NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_option_context_add_main_entries(context, entries, NULL);
}

static bool sound(const Options *o, int argc) {
    return argc == (o->write_to != NULL ? 1 : 2) && o->connections > 0 && o->connections <= 5000 &&
           o->messages >= 0 && o->seconds > 0 && o->per_connection > 0 && o->synthetic >= 0 &&
           o->timeout > 0 && o->people >= 0 && o->letter >= 0 && o->attachment >= 0 && o->rate >= 0 &&
           !(o->together && o->smtp);
}

bool options_parse(Options *o, int *argc, char ***argv, GError **error) {
    *o = (Options){.connections = 10, .seconds = 10, .per_connection = 10, .seed = 1, .timeout = 30};
    g_autoptr(GOptionContext) context = g_option_context_new("SOCKET");
    g_option_context_set_summary(context,
                                 "Measures a milter, or an MTA, at SOCKET (unix:/path or inet:port@host).");
    add_how(context, o);
    g_option_context_add_group(context, whom_and_what(o));
    if (!g_option_context_parse(context, argc, argv, error))
        return false;
    if (!sound(o, *argc)) {
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "wrong arguments");
        return false;
    }
    if (o->together) {
        o->messages = o->connections;
        o->per_connection = 1;
    }
    return true;
}

Corpus *options_corpus(const Options *o, GError **error) {
    g_autoptr(Corpus) corpus = corpus_new();
    const guint count = o->synthetic > 0 ? (guint)o->synthetic : 400;
    if (o->verbatim)
        corpus_keep_all(corpus);
    if (o->directory != NULL && !corpus_add_directory(corpus, o->directory, corpus_limit, error))
        return NULL;
    if (o->attachment > 0)
        corpus_add_attachment(corpus, (guint32)o->seed, (size_t)o->attachment);
    else if (o->letter > 0)
        corpus_add_letters(corpus, o->synthetic > 0 || o->letter < 100000 ? count : 1, (guint32)o->seed,
                           (size_t)o->letter);
    else if (o->directory == NULL || o->synthetic > 0)
        corpus_add_synthetic(corpus, count, (guint32)o->seed);
    return g_steal_pointer(&corpus);
}
