"""Staff: the people of one practice, by id and display name."""
