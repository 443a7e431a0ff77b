"""The encrypted archive of a practice: its structure, every table as binary COPY, and the template's fingerprint.

The file is a line of JSON (how the key is derived), then sealed chunks. A chunk is a length and AES-256-GCM of up to
one megabyte; its nonce counts, and the last chunk says that it is the last, so a cut or reordered file is noticed.
What is inside is an ordinary tar file. The key comes from the pass phrase by scrypt.
"""

import base64
import io
import json
import os
import struct
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.db import connection, transaction

from nestwork.practices.models import Practice
from nestwork.sealing.describe import describe, tables_of

CHUNK = 1 << 20
PART = 8 << 20  # a table's rows travel in parts of this size, so memory stays flat
SCRYPT = {"n": 1 << 15, "r": 8, "p": 1}
SHORTEST_PASSPHRASE = 12


class ArchiveError(RuntimeError):
    """The archive cannot be written or opened, in words for the administrator."""


class SealedFile(io.RawIOBase):
    """A file-like thing that encrypts what is written to it in counted chunks."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        salt = os.urandom(16)
        header = {"nestwork": "practice archive 1", "salt": base64.b64encode(salt).decode(), "scrypt": SCRYPT}
        file.write(json.dumps(header).encode() + b"\n")
        self._file, self._cipher = file, AESGCM(_key(passphrase, salt))
        self._number, self._waiting = 0, bytearray()

    def writable(self) -> bool:
        """It is only written."""
        return True

    def write(self, data: Any) -> int:
        """Take bytes; whole chunks go out at once."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._send(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Send the last chunk."""
        if not self.closed:
            self._send(bytes(self._waiting), last=True)
        super().close()

    def _send(self, data: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), data, None)
        self._file.write(struct.pack(">I?", len(sealed), last) + sealed)
        self._number += 1


def write_archive(*, practice: Practice, path: Path, passphrase: str) -> None:
    """Write the practice's archive, readable by its writer only; the file appears under its name when it is whole.

    Runs as owner. Every table is locked against writing first, so that all are of one moment; the locks last to the
    end of the caller's transaction. Raises ArchiveError for a pass phrase that is too short or a file that exists.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ArchiveError(
            f"The pass phrase needs at least {SHORTEST_PASSPHRASE} letters. Nothing was written."
        )
    if path.exists():
        raise ArchiveError(f"{path} exists already. Nothing was written.")
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with SealedFile(file, passphrase) as sealed, tarfile.open(fileobj=sealed, mode="w|") as archive:
                _fill(archive, practice)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@transaction.atomic
def _fill(archive: tarfile.TarFile, practice: Practice) -> None:
    schema = practice.schema_name
    tables = sorted(tables_of(schema))
    with connection.cursor() as cursor:
        names = ", ".join(f'"{schema}"."{table}"' for table in tables)
        cursor.execute(f"LOCK TABLE {names} IN SHARE MODE")
    description = describe(schema)
    manifest = {
        "name": practice.name,
        "slug": practice.slug,
        "time_zone": practice.time_zone,
        "fingerprint": description.fingerprint,
        "migrations": description.migrations,
        "tables": tables,
    }
    _add(archive, "manifest.json", json.dumps(manifest, indent=1).encode())
    _add(archive, "structure.sql", description.structure.encode())
    for table in tables:
        for number, data in enumerate(_rows(schema, table)):
            _add(archive, f"tables/{table}/{number:06}.copy", data)


def _rows(schema: str, table: str) -> Iterator[bytes]:
    """A table's rows in PostgreSQL's binary COPY format, in parts."""
    waiting = bytearray()
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{schema}"."{table}" TO STDOUT (FORMAT binary)') as copy,
    ):
        for data in copy:
            waiting += data
            if len(waiting) >= PART:
                yield bytes(waiting)
                waiting.clear()
    yield bytes(waiting)


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def open_archive(path: Path, passphrase: str) -> Iterator[bytes]:
    """Yield the tar file inside an archive; raises ArchiveError for a wrong pass phrase or a damaged file."""
    with path.open("rb") as file:
        header = json.loads(file.readline())
        cipher = AESGCM(_key(passphrase, base64.b64decode(header["salt"])))
        number, last = 0, False
        while not last:
            frame = file.read(5)
            if len(frame) < 5:
                raise ArchiveError("The archive ends too early.")
            length, last = struct.unpack(">I?", frame)
            try:
                yield cipher.decrypt(_nonce(number, last=last), file.read(length), None)
            except InvalidTag:
                raise ArchiveError("The pass phrase is wrong or the archive was damaged.") from None
            number += 1


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, **SCRYPT).derive(passphrase.encode())


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">?xxxQ", last, number)
