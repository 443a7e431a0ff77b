"""Which language a directory means: HSDS rows carry codes of any length, or only a name as somebody wrote it."""

import re

from network_resources.community.rules.spelling import plain

# Our code (BCP 47) for each code of ISO 639-2 and 639-3, and for each name in English, Spanish and its own words.
_SAID = {
    "en": "eng, english, ingles",
    "es": "spa, spanish, espanol, castellano",
    "pt": "por, portuguese, portugues, brazilian portuguese",
    "ht": "hat, haitian, haitian creole, haitian kreyol, kreyol, kreyol ayisyen, creole",
    "kea": "kea, kriolu, kabuverdianu, cape verdean, cape verdean creole, cape verdean kriolu, cabo verdean, caboverdiano",
    "fr": "fra, fre, french, frances, francais",
    "zh": "zho, chi, cmn, chinese, mandarin, mandarin chinese, chino",
    "yue": "yue, cantonese, cantones",
    "vi": "vie, vietnamese, vietnamita",
    "km": "khm, khmer, cambodian, camboyano, jemer",
    "lo": "lao, lao, laotian",
    "hmn": "hmn, hmong",
    "ar": "ara, arb, arabic, arabe",
    "fa": "fas, per, pes, farsi, persian, persa",
    "prs": "prs, dari",
    "ps": "pus, pashto",
    "ru": "rus, russian, ruso",
    "uk": "ukr, ukrainian, ucraniano",
    "pl": "pol, polish, polaco",
    "it": "ita, italian, italiano",
    "el": "ell, gre, greek, griego",
    "hy": "hye, arm, armenian, armenio",
    "sq": "sqi, alb, albanian, albanes",
    "so": "som, somali",
    "sw": "swa, swh, swahili, kiswahili",
    "rw": "kin, kinyarwanda",
    "ln": "lin, lingala",
    "yo": "yor, yoruba",
    "ig": "ibo, igbo",
    "ak": "aka, akan, twi",
    "am": "amh, amharic, amarico",
    "ti": "tir, tigrinya",
    "ne": "nep, nepali",
    "hi": "hin, hindi",
    "gu": "guj, gujarati",
    "bn": "ben, bengali, bangla",
    "ur": "urd, urdu",
    "ko": "kor, korean, coreano",
    "ja": "jpn, japanese, japones",
    "tl": "tgl, fil, tagalog, filipino",
    "my": "mya, bur, burmese, birmano",
    "quc": "quc, kiche, k iche",
    "ase": "ase, asl, american sign language, sign language, lengua de senas, lenguaje de senas",
}
_BY_WORD = {word: code for code, said in _SAID.items() for word in (code, *said.split(", "))}


def code_of(*, code: str, name: str = "") -> str:
    """Our code of a language: from the source's code ("spa", "pt-BR"), else from its name; empty when unknown."""
    base = re.split(r"[-_]", code.strip().lower())[0]
    return _BY_WORD.get(base) or _BY_WORD.get(plain(name)) or _BY_WORD.get(plain(code)) or ""


def codes_in(text: str) -> list[str]:
    """The languages a sentence names, as in "Spanish and Portuguese interpreters", in its order, each once."""
    words, found = plain(text).split(), dict[str, None]()
    while words:
        # the longest name first: "Cape Verdean Creole" is not also the Creole of Haiti
        said = [" ".join(words[:length]) for length in (3, 2, 1)]
        length = next((3 - at for at, name in enumerate(said) if len(name) > 3 and name in _BY_WORD), 0)
        if length:
            found[_BY_WORD[" ".join(words[:length])]] = None
        words = words[length or 1 :]
    return list(found)
