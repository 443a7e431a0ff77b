"""The shared library. Nothing about a child may ever stand here."""
