"""Accounts: a person's sign-in, sessions, second factors and tokens."""
