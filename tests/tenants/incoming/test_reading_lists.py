"""Immunization lists as practices and registries export them."""

import io
import tempfile
from typing import Any

import openpyxl
import pytest

from nestwork.uploads.faults import BrokenFileError, Fault
from nestwork.uploads.limited import read_limited
from tenants.incoming.rules.lists.child_process import list_lines
from tenants.incoming.rules.readers import IMMUNIZATION_LIST, READERS

HEAD = "MRN,First Name,Last Name,DOB,Vaccine,CVX Code,Date Given"
ROW = "A-1,Amara,Núñez,05/04/2018,MMR,3,05/20/2019"


def read(text: str, encoding: str = "utf-8") -> list[dict[str, Any]]:
    return list(list_lines(io.BytesIO(text.encode(encoding))))


def of(lines: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["t"] == kind]


def rows(*cells: str, head: str = HEAD) -> list[dict[str, Any]]:
    return read("\n".join([head, *cells]) + "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_same_list_is_read_the_same_however_it_is_written(
    encoding: str, delimiter: str, end: str
) -> None:
    text = f"{HEAD}{end}{ROW}{end}".replace(",", delimiter)
    lines = read(text, encoding)
    assert lines[1:] == rows(ROW)[1:]


def test_a_row_says_child_vaccine_and_day() -> None:
    _file, patient, dose, end = rows(ROW)
    assert patient["identifiers"] == (("source", "A-1", "MR"),)
    assert (patient["given_name"], patient["family_name"], patient["birth_date"]) == (
        "Amara", "Núñez", "2018-05-04",
    )  # fmt: skip
    assert (dose["code"], dose["code_system"], dose["text"], dose["effective_on"]) == (
        "03", "cvx", "MMR", "2019-05-20",
    )  # fmt: skip
    assert end == {"t": "end", "records": 1}


def test_a_child_is_said_once_and_each_dose_has_a_key_of_its_own() -> None:
    lines = rows(ROW, ROW.replace("MMR,3", "Polio,10"), ROW)
    assert len(of(lines, "patient")) == 1
    keys = [one["key"] for one in of(lines, "fact")]
    assert keys[0] == keys[2] != keys[1]


def test_headings_in_spanish_and_days_written_day_first_are_understood() -> None:
    head = "Expediente,Nombre,Apellido,Fecha de nacimiento,Vacuna,Fecha de aplicación,Dosis,Lote"
    lines = rows("B-2,Ana,Ruiz,31/12/2019,SRP,05/02/2021,1,Z9", head=head)
    assert of(lines, "patient")[0]["birth_date"] == "2019-12-31"
    (dose,) = of(lines, "fact")
    assert (dose["effective_on"], dose["dose_number"]) == ("2021-02-05", 1)
    assert lines[0]["details"]["left_out"] == ""


def test_a_code_without_a_name_brings_its_name_and_another_systems_code_is_left_away() -> None:
    assert of(rows("A-1,,,,,03,2019-05-20"), "fact")[0]["text"] == "MMR"
    assert of(rows("A-1,,,,,998877,2019-05-20"), "problem")[0]["why"] == "unknown_word"
    (dose,) = of(rows("A-1,,,,Measles vaccine,998877,2019-05-20"), "fact")
    assert (dose.get("code", ""), dose["text"]) == ("", "Measles vaccine")


@pytest.mark.parametrize(
    ("row", "why", "detail"),
    [
        ("A-1,,,,MMR,3,", "no_date", "Date Given"),
        ("A-1,,,,MMR,3,02/30/2019", "not_understood", "Date Given"),
        ("A-1,,,,,,2019-05-20", "no_text", "Vaccine"),
        (",Amara,,2018-05-04,MMR,3,2019-05-20", "no_patient", "MRN"),
        ("8.88E+09,,,,MMR,3,2019-05-20", "not_understood", "MRN"),
        ("A-1,Amara,Núñez,never,MMR,3,2019-05-20", "not_understood", "DOB"),
    ],
)
def test_a_row_that_cannot_be_read_is_listed_and_the_next_goes_in(row: str, why: str, detail: str) -> None:
    lines = rows(row, ROW)
    (problem,) = of(lines, "problem")
    assert (problem["place"], problem["why"], problem["detail"]) == ("line 2", why, detail)
    assert len(of(lines, "fact")) == 1
    assert lines[-1] == {"t": "end", "records": 2}


def test_what_was_refused_is_said_and_what_was_not_given_is_listed() -> None:
    head = f"{HEAD},Status,Refusal Reason"
    lines = rows(f"{ROW},Refused,Parents", f"{ROW},not given,", f"{ROW},perhaps,", head=head)
    (dose,) = of(lines, "fact")
    assert (dose["was_refused"], dose["refusal_reason"]) == (True, "Parents")
    assert [one["why"] for one in of(lines, "problem")] == ["negated", "unknown_word"]


def test_social_security_numbers_never_come_in() -> None:
    lines = rows(f"{ROW},999-17-5017", f"{ROW},", head=f"{HEAD},SSN")
    assert of(lines, "dropped") == [{"t": "dropped", "kind": "ssn", "count": 1}]
    assert "5017" not in str(lines)


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("Vaccine,Date Given,First Name,Last Name", Fault.NO_CHILD_COLUMN),
        ("MRN,Date Given,Lot Number", Fault.NO_VACCINE_COLUMN),
        ("MRN,Vaccine,Lot Number", Fault.NO_DATE_COLUMN),
    ],
)
def test_a_list_of_something_else_is_refused_whole(head: str, fault: Fault) -> None:
    with pytest.raises(BrokenFileError) as refused:
        rows("a,b,c,d", head=head)
    assert refused.value.fault is fault


def test_a_workbook_is_read_in_the_limited_process() -> None:
    book = openpyxl.Workbook()
    for line in (HEAD, ROW):
        book.active.append(line.split(","))
    with tempfile.TemporaryFile() as file:
        book.save(file)
        lines = list(read_limited(READERS[IMMUNIZATION_LIST], file))
    assert of(lines, "fact") == of(rows(ROW), "fact")
    assert lines[0]["details"]["kind"] == "xlsx"
