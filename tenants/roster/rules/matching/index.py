"""Which records are worth comparing: those that share at least one key. Keeps the search far from every pair."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tenants.roster.rules.matching.compare import Comparison, Verdict, compare
from tenants.roster.rules.matching.names import given_words, name_words
from tenants.roster.rules.matching.person import Person

# A key that so many share (a group home's telephone, a common name) tells nothing by itself.
CROWD = 60


class MatchIndex:
    """People by keys. Holds a practice's children in memory: about one kilobyte each."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._people: dict[str, Person] = {}
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        for person in people:
            self.add(person)

    def __len__(self) -> int:
        return len(self._people)

    def add(self, person: Person) -> None:
        """Put a person in, or put the newer one in the older one's place."""
        self.remove(person.key)
        self._people[person.key] = person
        for key in keys_of(person):
            self._by_key[key].add(person.key)

    def remove(self, key: str) -> None:
        """Take a person out."""
        person = self._people.pop(key, None)
        for shared in keys_of(person) if person else ():
            self._by_key[shared].discard(key)

    def alike(self, person: Person) -> list[tuple[Person, Comparison]]:
        """Everybody who is the same or possibly the same, best first."""
        near = {
            key
            for shared in keys_of(person)
            if len(self._by_key.get(shared, ())) <= CROWD
            for key in self._by_key.get(shared, ())
        }
        near.discard(person.key)
        compared = ((self._people[key], compare(person, self._people[key])) for key in sorted(near))
        found = [(other, result) for other, result in compared if result.verdict is not Verdict.DIFFERENT]
        return sorted(found, key=lambda pair: -pair[1].score)


def keys_of(person: Person) -> Iterator[str]:
    """The keys of one person. Two records of one child share at least one of them, a typing error or two apart."""
    given, family = "".join(given_words(person.given)), "".join(name_words(person.family))
    born = person.birth_date
    if born:
        yield f"born {born}"
        yield f"born {born[:4]}-{born[8:10]}-{born[5:7]} swapped"
        yield f"born {born[:4]}-{born[5:7]}-{born[8:10]} swapped"
        for initial in {given[:1], family[:1]} - {""}:
            yield f"year {born[:4]} {initial} {len(given) + len(family)}"
            yield f"day {born[5:]} {initial}"
    if given and family:
        first, last = sorted((given, family))
        yield f"names {first} {last}"
        yield f"start {first[:3]} {last[:3]}"
        yield f"ends {first[-3:]} {last[-3:]}"
    yield from (f"phone {phone}" for phone in person.phones)
    if person.record_number:
        yield f"record {person.record_number}"
    street = " ".join(name_words(person.street))
    if street:
        yield f"street {street}"
