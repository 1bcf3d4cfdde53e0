// Decides whether a date is promised, by its clause. A clause ends at marks and
// at the words that begin another; dates and idle turns are passed over. In
// the clause of the date there must be a doing of ours that is still to come,
// and nothing that takes it back: a refusal, a hope, a request, a habit, the
// past, a condition. What the clause lacks it may have from its neighbours only
// where grammar lends it: "we will check it and CALL you on Friday", "by Friday
// at the latest, we will call".
#include "promise_saying.h"

#include <string.h>

enum { CLAUSES_MAX = 48, SHORT_CLAUSE = 3, LENDERS = 3 };

// What begins a clause.
typedef enum Opener { OPEN_START, OPEN_MARK, OPEN_AND, OPEN_BUT, OPEN_THAT, OPEN_CONDITION } Opener;

typedef struct Clause {
    size_t first, last;
    Opener opener;
} Clause;

typedef struct Clauses {
    const SayingWords *words;
    const DateWords *dates;
    const Say *says;
    Clause list[CLAUSES_MAX];
    size_t count;
} Clauses;

void saying_prepare(const SayingWords *words, Say *says, const Sentence *sentence) {
    for (size_t at = sentence->first; at < sentence->last;) {
        size_t place, length;
        if (!phrases_find(says, at, sentence->last, words->innocent, &place, &length))
            return;
        for (size_t i = place; i < place + length; i++)
            says[i].taken |= says[i].kind == SAY_WORD;
        at = place + length;
    }
}

// --- clauses ---

static bool begins(const Say *says, size_t at, size_t end, const char *const *phrases) {
    for (size_t i = 0; phrases[i] != NULL; i++) {
        if (phrase_at(says, at, end, phrases[i]) > 0)
            return true;
    }
    return false;
}

// What a Say begins, OPEN_START for nothing.
static Opener opener_at(const Clauses *clauses, const Clause *open, size_t at, size_t end) {
    const Say *say = &clauses->says[at];
    const SayingWords *words = clauses->words;
    const size_t near = MIN(at + 4, end); // the longest of these phrases
    if (say->taken)
        return OPEN_START;
    if (say->kind == SAY_MARK)
        return strchr(",;:-", *say->text) != NULL && !(*say->text == '-' && say->glued) ? OPEN_MARK
                                                                                        : OPEN_START;
    if (begins(clauses->says, at, near, words->condition))
        return OPEN_CONDITION;
    if (begins(clauses->says, at, near, words->that))
        return OPEN_THAT;
    if (begins(clauses->says, at, near, words->but))
        return OPEN_BUT;
    if (begins(clauses->says, at, near, words->and))
        return OPEN_AND;
    const bool main = open->opener == OPEN_CONDITION && at > open->first + 2;
    return main && begins(clauses->says, at, near, words->main) ? OPEN_BUT : OPEN_START;
}

static void clause_close(Clauses *clauses, const Clause *open, size_t at) {
    if (at > open->first && clauses->count < CLAUSES_MAX) {
        clauses->list[clauses->count] = *open;
        clauses->list[clauses->count++].last = at;
    }
}

static void clauses_split(Clauses *clauses, const Sentence *sentence) {
    Clause open = {.first = sentence->first};
    for (size_t at = sentence->first; at < sentence->last; at++) {
        const Opener opener = opener_at(clauses, &open, at, sentence->last);
        if (opener == OPEN_START)
            continue;
        if (at == open.first) { // behind a comma: the word says more than the mark
            open.opener = opener == OPEN_MARK ? open.opener : opener;
            open.first += opener == OPEN_MARK;
            continue;
        }
        clause_close(clauses, &open, at);
        open = (Clause){.first = at + (opener == OPEN_MARK), .opener = opener};
    }
    clause_close(clauses, &open, sentence->last);
}

// --- one clause ---

static bool has(const Clauses *clauses, const Clause *clause, const char *const *phrases) {
    return phrases_have(clauses->says, clause->first, clause->last, phrases);
}

// Turns that promise count in idle phrases too: "you can count on" is no mere ability.
static bool has_promise(const Clauses *clauses, const Clause *clause) {
    for (size_t at = clause->first; at < clause->last; at++) {
        if (begins(clauses->says, at, clause->last, clauses->words->promise))
            return true;
    }
    return false;
}

static bool is_vetoed(const Clauses *clauses, const Clause *clause) {
    return clause->opener == OPEN_CONDITION || has(clauses, clause, clauses->words->never) ||
           has(clauses, clause, clauses->words->usual);
}

static bool is_past(const Clauses *clauses, const Clause *clause) {
    return has(clauses, clause, clauses->words->unless) && !has_promise(clauses, clause);
}

// "by Friday at the latest": no sentence of its own, a piece of the one beside it.
static bool is_piece(const Clauses *clauses, const Clause *clause) {
    size_t words = 0;
    for (size_t at = clause->first; at < clause->last; at++) {
        const bool glue = term_at(clauses->dates, clauses->says, at, clause->last, TERM_GLUE, NULL) > 0;
        words += clauses->says[at].kind == SAY_WORD && !clauses->says[at].taken && !glue;
    }
    return words <= SHORT_CLAUSE;
}

// A finite form of the present; behind "zu" or "te" it is none.
static bool has_present(const Clauses *clauses, const Clause *clause) {
    size_t place, length;
    if (!phrases_find(clauses->says, clause->first, clause->last, clauses->words->present, &place, &length))
        return false;
    return place == clause->first || phrase_at(clauses->says, place - 1, clause->last, "zu|te|att") == 0;
}

