"""The directory's words: needs, costs, weekdays, kinds of telephones. Both doors say the same."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network_resources.community.rules.cost import Cost

NEEDS: dict[str, str | Promise] = {
    "behavioral_health": _("Mental and behavioral health"),
    "therapies": _("Speech, occupational, physical therapy"),
    "dental": _("Dental care"),
    "medical_care": _("Medical care"),
    "equipment": _("Equipment and supplies"),
    "home_care": _("Care at home"),
    "substance_use": _("Alcohol and drugs"),
    "early_intervention": _("Early intervention"),
    "developmental": _("Developmental evaluation"),
    "special_education": _("Special education"),
    "school_support": _("School and tutoring"),
    "child_care": _("Child care"),
    "respite": _("Respite"),
    "family_support": _("Family support"),
    "parent_education": _("Classes for parents"),
    "recreation": _("Camps and play"),
    "food": _("Food"),
    "housing": _("Housing"),
    "utilities": _("Heat and power"),
    "benefits": _("Insurance and benefits"),
    "goods": _("Clothes and furniture"),
    "employment": _("Work and income"),
    "transport": _("Rides"),
    "safety": _("Safety and violence"),
    "legal": _("Legal help"),
    "immigration": _("Immigration"),
    "language_help": _("Interpreters, English classes"),
}

GROUPS: dict[str, str | Promise] = {
    "health": _("Health"),
    "school": _("Development and school"),
    "family": _("Family"),
    "basics": _("Food, home, money"),
    "transport": _("Getting there"),
    "safety": _("Safety and law"),
}

COSTS: dict[Cost, str | Promise] = {
    Cost.FREE: _("Free"),
    Cost.SLIDING: _("Cost by income"),
    Cost.FEE: _("Has a cost"),
    Cost.UNKNOWN: _("Ask what it costs"),
}

DAYS: dict[str, str | Promise] = {
    "MO": _("Monday"),
    "TU": _("Tuesday"),
    "WE": _("Wednesday"),
    "TH": _("Thursday"),
    "FR": _("Friday"),
    "SA": _("Saturday"),
    "SU": _("Sunday"),
}

PHONES: dict[str, str | Promise] = {
    "fax": _("Fax"),
    "text": _("Texts only"),
    "sms": _("Texts only"),
    "textphone": _("Textphone"),
    "tty": _("Textphone"),
    "cell": _("Mobile"),
    "hotline": _("Hotline"),
}


def need_name(key: str) -> str:
    """A need in the reader's language; a key of another version of the vocabulary as it is."""
    return str(NEEDS.get(key, key.replace("_", " ")))
