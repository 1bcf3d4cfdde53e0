// Made by contrib/train/make-likeness: what each Similarity adds, then the bias. Included by one file only.
// clang-format off
static const double like_weights[LIKE_COUNT + 1] = {
    9.657, 3.092, -1.345, 6.046, -8.053, -0.894, -3.051, 1.070, 0.314, 1.910, -8.017, 0.154, -3.766
};
// clang-format on
