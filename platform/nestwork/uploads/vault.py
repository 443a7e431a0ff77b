"""Seals the bytes of an upload until a worker has read it, so that no number in it ever lies open in the database.

The key comes from the installation's secret and the upload's id; the database, its backups and its write-ahead log
only ever hold sealed bytes. See docs/adr on where uploads are kept.
"""

import os
import tempfile
import uuid
from collections.abc import Iterable
from typing import IO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12  # bytes, as AES-GCM wants it


def _key(upload_id: uuid.UUID) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=upload_id.bytes, info=b"nestwork roster upload")
    return AESGCM(derived.derive(settings.SECRET_KEY.encode()))


def seal(piece: bytes, *, upload_id: uuid.UUID, number: int) -> bytes:
    """The piece, readable only with the installation's secret and only in its own place of its own upload."""
    nonce = os.urandom(_NONCE)
    return nonce + _key(upload_id).encrypt(nonce, piece, str(number).encode())


def unseal(sealed: bytes, *, upload_id: uuid.UUID, number: int) -> bytes:
    """The piece again; raises cryptography.exceptions.InvalidTag when it was changed or moved."""
    return _key(upload_id).decrypt(sealed[:_NONCE], sealed[_NONCE:], str(number).encode())


def unsealed_file(*, upload_id: uuid.UUID, pieces: Iterable[tuple[int, bytes | memoryview]]) -> IO[bytes]:
    """All pieces in their order, in memory that has no name and ends with this process; never on a disk."""
    if hasattr(os, "memfd_create"):
        file: IO[bytes] = os.fdopen(os.memfd_create("upload"), "w+b")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller's with; has no name either
    for number, sealed in pieces:
        file.write(unseal(bytes(sealed), upload_id=upload_id, number=number))
    file.flush()
    return file
