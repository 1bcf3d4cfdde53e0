// Mail programs turn quotes, dashes and blanks into prettier ones and wrap long
// lines; so a line is made plain first and may go on in the next. What is odd
// beyond that is refused with the reason, never guessed at: a command that does
// something else than its writer meant costs more than one that is written twice.
#include "command_parts.h"

#include <string.h>

#include "thread.h"
#include "values.h"

enum { LINE_MOST = 2000, SHOWN_MOST = 500, GOES_ON_MOST = 8, KEY_MOST = 20, VALUE_MOST = 400 };

void command_pair_free(void *data) {
    CommandPair *pair = data;
    if (pair == NULL)
        return;
    g_free(pair->key);
    g_free(pair->value);
    g_free(pair);
}

static void command_free(void *data) {
    Command *command = data;
    g_free(command->line);
    g_ptr_array_unref(command->words);
    g_ptr_array_unref(command->pairs);
    g_free(command);
}

static gunichar plain_char(gunichar c) {
    switch (c) {
    case 0x201c: // curly and angled quotes
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0xab:
    case 0xbb:
    case 0xff02:
        return '"';
    case 0x2010: // hyphens that do not break, and dashes that programs make of two
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return '-';
    case 0xff03:
        return '#';
    default:
        return g_unichar_isspace(c) ? ' ' : c;
    }
}

// One line without what cannot be seen and with plain quotes, dashes and blanks; none at its ends.
static char *make_plain(const char *line, size_t size) {
    g_autofree char *copy = g_strndup(line, MIN(size, (size_t)LINE_MOST));
    g_autofree char *seen = values_plain(copy);
    GString *plain = g_string_new(NULL);
    for (const char *at = seen; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (!g_unichar_iszerowidth(c) || g_unichar_ismark(c))
            g_string_append_unichar(plain, plain_char(c));
    }
    return g_strstrip(g_string_free(plain, FALSE));
}

static bool begins_command(const char *line) {
    return line[0] == '#' && g_ascii_isalpha(line[1]);
}

// "# ack": a phone's keyboard puts a blank behind the mark. True when it stood apart.
static bool close_up(char *line) {
    const size_t blanks = *line == '#' ? strspn(line + 1, " ") : 0;
    if (blanks > 0)
        memmove(line + 1, line + 1 + blanks, strlen(line + 1 + blanks) + 1);
    return blanks > 0;
}

// "key=": how a pair begins; its length, 0 for none.
static size_t key_length(const char *at) {
    size_t length = 0;
    while (length <= KEY_MOST && g_ascii_isalnum(at[length]))
        length++;
    return length > 0 && length <= KEY_MOST && at[length] == '=' ? length : 0;
}

// The quoted or bare value at *at, which is moved behind it; *open when its quote never ends.
static char *read_value(const char **at, bool *open) {
    const bool quoted = **at == '"';
    const char *from = *at + quoted;
    const size_t length = strcspn(from, quoted ? "\"" : " ");
    *open = quoted && from[length] == '\0';
    *at = from + length + (quoted && from[length] == '"');
    return g_strstrip(g_strndup(from, length));
}

static const char *add_pair(Command *command, const char **at, size_t key) {
    g_autofree char *name = g_ascii_strdown(*at, (gssize)key);
    bool open = false;
    *at += key + 1;
    g_autofree char *value = read_value(at, &open);
    if (command_pair(command, name) != NULL)
        return "twice";
    if (g_utf8_strlen(value, -1) > VALUE_MOST)
        return "long";
    CommandPair *pair = g_new0(CommandPair, 1);
    pair->key = g_steal_pointer(&name);
    pair->value = g_steal_pointer(&value);
    g_ptr_array_add(command->pairs, pair);
    return open ? "open" : NULL;
}

static const char *read_rest(Command *command, const char *at) {
    const char *wrong = NULL;
    for (at += strspn(at, " "); *at != '\0' && wrong == NULL; at += strspn(at, " ")) {
        const size_t key = key_length(at);
        if (key > 0) {
            wrong = add_pair(command, &at, key);
            continue;
        }
        const size_t length = strcspn(at, " ");
        if (command->pairs->len > 0)
            wrong = "quotes"; // reason=too dear, without them
        g_ptr_array_add(command->words, g_strndup(at, length));
        at += length;
    }
    return wrong;
}

