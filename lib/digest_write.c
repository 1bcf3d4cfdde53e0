// Gmail cuts a mail off behind 102 KB and hides the rest behind a link that
// nobody touches on a phone. So what is written is as much as fits: the first
// limits with which the HTML is small enough, and the text keeps to the same, so
// that both say the same.
#include "digest_write.h"

#include <string.h>

#include "digest_rows.h"

enum { HTML_MOST = 98000 };

static const RowLimits LIMITS[] = {
    {.due = 12, .full = 30, .listed = 120, .rest = 30}, {.due = 12, .full = 30, .listed = 60, .rest = 20},
    {.due = 12, .full = 25, .listed = 40, .rest = 15},  {.due = 10, .full = 20, .listed = 30, .rest = 12},
    {.due = 10, .full = 15, .listed = 20, .rest = 10},  {.due = 8, .full = 10, .listed = 15, .rest = 8},
    {.due = 6, .full = 6, .listed = 10, .rest = 6},     {.due = 3, .full = 3, .listed = 3, .rest = 3},
    {.due = 1, .full = 1, .listed = 1, .rest = 1},
};

static Rows *rows_that_fit(const Digest *digest, const DigestPaper *paper, char **html) {
    g_autofree char *title = digest_subject(digest, paper->book);
    for (size_t i = 0;; i++) {
        g_autoptr(Rows) rows = rows_new(digest, paper, LIMITS[i]);
        g_autofree char *written = rows_html(rows, title);
        if (strlen(written) > HTML_MOST && i + 1 < G_N_ELEMENTS(LIMITS))
            continue;
        if (html != NULL)
            *html = g_steal_pointer(&written);
        return g_steal_pointer(&rows);
    }
}

char *digest_subject(const Digest *digest, const Phrasebook *book) {
    const DigestPaper paper = {.book = book};
    return rows_subject(digest, &paper);
}

char *digest_text(const Digest *digest, const DigestPaper *paper) {
    g_autoptr(Rows) rows = rows_that_fit(digest, paper, NULL);
    return rows_text(rows);
}

char *digest_html(const Digest *digest, const DigestPaper *paper) {
    char *html = NULL;
    g_autoptr(Rows) rows = rows_that_fit(digest, paper, &html);
    return html;
}
