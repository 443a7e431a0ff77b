"""Today: one page that says whom to call now, takes the call's outcome in the row, and brings the next."""
