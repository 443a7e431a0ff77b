"""Guessing what a column holds from its heading, in English and Spanish."""

from collections.abc import Sequence

from tenants.roster.rules.fields import Field
from tenants.roster.rules.identifiers import named_by_heading, plain_words

# Headings after `plain_words`, most telling first. One heading belongs to one field.
WORDS: dict[Field, tuple[str, ...]] = {
    Field.SOURCE_KEY: (
        "source id", "external id", "member id", "patient id", "patientid", "subscriber id", "person id", "rec id", "id",
        "id del paciente", "numero de miembro", "identificador",
    ),
    Field.RECORD_NUMBER: (
        "mrn", "medical record number", "medical record", "record number", "chart number", "chart", "chart no",
        "account number", "numero de expediente", "expediente", "historia clinica",
    ),
    Field.FULL_NAME: ("name", "patient name", "child name", "full name", "patient", "nombre completo", "paciente"),
    Field.GIVEN_NAME: (
        "first name", "firstname", "first", "given name", "given", "patient first name", "child first name",
        "legal first name", "nombre", "nombres", "primer nombre",
    ),
    Field.MIDDLE_NAME: ("middle name", "middle", "mi", "middle initial", "segundo nombre"),
    Field.FAMILY_NAME: (
        "last name", "lastname", "last", "family name", "surname", "patient last name", "child last name",
        "legal last name", "apellido", "apellidos",
    ),
    Field.NAME_USED: ("preferred name", "name used", "nickname", "goes by", "nombre preferido", "apodo"),
    Field.BIRTH_DATE: (
        "date of birth", "dob", "birth date", "birthdate", "birthday", "born", "patient dob", "child dob",
        "fecha de nacimiento", "nacimiento", "fecha nac", "f nacimiento",
    ),
    Field.DECEASED_ON: (
        "death date", "deathdate", "date of death", "deceased", "deceased date", "deceased on", "fecha de defuncion",
        "fallecimiento",
    ),
    Field.SEX: ("sex", "gender", "birth sex", "sex at birth", "sexo", "genero"),
    Field.LANGUAGE: (
        "language", "preferred language", "primary language", "home language", "lang", "idioma", "lengua",
        "idioma preferido",
    ),
    Field.NEEDS_INTERPRETER: (
        "interpreter", "needs interpreter", "interpreter needed", "interpreter required", "interprete",
        "necesita interprete",
    ),
    Field.PAYER_KIND: (
        "payer", "payor", "insurance", "insurance type", "payer type", "plan", "health plan", "coverage", "seguro",
        "seguro medico", "plan de salud",
    ),
    Field.SCHOOL: ("school", "school name", "escuela", "colegio"),
    Field.CONTACT_NAME: (
        "parent", "parent name", "guardian", "guardian name", "parent guardian", "contact", "contact name", "caregiver",
        "caregiver name", "mother", "mother name", "responsible party", "guarantor", "guarantor name", "madre", "padre",
        "tutor", "contacto", "nombre del contacto",
    ),
    Field.RELATIONSHIP: ("relationship", "relation", "relationship to child", "parentesco", "relacion"),
    Field.PHONE: (
        "phone", "phone number", "telephone", "cell", "cell phone", "mobile", "mobile phone", "home phone",
        "parent phone", "guardian phone", "contact phone", "primary phone", "tel", "telefono", "celular", "movil",
    ),
    Field.SECOND_PHONE: (
        "phone 2", "second phone", "other phone", "alternate phone", "alt phone", "work phone", "phone2",
        "otro telefono", "telefono 2",
    ),
    Field.EMAIL: (
        "email", "e mail", "email address", "parent email", "guardian email", "contact email", "correo",
        "correo electronico",
    ),
    Field.STREET: (
        "address", "street", "street address", "address 1", "address line 1", "address1", "home address", "direccion",
        "calle", "domicilio",
    ),
    Field.STREET_2: ("address 2", "address line 2", "address2", "apt", "unit", "apartment", "apartamento"),
    Field.CITY: ("city", "town", "suburb", "ciudad", "municipio"),
    Field.STATE: ("state", "estado", "province"),
    Field.ZIP_CODE: ("zip", "zip code", "zipcode", "postal code", "postcode", "codigo postal", "cp"),
}  # fmt: skip

_BY_WORD = {word: field for field, words in WORDS.items() for word in words}
# Two columns may both be phones: the second one becomes the second phone.
_SECOND_CHOICE = {Field.PHONE: Field.SECOND_PHONE, Field.STREET: Field.STREET_2}


def guess_field(heading: str) -> Field | None:
    """The field a heading most likely names; None for an unknown heading or a number that never enters."""
    if named_by_heading(heading):
        return None
    return _BY_WORD.get(plain_words(heading))


def guess_columns(headings: Sequence[str]) -> dict[int, Field]:
    """Column position to field, each field at most once; earlier words in a field's list win over later ones."""
    guesses: dict[int, Field] = {}
    for position in sorted(range(len(headings)), key=lambda at: _eagerness(headings[at])):
        field = guess_field(headings[position])
        if field in guesses.values() and field is not None:
            field = _SECOND_CHOICE.get(field)
        if field is not None and field not in guesses.values():
            guesses[position] = field
    if Field.GIVEN_NAME in guesses.values() and Field.FAMILY_NAME in guesses.values():
        guesses = {at: field for at, field in guesses.items() if field != Field.FULL_NAME}
    return dict(sorted(guesses.items()))


def _eagerness(heading: str) -> int:
    """How far back in its field's list a heading stands; unknown headings last."""
    field = guess_field(heading)
    return WORDS[field].index(plain_words(heading)) if field else 99


def relationship_in(heading: str) -> str:
    """What a contact's heading says the person is to the child ("Mother's name"); empty when it does not."""
    words = plain_words(heading).split()
    for word, relationship in _RELATIONSHIP_WORDS.items():
        if word in words:
            return relationship
    return ""


_RELATIONSHIP_WORDS = {
    "mother": "mother",
    "madre": "mother",
    "father": "father",
    "padre": "father",
    "parent": "parent",
    "guardian": "guardian",
    "tutor": "guardian",
    "grandmother": "grandparent",
}
