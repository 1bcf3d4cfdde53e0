// A turn, a wait, perhaps a wake, and again: all that is kept between them is until
// when nothing is done.
#include "ear.h"

struct Ear {
    EarListen listen;
    void *data;
    int file;
    int64_t rests; // until then it neither listens nor is polled; INT64_MAX while it listens
    int64_t told;  // when others were woken
};

Ear *ear_new(EarListen listen, void *data) {
    Ear *ear = g_new0(Ear, 1);
    ear->listen = listen;
    ear->data = data;
    ear->file = -1;
    ear->told = -EAR_TELLS;
    return ear;
}

void ear_free(Ear *ear) {
    g_free(ear);
}

void ear_turn(Ear *ear, int64_t now) {
    if (now < ear->rests)
        return;
    ear->file = ear->listen(ear->data);
    ear->rests = ear->file < 0 ? now + EAR_FAILED : INT64_MAX;
}

int ear_file(const Ear *ear) {
    return ear->file;
}

int ear_sleep(const Ear *ear, int ms, int64_t now) {
    const int64_t left = MAX(ear->rests - now, 0);
    return ear->file >= 0 || left > EAR_PAUSE ? ms : MIN(ms, (int)(left / G_TIME_SPAN_MILLISECOND) + 1);
}

bool ear_heard(Ear *ear, int64_t now) {
    const bool tells = now - ear->told >= EAR_TELLS;
    ear->file = -1;
    ear->rests = now + EAR_PAUSE;
    ear->told = tells ? now : ear->told;
    return tells;
}
