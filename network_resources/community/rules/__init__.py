"""Plain rules of the directory: what the standard says, what a value must look like. No database."""
