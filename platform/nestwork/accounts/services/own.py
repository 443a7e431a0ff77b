"""Verbs on a person's own account."""

from uuid import UUID

from nestwork.accounts.models import User
from nestwork.practices.active import door
from nestwork.web.preferences import Preferences


def set_preferences(*, user_id: UUID, preferences: Preferences) -> None:
    """Keep how the person likes to read, for the next sign-in on any host."""
    with door():
        User.objects.filter(pk=user_id).update(
            language=preferences.language,
            text_size=preferences.text_size,
            keys=preferences.keys,
            theme=preferences.theme,
        )
