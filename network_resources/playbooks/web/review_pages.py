"""From a draft to a published version: send for review, read what changes, publish or send back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.playbooks import services
from network_resources.playbooks.kinds import kind_of
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.problems import ContentError
from network_resources.playbooks.rules.states import State
from network_resources.playbooks.selectors import versions
from network_resources.playbooks.web.forms import ReasonForm, SendForm
from network_resources.playbooks.web.presenters import (
    changes_between,
    sentences,
    shown_problems,
    shown_version,
)
from network_resources.playbooks.web.version_pages import DRAFT, revision_in, version_or_404

PUBLISH = network_page(Permission.PUBLISH_STANDARDS, purpose="standards", step_up=True)


def _moved() -> str:
    return _("Somebody moved or changed this version a moment ago. Nothing was changed. Read it again.")


def _context(version: PlaybookVersion) -> dict[str, Any]:
    before = versions.version_before(version)
    kind = kind_of(version.playbook.kind)
    return {
        "version": version,
        "head": shown_version(version),
        "before": before,
        "changes": changes_between(before, version),
        "kind": kind,
        "shown": kind.show(version.content),
    }


@DRAFT
@require_http_methods(["GET", "HEAD", "POST"])
def send_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Say what changed and ask a second person to publish."""
    version = version_or_404(version_id)
    if version.state != State.DRAFT:
        return redirect("standard_version", version_id=version_id)
    initial = {"what_changed": version.what_changed, "effective_from": version.effective_from}
    form = SendForm(request.POST or None, initial=initial)
    revision = revision_in(request) if request.method == "POST" else version.revision
    if form.is_valid() and _sent(request, form, version):
        say(request, _("Sent for review. Somebody who wrote no part of it can publish it."))
        return redirect("standard_version", version_id=version_id)
    problems = shown_problems(kind_of(version.playbook.kind).problems(version.content))
    context = {**_context(version), "problems": problems, "revision": revision}
    return answer(request, "playbooks/send.html", context, form)


def _sent(request: HttpRequest, form: SendForm, version: PlaybookVersion) -> bool:
    words = form.cleaned_data
    try:
        services.send_for_review(
            by=reader_of(request),
            version_id=version.pk,
            revision=revision_in(request),
            what_changed=words["what_changed"],
            effective_from=words["effective_from"],
        )
    except services.UnfinishedError:
        form.add_error(None, _("The draft has problems. Mend them first; what you typed here is kept."))
    except services.GuardError as error:
        form.add_error("what_changed", sentences(error.problems))
    except (services.StaleDraftError, services.WrongStateError):
        form.add_error(None, _moved())
    else:
        return True
    return False


@DRAFT
@require_http_methods(["GET", "HEAD", "POST"])
def review_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """What the version changes, in words; send it back with a reason, or go on to publish."""
    version = version_or_404(version_id)
    if version.state != State.REVIEW:
        return redirect("standard_version", version_id=version_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and _sent_back(request, form, version):
        say(request, _("Sent back. Its writers see your reason above the draft."))
        return redirect("standard_version", version_id=version_id)
    context = _context(version)
    context["revision"] = revision_in(request) if request.method == "POST" else version.revision
    context["is_author"] = reader_of(request).person_id in version.author_ids
    return answer(request, "playbooks/review.html", context, form)


def _sent_back(request: HttpRequest, form: ReasonForm, version: PlaybookVersion) -> bool:
    try:
        services.send_back(
            by=reader_of(request),
            version_id=version.pk,
            revision=revision_in(request),
            reason=form.cleaned_data["reason"],
        )
    except (services.StaleDraftError, services.WrongStateError):
        form.add_error(None, _moved())
    except ContentError as error:
        form.add_error("reason", sentences(error.problems))
    else:
        return True
    return False


@PUBLISH
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """A last look after the second factor, and publishing the revision that was read."""
    version = version_or_404(version_id)
    if request.method != "POST":
        if version.state != State.REVIEW:
            return redirect("standard_version", version_id=version_id)
        return render(request, "playbooks/publish.html", {**_context(version), "problem": ""})
    try:
        services.publish(by=reader_of(request), version_id=version_id, revision=revision_in(request))
    except services.AuthorPublishesError:
        problem = _("You wrote a part of this version. A second person publishes it.")
    except (services.StaleDraftError, services.WrongStateError):
        problem = _moved()
    except services.UnfinishedError:
        problem = _("This version has problems, so it cannot be published. Send it back to its writers.")
    else:
        say(
            request,
            _("Published. Practices see a notice and choose their day. No child's level was changed."),
        )
        return redirect("standard_version", version_id=version_id)
    return render(request, "playbooks/publish.html", {**_context(version), "problem": problem}, status=409)
