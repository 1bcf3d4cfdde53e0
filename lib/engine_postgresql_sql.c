// The statements are few and short, so that their plans can be read: each walks
// along one primary key. Plans that do not are switched off for the session: what a planner would
// choose for a small table on Monday must not be what it still does for a large one on Friday.
#include "engine_postgresql_sql.h"

// A transaction that holds the lock and stands still, because its process does, is ended by the server.
const char SQL_SESSION[] =
    "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_bitmapscan "
    "= off;"
    "SET enable_sort = off; SET jit = off; SET plan_cache_mode = force_generic_plan; SET client_min_messages "
    "= error;"
    "SET default_transaction_isolation = 'read committed'; SET idle_in_transaction_session_timeout = '5min'";

static const char *const OF_TABLES[SQL_OF_TABLES] = {
    [SQL_GET] = "SELECT version, value FROM t%02u WHERE key = $1",
    [SQL_GETS] = "SELECT key, version, value FROM t%02u WHERE key = ANY ($1::bytea[])",
    [SQL_SEEK] = "SELECT key, version, value FROM t%02u WHERE key >= $1 ORDER BY key LIMIT $2",
    [SQL_CHECK_GETS] =
        "SELECT asked.number, t.version, t.value"
        " FROM unnest($1::bytea[], $2::bigint[]) WITH ORDINALITY AS asked (key, version, number)"
        " LEFT JOIN t%02u AS t ON t.key = asked.key"
        " WHERE coalesce(t.version, 0) <> asked.version",
    [SQL_CHECK_SEEKS] =
        "SELECT asked.number, t.key, t.version, t.value"
        " FROM unnest($1::bytea[], $2::bytea[], $3::bigint[]) WITH ORDINALITY"
        " AS asked (at, found, version, number)"
        " LEFT JOIN LATERAL (SELECT key, version, value FROM t%02u WHERE key >= asked.at ORDER BY key LIMIT "
        "1)"
        " AS t ON true"
        " WHERE coalesce(t.version, 0) <> asked.version OR coalesce(t.key, '') <> asked.found",
    [SQL_PUT] =
        "INSERT INTO t%02u (key, version, value)"
        " SELECT put.key, $3::bigint, put.value FROM unnest($1::bytea[], $2::bytea[]) AS put (key, value)"
        " ON CONFLICT (key) DO UPDATE SET version = excluded.version, value = excluded.value",
    [SQL_DELETE] = "DELETE FROM t%02u WHERE key = ANY ($1::bytea[])",
};

// An oid has no sign, the class of a lock has: the same 32 bits.
#define STATE_CLASS "'state'::regclass::oid::bigint::bit(32)::int"

static const char *const OF_NONE[SQL_ALL] = {
    [SQL_BEGIN_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [SQL_BEGIN_WRITE] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
    [SQL_PATIENCE] = "SELECT set_config('lock_timeout', '10s', true),"
                     " set_config('idle_in_transaction_session_timeout', '3s', true)",
    [SQL_COMMITS] = "SELECT commits FROM state",
    [SQL_LOCK] = "SELECT commits FROM state FOR UPDATE",
    [SQL_COUNT] = "UPDATE state SET commits = $1",
    [SQL_NOTE] = "INSERT INTO writer (id, serial) VALUES ($1::bigint, $2::bigint)"
                 " ON CONFLICT (id) DO UPDATE SET serial = excluded.serial, at = now()",
    [SQL_NOTED] = "SELECT serial FROM writer WHERE id = $1::bigint",
    [SQL_TIDY] = "DELETE FROM writer WHERE at < now() - interval '7 days'",
    [SQL_ANNOUNCE] = "SELECT pg_notify('earshot ' || md5(current_schema()), '')",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_LAYOUT] = "SELECT layout::bigint FROM state",
    [SQL_SIZE] = "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class"
                 " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace",
    // Of this schema: its own table `state` is the class of the locks.
    [SQL_TELL] = "SELECT pg_try_advisory_lock_shared(" STATE_CLASS ", $1::bigint::int)::int::bigint",
    [SQL_UNTELL] = "SELECT pg_advisory_unlock_shared(" STATE_CLASS ", $1::bigint::int)::int::bigint",
    [SQL_TOLD] = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
                 " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                 " AND classid = 'state'::regclass AND pid <> pg_backend_pid()"
                 " AND objid::bigint >= $1::bigint AND objid::bigint < $2::bigint",
    // What is told to no role without pg_read_all_stats is NULL. So is the lag of one that has all there is.
    [SQL_STATE] =
        "SELECT count(pid),"
        " CASE WHEN count(sync_state) = count(pid)"
        "  THEN count(pid) FILTER (WHERE sync_state = 'sync') + CASE"
        "   WHEN count(pid) FILTER (WHERE sync_state = 'quorum') = 0 THEN 0"
        "   ELSE coalesce(substring(current_setting('synchronous_standby_names') from "
        "'(?i)any\\s+(\\d+)')::bigint, 1)"
        "   END ELSE -1 END,"
        " coalesce(max(CASE WHEN replay_lag IS NULL AND replay_lsn >= wal.lsn THEN 0"
        "  ELSE extract(epoch FROM replay_lag) * 1000000 END), -1)::bigint,"
        " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        "  AND application_name LIKE 'earshot%'),"
        " (current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off')::int::bigint,"
        " (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
        " FROM (SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_current_wal_lsn() END AS lsn) AS wal"
        " LEFT JOIN pg_stat_replication ON true",
};

char *sql_text(Sql sql, unsigned table) {
    if (sql >= SQL_OF_TABLES)
        return g_strdup(OF_NONE[sql]);
    g_autofree char *name = g_strdup_printf("t%02u", table);
    g_auto(GStrv) pieces = g_strsplit(OF_TABLES[sql], "t%02u", -1);
    return g_strjoinv(name, pieces);
}

// Sealed bytes cannot be compressed. Room is left in pages so that a row that is written again stays in its
// page; two rows are written with each commit and have pages of their own.
static const char CREATE_TABLE[] =
    "CREATE TABLE IF NOT EXISTS %s.t%02u (key bytea PRIMARY KEY, version bigint NOT NULL, value bytea NOT "
    "NULL)"
    " WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);\n"
    "ALTER TABLE %s.t%02u ALTER value SET STORAGE EXTERNAL;\n";

char *sql_create(const char *schema) {
    GString *text = g_string_new("BEGIN;\nSELECT pg_advisory_xact_lock(7203091);\n");
    g_string_append_printf(text, "CREATE SCHEMA IF NOT EXISTS %s;\n", schema);
    for (unsigned i = 0; i < ENGINE_TABLES; i++)
        g_string_append_printf(text, CREATE_TABLE, schema, i, schema, i);
    g_string_append_printf(
        text,
        "CREATE TABLE IF NOT EXISTS %s.state (layout int NOT NULL, commits bigint NOT NULL)"
        " WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, "
        "autovacuum_vacuum_threshold = 1000);\n"
        "INSERT INTO %s.state SELECT %d, 0 WHERE NOT EXISTS (SELECT FROM %s.state);\n"
        "CREATE TABLE IF NOT EXISTS %s.writer (id bigint PRIMARY KEY, serial bigint NOT NULL,"
        " at timestamptz NOT NULL DEFAULT now()) WITH (fillfactor = 10,"
        " autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);\n"
        "COMMIT;\n",
        schema, schema, SQL_LAYOUT_NOW, schema, schema);
    return g_string_free(text, FALSE);
}
