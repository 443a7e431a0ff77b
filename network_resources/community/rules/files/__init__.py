"""Reading a directory file as a stream in bounded memory, inside a limited process."""
