"""Today's acts over the API: log a call, mark done, take a closed item up again, undo."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.conflict import Conflict
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from tenants.activity.rules import Outcome
from tenants.patients.models import Contact
from tenants.today import selectors, services
from tenants.today.api.serializers import CallSerializer, DoneSerializer, ReopenSerializer, SavedSerializer
from tenants.today.services import Call, Saved
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.rules import DecideFirstError


class ItemCallView(PracticeAPIView):
    """A call about an item."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=CallSerializer, responses=SavedSerializer)
    @once
    def post(self, request: Request, item_id: UUID) -> Response:
        """Log the call; a talk closes the item and asks for the next contact. The note is kept in any case."""
        asked = CallSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        item = worklist.item_for(self.reader, item_id)
        words = dict(asked.validated_data)
        contact = _contact(item, words.pop("contact"))
        outcome = Outcome(words.pop("outcome"))
        call = Call(outcome=outcome, contact=contact, **words)
        try:
            saved = services.save_call(item=item, by=self.reader, call=call)
        except DecideFirstError as error:
            raise Conflict(code="decide_first") from error
        return _answer(self, item, saved)


class ItemCloseView(PracticeAPIView):
    """Done without a call."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=DoneSerializer, responses=SavedSerializer)
    @once
    def post(self, request: Request, item_id: UUID) -> Response:
        """Mark the item done; an item that asks for a decision is refused."""
        asked = DoneSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        item = worklist.item_for(self.reader, item_id)
        try:
            saved = services.finish(item=item, by=self.reader, **asked.validated_data)
        except DecideFirstError as error:
            raise Conflict(code="decide_first") from error
        if saved.entry is None:
            raise Conflict(code="already_closed")
        return _answer(self, item, saved)


class ItemReopenView(PracticeAPIView):
    """A closed item comes back."""

    needs = {"POST": Permission.LOG_WORK}

    @extend_schema(request=ReopenSerializer, responses=SavedSerializer)
    @once
    def post(self, request: Request, item_id: UUID) -> Response:
        """Put the item on the list again as it stood."""
        asked = ReopenSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        item = worklist.item_for(self.reader, item_id)
        try:
            item = services.take_up_again(item=item, by=self.reader, reason=asked.validated_data["reason"])
        except DecideFirstError as error:
            raise Conflict(code="decide_first") from error
        except services.StandsAgainError as error:
            raise Conflict(code="on_list_again") from error
        except worklist_verbs.ChildHasDiedError as error:
            raise Conflict(code="child_has_died") from error
        return _answer(self, item, Saved(None))


def _contact(item: Item, contact_id: UUID | None) -> Contact | None:
    if contact_id is None:
        return None
    for link in selectors.contacts_of(item.child):
        if link.contact_id == contact_id:
            return link.contact
    raise ValidationError({"contact": ["This person is not a contact of the child."]})


def _answer(view: PracticeAPIView, item: Item, saved: Saved) -> Response:
    now = worklist.item_for(view.reader, item.id)
    return Response(
        {
            "entry": saved.entry.id if saved.entry else None,
            "item_state": now.state,
            "was_closed_by": saved.was_closed.by_id if saved.was_closed else None,
        }
    )
