"""`import_records PRACTICE PATH...`: records of other systems into a practice, from files and folders."""

from argparse import BooleanOptionalAction
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from nestwork.access import readers
from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.access.selectors import active_roles, role_with
from nestwork.accounts.selectors.own import user_of
from nestwork.practices.active import inside
from nestwork.practices.models import Practice
from nestwork.practices.selectors import practice_by_slug
from tenants.incoming.models import RecordFile
from tenants.incoming.rules.states import FileState
from tenants.incoming.services import files as verbs
from tenants.incoming.services.importing import import_file
from tenants.incoming.services.progress import HereAndNow
from tenants.incoming.services.reading import read_file
from tenants.incoming.wording import refused_because

SUFFIXES = frozenset({".json", ".ndjson", ".hl7", ".txt", ".csv", ".tsv", ".xlsx"})


class Command(BaseCommand):
    """Import files the way the page does: read, dry run, import; a broken one is refused whole, the others go on."""

    help = "Imports FHIR R4 files, HL7 VXU messages and lists of vaccines into a practice. The same file twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The practice's short name, files and folders, the source, the person, and whether to look only."""
        parser.add_argument("practice", metavar="PRACTICE")
        parser.add_argument("paths", metavar="PATH", nargs="+", type=Path)
        parser.add_argument("--source", default="Command line", help="Where the files come from.")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="The member who imports.")
        parser.add_argument(
            "--take-in",
            action=BooleanOptionalAction,
            help="Children not known here come in. Not said: with FHIR files only; others are listed as not taken.",
        )
        parser.add_argument("--enroll", action="store_true", help="New children also come onto the registry.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen; keep nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take file after file; exits non-zero when one was refused."""
        try:
            practice = practice_by_slug(options["practice"])
        except Practice.DoesNotExist as error:
            raise CommandError(f"There is no practice {options['practice']!r}.") from error
        if not practice.is_open:
            raise CommandError(f"{practice.name} is closed.")
        paths = list(found_in(options["paths"]))
        by = _reader(options["email"], practice)
        refused = 0
        with inside(practice):
            for path in paths:
                refused += not self._take(path, by, options)
        if refused:
            raise CommandError(f"{refused} of {len(paths)} files were refused; nothing of them was kept.")

    def _take(self, path: Path, by: Reader, options: dict[str, Any]) -> bool:
        try:
            with path.open("rb") as content:
                file = (
                    _look(path, content, by, options)
                    if options["dry_run"]
                    else _import(path, content, by, options)
                )
        except (ValidationError, PermissionDenied, OSError) as error:
            said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            self.stdout.write(f"{path.name}: REFUSED {said}")
            return False
        if file.state == FileState.REFUSED:
            self.stdout.write(f"{path.name}: REFUSED {refused_because(file)}")
            return False
        self.stdout.write(f"{path.name}: {said_of(file)}")
        return True


def said_of(file: RecordFile) -> str:
    """The counts of a file in a line."""
    told = file.report or file.plan
    parts = [f"{file.records} records"]
    parts += [f"{count} children {came.replace('_', ' ')}" for came, count in told["patients"].items()]
    if told["alike"]:
        parts.append(f"{told['alike']} possible duplicates")
    for kind, counted in (*told["facts"].items(), ("contact", told["contacts"])):
        parts += [f"{count} {kind} {did}" for did, count in counted.items()]
    skipped = sum(count for _what, _why, count in file.skipped)
    parts += [f"{skipped} not kept here"] if skipped else []
    left = file.problem_count + told["problem_count"]
    parts += [f"{left} not taken"] if left else []
    parts += [f"{count} {kind} numbers left out" for kind, count in file.dropped.items()]
    return ", ".join(parts)


def found_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and those of a folder that may hold records, by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(
                one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and one.is_file()
            )
        elif path.is_file():
            yield path
        else:
            raise CommandError(f"There is no file or folder {path}.")


class _OnDisk:
    """A file of this machine as an upload."""

    def __init__(self, path: Path, content: Any) -> None:
        self.name: str | None = path.name
        self.size: int | None = path.stat().st_size
        self._content = content

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The bytes, a piece at a time."""
        while piece := self._content.read(chunk_size or 64 * 1024):
            yield piece


def _read(path: Path, content: Any, by: Reader, options: dict[str, Any]) -> RecordFile:
    kept = verbs.keep(by=by, file=_OnDisk(path, content), source_name=options["source"])
    return read_file(file=kept, by=by)


def _look(path: Path, content: Any, by: Reader, options: dict[str, Any]) -> RecordFile:
    """The dry run; everything it wrote is taken back."""
    with transaction.atomic():
        file = _read(path, content, by, options)
        transaction.set_rollback(True)
    return file


def _import(path: Path, content: Any, by: Reader, options: dict[str, Any]) -> RecordFile:
    file = _read(path, content, by, options)
    if file.state != FileState.CHECKED:
        return file
    how = {"enrolls": options["enroll"], "takes_in": options["take_in"]}
    file = verbs.begin_import(file=file, by=by, **how)
    return import_file(file=file, by=by, job=HereAndNow())


def _reader(email: str | None, practice: Practice) -> Reader:
    """The member who imports, with the rights of a role there; without one the command line itself."""
    if email is None:
        return readers.system("record import")
    person = user_of(email)
    role = role_with(active_roles(person.pk, practice.pk), Permission.IMPORT_RECORDS) if person else None
    if person is None or role is None:
        raise CommandError(f"{email} may not import records into {practice.name}.")
    return readers.person(person_id=person.pk, name=str(person), role=role, through="command")
