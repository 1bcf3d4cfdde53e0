// An mbox has no grammar, only habits. A "From " line begins a message at the
// start of the file or behind an empty line, and even there a writer who does not quote may have
// "From here on it fails" in a text: so it must also tell a time, or stand before a header field.
// Content-Length is never believed. Lines are looked at, not kept: of one as long as the file
// only its head is in memory.
#include "mailfolder_mbox.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fault.h"

#define FROM "From "
#define FROM_LENGTH (sizeof FROM - 1)
#define HEAD 256 // octets of a line that are looked at
#define CHUNK ((size_t)64 * 1024)

// --- lines ---

typedef struct Lines {
    int file;
    uint64_t offset; // of what comes next
    size_t at, filled;
    bool failed;
    char chunk[CHUNK];
} Lines;

typedef struct Line {
    uint64_t start;
    size_t length; // of the head, without the line's end
    char head[HEAD];
} Line;

static bool refill(Lines *lines) {
    ssize_t got;
    do
        got = pread(lines->file, lines->chunk, sizeof lines->chunk, (off_t)lines->offset);
    while (got < 0 && errno == EINTR);
    lines->failed = got < 0;
    lines->at = 0;
    lines->filled = got > 0 ? (size_t)got : 0;
    return got > 0;
}

// False at the end of the file.
static bool next_line(Lines *lines, Line *line) {
    line->start = lines->offset;
    line->length = 0;
    for (const char *newline = NULL; newline == NULL;) {
        if (lines->at == lines->filled && !refill(lines))
            return lines->offset > line->start && !lines->failed;
        const char *piece = lines->chunk + lines->at;
        const size_t left = lines->filled - lines->at;
        newline = memchr(piece, '\n', left);
        const size_t size = newline != NULL ? (size_t)(newline - piece) : left;
        const size_t kept = MIN(size, HEAD - line->length);
        memcpy(line->head + line->length, piece, kept);
        line->length += kept;
        lines->at += size + (newline != NULL);
        lines->offset += size + (newline != NULL);
    }
    return true;
}

static bool is_empty(const Line *line) {
    return line->length == 0 || (line->length == 1 && line->head[0] == '\r');
}

static bool is_from(const char *bytes, size_t size) {
    return size >= FROM_LENGTH && memcmp(bytes, FROM, FROM_LENGTH) == 0;
}

static bool is_field(const Line *line) {
    size_t name = 0;
    while (name < line->length && g_ascii_isgraph(line->head[name]) && line->head[name] != ':')
        name++;
    return name > 0 && name < line->length && line->head[name] == ':';
}

// --- the time in a "From " line ---

typedef struct Time {
    int year, month, day, hour, minute, second, east; // east of Greenwich in minutes
    bool timed;
} Time;

static void read_number(const char *word, Time *time) {
    const size_t length = strlen(word);
    const int number = (int)g_ascii_strtoll(word, NULL, 10);
    if (length == 4)
        time->year = number;
    else if (length <= 2)
        time->day = number;
}

static void read_zone(const char *word, Time *time) {
    const int digits = (int)g_ascii_strtoll(word + 1, NULL, 10);
    const int minutes = digits / 100 * 60 + digits % 100;
    time->east = word[0] == '-' ? -minutes : minutes;
}

static void read_word(const char *word, Time *time) {
    static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const size_t length = strlen(word), digits = strspn(word, "0123456789");
    const char *month = length == 3 ? strstr(MONTHS, word) : NULL;
    if (length > 0 && digits == length)
        read_number(word, time);
    else if (month != NULL && (month - MONTHS) % 3 == 0)
        time->month = (int)(month - MONTHS) / 3 + 1;
    else if (length == 5 && (word[0] == '+' || word[0] == '-') && strspn(word + 1, "0123456789") == 4)
        read_zone(word, time);
    else if (length <= 8 && strspn(word, "0123456789:") == length && strchr(word, ':') != NULL)
        time->timed = sscanf(word, "%2d:%2d:%2d", &time->hour, &time->minute, &time->second) >= 2;
}

