"""Words of the audit for children and families."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "child.add": _("Added a child"),
        "child.change": _("Changed a child"),
        "contact.add": _("Added a contact"),
        "contact.change": _("Changed a contact"),
        "link.add": _("Connected a contact with a child"),
        "link.change": _("Changed a contact's rights"),
        "household.add": _("Added a household"),
        "household.change": _("Changed a household"),
        "residence.add": _("Added a home"),
        "residence.change": _("Changed a home"),
        "custody.add": _("Added a custody document"),
        "custody.change": _("Changed a custody document"),
        "grant.give": _("Let a colleague open a confidential record"),
        "grant.revoke": _("Took back the right to a confidential record"),
        "block.set": _("Blocked a colleague from a record"),
        "block.lift": _("Lifted a block"),
        "glass.break": _("Opened a confidential record with a reason"),
        "glass.review": _("Reviewed an opened record"),
    },
    subjects={
        "openings": _("Opened records to review"),
        "siblings": _("Siblings of a child"),
        "homes": _("Homes of a child"),
        "contacts": _("Contacts of a child"),
        "children": _("Children"),
        "child_access": _("Who may open a child"),
        "child": _("Child page"),
        "child_history": _("History of a child"),
        "child_search": _("Search for a child"),
        "glass_reviews": _("Opened records to review"),
        "contact": _("A contact"),
        "link": _("A contact of a child"),
        "household": _("A household"),
        "residence": _("A home"),
        "custody": _("A custody document"),
        "break_glass": _("An opened record"),
    },
    purposes={
        "care coordination": _("care coordination"),
        "finding a child": _("finding a child"),
        "deciding who may open a record": _("deciding who may open a record"),
        "opening a confidential record": _("opening a confidential record"),
        "reviewing opened records": _("reviewing opened records"),
    },
)
