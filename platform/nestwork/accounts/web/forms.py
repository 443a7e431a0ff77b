"""Forms of accounts: how a person likes to read, inviting, accepting, tokens."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nestwork.access.permissions import NETWORK_ROLES, PRACTICE_ROLES, Permission, Role
from nestwork.accounts.models import Invitation, User
from nestwork.accounts.rules import TOKEN_DAYS
from nestwork.accounts.web.presenters import verb_choices
from nestwork.practices.models import Practice
from nestwork.web import preferences


def role_choices(practice: Practice | None) -> list[tuple[str, str]]:
    """Roles of this place, in the order of the enum."""
    here = NETWORK_ROLES if practice is None else PRACTICE_ROLES
    return [(role.value, role.label) for role in Role if role in here]


class ReadingForm(forms.Form):
    """How one person likes to read."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("As the browser asks")), *settings.LANGUAGES],
    )
    text_size = forms.ChoiceField(
        label=_("Text size"), widget=forms.RadioSelect, choices=preferences.TEXT_SIZES
    )
    keys = forms.ChoiceField(
        label=_("Single keys"),
        widget=forms.RadioSelect,
        choices=preferences.KEYS,
        help_text=_("Off: no key does anything by itself, for speech input and screen readers."),
    )
    theme = forms.ChoiceField(label=_("Light or dark"), widget=forms.RadioSelect, choices=preferences.THEMES)


class AdministratorForm(forms.Form):
    """Invite a practice's administrator."""

    display_name = forms.CharField(label=_("Name"), max_length=120)
    credentials = forms.CharField(
        label=_("Credentials"), max_length=40, required=False, help_text=_("For example RN, MD, LICSW.")
    )
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The link goes there. It works once, for seven days.")
    )


class InviteForm(AdministratorForm):
    """Invite somebody into a role of this place."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, practice: Practice | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(practice)  # type: ignore[attr-defined]  # a choice field


class RoleForm(forms.Form):
    """Choose another role for a member."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, practice: Practice | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(practice)  # type: ignore[attr-defined]  # a choice field


class AcceptForm(forms.Form):
    """Name and password of somebody new."""

    display_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words in a row are easy to keep in mind."),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = invitation.email
        self.fields["display_name"].initial = invitation.display_name

    def clean(self) -> dict[str, Any] | None:
        """Check the password against the rules and against its repetition."""
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("The two passwords differ."))
        if password:
            try:
                validate_password(
                    password, User(email=self.email, display_name=cleaned.get("display_name", ""))
                )
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class TokenForm(forms.Form):
    """Make a token for a program."""

    name = forms.CharField(
        label=_("What it is for"), max_length=60, help_text=_("For example the name of the program.")
    )
    scope = forms.ChoiceField(label=_("What it may do"), widget=forms.RadioSelect, initial="read")
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        coerce=int,
        choices=[(days, format_lazy("{} {}", days, _("days"))) for days in TOKEN_DAYS],
        help_text=_("A token for one act works for ten minutes, whatever is chosen here."),
    )

    def __init__(self, *args: Any, permissions: frozenset[Permission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("read", _("Read only")),
            ("write", _("Read and change")),
            *verb_choices(permissions),
        ]

    def arguments(self) -> dict[str, Any]:
        """The verb's arguments for what was chosen."""
        scope = self.cleaned_data["scope"]
        return {
            "name": self.cleaned_data["name"],
            "days": self.cleaned_data["days"],
            "may_write": scope == "write",
            "verb": Permission(scope) if scope not in ("read", "write") else None,
        }
