"""Which figures of which quarter have to be counted again."""

from django.db import models
from django.db.models.functions import Now

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow


class DirtyMark(PracticeRow):
    """A quarter of this practice in which something changed, and the room it changed in.

    Marks are only added, never updated, so that two people at work never wait for each other; whoever counts the
    quarter again deletes the marks it saw, and a mark made meanwhile stays.
    """

    table_kind = TableKind.PLAIN

    quarter_start = models.DateField()  # first day of the calendar quarter
    room = models.CharField(max_length=40)
    marked_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "dirty_mark"
        indexes = [models.Index(fields=["quarter_start", "room"], name="dirty_mark_quarter")]

    def __str__(self) -> str:
        return f"{self.room} {self.quarter_start}"
