"""A thousand children with forty facts each from a sealed FHIR bundle onto the record, and a bundle of 50 MB."""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.results import Result

NAME = "records"
GOAL = "children of a FHIR bundle a second, each with 40 facts"
CHILDREN = 1_000
FACTS = 40
BIG = 50 * 1024 * 1024  # bytes
MEGABYTE = 1024 * 1024


def measure() -> Result:
    """Read, check and import a thousand new children once; then read a bundle of 50 MB and look at the memory."""
    from nestwork.practices.active import inside
    from nestwork.practices.services import open_practice
    from tests.database import as_owner

    with as_owner():
        practice = open_practice(name="Records", slug="records")
    with inside(practice), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thousand.json"
        size = write_bundle(path, children=CHILDREN)
        taken = one_import(path)
        memory = memory_of_a_big_bundle(Path(folder) / "big.json")
    return Result(
        figure=CHILDREN / (taken["read"] + taken["import"]),
        limit=15,
        higher_is_better=True,
        details={
            **{f"{name}_s": round(seconds, 2) for name, seconds in taken.items()},
            "facts_per_second": round(CHILDREN * FACTS / taken["import"]),
            "bundle_mb": round(size / MEGABYTE, 1),
            **memory,
        },
    )


def one_import(path: Path) -> dict[str, float]:
    """Seconds for reading with the dry run, and for importing; the same file again changes nothing."""
    from tenants.clinical.models import Immunization
    from tenants.incoming.services import files
    from tenants.incoming.services.importing import import_file
    from tenants.incoming.services.progress import HereAndNow
    from tenants.patients.models import Child
    from tests.tenants.incoming.stories import COORDINATOR

    start = time.perf_counter()
    file = _read(path)
    read = time.perf_counter()
    file = files.begin_import(file=file, by=COORDINATOR)
    import_file(file=file, by=COORDINATOR, job=HereAndNow())
    done = time.perf_counter()
    again = _read(path)
    if (Child.objects.count(), Immunization.objects.count()) != (CHILDREN, CHILDREN * FACTS // 4):
        raise RuntimeError("the import did not take in every child and fact")
    if set(again.plan["patients"]) != {"unchanged"}:
        raise RuntimeError("the same file again would change something")
    return {"read": read - start, "import": done - read, "again": time.perf_counter() - done}


def memory_of_a_big_bundle(path: Path) -> dict[str, float]:
    """Megabytes: the bundle, the most that the reading process holds, and what the worker grows by meanwhile."""
    from tests.tenants.incoming.memory import most_of_reader

    size = write_bundle(path, children=10**6, size=BIG)
    before = _held()
    _read(path)
    return {
        "big_mb": round(size / MEGABYTE, 1),
        "big_worker_grew_mb": round(_held() - before, 1),
        "big_reader_mb": round(most_of_reader(path), 1),
    }


def _held() -> float:
    """The most this process held so far, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (MEGABYTE if sys.platform == "darwin" else 1024)


def _read(path: Path) -> Any:
    from django.core.files import File

    from tenants.incoming.services import files
    from tenants.incoming.services.reading import read_file
    from tests.tenants.incoming.stories import COORDINATOR

    with path.open("rb") as content:
        kept = files.keep(by=COORDINATOR, file=File(content, name=path.name), source_name="Bench")
    return read_file(file=kept, by=COORDINATOR)


def write_bundle(path: Path, *, children: int, size: int = sys.maxsize) -> int:
    """A bundle of invented children, as many as asked for or as fit the size; its bytes."""
    with path.open("wb") as file:
        file.write(b'{"resourceType": "Bundle", "type": "collection", "entry": [')
        for number in range(children):
            for at, one in enumerate(_child(number)):
                entry = {"fullUrl": f"urn:uuid:{one['id']}", "resource": one}
                file.write((b"," if number or at else b"") + json.dumps(entry).encode())
            if file.tell() > size:
                break
        file.write(b"]}")
        return file.tell()


def _child(number: int) -> Iterator[dict[str, Any]]:
    """A child and its facts, a quarter of each kind."""
    from tests.tenants.incoming import bundles

    key = f"child-{number}"
    yield bundles.patient(
        key,
        name=[{"given": [f"Given{number % 911}"], "family": f"Sample{number}"}],
        birthDate=f"{2008 + number % 16}-{1 + number % 12:02}-{1 + number % 28:02}",
        telecom=[{"system": "phone", "value": f"401-555-01{number % 100:02}"}],
        address=[
            {"line": [f"{number} Example Street"], "city": "Pawtucket", "state": "RI", "postalCode": "02860"}
        ],
    )
    for at in range(FACTS // 4):
        day = f"2025-{1 + at % 12:02}-{1 + number % 28:02}"
        yield bundles.immunization(f"i-{number}-{at}", of=key, occurrenceDateTime=day)
        yield bundles.encounter(f"e-{number}-{at}", of=key, period={"start": day, "end": day})
        yield bundles.observation("29463-7", 10 + at, key=f"w-{number}-{at}", of=key, effectiveDateTime=day)
        yield bundles.condition(f"c-{number}-{at}", of=key, onsetDateTime=day)
