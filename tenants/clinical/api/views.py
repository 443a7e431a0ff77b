"""Clinical facts over the API: read, record, correct, end, strike out. Nothing is overwritten."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.clinical import selectors, services
from tenants.clinical.api.serializers import (
    CorrectionSerializer,
    EndFactSerializer,
    FactSerializer,
    NewFactSerializer,
    StrikeSerializer,
)
from tenants.clinical.models import KINDS, ClinicalFact, Condition
from tenants.clinical.words import KINDS as KIND_WORDS
from tenants.patients.models import Child
from tenants.patients.selectors import child_for


def _kind(kind: str) -> type[ClinicalFact]:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


class FactListView(PracticeAPIView):
    """Standing facts of one kind about a child, under the labels the caller may read."""

    needs = {"GET": Permission.SEE_CHILDREN, "POST": Permission.EDIT_CHILDREN}
    ordering = ("-recorded_at", "-id")

    @extend_schema(responses=FactSerializer(many=True), operation_id="child_facts")
    def get(self, request: Request, child_id: UUID, kind: str) -> Response:
        """One page, the newest first. Kinds: conditions, medicines, allergies, encounters, and so on."""
        model = _kind(kind)
        child = child_for(self.reader, child_id)
        response, _rows = self.paged(selectors.standing(model, child, self.reader), FactSerializer)
        record_view(by=self.reader, page=f"api.{kind}", child_id=child.pk)
        return response

    @extend_schema(
        request=NewFactSerializer, responses={201: FactSerializer}, operation_id="child_fact_record"
    )
    @once
    def post(self, request: Request, child_id: UUID, kind: str) -> Response:
        """Record a fact. `about` holds the fields of its kind; a principal diagnosis names `condition_id`."""
        model, child = _kind(kind), child_for(self.reader, child_id)
        asked = NewFactSerializer(data=request.data, context={"kind": kind, "reader": self.reader})
        asked.is_valid(raise_exception=True)
        given = _with_condition(asked.validated_data, child, self)
        fact = services.add(kind=model, child=child, by=self.reader, fields=given)
        return Response(FactSerializer(fact).data, status.HTTP_201_CREATED)


class FactView(PracticeAPIView):
    """One fact with its history."""

    needs = {"GET": Permission.SEE_CHILDREN, "PATCH": Permission.EDIT_CHILDREN}

    @extend_schema(responses=FactSerializer(many=True), operation_id="child_fact_history")
    def get(self, request: Request, child_id: UUID, kind: str, fact_id: UUID) -> Response:
        """Every row of the fact, the first recorded first: the last one is what stands."""
        child = child_for(self.reader, child_id)
        line = selectors.line_of(_kind(kind), child, self.reader, fact_id)
        record_view(by=self.reader, page=f"api.{kind}", child_id=child.pk)
        return Response([FactSerializer(row).data for row in line])

    @extend_schema(
        request=CorrectionSerializer, responses={200: FactSerializer}, operation_id="child_fact_correct"
    )
    def patch(self, request: Request, child_id: UUID, kind: str, fact_id: UUID) -> Response:
        """Correct a fact: a new row with what changed and the reason. 409 when somebody corrected it first."""
        child, fact = _found(self, child_id, kind, fact_id)
        context = {"kind": kind, "reader": self.reader, "label": fact.label}
        asked = CorrectionSerializer(data=request.data, partial=True, context=context)
        asked.is_valid(raise_exception=True)
        given = _with_condition(asked.validated_data, child, self)
        because = given.pop("because", "")
        row = _first(lambda: services.correct(fact=fact, by=self.reader, reason=because, changes=given))
        return Response(FactSerializer(row).data)


class FactEndView(PracticeAPIView):
    """A fact that is no longer so."""

    needs = {"POST": Permission.EDIT_CHILDREN}

    @extend_schema(request=EndFactSerializer, responses={200: FactSerializer}, operation_id="child_fact_end")
    @once
    def post(self, request: Request, child_id: UUID, kind: str, fact_id: UUID) -> Response:
        """Say on which day it stopped. 409 when somebody corrected it first."""
        _child, fact = _found(self, child_id, kind, fact_id)
        if not KIND_WORDS[kind].end:
            raise Http404
        asked = EndFactSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        row = _first(lambda: services.end(fact=fact, by=self.reader, **asked.validated_data))
        return Response(FactSerializer(row).data)


class FactStrikeView(PracticeAPIView):
    """A fact that was never so."""

    needs = {"POST": Permission.EDIT_CHILDREN}

    @extend_schema(
        request=StrikeSerializer, responses={200: FactSerializer}, operation_id="child_fact_strike"
    )
    @once
    def post(self, request: Request, child_id: UUID, kind: str, fact_id: UUID) -> Response:
        """Strike it out with a reason: it leaves every list, the rows stay. 409 when somebody was first."""
        _child, fact = _found(self, child_id, kind, fact_id)
        asked = StrikeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        row = _first(lambda: services.strike(fact=fact, by=self.reader, **asked.validated_data))
        return Response(FactSerializer(row).data)


def _found(view: PracticeAPIView, child_id: UUID, kind: str, fact_id: UUID) -> tuple[Child, ClinicalFact]:
    child = child_for(view.reader, child_id)
    line = selectors.line_of(_kind(kind), child, view.reader, fact_id)
    return child, next(row for row in line if row.pk == fact_id)


def _first(verb: Callable[[], ClinicalFact]) -> ClinicalFact:
    """The verb's row; 409 where somebody was first."""
    try:
        return verb()
    except services.CorrectedAlreadyError as late:
        raise Conflict(code="corrected_already") from late


def _with_condition(given: dict[str, Any], child: Child, view: PracticeAPIView) -> dict[str, Any]:
    """The condition of a principal diagnosis as a row of this child's problem list."""
    given = dict(given)
    if "condition_id" not in given:
        return given
    wanted = given.pop("condition_id")
    condition = selectors.present(Condition, child, view.reader).filter(pk=wanted).first()
    if condition is None:
        raise ValidationError({"about.condition_id": "No such condition on this child's problem list."})
    return {name: value for name, value in given.items() if name != "label"} | {"condition": condition}
