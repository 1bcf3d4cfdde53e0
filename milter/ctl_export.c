// All that is stored of a person, for who asks for it: JSON with the meaning of each
// field beside it, or a page to read. It goes to nobody by itself.
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "address.h"
#include "ctl.h"
#include "export.h"
#include "json.h"
#include "sheet.h"
#include "units.h"

static bool is_there(const Export *export, const char *kind) {
    for (guint i = 0; i < export->records->len; i++)
        if (strcmp(((const ExportRecord *)export->records->pdata[i])->kind, kind) == 0)
            return true;
    return false;
}

static const char *meaning_of(const char *kind, const char *field) {
    for (const ExportMeaning *row = export_meanings(); row->kind != NULL; row++)
        if (strcmp(row->kind, kind) == 0 && g_strcmp0(row->field, field) == 0)
            return row->meaning;
    return NULL;
}

static bool is_any_for_review(const Export *export) {
    for (guint i = 0; i < export->records->len; i++)
        if (((const ExportRecord *)export->records->pdata[i])->review)
            return true;
    return false;
}

// --- for programs ---

static Json *record_json(const ExportRecord *record) {
    Json *map = json_map();
    if (record->review)
        json_put_bool(map, "review", true);
    for (guint i = 0; i < record->fields->len; i++) {
        const ExportField *field = &g_array_index(record->fields, ExportField, i);
        if (field->texts != NULL)
            json_put_texts(map, field->name, field->texts);
        else
            json_put_text(map, field->name, field->text);
    }
    return map;
}

static Json *records_json(const Export *export) {
    Json *all = json_map();
    for (const ExportMeaning *kind = export_meanings(); kind->kind != NULL; kind++) {
        if (kind->field != NULL || !is_there(export, kind->kind))
            continue;
        Json *list = json_list();
        for (guint i = 0; i < export->records->len; i++) {
            const ExportRecord *record = export->records->pdata[i];
            if (strcmp(record->kind, kind->kind) == 0)
                json_add(list, record_json(record));
        }
        json_put(all, kind->kind, list);
    }
    return all;
}

static Json *meanings_json(const Export *export) {
    Json *map = json_map();
    for (const ExportMeaning *row = export_meanings(); row->kind != NULL; row++) {
        g_autofree char *name =
            row->field == NULL ? g_strdup(row->kind) : g_strdup_printf("%s.%s", row->kind, row->field);
        if (is_there(export, row->kind))
            json_put_text(map, name, row->meaning);
    }
    return map;
}

static char *write_json(const Export *export) {
    Json *map = json_map();
    json_put_text(map, "address", export->address);
    json_put_time(map, "as_of", export->now);
    json_put_bool(map, "review", is_any_for_review(export));
    json_put_text(map, "not_held", EXPORT_NOT_HELD);
    json_put(map, "records", records_json(export));
    json_put(map, "meaning", meanings_json(export));
    g_autofree char *text = json_dump(map, true);
    return g_strconcat(text, "\n", NULL);
}

// --- to read ---

static void put_row(Sheet *sheet, const ExportRecord *record, const ExportField *field) {
    sheet_open(sheet, "tr");
    sheet_put(sheet, "th", NULL, field->name);
    sheet_open_as(sheet, "td", "words");
    sheet_text(sheet, field->text);
    for (guint i = 0; field->texts != NULL && i < field->texts->len; i++)
        sheet_put(sheet, "div", NULL, field->texts->pdata[i]);
    sheet_close(sheet);
    sheet_put(sheet, "td", "words", meaning_of(record->kind, field->name));
    sheet_close(sheet);
}

static void put_record(Sheet *sheet, const ExportRecord *record) {
    if (record->review)
        sheet_put(sheet, "p", NULL, "To be looked at before it leaves the house:");
    sheet_open_as(sheet, "table", "facts");
    for (guint i = 0; i < record->fields->len; i++)
        put_row(sheet, record, &g_array_index(record->fields, ExportField, i));
    sheet_close(sheet);
}

static void put_kind(Sheet *sheet, const Export *export, const ExportMeaning *kind) {
    sheet_put(sheet, "h2", NULL, kind->kind);
    sheet_put(sheet, "p", NULL, kind->meaning);
    for (guint i = 0; i < export->records->len; i++) {
        const ExportRecord *record = export->records->pdata[i];
        if (strcmp(record->kind, kind->kind) == 0)
            put_record(sheet, record);
    }
}

static char *write_html(const Export *export) {
    g_autofree char *title = g_strdup_printf("What is stored of %s", export->address);
    g_autofree char *time = units_time_format(export->now);
    g_autoptr(Sheet) sheet = sheet_new("en", title);
    sheet_open(sheet, "p");
    sheet_printf(sheet, "As of %s. %s", time, EXPORT_NOT_HELD);
    sheet_close(sheet);
    if (export->records->len == 0)
        sheet_put(sheet, "p", NULL, "Nothing is stored of this address.");
    for (const ExportMeaning *kind = export_meanings(); kind->kind != NULL; kind++)
        if (kind->field == NULL && is_there(export, kind->kind))
            put_kind(sheet, export, kind);
    return sheet_take(sheet);
}

// --- the command ---

static int tell(const Export *export, const char *html) {
    g_autofree char *page = html == NULL ? write_json(export) : write_html(export);
    const int status = ctl_put_page("export", html == NULL ? "-" : html, page, true);
    if (status == EX_OK && export->records->len == 0)
        fprintf(stderr, "nothing is stored of %s, as it is written\n", export->address);
    else if (status == EX_OK && is_any_for_review(export))
        fprintf(stderr, "some of it is marked 'review': look at that before it leaves the house\n");
    return status;
}

int ctl_export(Daemon *daemon, int argc, char **argv) {
    static const CtlCommand USAGE = {"export", "[--json|--html FILE] ADDRESS",
                                     "all that is stored of a person, for who asks for it", NULL};
    gboolean as_json = FALSE;
    g_autofree char *html = NULL;
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &as_json,
         "for programs, with the meaning of each field (as without)", NULL},
        {"html", 0, 0, G_OPTION_ARG_FILENAME, &html, "a page to read; - is stdout", "FILE"},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    GError *error = NULL;
    if (!ctl_options(daemon, &USAGE, entries, &argc, &argv))
        return daemon->status;
    if (argc != 2 || (as_json && html != NULL))
        return ctl_usage(&USAGE);
    g_autofree char *address = address_parse(argv[1]);
    if (address == NULL) {
        fprintf(stderr, "%s: no mail address; write one like jane@example.com\n", argv[1]);
        return EX_DATAERR;
    }
    if (!ctl_open_store(daemon))
        return daemon->status;
    g_autoptr(Export) export =
        export_person(daemon->store, daemon->config, address, g_get_real_time(), &error);
    if (export != NULL)
        return tell(export, html);
    daemon_fail(daemon, error);
    return daemon->status;
}
