"""Plain rules of the roster: reading files, typed values, planning changes, comparing children. No Django here."""
