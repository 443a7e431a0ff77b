"""Tables of this room, made once per practice."""
