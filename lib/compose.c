// Bytes that leave in our name. What goes into a header comes partly from
// strangers, so every value is reduced to characters that cannot end a field
// before it is written: text by RFC 2047, ids and addresses by an alphabet.
// The encoders are few and pure, hence written here: the same letter gives
// the same bytes on every machine and in every locale, which retries rely on.
#include "compose.h"

#include <stdbool.h>
#include <string.h>

#include "address.h"
#include "fault.h"
#include "values.h"

enum {
    LINE = 76,
    ENCODED = 62, // an encoded word of 64 fits behind any field name that carries text
    ID_BYTES = 250,
    SUBJECT_CHARACTERS = 200,
    NAME_CHARACTERS = 100,
    REFERENCES_KEPT = 20
};

static bool is_plain(const char *text) {
    for (const char *c = text; *c != '\0'; c++)
        if (*c < 0x20 || *c > 0x7E)
            return false;
    return true;
}

static bool has_long_word(const char *text) {
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        if (length > LINE - 16) // beside the longest field name that carries text
            return true;
        text += length;
        text += strspn(text, " ");
    }
    return false;
}

// The text as one line without controls, at most `limit` characters.
static char *plain_line(const char *text, glong limit) {
    g_autofree char *plain = values_plain(text);
    g_strstrip(plain);
    return g_utf8_strlen(plain, -1) <= limit ? g_steal_pointer(&plain) : g_utf8_substring(plain, 0, limit);
}

// Appends words to a header line, breaking before one that would pass the limit.
typedef struct Fold {
    GString *out;
    gsize line; // where the current line starts in out
    bool begun; // a word stands on it
} Fold;

static Fold fold_begin(GString *out, const char *name) {
    const Fold fold = {.out = out, .line = out->len};
    g_string_append_printf(out, "%s:", name);
    return fold;
}

static void fold_word(Fold *fold, const char *word, gsize length) {
    if (fold->begun && fold->out->len - fold->line + 1 + length > LINE) {
        g_string_append(fold->out, "\r\n");
        fold->line = fold->out->len;
    }
    g_string_append_c(fold->out, ' ');
    g_string_append_len(fold->out, word, (gssize)length);
    fold->begun = true;
}

static void fold_end(Fold *fold) {
    g_string_append(fold->out, "\r\n");
}

// RFC 2047 s.5(3): what may stand as it is in an encoded word, in names too.
static bool is_word_literal(char c) {
    return g_ascii_isalnum(c) || c == '-' || c == '!' || c == '*' || c == '+' || c == '/';
}

// Appends one character, of one or more bytes, to an encoded word.
static void encode_character(GString *word, const char *at, const char *end) {
    for (; at < end; at++)
        if (is_word_literal(*at))
            g_string_append_c(word, *at);
        else
            g_string_append_printf(word, "=%02X", (unsigned)(unsigned char)*at);
}

// RFC 2047 encoded words, each whole characters. Q and not B: readers that join neighbours before
// decoding (GMime does) stumble over base64's padding in their midst.
static void fold_encoded(Fold *fold, const char *text) {
    while (*text != '\0') {
        g_autoptr(GString) word = g_string_new("=?UTF-8?Q?");
        while (*text != '\0' && word->len + 3 * 4 <= ENCODED) {
            const char *next = g_utf8_next_char(text);
            encode_character(word, text, next);
            text = next;
        }
        g_string_append(word, "?=");
        fold_word(fold, word->str, word->len);
    }
}

static void fold_text(Fold *fold, const char *text) {
    if (!is_plain(text) || strstr(text, "=?") != NULL || has_long_word(text)) {
        fold_encoded(fold, text);
        return;
    }
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        if (length > 0)
            fold_word(fold, text, length);
        text += length;
        text += strspn(text, " ");
    }
}

static void put_text(GString *out, const char *name, const char *text, glong limit) {
    if (text == NULL)
        return;
    g_autofree char *plain = plain_line(text, limit);
    Fold fold = fold_begin(out, name);
    if (*plain == '\0')
        g_string_append_c(out, ' ');
    fold_text(&fold, plain);
    fold_end(&fold);
}

// A value of our own making, reduced to printable ASCII.
static void put_token(GString *out, const char *name, const char *value) {
    if (value == NULL || *value == '\0')
        return;
    g_string_append_printf(out, "%s: ", name);
    for (const char *c = value; *c != '\0' && c - value < ID_BYTES; c++)
        if (*c >= 0x20 && *c < 0x7F)
            g_string_append_c(out, *c);
    g_string_append(out, "\r\n");
}

