"""What a standard's content is, how it is checked, and how an identification method scores. Plain Python."""
