"""Published standards: drafted, reviewed by a second person, versioned, adopted by practices."""
