"""What happens to a practice as a whole. Receivers run as owner, in the same transaction, outside the practice.

Each is sent with `practice=`. People end its sessions and tokens, jobs cancel its jobs; a receiver that raises undoes
the act.
"""

from django.dispatch import Signal

practice_opened = Signal()
practice_closed = Signal()
practice_reopened = Signal()
