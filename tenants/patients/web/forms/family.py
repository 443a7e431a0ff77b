"""Forms about contacts, homes and papers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.patients import words
from tenants.patients.models import ChildContact, Contact, Residence
from tenants.patients.web.forms.fields import WeekdaysField, date_field, hour_field, language_choices

_HOW = ("name", "organization", "phone", "phone_kind", "second_phone", "second_phone_kind", "email")
_WHEN = (
    "language",
    "needs_interpreter",
    "preferred_days",
    "preferred_from",
    "preferred_until",
    "preferred_note",
    "voicemail_ok",
    "text_ok",
)
_CARE = ("do_not_contact", "do_not_contact_reason", "do_not_disclose_address")
_WHERE = ("address_line", "town", "state", "zip_code")


class ContactForm(forms.Form):
    """How a person is reached; shared by every child the person belongs to."""

    name = forms.CharField(label=words.FIELDS["name"], max_length=150)
    organization = forms.CharField(
        label=words.FIELDS["organization"],
        max_length=150,
        required=False,
        help_text=_("A school, clinic or agency."),
    )
    phone = forms.CharField(
        label=words.FIELDS["phone"],
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    phone_kind = forms.ChoiceField(label=words.FIELDS["phone_kind"], choices=words.choices(words.PHONE))
    second_phone = forms.CharField(
        label=words.FIELDS["second_phone"],
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    second_phone_kind = forms.ChoiceField(
        label=words.FIELDS["second_phone_kind"], choices=words.choices(words.PHONE), initial="home"
    )
    email = forms.EmailField(label=words.FIELDS["email"], required=False)
    language = forms.ChoiceField(label=words.FIELDS["language"], choices=language_choices)
    needs_interpreter = forms.BooleanField(label=words.FIELDS["needs_interpreter"], required=False)
    preferred_days = WeekdaysField(label=words.FIELDS["preferred_days"], help_text=_("None chosen: any day."))
    preferred_from = hour_field(_("Best hours from"))
    preferred_until = hour_field(_("Best hours until"))
    preferred_note = forms.CharField(label=words.FIELDS["preferred_note"], max_length=120, required=False)
    voicemail_ok = forms.BooleanField(label=words.FIELDS["voicemail_ok"], required=False)
    text_ok = forms.BooleanField(label=words.FIELDS["text_ok"], required=False)
    do_not_contact = forms.BooleanField(label=words.FIELDS["do_not_contact"], required=False)
    do_not_contact_reason = forms.CharField(
        label=words.FIELDS["do_not_contact_reason"], max_length=200, required=False
    )
    do_not_disclose_address = forms.BooleanField(
        label=words.FIELDS["do_not_disclose_address"],
        required=False,
        help_text=_("The address is left out of every print and export."),
    )
    address_line = forms.CharField(label=words.FIELDS["address_line"], max_length=200, required=False)
    town = forms.CharField(label=words.FIELDS["town"], max_length=100, required=False)
    state = forms.CharField(label=words.FIELDS["state"], max_length=2, required=False)
    zip_code = forms.CharField(label=words.FIELDS["zip_code"], max_length=10, required=False)

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings."""
        named = (
            (_("How to reach"), _HOW),
            (_("Language and best hours"), _WHEN),
            (_("Take care"), _CARE),
            (_("Address, when it differs from the child's home"), _WHERE),
        )
        return [(heading, [self[name] for name in fields]) for heading, fields in named]

    @classmethod
    def of(cls, contact: Contact) -> "ContactForm":
        """The form filled from the person."""
        return cls(initial={name: getattr(contact, name) for name in cls.base_fields}, prefix="person")


class LinkForm(forms.Form):
    """What the person is to this child, and may decide and be told."""

    relationship = forms.ChoiceField(
        label=words.FIELDS["relationship"], choices=words.choices(words.RELATIONSHIP), initial="mother"
    )
    role_note = forms.CharField(
        label=words.FIELDS["role_note"],
        max_length=120,
        required=False,
        help_text=_("For the team, as in: feeding therapy."),
    )
    order = forms.IntegerField(
        label=words.FIELDS["order"],
        min_value=1,
        max_value=99,
        required=False,
        help_text=_("1 is called first."),
    )
    is_legal_guardian = forms.BooleanField(label=words.FIELDS["is_legal_guardian"], required=False)
    may_decide = forms.BooleanField(
        label=_("May decide for the child"),
        required=False,
        help_text=_("A custody paper in force wins over this."),
    )
    may_receive_information = forms.BooleanField(label=_("May be told about the child"), required=False)
    lives_with = forms.BooleanField(label=words.FIELDS["lives_with"], required=False)

    @classmethod
    def of(cls, link: ChildContact) -> "LinkForm":
        """The form filled from the link."""
        return cls(initial={name: getattr(link, name) for name in cls.base_fields}, prefix="link")


