"""Changes: marks a practice and period whose figures must be computed anew."""
