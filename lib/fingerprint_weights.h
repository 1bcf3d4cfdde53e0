// Made by contrib/train/make-likeness: what each Similarity adds, then the bias. Included by one file only.
// clang-format off
static const double like_weights[LIKE_COUNT + 1] = {
    9.647, 3.138, -1.337, 6.046, -8.055, -0.917, -3.051, 1.058, 0.482, 2.112, -8.006, 0.152, -3.783
};
// clang-format on
