// libpq is asked without blocking, and waited for no longer than its user has patience: a
// server that is reachable and says nothing would else hold a thread for ever.
#include "engine_postgresql_link.h"

#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <string.h>

#include "fault.h"

struct Link {
    PGconn *connection;
    int64_t patience;
    bool broken;
    bool prepared[SQL_ALL][ENGINE_TABLES];
    GByteArray *asked; // Awaited each, of what was sent and not read to its end
    guint next;        // the first of them that was not read
};

// AWAITED: somebody will ask for this answer. The others are read away on the way to one that is.
typedef enum Awaited { AWAITED, AWAITED_BY_NOBODY, AWAITED_END_BY_NOBODY } Awaited;

// --- errors ---

// What the server says that a person has to mend; all else may be better later.
static Fate fate_of_state(const char *state) {
    static const char *const CONFIG[] = {"28", "3D", "3F",
                                         "42"}; // authorization, database, schema, table or right
    if (state == NULL)
        return FATE_TEMPORARY;
    if (g_str_has_prefix(state, "XX0") && strcmp(state, "XX000") != 0)
        return FATE_CORRUPT;
    for (size_t i = 0; i < G_N_ELEMENTS(CONFIG); i++)
        if (g_str_has_prefix(state, CONFIG[i]))
            return FATE_CONFIG;
    return FATE_TEMPORARY;
}

