"""The mail port: SMTP in a real installation, files in the demonstration's home, so nothing leaves this computer.

Mail is not sealed on its way: a message names no child and no fact about one; it says where to sign in and look.
"""

import logging
import smtplib
from collections.abc import Callable
from functools import partial

from django.core.mail import EmailMessage
from django.db import transaction

logger = logging.getLogger(__name__)


class MailNotSentError(Exception):
    """The mail server did not take the message; nothing was sent and the caller may try again."""


def send(*, to: str, subject: str, text: str) -> None:
    """Send one plain message to one address; raises MailNotSentError. Line breaks in the subject are refused."""
    message = EmailMessage(subject=subject, body=text, to=[to], headers={"Auto-Submitted": "auto-generated"})
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        # The server's own words may quote the address; only the kind of the failure is logged.
        logger.warning("A message was not sent: %s", type(error).__name__)
        raise MailNotSentError(type(error).__name__) from error


def send_after_commit(*, to: str, subject: str, text: str, failed: Callable[[], None] | None = None) -> None:
    """Send once the caller's transaction is committed; `failed` is told when the message could not be sent."""
    transaction.on_commit(partial(_try, to, subject, text, failed), robust=True)


def _try(to: str, subject: str, text: str, failed: Callable[[], None] | None) -> None:
    try:
        send(to=to, subject=subject, text=text)
    except MailNotSentError:
        if failed is not None:
            failed()
