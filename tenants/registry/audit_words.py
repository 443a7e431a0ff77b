"""Words of the audit for the registry."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "registry.exported": _("Exported the registry"),
        "registry.entered": _("Put a child on the registry"),
        "registry.left": _("Took a child off the registry"),
        "registry.level_proposed": _("Proposed a need level"),
        "registry.level_confirmed": _("Confirmed a need level"),
        "registry.level_declined": _("Declined a need level"),
        "registry.level_kept": _("Scored a child again; the level stays"),
        "registry.level_replaced": _("Put another proposal in place of a need level's"),
        "registry.level_undone": _("Took a decision on a need level back"),
        "registry.scored": _("Scored a child"),
        "registry.asked": _("Asked the physician"),
        "registry.answered": _("Answered what was asked about a child"),
        "registry.answer_undone": _("Took an answer back"),
        "registry.request_withdrawn": _("Withdrew a question to the physician"),
        "registry.answer_limit_set": _("Set when a question to the physician is late"),
        "registry.rescoring_started": _("Started scoring stored answers by another version"),
        "registry.bulk_coordinator": _("Gave children to a coordinator"),
        "registry.bulk_call_list": _("Put children on the call list"),
        "registry.bulk_next_contact": _("Moved the next contact of children"),
        "registry.bulk_undone": _("Undid an act on many children"),
        "registry.cadence_set": _("Set how often families are called"),
        "registry.view_saved": _("Saved a view"),
        "registry.view_deleted": _("Deleted a view"),
    },
    subjects={
        "level": _("A need level"),
        "child_score": _("The score sheet of a child"),
        "child_levels": _("Need levels and scores of a child"),
        "scorings": _("Scores of a child"),
        "level_proposals": _("Proposed need levels"),
        "physician_request": _("A question to the physician"),
        "child_ask": _("The form that asks the physician"),
        "physician_requests": _("Questions to the physician"),
        "registry.answer_limit": _("When a question to the physician is late"),
        "rescoring": _("Scores by another version"),
        "registry.export": _("A list of the registry"),
        "registry": _("The registry"),
        "registry.bulk": _("An act on many children"),
        "registry.cadence": _("How often families are called"),
        "registry.view": _("A saved view"),
    },
    purposes={
        "care of a population": _("care of a population"),
        "need levels": _("need levels"),
        "rescoring": _("scoring by another version"),
        "contact cadence": _("contact cadence"),
        "next contact": _("next contact"),
    },
)
