#ifndef EARSHOT_TEST_PAPER_WORLD_H
#define EARSHOT_TEST_PAPER_WORLD_H
// Digests made by hand, as digest_gather would make them, to be written: what
// customers said stands in a table, and as many conversations as a scene wants
// go through it again and again.

#include "support_time.h"

#include "digest.h"
#include "digest_write.h"

#define PAPER_MINUTE G_TIME_SPAN_MINUTE
#define PAPER_HOUR G_TIME_SPAN_HOUR
#define PAPER_DAY G_TIME_SPAN_DAY
#define PAPER_TOKEN "abcdefghijklmnopqrstuvwx"
#define PAPER_MAIL_TO "support+abcdefgh@example.test"

typedef struct Said {
    const char *who, *account, *tier, *subject, *language;
    Level level;
    Request request;
    Phase phase;
    NextStep step;
    GTimeSpan due; // from now; 0 for nothing
    struct {
        Signal signal;
        const char *words;
    } quotes[2];
    const char *impact, *wanted, *reason, *promise;
} Said;

static const Said SAID[] = {
    {"Maria Rossi",
     "Acme Logistics GmbH",
     "platinum",
     "Orders stopped since the update",
     "en",
     LEVEL_CRITICAL,
     REQUEST_OUTAGE,
     PHASE_DISCOVERY,
     STEP_LISTEN,
     -3 * PAPER_HOUR - 10 * PAPER_MINUTE,
     {{SIGNAL_CHURN,
       "If this is not solved today we will move to another supplier, the contract is on my desk"},
      {SIGNAL_ANGER, "I have had enough of being told to wait"}},
     "No order has left our warehouse since six this morning",
     "We need this running before the trucks leave at 14:00",
     "churn as a decision",
     NULL},
    {"Jonas Lindqvist",
     "Nordbruk AB",
     "gold",
     "Fakturaexporten tappar rader",
     "sv",
     LEVEL_CRITICAL,
     REQUEST_DEFECT,
     PHASE_SOLVING,
     STEP_PROMISE_MISSED,
     -26 * PAPER_HOUR,
     {{SIGNAL_BROKEN_PROMISE, "Ni lovade en rättning i fredags och vi har inte hört något"},
      {SIGNAL_ANXIETY, "Jag är orolig för bokslutet"}},
     NULL,
     NULL,
     "a promise was not kept",
     "a fix in 4.3 by Friday"},
    {"Sofia Marín Gutiérrez de la Peña",
     NULL,
     NULL,
     "Acceso bloqueado",
     "es",
     LEVEL_ESCALATION,
     REQUEST_ACCESS,
     PHASE_DISCOVERY,
     STEP_ANSWER,
     4 * PAPER_HOUR,
     {{SIGNAL_REPEAT, "Es la tercera vez este mes que no podemos entrar"}},
     NULL,
     NULL,
     "the same again, or asked before and not answered",
     NULL},
    {"Dr. Hannelore Schmidt-Weißenburg",
     "Stadtwerke Oberkirch",
     "silver",
     "Zählerdaten fehlen seit Dienstag",
     "de",
     LEVEL_ESCALATION,
     REQUEST_DEFECT,
     PHASE_SOLVING,
     STEP_DATE,
     30 * PAPER_HOUR,
     {{SIGNAL_MANAGER, "Ich bitte um einen Rückruf Ihrer Geschäftsleitung"},
      {SIGNAL_IDENTITY, "Ich habe im Stadtrat für Ihr Produkt geradegestanden"}},
     "Wir können 4.000 Haushalten keine Abrechnung schicken",
     NULL,
     "someone above is asked for",
     NULL},
    {"Tom Becker",
     "Acme Logistics GmbH",
     "platinum",
     "Slow search",
     "en",
     LEVEL_CONCERN,
     REQUEST_DEFECT,
     PHASE_SOLVING,
     STEP_TOUCH,
     2 * PAPER_HOUR,
     {{SIGNAL_COUNT, NULL}},
     NULL,
     NULL,
     "a fault is reported",
     NULL},
};