// True when a clause before lends this one its verb or its subject: the nearest one that has it decides.
static bool is_lent(const Clauses *clauses, size_t number, const char *const *phrases, bool by_comma) {
    for (size_t step = 0; step < LENDERS && number > 0; step++) {
        const Opener opener = clauses->list[number].opener;
        if (opener != OPEN_AND && !(by_comma && opener == OPEN_MARK))
            return false;
        const Clause *lender = &clauses->list[--number];
        if (is_vetoed(clauses, lender))
            return false;
        if (has(clauses, lender, phrases))
            return true;
    }
    return false;
}

// Who begins "you ..." speaks of somebody else than the lender did.
static bool has_own_subject(const Clauses *clauses, const Clause *clause) {
    const size_t from = clause->first + (clause->opener == OPEN_AND);
    return strcmp(clauses->words->code, "en") == 0 && from < clause->last &&
           phrase_at(clauses->says, from, clause->last, "you|your|they|customers") > 0;
}

static bool clause_commits(const Clauses *clauses, size_t number) {
    const Clause *clause = &clauses->list[number];
    const SayingWords *words = clauses->words;
    if (has_promise(clauses, clause))
        return true;
    if (has(clauses, clause, words->doing) &&
        (has(clauses, clause, words->future) ||
         (!has_own_subject(clauses, clause) && is_lent(clauses, number, words->future, true))))
        return true;
    return has_present(clauses, clause) &&
           (has(clauses, clause, words->we) || is_lent(clauses, number, words->we, false));
}

typedef enum Verdict { SAYS_NOTHING, SAYS_YES, SAYS_NO } Verdict;

// What hangs on a clause that refuses, hopes or tells what others said is no promise either.
static bool hangs_on_refusal(const Clauses *clauses, size_t number) {
    if (number == 0 || clauses->list[number].opener != OPEN_THAT)
        return false;
    const Clause *before = &clauses->list[number - 1];
    return before->opener != OPEN_CONDITION && (is_vetoed(clauses, before) || is_past(clauses, before));
}

// "Normally, we answer within a day."
static bool is_usual(const Clauses *clauses, size_t number) {
    return number > 0 && clauses->list[number].opener == OPEN_MARK &&
           is_piece(clauses, &clauses->list[number - 1]) &&
           has(clauses, &clauses->list[number - 1], clauses->words->usual);
}

static Verdict clause_verdict(const Clauses *clauses, size_t number) {
    const Clause *clause = &clauses->list[number];
    if (is_vetoed(clauses, clause) || hangs_on_refusal(clauses, number) || is_usual(clauses, number) ||
        is_past(clauses, clause))
        return SAYS_NO;
    const bool supposed = clause->opener == OPEN_AND && number > 0 &&
                          clauses->list[number - 1].opener == OPEN_CONDITION &&
                          !has(clauses, clause, clauses->words->future);
    if (supposed)
        return SAYS_NO;
    return clause_commits(clauses, number) ? SAYS_YES : SAYS_NOTHING;
}

static Verdict piece_verdict(const Clauses *clauses, size_t number) {
    for (size_t before = number; before > 0;) {
        if (clauses->list[--before].opener == OPEN_CONDITION && before > 0)
            continue; // "we call if it fails, on Friday at the latest"
        const Verdict verdict = clause_verdict(clauses, before);
        if (verdict != SAYS_NOTHING)
            return verdict;
        if (!is_piece(clauses, &clauses->list[before]))
            break;
    }
    for (size_t behind = number + 1; behind < clauses->count; behind++) {
        const Verdict verdict = clause_verdict(clauses, behind);
        if (verdict != SAYS_NOTHING || !is_piece(clauses, &clauses->list[behind]))
            return verdict;
    }
    return SAYS_NOTHING;
}

// What somebody else said stands in quotation marks.
static bool is_quoted(const Say *says, const Sentence *sentence, size_t at) {
    bool quoted = false;
    for (size_t i = sentence->first; i < at; i++)
        quoted ^= says[i].kind == SAY_MARK && *says[i].text == '"';
    return quoted;
}

// "Once we have it, we repair it within 3 days": the days count from then, not from now.
static bool counts_from_event(const Clauses *clauses, size_t number) {
    for (size_t before = 0; before < number; before++) {
        if (clauses->list[before].opener == OPEN_CONDITION)
            return true;
    }
    return false;
}

bool saying_promises(const SayingWords *words, const DateWords *dates, const Say *says,
                     const Sentence *sentence, const NamedDate *date) {
    if (sentence->asks || is_quoted(says, sentence, date->first))
        return false;
    Clauses clauses = {.words = words, .dates = dates, .says = says};
    clauses_split(&clauses, sentence);
    for (size_t number = 0; number < clauses.count; number++) {
        const Clause *clause = &clauses.list[number];
        if (date->first < clause->first || date->first >= clause->last)
            continue;
        if (date->elapsed && counts_from_event(&clauses, number))
            return false;
        const Verdict verdict = clause_verdict(&clauses, number);
        if (verdict == SAYS_NOTHING && is_piece(&clauses, clause))
            return piece_verdict(&clauses, number) == SAYS_YES;
        return verdict == SAYS_YES;
    }
    return false;
}
