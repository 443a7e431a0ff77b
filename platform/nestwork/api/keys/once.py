"""Do a POST once per `Idempotency-Key`, in the transaction of the work itself."""

import hashlib
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, cast
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from nestwork.api.keys.models import AnsweredRequest
from nestwork.api.keys.network.models import NetworkAnsweredRequest
from nestwork.api.keys.rows import AnswerRow
from nestwork.api.views import PracticeAPIView
from nestwork.practices.active import active_practice
from nestwork.sealing.connections import sealed_connection

KEPT = timedelta(days=1)
LONGEST_KEY = 80

type Verb[V: PracticeAPIView, **P] = Callable[Concatenate[V, Request, P], Response]


def once[V: PracticeAPIView, **P](verb: Verb[V, P]) -> Verb[V, P]:
    """Answer a repeated POST of the same person under the same key with the first answer.

    Without the header nothing changes. The same key with another body is refused. Two at the same time: the second
    waits for the first and gets its answer. An error is not kept: the next attempt is a new one. What a practice
    answers stays in the practice; what the network host answers is kept in a shared table.
    """

    @wraps(verb)
    def do(view: V, request: Request, *args: P.args, **kwargs: P.kwargs) -> Response:
        key = request.headers.get("Idempotency-Key", "")
        person_id = view.reader.person_id
        if not key or person_id is None:
            return verb(view, request, *args, **kwargs)
        if len(key) > LONGEST_KEY:
            raise ValidationError({"Idempotency-Key": _("At most 80 characters.")})
        with transaction.atomic():
            with _acting(person_id):
                row = _row(person_id, key, _asked(request))
            if row.status:
                return Response(row.answer, row.status, headers={"Idempotent-Replayed": "true"})
            response = verb(view, request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
                return response
            row.status, row.answer = (
                response.status_code,
                json.loads(json.dumps(response.data, cls=JSONEncoder)),
            )
            with _acting(person_id):
                row.save(update_fields=["status", "answer"])
            return response

    return cast("Verb[V, P]", do)


def _acting(person_id: UUID) -> AbstractContextManager[None]:
    """On the network host the server shows a row to the person alone who acts; a practice's table is its own."""
    return nullcontext() if active_practice() else sealed_connection().acting(person_id)


def _row(person_id: UUID, key: str, asked: str) -> AnswerRow:
    """This key's row, new or answered. The insert waits while another request holds the same key."""
    kept: type[AnswerRow] = AnsweredRequest if active_practice() else NetworkAnsweredRequest
    rows = kept._default_manager  # the abstract row has no `objects` of its own
    rows.filter(person_id=person_id, created_at__lt=timezone.now() - KEPT).delete()
    rows.bulk_create([kept(person_id=person_id, key=key, asked=asked)], ignore_conflicts=True)
    row = rows.get(person_id=person_id, key=key)
    if row.asked != asked:
        raise ValidationError(
            {"Idempotency-Key": _("This key was used for another request. Nothing was changed.")}
        )
    return row


def _asked(request: Request) -> str:
    body: Any = json.dumps(request.data, sort_keys=True, default=_said)
    return hashlib.sha256(f"{request.method} {request.path}\0{body}".encode()).hexdigest()


def _said(part: Any) -> str:
    """A file counts by what is in it: two files may have one name."""
    if not isinstance(part, File):
        return str(part)
    digest = hashlib.sha256()
    for piece in part.chunks():
        digest.update(piece)
    part.seek(0)
    return digest.hexdigest()