typedef struct Paper {
    Pm *pm;
    Mailbox *mailbox;
    Digest *digest;
    Phrasebook *book;
} Paper;

static void paper_free_clock(void *data) {
    clock_free(data);
}

static void paper_free_quote(void *data) {
    SituationQuote *quote = data;
    g_free(quote->words);
    g_free(quote);
}

static void paper_free_situation(void *data) {
    situation_free(data);
}

static void paper_free_promise(void *data) {
    DigestPromise *promise = data;
    g_free(promise->who);
    g_free(promise->words);
    g_free(promise);
}

static void paper_free_silent(void *data) {
    DigestSilent *silent = data;
    g_free(silent->who);
    g_free(silent->subject);
    g_free(silent);
}

static void paper_free_line(void *data) {
    DigestLine *line = data;
    g_free(line->who);
    g_free(line->account);
    g_free(line->subject);
    g_free(line);
}

static void paper_free_group(void *data) {
    DigestGroup *group = data;
    g_free(group->name);
    g_free(group);
}

static void paper_free_suggested(void *data) {
    DigestSuggested *suggested = data;
    g_free(suggested->phrases);
    g_array_unref(suggested->threads);
    g_free(suggested);
}

static void paper_free_burst(void *data) {
    g_free(((DigestBurst *)data)->name);
    g_free(data);
}

static void paper_free_tier(void *data) {
    g_free(((FairnessTier *)data)->name);
    g_free(data);
}

static void paper_free_reason(void *data) {
    DigestReason *reason = data;
    g_free(reason->code);
    g_free(reason);
}

static void paper_free_unanswered(void *data) {
    DigestUnanswered *one = data;
    g_free(one->who);
    g_free(one->subject);
    g_free(one->code);
    g_free(one);
}

static inline Paper *paper_new(const char *language) {
    Paper *paper = g_new0(Paper, 1);
    paper->pm = pm_new("Paula Brandt");
    g_free(paper->pm->time_zone);
    paper->pm->time_zone = g_strdup("Europe/Berlin");
    g_clear_pointer(&paper->pm->calendar, calendar_free);
    paper->pm->calendar = calendar_of("24x7", "Europe/Berlin");
    paper->mailbox = mailbox_new("support");
    g_autoptr(GPtrArray) languages = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(languages, g_strdup(language));
    paper->book = phrasebook_new(languages);
    Digest *digest = paper->digest = g_new0(Digest, 1);
    digest->pm = paper->pm;
    digest->now = NOON_MONDAY;
    digest->situations = g_ptr_array_new_with_free_func(paper_free_situation);
    digest->listed = g_ptr_array_new_with_free_func(paper_free_line);
    digest->promises = g_ptr_array_new_with_free_func(paper_free_promise);
    digest->silent = g_ptr_array_new_with_free_func(paper_free_silent);
    digest->groups = g_ptr_array_new_with_free_func(paper_free_group);
    digest->patterns = g_ptr_array_new_with_free_func(g_free);
    digest->bursts = g_ptr_array_new_with_free_func(paper_free_burst);
    digest->unlinked = g_ptr_array_new_with_free_func(paper_free_line);
    digest->suggested = g_ptr_array_new_with_free_func(paper_free_suggested);
    digest->reasons = g_ptr_array_new_with_free_func(paper_free_reason);
    digest->unanswered = g_ptr_array_new_with_free_func(paper_free_unanswered);
    digest->times = g_ptr_array_new_with_free_func(g_free);
    digest->breakers = g_ptr_array_new_with_free_func(g_free);
    return paper;
}

static inline void paper_free(Paper *paper) {
    digest_free(paper->digest);
    phrasebook_free(paper->book);
    mailbox_free(paper->mailbox);
    pm_free(paper->pm);
    g_free(paper);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Paper, paper_free)

static inline void paper_add_quote(Situation *situation, Signal signal, const char *words) {
    if (words == NULL)
        return;
    SituationQuote *quote = g_new0(SituationQuote, 1);
    *quote = (SituationQuote){signal, g_strdup(words)};
    g_ptr_array_add(situation->quotes, quote);
}

