// A lock stands for a fact and a number: shared, so that many may hold the same. What a
// server lost with all its connections is not known until every process has come back.
#include "engine_postgresql_tell.h"

#include <pthread.h>

#include "engine_postgresql_link.h"

// Each looks every two seconds, and waits at most ten between two tries to connect.
#define REST (2 * G_TIME_SPAN_SECOND)
#define ALL_ARE_BACK (15 * G_TIME_SPAN_SECOND)

struct Teller {
    char *url;
    pthread_mutex_t mutex; // guards all below
    Link *link;            // NULL: there is none
    bool was_lost;
    int64_t rests_until, unknown_until; // monotonic
    unsigned wanted[ENGINE_FACTS];
    unsigned told[ENGINE_FACTS]; // on this connection; 0: nothing
};

Teller *teller_new(const char *url) {
    Teller *teller = g_new0(Teller, 1);
    teller->url = g_strdup(url);
    pthread_mutex_init(&teller->mutex, NULL);
    return teller;
}

void teller_free(Teller *teller) {
    link_free(teller->link);
    pthread_mutex_destroy(&teller->mutex);
    g_free(teller->url);
    g_free(teller);
}

static int64_t lock_of(unsigned fact, unsigned number) {
    enum { NUMBER_BITS = 24 };
    return (int64_t)fact << NUMBER_BITS | number;
}

static void hang_up(Teller *teller) {
    g_clear_pointer(&teller->link, link_free);
    teller->was_lost = true;
    teller->rests_until = g_get_monotonic_time() + REST;
    for (unsigned i = 0; i < ENGINE_FACTS; i++)
        teller->told[i] = 0;
}

// The number that the statement answers with; -1: the connection is lost.
static int64_t ask(Teller *teller, Sql sql, int64_t first, int64_t last) {
    uint8_t rooms[2][8];
    const LinkValue values[] = {link_number(first, rooms[0]), link_number(last, rooms[1])};
    link_ask(teller->link, sql, 0, values, sql == SQL_TOLD ? 2 : 1);
    link_send(teller->link);
    g_autoptr(LinkAnswer) answer = link_answer(teller->link, NULL);
    const int64_t number =
        answer != NULL && link_finish(teller->link, NULL) ? link_get_number(answer, 0, 0) : -1;
    if (number < 0)
        hang_up(teller);
    return number;
}

static bool connect_again(Teller *teller) {
    const int64_t now = g_get_monotonic_time();
    if (teller->link != NULL && !link_is_alive(teller->link))
        hang_up(teller);
    if (teller->link != NULL)
        return true;
    if (now < teller->rests_until)
        return false;
    teller->link = link_open(teller->url, NULL);
    if (teller->link == NULL)
        hang_up(teller);
    else if (teller->was_lost)
        teller->unknown_until = g_get_monotonic_time() + ALL_ARE_BACK;
    return teller->link != NULL;
}

// The new one first: in between it tells both, and never none.
static bool tell_wanted(Teller *teller, unsigned fact) {
    const unsigned told = teller->told[fact], wanted = teller->wanted[fact];
    if (wanted == told || wanted == 0)
        return true;
    if (ask(teller, SQL_TELL, lock_of(fact, wanted), 0) <= 0)
        return false;
    teller->told[fact] = wanted;
    return told == 0 || ask(teller, SQL_UNTELL, lock_of(fact, told), 0) >= 0;
}

static bool tell_all(Teller *teller) {
    bool done = connect_again(teller);
    for (unsigned i = 0; done && i < ENGINE_FACTS; i++)
        done = tell_wanted(teller, i);
    return done;
}

bool teller_tell(Teller *teller, unsigned fact, unsigned number) {
    pthread_mutex_lock(&teller->mutex);
    teller->wanted[fact] = number;
    const bool done = tell_all(teller);
    pthread_mutex_unlock(&teller->mutex);
    return done;
}

bool teller_others_below(Teller *teller, unsigned fact, unsigned number) {
    pthread_mutex_lock(&teller->mutex);
    const bool known = tell_all(teller) && g_get_monotonic_time() >= teller->unknown_until;
    const bool below = !known || ask(teller, SQL_TOLD, lock_of(fact, 0), lock_of(fact, number)) != 0;
    pthread_mutex_unlock(&teller->mutex);
    return below;
}
