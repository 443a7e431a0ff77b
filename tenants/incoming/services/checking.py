"""The dry run: what every line of a file would lead to, counted exactly, without writing anything of it."""

from typing import Any

from nestwork.access.readers import Reader
from tenants.incoming.models import RecordFile
from tenants.incoming.rules.counts import Counts
from tenants.incoming.rules.states import Batch
from tenants.incoming.selectors.batches import batch_names, lines_of, patients_in
from tenants.incoming.selectors.hidden import hidden_from
from tenants.incoming.services.counting import count_contacts, count_facts, count_patients
from tenants.incoming.services.planning import Planner
from tenants.incoming.services.planning_facts import People, plan_contacts, plan_facts
from tenants.roster.selectors.people import match_index


def plan_file(*, file: RecordFile, by: Reader) -> dict[str, Any]:
    """Counts of all its people, contacts and facts, as if the children not known here were taken in.

    Of a child whom `by` may not open, the counts say what they say of one not known here.
    """
    hidden = hidden_from(by)
    counts, planner = Counts(), Planner(source=file.source, index=match_index(), hidden=hidden)
    people: People | None = None
    for kind, number in batch_names(file):
        if kind is Batch.PEOPLE:
            count_patients(planner.plan_batch(patients_in(file, number)), counts)
            continue
        if people is None:
            people = People(file.source, planner.seen, planner.born, hidden, planner.told_as)
        lines = lines_of(file, number)
        if kind is Batch.CONTACTS:
            count_contacts(plan_contacts(lines, people), counts)
        else:
            count_facts(plan_facts(lines, people), counts)
    return counts.as_json()
