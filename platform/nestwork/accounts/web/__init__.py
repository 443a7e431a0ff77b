"""Pages of accounts: sign-in and switching, the person's own settings, people of a practice and of the network."""
