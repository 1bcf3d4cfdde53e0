// Made by contrib/train/make-things from contrib/train/things: change that, not this. Included by one file only.
// clang-format off
static const Concept concept_rows[] = {
    {"invoice", CONCEPT_THING, 0, 530},
    {"is empty", CONCEPT_FAULT, 1, 530},
};

static const ConceptEntry concept_entries[] = {
    {"bianc", NULL, 1, 16, true, false},
    {"bill", NULL, 0, 1, false, false},
    {"bills", NULL, 0, 1, false, false},
    {"blanc", NULL, 1, 8, true, false},
    {"blanco", NULL, 1, 32, false, false},
    {"blank", NULL, 1, 1, false, false},
    {"em", "branco", 1, 128, false, false},
    {"empty", NULL, 1, 1, false, false},
    {"en", "blanco", 1, 4, false, false},
    {"factu", NULL, 0, 32, true, false},
    {"factura", NULL, 0, 4, true, false},
    {"facture", NULL, 0, 8, true, false},
    {"faktur", NULL, 0, 320, true, false},
    {"fattur", NULL, 0, 16, true, false},
    {"fatura", NULL, 0, 128, true, false},
    {"invoice", NULL, 0, 1, true, false},
    {"leeg", NULL, 1, 32, false, false},
    {"leer", NULL, 1, 2, true, false},
    {"lege", NULL, 1, 32, false, false},
    {"pust", NULL, 1, 64, true, false},
    {"rechnung", NULL, 0, 2, true, false},
    {"tom", NULL, 1, 256, false, false},
    {"tomma", NULL, 1, 256, false, false},
    {"tomt", NULL, 1, 256, false, false},
    {"vaci", NULL, 1, 4, true, false},
    {"vazi", NULL, 1, 128, true, false},
    {"vide", NULL, 1, 8, false, false},
    {"vides", NULL, 1, 8, false, false},
    {"vuot", NULL, 1, 16, true, false},
};
// clang-format on
