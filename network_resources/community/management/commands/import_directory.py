"""`import_directory PATH`: HSDS JSON, a data package, or a vendor's CSV files with a profile."""

import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from nestwork.access.permissions import ROLE_PERMISSIONS, Permission, Role
from nestwork.access.readers import Reader
from nestwork.access.selectors import active_roles, role_with
from nestwork.accounts.models import User
from nestwork.uploads.words import fault_words
from network_resources.community.models import DirectoryProfile, DirectoryUpload
from network_resources.community.rules.states import UploadState
from network_resources.community.services import reading
from network_resources.community.services.profiles import profile_named, save_profile
from network_resources.community.services.uploads import new_upload, source_named

_COLUMNS = ("new", "changed", "unchanged", "waiting", "values_waiting", "left_out", "withdrawn")
_SUFFIXES = (".csv", ".json", ".ndjson")


class _Console:
    """What an import asks of whoever runs it, at a terminal: progress on one line of standard error."""

    def __init__(self, err: Any) -> None:
        self.saved: dict[str, Any] = {}
        self._err = err
        self._said = -1

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Say every tenth part."""
        tenth = 10 * done // total if total else 10
        if tenth != self._said:
            self._said = tenth
            self._err.write(f"{done} of {total} rows")

    def checkpoint(self, saved: dict[str, Any]) -> None:
        """A command starts again from the beginning: what is in already changes nothing."""
        self.saved = saved

    def is_cancelled(self) -> bool:
        """Ctrl-C ends the process itself."""
        return False


class Command(BaseCommand):
    """Import a resource directory; rows that are not understood wait for a person and stop nothing."""

    help = (
        "Imports a resource directory from an HSDS JSON file, a data package (folder or zip), or CSV files."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """A path, and how it is read."""
        parser.add_argument("path", type=Path)
        parser.add_argument("--source", help="Where the directory comes from; the file's name by default.")
        parser.add_argument("--profile", help="A saved profile, or one that comes with Nestwork.")
        parser.add_argument(
            "--profile-file", type=Path, help="A profile as JSON; it is saved under the source's name."
        )
        parser.add_argument(
            "--part", action="store_true", help="The file is not all the source has: withdraw nothing."
        )
        parser.add_argument("--dry-run", action="store_true", help="Only count.")
        parser.add_argument("--as", dest="person", metavar="EMAIL", help="Who imports, for the history.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print the counts by table. Waiting rows are no failure; an unreadable file is."""
        by, path = _reader(options["person"]), options["path"]
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        console = _Console(self.stderr)
        upload = self._upload(by, path, options)
        with _opened(path) as file:
            reading.keep_rows(upload=upload, file=file, by=by)
        self._stop_unless_read(upload)
        reading.preview(upload=upload, by=by, work=console)
        if options["dry_run"]:
            counts = upload.plan
            _forget(upload)
        else:
            upload.state = UploadState.IMPORTING
            upload.save(update_fields=["state"])
            reading.import_upload(upload=upload, by=by, work=console)
            counts = upload.report
        self._print(counts, upload)

    def _upload(self, by: Reader, path: Path, options: dict[str, Any]) -> DirectoryUpload:
        name = options["source"] or path.stem[:80]
        try:
            profile = _profile(by, name, options)
            source = source_named(name, profile)
        except (ValidationError, ValueError) as error:
            words = error.messages if isinstance(error, ValidationError) else [str(error)]
            raise CommandError(f"Nothing was imported. {' '.join(words)}") from error
        return new_upload(
            by=by,
            source=source,
            file_name=path.name,
            size=path.stat().st_size,
            is_whole=not options["part"],
        )

    def _stop_unless_read(self, upload: DirectoryUpload) -> None:
        if upload.state == UploadState.REFUSED:
            line = f" (line {upload.fault['line']})" if upload.fault["line"] else ""
            raise CommandError(f"Nothing was imported. {fault_words(upload.fault['fault'])}{line}")
        if upload.state == UploadState.PROFILE:
            told = "; ".join(f"{one['file']}: {', '.join(one['headings'])}" for one in upload.facts["tables"])
            _forget(upload)
            raise CommandError(
                "Nothing was imported. The columns are not those of HSDS; say with --profile or --profile-file what "
                f"they hold, or send the file on the page, which asks. {told}"
            )

    def _print(self, counts: dict[str, Any], upload: DirectoryUpload) -> None:
        self.stdout.write(f"{'table':<24}" + "".join(f"{name.replace('_', ' '):>16}" for name in _COLUMNS))
        for table, acts in counts["counts"].items():
            if table != "settled":
                self.stdout.write(f"{table:<24}" + "".join(f"{acts.get(name, 0):>16}" for name in _COLUMNS))
        for reason, times in counts["reasons"].items():
            self.stdout.write(f"  {times} of {reason}")
        for one in upload.facts["notes"]:
            self.stdout.write(f"  {one['note'].replace('_', ' ')} {one['detail']}".rstrip())
        if upload.facts["unknown"]:
            told = ", ".join(f"{name} ({times})" for name, times in upload.facts["unknown"].items())
            self.stdout.write(f"  not of the standard, left out: {told}")


def _reader(email: str | None) -> Reader:
    if not email:
        allowed = frozenset({Permission.KEEP_DIRECTORY})
        return Reader(None, "", None, allowed, purpose="directory import", through="command")
    try:
        person = User.objects.get(email__iexact=email)
    except User.DoesNotExist:
        raise CommandError(f"Nobody signs in as {email}.") from None
    role: Role | None = role_with(active_roles(person.pk, None), Permission.KEEP_DIRECTORY)
    if role is None or Permission.KEEP_DIRECTORY not in ROLE_PERMISSIONS[role]:
        raise CommandError(f"{email} does not keep the directory.")
    return Reader(person.pk, str(person), role, ROLE_PERMISSIONS[role], through="command")


def _profile(by: Reader, source: str, options: dict[str, Any]) -> DirectoryProfile | None:
    """The profile to read with, None for the source's last; raises ValidationError or ValueError."""
    if options["profile_file"]:
        content = json.loads(options["profile_file"].read_text(encoding="utf-8"))
        return save_profile(by=by, name=source, content=content)
    return profile_named(by=by, name=options["profile"]) if options["profile"] else None


def _opened(path: Path) -> IO[bytes]:
    """The file; a folder becomes an archive of its tables first."""
    if path.is_file():
        return path.open("rb")
    packed = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller's with; has no name
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in sorted(path.iterdir()):
            if one.is_file() and one.suffix.lower() in _SUFFIXES:
                archive.writestr(one.name, one.read_bytes())
    packed.seek(0, io.SEEK_SET)
    return packed


def _forget(upload: DirectoryUpload) -> None:
    """A dry run leaves its line in the history and nothing else."""
    upload.staged.all().delete()
    upload.state = UploadState.CANCELLED
    upload.save(update_fields=["state"])
