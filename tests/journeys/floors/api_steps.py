"""The same steps for a program: every act by /api/v1/ of the host it belongs to, and the refusals on the way."""

import copy
from datetime import date
from typing import Any

from tests.journeys.floors.bundle import HOSPITAL, Sent
from tests.journeys.floors.directory_package import SOURCE, Package
from tests.journeys.floors.program import Program

REFUSED = {401, 403}  # a token that does not hold here, or is not made for this act
WORDS = "The third band has a clear word. Nothing else is new."


def when_a_draft_is_written(author: Program, word: str) -> dict[str, Any]:
    """Take the version in review back, give the third band another word, send it again."""
    version = the_open_version(author)
    at = f"standards/versions/{version['id']}/"
    if version["state"] == "review":
        said = {"revision": version["revision"], "reason": "The third band needs a clearer word."}
        author.post(f"{at}send-back/", said).ok()
    read = author.get(at).ok()
    content = copy.deepcopy(read["content"])
    content["bands"][2]["title"]["en"] = word
    saved = author.patch(at, {"revision": read["revision"], "content": content}).ok()
    assert author.patch(at, {"revision": read["revision"], "content": content}).status == 409
    send = {"revision": saved["revision"], "what_changed": WORDS, "no_child": True}
    return dict(author.post(f"{at}send/", send).ok())


def the_open_version(author: Program) -> dict[str, Any]:
    """The version in the works; the next draft is begun where there is none."""
    [standard] = author.get("standards/").ok()["results"]
    for version in standard["versions"]:
        if version["state"] in ("draft", "review"):
            return dict(version)
    return dict(author.post(f"standards/{standard['id']}/").ok())


def then_it_is_published_by_the_second_alone(
    version: dict[str, Any], wrong: list[Program], own: Program, right: Program
) -> None:
    """No other token publishes, nor the author's own; the right one does, once, and does nothing else."""
    path, said = f"standards/versions/{version['id']}/publish/", {"revision": version["revision"]}
    assert {one.post(path, said).status for one in wrong} <= REFUSED
    assert own.post(path, said).status == 403
    assert right.get("standards/").status in REFUSED
    assert right.post(path, said).ok()["state"] == "published"
    assert right.post(path, said).status == 409


def when_a_practice_adopts(coordinator: Program, version: dict[str, Any]) -> None:
    """The version waits for the practice; it takes it into use from today."""
    waiting = coordinator.get("standards/?waiting=yes").ok()["results"]
    assert version["id"] in [one["id"] for one in waiting]
    coordinator.post(f"standards/{version['id']}/adopt/").ok()
    assert coordinator.get("standards/?waiting=yes").ok()["results"] == []
    assert coordinator.get("scoring-method/").ok()["version_id"] == version["id"]


def when_a_child_is_scored(coordinator: Program, level: int) -> tuple[str, str]:
    """Answer with the last choice of every question; return the child and the proposal."""
    rows = coordinator.get("registry/").ok()["results"]
    child = next(row["child"] for row in rows if row["level"] in (1, 2, 3) and row["level_proposed"] is None)
    axes = coordinator.get("scoring-method/").ok()["axes"]
    answers = {axis["key"]: axis["choices"][-1]["key"] for axis in axes}
    incomplete = {"answers": dict([answers.popitem()]), "reason": "Two more stays."}
    answers |= incomplete["answers"]
    assert coordinator.post(f"registry/{child}/scorings/", incomplete).status == 400
    said = coordinator.post(
        f"registry/{child}/scorings/", {"answers": answers, "reason": "Two more stays."}
    ).ok()
    assert (said["level"]["level"], said["level"]["decision"]) == (level, "proposed")
    return child, said["level"]["id"]


def then_a_physician_confirms(coordinator: Program, physician: Program, child: str, proposal: str) -> None:
    """A coordinator may not; the physician does, once; the history keeps both times."""
    path, yes = f"levels/{proposal}/decision/", {"decision": "confirm"}
    assert coordinator.post(path, yes).status in REFUSED
    assert physician.post(path, yes).ok()["decision"] == "confirmed"
    assert physician.post(path, yes).status == 404  # no open proposal any more
    decided, proposed = physician.get(f"registry/{child}/level/").ok()[:2]
    assert (decided["decision"], proposed["decision"]) == ("confirmed", "proposed")
    assert decided["effective_on"] == proposed["effective_on"]
    assert decided["recorded_at"] > proposed["recorded_at"]


