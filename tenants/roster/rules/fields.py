"""The fields that a roster column may fill."""

from enum import StrEnum


class Field(StrEnum):
    """One thing a roster says about a child or the family."""

    SOURCE_KEY = "source_key"  # the id of the child in the system the file comes from
    RECORD_NUMBER = "record_number"
    FULL_NAME = "full_name"  # "Family, Given" in one column
    GIVEN_NAME = "given_name"
    MIDDLE_NAME = "middle_name"
    FAMILY_NAME = "family_name"
    NAME_USED = "name_used"
    BIRTH_DATE = "birth_date"
    DECEASED_ON = "deceased_on"
    SEX = "sex"
    LANGUAGE = "language"
    NEEDS_INTERPRETER = "needs_interpreter"
    PAYER_KIND = "payer_kind"
    SCHOOL = "school"
    CONTACT_NAME = "contact_name"
    RELATIONSHIP = "relationship"
    PHONE = "phone"
    SECOND_PHONE = "second_phone"
    EMAIL = "email"
    STREET = "street"
    STREET_2 = "street_2"
    CITY = "city"
    STATE = "state"
    ZIP_CODE = "zip_code"


# What stands on the child itself; the rest belongs to the contact or the home.
CHILD_FIELDS = (
    Field.GIVEN_NAME,
    Field.MIDDLE_NAME,
    Field.FAMILY_NAME,
    Field.NAME_USED,
    Field.BIRTH_DATE,
    Field.SEX,
    Field.RECORD_NUMBER,
    Field.LANGUAGE,
    Field.NEEDS_INTERPRETER,
    Field.PAYER_KIND,
    Field.SCHOOL,
    Field.ZIP_CODE,
)
CONTACT_FIELDS = (Field.CONTACT_NAME, Field.RELATIONSHIP, Field.PHONE, Field.SECOND_PHONE, Field.EMAIL)

# A row without these never becomes a child.
NEEDED = (Field.GIVEN_NAME, Field.FAMILY_NAME, Field.BIRTH_DATE)

# Words only: nine digits in a row have no business there.
FIELDS_OF_WORDS = frozenset(
    {
        Field.FULL_NAME, Field.GIVEN_NAME, Field.MIDDLE_NAME, Field.FAMILY_NAME, Field.NAME_USED, Field.CONTACT_NAME,
        Field.RELATIONSHIP, Field.SCHOOL, Field.STREET, Field.STREET_2, Field.CITY, Field.STATE, Field.LANGUAGE,
        Field.PAYER_KIND,
    }
)  # fmt: skip
