"""Look: the sources of the served stylesheet and icon sprite, and the script that writes both."""
