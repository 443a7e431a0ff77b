"""A broken file is refused whole, with the line or path of the fault, and nothing of it stays."""

import json
from decimal import Decimal
from typing import Any

import pytest

from tenants.incoming.models import RecordBatch, RecordChunk
from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.values import quantity
from tenants.incoming.rules.states import FileState
from tenants.incoming.wording import refused_because
from tenants.patients.models import Child
from tests.tenants.incoming import bundles
from tests.tenants.incoming.bundles import bundle, family
from tests.tenants.incoming.stories import MAY_GROW, changed, checked, imported, tables

pytestmark = pytest.mark.usefixtures("practice")
PATIENT = "Bundle.entry[0].resource"
CUT = bundle(family())[:-40]

BROKEN: list[tuple[str, bytes, str, int, str]] = [
    ("cut off", CUT, "broken_json", 1, f"byte {len(CUT)}"),
    ("wrong letter on line 3", b'{"resourceType": "Bundle",\n "type": "batch",\n "entry": [}]}', "broken_json", 3, "byte 57"),
    ("line 2 of lines", b'{"resourceType":"Patient"}\n{"resourceType":\n', "broken_json", 2, ""),
    ("a list", b"[1, 2]", "not_fhir", 0, ""),
    ("another JSON", b'{"name": "x"}', "not_fhir", 0, "resourceType"),
    ("answers of a server", bundle([], "transaction-response"), "not_fhir", 0, "Bundle.type"),
    ("no entries", bundle([]), "no_records", 0, ""),
    ("entries that are no list", b'{"resourceType":"Bundle","type":"batch","entry":{}}', "wrong_type", 0, "Bundle.entry"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "fault", "line", "detail"), BROKEN)
def test_what_is_no_fhir_is_refused(name: str, content: bytes, fault: str, line: int, detail: str) -> None:
    file = checked(content)

    assert file.state == FileState.REFUSED
    assert file.fault == {"fault": fault, "line": line, "detail": detail}


@pytest.mark.parametrize(
    ("wrong", "fault", "path"),
    [
        (bundles.without(bundles.patient(), "birthDate"), "missing_value", "birthDate"),
        (bundles.without(bundles.patient(), "name"), "missing_value", "name"),
        (bundles.patient(birthDate="2018-02-30"), "no_such_day", "birthDate"),
        (bundles.patient(birthDate=20180211), "wrong_type", "birthDate"),
        (bundles.patient(gender="banana"), "unknown_code", "gender"),
        (bundles.patient(name={"family": "X"}), "wrong_type", "name"),
        (bundles.patient(telecom=["401"]), "wrong_type", "telecom[0]"),
        (bundles.condition(onsetDateTime="11/02/2021"), "no_such_day", "onsetDateTime"),
        (
            bundles.condition(clinicalStatus=bundles.coded("x", "bogus")),
            "unknown_code",
            "clinicalStatus.coding",
        ),
        (bundles.without(bundles.immunization(), "status"), "missing_value", "status"),
        (bundles.encounter(status="done"), "unknown_code", "status"),
        (bundles.request(intent="maybe"), "unknown_code", "intent"),
        (bundles.observation("29463-7", "heavy"), "wrong_type", "valueQuantity.value"),
        (bundles.without(bundles.allergy(), "patient"), "missing_value", "patient"),
    ],
)
def test_a_value_that_cannot_be_refuses_the_whole_file_by_its_path(
    wrong: dict[str, Any], fault: str, path: str
) -> None:
    before = tables()

    file = checked(bundle([wrong, bundles.patient("p2"), bundles.medication()]))

    assert file.fault == {"fault": fault, "line": 0, "detail": f"{PATIENT}.{path}"}
    assert f"{PATIENT}.{path}" in refused_because(file)
    assert (Child.objects.count(), RecordBatch.objects.count(), RecordChunk.objects.count()) == (0, 0, 0)
    assert (file.problems, file.skipped, file.dropped, file.plan) == ([], [], {}, {})
    assert changed(before, tables()) <= MAY_GROW | {"incoming_recordsource"}


def test_lines_of_resources_are_read_and_a_fault_names_its_line() -> None:
    good = [json.dumps(one) for one in (bundles.patient(), bundles.observation("8302-2", 120, unit="cm"))]

    assert imported("\n".join(good).encode()).report["facts"] == {"measurement": {"added": 1}}
    wrong = [*good, "", json.dumps(bundles.patient("p3", gender="x"))]
    assert checked("\n".join(wrong).encode()).fault == {
        "fault": "unknown_code",
        "line": 4,
        "detail": "Patient.gender",
    }


def _weight(value: str) -> bytes:
    made = bundle([bundles.patient(), bundles.observation("29463-7", 7, unit="kg")])
    assert made.count(b'"value": 7,') == 1
    return made.replace(b'"value": 7,', f'"value": {value},'.encode())


@pytest.mark.parametrize("value", ["1e99999999999999999999", "-1E+99999999999999999999"])
def test_a_number_without_end_is_broken_json_and_no_crash(value: str) -> None:
    assert checked(_weight(value)).fault["fault"] == "broken_json"
    lines = [json.dumps(bundles.patient()), f'{{"resourceType": "Basic", "x": {value}}}', ""]
    assert checked("\n".join(lines).encode()).fault == {"fault": "broken_json", "line": 2, "detail": ""}


@pytest.mark.parametrize("value", ["1e999", "1e999999", "9" * 5000, "-5"])
def test_a_number_that_no_child_weighs_stays_out(value: str) -> None:
    file = imported(_weight(value))

    assert file.report["facts"] == {}
    assert file.problem_count == 1


def test_a_power_of_ten_is_not_written_out() -> None:
    amount = Node({"value": Decimal("1e999999"), "unit": "mL"}, "doseQuantity")

    assert quantity(amount) == "1E+999999 mL"


def test_references_are_followed_by_address_id_and_backwards() -> None:
    base = "https://ehr.example.org/fhir/"
    one = bundles.patient()
    pointing = [
        bundles.observation("8302-2", 100 + number, key=f"w{number}", unit="cm", subject={"reference": said})
        for number, said in enumerate([f"{base}Patient/p1", "Patient/p1", f"{base}Patient/p1/_history/3"])
    ]
    stranger = bundles.observation(
        "8302-2", 99, key="w9", unit="cm", subject={"reference": "https://other.example.org/fhir/Patient/p1"}
    )
    entries = [
        {"fullUrl": f"{base}{one['resourceType']}/{one['id']}", "resource": one}
        for one in [*pointing, stranger, one]
    ]
    content = json.dumps({"resourceType": "Bundle", "type": "searchset", "entry": entries}).encode()

    file = imported(content)

    assert file.report["facts"] == {"measurement": {"added": 3, "refused": 1}}
    assert file.report["problems"][0]["why"] == "no_patient"


def test_a_byte_order_mark_and_letters_no_page_can_show_do_no_harm() -> None:
    odd = bundles.patient(name=[{"given": ["Lu\u0000z\ud800"], "family": "Sample\tOrtega"}])
    imported(b"\xef\xbb\xbf" + bundle([odd]))

    child = Child.objects.get()
    assert (child.given_name, child.family_name) == ("Lu z?", "Sample Ortega")
