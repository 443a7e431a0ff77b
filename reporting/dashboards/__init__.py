"""Pages that show figures: released ones, and a practice its own."""
