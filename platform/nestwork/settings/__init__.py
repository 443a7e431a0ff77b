"""Settings modules: base, demo, test, production."""
