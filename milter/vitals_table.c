// The table of what is counted. The slots are on disk: a row may be added in a
// gap or behind the last, none is moved or given another meaning; a new LAYOUT in
// vitals.c begins all files anew.
#include "vitals.h"

#include "outbox.h"
#include "refusal.h"
#include "verdict.h"

static const char *message_part(unsigned i) {
    static const char *const NAMES[] = {"heard", "outbound", "orders", "tempfailed"};
    return i < G_N_ELEMENTS(NAMES) ? NAMES[i] : NULL;
}

static const char *receipt_part(unsigned i) {
    static const char *const NAMES[] = {"known", "unknown", "failed"};
    return i < G_N_ELEMENTS(NAMES) ? NAMES[i] : NULL;
}

static const char *reload_part(unsigned i) {
    static const char *const NAMES[] = {"taken", "refused"};
    return i < G_N_ELEMENTS(NAMES) ? NAMES[i] : NULL;
}

// On disk: append only.
static const char *const CAUSES[] = {"other",  "time-budget", "store-late", "temporary", "message",
                                     "config", "store",       "poison",     "crash",     "killed",
                                     "edit",   "stopping",    "pressure"};

static const char *cause_part(unsigned i) {
    return i < G_N_ELEMENTS(CAUSES) ? CAUSES[i] : NULL;
}

static const char *level_part(unsigned i) {
    return i < LEVEL_COUNT ? level_name((Level)i) : NULL;
}

static const char *refusal_part(unsigned i) {
    return i < REFUSAL_COUNT ? refusal_code((Refusal)i) : NULL;
}

static const char *kind_part(unsigned i) {
    return i < OUTBOX_KINDS ? outbox_kind_name((OutboxKind)i) : NULL;
}

enum { HISTOGRAM = VITALS_BUCKETS + 1 };

