"""Saved ways to read a vendor's columns: what a profile may say, how a row is read by it, what to guess."""
