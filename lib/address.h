#ifndef EARSHOT_ADDRESS_H
#define EARSHOT_ADDRESS_H
// Addresses are addr-specs (RFC 5321 s.4.1.2 Mailbox) as plain strings, domain
// in lower case, without angle brackets. What is no sane address is NULL, so
// that nothing with CR, LF, NUL or other control characters travels on; a
// blank does in quotes ("ann lee"@example.org), where RFC 5321 allows it.

#include <glib.h>
#include <stdbool.h>

// The addr-spec in "<a@b>", "a@b" or "A <a@b>"-free SMTP path text; NULL when it is none (also for "<>").
// At most 128 octets local part (twice RFC 5321 s.4.5.3.1.1: SRS and VERP senders pass 64), 255 domain. The
// caller owns it.
char *address_parse(const char *text);
// True for "<>" and "": the null sender.
bool address_is_null_path(const char *text);

// What follows the last @, "" when there is none; borrowed from spec.
const char *address_domain(const char *spec);
// What stands before the last @. The caller owns it.
char *address_local(const char *spec);
// True when mail can be sent to it as it is: neither a blank nor <> in quotes, no 8-bit octet, which would
// need SMTPUTF8 (RFC 6531); at most 320 octets. False for NULL and "".
bool address_is_sendable(const char *spec);
// A domain as it is compared: lower case, other scripts as A-labels (RFC 5890), so that both ways to write
// one are the same; NULL when it cannot be written so. The caller owns it.
char *address_domain_fold(const char *domain);
// Same mailbox, compared without case in both parts (as practice, not RFC 5321, has it).
bool address_equal(const char *a, const char *b);
// The form under which an address is looked up: all lower case. The caller owns it.
char *address_key(const char *spec);

// True when spec is `own`, with or without a sub-address behind '+' or '-' ("support+x@" is "support@").
bool address_is_ours(const char *spec, const char *own);
// The sub-address of spec behind `separator` when it is one of `own`, else NULL. The caller owns it.
char *address_detail(const char *spec, const char *own, char separator);
// `own` with that sub-address; NULL when its local part would be longer than SMTP allows (64 octets, RFC 5321
// s.4.5.3.1.1). The caller owns it.
char *address_with_detail(const char *own, char separator, const char *detail);

// True when the domain is `of` or one below it, compared without case; false when either is empty.
bool address_lies_within(const char *domain, const char *of);

// The organisational domain (public suffix and one label, RFC 7489 s.3.2), from the public suffix list;
// the domain itself when it has none. The caller owns it.
char *address_organisation(const char *domain);
// True when both domains have the same organisational domain; false when either is empty.
bool address_same_organisation(const char *domain_a, const char *domain_b);

#endif
