"""Made-up rows for tests, one module for each room."""
