#ifndef EARSHOT_REPORT_CLAIM_H
#define EARSHOT_REPORT_CLAIM_H
// What every form of report claims alike: addresses, Message-IDs, status codes.
// Private to report.

#include "report.h"

#define REPORT_CLAIMS 100 // kept of each

// "rfc822; ann@example.org", "utf-8;...", or a bare address, with or without <>. Once more with xtext (RFC
// 3461 s.4) or its form for UTF-8 (RFC 6533 s.3) undone, when that differs: systems differ in whether they
// undo it.
void report_claim_address(Report *report, const char *value);
// Each <id> in a field's value; a bare one when it has none.
void report_claim_mails(Report *report, const char *value);

// The first enhanced code (RFC 3463) in a text, "5.1.1"; NULL when there is none. The caller owns it.
char *report_code(const char *text);
// What Diagnostic-Code tells: its enhanced code, else its SMTP reply code, "550"; NULL for neither. The
// caller owns it.
char *report_diagnostic_code(const char *value);
// True when the code says nothing of the cause: NULL, "5.0.0", "550".
bool report_code_is_vague(const char *code);
// True when a diagnosis names a cause that lies with us: spam, a blocklist, our domain's proofs.
bool report_blames_us(const char *diagnosis);
// What a failure with this code (or NULL) comes to: REPORT_FAILED or REPORT_PASSING, as report.h tells.
ReportKind report_failure(const char *code);

#endif
