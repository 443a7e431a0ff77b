"""Profiles: how a vendor's columns are read. Saved ones, and those that come with Nestwork until one is chosen."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.practices import clock
from network_resources.community.models import DirectoryProfile
from network_resources.community.rules.profiles.shape import ProfileError, read_profile
from network_resources.community.services.shipped import shipped_profile, shipped_profiles
from network_resources.community.services.trail import note


def profiles_to_choose(by: Reader) -> dict[str, str]:
    """Name to title of every profile, saved or shipped, by name."""
    by.require(Permission.KEEP_DIRECTORY)
    saved = DirectoryProfile.objects.values_list("name", "content")
    every = {name: shipped_profile(name) for name in shipped_profiles()} | dict(saved)
    return {name: str(content.get("title") or name) for name, content in sorted(every.items())}


def profile_named(*, by: Reader, name: str) -> DirectoryProfile:
    """The saved profile of that name; one that comes with Nestwork is saved when it is first chosen.

    Raises ValidationError for a name nobody knows.
    """
    by.require(Permission.KEEP_DIRECTORY)
    found = DirectoryProfile.objects.filter(name=name).first()
    if found is not None:
        return found
    if name in shipped_profiles():
        return save_profile(by=by, name=name, content=shipped_profile(name))
    raise ValidationError({"profile": _("There is no saved profile of that name.")})


def save_profile(*, by: Reader, name: str, content: Any) -> DirectoryProfile:
    """Keep a profile under a name, anew or over what was there. Raises ValidationError for what is no profile."""
    by.require(Permission.KEEP_DIRECTORY)
    try:
        read_profile(content)
    except ProfileError as wrong:
        raise ValidationError([f"{path}: {words}" for path, words in wrong.problems]) from None
    with transaction.atomic():
        profile, made = DirectoryProfile.objects.get_or_create(
            name=name[:80], defaults={"content": content, "changed_by_id": by.person_id}
        )
        if not made and profile.content != content:
            profile.content, profile.revision = content, profile.revision + 1
            profile.changed_at, profile.changed_by_id = clock.now(), by.person_id
            profile.save()
        note(by, "directory.profile", "directory.profile", profile.pk, {"revision": profile.revision})
    return profile
