"""API views of the room, one module for each subject."""
