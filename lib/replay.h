#ifndef EARSHOT_REPLAY_H
#define EARSHOT_REPLAY_H
// What would be decided of a message that was heard before, by another model,
// other lessons or another configuration: its level, whether the PM is told, when
// a first reply is due. From what is kept of it (heard.h), never from its text; changes
// nothing. What follows from the configuration otherwise (who is served, who may be
// answered, hours and holidays of the past) is not replayed.

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include "config.h"
#include "heard.h"
#include "layer.h"
#include "model.h"

typedef struct ReplaySide { // all borrowed
    const Config *config;
    const Model *model;
    const Layer *layer; // NULL: no lessons
} ReplaySide;

typedef struct ReplayView {
    bool
        fits; // false: heard with other phrases or terms than the model's; the rest is then as it was decided
    Level level;
    bool alerts;
    int64_t due;              // of the first reply; 0 when another is meant, or none
    float sums[CLASS_STRIDE]; // by class, logits
    GPtrArray *reasons;       // char *: why this level
} ReplayView;

void replay_clear(ReplayView *view);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReplayView, replay_clear)

// `from` wrote it (NULL when that is not known): whose account the configuration may name.
void replay_by(const ReplaySide *side, const Heard *heard, const char *from, ReplayView *view);
// As it was decided; the sums are by `side`, to compare with.
void replay_as_it_was(const ReplaySide *side, const Heard *heard, ReplayView *view);
// What moved: "+anger -legal" for signals (and aspects) that are or are no longer present, else a reason that
// `after` has and `before` has not; "" when neither. The caller owns it.
char *replay_moved(const ReplayView *before, const ReplayView *after);

#endif
