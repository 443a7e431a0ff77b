"""Count plans, before they are carried out or after."""

from collections.abc import Sequence

from tenants.incoming.rules.counts import Counts
from tenants.incoming.rules.shapes import Why
from tenants.incoming.rules.states import Came, Did
from tenants.incoming.services.planning import PatientPlan
from tenants.incoming.services.planning_facts import ContactPlan, FactPlan


def count_patients(plans: Sequence[PatientPlan], counts: Counts) -> None:
    """Patients, those that look like another child, and those that were refused."""
    for plan in plans:
        counts.patients[plan.came] += 1
        counts.alike += bool(plan.alike) and plan.came is Came.NEW
        if plan.came is Came.REFUSED:
            counts.problems.add("Patient", plan.why, "", plan.patient.place)
        elif plan.patient.has_died and not plan.patient.deceased_on and plan.came is not Came.UNCHANGED:
            counts.problems.add("Patient", Why.NO_DAY_OF_DEATH, "", plan.patient.place)


def count_contacts(plans: Sequence[ContactPlan], counts: Counts) -> None:
    """Contacts."""
    for plan in plans:
        counts.contacts[plan.did] += 1
        if plan.did is Did.REFUSED:
            counts.problems.add("Contact", plan.why, "", plan.contact.place)


def count_facts(plans: Sequence[FactPlan], counts: Counts) -> None:
    """Facts by kind."""
    for plan in plans:
        counts.fact(plan.fact.kind, plan.did)
        if plan.did is Did.REFUSED:
            counts.problems.add(plan.fact.kind, plan.why, "", plan.fact.place)
