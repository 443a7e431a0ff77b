"""Opening, closing and reopening a practice. Each runs as owner on the command line, in one transaction."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from nestwork.practices.hosts import practice_host
from nestwork.practices.migrating import Outcome, migrate_all
from nestwork.practices.models import Domain, Practice
from nestwork.practices.opening import schema_for_practice
from nestwork.practices.selectors import forget_hosts
from nestwork.practices.signals import practice_closed, practice_opened, practice_reopened
from nestwork.practices.template import current_template, seal_schema
from nestwork.sealing.seal import close_sql, open_sql


def open_practice(*, name: str, slug: str, time_zone: str = "America/New_York") -> Practice:
    """Open a practice: schema, role, seal, fingerprint check, registry row and host, or nothing at all.

    Raises ValidationError for a short name that is taken or cannot be part of a host name, FingerprintError when
    the schema does not come out like the template.
    """
    template = current_template()
    practice: Practice = Practice(name=name, slug=slug, time_zone=time_zone, fingerprint=template.fingerprint)
    practice.full_clean(exclude=["schema_name", "closed_at"])
    with transaction.atomic():
        practice.schema_name = schema_for_practice(template)
        practice.save()
        Domain.objects.create(domain=practice_host(slug), tenant=practice, is_primary=True)
        practice_opened.send(Practice, practice=practice)
    forget_hosts()
    return practice


@transaction.atomic
def close_practice(*, practice: Practice, export: Path | None = None, passphrase: str = "") -> Practice:
    """Close a practice: no login takes its role any more; sessions, tokens and jobs end; the schema stays.

    With `export` an encrypted archive is written first; when that fails nothing is closed.
    """
    if export is not None:
        from nestwork.practices.archive import write_archive  # noqa: PLC0415 - cryptography is loaded only here

        write_archive(practice=practice, path=export, passphrase=passphrase)
    practice.state, practice.closed_at = Practice.State.CLOSED, timezone.now()
    practice.save(update_fields=["state", "closed_at"])
    _run(close_sql(practice.schema_name))
    practice_closed.send(Practice, practice=practice)
    forget_hosts()
    return practice


@transaction.atomic
def reopen_practice(*, practice: Practice) -> Practice:
    """Open a closed practice again, with its data as it was; people sign in anew."""
    practice.state, practice.closed_at = Practice.State.OPEN, None
    practice.save(update_fields=["state", "closed_at"])
    _run(open_sql(practice.schema_name))
    seal_schema(practice.schema_name)
    practice_reopened.send(Practice, practice=practice)
    forget_hosts()
    return practice


def migrate_practices(report: Callable[[Outcome], None] = lambda outcome: None) -> list[Outcome]:
    """Bring every practice and spare schema to the code's migrations; each outcome is reported as it happens."""
    return migrate_all(report)


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(statements))
