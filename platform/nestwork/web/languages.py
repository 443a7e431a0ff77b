"""Languages families speak, by BCP 47 code, each in its own words. Flags are for countries, not for languages."""

from django.utils.translation import gettext_lazy as _

OWN_NAMES = {
    "en": "English",
    "es": "Español",
    "pt": "Português",
    "ht": "Kreyòl",
    "kea": "Kriolu",
    "fr": "Français",
    "zh": "中文",
    "yue": "粵語",
    "vi": "Tiếng Việt",
    "km": "ខ្មែរ",
    "lo": "ລາວ",
    "hmn": "Hmoob",
    "ar": "العربية",
    "fa": "فارسی",
    "prs": "دری",
    "ps": "پښتو",
    "ru": "Русский",
    "uk": "Українська",
    "pl": "Polski",
    "it": "Italiano",
    "el": "Ελληνικά",
    "hy": "Հայերեն",
    "sq": "Shqip",
    "so": "Soomaali",
    "sw": "Kiswahili",
    "rw": "Ikinyarwanda",
    "ln": "Lingála",
    "yo": "Yorùbá",
    "ig": "Igbo",
    "ak": "Akan",
    "am": "አማርኛ",
    "ti": "ትግርኛ",
    "ne": "नेपाली",
    "hi": "हिन्दी",
    "gu": "ગુજરાતી",
    "bn": "বাংলা",
    "ur": "اردو",
    "ko": "한국어",
    "ja": "日本語",
    "tl": "Tagalog",
    "my": "မြန်မာ",
    "quc": "K'iche'",
}

# Signed languages have no written name of their own.
SIGNED = {"ase": _("American Sign Language")}


def own_name(code: str) -> str:
    """The language's own name; the code itself when it is not listed."""
    return OWN_NAMES.get(code) or str(SIGNED.get(code, code))
