#ifndef EARSHOT_PROMISE_PHRASES_H
#define EARSHOT_PROMISE_PHRASES_H
// Internal to promise: the turns of phrase by which people say that they will do something, in nine
// languages, as data, in the form that promise_text.h tells. Each list ends with NULL.

typedef struct SayingWords {
    const char *code;
    const char *const *future;  // "will", "werden", "vamos a": with a doing in the same clause a promise
    const char *const *doing;   // what people of ours do: "call", "shipped", "beheben"; in no finite form
    const char *const *promise; // turns that promise by themselves: "vous recevrez", "te lo mando"
    const char *const *present; // "schicke", "ringer": a promise where `we` stands too
    const char *const *we;
    const char *const *never;     // what makes a clause no promise: refusals, hopes, requests
    const char *const *usual;     // what is so as a rule, and no promise: "normally"; also before a comma
    const char *const *unless;    // what makes it none, unless a turn of `promise` stands there too: the past
    const char *const *innocent;  // stands for nothing of the above: "no later than", "please note"
    const char *const *condition; // begins a clause that is only supposed: "if", "sobald"
    const char *const *that;      // begins one that hangs on the clause before: "that", "dass"
    const char *const *and;       // begins one that shares subject and verb with the one before
    const char *const *but;       // begins one that shares nothing
    const char *const *main;      // begins the main clause behind a condition without a comma
    const char *const *puts_off;  // "still looking into it"
    const char *const *delivers;  // what keeps a promise: "attached", "has been fixed"
    const char *const *requests;  // "please send us", "could you"
    const char *const *courtesy;  // no question and no request for anything: "any other questions"
} SayingWords;

enum { SAYING_LANGUAGES = 9 };
extern const SayingWords saying_words[SAYING_LANGUAGES];

#endif
