"""The administrator's decision: let a protected table out under step-up, or keep it in with a reason."""

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
from reporting.disclosure import services, words
from reporting.disclosure.selectors.tables import lines_of
from reporting.disclosure.table_view import shown_table
from reporting.disclosure.web.forms import RejectForm
from reporting.disclosure.web.pages import PREPARE, PURPOSE, release_or_404
from reporting.disclosure.web.presenters import shown_release


@network_page(Permission.APPROVE_RELEASES, purpose=PURPOSE, step_up=True)
@require_http_methods(["GET", "HEAD", "POST"])
def approve_page(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """A last look after the second factor, and letting the table out."""
    release, problem, status = release_or_404(release_id), "", 200
    if request.method == "POST":
        try:
            services.approve(by=reader_of(request), release_id=release_id)
        except services.DecidedError as error:
            release, problem, status = error.standing, words.decided(error.standing), 409
        else:
            say(request, _("Released. State reviewers see the figure now, and each practice its own line."))
            return redirect("release", release_id=release_id)
    elif not shown_release(release).waits:
        return redirect("release", release_id=release_id)
    services.note_view(by=reader_of(request), release=release, subject="release.table")
    context = {
        "release": shown_release(release),
        "table": shown_table(release, lines_of(release)),
        "problem": problem,
    }
    return render(request, "disclosure/approve.html", context, status=status)


@PREPARE
@require_http_methods(["GET", "HEAD", "POST"])
def reject_page(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Keep the table in, and say why."""
    release = release_or_404(release_id)
    form = RejectForm(request.POST or None)
    if request.method != "POST" and not shown_release(release).waits:
        return redirect("release", release_id=release_id)
    if form.is_valid():
        try:
            services.reject(by=reader_of(request), release_id=release_id, reason=form.cleaned_data["reason"])
        except services.GuardedReasonError as error:
            form.add_error("reason", words.guarded(error.finding))
        except services.DecidedError as error:
            form.add_error(None, words.decided(error.standing))
        else:
            say(request, _("Rejected. Nothing has left, and the figure can be started again."))
            return redirect("release", release_id=release_id)
    return answer(request, "disclosure/reject.html", {"release": shown_release(release)}, form)
