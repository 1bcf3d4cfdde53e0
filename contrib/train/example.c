// Labels are read here and nowhere else: what a level says about the aspects
// (VERDICT.md) is written down once, next to what the signals say.
#include "example.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fault.h"

static void example_free(void *data) {
    Example *example = data;
    g_free(example->id);
    g_free(example->text);
    g_free(example->subject);
    g_free(example->group);
    g_free(example);
}

GPtrArray *example_list(void) {
    return g_ptr_array_new_with_free_func(example_free);
}

static const char *text_of(const json_t *object, const char *key) {
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : "";
}

static bool says(const Example *example, unsigned class) {
    return example->label[class] == LABEL_YES;
}

// Of what the level tells beyond the signals: whether there is a fault, whether harm is a standstill, and
// whether leaving is decided. Where another signal explains the level, they stay unknown.
static void label_aspects(Example *example, const char *level) {
    int8_t *label = example->label + CLASS_ASPECT;
    bool critical = strcmp(level, "critical") == 0;
    label[ASPECT_FAULT] = strcmp(level, "none") != 0 ? LABEL_YES : LABEL_NO;
    bool grave =
        says(example, SIGNAL_LEGAL) || says(example, SIGNAL_PUBLIC) || says(example, SIGNAL_SECURITY);
    bool impact = says(example, SIGNAL_IMPACT), churn = says(example, SIGNAL_CHURN);
    label[ASPECT_STANDSTILL] = !impact          ? LABEL_NO
                               : !critical      ? LABEL_NO
                               : grave || churn ? LABEL_UNKNOWN
                                                : LABEL_YES;
    label[ASPECT_DECIDED] = !churn            ? LABEL_NO
                            : !critical       ? LABEL_NO
                            : grave || impact ? LABEL_UNKNOWN
                                              : LABEL_YES;
}

static bool label_message(const json_t *object, Example *example, GError **error) {
    memset(example->label, LABEL_NO, sizeof example->label);
    size_t index;
    const json_t *name;
    json_array_foreach(json_object_get(object, "signals"), index, name) {
        int signal = signal_find(json_string_value(name) != NULL ? json_string_value(name) : "");
        if (signal < 0)
            return fault_set(error, FATE_CONFIG, "unknown signal '%s'", json_string_value(name));
        example->label[signal] = LABEL_YES;
    }
    int request = request_find(text_of(object, "request"));
    if (request < 0)
        return fault_set(error, FATE_CONFIG, "unknown request '%s'", text_of(object, "request"));
    example->label[CLASS_REQUEST + request] = LABEL_YES;
    label_aspects(example, text_of(object, "level"));
    example->ours = true;
    return true;
}

static bool label_public(json_t *labels, Example *example, GError **error) {
    memset(example->label, LABEL_UNKNOWN, sizeof example->label);
    const char *name;
    json_t *value;
    json_object_foreach(labels, name, value) {
        int class = class_find(name);
        if (class < 0)
            return fault_set(error, FATE_CONFIG, "unknown class '%s'", name);
        example->label[class] = json_integer_value(value) != 0 ? LABEL_YES : LABEL_NO;
    }
    return true;
}

// "avery-en-017" is avery's.
static char *writer_of(const char *id) {
    const char *dash = strchr(id, '-');
    return dash != NULL ? g_strndup(id, (size_t)(dash - id)) : g_strdup(id);
}

static bool read_line(const char *line, GPtrArray *examples, GError **error) {
    json_error_t mistake;
    json_t *object = json_loads(line, 0, &mistake);
    if (object == NULL)
        return fault_set(error, FATE_CONFIG, "%s", mistake.text);
    Example *example = g_new0(Example, 1);
    g_ptr_array_add(examples, example);
    example->id = g_strdup(text_of(object, "id"));
    example->text = g_strdup(text_of(object, "text"));
    example->subject = g_strdup(text_of(object, "subject"));
    example->test = json_is_true(json_object_get(object, "test"));
    json_t *labels = json_object_get(object, "labels");
    const char *group = text_of(object, "group");
    example->group = labels == NULL ? writer_of(example->id) : *group != '\0' ? g_strdup(group) : NULL;
    bool read = labels != NULL ? label_public(labels, example, error) : label_message(object, example, error);
    json_decref(object);
    return read;
}

bool example_read(const char *path, GPtrArray *examples, GError **error) {
    g_autofree char *text = NULL;
    GError *failed = NULL;
    if (!g_file_get_contents(path, &text, NULL, &failed)) {
        (void)fault_set(error, FATE_CONFIG, "%s", failed->message);
        g_error_free(failed);
        return false;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (unsigned i = 0; lines[i] != NULL; i++) {
        if (*lines[i] != '\0' && !read_line(lines[i], examples, error)) {
            g_prefix_error(error, "%s:%u: ", path, i + 1);
            return false;
        }
    }
    return true;
}
