"""The identifier guard: what points at a child is found, what standards are made of is let through."""

import pytest

from network_resources.guard import Sign, findings, findings_in
from network_resources.playbooks import starts

FOUND = [
    ("born 03/09/2015", Sign.DAY),
    ("2015-03-09", Sign.DAY),
    ("9.3.15", Sign.DAY),
    ("on March 9th", Sign.DAY),
    ("el 9 de marzo", Sign.DAY),
    ("call 401-555-0173", Sign.PHONE),
    ("(401) 555 0173", Sign.PHONE),
    ("+14015550173", Sign.PHONE),
    ("555-0173", Sign.PHONE),
    ("MRN: 4471", Sign.RECORD),
    ("record number A-7310", Sign.RECORD),
    ("BL-00012", Sign.RECORD),
    ("123-45-6789", Sign.RECORD),
    ("7310447", Sign.RECORD),
    ("mother@example.org", Sign.MAIL),
    ("Maria, 7, has asthma", Sign.NAMED_AGE),
    ("Noah (4)", Sign.NAMED_AGE),
    ("Maria is 7", Sign.NAMED_AGE),
    ("Zoé tiene 5 años", Sign.NAMED_AGE),
    ("a 7-year-old girl named Maria", Sign.NAMED_AGE),
    ("the 18 month old Liam", Sign.NAMED_AGE),
    ("https://records.example.org/patient/7310447", Sign.RECORD),
    ("Medicaid 11157", Sign.RECORD),
    ("PMID 25287458 about 7310447", Sign.RECORD),
]
LET_THROUGH = [
    "Children aged 5 years and older",
    "A stay longer than 7 days",
    "Level (3) or higher, from 11 points on",
    "Two or three in the last 12 months",
    "Bands 0-3, 4-6, 7-10 and 11+",
    "Version 2, 3 and 4 of the index",
    "Published in 2023; sensitivity .82, specificity .80",
    "Within 3 business days, at most 30",
    "In June, 3 practices asked for it",
    "Menores de 18 años",
    "ICD-10, HL7 v2 and PMCA 3.0",
    "Ages 12-36 months",
    "Past 12 months",
    "Within 12 months. Every 6 months. First 30 days at home.",
    "Screening 36 months",
    "Admitted 2 days or more",
    "Últimos 12 meses, cada 6 meses. Durante 12 meses.",
    "School year 2026-27, and 2026-2027",
    "The Medicaid 1115 and the Medicaid 1915(c) waiver",
    "Pediatrics 2014;133(6):e1647. PMID 25287458, PMC4258643, doi 10.1542/peds.2014-12345",
    "NCT01234567, ISBN 9781581106862, https://pubmed.ncbi.nlm.nih.gov/25287458/",
]


@pytest.mark.parametrize(("text", "sign"), FOUND)
def test_what_may_point_at_a_child_is_found(text: str, sign: Sign) -> None:
    assert sign in {finding.sign for finding in findings(text)}


@pytest.mark.parametrize("text", LET_THROUGH)
def test_the_words_of_standards_pass(text: str) -> None:
    assert findings(text) == []


def test_the_whole_starter_library_passes() -> None:
    for name in starts.seed_names():
        assert list(findings_in(starts.from_seed(name).content)) == []


def test_content_is_searched_to_its_last_leaf() -> None:
    content = {"axes": [{"choices": [{"text": {"es": "Llame al 401-555-0173"}}]}], "points": 4015550173}
    assert [(path, finding.sign) for path, finding in findings_in(content)] == [
        (["axes", 0, "choices", 0, "text", "es"], Sign.PHONE)
    ]
