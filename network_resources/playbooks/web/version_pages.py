"""Pages of one version for facilitators: read and try it, take it out as a file, retire it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.playbooks import services, starts
from network_resources.playbooks.kinds import kind_of
from network_resources.playbooks.method_view import show_method
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.method import KIND
from network_resources.playbooks.rules.problems import ContentError
from network_resources.playbooks.rules.states import State
from network_resources.playbooks.selectors import versions
from network_resources.playbooks.services.exporting import exported
from network_resources.playbooks.web.forms import ReasonForm
from network_resources.playbooks.web.presenters import (
    changes_between,
    sentences,
    shown_problems,
    shown_steps,
    shown_version,
)
from network_resources.playbooks.web.trial import trial

DRAFT = network_page(Permission.DRAFT_STANDARDS, purpose="standards")


def version_or_404(version_id: UUID) -> PlaybookVersion:
    """The version; raises Http404."""
    try:
        return versions.version_of(version_id)
    except PlaybookVersion.DoesNotExist as error:
        raise Http404 from error


def revision_in(request: HttpRequest) -> int:
    """The revision the page was drawn from, as its form says; 0, which no version has, for anything odd."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


@DRAFT
@require_http_methods(["GET", "HEAD", "POST"])
def version_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The version as a practice sees it, with a trial; what it changes; every step of it."""
    version = version_or_404(version_id)
    kind = kind_of(version.playbook.kind)
    before = versions.version_before(version)
    tried = trial(show_method(version.content).method, request.POST) if kind.key == KIND else None
    wrong = tried is not None and tried.is_bound and not tried.is_valid()
    context = {
        "head": shown_version(version),
        "version": version,
        "kind": kind,
        "shown": kind.show(version.content),
        "trial": tried,
        "form": tried,
        "before": before,
        "changes": changes_between(before, version),
        "steps": shown_steps(versions.history(version)),
        "problems": shown_problems(kind.problems(version.content)) if version.is_open else [],
        "reader_id": reader_of(request).person_id,
        "may_review": version.state == State.REVIEW
        and reader_of(request).person_id not in version.author_ids,
    }
    return render(request, "playbooks/version.html", context, status=422 if wrong else 200)


@DRAFT
@require_safe
def file_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The version as a JSON file."""
    version = version_or_404(version_id)
    exported(version=version, by=reader_of(request))
    name = f"{version.playbook.key}-v{version.number}.json"
    return HttpResponse(
        starts.as_file(version),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@DRAFT
@require_http_methods(["GET", "HEAD", "POST"])
def retire_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Retire a published version, or set a draft aside, with the reason."""
    version = version_or_404(version_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.retire(
                by=reader_of(request),
                version_id=version_id,
                revision=revision_in(request),
                reason=form.cleaned_data["reason"],
            )
        except (services.WrongStateError, services.StaleDraftError):
            form.add_error(
                None, _("It is in review now, or was moved a moment ago. Nothing was changed. Open it again.")
            )
        except ContentError as error:
            form.add_error("reason", sentences(error.problems))
        else:
            say(request, _("Done. Practices that use it keep it until they choose another."))
            return redirect("standard", playbook_id=version.playbook_id)
    revision = revision_in(request) if request.method == "POST" else version.revision
    context = {"head": shown_version(version), "version": version, "revision": revision}
    return answer(request, "playbooks/retire.html", context, form)
