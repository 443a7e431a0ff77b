"""Reading a roster file as a stream of rows in bounded memory, inside a limited process."""
