"""A practice's own numbers, all of them, for its own people. Released cells are drawn elsewhere, by other functions."""
