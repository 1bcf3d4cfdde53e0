#ifndef EARSHOT_ENCODED_H
#define EARSHOT_ENCODED_H
// Encoded words in header fields (RFC 2047), as mail really carries them.

// The text with every encoded word decoded, blanks between neighbours removed. What is no sound encoded word
// stands as it is. Valid UTF-8; control characters may occur. The caller owns it.
char *encoded_decode(const char *raw);

#endif
