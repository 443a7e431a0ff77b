"""Words of the audit for people and sign-ins."""

from django.utils.translation import gettext_lazy as _

from nestwork.audit.words import register

register(
    actions={
        "locked out": _("Locked out after wrong attempts"),
        "sign in": _("Signed in"),
        "sign out": _("Signed out"),
        "sign out everywhere": _("Signed out everywhere"),
        "end session": _("Ended a sign-in"),
        "enter practice": _("Entered the practice"),
        "leave practice": _("Left the practice"),
        "new password": _("Set a new password"),
        "add second factor": _("Added a second factor"),
        "remove second factor": _("Removed a second factor"),
        "renew recovery codes": _("Renewed the recovery codes"),
        "make token": _("Made a token"),
        "revoke token": _("Revoked a token"),
        "invite": _("Invited somebody"),
        "withdraw": _("Withdrew an invitation"),
        "accept": _("Accepted an invitation"),
        "change role": _("Changed a role"),
        "end access": _("Ended somebody's access"),
        "add": _("Gave somebody access"),
    },
    subjects={
        "token": _("A token"),
        "invitation": _("An invitation"),
        "person": _("A colleague"),
    },
    purposes={
        "own settings": _("own settings"),
        "people": _("people"),
    },
)
