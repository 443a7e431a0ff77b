"""The figures a practice counts for itself, and when each was last looked at."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from nestwork.sealing.kinds import TableKind
from nestwork.sealing.models import PracticeRow


class RollupCell(PracticeRow):
    """One number of one generation of a figure. The newest generation counts; none is ever changed.

    A release names the generation it was made from, so what was frozen stays readable for later joint audits. This
    is the only table of a practice that the release engine may read, and it holds counts alone.
    """

    table_kind: ClassVar[TableKind] = TableKind.ROLLUP

    generation = models.UUIDField()  # shared by the cells that were counted together for one quarter
    number = models.PositiveIntegerField()  # 1, 2, 3 … of the quarter; the highest is the newest
    measure = models.CharField(max_length=60)
    measure_version = models.PositiveSmallIntegerField()
    quarter_start = models.DateField()
    stratum = models.CharField(max_length=20)
    count = models.PositiveIntegerField()
    counted_on = (
        models.DateField()
    )  # the day the number stands for: the quarter's last, or earlier while it runs
    is_closed = models.BooleanField()  # whether the quarter was over when it was counted
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "rollup_cell"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("measure", "measure_version", "quarter_start", "stratum", "number"),
                name="one_cell_per_generation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.quarter_start} {self.stratum}"


class FigureLook(PracticeRow):
    """When a quarter was last counted, also where nothing had changed: the page shows it, the next count needs it."""

    table_kind: ClassVar[TableKind] = TableKind.PLAIN

    measure = models.CharField(max_length=60)
    measure_version = models.PositiveSmallIntegerField()
    quarter_start = models.DateField()
    counted_on = models.DateField()
    is_closed = models.BooleanField()
    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "figure_look"
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("measure", "measure_version", "quarter_start"), name="one_look_per_quarter"
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.quarter_start}"
