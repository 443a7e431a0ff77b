"""Words with a fixed meaning: sex, language, yes or no, who pays, relationship."""

from tenants.roster.rules.identifiers import plain_words
from tenants.roster.rules.problems import Reason
from tenants.roster.rules.values.refusal import ValueRefusedError

SEXES = {
    "female": ("f", "female", "girl", "femenino", "mujer", "nina"),
    "male": ("m", "male", "boy", "masculino", "hombre", "nino", "varon"),
    "other": ("x", "other", "nonbinary", "non binary", "intersex", "otro"),
    "unknown": ("u", "unknown", "unk", "not known", "desconocido"),
}
# ISO 639 codes; the names families and record systems use for them.
LANGUAGES = {
    "en": ("en", "eng", "english", "ingles"),
    "es": ("es", "spa", "spanish", "espanol", "castellano"),
    "pt": ("pt", "por", "portuguese", "portugues", "brazilian portuguese"),
    "ht": ("ht", "hat", "haitian", "haitian creole", "kreyol", "kreyol ayisyen", "creole haitian"),
    "kea": ("kea", "cape verdean", "cape verdean creole", "kriolu", "kabuverdianu", "crioulo"),
    "fr": ("fr", "fra", "french", "francais", "frances"),
    "ar": ("ar", "ara", "arabic", "arabe"),
    "zh": ("zh", "zho", "chi", "chinese", "mandarin", "chino"),
    "yue": ("yue", "cantonese"),
    "vi": ("vi", "vie", "vietnamese"),
    "km": ("km", "khm", "khmer", "cambodian"),
    "lo": ("lo", "lao", "laotian"),
    "hmn": ("hmn", "hmong"),
    "ru": ("ru", "rus", "russian", "ruso"),
    "so": ("so", "som", "somali"),
    "sw": ("sw", "swa", "swahili", "kiswahili"),
    "rw": ("rw", "kin", "kinyarwanda"),
    "ne": ("ne", "nep", "nepali"),
    "fa": ("fa", "fas", "per", "farsi", "persian", "dari"),
    "ps": ("ps", "pus", "pashto"),
    "it": ("it", "ita", "italian", "italiano"),
    "pl": ("pl", "pol", "polish"),
    "uk": ("uk", "ukr", "ukrainian"),
    "hi": ("hi", "hin", "hindi"),
    "ase": ("ase", "asl", "american sign language", "sign language"),
}  # fmt: skip
# The kinds of `tenants.patients.rules.PayerKind`; a plan's own name is a different thing and is not guessed at.
PAYERS = {
    "medicaid_managed": (
        "managed medicaid",
        "medicaid mco",
        "medicaid managed care",
        "rite care",
        "ritecare",
    ),
    "medicaid": ("medical assistance", "medicaid ffs", "medicaid fee for service"),
    "commercial": ("private", "employer", "comercial", "privado"),
    "both": ("dual", "commercial and medicaid", "ambos"),
    "uninsured": ("self pay", "selfpay", "none", "no insurance", "sin seguro"),
    "other": ("otro", "tricare", "military", "chip"),
    "unknown": ("unk", "not known", "desconocido"),
}
# The kinds of `tenants.patients.rules.Relationship`.
RELATIONSHIPS = {
    "mother": ("mom", "mum", "madre", "mama"),
    "father": ("dad", "padre", "papa"),
    "parent": ("parents", "padres"),
    "step_parent": ("stepmother", "stepfather", "stepmom", "stepdad", "stepparent", "madrastra", "padrastro"),
    "grandparent": ("grandmother", "grandfather", "grandma", "grandpa", "abuela", "abuelo"),
    "relative": (
        "aunt",
        "uncle",
        "cousin",
        "sister",
        "brother",
        "sibling",
        "tia",
        "tio",
        "hermana",
        "hermano",
    ),
    "foster_parent": ("foster mother", "foster father", "foster"),
    "guardian": ("legal guardian", "tutor", "tutora"),
    "self": ("patient",),
    "school": ("teacher", "school nurse", "escuela"),
    "caseworker": ("case worker", "social worker", "trabajadora social"),
    "group_home_staff": ("group home", "residential staff"),
    "care_team": ("therapist", "specialist"),
    "other": ("otro", "otra"),
}
_YES = ("y", "yes", "true", "t", "1", "x", "needed", "required", "si", "s", "verdadero")
_NO = ("n", "no", "false", "f", "0", "not needed", "none", "falso")


def _reverse(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: code for code, words in table.items() for word in (code, code.replace("_", " "), *words)}


_SEX, _LANGUAGE, _PAYER, _RELATIONSHIP = map(_reverse, (SEXES, LANGUAGES, PAYERS, RELATIONSHIPS))


def _look_up(text: str, table: dict[str, str]) -> str:
    code = table.get(plain_words(text)) or table.get(text.strip().lower())
    if code is None:
        raise ValueRefusedError(Reason.UNKNOWN_WORD)
    return code


def read_sex(text: str) -> str:
    """female, male, other or unknown."""
    return _look_up(text, _SEX)


def read_language(text: str) -> str:
    """The ISO 639 code; "Spanish; Castilian" and "es-US" are read by their first part."""
    for part in (text, text.split(";")[0], text.split("-")[0], text.split("(")[0], text.split("/")[0]):
        if code := _LANGUAGE.get(plain_words(part)):
            return code
    raise ValueRefusedError(Reason.UNKNOWN_WORD)


def read_yes_no(text: str) -> bool:
    """Yes or no."""
    words = plain_words(text)
    if words in _YES:
        return True
    if words in _NO:
        return False
    raise ValueRefusedError(Reason.UNKNOWN_WORD)


def read_payer(text: str) -> str:
    """The kind of payer; a plan's own name is not guessed at."""
    return _look_up(text, _PAYER)


def read_relationship(text: str) -> str:
    """How the contact is related to the child."""
    return _look_up(text, _RELATIONSHIP)
