static const double like_weights[LIKE_COUNT + 1] = {10, 3, -1, 4, -3, 1, -2, 2, 1, 2, 0, -4};
