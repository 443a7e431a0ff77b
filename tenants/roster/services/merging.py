"""Merge two records of one child, field by field, and take it back exactly."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nestwork.access.permissions import Permission
from nestwork.access.readers import Reader
from nestwork.audit.services import record
from nestwork.practices import clock
from tenants.patients import services as patients
from tenants.patients.models import Child
from tenants.patients.services.history import storable
from tenants.registry import services as registry
from tenants.roster.models import Match, MergeFact
from tenants.roster.rules.merging import CHOOSABLE, value_before
from tenants.roster.rules.states import MatchState, MergeKind
from tenants.roster.selectors.matches import is_standing, merge_for, merges_into
from tenants.roster.services.pairs import SOURCE, close_items
from tenants.worklist import selectors as worklist
from tenants.worklist import services as worklist_verbs
from tenants.worklist.models import Item
from tenants.worklist.services import ChildHasDiedError

type Side = Literal["first", "second"]


class AlreadyDecidedError(ValueError):
    """Somebody merged this pair or kept it apart first."""


def merge(
    *, match: Match, by: Reader, keep: Side, choices: Mapping[str, Side] | None = None, reason: str = ""
) -> MergeFact:
    """Merge the pair: `keep` is the record that stands, `choices` names fields taken from the other side.

    Nothing moves and nothing is lost: the absorbed record's facts are read under the survivor. Raises
    AlreadyDecidedError, and ValidationError when either was merged elsewhere.
    """
    by.require(Permission.RESOLVE_MATCHES)
    with transaction.atomic():
        locked = _locked_waiting(match)
        survivor, absorbed = (
            (locked.first, locked.second) if keep == "first" else (locked.second, locked.first)
        )
        taken = [name for name in CHOOSABLE if (choices or {}).get(name, keep) != keep]
        items = [*close_items(locked, by=by), *_spare_contact_items(survivor, absorbed, by)]
        patients.point_at(child=absorbed, survivor=survivor, by=by)
        survivor.refresh_from_db()
        state = _take_fields(survivor, absorbed, taken, by)
        state |= {"items": items, "died": _carry_death(survivor, absorbed, by)}
        _decide(locked, MatchState.MERGED, by, reason)
        fact = _fact(
            MergeKind.MERGE, survivor, absorbed, by, reason, state=state, choices=dict(choices or {})
        )
        _tell("roster.merge", fact, by)
    return fact


def keep_apart(*, match: Match, by: Reader, reason: str = "") -> Match:
    """Two children: the pair is not asked about again. Raises AlreadyDecidedError."""
    by.require(Permission.RESOLVE_MATCHES)
    with transaction.atomic():
        locked = _locked_waiting(match)
        close_items(locked, by=by)
        _decide(locked, MatchState.APART, by, reason)
        for side in (locked.first, locked.second):
            record(
                by=by,
                action="roster.keep_apart",
                subject="roster.match",
                subject_id=locked.pk,
                child_id=side.pk,
            )
    return locked


def ask_again(*, match: Match, by: Reader) -> Match:
    """Take back "not the same child": the pair waits again."""
    by.require(Permission.RESOLVE_MATCHES)
    with transaction.atomic():
        locked = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
        if locked.state == MatchState.APART:
            locked.state, locked.decided_at, locked.decided_by_id = MatchState.WAITING, None, None
            locked.save(update_fields=["state", "decided_at", "decided_by_id"])
            record(by=by, action="roster.ask_again", subject="roster.match", subject_id=locked.pk)
    return locked


def unmerge(*, fact: MergeFact, by: Reader, reason: str, apart: bool = True) -> MergeFact:
    """Take a merge back: the absorbed record stands for itself again, and what the merge wrote is put back.

    A field a person has changed since keeps that change. With `apart` the pair counts as two children, without it
    it waits in the queue again. Raises AlreadyDecidedError, and ValidationError while the survivor itself is merged.
    """
    by.require(Permission.RESOLVE_MATCHES)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the two are taken apart.")})
    with transaction.atomic():
        survivor = Child.objects.select_for_update().get(pk=fact.survivor_id)
        fact = merge_for(by, fact.pk)
        if not is_standing(fact):
            raise AlreadyDecidedError
        if survivor.merged_into_id is not None:
            raise ValidationError(
                _("This child was merged into another one later. Take that merge back first.")
            )
        _put_back(fact, survivor, by)
        absorbed = patients.stand_alone(child=fact.absorbed, by=by)
        kept = _reopen_items(fact, by)
        _settle_match(fact, by, reason, apart=apart)
        undone = _fact(
            MergeKind.UNMERGE, survivor, absorbed, by, reason, undoes=fact, state={"not_reopened": kept}
        )
        _tell("roster.unmerge", undone, by)
    return undone


def _locked_waiting(match: Match) -> Match:
    locked = Match.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=match.pk)
    if locked.state != MatchState.WAITING:
        raise AlreadyDecidedError
    return locked


def _take_fields(survivor: Child, absorbed: Child, taken: list[str], by: Reader) -> dict[str, Any]:
    """Write the chosen fields of the absorbed record onto the survivor; what stood there before, and what now."""
    wanted = {name: getattr(absorbed, name) for name in taken}
    differing = {name: value for name, value in wanted.items() if getattr(survivor, name) != value}
    before = {name: storable(getattr(survivor, name)) for name in differing}
    if differing:
        patients.change_child(child=survivor, by=by, reason=_("Merged records"), **differing)
    return {"before": before, "after": {name: storable(value) for name, value in differing.items()}}


def _carry_death(survivor: Child, absorbed: Child, by: Reader) -> str:
    """A death on either record counts for both and stops their work; the day, where the survivor did not have one.

    Recording it again for a survivor who has died writes nothing new but stops what the absorbed record brings.
    """
    day = survivor.deceased_on or absorbed.deceased_on
    if day is None:
        return ""
    patients.record_death(child=survivor, by=by, deceased_on=day, reason=_("Merged records"))
    return "" if survivor.deceased_on else day.isoformat()


def _spare_contact_items(survivor: Child, absorbed: Child, by: Reader) -> list[str]:
    """One child needs one next contact: of two, the later one is taken off the list."""
    standing = [item for side in (survivor, absorbed) if (item := worklist.next_contact_of(side))]
    if len(standing) < 2:
        return []
    spare = max(standing, key=lambda item: (item.due_on, item.recorded_at))
    worklist_verbs.cancel(item=spare, by=by, reason="merged records")
    return [str(spare.pk)]


def _put_back(fact: MergeFact, survivor: Child, by: Reader) -> None:
    earlier = [(one.state, not is_standing(one)) for one in merges_into(survivor) if one.at < fact.at]
    back: dict[str, Any] = {}
    for name, after in fact.state.get("after", {}).items():
        if storable(getattr(survivor, name)) == after:
            back[name] = value_before(name, fact.state, earlier)
    if "birth_date" in back:
        back["birth_date"] = date.fromisoformat(back["birth_date"])
    if back:
        patients.change_child(child=survivor, by=by, reason=_("Merge taken back"), **back)
    died = fact.state.get("died")
    if died and storable(survivor.deceased_on) == died:
        patients.correct_death(child=survivor, by=by, reason=_("Merge taken back"))


def _reopen_items(fact: MergeFact, by: Reader) -> list[str]:
    """Put back the needed contact that the merge took off the list; ids of those that cannot come back."""
    kept = []
    for item in Item.objects.filter(pk__in=fact.state.get("items", [])).exclude(source=SOURCE):
        try:
            with transaction.atomic():
                worklist_verbs.reopen(item=item, by=by)
        except (ChildHasDiedError, IntegrityError):
            kept.append(str(item.pk))
    for child_id in (fact.survivor_id, fact.absorbed_id):
        registry.ensure_next_contact(child=Child.objects.get(pk=child_id), by=by)
    return kept


def _settle_match(fact: MergeFact, by: Reader, reason: str, *, apart: bool) -> None:
    sides = {fact.survivor_id, fact.absorbed_id}
    match = Match.objects.select_for_update().filter(first__in=sides, second__in=sides).first()
    if match is not None:
        _decide(match, MatchState.APART if apart else MatchState.WAITING, by, reason)


def _decide(match: Match, state: MatchState, by: Reader, reason: str) -> None:
    match.state, match.reason = state, reason.strip()[:300]
    decided = state is not MatchState.WAITING
    match.decided_at = clock.now() if decided else None
    match.decided_by_id = by.person_id if decided else None
    match.save(update_fields=["state", "reason", "decided_at", "decided_by_id"])


def _fact(
    kind: MergeKind, survivor: Child, absorbed: Child, by: Reader, reason: str, **more: Any
) -> MergeFact:
    return MergeFact.objects.create(
        kind=kind,
        survivor=survivor,
        absorbed=absorbed,
        reason=reason.strip()[:300],
        by_id=by.person_id,
        by_name=by.name,
        **more,
    )


def _tell(action: str, fact: MergeFact, by: Reader) -> None:
    """One line under each child, so that the story of either shows it."""
    for child_id in (fact.survivor_id, fact.absorbed_id):
        record(by=by, action=action, subject="roster.merge", subject_id=fact.pk, child_id=child_id)
