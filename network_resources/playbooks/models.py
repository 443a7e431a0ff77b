"""Standards of the network in the shared schema: their versions, every step of each, and who adopted what.

Nothing about a child, and no count of anything. The rules that must hold against any SQL of an application login
(a second person publishes, published content stands, steps are only added) are in `sql/versions.sql` and rights.py.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q, Value
from django.utils import timezone

from network_resources.playbooks.rules.states import OPEN, State, Step, Verification


class Playbook(models.Model):
    """One standard through all its versions. `key` is its name for good, in labels and files."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=40)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "playbook"
        default_permissions = ()
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class PlaybookVersion(models.Model):
    """One version. `revision` counts its changes; `author_ids` is kept by the database: whoever changed it is in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    playbook = models.ForeignKey(Playbook, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(one, one) for one in State], default=State.DRAFT)
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    what_changed = models.CharField(max_length=2000, blank=True)
    source_note = models.CharField(max_length=1000, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    verification = models.CharField(
        max_length=10, choices=[(one, one) for one in Verification], default=Verification.UNVERIFIED
    )
    item_text_allowed = models.BooleanField(default=True)
    effective_from = models.DateField(null=True, blank=True)  # from when the network asks for it
    author_ids = ArrayField(models.UUIDField(), default=list)
    author_names = ArrayField(models.CharField(max_length=120), default=list)
    changed_by_id = models.UUIDField()
    changed_at = models.DateTimeField(default=timezone.now)
    reviewer_id = models.UUIDField(null=True, blank=True)
    reviewer_name = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "playbook_version"
        default_permissions = ()
        ordering = ("playbook", "-number")
        constraints = (
            models.UniqueConstraint(fields=("playbook", "number"), name="playbook_number_once"),
            models.UniqueConstraint(
                fields=("playbook",), condition=Q(state=State.PUBLISHED), name="playbook_one_published"
            ),
            models.UniqueConstraint(
                fields=("playbook",), condition=Q(state__in=OPEN), name="playbook_one_open_draft"
            ),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="playbook_version_state"),
            models.CheckConstraint(
                condition=Q(published_at=None, reviewer_id=None)
                | Q(published_at__isnull=False, reviewer_id__isnull=False),
                name="playbook_published_by_a_reviewer",
            ),
        )

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether the version is still written or reviewed."""
        return self.state in OPEN


class PlaybookEvent(models.Model):
    """One step of a version: who, when, at which revision, and what was said. Only ever added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(PlaybookVersion, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(max_length=10, choices=[(one, one) for one in Step])
    by_id = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField()
    said = models.CharField(max_length=2000, blank=True)  # what changed, or why it went back

    class Meta:
        db_table = "playbook_event"
        default_permissions = ()
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.step} at revision {self.revision}"


class PlaybookAdoption(models.Model):
    """A practice takes a version into use from a day on, or takes back (`withdraws`) what was planned. Only ever added.

    Row-level security lets a practice see and add its own rows alone. `adopted_by_id` is a person of its staff table.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice_role = models.CharField(
        max_length=63,
        db_default=Func(Value("role"), function="current_setting", output_field=models.CharField()),
    )
    version = models.ForeignKey(PlaybookVersion, on_delete=models.PROTECT, related_name="adoptions")
    effective_on = models.DateField()
    adopted_by_id = models.UUIDField()
    recorded_at = models.DateTimeField(default=timezone.now)
    withdraws = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="withdrawn_by"
    )

    class Meta:
        db_table = "playbook_adoption"
        default_permissions = ()
        ordering = ("-effective_on", "-recorded_at")
        constraints = (
            models.UniqueConstraint(
                fields=("practice_role", "withdraws"), name="playbook_adoption_withdrawn_once"
            ),
        )
        indexes = (
            models.Index(
                fields=("practice_role", "-effective_on", "-recorded_at"), name="playbook_adoption_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} from {self.effective_on}"
