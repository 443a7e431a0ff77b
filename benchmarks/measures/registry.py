"""The registry of a practice with 20,000 children: statements of the list, and its server time beside them."""

from benchmarks.measures.today import one, prepare, statements
from benchmarks.results import Result, median

NAME = "registry"
GOAL = "statements for a page of the registry with 20,000 children"
CHILDREN = 20_000
ROUNDS = 5
PAGES = {
    "next": "/registry/",
    "level": "/registry/?level=4&sort=last",
    "late": "/registry/?next_contact=late",
}


def measure() -> Result:
    """Fill a practice, then ask for three lists."""
    client = prepare(CHILDREN)
    times = {name: [one(client, address) for _round in range(ROUNDS)] for name, address in PAGES.items()}
    return Result(
        figure=max(statements(client, address) for address in PAGES.values()),
        limit=15,
        higher_is_better=False,
        details={
            "children": CHILDREN,
            "rounds": ROUNDS,
            **{f"{name}_ms": round(median(found), 1) for name, found in times.items()},
        },
    )
