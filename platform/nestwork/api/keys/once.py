"""Do a POST once per `Idempotency-Key`, in the transaction of the work itself."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from nestwork.api.keys.models import AnsweredRequest
from nestwork.api.views import PracticeAPIView

KEPT = timedelta(days=1)
LONGEST_KEY = 80

type Verb[V: PracticeAPIView, **P] = Callable[Concatenate[V, Request, P], Response]


def once[V: PracticeAPIView, **P](verb: Verb[V, P]) -> Verb[V, P]:
    """Answer a repeated POST of the same person under the same key with the first answer.

    Without the header nothing changes. The same key with another body is refused. Two at the same time: the second
    waits for the first and gets its answer. An error is not kept: the next attempt is a new one.
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
            row.save(update_fields=["status", "answer"])
            return response

    return cast("Verb[V, P]", do)


def _row(person_id: UUID, key: str, asked: str) -> AnsweredRequest:
    """This key's row, new or answered. The insert waits while another request holds the same key."""
    AnsweredRequest.objects.filter(person_id=person_id, created_at__lt=timezone.now() - KEPT).delete()
    new = AnsweredRequest(person_id=person_id, key=key, asked=asked)
    AnsweredRequest.objects.bulk_create([new], ignore_conflicts=True)
    row = AnsweredRequest.objects.get(person_id=person_id, key=key)
    if row.asked != asked:
        raise ValidationError(
            {"Idempotency-Key": _("This key was used for another request. Nothing was changed.")}
        )
    return row


def _asked(request: Request) -> str:
    body: Any = json.dumps(request.data, sort_keys=True, default=str)
    return hashlib.sha256(f"{request.method} {request.path}\0{body}".encode()).hexdigest()
