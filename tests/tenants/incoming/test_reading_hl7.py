"""What HL7 v2 senders really write: every line end, marks, frames, batches, odd separators, broken messages."""

import io
from pathlib import Path
from typing import Any

import pytest

from nestwork.uploads.faults import BrokenFileError, Fault
from nestwork.uploads.limited import read_limited
from tenants.incoming.rules.hl7.child_process import vxu_lines
from tenants.incoming.rules.readers import READERS, VXU, format_of
from tests.tenants.incoming.vxu import message


def read(content: bytes) -> list[dict[str, Any]]:
    return list(vxu_lines(io.BytesIO(content)))


def of(lines: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["t"] == kind]


def fact(content: bytes) -> dict[str, Any]:
    (found,) = of(read(content), "fact")
    return found


PLAIN = read(message())


@pytest.mark.parametrize(
    "content",
    [
        message(end="\n"),
        message(end="\r\n"),
        b"\xef\xbb\xbf" + message(),
        b"\x0b" + message() + b"\x1c\r",
        b"FHS|^~\\&|A\rBHS|^~\\&|A\r" + message() + b"BTS|1\rFTS|1\r",
        message().replace(b"|", b"#").replace(b"^~\\&", b"@*?%").replace(b"^", b"@").replace(b"~", b"*"),
    ],
    ids=["LF", "CRLF", "mark", "frame", "batch", "separators"],
)
def test_the_same_message_is_read_the_same_however_it_is_written(content: bytes) -> None:
    def bare(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{name: value for name, value in line.items() if name != "place"} for line in lines]

    assert bare(read(content)) == bare(PLAIN)


def test_a_message_says_child_contact_and_dose() -> None:
    (patient,), (contact,), (dose,) = of(PLAIN, "patient"), of(PLAIN, "contact"), of(PLAIN, "fact")
    assert patient["identifiers"] == (("STATE REGISTRY", "MR-1", "MR"),)
    assert (patient["given_name"], patient["family_name"], patient["birth_date"], patient["sex"]) == (
        "Amara", "Baptiste", "2018-05-04", "female",
    )  # fmt: skip
    assert (contact["name"], contact["relationship"], contact["phones"]) == (
        "Guerda Baptiste", "mother", ("+14015550142",),
    )  # fmt: skip
    assert (dose["key"], dose["code"], dose["text"], dose["effective_on"]) == (
        "REGISTRY|D-1", "03", "MMR", "2019-08-06",
    )  # fmt: skip
    assert (dose["amount"], dose["given_at"]) == ("0.5 mL", "Subcutaneous, Left arm")
    assert dose["patient"] == contact["patient"] == patient["key"]
    assert of(PLAIN, "dropped") == [{"t": "dropped", "kind": "ssn", "count": 1}]
    assert {"t": "skipped", "resource": "OBX", "why": "unused_type", "count": 1} in PLAIN
    assert "999-17-5017" not in str(PLAIN)


def test_a_refusal_is_kept_with_its_reason_and_what_was_not_given_is_counted() -> None:
    refused = message(status="RE").replace(b"|||||||||||RE|A", b"|||||||||00^Parental decision^NIP002||RE|A")
    told = fact(refused)
    assert (told["was_refused"], told["refusal_reason"]) == (True, "Parental decision")
    assert "amount" not in told
    for content in (message(status="NA"), message(vaccine="998^No vaccine^CVX")):
        lines = read(content)
        assert not of(lines, "fact")
        assert {"t": "skipped", "resource": "RXA, nothing given", "why": "negated", "count": 1} in lines


def test_a_deleted_dose_is_struck_and_so_is_a_cancelled_order() -> None:
    assert fact(message(action="D"))["is_struck"] is True
    assert fact(message(action="").replace(b"ORC|RE|", b"ORC|CA|"))["is_struck"] is True
    assert "is_struck" not in fact(message(action="U"))


