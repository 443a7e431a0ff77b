"""The e-mail that carries an invitation's link."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from nestwork.access.permissions import Role
from nestwork.outbound import mail
from nestwork.practices.hosts import network_origin
from nestwork.practices.models import Practice


def send_invitation(*, email: str, secret: str, role: Role, practice: Practice | None) -> None:
    """Send the link to the invited address. Raises MailNotSentError when the mail server does not take it."""
    place = practice.name if practice else _("the Nestwork network")
    way = reverse("accept_invitation", urlconf=settings.PUBLIC_SCHEMA_URLCONF, args=[secret])
    text = render_to_string(
        "accounts/email/invitation.txt",
        {"place": place, "role": role.label, "link": f"{network_origin()}{way}"},
    )
    mail.send(to=email, subject=_("You are invited to %(place)s") % {"place": place}, text=text)