static void put_date(GString *out, int64_t date) {
    static const char *const DAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(date / G_TIME_SPAN_SECOND);
    if (time == NULL) // beyond the year 9999: no date is better than none that anybody can read
        return;
    g_string_append_printf(out, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n",
                           DAYS[g_date_time_get_day_of_week(time) - 1], g_date_time_get_day_of_month(time),
                           MONTHS[g_date_time_get_month(time) - 1], g_date_time_get_year(time),
                           g_date_time_get_hour(time), g_date_time_get_minute(time),
                           g_date_time_get_second(time));
}

// Addresses that may stand in a header and in SMTP as they are: ASCII, one @, nothing that could begin a
// second address. Quoted local parts are left to address_parse, which knows their grammar.
static bool is_sane_address(const char *spec) {
    if (spec == NULL)
        return false;
    g_autofree char *parsed = address_parse(spec);
    if (parsed == NULL || !address_equal(parsed, spec))
        return false;
    for (const char *c = spec; *c != '\0'; c++)
        if (*c <= 0x20 || *c >= 0x7F)
            return false;
    const char *at = strrchr(spec, '@');
    return at != NULL && (*spec == '"' || strcspn(spec, "()<>[]:;,\\\"@") == (size_t)(at - spec)) &&
           strpbrk(at + 1, "()<>;,\\\"") == NULL;
}

static bool check_address(const char *field, const char *spec, GError **error) {
    return is_sane_address(spec) ||
           fault_set(error, FATE_PERMANENT, "%s: not an address a mail can carry", field);
}

static void fold_name(Fold *fold, const char *name) {
    // A quoted name is one word, since the blanks in it are part of it.
    if (!is_plain(name) || strstr(name, "=?") != NULL || strlen(name) > LINE - 16) {
        fold_encoded(fold, name);
        return;
    }
    GString *quoted = g_string_new("\"");
    for (const char *c = name; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            g_string_append_c(quoted, '\\');
        g_string_append_c(quoted, *c);
    }
    g_string_append_c(quoted, '"');
    fold_word(fold, quoted->str, quoted->len);
    g_string_free(quoted, TRUE);
}

static void put_address(GString *out, const char *field, const char *name, const char *spec) {
    Fold fold = fold_begin(out, field);
    g_autofree char *plain = name == NULL ? g_strdup("") : plain_line(name, NAME_CHARACTERS);
    g_autofree char *bracketed = g_strconcat("<", spec, ">", NULL);
    if (*plain != '\0')
        fold_name(&fold, plain);
    fold_word(&fold, *plain == '\0' ? spec : bracketed, strlen(*plain == '\0' ? spec : bracketed));
    fold_end(&fold);
}

// Message-IDs of others come in every shape; one that is not plain cannot be cited.
static bool is_sane_id(const char *id) {
    const size_t length = id == NULL ? 0 : strlen(id);
    if (length == 0 || length > ID_BYTES)
        return false;
    for (const char *c = id; *c != '\0'; c++)
        if (*c <= 0x20 || *c >= 0x7F || *c == '<' || *c == '>' || *c == '(' || *c == ')' || *c == ',' ||
            *c == ';' || *c == '\\')
            return false;
    return true;
}

// One that names a message has two sides (RFC 5322 s.3.6.4); others are in use, but strict readers stumble.
static bool is_message_id(const char *id) {
    const char *at = is_sane_id(id) ? strchr(id, '@') : NULL;
    return at != NULL && at > id && at[1] != '\0' && strchr(at + 1, '@') == NULL;
}

static void put_ids(GString *out, const char *name, char *const *ids, guint count) {
    Fold fold = fold_begin(out, name);
    for (guint i = 0; i < count; i++) {
        if (count > 2 * REFERENCES_KEPT && i >= REFERENCES_KEPT && i < count - REFERENCES_KEPT)
            continue;
        g_autofree char *bracketed = g_strconcat("<", ids[i], ">", NULL);
        fold_word(&fold, bracketed, strlen(bracketed));
    }
    fold_end(&fold);
}

