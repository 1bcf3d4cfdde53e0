// The relay is made with the rest, so that a wrong password file is found before
// anything changes, and then handed to the dispatch for good: to let go of it
// means to say QUIT, which must not happen in a thread that others wait for.
#include "outfit.h"

typedef struct Outfit {
    Relay *relay; // until it is taken
    Render *render;
} Outfit;

static void outfit_free(void *data) {
    Outfit *outfit = data;
    relay_free(outfit->relay);
    render_free(outfit->render);
    g_free(outfit);
}

Edition *outfit_edition(Config *config, GPtrArray *errors) {
    g_autoptr(GError) error = NULL;
    const guint before = errors->len;
    Outfit *outfit = g_new0(Outfit, 1);
    g_autoptr(Edition) edition = edition_new(config, outfit, outfit_free);
    outfit->render = render_new(config, errors);
    if (config->relay_url != NULL && (outfit->relay = relay_new(config, &error)) == NULL)
        g_ptr_array_add(errors, g_strdup(error->message));
    return errors->len == before ? g_steal_pointer(&edition) : NULL;
}

Relay *outfit_take_relay(const Edition *edition) {
    Outfit *outfit = edition_made(edition);
    return g_steal_pointer(&outfit->relay);
}

const Render *outfit_render(const Edition *edition) {
    return ((const Outfit *)edition_made(edition))->render;
}
