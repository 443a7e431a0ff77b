"""What can go wrong with the embedded servers, each said in a sentence for the person at the terminal."""


class EmbeddedError(Exception):
    """The embedded servers cannot be used; the message is a plain sentence to show as it is."""


class AlreadyRunningError(EmbeddedError):
    """Another process holds the lock of this home: its servers run already."""
