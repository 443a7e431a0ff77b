"""When a practice next has a job to look at: the only thing about jobs that the shared schema knows."""

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Now


class JobDue(models.Model):
    """One row a practice, written under its role; row-level security lets a practice see and change its own alone."""

    practice_role = models.CharField(
        primary_key=True,
        max_length=63,
        db_default=Func(Value("role"), function="current_setting", output_field=models.CharField()),
    )
    due_at = models.DateTimeField(null=True, db_default=Now())  # empty: nothing waits

    class Meta:
        db_table = "job_due"

    def __str__(self) -> str:
        return self.practice_role
