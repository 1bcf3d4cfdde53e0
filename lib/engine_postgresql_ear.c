// The connection that listens, the making of the tables and their vacuum: all speak to
// PostgreSQL one statement at a time.
#include <libpq-fe.h>
#include <string.h>

#include "engine_postgresql_txn.h"
#include "fault.h"

struct Ear {
    char *url;
    PGconn *connection; // NULL: there is none
    int64_t rests_until;
};

#define REST (5 * G_TIME_SPAN_SECOND)

Ear *ear_new(const char *url) {
    Ear *ear = g_new0(Ear, 1);
    ear->url = g_strdup(url);
    return ear;
}

void ear_free(Ear *ear) {
    PQfinish(ear->connection);
    g_free(ear->url);
    g_free(ear);
}

static PGconn *connect(const char *url) {
    const char *const names[] = {"connect_timeout", "tcp_user_timeout",          "keepalives_idle",
                                 "dbname",          "fallback_application_name", NULL};
    const char *const values[] = {"3", "10000", "15", url, "earshot-wake", NULL};
    return PQconnectdbParams(names, values, 1);
}

static bool run(PGconn *connection, const char *text) {
    PGresult *answer = PQexec(connection, text);
    const ExecStatusType status = PQresultStatus(answer);
    PQclear(answer);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

// The first field of the first row; NULL after an error, and for none. The caller owns it.
static char *ask(PGconn *connection, const char *text) {
    PGresult *answer = PQexec(connection, text);
    const bool told = PQresultStatus(answer) == PGRES_TUPLES_OK && PQntuples(answer) > 0;
    char *field = told && PQgetisnull(answer, 0, 0) == 0 ? g_strdup(PQgetvalue(answer, 0, 0)) : NULL;
    PQclear(answer);
    return field;
}

static char *quote(PGconn *connection, const char *name) {
    char *escaped = PQescapeIdentifier(connection, name, strlen(name));
    char *quoted = g_strdup(escaped);
    PQfreemem(escaped);
    return quoted;
}

static bool start_listening(PGconn *connection) {
    g_autofree char *channel = ask(connection, "SELECT 'earshot ' || md5(current_schema())");
    if (PQstatus(connection) != CONNECTION_OK || channel == NULL)
        return false;
    g_autofree char *quoted = quote(connection, channel);
    g_autofree char *text = g_strconcat("LISTEN ", quoted, NULL);
    return run(connection, text);
}

static void hang_up(Ear *ear) {
    PQfinish(ear->connection);
    ear->connection = NULL;
    ear->rests_until = g_get_monotonic_time() + REST;
}

int ear_listen(Ear *ear) {
    if (ear->connection == NULL && g_get_monotonic_time() >= ear->rests_until) {
        ear->connection = connect(ear->url);
        if (!start_listening(ear->connection))
            hang_up(ear);
    }
    if (ear->connection == NULL)
        return -1;
    if (PQconsumeInput(ear->connection) == 0) {
        hang_up(ear);
        return -1;
    }
    PGnotify *told;
    while ((told = PQnotifies(ear->connection)) != NULL)
        PQfreemem(told);
    return PQsocket(ear->connection);
}

// --- the tables ---

static bool fail(PGconn *connection, GError **error) {
    g_autofree char *what = link_words(PQerrorMessage(connection));
    const Fate fate = PQstatus(connection) == CONNECTION_OK ? FATE_CONFIG : FATE_TEMPORARY;
    PQfinish(connection);
    return fault_set(error, fate, "store: PostgreSQL: %s", what);
}

// The schema in which what has no other is made: the first of the search path.
static const char FIRST_SCHEMA[] =
    "SELECT CASE first WHEN '\"$user\"' THEN current_user::text ELSE trim(both '\"' from first) END"
    " FROM (SELECT trim(split_part(current_setting('search_path'), ',', 1)) AS first) AS path";

bool schema_init(const char *url, GError **error) {
    PGconn *connection = connect(url);
    g_autofree char *schema = PQstatus(connection) == CONNECTION_OK ? ask(connection, FIRST_SCHEMA) : NULL;
    if (schema == NULL || !run(connection, "SET client_min_messages = warning"))
        return fail(connection, error);
    g_autofree char *quoted = quote(connection, schema);
    g_autofree char *text = sql_create(quoted);
    if (!run(connection, text))
        return fail(connection, error);
    PQfinish(connection);
    return true;
}

// What the server does not do, since the role does not own the table or it takes too long, is left to its
// own.
bool schema_vacuum(const char *url, unsigned table, GError **error) {
    char text[32];
    g_snprintf(text, sizeof text, "VACUUM t%02u", table);
    PGconn *connection = connect(url);
    const bool set =
        PQstatus(connection) == CONNECTION_OK && run(connection, "SET statement_timeout = '60s'");
    if (set)
        (void)run(connection, text);
    if (!set || PQstatus(connection) != CONNECTION_OK)
        return fail(connection, error);
    PQfinish(connection);
    return true;
}
