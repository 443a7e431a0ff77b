"""Consents and disclosures over the API."""

from uuid import UUID

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
from tenants.consent import selectors, services
from tenants.consent.api.serializers import ConsentSerializer, DisclosureSerializer, WithdrawSerializer
from tenants.patients.selectors import child_for, contact_links

_NEEDS: dict[str, Permission | None] = {"GET": Permission.SEE_CHILDREN, "POST": Permission.RECORD_CONSENT}


class ConsentListView(PracticeAPIView):
    """The signatures of a child."""

    needs = _NEEDS

    @extend_schema(responses=ConsentSerializer(many=True), operation_id="child_consents")
    def get(self, request: Request, child_id: UUID) -> Response:
        """Every signature, latest first."""
        child = child_for(self.reader, child_id)
        record_view(by=self.reader, page="api.consents", child_id=child.pk)
        return Response(ConsentSerializer(selectors.consents_of(child, self.reader), many=True).data)

    @extend_schema(request=ConsentSerializer, responses={201: ConsentSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Record a signature."""
        child = child_for(self.reader, child_id)
        asked = ConsentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        words["starts_on"] = words.pop("effective_on", None)
        signer_id = words.pop("signed_by_id", None)
        people = {link.contact_id: link.contact for link in contact_links(child)} if signer_id else {}
        if signer_id and signer_id not in people:
            raise ValidationError({"signed_by_id": _("Choose a contact of this child.")})
        consent = services.record_consent(
            by=self.reader, child=child, signed_by=people.get(signer_id), **words
        )
        return Response(ConsentSerializer(consent).data, status.HTTP_201_CREATED)


class ConsentWithdrawView(PracticeAPIView):
    """The end of a signature."""

    needs = {"POST": Permission.RECORD_CONSENT}

    @extend_schema(request=WithdrawSerializer, responses=ConsentSerializer)
    @once
    def post(self, request: Request, child_id: UUID, consent_id: UUID) -> Response:
        """Take it back; what left before stays on the list."""
        child = child_for(self.reader, child_id)
        asked = WithdrawSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        consent = selectors.consent_for(child, self.reader, consent_id)
        services.withdraw_consent(consent=consent, by=self.reader, **asked.validated_data)
        return Response(ConsentSerializer(selectors.consent_for(child, self.reader, consent_id)).data)


class DisclosureListView(PracticeAPIView):
    """What left the practice about a child."""

    needs = _NEEDS
    ordering = ("-recorded_at", "-id")

    @extend_schema(responses=DisclosureSerializer(many=True), operation_id="child_disclosures")
    def get(self, request: Request, child_id: UUID) -> Response:
        """One page, latest first."""
        child = child_for(self.reader, child_id)
        rows = selectors.disclosures_of(child, self.reader)
        response, _rows = self.paged(rows, DisclosureSerializer)
        record_view(by=self.reader, page="api.disclosures", child_id=child.pk)
        return response

    @extend_schema(request=DisclosureSerializer, responses={201: DisclosureSerializer})
    @once
    def post(self, request: Request, child_id: UUID) -> Response:
        """Record what left; refused where no consent in force lets it go."""
        child = child_for(self.reader, child_id)
        asked = DisclosureSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        words = asked.validated_data
        consent_id = words.pop("consent_id", None)
        consent = selectors.consent_for(child, self.reader, consent_id) if consent_id else None
        row = services.record_disclosure(by=self.reader, child=child, consent=consent, **words)
        return Response(DisclosureSerializer(row).data, status.HTTP_201_CREATED)
