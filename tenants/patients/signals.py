"""What the rooms above hear about a child. Each is sent inside the transaction of the act, with child= and by=."""

from django.dispatch import Signal

child_died = Signal()  # stops every item, letter, survey and reminder at once
glass_broken = Signal()  # with opening=: the BreakGlass row
child_merged = Signal()  # with survivor=
child_unmerged = Signal()  # with survivor=: the child it stood under until now
life_corrected = Signal()  # the birth date or the day of death is another, or was taken back
