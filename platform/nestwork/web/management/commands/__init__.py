"""Commands of the look."""