static inline void paper_add_clock(Situation *situation, const Said *said, ClockKind kind) {
    Clock *clock = clock_new(kind);
    clock->thread = situation->thread->id;
    clock->level = said->level;
    clock->accepted = true;
    clock->started = NOON_MONDAY - 2 * PAPER_DAY;
    clock->due = NOON_MONDAY + said->due;
    clock->words = kind == CLOCK_PROMISE ? g_strdup(said->promise) : NULL;
    g_ptr_array_add(situation->clocks, clock);
}

static inline Context *paper_context(const Said *said) {
    Context *context = g_new0(Context, 1);
    context->renewal_days = CONTEXT_NO_DATE;
    context->revenue = -1;
    if (said->account == NULL)
        return context;
    context->account = g_strdup(said->account);
    context->tier = g_strdup(said->tier);
    context->strategic = g_strcmp0(said->tier, "platinum") == 0 ? KNOWN_YES : KNOWN_NO;
    context->reference = KNOWN_YES;
    context->renewal_days = 20;
    context->earlier = 4;
    context->earlier_escalations = 2;
    context->last_closed = NOON_MONDAY - 12 * PAPER_DAY;
    return context;
}

static inline Thread *paper_thread(const Said *said, uint64_t id) {
    Thread *thread = thread_new();
    thread->id = id;
    g_free(thread->subject);
    thread->subject = g_strdup(said->subject);
    g_free(thread->language);
    thread->language = g_strdup(said->language);
    thread->level = said->level;
    thread->phase = said->phase;
    thread->opened = thread->updated = NOON_MONDAY - 2 * PAPER_DAY;
    return thread;
}

static inline Situation *paper_add(Paper *paper, const Said *said) {
    Situation *situation = g_new0(Situation, 1);
    situation->thread = paper_thread(said, 1000 + paper->digest->situations->len);
    Entry *entry = situation->entry = entry_new();
    entry->level = said->level;
    entry->request = said->request;
    g_free(entry->acknowledge);
    entry->acknowledge = g_strdup("yes");
    if (entry->reasons == NULL)
        entry->reasons = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(entry->reasons, g_strdup(said->reason));
    situation->mailbox = paper->mailbox;
    situation->calendar = paper->pm->calendar;
    situation->quotes = g_ptr_array_new_with_free_func(paper_free_quote);
    situation->clocks = g_ptr_array_new_with_free_func(paper_free_clock);
    for (size_t i = 0; i < G_N_ELEMENTS(said->quotes); i++)
        paper_add_quote(situation, said->quotes[i].signal, said->quotes[i].words);
    situation->impact = g_strdup(said->impact);
    situation->wanted = g_strdup(said->wanted);
    situation->who = g_strdup(said->who);
    situation->context = paper_context(said);
    if (said->due != 0) {
        paper_add_clock(situation, said, said->promise != NULL ? CLOCK_PROMISE : CLOCK_FIRST_REPLY);
        situation->due = NOON_MONDAY + said->due;
    }
    situation->late = said->due < 0;
    situation->overdue_promises = situation->late && said->promise != NULL;
    situation->waiting = said->promise == NULL ? 5 * PAPER_HOUR : 0;
    situation->step = said->step;
    paper->digest->late += situation->late;
    paper->digest->due_today += !situation->late && said->due != 0 && said->due < 12 * PAPER_HOUR;
    paper->digest->open[said->level]++;
    g_ptr_array_add(paper->digest->situations, situation);
    return situation;
}

static inline void paper_add_line(Paper *paper, const Said *said) {
    DigestLine *line = g_new0(DigestLine, 1);
    *line = (DigestLine){.thread = 5000 + paper->digest->listed->len,
                         .level = said->level,
                         .who = g_strdup(said->who),
                         .account = g_strdup(said->account),
                         .subject = g_strdup(said->subject),
                         .due = said->due == 0 ? 0 : NOON_MONDAY + said->due,
                         .late = said->due < 0};
    paper->digest->open[said->level]++;
    paper->digest->late += line->late;
    g_ptr_array_add(paper->digest->listed, line);
}

