"""Seals over audit lines: made by the sealer's process, checked by verify_audit."""