// They repeat names as they were given, in whatever encoding, and libpq's own have come with what stood in
// memory.
char *link_words(const char *said) {
    g_autofree char *copy = g_strstrip(g_strdup(said));
    char *words = g_utf8_make_valid(copy, -1);
    for (char *at = words; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    return words;
}

static bool fail(Link *link, Fate fate, const char *what, GError **error) {
    g_autofree char *line = link_words(what);
    link->broken = true;
    return fault_set(error, fate, "store: PostgreSQL: %s", *line == '\0' ? "the connection was lost" : line);
}

static bool lost(Link *link, GError **error) {
    return fail(link, FATE_TEMPORARY, PQerrorMessage(link->connection), error);
}

static bool refused(Link *link, const PGresult *answer, GError **error) {
    const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    if (state != NULL && strcmp(state, "42P01") == 0)
        return fail(link, FATE_CONFIG, "there are no tables of Earshot yet: run 'earshot store init'", error);
    return fail(link, fate_of_state(state), message != NULL ? message : PQresultErrorMessage(answer), error);
}

// --- waiting ---

// Until what is queued is sent and, when `for_answer`, something can be read.
static bool wait_for(Link *link, bool for_answer, GError **error) {
    const int64_t until = g_get_monotonic_time() + link->patience;
    while (true) {
        const int unsent = PQflush(link->connection);
        if (unsent < 0)
            return lost(link, error);
        if (unsent == 0 && (!for_answer || PQisBusy(link->connection) == 0))
            return true;
        struct pollfd source = {.fd = PQsocket(link->connection),
                                .events = (short)(POLLIN | (unsent > 0 ? POLLOUT : 0))};
        const int64_t left = until - g_get_monotonic_time();
        const int ready = left <= 0 ? 0 : poll(&source, 1, (int)(left / 1000 + 1));
        if (ready == 0)
            return fail(link, FATE_TEMPORARY, "the server does not answer", error);
        if (ready < 0 && errno != EINTR)
            return fail(link, FATE_TEMPORARY, g_strerror(errno), error);
        if (PQconsumeInput(link->connection) == 0)
            return lost(link, error);
    }
}

// --- values ---

LinkValue link_number(int64_t number, uint8_t room[8]) {
    const uint64_t big = GUINT64_TO_BE((uint64_t)number);
    memcpy(room, &big, sizeof big);
    return (LinkValue){room, sizeof big};
}

static void put_word(uint8_t *at, uint32_t word) {
    const uint32_t big = GUINT32_TO_BE(word);
    memcpy(at, &big, sizeof big);
}

// dimensions, whether there are NULLs, type; then of the one dimension its size and first index.
enum { ARRAY_HEAD = 20, ARRAY_COUNT_AT = 12 };

GByteArray *link_array_new(LinkType type) {
    GByteArray *array = g_byte_array_new();
    g_byte_array_set_size(array, ARRAY_HEAD);
    const uint32_t head[] = {1, 0, (uint32_t)type, 0, 1};
    for (size_t i = 0; i < G_N_ELEMENTS(head); i++)
        put_word(array->data + 4 * i, head[i]);
    return array;
}

void link_array_add(GByteArray *array, const void *data, size_t size) {
    uint8_t length[4];
    uint32_t count;
    put_word(length, (uint32_t)size);
    g_byte_array_append(array, length, sizeof length);
    g_byte_array_append(array, data, (guint)size);
    memcpy(&count, array->data + ARRAY_COUNT_AT, sizeof count);
    put_word(array->data + ARRAY_COUNT_AT, GUINT32_FROM_BE(count) + 1);
}

void link_array_add_number(GByteArray *array, int64_t number) {
    uint8_t room[8];
    const LinkValue value = link_number(number, room);
    link_array_add(array, value.data, value.size);
}

LinkValue link_array(const GByteArray *array) {
    return (LinkValue){array->data, array->len};
}

// An answer is libpq's own.
static const PGresult *result_of(const LinkAnswer *answer) {
    return (const PGresult *)(const void *)answer;
}

void link_answer_free(LinkAnswer *answer) {
    PQclear((PGresult *)(void *)answer);
}

unsigned link_rows(const LinkAnswer *answer) {
    return (unsigned)PQntuples(result_of(answer));
}

EngineSlice link_get_slice(const LinkAnswer *answer, unsigned row, unsigned column) {
    const PGresult *result = result_of(answer);
    return (EngineSlice){(const uint8_t *)PQgetvalue(result, (int)row, (int)column),
                         (size_t)PQgetlength(result, (int)row, (int)column)};
}

int64_t link_get_number(const LinkAnswer *answer, unsigned row, unsigned column) {
    const EngineSlice field = link_get_slice(answer, row, column);
    uint64_t big = 0;
    if (field.size == sizeof big)
        memcpy(&big, field.data, sizeof big);
    return (int64_t)GUINT64_FROM_BE(big);
}

GBytes *link_get_bytes(const LinkAnswer *answer, unsigned row, unsigned column) {
    const EngineSlice field = link_get_slice(answer, row, column);
    return g_bytes_new(field.data, field.size);
}

// --- asking ---

static void note_asked(Link *link, Awaited by) {
    const uint8_t byte = (uint8_t)by;
    g_byte_array_append(link->asked, &byte, 1);
}

static void prepare(Link *link, Sql sql, unsigned table, const char *name) {
    g_autofree char *text = sql_text(sql, table);
    if (PQsendPrepare(link->connection, name, text, 0, NULL) == 0) {
        link->broken = true;
        return;
    }
    note_asked(link, AWAITED_BY_NOBODY);
    link->prepared[sql][table] = true;
}

enum { VALUES_MOST = 3 };

static void ask(Link *link, Sql sql, unsigned table, const LinkValue *values, unsigned count, Awaited by) {
    const char *data[VALUES_MOST];
    int sizes[VALUES_MOST], binary[VALUES_MOST];
    char name[24];
    g_assert(count <= VALUES_MOST && table < ENGINE_TABLES);
    if (link->broken)
        return;
    g_snprintf(name, sizeof name, "e%u_%u", (unsigned)sql, table);
    if (!link->prepared[sql][table])
        prepare(link, sql, table, name);
    for (unsigned i = 0; i < count; i++) {
        data[i] = values[i].data != NULL ? values[i].data : "";
        sizes[i] = (int)values[i].size;
        binary[i] = 1;
    }
    if (link->broken || PQsendQueryPrepared(link->connection, name, (int)count, data, sizes, binary, 1) == 0)
        link->broken = true;
    else
        note_asked(link, by);
}

void link_ask(Link *link, Sql sql, unsigned table, const LinkValue *values, unsigned count) {
    ask(link, sql, table, values, count, AWAITED);
}

void link_send(Link *link) {
    if (!link->broken && (PQpipelineSync(link->connection) == 0 || PQflush(link->connection) < 0))
        link->broken = true;
}

void link_leave(Link *link) {
    ask(link, SQL_ROLLBACK, 0, NULL, 0, AWAITED_BY_NOBODY);
    link_send(link);
    note_asked(link, AWAITED_END_BY_NOBODY);
}

// --- answers ---

static PGresult *read_result(Link *link, GError **error) {
    if (link->broken) {
        lost(link, error);
        return NULL;
    }
    return wait_for(link, true, error) ? PQgetResult(link->connection) : NULL;
}

// One statement's answer, and the NULL that ends it.
static PGresult *read_statement(Link *link, GError **error) {
    PGresult *answer = read_result(link, error);
    if (answer == NULL) {
        if (!link->broken)
            fail(link, FATE_TEMPORARY, "an answer is missing", error);
        return NULL;
    }
    const ExecStatusType status = PQresultStatus(answer);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        refused(link, answer, error);
        PQclear(answer);
        return NULL;
    }
    PGresult *end = read_result(link, error);
    if (end == NULL && !link->broken)
        return answer;
    PQclear(end);
    PQclear(answer);
    if (!link->broken)
        fail(link, FATE_TEMPORARY, "an answer has no end", error);
    return NULL;
}

