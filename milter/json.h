#ifndef EARSHOT_JSON_H
#define EARSHOT_JSON_H
// JSON for programs, the only user of jansson. Texts are valid UTF-8; NULL and
// a time of 0 are null; keys keep their order.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct json_t Json;

Json *json_map(void) G_GNUC_WARN_UNUSED_RESULT;
Json *json_list(void) G_GNUC_WARN_UNUSED_RESULT;
void json_put_text(Json *map, const char *name, const char *text);
void json_put_number(Json *map, const char *name, int64_t number);
void json_put_real(Json *map, const char *name, double number);
void json_put_bool(Json *map, const char *name, bool value);
void json_put_time(Json *map, const char *name, int64_t time);
void json_put_texts(Json *map, const char *name, const GPtrArray *texts);
void json_put(Json *map, const char *name, Json *value); // takes value
void json_add(Json *list, Json *value);                  // takes value
void json_add_text(Json *list, const char *text);
// Takes the JSON. In lines for people to read, or on one line. The caller owns the text.
char *json_dump(Json *json, bool lines) G_GNUC_WARN_UNUSED_RESULT;

#endif
