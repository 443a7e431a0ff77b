"""Verbs of accounts: handing a sign-in over, ending sessions, managing people, tokens."""
