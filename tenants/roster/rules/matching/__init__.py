"""Comparing two children: transparent points for what agrees, never a decision to merge."""
