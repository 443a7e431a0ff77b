"""Contacts, homes and custody papers over the API."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission
from nestwork.api.keys.once import once
from nestwork.api.views import PracticeAPIView
from nestwork.audit.services import record_view
from tenants.patients import selectors, services
from tenants.patients.api.serializers import (
    ContactSerializer,
    CustodySerializer,
    EndSerializer,
    LinkSerializer,
    NewLinkSerializer,
    NewResidenceSerializer,
    ResidenceSerializer,
)

_READ_AND_EDIT: dict[str, Permission | None] = {
    "GET": Permission.SEE_CHILDREN,
    "POST": Permission.EDIT_CHILDREN,
}


class ContactListView(PracticeAPIView):
    """The people around a child."""

    needs = _READ_AND_EDIT

    @extend_schema(responses=LinkSerializer(many=True), operation_id="child_contacts")
    def get(self, request: Request, child_id: UUID) -> Response:
        """Present contacts in the order they are called."""
        child = selectors.child_for(self.reader, child_id)
        record_view(by=self.reader, page="api.contacts", child_id=child.pk)
        return Response(LinkSerializer(selectors.contact_links(child), many=True).data)

    @extend_schema(request=NewLinkSerializer, responses={201: LinkSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Add a person, new or known."""
        child = selectors.child_for(self.reader, child_id)
        asked = NewLinkSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        person, known_id = words.pop("contact", None), words.pop("contact_id", None)
        near = {one.pk: one for one in selectors.contacts_near(child, self.reader)} if known_id else {}
        if known_id and known_id not in near:
            raise ValidationError({"contact_id": _("No such person near this child.")})
        with transaction.atomic():
            contact = near.get(known_id) or services.add_contact(by=self.reader, child=child, **person)
            link = services.link_contact(by=self.reader, child=child, contact=contact, **words)
        return Response(LinkSerializer(link).data, status.HTTP_201_CREATED)


class ContactView(PracticeAPIView):
    """One contact of a child."""

    needs = {"PATCH": Permission.EDIT_CHILDREN, "DELETE": Permission.EDIT_CHILDREN}

    @extend_schema(request=LinkSerializer, responses=LinkSerializer)
    def patch(self, request: Request, child_id: UUID, link_id: UUID) -> Response:
        """Change how the person is reached, or what the person is to the child."""
        child = selectors.child_for(self.reader, child_id)
        link = selectors.link_for(child, link_id)
        asked = LinkSerializer(link, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        sent = request.data.get("contact", {}) if isinstance(request.data, dict) else {}
        person = ContactSerializer(link.contact, data=sent, partial=True)
        person.is_valid(raise_exception=True)
        words = {name: value for name, value in asked.validated_data.items() if name != "contact"}
        with transaction.atomic():
            services.change_contact(
                contact=link.contact, by=self.reader, child=child, **person.validated_data
            )
            services.change_link(link=link, by=self.reader, **words)
        return Response(LinkSerializer(selectors.link_for(child, link_id)).data)

    @extend_schema(request=EndSerializer, responses={204: None})
    def delete(self, request: Request, child_id: UUID, link_id: UUID) -> Response:
        """End the contact; the entry is kept."""
        child = selectors.child_for(self.reader, child_id)
        link = selectors.link_for(child, link_id)
        asked = EndSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.end_link(link=link, by=self.reader, **asked.validated_data)
        return Response(status=status.HTTP_204_NO_CONTENT)


class HomeListView(PracticeAPIView):
    """Where a child lives and lived."""

    needs = _READ_AND_EDIT

    @extend_schema(responses=ResidenceSerializer(many=True), operation_id="child_homes")
    def get(self, request: Request, child_id: UUID) -> Response:
        """Homes, present ones first."""
        child = selectors.child_for(self.reader, child_id)
        record_view(by=self.reader, page="api.homes", child_id=child.pk)
        return Response(ResidenceSerializer(selectors.residences(child), many=True).data)

    @extend_schema(request=NewResidenceSerializer, responses={201: ResidenceSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """The child lives in a home, new or known."""
        child = selectors.child_for(self.reader, child_id)
        asked = NewResidenceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        home, known_id = words.pop("household", None), words.pop("household_id", None)
        near = {one.pk: one for one in selectors.households_near(child, self.reader)} if known_id else {}
        if known_id and known_id not in near:
            raise ValidationError({"household_id": _("No such home near this child.")})
        with transaction.atomic():
            household = near.get(known_id) or services.add_household(by=self.reader, **home)
            residence = services.set_residence(by=self.reader, child=child, household=household, **words)
        return Response(ResidenceSerializer(residence).data, status.HTTP_201_CREATED)


class HomeView(PracticeAPIView):
    """One home of a child."""

    needs = {"PATCH": Permission.EDIT_CHILDREN, "DELETE": Permission.EDIT_CHILDREN}

    @extend_schema(request=ResidenceSerializer, responses=ResidenceSerializer)
    def patch(self, request: Request, child_id: UUID, residence_id: UUID) -> Response:
        """Change the home; it counts for every child who lives there."""
        child = selectors.child_for(self.reader, child_id)
        residence = selectors.residence_for(child, residence_id)
        asked = ResidenceSerializer(residence, data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        stay = {name: words.get(name, getattr(residence, name)) for name in ("is_main", "when_there")}
        with transaction.atomic():
            services.change_household(
                household=residence.household, by=self.reader, child=child, **words.get("household", {})
            )
            services.change_residence(child=child, residence=residence, by=self.reader, **stay)
        return Response(ResidenceSerializer(selectors.residence_for(child, residence_id)).data)

    @extend_schema(request=EndSerializer, responses={204: None})
    def delete(self, request: Request, child_id: UUID, residence_id: UUID) -> Response:
        """The child no longer lives there; the entry is kept."""
        child = selectors.child_for(self.reader, child_id)
        residence = selectors.residence_for(child, residence_id)
        asked = EndSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        services.end_residence(
            residence=residence, by=self.reader, ends_on=asked.validated_data.get("ended_on")
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class CustodyListView(PracticeAPIView):
    """Papers that say who decides."""

    needs = _READ_AND_EDIT

    @extend_schema(responses=CustodySerializer(many=True), operation_id="child_custody")
    def get(self, request: Request, child_id: UUID) -> Response:
        """Papers that no later one replaces."""
        child = selectors.child_for(self.reader, child_id)
        record_view(by=self.reader, page="api.custody", child_id=child.pk)
        papers = selectors.custody_documents(child)
        return Response(CustodySerializer(papers, many=True).data)

    @extend_schema(request=CustodySerializer, responses={201: CustodySerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Record a paper; a correction names the one it replaces."""
        child = selectors.child_for(self.reader, child_id)
        asked = CustodySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        people = {link.contact_id: link.contact for link in selectors.contact_links(child)}
        wanted = words.pop("rights", [])
        if any(right["contact_id"] not in people for right in wanted):
            raise ValidationError({"rights": _("Name contacts of this child only.")})
        rights = [
            (people[right["contact_id"]], right["may_decide"], right["may_receive_information"])
            for right in wanted
        ]
        replaced_id = words.pop("replaces_id", None)
        replaces = selectors.custody_documents(child).get(pk=replaced_id) if replaced_id else None
        paper = services.add_custody_document(
            by=self.reader, child=child, rights=rights, replaces=replaces, **words
        )
        return Response(CustodySerializer(paper).data, status.HTTP_201_CREATED)