static inline void paper_add_time(Paper *paper, DigestTime time) {
    g_ptr_array_add(paper->digest->times, g_memdup2(&time, sizeof time));
}

static inline void paper_add_reason(Paper *paper, const char *code, unsigned count) {
    DigestReason *reason = g_new0(DigestReason, 1);
    *reason = (DigestReason){g_strdup(code), count};
    g_ptr_array_add(paper->digest->reasons, reason);
}

static inline void paper_add_promise(Paper *paper, unsigned number, const char *who, const char *words,
                                     GTimeSpan due) {
    DigestPromise *promise = g_new0(DigestPromise, 1);
    *promise = (DigestPromise){
        .number = number, .who = g_strdup(who), .words = g_strdup(words), .due = NOON_MONDAY + due};
    g_ptr_array_add(paper->digest->promises, promise);
}

static inline void paper_add_silent(Paper *paper, const char *who, const char *subject, GTimeSpan since) {
    DigestSilent *silent = g_new0(DigestSilent, 1);
    *silent =
        (DigestSilent){.who = g_strdup(who), .subject = g_strdup(subject), .since = NOON_MONDAY - since};
    g_ptr_array_add(paper->digest->silent, silent);
}

static inline void paper_add_unanswered(Paper *paper, const char *who, const char *subject,
                                        const char *code) {
    DigestUnanswered *one = g_new0(DigestUnanswered, 1);
    *one = (DigestUnanswered){.at = NOON_MONDAY - PAPER_HOUR,
                              .who = g_strdup(who),
                              .subject = g_strdup(subject),
                              .code = g_strdup(code)};
    g_ptr_array_add(paper->digest->unanswered, one);
}

static inline void paper_add_group(Paper *paper, const char *name, bool problem, unsigned count,
                                   Level level) {
    DigestGroup *group = g_new0(DigestGroup, 1);
    *group = (DigestGroup){g_strdup(name), problem, count, level};
    g_ptr_array_add(paper->digest->groups, group);
}

static inline void paper_add_breaker(Paper *paper) {
    DigestBreaker *breaker = g_new0(DigestBreaker, 1);
    *breaker = (DigestBreaker){paper->mailbox, NOON_MONDAY - PAPER_HOUR};
    g_ptr_array_add(paper->digest->breakers, breaker);
}

static inline void paper_add_suggested(Paper *paper, unsigned number, const char *phrases, unsigned people,
                                       unsigned accounts) {
    DigestSuggested *one = g_new0(DigestSuggested, 1);
    *one = (DigestSuggested){.phrases = g_strdup(phrases),
                             .people = people,
                             .accounts = accounts,
                             .since = NOON_MONDAY - 6 * PAPER_DAY,
                             .threads = g_array_new(FALSE, FALSE, sizeof(uint64_t))};
    if (number > 0 && number <= paper->digest->situations->len) {
        const Situation *told = paper->digest->situations->pdata[number - 1];
        g_array_append_val(one->threads, told->thread->id);
    }
    g_ptr_array_add(paper->digest->suggested, one);
}

static inline void paper_free_quiet(void *data) {
    QuietAccount *account = data;
    g_free(account->name);
    context_free(account->context);
    g_free(account);
}

static inline void paper_add_quiet(GPtrArray *list, const char *name, SilenceFinding finding, int renewal) {
    QuietAccount *account = g_new0(QuietAccount, 1);
    account->name = g_strdup(name);
    account->context = g_new0(Context, 1);
    account->context->renewal_days = renewal;
    account->context->manager = g_strdup("Berta Klein");
    account->silence = (Silence){.finding = finding, .weeks = 9, .usual_gap = 8.6};
    account->is_new = list->len == 0;
    g_ptr_array_add(list, account);
}

