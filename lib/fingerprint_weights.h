// Made by contrib/train/make-likeness: what each Similarity adds, then the bias. Included by one file only.
// clang-format off
static const double like_weights[LIKE_COUNT + 1] = {
    9.709, 3.128, -1.346, 6.046, -8.054, -0.900, -3.052, 1.091, 0.292, 1.900, -8.017, 0.176, -3.788
};
// clang-format on
