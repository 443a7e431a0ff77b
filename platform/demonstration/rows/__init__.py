"""From the story to rows. History is dated back, so rows are written in bulk rather than by the rooms' verbs."""