static inline void paper_add_relations(Paper *paper) {
    QuietAccounts *quiet = paper->digest->quiet = g_new0(QuietAccounts, 1);
    quiet->silent = g_ptr_array_new_with_free_func(paper_free_quiet);
    quiet->never = g_ptr_array_new_with_free_func(paper_free_quiet);
    paper_add_quiet(quiet->silent, "Fjord Data AS", SILENCE_LONG, 41);
    paper_add_quiet(quiet->silent, "Casa Verde", SILENCE_LONG, CONTEXT_NO_DATE);
    paper_add_quiet(quiet->never, "Brandt & Söhne", SILENCE_NEVER_WROTE, -3);
    quiet->never_wrote = 12;
    quiet->speak = (QuietShare){34, 120};
    quiet->spoke = (QuietShare){41, 118};
    paper_add_suggested(paper, 2, "export, PDF, is empty", 7, 3);
    paper_add_suggested(paper, 0, "log-in, ERR_TIMED_OUT", 4, 1);
    static const DigestBurst BURSTS[] = {{NULL, REQUEST_OUTAGE, 12, NOON_MONDAY - 2 * PAPER_HOUR, 0},
                                         {(char *)(uintptr_t) "P12 (PDF export is empty)", REQUEST_OTHER, 23,
                                          NOON_MONDAY - 20 * PAPER_HOUR, NOON_MONDAY - 17 * PAPER_HOUR}};
    for (size_t i = 0; i < G_N_ELEMENTS(BURSTS); i++) {
        DigestBurst *burst = g_memdup2(&BURSTS[i], sizeof BURSTS[i]);
        burst->name = g_strdup(BURSTS[i].name);
        g_ptr_array_add(paper->digest->bursts, burst);
    }
    DigestLine *unlinked = g_new0(DigestLine, 1);
    *unlinked = (DigestLine){.thread = 1001, .due = NOON_MONDAY - 9 * PAPER_DAY};
    unlinked->who = g_strdup("Jonas Lindqvist");
    unlinked->subject = g_strdup("Fakturaexporten tappar rader");
    g_ptr_array_add(paper->digest->unlinked, unlinked);
    paper->digest->unlinked_more = 2;
    paper->digest->follow_ups = (FollowUps){.asked = 14, .answered = 9, .calmer = 7, .same = 1, .hotter = 1};
    Fairness *fairness = paper->digest->fairness = g_new0(Fairness, 1);
    fairness->tiers = g_ptr_array_new_with_free_func(paper_free_tier);
    static const struct {
        const char *name;
        GTimeSpan p50;
    } TIERS[] = {{"platinum", 2 * PAPER_HOUR}, {"bronze", 9 * PAPER_HOUR}};
    for (size_t i = 0; i < G_N_ELEMENTS(TIERS); i++) {
        FairnessTier *tier = g_new0(FairnessTier, 1);
        *tier = (FairnessTier){.name = g_strdup(TIERS[i].name), .count = 9, .p50 = TIERS[i].p50};
        g_ptr_array_add(fairness->tiers, tier);
    }
    fairness->largest = fairness->tiers->pdata[0];
    fairness->smallest = fairness->tiers->pdata[1];
}

// What a working day leaves beside the conversations.
static inline void paper_add_day(Paper *paper) {
    DigestPattern *pattern = g_new0(DigestPattern, 1);
    *pattern = (DigestPattern){REQUEST_OUTAGE, 12, 1.4};
    g_ptr_array_add(paper->digest->patterns, pattern);
    paper->digest->messages = 132;
    paper->digest->closed = 12;
    paper->digest->in_hand = 2;
    paper->digest->waiting_for_them = 4;
    paper_add_group(paper, "Acme Logistics GmbH", false, 2, LEVEL_CRITICAL);
    paper_add_group(paper, "P12", true, 3, LEVEL_ESCALATION);
    paper_add_relations(paper);
    paper->digest->touch_late = 1;
    paper->digest->touch_today = 2;
    paper_add_silent(paper, "Ines Carvalho", "Import of old customers", 6 * PAPER_DAY);
    paper_add_reason(paper, "auto-submitted", 14);
    paper_add_reason(paper, "list", 3);
    paper_add_unanswered(paper, "Piotr Nowak", "Question about the licence", "unproven");
    paper_add_time(paper, (DigestTime){CLOCK_ACKNOWLEDGE, 118, 0, 3 * UNITS_SECOND, 9 * UNITS_SECOND, 0});
    paper_add_time(paper, (DigestTime){CLOCK_FIRST_REPLY, 40, 33, 35 * PAPER_MINUTE, 190 * PAPER_MINUTE, 0});
    paper_add_time(paper, (DigestTime){CLOCK_NEXT_REPLY, 31, 31, 50 * PAPER_MINUTE, 170 * PAPER_MINUTE, 0});
    paper_add_time(paper, (DigestTime){CLOCK_PROMISE, 4, 2, 30 * PAPER_HOUR, 50 * PAPER_HOUR, 0});
    paper_add_promise(paper, 2, "Jonas Lindqvist", "a fix in 4.3 by Friday", -26 * PAPER_HOUR);
    paper_add_promise(paper, 0, "Ines Carvalho", "we call you on Wednesday", 2 * PAPER_DAY);
}

