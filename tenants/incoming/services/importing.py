"""The import: batch by batch, each in one transaction with its checkpoint, so that a crash repeats and loses nothing."""

from django.db import transaction

from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.incoming.models import RecordFile, RecordSource
from tenants.incoming.rules.counts import Counts
from tenants.incoming.rules.states import Batch, FileState
from tenants.incoming.selectors.batches import batch_names, lines_of, patients_in
from tenants.incoming.selectors.hidden import hidden_from
from tenants.incoming.services import contacts, facts, people
from tenants.incoming.services.counting import count_contacts, count_facts, count_patients
from tenants.incoming.services.forgetting import forget_lines
from tenants.incoming.services.planning import Planner
from tenants.incoming.services.planning_facts import People, plan_contacts, plan_facts
from tenants.incoming.services.progress import Progress
from tenants.roster.selectors.people import match_index


def import_file(*, file: RecordFile, by: Reader, job: Progress) -> RecordFile:
    """Import a checked file. Run again after a crash, it goes on after the last batch that was saved."""
    file = RecordFile.objects.select_related("source").get(pk=file.pk)
    if file.state != FileState.IMPORTING:
        return file
    work = _Work(file, by, Counts.of_json(job.saved.get("counts", {})))
    names, begin = batch_names(file), int(job.saved.get("next", 0))
    for at, (kind, number) in enumerate(names):
        if at < begin:
            work.look(kind, number)
            continue
        if job.is_cancelled():
            return _close(file, work.counts, by, cancelled=True)
        with transaction.atomic():
            if not _is_ours(file):
                return RecordFile.objects.select_related("source").get(pk=file.pk)
            work.take(kind, number)
            job.checkpoint({"next": at + 1, "counts": work.counts.as_json()})
        job.progress(at + 1, len(names))
    return _close(file, work.counts, by)


def _is_ours(file: RecordFile) -> bool:
    """Whether the file still waits for this work. Files of one source are taken in one batch after the other."""
    RecordSource.objects.select_for_update().get(pk=file.source_id)
    return RecordFile.objects.select_for_update().get(pk=file.pk).state == FileState.IMPORTING


class _Work:
    """One run through the batches of a file."""

    def __init__(self, file: RecordFile, by: Reader, counts: Counts) -> None:
        self.file, self.by, self.counts = file, by, counts
        hidden = hidden_from(by)
        self._planner = Planner(
            source=file.source, index=match_index(), hidden=hidden, takes_in=file.takes_in
        )
        seen, told_as = self._planner.seen, self._planner.told_as
        self._people = People(file.source, seen, hidden=hidden, told_as=told_as)

    def look(self, kind: Batch, number: int) -> None:
        """See once more who stood in a batch that was saved before a crash: the facts below need to know."""
        if kind is Batch.PEOPLE:
            self._planner.plan_batch(patients_in(self.file, number))

    def take(self, kind: Batch, number: int) -> None:
        """Plan and carry out one batch."""
        if kind is Batch.PEOPLE:
            self._take_people(number)
            return
        lines = lines_of(self.file, number)
        if kind is Batch.CONTACTS:
            near = plan_contacts(lines, self._people)
            contacts.carry_out(near, file=self.file, by=self.by)
            count_contacts(near, self.counts)
        else:
            told = plan_facts(lines, self._people)
            facts.carry_out(told, file=self.file, by=self.by)
            count_facts(told, self.counts)

    def _take_people(self, number: int) -> None:
        plans = self._planner.plan_batch(patients_in(self.file, number))
        people.carry_out(plans, file=self.file, by=self.by)
        count_patients(plans, self.counts)


def _close(file: RecordFile, counts: Counts, by: Reader, *, cancelled: bool = False) -> RecordFile:
    """Write the report and let the lines of the file go. What a cancelled import saved before stays."""
    with transaction.atomic():
        locked = RecordFile.objects.select_for_update(of=("self",)).select_related("source").get(pk=file.pk)
        told = counts.as_json()
        locked.report = {**told, "cancelled": True} if cancelled else told
        locked.state, locked.finished_at, locked.plan = FileState.DONE, clock.now(), {}
        locked.save(update_fields=["report", "state", "finished_at", "plan"])
        forget_lines(locked)
        numbers = {name: told[name] for name in ("patients", "contacts", "facts")}
        record(by=by, action="records.done", subject="records.file", subject_id=locked.pk, detail=numbers)
    return locked
