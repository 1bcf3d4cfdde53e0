// The schemas are named by numbers; who holds the advisory lock of a number, in a
// session that lives as long, has the schema.
#include "ground_schema.h"

#include <glib.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <string.h>
#include "engine.h"

enum { LOCKS = 26, SCHEMAS = 1000 };

struct GroundSchema {
    PGconn *session;
    char *name;
    char *url;
};

static PGresult *query(PGconn *session, const char *format, ...) G_GNUC_PRINTF(2, 3);
static PGresult *query(PGconn *session, const char *format, ...) {
    va_list values;
    va_start(values, format);
    g_autofree char *text = g_strdup_vprintf(format, values);
    va_end(values);
    PGresult *answer = PQexec(session, text);
    const ExecStatusType status = PQresultStatus(answer);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        g_error("%s: %s", text, PQerrorMessage(session));
    return answer;
}

static bool is_true(PGresult *answer) {
    const bool is = strcmp(PQgetvalue(answer, 0, 0), "t") == 0;
    PQclear(answer);
    return is;
}

static char *take_name(PGconn *session) {
    for (unsigned number = 0; number < SCHEMAS; number++)
        if (is_true(query(session, "SELECT pg_try_advisory_lock(%d, %u)", LOCKS, number)))
            return g_strdup_printf("ground%u", number);
    g_error("all %d schemas are in use", SCHEMAS);
}

static void make(GroundSchema *schema) {
    g_autoptr(GError) error = NULL;
    if (is_true(query(schema->session, "SELECT to_regclass('%s.state') IS NULL", schema->name)) &&
        !engine_init(schema->url, &error))
        g_error("%s", error->message);
}

GroundSchema *ground_schema_take(const char *database) {
    GroundSchema *schema = g_new0(GroundSchema, 1);
    schema->session = PQconnectdb(database);
    if (PQstatus(schema->session) != CONNECTION_OK)
        g_error("%s", PQerrorMessage(schema->session));
    PQclear(query(schema->session, "SET synchronous_commit = off")); // what it does is none of the store's
    schema->name = take_name(schema->session);
    schema->url = g_strdup_printf("%s%soptions=-csearch_path%%3D%s", database,
                                  strchr(database, '?') == NULL ? "?" : "&", schema->name);
    make(schema);
    ground_schema_empty(schema);
    return schema;
}

const char *ground_schema_url(const GroundSchema *schema) {
    return schema->url;
}

// The tables of the engine that hold rows of the store. The caller owns it (char *).
static GPtrArray *tables_of(const GroundSchema *schema) {
    GPtrArray *tables = g_ptr_array_new_with_free_func(g_free);
    PGresult *answer = query(
        schema->session, "SELECT tablename FROM pg_tables WHERE schemaname = '%s' AND tablename ~ '^t[0-9]'",
        schema->name);
    for (int i = 0; i < PQntuples(answer); i++)
        g_ptr_array_add(tables, g_strdup(PQgetvalue(answer, i, 0)));
    PQclear(answer);
    return tables;
}

// The rows of a test before are few or many; deleting costs by their number, where TRUNCATE would make new
// files for each table.
static void delete_all(GString *text, const GroundSchema *schema, const GPtrArray *tables) {
    for (guint i = 0; i < tables->len; i++)
        g_string_append_printf(text, "DELETE FROM %s.%s;", schema->name, (char *)tables->pdata[i]);
}

void ground_schema_empty(GroundSchema *schema) {
    g_autoptr(GPtrArray) tables = tables_of(schema);
    g_autoptr(GString) text = g_string_new(NULL);
    delete_all(text, schema, tables);
    PQclear(query(schema->session, "%s", text->str));
}

void ground_schema_copy(GroundSchema *schema, const GroundSchema *from) {
    g_autoptr(GPtrArray) tables = tables_of(schema);
    g_autoptr(GString) text = g_string_new(NULL);
    delete_all(text, schema, tables);
    for (guint i = 0; i < tables->len; i++)
        g_string_append_printf(text, "INSERT INTO %s.%s SELECT * FROM %s.%s;", schema->name,
                               (char *)tables->pdata[i], from->name, (char *)tables->pdata[i]);
    PQclear(query(schema->session, "%s", text->str));
}

void ground_schema_read(const GroundSchema *schema, GByteArray *into) {
    enum { BINARY = 1 };
    g_autoptr(GPtrArray) tables = tables_of(schema);
    for (guint i = 0; i < tables->len; i++) {
        g_autofree char *text =
            g_strdup_printf("SELECT * FROM %s.%s", schema->name, (char *)tables->pdata[i]);
        PGresult *answer = PQexecParams(schema->session, text, 0, NULL, NULL, NULL, NULL, BINARY);
        for (int row = 0; row < PQntuples(answer); row++)
            for (int field = 0; field < PQnfields(answer); field++)
                g_byte_array_append(into, (const guint8 *)PQgetvalue(answer, row, field),
                                    (guint)PQgetlength(answer, row, field));
        PQclear(answer);
    }
}

void ground_schema_run(GroundSchema *schema, const char *sql) {
    PQclear(
        query(schema->session, "SET search_path = %s; %s; SET search_path TO DEFAULT", schema->name, sql));
}

void ground_schema_give(GroundSchema *schema) {
    PQfinish(schema->session);
    g_free(schema->name);
    g_free(schema->url);
    g_free(schema);
}
