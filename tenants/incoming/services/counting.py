"""Count plans, before they are carried out or after."""

from collections.abc import Sequence

from tenants.incoming.rules.counts import Counts
from tenants.incoming.rules.shapes import Why
from tenants.incoming.rules.states import Came, Did
from tenants.incoming.services.planning import PatientPlan
from tenants.incoming.services.planning_facts import ContactPlan, FactPlan

_LEFT_OUT = (Came.REFUSED, Came.NOT_HERE)


def count_patients(plans: Sequence[PatientPlan], counts: Counts) -> None:
    """Patients, those that look like another child, those not known here by name, and those that were refused."""
    for plan in plans:
        came, why = plan.told
        counts.patients[came] += 1
        counts.alike += plan.looks_like_one and came is Came.NEW
        if came in (Came.NEW, Came.NOT_HERE):
            name = f"{plan.patient.given_name} {plan.patient.family_name}".strip()
            counts.stranger(name, plan.patient.birth_date)
        if came in _LEFT_OUT:
            counts.problems.add("Patient", why, "", plan.patient.place)
        elif plan.patient.has_died and not plan.patient.deceased_on and came is not Came.UNCHANGED:
            counts.problems.add("Patient", Why.NO_DAY_OF_DEATH, "", plan.patient.place)


def count_contacts(plans: Sequence[ContactPlan], counts: Counts) -> None:
    """Contacts."""
    for plan in plans:
        did, why = plan.told
        counts.contacts[did] += 1
        counts.theirs += did is Did.ADDED and _is_new(plan)
        if did is Did.REFUSED:
            counts.problems.add("Contact", why, "", plan.contact.place)


def count_facts(plans: Sequence[FactPlan], counts: Counts) -> None:
    """Facts by kind."""
    for plan in plans:
        did, why = plan.told
        counts.fact(plan.fact.kind, did)
        counts.theirs += did is Did.ADDED and _is_new(plan)
        if did is Did.REFUSED:
            counts.problems.add(plan.fact.kind, why, "", plan.fact.place)


def _is_new(plan: ContactPlan | FactPlan) -> bool:
    """About a child not known here, as far as the reader of the counts is told."""
    return plan.who is not None and (plan.who.head_id is None or plan.who.told_as is not None)
