"""Words of the audit for clinical facts."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "condition.record": _("Recorded a condition"),
        "condition.correct": _("Corrected a condition"),
        "condition.strike": _("Struck out a condition"),
        "principaldiagnosis.record": _("Named the principal diagnosis"),
        "principaldiagnosis.correct": _("Corrected the principal diagnosis"),
        "principaldiagnosis.strike": _("Struck out the principal diagnosis"),
        "medicine.record": _("Recorded a medicine"),
        "medicine.correct": _("Corrected a medicine"),
        "medicine.strike": _("Struck out a medicine"),
        "allergy.record": _("Recorded an allergy"),
        "allergy.correct": _("Corrected an allergy"),
        "allergy.strike": _("Struck out an allergy"),
        "noknownallergies.record": _("Recorded that no allergy is known"),
        "noknownallergies.correct": _("Corrected that no allergy is known"),
        "noknownallergies.strike": _("Struck out that no allergy is known"),
        "encounter.record": _("Recorded an encounter"),
        "encounter.correct": _("Corrected an encounter"),
        "encounter.strike": _("Struck out an encounter"),
        "immunization.record": _("Recorded an immunization"),
        "immunization.correct": _("Corrected an immunization"),
        "immunization.strike": _("Struck out an immunization"),
        "screening.record": _("Recorded a screening"),
        "screening.correct": _("Corrected a screening"),
        "screening.strike": _("Struck out a screening"),
        "measurement.record": _("Recorded a measurement"),
        "measurement.correct": _("Corrected a measurement"),
        "measurement.strike": _("Struck out a measurement"),
        "equipment.record": _("Recorded equipment"),
        "equipment.correct": _("Corrected equipment"),
        "equipment.strike": _("Struck out equipment"),
    },
    subjects={
        "condition": _("A condition"),
        "principaldiagnosis": _("The principal diagnosis"),
        "medicine": _("A medicine"),
        "allergy": _("An allergy"),
        "noknownallergies": _("No known allergies"),
        "encounter": _("An encounter"),
        "immunization": _("An immunization"),
        "screening": _("A screening"),
        "measurement": _("A measurement"),
        "equipment": _("Equipment"),
    },
)
