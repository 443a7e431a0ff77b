"""The person who signs in."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nestwork.web import preferences


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this e-mail address; raises User.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """One person of the network. What she may do where is said by memberships, never here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-mail address"), unique=True)
    display_name = models.CharField(_("Name"), max_length=120)
    credentials = models.CharField(_("Credentials"), max_length=40, blank=True)
    language = models.CharField(_("Language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    text_size = models.CharField(
        _("Text size"), max_length=10, choices=preferences.TEXT_SIZES, default="normal"
    )
    keys = models.CharField(_("Single keys"), max_length=3, choices=preferences.KEYS, default="on")
    theme = models.CharField(_("Light or dark"), max_length=5, choices=preferences.THEMES, default="auto")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case")
        ]

    def __str__(self) -> str:
        return self.display_name

    def clean(self) -> None:
        """Keep the address in lower case, so that one person cannot stand twice."""
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def preferences(self) -> preferences.Preferences:
        """How this person likes to read; an empty language means: as the browser asks."""
        return preferences.Preferences(self.language, self.text_size, self.keys, self.theme)
