"""Release of figures: protected, approved, and only then shown."""