@pytest.mark.parametrize(
    ("content", "resource", "detail"),
    [
        (message().replace(b"MR-1^^^STATE REGISTRY^MR~", b""), "PID", "PID-3"),
        (message(kind=""), "MSH", "MSH-9"),
        (b"MSH|^~\\&|A|B|C|D|2020||VXU^V04|7|P|2.5.1\r", "PID", "PID"),
        (message(dose_on="20190231"), "RXA", "RXA-3"),
        (message(dose_on=""), "RXA", "RXA-3"),
        (message(vaccine="MMR^^CVX"), "RXA", "RXA-5"),
        (message(vaccine=""), "RXA", "RXA-5"),
        (message().replace(b"NK1|1|Baptiste^Guerda", b"NK1|1|"), "NK1", "NK1-2"),
    ],
)
def test_what_cannot_be_read_is_listed_with_its_place_and_the_next_message_goes_in(
    content: bytes, resource: str, detail: str
) -> None:
    lines = read(content + message(control="2", number="MR-2", order="D-2"))
    (problem,) = of(lines, "problem")
    assert (problem["resource"], problem["detail"]) == (resource, detail)
    assert problem["place"].startswith("message 1, line ")
    assert "REGISTRY|D-2" in {one["key"] for one in of(lines, "fact")}
    assert lines[-1] == {"t": "end", "records": 2}


def test_an_impossible_birth_date_leaves_the_rest_and_says_so() -> None:
    lines = read(message(born="19300122000000+0215".replace("0122", "1332")))
    assert of(lines, "problem")[0]["detail"] == "PID-7"
    assert "birth_date" not in of(lines, "patient")[0]
    assert of(read(message(born="201805040830+0215")), "patient")[0]["birth_date"] == "2018-05-04"


def test_a_day_known_as_a_month_says_so() -> None:
    assert fact(message(dose_on="201908"))["precision"] == "month"


def test_the_kind_of_message_decides_and_the_last_word_comes_last() -> None:
    late = message(control="9", dose_on="20190810", time="20210101000000")
    early = message(control="8", dose_on="20190809", time="20200101000000")
    lines = read(late + early + late + message(kind="ADT^A08", control="7"))
    assert [one["effective_on"] for one in of(lines, "fact")] == ["2019-08-09", "2019-08-10"]
    skipped = {(one["resource"], one["count"]) for one in of(lines, "skipped")}
    assert {("message sent twice", 1), ("ADT^A08", 1)} <= skipped


def test_a_line_end_inside_a_text_goes_on_with_its_field() -> None:
    assert fact(message(vaccine="03^MMR,\n live^CVX", end="\n"))["text"] == "MMR, live"


def test_a_batch_cut_short_says_so() -> None:
    lines = read(b"BHS|^~\\&|A\r" + message() + b"BTS|5\r")
    assert [one["detail"] for one in of(lines, "problem")] == ["BTS-1"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY_FILE),
        (b"\r\n\r\n", Fault.NO_MESSAGES),
        (b"PID|1||MR-1\r", Fault.NO_MESSAGES),
        (b"\x81" + message(), Fault.UNKNOWN_LETTERS),
        (b"\0\0\0\0" + message(), Fault.NOT_TEXT),
        (b"FHS|^~\\&|A\rFTS|0\r", Fault.NO_MESSAGES),
    ],
)
def test_what_is_no_hl7_file_is_refused_whole(content: bytes, fault: Fault) -> None:
    with pytest.raises(BrokenFileError) as refused:
        read(content)
    assert refused.value.fault is fault


def test_every_real_file_is_read_in_the_limited_process_or_counted(sample_data: Path) -> None:
    vxu = 0
    for path in sorted((sample_data / "hl7v2").glob("*.hl7")):
        content = path.read_bytes()
        assert format_of(content[:64]) == VXU
        with path.open("rb") as file:
            lines = list(read_limited(READERS[VXU], file))
        assert lines[-1]["t"] == "end"
        headers = [line for line in content.splitlines() if line.lstrip(b"\xef\xbb\xbf").startswith(b"MSH")]
        assert lines[-1]["records"] == len(headers)
        assert not of(lines, "problem"), path.name
        vxu += len(of(lines, "fact"))
    assert vxu == 1
