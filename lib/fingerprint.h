#ifndef EARSHOT_FINGERPRINT_H
#define EARSHOT_FINGERPRINT_H
// What a complaint is about, so that two can be told alike or not, in one
// language or in two: error strings, names and versions of products, what is
// meant (the same in nine languages), and the rarer words. Feelings and
// politeness are no part of it: two furious mails are not one fault. Pure.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "record.h"
#include "text.h"
#include "verdict.h"

typedef enum TraitKind { // on disk: append only
    TRAIT_ERROR,         // "0x80070005", "ERR_TIMED_OUT", "HTTP 503", a message in quotes
    TRAIT_NAME,          // of a product, a part or a version: "Ledgerly", "4.2.1"
    TRAIT_CONCEPT,       // what is meant: "export", "log-in", "is empty"
    TRAIT_WORD,          // folded
    TRAIT_KINDS
} TraitKind;

typedef struct Trait {
    TraitKind kind;
    char *word;    // for people: as evidence; plain, at most 60 characters
    float weight;  // how telling it is, by how rare
    uint32_t said; // of the words of the one sentence it stands in; 0: in several, or short ones
} Trait;

enum { FINGERPRINT_TRAITS = 64, FINGERPRINT_KEYS = 30 };

typedef struct Fingerprint {
    Request request;
    char *language;    // ISO 639-1 or "und"
    GPtrArray *traits; // Trait *, the most telling first, at most FINGERPRINT_TRAITS
} Fingerprint;

// NULL when there is too little to tell anything by. A new message's subject counts (VERDICT.md).
Fingerprint *fingerprint_of(const Text *text, const Verdict *verdict) G_GNUC_WARN_UNUSED_RESULT;
void fingerprint_free(Fingerprint *fingerprint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fingerprint, fingerprint_free)

// How surely both are about one problem, 0 to 1. What speaks for it is added to `why` (char *, "error
// ERR_TIMED_OUT", "words export, empty"; NULL: not wanted), the most telling first, at most 6.
double fingerprint_likeness(const Fingerprint *left, const Fingerprint *right, GPtrArray *why);

// From here on two complaints count as one problem; and from here on so surely that a customer may be told
// the other's workaround. Chosen on labelled pairs; what they reach stands in contrib/train/README.md.
#define FINGERPRINT_SAME 0.5
#define FINGERPRINT_SURE 0.9

// Numbers that like complaints share and others rarely do (locality-sensitive: error codes themselves, and
// pairs of the most telling concepts, the same in every language), at most FINGERPRINT_KEYS; how many. To be
// hashed with a key before they are stored.
unsigned fingerprint_keys(const Fingerprint *fingerprint, uint64_t keys[FINGERPRINT_KEYS]);

// As part of a record. Reading bounds everything; damage fails the reader.
void fingerprint_put(RecordWriter *writer, const Fingerprint *fingerprint);
Fingerprint *fingerprint_get(RecordReader *reader) G_GNUC_WARN_UNUSED_RESULT;

#endif
