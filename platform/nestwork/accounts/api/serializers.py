"""Shapes of accounts in the API."""

from rest_framework import serializers

from nestwork.access.permissions import Permission, Role


class MeSerializer(serializers.Serializer[object]):
    """Who calls, and what she may do here."""

    person_id = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=[role.value for role in Role])
    permissions = serializers.ListField(
        child=serializers.ChoiceField(choices=[permission.value for permission in Permission])
    )
    practice = serializers.CharField(allow_null=True)


class PersonSerializer(serializers.Serializer[object]):
    """A member, present or past."""

    person_id = serializers.UUIDField()
    display_name = serializers.CharField()
    credentials = serializers.CharField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=[role.value for role in Role])
    is_active = serializers.BooleanField()
    last_sign_in = serializers.DateTimeField(allow_null=True)
    started_at = serializers.DateTimeField()


class InviteSerializer(serializers.Serializer[object]):
    """An invitation to send."""

    display_name = serializers.CharField(max_length=120)
    credentials = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=[role.value for role in Role])


class InvitedSerializer(serializers.Serializer[object]):
    """An invitation that was sent; its secret is in the e-mail only."""

    invitation_id = serializers.UUIDField()


class RoleSerializer(serializers.Serializer[object]):
    """Another role for a member."""

    role = serializers.ChoiceField(choices=[role.value for role in Role])
