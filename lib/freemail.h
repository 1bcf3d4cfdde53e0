#ifndef EARSHOT_FREEMAIL_H
#define EARSHOT_FREEMAIL_H
// Domains that many strangers share: there an address tells who writes, the
// domain tells nothing. They can never stand for a customer.

#include <stdbool.h>

// True for the domain of a public mail provider or of an internet provider that gives its subscribers
// mailboxes, and for what lies below one. Not every one in the world: some hundreds, over the countries of
// our nine languages.
bool freemail_has(const char *domain);
// True for a site on which everybody has a page, as facebook.com: no customer's, whatever a CRM system has
// as their website.
bool freemail_has_pages(const char *domain);

#endif
