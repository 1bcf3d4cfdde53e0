// A thin face on jansson, so that commands read as what they tell.
#include "json.h"

#include <jansson.h>
#include <stdlib.h>

#include "units.h"

Json *json_map(void) {
    return json_object();
}

Json *json_list(void) {
    return json_array();
}

static json_t *text_value(const char *text) {
    return text == NULL ? json_null() : json_string(text);
}

void json_put_text(Json *map, const char *name, const char *text) {
    json_object_set_new(map, name, text_value(text));
}

void json_put_number(Json *map, const char *name, int64_t number) {
    json_object_set_new(map, name, json_integer(number));
}

void json_put_real(Json *map, const char *name, double number) {
    json_object_set_new(map, name, json_real(number));
}

void json_put_bool(Json *map, const char *name, bool value) {
    json_object_set_new(map, name, json_boolean(value));
}

void json_put_time(Json *map, const char *name, int64_t time) {
    g_autofree char *text = time == 0 ? NULL : units_time_format(time);
    json_put_text(map, name, text);
}

void json_put_texts(Json *map, const char *name, const GPtrArray *texts) {
    json_t *list = json_array();
    for (guint i = 0; i < texts->len; i++)
        json_add_text(list, texts->pdata[i]);
    json_put(map, name, list);
}

void json_put(Json *map, const char *name, Json *value) {
    json_object_set_new(map, name, value);
}

void json_add(Json *list, Json *value) {
    json_array_append_new(list, value);
}

void json_add_text(Json *list, const char *text) {
    json_array_append_new(list, text_value(text));
}

char *json_dump(Json *json, bool lines) {
    char *text = json_dumps(json, (lines ? JSON_INDENT(1) : JSON_COMPACT) | JSON_REAL_PRECISION(6));
    char *result = g_strdup(text == NULL ? "null" : text);
    free(text);
    json_decref(json);
    return result;
}
