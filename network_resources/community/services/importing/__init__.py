"""Taking rows of a source into the directory: what each would do, and doing it in batches."""
