"""Registry: which children are followed, at what level."""