// clang-format off
static const VitalRow ROWS[VITAL_ROWS] = {
    [VITAL_PID] = {"pid", "process id", VITAL_VALUE, VITAL_OF_BOTH, NULL, NULL, 0, 1},
    [VITAL_STARTED] = {"started", "when the daemon started", VITAL_MOMENT, VITAL_OF_BOTH, NULL, NULL, 1, 1},
    [VITAL_STOPPED] = {"stopped", "when it ended in good order last", VITAL_MOMENT, VITAL_OF_BOTH, NULL, NULL, 2, 1},
    [VITAL_STARTS] = {"starts", "how often it was started", VITAL_COUNT, VITAL_OF_BOTH, NULL, NULL, 3, 1},
    [VITAL_CONFIG_READ] = {"config_read", "when the configuration in force was read", VITAL_MOMENT, VITAL_OF_BOTH, NULL, NULL, 4, 1},
    [VITAL_RELOADS] = {"reloads", "reloads of the configuration", VITAL_COUNT, VITAL_OF_BOTH, "result", reload_part, 5, 2},
    [VITAL_RELOADED] = {"reloaded", "when a reload was asked for last", VITAL_MOMENT, VITAL_OF_BOTH, NULL, NULL, 7, 1},
    [VITAL_RELOAD_REFUSED] = {"reload_refused", "1 when the last reload was refused", VITAL_VALUE, VITAL_OF_BOTH, NULL, NULL, 8, 1},
    [VITAL_COMMIT_TIME] = {"commit_time", "time of a commit", VITAL_HISTOGRAM, VITAL_OF_BOTH, NULL, NULL, 16, HISTOGRAM},
    [VITAL_COMMITTED] = {"committed", "when something was committed last", VITAL_MOMENT, VITAL_OF_BOTH, NULL, NULL, 9, 1},
    [VITAL_COMMIT_LAST] = {"commit_last", "time of the last commit, microseconds", VITAL_VALUE, VITAL_OF_BOTH, NULL, NULL, 10, 1},
    [VITAL_COMMIT_WORKS] = {"commit_works", "pieces of work committed", VITAL_COUNT, VITAL_OF_BOTH, NULL, NULL, 11, 1},
    [VITAL_COMMITS_FAILED] = {"commits_failed", "commits that failed", VITAL_COUNT, VITAL_OF_BOTH, NULL, NULL, 12, 1},
    [VITAL_PRESSURE] = {"pressure", "how much of its own work it leaves for later", VITAL_VALUE, VITAL_OF_BOTH, NULL, NULL, 13, 1},
    [VITAL_MESSAGES] = {"messages", "messages by what became of them", VITAL_COUNT, VITAL_OF_MILTER, "fate", message_part, 64, 16},
    [VITAL_UNHEARD] = {"unheard", "messages that passed unheard", VITAL_COUNT, VITAL_OF_MILTER, "cause", cause_part, 80, 48},
    [VITAL_FORGED] = {"forged", "fields in our name that were removed", VITAL_COUNT, VITAL_OF_MILTER, NULL, NULL, 128, 1},
    [VITAL_LEVELS] = {"levels", "messages heard, by level", VITAL_COUNT, VITAL_OF_MILTER, "level", level_part, 129, 7},
    [VITAL_ACKNOWLEDGED] = {"acknowledged", "messages that get an acknowledgement", VITAL_COUNT, VITAL_OF_MILTER, NULL, NULL, 136, 1},
    [VITAL_REFUSED] = {"refused", "messages that get none, by the first reason", VITAL_COUNT, VITAL_OF_MILTER, "reason", refusal_part, 144, 80},
    [VITAL_MESSAGE_TIME] = {"message_time", "time at end of message", VITAL_HISTOGRAM, VITAL_OF_MILTER, NULL, NULL, 224, HISTOGRAM},
    [VITAL_DEAF] = {"deaf", "1 while nothing can be heard", VITAL_VALUE, VITAL_OF_MILTER, NULL, NULL, 137, 1},
    [VITAL_RECEIPTS] = {"receipts", "receipts by what became of them", VITAL_COUNT, VITAL_OF_COURIER, "result", receipt_part, 320, 8},
    [VITAL_RECEIPT_LAST] = {"receipt_last", "when a receipt came last", VITAL_MOMENT, VITAL_OF_COURIER, NULL, NULL, 328, 1},
    [VITAL_RECEIPT_TIME] = {"receipt_time", "time from a message to its receipt", VITAL_HISTOGRAM, VITAL_OF_COURIER, NULL, NULL, 336, HISTOGRAM},
    [VITAL_SENT] = {"sent", "mails that the relay took", VITAL_COUNT, VITAL_OF_COURIER, "kind", kind_part, 384, 32},
    [VITAL_DEFERRED] = {"deferred", "tries that the relay put off", VITAL_COUNT, VITAL_OF_COURIER, "kind", kind_part, 416, 32},
    [VITAL_BURIED] = {"buried", "mails given up", VITAL_COUNT, VITAL_OF_COURIER, "kind", kind_part, 448, 32},
    [VITAL_DROPPED] = {"dropped", "mails not wanted any more", VITAL_COUNT, VITAL_OF_COURIER, "kind", kind_part, 480, 32},
    [VITAL_SEND_TIME] = {"send_time", "time from a mail's release until the relay had it", VITAL_HISTOGRAM, VITAL_OF_COURIER, NULL, NULL, 512, HISTOGRAM},
    [VITAL_RELAY_ANSWERED] = {"relay_answered", "when the relay answered last, whatever it said", VITAL_MOMENT, VITAL_OF_COURIER, NULL, NULL, 560, 1},
    [VITAL_RELAY_FAILED] = {"relay_failed", "when the relay could not be used last", VITAL_MOMENT, VITAL_OF_COURIER, NULL, NULL, 561, 1},
    [VITAL_RELAY_FAILURES] = {"relay_failures", "times the relay could not be used", VITAL_COUNT, VITAL_OF_COURIER, NULL, NULL, 562, 1},
    [VITAL_RELAY_RESTS] = {"relay_rests", "until when the relay is left alone", VITAL_MOMENT, VITAL_OF_COURIER, NULL, NULL, 565, 1},
    [VITAL_SCHEDULED] = {"scheduled", "when the clocks were looked at last", VITAL_MOMENT, VITAL_OF_COURIER, NULL, NULL, 563, 1},
    [VITAL_DISPATCHED] = {"dispatched", "when the outbox was looked at last", VITAL_MOMENT, VITAL_OF_COURIER, NULL, NULL, 564, 1},
    [VITAL_LISTEN_FAILED] = {"listen_failed", "1 when nothing could listen for who asks for metrics", VITAL_VALUE, VITAL_OF_COURIER, NULL, NULL, 566, 1},
    [VITAL_CONFINED] = {"confined", "what is confined: 1 its files, 2 its system calls, 3 both", VITAL_VALUE, VITAL_OF_BOTH, NULL, NULL, 567, 1},
    [VITAL_FENCED] = {"fenced", "what came too late of a mail that was not the courier's any more", VITAL_COUNT, VITAL_OF_COURIER, NULL, NULL, 568, 1},
};
// clang-format on

const VitalRow *vital_row(Vital vital) {
    return &ROWS[vital];
}

unsigned vital_parts(Vital vital) {
    const VitalRow *row = &ROWS[vital];
    unsigned parts = 0;
    while (row->part != NULL && parts < row->room && row->part(parts) != NULL)
        parts++;
    return row->part == NULL ? 1 : parts;
}

unsigned vitals_cause(const char *cause) {
    for (unsigned i = 1; i < G_N_ELEMENTS(CAUSES); i++)
        if (g_strcmp0(CAUSES[i], cause) == 0)
            return i;
    return 0;
}
