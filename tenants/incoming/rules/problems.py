"""What of a file was not taken, grouped: the same trouble in a thousand records is one line with its first places."""

from dataclasses import dataclass, field
from typing import Any

_PLACES = 5  # named of each group
_GROUPS = 400  # kept of a file; the count goes on


@dataclass(slots=True)
class Problems:
    """Troubles by kind of record, reason and field."""

    groups: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    count: int = 0

    def add(self, resource: str, why: str, detail: str, place: str) -> None:
        """One more record or value that was not taken."""
        self.count += 1
        name = (resource, why, detail)
        if name not in self.groups:
            if len(self.groups) >= _GROUPS:
                return
            self.groups[name] = {
                "resource": resource, "why": why, "detail": detail, "count": 0, "places": []
            }  # fmt: skip
        group = self.groups[name]
        group["count"] += 1
        if len(group["places"]) < _PLACES:
            group["places"].append(place)

    def as_json(self) -> list[dict[str, Any]]:
        """For the file's report, the most frequent first."""
        return sorted(
            self.groups.values(), key=lambda group: (-group["count"], group["resource"], group["why"])
        )

    @classmethod
    def of_json(cls, groups: list[dict[str, Any]]) -> "Problems":
        """As it was kept at a checkpoint."""
        kept = {(one["resource"], one["why"], one["detail"]): dict(one) for one in groups}
        return cls(kept, sum(one["count"] for one in groups))
