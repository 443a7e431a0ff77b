"""Pages of the steward: keeping listings, sending files, mending rows."""