// The whole line up to its end, at most HEAD octets, as a string.
static void copy_line(const char *bytes, size_t size, char line[HEAD + 1]) {
    const char *newline = memchr(bytes, '\n', MIN(size, HEAD));
    const size_t length = newline != NULL ? (size_t)(newline - bytes) : MIN(size, HEAD);
    memcpy(line, bytes, length);
    line[length] = '\0';
}

int64_t mbox_date(const char *bytes, size_t size) {
    char line[HEAD + 1];
    Time time = {0};
    copy_line(bytes, size, line);
    char *rest = NULL;
    for (char *word = strtok_r(line, " \t\r", &rest); word != NULL; word = strtok_r(NULL, " \t\r", &rest))
        read_word(word, &time);
    if (!time.timed || time.year < 1970 || time.month == 0 || time.day == 0)
        return 0;
    g_autoptr(GDateTime) date =
        g_date_time_new_utc(time.year, time.month, time.day, time.hour, time.minute, time.second);
    return date == NULL ? 0 : (g_date_time_to_unix(date) - time.east * INT64_C(60)) * G_USEC_PER_SEC;
}

// --- messages ---

typedef struct Walk {
    MboxEach each;
    void *data;
    bool begun;
    uint64_t start; // of the message we are in
} Walk;

// What came so far is a message; the next begins at `start`. False when no more are wanted.
static bool begin_message(Walk *walk, uint64_t start) {
    const bool more = !walk->begun || walk->each(walk->start, start - walk->start, walk->data);
    walk->begun = true;
    walk->start = start;
    return more;
}

static void walk_lines(Lines *lines, Walk *walk) {
    bool behind_empty = true, maybe = false; // maybe: the line before begins one if this is a field
    uint64_t candidate = 0;
    Line line;
    while (next_line(lines, &line)) {
        if (maybe && is_field(&line) && !begin_message(walk, candidate))
            return;
        maybe = behind_empty && is_from(line.head, line.length);
        if (maybe && (!walk->begun || mbox_date(line.head, line.length) != 0)) {
            maybe = false;
            if (!begin_message(walk, line.start))
                return;
        }
        candidate = line.start;
        behind_empty = is_empty(&line);
        if (!walk->begun && !behind_empty)
            return; // no mbox
    }
    if (walk->begun && !lines->failed)
        begin_message(walk, lines->offset);
}

bool mbox_walk(int file, MboxEach each, void *data, GError **error) {
    g_autofree Lines *lines = g_new0(Lines, 1);
    lines->file = file;
    Walk walk = {.each = each, .data = data};
    walk_lines(lines, &walk);
    if (lines->failed)
        return fault_set(error, FATE_TEMPORARY, "cannot be read: %s", g_strerror(errno));
    if (!walk.begun && lines->offset > 0)
        return fault_set(error, FATE_CONFIG, "no mbox file, which begins with \"From \"");
    return true;
}

// How many '>' stand before a "From ", which the writer quoted with one more; 0 when it is none.
static size_t quotes_before_from(const char *line, const char *end) {
    size_t quotes = 0;
    while (line + quotes < end && line[quotes] == '>')
        quotes++;
    return is_from(line + quotes, (size_t)(end - line) - quotes) ? quotes : 0;
}

static size_t without_empty_line(const char *bytes, size_t size) {
    if (size >= 2 && memcmp(bytes + size - 2, "\n\n", 2) == 0)
        return size - 1;
    return size >= 4 && memcmp(bytes + size - 4, "\r\n\r\n", 4) == 0 ? size - 2 : size;
}

GBytes *mbox_unwrap(char *bytes, size_t size) {
    g_autofree char *owned = bytes;
    const char *newline = memchr(bytes, '\n', size), *end = bytes + size;
    if (!is_from(bytes, size))
        return NULL;
    char *to = bytes;
    for (const char *at = newline == NULL ? end : newline + 1; at < end;) {
        at += quotes_before_from(at, end) > 0;
        newline = memchr(at, '\n', (size_t)(end - at));
        const size_t length = newline == NULL ? (size_t)(end - at) : (size_t)(newline - at) + 1;
        memmove(to, at, length);
        to += length;
        at += length;
    }
    const size_t left = without_empty_line(bytes, (size_t)(to - bytes));
    return g_bytes_new_take(g_steal_pointer(&owned), left);
}
