"""First time through: who and what the file's references point to, so that a reference may point forward."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from nestwork.uploads.faults import BrokenFileError, Fault
from tenants.incoming.rules.fhir.node import Node
from tenants.incoming.rules.fhir.stream import Entry
from tenants.incoming.rules.fhir.values import Concept, concept, reference
from tenants.patients.rules import phone_key

_NAMED = ("Organization", "Location")
MOST = 200_000  # patients, medicines, places and references of one file that are remembered at most


@dataclass(slots=True)
class Index:
    """What was seen: keys of patients, names of places, medicines that stand apart."""

    aliases: dict[str, str] = field(default_factory=dict)  # reference to the patient's key
    based: dict[str, str] = field(default_factory=dict)  # "Patient/1" to the address that its entry has
    places: dict[str, str] = field(default_factory=dict)
    medicines: dict[str, Concept] = field(default_factory=dict)
    phones: dict[str, set[str]] = field(
        default_factory=dict
    )  # of related people, by reference to the patient
    records: int = 0

    def add(self, entry: Entry) -> None:
        """Remember what others may point to."""
        self.records += 1
        if entry.kind == "Patient":
            self._patient(entry)
        elif entry.kind == "Medication":
            for name in names_of(entry):
                self.medicines[name] = concept(entry.node.node("code"))
        elif entry.kind in _NAMED:
            for name in names_of(entry):
                self.places[name] = entry.node.text("name")
        elif entry.kind == "RelatedPerson":
            numbers = {one.text("value") for one in entry.node.nodes("telecom")}
            self.phones.setdefault(reference(entry.node, "patient"), set()).update(numbers - {""})
        if len(self.aliases) + len(self.places) + len(self.medicines) + len(self.phones) > MOST:
            raise BrokenFileError(Fault.TOO_BIG)

    def _patient(self, entry: Entry) -> None:
        key = key_of(entry)
        earlier = self.aliases.get(f"Patient/{key}")
        if earlier and entry.full_url and self.based.get(f"Patient/{key}") != entry.full_url:
            key = entry.full_url  # two systems in one file gave two patients the same id
        else:
            self.based[f"Patient/{key}"] = entry.full_url
            self.aliases[f"Patient/{key}"] = key
        for name in names_of(entry):
            self.aliases.setdefault(name, key)
        if entry.full_url:
            self.aliases[entry.full_url] = key

    def key_of_patient(self, entry: Entry) -> str:
        """The key under which this patient's facts are found."""
        return (
            self.aliases.get(entry.full_url) or self.aliases.get(f"Patient/{key_of(entry)}") or key_of(entry)
        )

    def patient(self, pointed: str, entry: Entry) -> str:
        """The key of the patient a reference of this entry points to; for one outside the file, its id."""
        if "://" not in pointed and not pointed.startswith("urn:"):
            base = _base(entry)
            if base and f"{base}{pointed}" in self.aliases:
                return self.aliases[f"{base}{pointed}"]
        if pointed in self.aliases:
            return self.aliases[pointed]
        tail = "/".join(pointed.rsplit("/", 2)[-2:])
        if tail in self.aliases and not self.based.get(tail, "").startswith("http"):
            return self.aliases[tail]
        return pointed if tail in self.aliases else outside(pointed)

    def phones_of(self, entry: Entry) -> set[str]:
        """Numbers of the related people that stand apart from this patient in the file."""
        said = [self.phones.get(name, set()) for name in names_of(entry)]
        return {phone_key(number) for numbers in said for number in numbers}

    def place(self, pointed: str) -> str:
        """The name of an organization or place."""
        return self.places.get(pointed, "")

    def medicine(self, pointed: str, holder: Node) -> Concept:
        """The medicine a reference points to, in the resource itself ("#m1") or in the file."""
        if pointed.startswith("#"):
            for inside in holder.nodes("contained"):
                if inside.text("id") == pointed[1:]:
                    return concept(inside.node("code"))
        return self.medicines.get(pointed, Concept())


def build(entries: Iterator[Entry]) -> Index:
    """Read everything once."""
    index = Index()
    for entry in entries:
        index.add(entry)
    return index


def key_of(entry: Entry) -> str:
    """A resource's id in its source: its id, else the address in the bundle, an identifier, its content."""
    node = entry.node
    if node.text("id"):
        return node.text("id")
    if entry.full_url:
        return outside(entry.full_url)
    for identifier in node.nodes("identifier"):
        if identifier.text("system") and identifier.text("value"):
            return _digest(f"{identifier.text('system')}|{identifier.text('value')}")
    said = {name: value for name, value in node.data.items() if name not in ("text", "meta")}
    return _digest(repr(sorted(said.items())))


def names_of(entry: Entry) -> Iterator[str]:
    """Every way a reference may name the resource."""
    if entry.full_url:
        yield entry.full_url
    if entry.node.text("id"):
        yield f"{entry.kind}/{entry.node.text('id')}"
    for identifier in entry.node.nodes("identifier"):  # conditional references of transactions
        if identifier.text("value"):
            yield f"{entry.kind}?identifier={identifier.text('system')}|{identifier.text('value')}"


def outside(pointed: str) -> str:
    """The id that ends a reference: of "urn:uuid:1f", "Patient/1f" and "https://here/fhir/Patient/1f" it is 1f."""
    return pointed.rsplit("/", 1)[-1].removeprefix("urn:uuid:").removeprefix("urn:oid:")


def _base(entry: Entry) -> str:
    tail = f"{entry.kind}/{entry.node.text('id')}"
    if entry.full_url.startswith("http") and entry.full_url.endswith(tail):
        return entry.full_url.removesuffix(tail)
    return ""


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
