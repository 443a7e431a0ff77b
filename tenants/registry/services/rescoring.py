"""Another version of the method came into force: stored inputs are scored by it, and physicians are asked.

Publishing or adopting never changes a level (rulings 4). A child is proposed another level when its latest inputs
answer the new version completely, the version says another level than the one that stands, and another than the inputs
came to before: where a physician already knew what the same inputs say, nobody asks again. The proposal carries a new
scoring of the same inputs, so a second run finds it and makes nothing new.
"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader, system
from nestwork.audit.services import record
from nestwork.jobs import services as jobs
from nestwork.jobs.models import Job
from nestwork.jobs.running import RunningJob
from nestwork.practices import clock
from nestwork.practices.active import require_practice
from network_resources.playbooks.rules.scoring import Score, score
from network_resources.playbooks.selectors.practice import AdoptedMethod, method_in_force, method_of
from tenants.registry.models import NeedLevel, Rescoring, Scoring
from tenants.registry.rules import why_not_scored
from tenants.registry.selectors import answers_that_fit, latest_scorings, level_of, levels_of, on_the_registry
from tenants.registry.services.locks import locked
from tenants.registry.services.proposing import Wanted, put
from tenants.registry.services.trail import told

JOB = "registry_rescore"
PURPOSE = "rescoring"
BATCH = 100  # children a transaction


def start_rescoring(*, by: Reader, version_id: uuid.UUID, on: dt.date | None = None) -> Job:
    """Start the job: at once, or when the day begins in the practice. Raises DoesNotExist for an unknown version.

    Work of a day to come belongs to no person: whoever planned it may have left by then.
    """
    by.require(Permission.ADOPT_STANDARDS)
    version = method_of(version_id)
    begins: dt.datetime | None = None
    if on is not None and on > clock.today():
        begins = dt.datetime.combine(on, dt.time.min, require_practice().zone)
    with transaction.atomic():
        starter = system(PURPOSE) if begins else by
        job = jobs.start(
            kind=JOB, by=starter, arguments={"version": str(version.version_id)}, not_before=begins
        )
        row = Rescoring.objects.create(
            version_id=version.version_id, job_id=job.pk, started_by_id=by.person_id
        )
        record(
            by=by,
            action="registry.rescoring_started",
            subject="rescoring",
            subject_id=row.id,
            detail={"method": version.label},
        )
    return job


def rescore(*, job: RunningJob, version_id: uuid.UUID) -> None:
    """Score the stored inputs by the version, a batch and its checkpoint at a time, in the order of ids.

    Does nothing when another version is in force by now. Shows how far it is in percent: the number of children on the
    registry is not for everybody who sees jobs.
    """
    adopted = method_in_force()
    if adopted is None or adopted.version_id != version_id:
        job.progress(100, 100, _("Another version is in use by now. Nothing was scored."))
        return
    rescoring = Rescoring.objects.get(job_id=job.id)
    children = on_the_registry(system(PURPOSE)).order_by("pk")
    heads = list(children.values_list("pk", flat=True))
    after = job.saved.get("after", "")
    left = [head for head in heads if str(head) > after]
    for start in range(0, len(left), BATCH):
        if job.is_cancelled():
            return
        batch = left[start : start + BATCH]
        with transaction.atomic():
            for scoring in candidates(adopted, batch):
                propose_anew(scoring, adopted, rescoring)
            job.progress(100 * (len(heads) - len(left) + start + len(batch)) // len(heads), 100)
            job.checkpoint({"after": str(batch[-1])})


def candidates(adopted: AdoptedMethod, heads: Sequence[uuid.UUID]) -> list[Scoring]:
    """The latest inputs of those children whose level the version would change; two statements for all of them."""
    levels = levels_of(heads)
    return [
        scoring
        for head, scoring in latest_scorings(heads).items()
        if _changes(scoring, levels.get(head), scored_by(adopted, scoring))
    ]


def scored_by(adopted: AdoptedMethod, scoring: Scoring) -> Score | None:
    """What the stored inputs come to by the version; None when they do not answer every axis of it."""
    answers = answers_that_fit(adopted.method, scoring)
    return score(adopted.method, answers) if len(answers) == len(adopted.method.axes) else None


def propose_anew(seen: Scoring, adopted: AdoptedMethod, rescoring: Rescoring) -> NeedLevel | None:
    """Propose the version's level for one child, looked at again now that nobody else can decide on it.

    None when somebody scored or decided meanwhile so that there is nothing to propose.
    """
    by, child = system(PURPOSE), locked(seen.child)
    before = latest_scorings([child.pk]).get(child.pk)
    stands = level_of(child)
    result = scored_by(adopted, before) if before else None
    if before is None or result is None or not _changes(before, stands.level if stands else None, result):
        return None
    today = clock.today()
    if why_not_scored(birth_date=child.birth_date, has_died=child.has_died, on=today, today=today):
        return None
    reason = _("Version %(number)d of %(title)s: the answers of %(day)s scored anew") % {
        "number": adopted.number,
        "title": adopted.title,
        "day": before.effective_on.isoformat(),
    }
    scoring: Scoring = Scoring.objects.create(
        child=child,
        version_id=adopted.version_id,
        method_label=adopted.label,
        answers=answers_that_fit(adopted.method, before),
        total=result.total,
        band=result.band.key,
        need_level=result.need_level,
        reason=reason,
        effective_on=today,
        label=before.label,
        rescoring=rescoring,
    )
    told(child, "registry.scored", by, scoring.id, since=today)
    wanted = Wanted(level=result.need_level, reason=reason, effective_on=today, scoring=scoring)
    return put(child, by, wanted)


def _changes(scoring: Scoring, stands: int | None, result: Score | None) -> bool:
    return result is not None and result.need_level not in (stands, scoring.need_level)
