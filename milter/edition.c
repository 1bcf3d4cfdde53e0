// A count of users and no more. What is current stands under a lock and not in
// an atomic pointer: between reading that and counting oneself in, another
// thread could free it.
#include "edition.h"

#include <pthread.h>
#include <stdatomic.h>

struct Edition {
    atomic_uint users;
    Config *config;
    void *made;
    GDestroyNotify free_made;
};

struct Editions {
    pthread_mutex_t lock;
    Edition *current;
};

Edition *edition_new(Config *config, void *made, GDestroyNotify free_made) {
    Edition *edition = g_new0(Edition, 1);
    atomic_init(&edition->users, 1);
    edition->config = config;
    edition->made = made;
    edition->free_made = free_made;
    return edition;
}

Edition *edition_ref(Edition *edition) {
    atomic_fetch_add(&edition->users, 1);
    return edition;
}

void edition_unref(Edition *edition) {
    if (edition == NULL || atomic_fetch_sub(&edition->users, 1) != 1)
        return;
    if (edition->free_made != NULL)
        edition->free_made(edition->made);
    config_free(edition->config);
    g_free(edition);
}

const Config *edition_config(const Edition *edition) {
    return edition->config;
}

void *edition_made(const Edition *edition) {
    return edition->made;
}

Editions *editions_new(Edition *first) {
    Editions *editions = g_new0(Editions, 1);
    pthread_mutex_init(&editions->lock, NULL);
    editions->current = first;
    return editions;
}

void editions_free(Editions *editions) {
    if (editions == NULL)
        return;
    edition_unref(editions->current);
    pthread_mutex_destroy(&editions->lock);
    g_free(editions);
}

Edition *editions_current(Editions *editions) {
    pthread_mutex_lock(&editions->lock);
    Edition *edition = edition_ref(editions->current);
    pthread_mutex_unlock(&editions->lock);
    return edition;
}

void editions_publish(Editions *editions, Edition *next) {
    pthread_mutex_lock(&editions->lock);
    Edition *before = editions->current;
    editions->current = next;
    pthread_mutex_unlock(&editions->lock);
    edition_unref(before); // may free much: not under the lock that sessions wait for
}

bool editions_follow(Editions *editions, Edition **held) {
    Edition *current = editions_current(editions);
    if (current == *held) {
        edition_unref(current);
        return false;
    }
    edition_unref(*held);
    *held = current;
    return true;
}
