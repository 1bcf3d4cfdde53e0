// What each similarity adds (Similarity, then the bias): in one language, in two.
static const double like_weights[2][LIKE_COUNT + 1] = {
    {5, -3, 1, -2, 3, 1, 3, 1, 1, 1, 1, 1, 1, 2, 2, 2, 0.3, -4.5},
    {5, -3, 1, -2, 3, 1, 3, 1, 1, 1, 1, 1, 1, 2, 2, 2, 0.3, -4},
};
