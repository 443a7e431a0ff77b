"""Forms of standards, beside the editor's own rows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nestwork.web.forms import DayField
from network_resources.playbooks.kinds import kinds, title_of
from network_resources.playbooks.rules.reading import MOST_BYTES
from network_resources.playbooks.rules.states import Verification
from network_resources.playbooks.starts import from_seed, seed_names

VERIFICATIONS = [
    (Verification.UNVERIFIED, _("Unreviewed")),
    (Verification.READ, _("Read against its source")),
    (Verification.TESTED, _("Tested against its source")),
]


class StartForm(forms.Form):
    """Where the first draft of a standard comes from, and the standard's key."""

    start = forms.ChoiceField(label=_("Begin with"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Only for “a file”: JSON, as exported here.")
    )
    key = forms.RegexField(
        label=_("Short name"),
        regex=r"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\Z",
        max_length=60,
        required=False,
        help_text=_(
            "Small letters, digits and hyphens. It stays for good. Empty: as the library or the file says."
        ),
        error_messages={"invalid": _("Small letters, digits and hyphens only, beginning with a letter.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        library = [(f"seed:{name}", title_of(from_seed(name).content)) for name in seed_names()]
        sheets = [
            (f"empty:{kind.key}", _("An empty sheet: %(kind)s") % {"kind": kind.label}) for kind in kinds()
        ]
        start = self.fields["start"]
        assert isinstance(start, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        start.choices = [*library, *sheets, ("file", _("A file"))]

    def clean(self) -> dict[str, Any]:
        """A file is needed where one is meant, a key where nothing brings one."""
        found: dict[str, Any] = super().clean() or {}
        start, file = found.get("start", ""), found.get("file")
        if start == "file" and file is None:
            self.add_error("file", _("Choose the file."))
        if file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("This file is too large for a standard."))
        if start.startswith("empty:") and not found.get("key"):
            self.add_error("key", _("An empty sheet needs a short name."))
        return found


class NextForm(forms.Form):
    """Where the next version comes from."""

    start = forms.ChoiceField(
        label=_("Begin with"),
        choices=[("last", _("The newest version")), ("empty", _("An empty sheet")), ("file", _("A file"))],
        widget=forms.RadioSelect,
        initial="last",
    )
    file = forms.FileField(
        label=_("File"), required=False, help_text=_("Only for “a file”: JSON, as exported here.")
    )

    def clean(self) -> dict[str, Any]:
        """A file is needed where one is meant."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("start") == "file" and found.get("file") is None:
            self.add_error("file", _("Choose the file."))
        return found


class WordsForm(forms.Form):
    """What is said about a version beside its content."""

    source_note = forms.CharField(
        label=_("Source"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    licence = forms.CharField(label=_("License"), max_length=120, required=False)
    verification = forms.ChoiceField(label=_("Reviewed against its source"), choices=VERIFICATIONS)
    item_text_allowed = forms.BooleanField(label=_("Its text may be shown"), required=False)


class SendForm(forms.Form):
    """What changed, from when the network asks for it, and that no child is described."""

    what_changed = forms.CharField(
        label=_("What changed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For the people in the practices. They read it beside the notice."),
    )
    effective_from = DayField(
        label=_("Practices are asked to use it from"),
        required=False,
        help_text=_("Each practice chooses its own day."),
    )
    no_child = forms.BooleanField(
        label=_("No child and no family can be recognized in this text"),
        error_messages={"required": _("Read it once more: nothing here may point at a child.")},
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AdoptForm(forms.Form):
    """From when the practice uses the version."""

    effective_on = DayField(label=_("From"), required=False, help_text=_("Empty: from today."))
