// Made by contrib/train/make-likeness: what each Similarity adds, then the bias. Included by one file only.
// clang-format off
static const double like_weights[LIKE_COUNT + 1] = {
    9.378, 2.826, -1.796, 6.001, -8.024, -0.202, -3.056, 2.018, 0.220, 1.745, -8.000, 0.216, -3.763
};
// clang-format on
