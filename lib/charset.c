// The charset of a mail is named by its sender's program, by gateways that
// convert one and keep the other's name, and by scripts that copied a header
// from somewhere. Bytes tell more: UTF-8 is hardly ever valid by chance, and
// zero bytes stand in no 8-bit text. What cannot be told is believed.
#include "charset.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "plain.h"

typedef struct Bytes {
    const guchar *data;
    size_t size;
    size_t zeros[2]; // at even and at odd places
    size_t high;     // 0x80 and above
    size_t c1;       // 0x80 to 0x9f
    bool valid;      // as UTF-8
} Bytes;

// Eight at a time, since most mail is that.
static bool is_ascii(const char *data, size_t size) {
    uint64_t high = 0;
    for (; size >= sizeof high; size -= sizeof high, data += sizeof high) {
        uint64_t eight;
        memcpy(&eight, data, sizeof eight);
        high |= eight;
    }
    for (; size > 0; size--, data++)
        high |= (guchar)*data;
    return (high & UINT64_C(0x8080808080808080)) == 0;
}

static Bytes look_at(const char *data, size_t size, bool valid) {
    Bytes bytes = {.data = (const guchar *)data, .size = size, .valid = valid};
    if (valid && is_ascii(data, size)) // and no zero, which would not be valid
        return bytes;
    for (size_t i = 0; i < size; i++) {
        bytes.zeros[i & 1] += bytes.data[i] == 0;
        bytes.high += bytes.data[i] >= 0x80;
        bytes.c1 += bytes.data[i] >= 0x80 && bytes.data[i] < 0xa0;
    }
    return bytes;
}

static bool is_named(const char *name, const char *const *prefixes) {
    for (; name != NULL && *prefixes != NULL; prefixes++)
        if (g_ascii_strncasecmp(name, *prefixes, strlen(*prefixes)) == 0)
            return true;
    return false;
}

static bool is_wide(const char *name) {
    static const char *const prefixes[] = {"utf-16",    "utf16",  "ucs-2", "ucs2",  "unicode",
                                           "iso-10646", "utf-32", "utf32", "ucs-4", NULL};
    return is_named(name, prefixes) && !is_named(name, (const char *const[]){"unicode-1-1-utf-7", NULL});
}

static bool is_seven_bit(const char *name) {
    static const char *const prefixes[] = {"utf-7", "utf7", "unicode-1-1-utf-7", "iso-2022", "hz", NULL};
    return is_named(name, prefixes);
}

// 8-bit charsets whose lower half is ASCII and in which text is hardly ever valid UTF-8.
static bool is_eight_bit(const char *name) {
    static const char *const prefixes[] = {"iso-8859", "iso8859", "iso_8859", "windows-125",
                                           "cp125",    "latin",   "koi8",     "macintosh",
                                           "mac",      "x-mac",   NULL};
    return is_named(name, prefixes);
}

// What is said without knowledge: the bytes decide then.
static bool is_unsaid(const char *name) {
    static const char *const names[] = {
        "us-ascii",     "ascii",      "ansi_x3.4-1968", "utf-8",   "utf8",       "8bit",
        "unknown-8bit", "x-unknown",  "x-user-defined", "default", "iso-8859-1", "iso8859-1",
        "latin1",       "iso_8859-1", "windows-1252",   "cp1252",  NULL};
    for (size_t i = 0; name != NULL && names[i] != NULL; i++)
        if (g_ascii_strcasecmp(name, names[i]) == 0)
            return true;
    return name == NULL || *name == '\0';
}

static const char *by_mark(const Bytes *bytes) {
    static const struct {
        const char *name, *mark;
        size_t size;
    } marks[] = {{"utf-32le", "\xff\xfe\0\0", 4},
                 {"utf-16le", "\xff\xfe", 2},
                 {"utf-16be", "\xfe\xff", 2},
                 {"utf-8", "\xef\xbb\xbf", 3}};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (bytes->size >= marks[i].size && memcmp(bytes->data, marks[i].mark, marks[i].size) == 0)
            return marks[i].name;
    return NULL;
}

// Nearly every other byte is zero in UTF-16 of the languages we know; here and there a zero byte is damage.
static const char *by_zeros(const Bytes *bytes) {
    const size_t even = bytes->zeros[0], odd = bytes->zeros[1];
    if (even + odd < 3 || (even + odd) * 3 < bytes->size || MIN(even, odd) * 8 > MAX(even, odd))
        return NULL;
    return odd > even ? "utf-16le" : "utf-16be";
}

static bool is_utf8(const Bytes *bytes) {
    return bytes->high > 0 && bytes->valid;
}

static bool is_letter(guchar c) {
    return g_ascii_isalpha(c) || c >= 0xc0;
}

