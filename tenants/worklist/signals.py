"""What the worklist tells rooms above it, inside the transaction of the act."""

from django.dispatch import Signal

# Sent with `item`, `by` and `because` (the Cause, or None) when work was done.
item_done = Signal()