static void put_references(GString *out, const GPtrArray *references) {
    g_autoptr(GPtrArray) sane = g_ptr_array_new();
    for (guint i = 0; references != NULL && i < references->len; i++)
        if (is_message_id(references->pdata[i]))
            g_ptr_array_add(sane, references->pdata[i]);
    if (sane->len > 0)
        put_ids(out, "References", (char *const *)sane->pdata, sane->len);
}

static void put_id(GString *out, const char *name, const char *id) {
    char *const ids[] = {(char *)id};
    if (is_sane_id(id))
        put_ids(out, name, ids, 1);
}

// Whether the byte travels as it is. A dot or "From " at the start of a line is encoded as well: some
// relays still touch them.
static bool is_literal(const char *at, bool starts_line) {
    const bool ends_line = at[1] == '\0' || at[1] == '\n' || (at[1] == '\r' && at[2] == '\n');
    if (*at == ' ' || *at == '\t')
        return !ends_line;
    if (starts_line && (*at == '.' || g_str_has_prefix(at, "From ")))
        return false;
    return *at > 0x20 && *at < 0x7F && *at != '=';
}

// Quoted-printable (RFC 2045 s.6.7): any line ends in, CRLF out, lines of at most 76.
static void put_quoted_printable(GString *out, const char *text) {
    gsize line = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\n' || (*at == '\r' && at[1] == '\n')) {
            at += *at == '\r';
            g_string_append(out, "\r\n");
            line = 0;
            continue;
        }
        const bool literal = is_literal(at, line == 0);
        if (line + (literal ? 1 : 3) > LINE - 1) {
            g_string_append(out, "=\r\n");
            line = 0;
        }
        if (literal)
            g_string_append_c(out, *at);
        else
            g_string_append_printf(out, "=%02X", (unsigned)(unsigned char)*at);
        line += literal ? 1 : 3;
    }
    if (line > 0)
        g_string_append(out, "\r\n");
}

static void put_part(GString *out, const char *type, const char *text) {
    g_string_append_printf(
        out, "Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n", type);
    g_autofree char *valid = g_utf8_make_valid(text == NULL ? "" : text, -1);
    put_quoted_printable(out, valid);
}

static void put_body(GString *out, const Letter *letter) {
    g_string_append(out, "MIME-Version: 1.0\r\n");
    if (letter->html == NULL) {
        put_part(out, "text/plain", letter->text);
        return;
    }
    // "=_" never occurs in quoted-printable, so no line of a part can be taken for the boundary.
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, letter->message_id, -1);
    hash[32] = '\0';
    g_string_append_printf(
        out, "Content-Type: multipart/alternative;\r\n boundary=\"=_%s\"\r\n\r\n--=_%s\r\n", hash, hash);
    put_part(out, "text/plain", letter->text);
    g_string_append_printf(out, "--=_%s\r\n", hash);
    put_part(out, "text/html", letter->html);
    g_string_append_printf(out, "--=_%s--\r\n", hash);
}

static bool check_letter(const Letter *letter, GError **error) {
    return check_address("From", letter->from, error) && check_address("To", letter->to, error) &&
           (letter->reply_to == NULL || check_address("Reply-To", letter->reply_to, error)) &&
           (is_message_id(letter->message_id) ||
            fault_set(error, FATE_PERMANENT, "Message-ID: not one a mail can carry"));
}

GBytes *compose_letter(const Letter *letter, GError **error) {
    if (!check_letter(letter, error))
        return NULL;
    GString *out = g_string_sized_new(8192);
    put_date(out, letter->date);
    put_address(out, "From", letter->from_name, letter->from);
    put_address(out, "To", NULL, letter->to);
    if (letter->reply_to != NULL)
        put_address(out, "Reply-To", NULL, letter->reply_to);
    put_text(out, "Subject", letter->subject, SUBJECT_CHARACTERS);
    put_id(out, "Message-ID", letter->message_id);
    if (is_message_id(letter->in_reply_to))
        put_id(out, "In-Reply-To", letter->in_reply_to);
    put_references(out, letter->references);
    put_token(out, "Auto-Submitted", letter->auto_submitted);
    if (letter->auto_submitted != NULL)
        put_token(out, "X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply");
    put_id(out, "List-Id", letter->list_id);
    put_token(out, "Earshot-Loop", letter->loop_token);
    put_token(out, "Content-Language", letter->language);
    put_body(out, letter);
    return g_string_free_to_bytes(out);
}
