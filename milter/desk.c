// libmilter starts a thread for every session that has something to do, so that
// nothing else bounds how many messages are judged at one time.
#include "desk.h"

#include <pthread.h>
#include <time.h>

struct Desk {
    pthread_mutex_t lock;
    pthread_cond_t free; // a seat is
    unsigned seats;      // that are free
};

Desk *desk_new(unsigned seats) {
    Desk *desk = g_new0(Desk, 1);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&desk->free, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&desk->lock, NULL);
    desk->seats = seats;
    return desk;
}

void desk_free(Desk *desk) {
    if (desk == NULL)
        return;
    pthread_cond_destroy(&desk->free);
    pthread_mutex_destroy(&desk->lock);
    g_free(desk);
}

bool desk_sit(Desk *desk, size_t size, int64_t deadline) {
    if (desk == NULL || size < DESK_LARGE)
        return false;
    const struct timespec until = {.tv_sec = deadline / G_TIME_SPAN_SECOND,
                                   .tv_nsec = deadline % G_TIME_SPAN_SECOND * 1000};
    pthread_mutex_lock(&desk->lock);
    int status = 0;
    while (desk->seats == 0 && status == 0)
        status = pthread_cond_timedwait(&desk->free, &desk->lock, &until);
    const bool seated = desk->seats > 0;
    desk->seats -= seated ? 1 : 0;
    pthread_mutex_unlock(&desk->lock);
    return seated;
}

void desk_rise(Desk *desk) {
    pthread_mutex_lock(&desk->lock);
    desk->seats++;
    pthread_cond_signal(&desk->free);
    pthread_mutex_unlock(&desk->lock);
}
