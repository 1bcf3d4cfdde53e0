#ifndef EARSHOT_REPORT_PLAIN_H
#define EARSHOT_REPORT_PLAIN_H
// Reports that are written for people only: qmail's QSBMF, Exim's, Sendmail's,
// Postfix's, Gmail's and Exchange's texts. Private to report.

#include <stdbool.h>
#include "report.h"

// True when a text begins like one of them; REPORT_PLAIN_OPENING octets of it are enough. Every mail that
// comes is asked this.
bool report_begins_plain(const char *text);
#define REPORT_PLAIN_OPENING 1024

// Reads the text of a report (valid UTF-8). Changes nothing when it begins like none of them.
void report_read_plain(Report *report, const char *text);

#endif