class EndForm(forms.Form):
    """Why something ends, and when."""

    ended_on = date_field(_("Last day"), required=False, help_text=_("Empty: today."))
    reason = forms.CharField(label=_("Why it ends"), max_length=200, required=False)


class HomeForm(forms.Form):
    """A household and since when the child lives there."""

    name = forms.CharField(
        label=_("Name of the home"), max_length=150, help_text=_("As in: Baptiste family.")
    )
    kind = forms.ChoiceField(label=words.FIELDS["kind"], choices=words.choices(words.HOUSEHOLD))
    address_line = forms.CharField(label=words.FIELDS["address_line"], max_length=200, required=False)
    town = forms.CharField(label=words.FIELDS["town"], max_length=100, required=False)
    state = forms.CharField(label=words.FIELDS["state"], max_length=2, required=False)
    zip_code = forms.CharField(label=words.FIELDS["zip_code"], max_length=10, required=False)
    phone = forms.CharField(
        label=words.FIELDS["phone"],
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    agency = forms.CharField(
        label=words.FIELDS["agency"],
        max_length=150,
        required=False,
        help_text=_("For a foster or group home: who placed the child and may consent."),
    )
    do_not_disclose_address = forms.BooleanField(
        label=words.FIELDS["do_not_disclose_address"],
        required=False,
        help_text=_("The address is left out of every print and export."),
    )
    note = forms.CharField(label=words.FIELDS["note"], max_length=300, required=False)
    starts_on = date_field(_("The child lives there since"), required=False)
    when_there = forms.CharField(
        label=words.FIELDS["when_there"],
        max_length=120,
        required=False,
        help_text=_("With two homes, as in: school days."),
    )
    is_main = forms.BooleanField(label=words.FIELDS["is_main"], required=False, initial=True)
    moved_out = forms.BooleanField(label=_("The child no longer lives in the other homes"), required=False)

    @classmethod
    def of(cls, residence: Residence) -> "HomeForm":
        """The form filled from the home; moving out of others is said on its own page."""
        home = residence.household
        initial = {name: getattr(home, name, None) for name in cls.base_fields}
        initial.update(
            starts_on=residence.starts_on, when_there=residence.when_there, is_main=residence.is_main
        )
        return cls(initial=initial)

    def fix(self) -> None:
        """Leave out what cannot be changed once the home stands."""
        del self.fields["moved_out"]
        del self.fields["starts_on"]


_RIGHTS = (
    ("", _("Not named in this paper")),
    ("both", _("Decides and is told")),
    ("told", _("Is told, does not decide")),
    ("decides", _("Decides, is not told")),
    ("none", _("Neither decides nor is told")),
)
_MEANING = {"both": (True, True), "told": (False, True), "decides": (True, False), "none": (False, False)}


class CustodyForm(forms.Form):
    """A paper, and what it says about each contact."""

    kind = forms.ChoiceField(label=words.FIELDS["kind"], choices=words.choices(words.CUSTODY))
    issued_by = forms.CharField(label=_("Issued by"), max_length=150, required=False)
    reference = forms.CharField(label=_("Reference on the paper"), max_length=60, required=False)
    starts_on = date_field(words.FIELDS["starts_on"])
    ends_on = date_field(words.FIELDS["ends_on"], required=False, help_text=_("Empty: until replaced."))
    note = forms.CharField(label=words.FIELDS["note"], max_length=500, required=False)

    def __init__(self, *args: Any, links: Iterable[ChildContact], **kwargs: Any) -> None:
        """Ask one question for each present contact of the child."""
        super().__init__(*args, **kwargs)
        self.contacts = {f"right_{link.contact_id.hex}": link.contact for link in links}
        for field, contact in self.contacts.items():
            self.fields[field] = forms.ChoiceField(label=contact.name, choices=_RIGHTS, required=False)

    def rights(self) -> list[tuple[Contact, bool, bool]]:
        """Who decides and who is told, for the contacts the paper names."""
        chosen = ((contact, self.cleaned_data.get(field)) for field, contact in self.contacts.items())
        return [(contact, *_MEANING[answer]) for contact, answer in chosen if answer]
