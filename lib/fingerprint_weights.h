// Made by contrib/train/make-likeness: what each Similarity adds, then the bias. Included by one file only.
// clang-format off
static const double like_weights[LIKE_COUNT + 1] = {
    8.791, 2.913, -2.232, 6.001, -4.453, -0.221, -3.046, 2.023, 0.215, 1.715, 0.212, -4.171
};
// clang-format on
