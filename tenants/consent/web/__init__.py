"""Pages of consent: the table of a child, a signature, its withdrawal, what left."""
