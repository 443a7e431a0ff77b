"""Clinical: dated facts with their source."""
