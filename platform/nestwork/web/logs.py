"""Lines of the log: which fault and where, never what it was about."""

import logging
import traceback
from types import TracebackType

type Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """Tells a fault by its kind and place; the text of an error may quote a name, a date or a record number."""

    def formatException(self, ei: Fault) -> str:  # noqa: N802 - the name the library calls
        """The kinds and places of the fault and of what led to it, without a word they said."""
        told, error = [], ei[1]
        while error is not None:
            told.append("".join([*traceback.format_tb(error.__traceback__), type(error).__name__]))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nthe fault before it:\n".join(told)
