"""Reads of the practice's staff."""

from uuid import UUID

from django.db.models import QuerySet

from nestwork.staff.models import StaffMember


def names() -> dict[UUID, str]:
    """Every colleague's name by id, also of those whose access has ended: old rows still name them."""
    return {member.pk: str(member) for member in StaffMember.objects.all()}


def name_of(person_id: UUID | None) -> str:
    """The colleague's name with credentials, or an empty string for nobody or a stranger."""
    member = StaffMember.objects.filter(pk=person_id).first() if person_id else None
    return str(member) if member else ""


def is_here(person_id: UUID | None) -> bool:
    """Whether the person works here and the access has not ended."""
    return person_id is not None and StaffMember.objects.filter(pk=person_id, is_active=True).exists()


def active_staff(role: str | None = None) -> QuerySet[StaffMember]:
    """Colleagues whose access has not ended, by name; of one role when given."""
    staff = StaffMember.objects.filter(is_active=True)
    return staff.filter(role=role) if role else staff
