"""What a release is and what of a count may be shown. Plain Python."""
