"""Jobs: long work as rows that survive any crash."""