// So many open: in full as many as a digest tells, then in lines, then counted.
static inline Paper *paper_of(const char *language, unsigned open) {
    Paper *paper = paper_new(language);
    for (unsigned i = 0; i < open; i++) {
        const Said *said = &SAID[i % G_N_ELEMENTS(SAID)];
        if (i < DIGEST_SHOWN)
            paper_add(paper, said);
        else if (i < DIGEST_SHOWN + DIGEST_LISTED)
            paper_add_line(paper, said);
        else
            paper->digest->more++;
    }
    paper->digest->open[LEVEL_CONCERN] += paper->digest->more;
    if (open > 0)
        paper_add_day(paper);
    return paper;
}

static const char HOSTILE[] =
    "</p></td><script>alert(1)</script><img src=x onerror=alert(2)> & \"'>{{x}}\xff\x01 url(//e.example)";

// Names from the right, names without an end, names that would be markup.
static inline Paper *paper_of_names(const char *language) {
    Paper *paper = paper_of(language, 3);
    g_autofree char *endless = g_strnfill(300, 'W');
    Said hebrew = SAID[0], arabic = SAID[2], hostile = SAID[3];
    hebrew.who = "דנה כהן (מנהלת)";
    hebrew.account = "שירותי ענן בע״מ 2000";
    hebrew.subject = "ההזמנות נעצרו (גרסה 4.2)";
    hebrew.language = "he";
    hebrew.quotes[0].words = "אם זה לא ייפתר היום, נעבור לספק אחר: 14:00 הוא הגבול";
    arabic.who = "محمد بن عبد الرحمن الأنصاري";
    arabic.account = NULL;
    arabic.subject = "انقطاع";
    arabic.language = "ar";
    arabic.quotes[0].words =
        "المرة الثالثة هذا الشهر لا نستطيع الدخول إلى النظام ولا أحد يجيب على رسائلنا، نرجو الرد "
        "قبل الساعة 17:00";
    hostile.who = endless;
    hostile.account = endless;
    hostile.subject = HOSTILE;
    hostile.language = "\">";
    hostile.quotes[0].words = "😀😀👩‍👩‍👧 "
                              "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢"
                              "字漢字漢字漢字漢字漢字";
    paper_add(paper, &hebrew);
    paper_add(paper, &arabic);
    paper_add(paper, &hostile);
    hostile.who = HOSTILE;
    hostile.impact = HOSTILE;
    paper_add(paper, &hostile);
    paper_add_line(paper, &hebrew);
    paper_add_line(paper, &hostile);
    paper_add_silent(paper, arabic.who, arabic.subject, 9 * PAPER_DAY);
    paper_add_promise(paper, 4, hebrew.who, "נשלח תיקון", 3 * PAPER_HOUR);
    paper_add_group(paper, endless, false, 2, LEVEL_ESCALATION);
    paper_add_unanswered(paper, HOSTILE, NULL, HOSTILE);
    paper_add_breaker(paper);
    paper->digest->unheard = 2;
    paper->digest->unconfirmed = 1;
    return paper;
}

static inline DigestPaper paper_commands(const Paper *paper) {
    return (DigestPaper){.book = paper->book, .mail_to = PAPER_MAIL_TO, .token = PAPER_TOKEN};
}

#endif