static bool read_end(Link *link, GError **error) {
    PGresult *end = read_result(link, error);
    const bool ended = end != NULL && PQresultStatus(end) == PGRES_PIPELINE_SYNC;
    PQclear(end);
    return ended || (!link->broken && fail(link, FATE_TEMPORARY, "a round has no end", error));
}

LinkAnswer *link_answer(Link *link, GError **error) {
    while (true) {
        const Awaited by = link->next < link->asked->len ? link->asked->data[link->next++] : AWAITED;
        if (by == AWAITED_END_BY_NOBODY) {
            if (!read_end(link, error))
                return NULL;
            continue;
        }
        PGresult *answer = read_statement(link, error);
        if (answer == NULL || by == AWAITED)
            return (LinkAnswer *)(void *)answer;
        PQclear(answer);
    }
}

bool link_skip(Link *link, unsigned count, GError **error) {
    for (unsigned i = 0; i < count; i++) {
        g_autoptr(LinkAnswer) answer = link_answer(link, error);
        if (answer == NULL)
            return false;
    }
    return true;
}

bool link_finish(Link *link, GError **error) {
    if (!read_end(link, error))
        return false;
    g_byte_array_set_size(link->asked, 0);
    link->next = 0;
    return true;
}

// --- the connection ---

// What stands before the URL is a default that the URL may change.
static PGconn *connect(const char *url) {
    const char *const names[] = {"connect_timeout", "tcp_user_timeout",          "keepalives_idle",
                                 "dbname",          "fallback_application_name", NULL};
    const char *const values[] = {"3", "10000", "15", url, "earshot", NULL};
    return PQconnectdbParams(names, values, 1);
}

static bool start_session(Link *link, GError **error) {
    PGresult *answer = PQexec(link->connection, SQL_SESSION);
    const bool set = PQresultStatus(answer) == PGRES_COMMAND_OK;
    if (!set)
        refused(link, answer, error);
    PQclear(answer);
    if (!set)
        return false;
    return (PQenterPipelineMode(link->connection) == 1 && PQsetnonblocking(link->connection, 1) == 0) ||
           lost(link, error);
}

static bool check_layout(Link *link, GError **error) {
    link_ask(link, SQL_LAYOUT, 0, NULL, 0);
    link_send(link);
    g_autoptr(LinkAnswer) answer = link_answer(link, error);
    if (answer == NULL)
        return false;
    const int64_t layout = link_rows(answer) == 1 ? link_get_number(answer, 0, 0) : 0;
    if (!link_finish(link, error))
        return false;
    return layout == SQL_LAYOUT_NOW ||
           fail(link, FATE_CONFIG, "its tables are of another release of Earshot", error);
}

Link *link_open(const char *url, GError **error) {
    g_autoptr(Link) link = g_new0(Link, 1);
    link->asked = g_byte_array_new();
    link->patience = LINK_PATIENCE;
    link->connection = connect(url);
    if (PQstatus(link->connection) != CONNECTION_OK) {
        lost(link, error);
        return NULL;
    }
    return start_session(link, error) && check_layout(link, error) ? g_steal_pointer(&link) : NULL;
}

void link_free(Link *link) {
    if (link == NULL)
        return;
    PQfinish(link->connection);
    g_byte_array_unref(link->asked);
    g_free(link);
}

bool link_is_broken(const Link *link) {
    return link->broken;
}

int64_t link_set_patience(Link *link, int64_t microseconds) {
    const int64_t before = link->patience;
    link->patience = microseconds;
    return before;
}

// Each look reads what has come, and only one that finds nothing more sees that the server hung up behind it.
bool link_is_alive(Link *link) {
    enum { LOOKS = 8 };
    struct pollfd source = {.fd = PQsocket(link->connection), .events = POLLIN};
    for (int i = 0; i < LOOKS && !link->broken && poll(&source, 1, 0) > 0; i++)
        link->broken = PQconsumeInput(link->connection) == 0;
    return !link->broken;
}

char *link_version(const Link *link) {
    const char *version = PQparameterStatus(link->connection, "server_version");
    return g_strndup(version, version == NULL ? 0 : strcspn(version, " ")); // behind it who built it
}

char *link_where(const Link *link) {
    return g_strdup_printf("%s:%s", PQhost(link->connection), PQport(link->connection));
}

bool link_is_closed(const Link *link) {
    const char *address = PQhostaddr(link->connection), *host = PQhost(link->connection);
    const bool here = host == NULL || *host == '/' || *host == '@' ||
                      (address != NULL && (g_str_has_prefix(address, "127.") || strcmp(address, "::1") == 0));
    return here || PQsslInUse(link->connection) != 0 || PQgssEncInUse(link->connection) != 0;
}