def when_a_bundle_comes_in(coordinator: Program, sent: Sent) -> str:
    """Send it, look at the dry run, import it; return the child it brought."""
    told = sent_and_checked(coordinator, sent)
    assert told["counts"]["patients"] == {"new": 1}
    assert "Claim" in [one["resource"] for one in told["skipped"]]
    coordinator.post(f"records/files/{told['id']}/start/", {"enrolls": True}).ok()
    done = coordinator.until(f"records/files/{told['id']}/", lambda file: file["state"] == "done")
    assert done["counts"]["facts"]["condition"] == {"added": 1}
    [brought] = coordinator.get(f"records/files/{told['id']}/children/?came=new").ok()["results"]
    return str(brought["child_id"])


def sent_and_checked(coordinator: Program, sent: Sent) -> dict[str, Any]:
    """The file after a worker has read it."""
    file = coordinator.send("records/files/", "bundle.json", sent.as_json(), source_name=HOSPITAL).ok()
    return dict(coordinator.until(f"records/files/{file['id']}/", lambda one: one["state"] == "checked"))


def then_its_facts_say_who_told_them(coordinator: Program, child: str, sent: Sent) -> None:
    """Each fact carries its source; the same file once more would change nothing."""
    for kind, text in (("conditions", "Moderate persistent asthma"), ("allergies", "Peanut")):
        facts = coordinator.get(f"children/{child}/facts/{kind}/").ok()["results"]
        assert [(fact["about"]["text"], fact["source"]) for fact in facts] == [(text, HOSPITAL)]
    again = sent_and_checked(coordinator, sent)
    assert again["counts"]["patients"] == {"unchanged": 1}
    coordinator.post(f"records/files/{again['id']}/set-aside/").ok()


def when_a_package_is_taken_in(steward: Program, package: Package, wrong: Program) -> None:
    """Only a steward sends it; she imports it and mends the row that waits."""
    assert wrong.get("directory/kept/files/").status in REFUSED
    file = steward.send(
        "directory/kept/files/", "help-line.zip", package.as_zip(), source_name=SOURCE, is_whole="false"
    ).ok()
    at = f"directory/kept/files/{file['id']}/"
    steward.until(at, lambda one: one["state"] == "preview")
    steward.post(f"{at}start/").ok()
    steward.until(at, lambda one: one["state"] == "done")
    rows = steward.get("directory/kept/rows/?limit=200").ok()["results"]
    row = next(one for one in rows if one["written"].get("name") == package.advocate)
    mend = f"directory/kept/rows/{row['id']}/mend/"
    assert steward.post(mend, {"changed": {"status": "now and then"}}).status == 400
    assert steward.post(mend, {"changed": {"status": "active"}}).ok()["state"] == "mended"


def when_the_child_is_referred(coordinator: Program, child: str, package: Package) -> None:
    """Find the service by need for this child, see why it fits, refer; it is work with a day."""
    found = coordinator.post("directory/search/", {"child": child, "need": "special_education"}).ok()
    card = next(one for one in found["results"] if one["name"] == package.advocate)
    assert {"need_listed", "speaks", "ages"} <= {reason["kind"] for reason in card["reasons"]}
    order = {
        "child": child,
        "service_id": card["service_id"],
        "need": "special_education",
        "urgency": "urgent",
    }
    referral = coordinator.post("referrals/", order).ok()
    assert (referral["is_open"], bool(referral["lane"]), bool(referral["next_step"])) == (True, True, True)
    assert date.fromisoformat(referral["due_on"]) >= date.fromisoformat(referral["ordered_on"])
    assert coordinator.post("referrals/", order).status == 409
    items = coordinator.get("items/?limit=200").ok()["results"]
    assert [one["due_on"] for one in items if (one["child"], one["kind"]) == (child, "referral_step")] == [
        referral["due_on"]
    ]
