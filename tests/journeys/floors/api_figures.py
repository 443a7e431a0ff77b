"""The released figure for programs: only the one token lets it out, and afterwards its bytes never change."""

from typing import Any

from tests.journeys.floors.api_steps import REFUSED
from tests.journeys.floors.program import Program


def the_closed_quarter(coordinator: Program) -> dict[str, Any]:
    """The practice's own count of the last complete quarter."""
    return dict([one for one in coordinator.get("figures/").ok() if one["is_complete"]][-1])


def when_a_release_is_started(administrator: Program, state: Program, own: dict[str, Any]) -> str:
    """Only the administrator starts one; a second is refused; return its id when the table is protected."""
    assert state.post("releases/", {"quarter": own["quarter"]}).status in REFUSED
    release = administrator.post("releases/", {"quarter": own["quarter"]}).ok()
    assert administrator.post("releases/", {"quarter": own["quarter"]}).status == 409
    table = administrator.until(f"releases/{release['id']}/", lambda one: one["state"] != "computing")
    assert table["state"] == "ready"
    assert of_practice(table, "Blackstone Pediatrics") == protected(own)
    return str(release["id"])


def then_only_the_right_token_lets_it_out(release: str, wrong: list[Program], right: Program) -> None:
    """Wrong tokens are refused and change nothing; the right one approves once and reads nothing."""
    path = f"releases/{release}/approve/"
    assert {one.post(path).status for one in wrong} <= REFUSED
    assert right.get(f"releases/{release}/").status in REFUSED
    assert right.post(path).ok()["state"] == "approved"
    assert right.post(path).status == 409


def then_the_state_reads_it(state: Program, release: str, own: dict[str, Any]) -> bytes:
    """Page and file of the API with the one word; return the file."""
    assert [one["id"] for one in state.get("released/").ok()] == [release]
    table = state.get(f"released/{release}/").ok()
    assert of_practice(table, "Blackstone Pediatrics") == protected(own)
    file = state.get(f"released/{release}/csv/")
    assert file.status == 200
    assert b"hidden" in file.content
    return file.content


def then_the_practice_reads_what_left(coordinator: Program, own: dict[str, Any]) -> None:
    """Its own cells as they left, beside its own count of then."""
    [left] = coordinator.get("figures/left/").ok()
    assert {cell["stratum"]: shown(cell) for cell in left["cells"]} == protected(own)
    assert left["own_count"] == own["children"]


def when_a_level_of_then_changes(physician: Program, coordinator: Program, own: dict[str, Any]) -> None:
    """A physician sets a level that already held in that quarter; the practice's own count moves, as no release does."""
    rows = coordinator.get("registry/").ok()["results"]
    said = {"level": 1, "reason": "The old chart says so.", "effective_on": own["counted_on"]}
    for row in [row for row in rows if row["level"] in (2, 3)][:2]:
        physician.post(f"registry/{row['child']}/level/", said).ok()
    coordinator.until(
        f"figures/?quarter={own['quarter']}", lambda found: found[0]["children"] != own["children"]
    )


def protected(own: dict[str, Any]) -> dict[str, Any]:
    """The practice's own numbers as the rule lets them out."""
    return {key: "hidden" if 1 <= count <= 10 else count for key, count in own["children"].items()}


def of_practice(table: dict[str, Any], name: str) -> dict[str, Any]:
    """One practice's cells of a protected table."""
    [line] = [one for one in table["practices"] if one["practice"] == name]
    return {cell["stratum"]: shown(cell) for cell in line["cells"]}


def shown(cell: dict[str, Any]) -> Any:
    """The number, or the word."""
    return cell["status"] if cell["children"] is None else cell["children"]
