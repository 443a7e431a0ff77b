"""Network audit: sign-ins and network acts, naming staff only."""
