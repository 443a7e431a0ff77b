"""Words of the audit for clinical facts."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "condition.record": _("Recorded a condition"),
        "medicine.record": _("Recorded a medicine"),
        "allergy.record": _("Recorded an allergy"),
        "encounter.record": _("Recorded an encounter"),
        "immunization.record": _("Recorded an immunization"),
        "screening.record": _("Recorded a screening"),
        "measurement.record": _("Recorded a measurement"),
        "equipment.record": _("Recorded equipment"),
    },
    subjects={
        "condition": _("A condition"),
        "medicine": _("A medicine"),
        "allergy": _("An allergy"),
        "encounter": _("An encounter"),
        "immunization": _("An immunization"),
        "screening": _("A screening"),
        "measurement": _("A measurement"),
        "equipment": _("Equipment"),
    },
)
