"""Standards over the API of the network host: the same verbs as the pages of facilitators."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.practices import clock
from network_resources.playbooks import services, starts
from network_resources.playbooks.api.refusals import refusals
from network_resources.playbooks.api.serializers import (
    ChangeSerializer,
    GridRowSerializer,
    KindSerializer,
    NextSerializer,
    StandardSerializer,
    StartSerializer,
    StepSerializer,
    VersionSerializer,
)
from network_resources.playbooks.kinds import kind_of, kinds
from network_resources.playbooks.rules.problems import ContentError
from network_resources.playbooks.rules.reading import check_size
from network_resources.playbooks.selectors import grid, versions
from network_resources.playbooks.selectors.grid import Cell
from network_resources.playbooks.services.exporting import exported

type Needs = dict[str, Permission | None]
DRAFT = Permission.DRAFT_STANDARDS


class StandardsView(PracticeAPIView):
    """Every standard."""

    needs: ClassVar[Needs] = {"GET": DRAFT, "POST": DRAFT}

    @extend_schema(responses=StandardSerializer(many=True), operation_id="standards_list")
    def get(self, request: Request) -> Response:
        """Every standard with its versions."""
        return Response({"results": StandardSerializer(versions.standards(), many=True).data})

    @extend_schema(
        request=StartSerializer, responses={201: VersionSerializer}, operation_id="standards_draft"
    )
    @once
    def post(self, request: Request) -> Response:
        """Begin a standard from the library (`seed`), an `empty` sheet, or a `file`."""
        asked = StartSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        with refusals():
            given = _given(words)
            if not (words.get("key") or given.key):
                raise ValidationError({"key": [_("This is missing.")]})
            version = services.draft(by=self.reader, given=given, key=words.get("key", ""))
        return Response(VersionSerializer(version).data, 201)


class StandardView(PracticeAPIView):
    """One standard."""

    needs: ClassVar[Needs] = {"GET": DRAFT, "POST": DRAFT}

    @extend_schema(responses=StandardSerializer, operation_id="standards_read")
    def get(self, request: Request, playbook_id: UUID) -> Response:
        """The standard with its versions."""
        with refusals():
            return Response(StandardSerializer(versions.standard(playbook_id)).data)

    @extend_schema(
        request=NextSerializer, responses={201: VersionSerializer}, operation_id="standards_draft_next"
    )
    @once
    def post(self, request: Request, playbook_id: UUID) -> Response:
        """Begin the next version: from the newest one, or from a `file`."""
        asked = NextSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        with refusals():
            newest = versions.version_of(versions.standard(playbook_id).newest.pk)
            file = asked.validated_data.get("file")
            given = starts.from_version(newest) if file is None else starts.from_data(file)
            version = services.draft(by=self.reader, given=given, playbook_id=playbook_id)
        return Response(VersionSerializer(version).data, 201)


class VersionView(PracticeAPIView):
    """One version."""

    needs: ClassVar[Needs] = {"GET": DRAFT, "PATCH": DRAFT}

    @extend_schema(responses=VersionSerializer, operation_id="standards_version")
    def get(self, request: Request, version_id: UUID) -> Response:
        """The version with its content."""
        with refusals():
            return Response(VersionSerializer(versions.version_of(version_id)).data)

    @extend_schema(request=ChangeSerializer, responses=VersionSerializer, operation_id="standards_change")
    def patch(self, request: Request, version_id: UUID) -> Response:
        """Change a draft. Content with problems is refused whole; 409 `stale_revision` when somebody saved first."""
        asked = ChangeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = dict(asked.validated_data)
        revision, content = words.pop("revision"), words.pop("content", None)
        with refusals():
            version = versions.version_of(version_id)
            if content is not None:
                _check(version.playbook.kind, content)
            standing = {name: words.get(name, getattr(version, name)) for name in services.Words.__slots__}
            version = services.change_draft(
                by=self.reader,
                version_id=version_id,
                revision=revision,
                content=content,
                words=services.Words(**standing),
            )
        return Response(VersionSerializer(version).data)


class HistoryView(PracticeAPIView):
    """Every step of a version."""

    needs: ClassVar[Needs] = {"GET": DRAFT}

    @extend_schema(responses=StepSerializer(many=True), operation_id="standards_history")
    def get(self, request: Request, version_id: UUID) -> Response:
        """Who did what when, the newest first."""
        with refusals():
            steps = versions.history(versions.version_of(version_id))
        return Response({"results": StepSerializer(steps, many=True).data})


class FileView(PracticeAPIView):
    """A version as a file."""

    needs: ClassVar[Needs] = {"GET": DRAFT}

    @extend_schema(responses={200: dict}, operation_id="standards_file")
    def get(self, request: Request, version_id: UUID) -> Response:
        """The version as data that `file` of a new draft takes again."""
        with refusals():
            version = versions.version_of(version_id)
        exported(version=version, by=self.reader)
        return Response(starts.as_data(version))


class KindsView(PracticeAPIView):
    """Kinds of standards."""

    needs: ClassVar[Needs] = {"GET": DRAFT}

    @extend_schema(responses=KindSerializer(many=True), operation_id="standards_kinds")
    def get(self, request: Request) -> Response:
        """Every kind with the JSON Schema (draft 2020-12) its content follows."""
        found = [{"key": kind.key, "name": str(kind.label), "schema": kind.schema()} for kind in kinds()]
        return Response({"results": KindSerializer(found, many=True).data})


class GridView(PracticeAPIView):
    """Which practice uses which version."""

    needs: ClassVar[Needs] = {"GET": Permission.SEE_PRACTICES}

    @extend_schema(responses=GridRowSerializer(many=True), operation_id="standards_grid")
    def get(self, request: Request) -> Response:
        """Practices by name with versions and days; nothing is counted."""
        found = grid.adoption_grid(clock.today())
        rows = [
            {
                "practice": practice.name,
                "standards": [
                    _cell(book.key, cell) for book, cell in zip(found.playbooks, cells, strict=True)
                ],
            }
            for practice, cells in found.rows
        ]
        return Response({"results": GridRowSerializer(rows, many=True).data})


def _given(words: dict[str, Any]) -> starts.Given:
    """Exactly one of the three ways to begin."""
    ways = [name for name in ("seed", "empty", "file") if name in words]
    if len(ways) != 1:
        raise ValidationError({"seed": [_("Name one of: seed, empty, file.")]})
    if ways == ["file"]:
        return starts.from_data(words["file"])
    if ways == ["empty"]:
        return starts.empty(words["empty"])
    try:
        return starts.from_seed(words["seed"])
    except KeyError as error:
        raise ValidationError({"seed": [", ".join(starts.seed_names())]}) from error


def _check(kind: str, content: dict[str, Any]) -> None:
    check_size(content)
    problems = kind_of(kind).problems(content)
    if problems:
        raise ContentError(problems)


def _cell(key: str, cell: Cell) -> dict[str, Any]:
    return {
        "key": key,
        "in_use": cell.in_use.version.number if cell.in_use else None,
        "since": cell.in_use.effective_on if cell.in_use else None,
        "planned": cell.planned.version.number if cell.planned else None,
        "planned_from": cell.planned.effective_on if cell.planned else None,
    }
