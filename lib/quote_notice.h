#ifndef EARSHOT_QUOTE_NOTICE_H
#define EARSHOT_QUOTE_NOTICE_H
// Paragraphs that no person wrote, lines joined by blanks: a lawyer's notice, a company's particulars, the
// footer of a mailing list.

#include <stdbool.h>

// All stand at the end of a text, before or behind a signature.
bool quote_notice_legal(const char *paragraph);
bool quote_notice_company(const char *paragraph);
bool quote_notice_list(const char *paragraph);

#endif