// Words that begin with a number of the digest ("3", "#3") or the id of a conversation.
static bool read_whose(Command *command, const char *word) {
    const char *digits = word + (*word == '#');
    int number = 0;
    if (command_read_number(&digits, 1, 4, &number) && *digits == '\0' && number > 0) {
        command->number = (unsigned)number;
        return true;
    }
    g_autofree char *lower = g_ascii_strdown(word, -1);
    return thread_id_parse(lower, &command->thread);
}

// A problem may be called "12", or by 13 letters that could be an id: its name is the last word. #fixed and
// #understood are of no conversation.
static void take_whose(Command *command) {
    const bool named = command->verb == COMMAND_PROBLEM;
    if (command->verb == COMMAND_FIXED || command->verb == COMMAND_UNDERSTOOD ||
        command->words->len < (named ? 2 : 1))
        return;
    if (read_whose(command, command->words->pdata[0]))
        g_ptr_array_remove_index(command->words, 0);
}

static char *shown(const char *line) {
    const char *end =
        g_utf8_strlen(line, -1) > SHOWN_MOST ? g_utf8_offset_to_pointer(line, SHOWN_MOST) : NULL;
    return end == NULL ? g_strdup(line) : g_strndup(line, (gsize)(end - line));
}

static Command *read_line(const char *line) {
    Command *command = g_new0(Command, 1);
    command->line = shown(line);
    command->words = g_ptr_array_new_with_free_func(g_free);
    command->pairs = g_ptr_array_new_with_free_func(command_pair_free);
    size_t length = strcspn(line + 1, " ");
    const char *rest = line + 1 + length;
    if (strchr(".:,;!", line[length]) != NULL) // "#ack."
        length--;
    command->verb = command_verb_of(line + 1, length);
    if (command->verb == COMMAND_UNKNOWN) {
        command->wrong = "verb";
        return command;
    }
    command->wrong = strlen(line) >= LINE_MOST ? "long" : read_rest(command, rest);
    take_whose(command);
    if (command->wrong == NULL)
        command->wrong = command_check(command);
    return command;
}

// --- all lines ---

// Of a value alone: an inch mark among the words opens nothing.
static bool has_open_quote(const char *line) {
    bool open = false;
    for (const char *at = line; *at != '\0'; at++)
        if (*at == '"')
            open = !open && at > line && at[-1] == '=';
    return open;
}

static char *next_plain(const char **at) {
    const size_t size = strcspn(*at, "\n");
    char *line = make_plain(*at, size);
    *at += size + ((*at)[size] == '\n');
    return line;
}

// "x=1 is what they said" is prose.
static bool begins_known_key(const char *line) {
    const size_t length = key_length(line);
    g_autofree char *key = g_ascii_strdown(line, (gssize)length);
    return length > 0 && command_is_key(key);
}

// The line at *at in which the command may go on, which is moved behind it. In HTML each line is a paragraph:
// a blank one before a key is passed over.
static char *next_more(const char **at, bool open) {
    g_autofree char *more = next_plain(at);
    return *more == '\0' && !open && **at != '\0' ? next_plain(at) : g_steal_pointer(&more);
}

static void go_on(GString *line, const char **at) {
    for (unsigned i = 0; i < GOES_ON_MOST && **at != '\0' && line->len < LINE_MOST; i++) {
        const char *next = *at;
        const bool open = has_open_quote(line->str);
        g_autofree char *more = next_more(&next, open);
        if (*more == '\0' || begins_command(more) || (!open && !begins_known_key(more)))
            return;
        g_string_append_printf(line, " %s", more);
        *at = next;
    }
}

GPtrArray *command_read(const char *newly_written) {
    GPtrArray *commands = g_ptr_array_new_with_free_func(command_free);
    const char *at = newly_written;
    while (*at != '\0' && commands->len <= COMMAND_MOST) {
        g_autofree char *first = next_plain(&at);
        const bool apart = close_up(first);
        if (!begins_command(first))
            continue;
        g_autoptr(GString) line = g_string_new(first);
        go_on(line, &at);
        Command *command = read_line(line->str);
        if (apart && command->wrong != NULL) { // rather a heading than a slip
            command_free(command);
            continue;
        }
        if (commands->len == COMMAND_MOST)
            command->wrong = "many";
        g_ptr_array_add(commands, command);
    }
    return commands;
}

const char *command_pair(const Command *command, const char *key) {
    for (guint i = 0; i < command->pairs->len; i++) {
        const CommandPair *pair = command->pairs->pdata[i];
        if (strcmp(pair->key, key) == 0)
            return pair->value;
    }
    return NULL;
}
