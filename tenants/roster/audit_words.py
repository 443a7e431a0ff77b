"""Words of the audit for the roster."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "roster.upload": _("Uploaded a roster"),
        "roster.read": _("Read a roster"),
        "roster.columns": _("Named a roster's columns"),
        "roster.check": _("Checked a roster"),
        "roster.start": _("Started an import"),
        "roster.done": _("Imported a roster"),
        "roster.set_aside": _("Set a roster aside"),
        "roster.row_waiting": _("Put a row back into quarantine"),
        "roster.row_mended": _("Mended a row"),
        "roster.row_dropped": _("Dropped a row"),
        "roster.keep_apart": _("Kept two children apart"),
        "roster.ask_again": _("Asked again whether two are one"),
        "roster.merge": _("Merged two children"),
        "roster.unmerge": _("Took a merge apart"),
    },
    subjects={
        "roster.files": _("Earlier rosters"),
        "quarantine.row": _("A row in quarantine"),
        "quarantine": _("Rows in quarantine"),
        "merges": _("Merges"),
        "matches": _("Children that may be the same"),
        "match": _("Two children that may be one"),
        "roster.upload": _("A roster"),
        "roster.row": _("A row in quarantine"),
        "roster.match": _("Two children that may be one"),
        "roster.merge": _("A merge"),
        "roster.file": _("A roster"),
        "roster.history": _("Earlier rosters"),
        "roster.columns": _("Columns of a roster"),
        "roster.rows": _("Rows of a roster"),
        "roster.quarantine": _("Rows in quarantine"),
        "roster.matches": _("Children that may be the same"),
        "roster.merges": _("Merges"),
        "roster.alike": _("Children that look alike"),
    },
    purposes={
        "roster import": _("roster import"),
        "duplicate search": _("duplicate search"),
    },
)
