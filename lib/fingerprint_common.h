// clang-format off
static const CommonWord common_words[] = {
    {"and", 0},
};
// clang-format on