// Polish letters that stand in Latin 1 where signs are (ł is ³, ą is ¹ or ±): inside words no other language
// has them. Returns the name of the charset, or NULL.
static const char *by_polish(const Bytes *bytes) {
    size_t sure = 0, windows = 0, latin2 = 0;
    for (size_t i = 1; i + 1 < bytes->size; i++) {
        const guchar c = bytes->data[i];
        if (c < 0x80 || !is_letter(bytes->data[i - 1]) || !is_letter(bytes->data[i + 1]))
            continue;
        sure += c == 0xb3;
        windows += c == 0xb9 || c == 0x9c || c == 0x9f;
        latin2 += c == 0xb1 || c == 0xb6 || c == 0xbc;
    }
    const bool sparse = bytes->high * 4 < bytes->size; // letters of another script stand close
    if (!sparse || sure == 0 || sure + windows + latin2 < 2)
        return NULL;
    return latin2 > windows ? "iso-8859-2" : "windows-1250";
}

// Windows has letters where ISO has controls, and calls its charset by the other name.
static const char *windows_for(const char *name) {
    static const char *const pairs[][2] = {{"iso-8859-2", "windows-1250"},
                                           {"iso-8859-4", "windows-1257"},
                                           {"iso-8859-9", "windows-1254"},
                                           {"iso-8859-13", "windows-1257"},
                                           {"iso-8859-15", "windows-1252"}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (g_ascii_strcasecmp(pairs[i][0], name) == 0)
            return pairs[i][1];
    return name;
}

// Which of the wide ones, or none: who says UTF-16 and sends no zero byte most often sends plain text.
static const char *choose_wide(const Bytes *bytes, const char *declared) {
    static const char *const four[] = {"utf-32", "utf32", "ucs-4", NULL};
    const char *found = is_named(declared, four) ? NULL : by_zeros(bytes);
    const bool narrow = bytes->zeros[0] + bytes->zeros[1] == 0 && (bytes->high == 0 || is_utf8(bytes));
    return found != NULL ? found : narrow ? NULL : declared;
}

// The name to decode by; NULL leaves it to plain_guess: UTF-8 where valid, else Windows-1252.
static const char *choose(const Bytes *bytes, const char *declared) {
    const char *mark = by_mark(bytes);
    if (mark != NULL)
        return mark;
    if (is_wide(declared) || by_zeros(bytes) != NULL)
        return choose_wide(bytes, declared);
    if (is_utf8(bytes) && (is_eight_bit(declared) || is_seven_bit(declared)))
        return NULL;
    if (is_seven_bit(declared))
        return bytes->high > 0 ? NULL : declared;
    if (is_unsaid(declared))
        return is_utf8(bytes) || bytes->high == 0 ? NULL : by_polish(bytes);
    return bytes->c1 > 0 ? windows_for(declared) : declared;
}

// Names that iconv does not know, or knows for less than senders mean by them.
static const char *iconv_name(const char *name) {
    static const char *const pairs[][2] = {{"unicode-1-1-utf-7", "utf-7"},
                                           {"unicode", "utf-16"},
                                           {"gb2312", "gb18030"},
                                           {"gbk", "gb18030"},
                                           {"ks_c_5601-1987", "cp949"},
                                           {"euc-kr", "cp949"},
                                           {"shift_jis", "cp932"},
                                           {"x-sjis", "cp932"},
                                           {"iso-8859-8-i", "iso-8859-8"},
                                           {"x-mac-roman", "macintosh"},
                                           {"x-mac-ce", "mac-centraleurope"},
                                           {"windows-874", "cp874"},
                                           {"big5", "big5-hkscs"},
                                           {"ansi", "windows-1252"}};
    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(pairs); i++)
        if (g_ascii_strcasecmp(pairs[i][0], name) == 0)
            return pairs[i][1];
    return name;
}

// Our limit may have cut the last character: UTF-8 but for its end is UTF-8. Tells whether what is left is
// valid, so that nobody walks over it again to know.
static size_t without_half(const char *bytes, size_t size, bool *valid) {
    const char *end = NULL;
    *valid = g_utf8_validate_len(bytes, size, &end);
    if (*valid)
        return size;
    const size_t rest = (size_t)(bytes + size - end);
    const bool half = rest < 4 && g_utf8_get_char_validated(end, (gssize)rest) == (gunichar)-2;
    for (const char *c = bytes; half && c < end; c++)
        if ((guchar)*c >= 0x80) { // it holds other characters of that kind
            *valid = true;
            return size - rest;
        }
    return size;
}

char *charset_decode(const char *bytes, size_t size, const char *declared) {
    bool valid;
    size = without_half(bytes, size, &valid);
    const Bytes look = look_at(bytes, size, valid);
    const char *name = iconv_name(choose(&look, declared));
    return name == NULL && valid ? g_strndup(bytes, size) : plain_decode(bytes, size, name);
}
