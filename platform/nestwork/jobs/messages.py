"""Messages to the workers: signed, so that whoever can write to Redis cannot make a worker do anything."""

import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.crypto import salted_hmac

_SALT = "nestwork.jobs.message"


def signature(
    *,
    task_id: str,
    name: str,
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
    practice: str,
    secret: str | bytes | None = None,
) -> str:
    """HMAC over everything a worker acts on; `practice` is empty for a network task."""
    text = json.dumps([task_id, name, list(args), dict(kwargs), practice], sort_keys=True)
    return salted_hmac(_SALT, text, secret=secret, algorithm="sha256").hexdigest()


def envelope(*, name: str, args: Sequence[Any], kwargs: Mapping[str, Any], practice: str) -> dict[str, Any]:
    """The options a message is sent with: its own id, its practice and its signature."""
    task_id = str(uuid4())
    sign = signature(task_id=task_id, name=name, args=args, kwargs=kwargs, practice=practice)
    return {"task_id": task_id, "headers": {"practice": practice, "signature": sign}}


def is_genuine(
    *, task_id: str, name: str, args: Sequence[Any], kwargs: Mapping[str, Any], practice: str, given: str
) -> bool:
    """Whether the signature was made with our secret key or one it replaced."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(
        hmac.compare_digest(
            signature(task_id=task_id, name=name, args=args, kwargs=kwargs, practice=practice, secret=secret),
            given,
        )
        for secret in secrets
    )
