// Everything a program must ask to know how it may write: terminal, environment,
// locale. Nothing here writes.
#include "ctl_screen.h"

#include <glib.h>
#include <locale.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { NARROWEST = 40, USUAL = 80, WIDEST = 100 };

static bool wants_colour(FILE *out) {
    const char *refused = g_getenv("NO_COLOR"), *terminal = g_getenv("TERM");
    return isatty(fileno(out)) && (refused == NULL || *refused == '\0') && terminal != NULL &&
           *terminal != '\0' && strcmp(terminal, "dumb") != 0;
}

static unsigned find_columns(FILE *out) {
    guint64 said = 0;
    struct winsize size;
    const char *columns = g_getenv("COLUMNS");
    if (columns != NULL && g_ascii_string_to_unsigned(columns, 10, 1, 10000, &said, NULL))
        return (unsigned)said;
    return isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                                                : USUAL;
}

// The program itself keeps to the C locale, in which numbers are written the same everywhere: the user's is
// asked and put away again.
static bool lacks_utf8(void) {
    locale_t theirs = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    if (theirs == (locale_t)0)
        return true;
    locale_t before = uselocale(theirs);
    const bool lacks = !g_get_charset(NULL);
    uselocale(before);
    freelocale(theirs);
    return lacks;
}

bool screen_find(Screen *screen, const char *when, FILE *out) {
    screen->columns = CLAMP(find_columns(out), NARROWEST, WIDEST);
    screen->ascii = lacks_utf8();
    screen->colour =
        when == NULL || strcmp(when, "auto") == 0 ? wants_colour(out) : strcmp(when, "always") == 0;
    return screen->colour || when == NULL || strcmp(when, "auto") == 0 || strcmp(when, "never") == 0;
}
