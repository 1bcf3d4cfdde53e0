#ifndef EARSHOT_ENGINE_POSTGRESQL_LINK_H
#define EARSHOT_ENGINE_POSTGRESQL_LINK_H
// One connection to PostgreSQL, in pipeline mode: statements are queued, sent
// together, and their answers read in the same order. Statements are prepared when
// they are asked for first. Whatever goes wrong with it, the link is broken then and to be freed.
// One thread at a time. A private part of the PostgreSQL engine.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "engine_postgresql_sql.h"

typedef struct Link Link;

// Connects, by libpq's own time limit for each host. FATE_CONFIG when server, schema or rights are not as
// they must be, FATE_TEMPORARY when it is away.
Link *link_open(const char *url, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void link_free(Link *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Link, link_free)
bool link_is_broken(const Link *link);
// How long an answer is waited for, in microseconds: LINK_PATIENCE at first. Returns what it was.
int64_t link_set_patience(Link *link, int64_t microseconds);
#define LINK_PATIENCE (15 * G_TIME_SPAN_SECOND)
// Whether the server has not hung up meanwhile, as far as that has been heard of. Waits for nothing.
bool link_is_alive(Link *link);
// The server's version, and where it is: host and port. The caller owns it.
char *link_version(const Link *link) G_GNUC_WARN_UNUSED_RESULT;
char *link_where(const Link *link) G_GNUC_WARN_UNUSED_RESULT;
// Nobody on the way can read along: it is encrypted, or does not leave the machine.
bool link_is_closed(const Link *link);

// What the library or the server said, as one line of text. The caller owns it.
char *link_words(const char *said) G_GNUC_WARN_UNUSED_RESULT;

// The values of a statement, in the binary forms of PostgreSQL.
typedef struct LinkValue {
    const void *data;
    size_t size;
} LinkValue;
// A number as eight bytes; `room` has to live until it is queued.
LinkValue link_number(int64_t number, uint8_t room[8]);
// An array, made of its elements one behind the other.
typedef enum LinkType { LINK_BYTES = 17, LINK_NUMBER = 20 } LinkType; // the oids of bytea and bigint
GByteArray *link_array_new(LinkType type);
void link_array_add(GByteArray *array, const void *data, size_t size);
void link_array_add_number(GByteArray *array, int64_t number);
LinkValue link_array(const GByteArray *array);

// Queues a statement. What fails shows with the answers.
void link_ask(Link *link, Sql sql, unsigned table, const LinkValue *values, unsigned count);
// Marks the end of what was asked and sends it all. Answers are to be read up to here before more is asked.
void link_send(Link *link);
// The answer to the next statement; NULL with an error, and the link is broken. The caller frees it.
typedef struct LinkAnswer LinkAnswer;
LinkAnswer *link_answer(Link *link, GError **error) G_GNUC_WARN_UNUSED_RESULT;
// Reads the answers to `count` statements away, without the rows; then link_finish.
bool link_skip(Link *link, unsigned count, GError **error);
// Ends the transaction without waiting for it; what is asked next stands behind that.
void link_leave(Link *link);
// The end of a round, behind its last answer.
bool link_finish(Link *link, GError **error);

void link_answer_free(LinkAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LinkAnswer, link_answer_free)
unsigned link_rows(const LinkAnswer *answer);
int64_t link_get_number(const LinkAnswer *answer, unsigned row, unsigned column);    // 0 for NULL
EngineSlice link_get_slice(const LinkAnswer *answer, unsigned row, unsigned column); // borrowed
GBytes *link_get_bytes(const LinkAnswer *answer, unsigned row, unsigned column) G_GNUC_WARN_UNUSED_RESULT;

#endif
