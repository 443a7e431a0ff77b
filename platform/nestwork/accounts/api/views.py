"""Who am I, and people of this place: the same verbs as the pages."""

from typing import ClassVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from nestwork.access.permissions import Permission, Role
from nestwork.access.requests import practice_or_none
from nestwork.accounts.api.serializers import (
    InvitedSerializer,
    InviteSerializer,
    MeSerializer,
    PersonSerializer,
    RoleSerializer,
)
from nestwork.accounts.invitations import send_invitation
from nestwork.accounts.selectors.people import people
from nestwork.accounts.services import people as verbs
from nestwork.api.views import PracticeAPIView
from nestwork.outbound.mail import MailNotSentError

LAST = gettext_lazy("This is the last administrator. Give the role to somebody else first.")


class MailServerDown(APIException):
    """The invitation could not be sent, so nobody was invited."""

    status_code = 503
    default_detail = gettext_lazy(
        "The mail server did not take the invitation, so nobody was invited. Try again."
    )
    default_code = "mail_not_sent"


class MeView(PracticeAPIView):
    """Who calls."""

    needs: ClassVar[dict[str, Permission | None]] = {"GET": None}

    @extend_schema(responses=MeSerializer, operation_id="me")
    def get(self, request: Request) -> Response:
        """Name, role and permissions of the caller on this host."""
        practice = practice_or_none(request._request)
        me = {
            "person_id": self.reader.person_id,
            "name": self.reader.name,
            "role": self.reader.role,
            "permissions": sorted(self.reader.permissions),
            "practice": practice.slug if practice else None,
        }
        return Response(MeSerializer(me).data)


class PeopleView(PracticeAPIView):
    """People of this place."""

    needs: ClassVar[dict[str, Permission | None]] = {
        "GET": Permission.MANAGE_PEOPLE,
        "POST": Permission.MANAGE_PEOPLE,
    }

    @extend_schema(responses=PersonSerializer(many=True), operation_id="people_list")
    def get(self, request: Request) -> Response:
        """Everybody who is or was a member here."""
        return Response({"results": PersonSerializer(people(), many=True).data})

    @extend_schema(request=InviteSerializer, responses={201: InvitedSerializer}, operation_id="people_invite")
    def post(self, request: Request) -> Response:
        """Invite an address into a role; the link goes to the address only."""
        asked = InviteSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = {**asked.validated_data, "role": Role(asked.validated_data["role"])}
        try:
            with transaction.atomic():
                invited = verbs.invite(by=self.reader, **wanted)
                practice = practice_or_none(request._request)
                send_invitation(
                    email=wanted["email"], secret=invited.secret, role=wanted["role"], practice=practice
                )
        except verbs.AlreadyThereError as error:
            raise ValidationError({"email": _("This address already has access here.")}) from error
        except verbs.WrongRoleError as error:
            raise ValidationError({"role": _("There is no such role here.")}) from error
        except MailNotSentError as error:
            raise MailServerDown from error
        return Response(InvitedSerializer(invited).data, status=201)


class PersonView(PracticeAPIView):
    """One member of this place."""

    needs: ClassVar[dict[str, Permission | None]] = {
        "PATCH": Permission.MANAGE_PEOPLE,
        "DELETE": Permission.MANAGE_PEOPLE,
    }

    @extend_schema(request=RoleSerializer, responses={204: None}, operation_id="people_change_role")
    def patch(self, request: Request, person_id: UUID) -> Response:
        """Give the member another role."""
        asked = RoleSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            verbs.change_role(by=self.reader, person_id=person_id, role=Role(asked.validated_data["role"]))
        except verbs.NotFoundError as error:
            raise NotFound from error
        except verbs.LastAdministratorError as error:
            raise ValidationError({"role": LAST}) from error
        except verbs.WrongRoleError as error:
            raise ValidationError({"role": _("There is no such role here.")}) from error
        return Response(status=204)

    @extend_schema(responses={204: None}, operation_id="people_end_access")
    def delete(self, request: Request, person_id: UUID) -> Response:
        """End the member's access, sign-ins and tokens here."""
        try:
            verbs.end_access(by=self.reader, person_id=person_id)
        except verbs.NotFoundError as error:
            raise NotFound from error
        except verbs.LastAdministratorError as error:
            raise ValidationError({"person_id": LAST}) from error
        return Response(status=204)


class NetworkPeopleView(PeopleView):
    """People of the network."""

    needs: ClassVar[dict[str, Permission | None]] = {
        "GET": Permission.MANAGE_NETWORK,
        "POST": Permission.MANAGE_NETWORK,
    }


class NetworkPersonView(PersonView):
    """One person with a role in the network."""

    needs: ClassVar[dict[str, Permission | None]] = {
        "PATCH": Permission.MANAGE_NETWORK,
        "DELETE": Permission.MANAGE_NETWORK,
    }
