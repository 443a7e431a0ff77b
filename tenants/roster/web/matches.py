"""Pages of the matching queue: the list, two records side by side, merge, keep apart, take back."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.audit.services import record_view
from nestwork.web.forms import answer
from nestwork.web.toast import say
from tenants.patients.models import Child
from tenants.patients.selectors import child_for
from tenants.roster.models import Match, MergeFact
from tenants.roster.rules.states import MatchState, MergeKind
from tenants.roster.selectors import matches as reads
from tenants.roster.services import merging
from tenants.roster.services.merging import AlreadyDecidedError
from tenants.roster.web import comparing
from tenants.roster.web.files import reader_of
from tenants.roster.web.forms import MergeForm, TakeBackForm
from tenants.roster.wording import MATCH_STATES, VERDICTS


@require_GET
@practice_page(Permission.RESOLVE_MATCHES)
def matches_page(request: HttpRequest) -> HttpResponse:
    """Pairs that wait, and pairs that were decided."""
    reader = reader_of(request)
    asked = request.GET.get("state")
    state = MatchState(asked) if asked in list(MatchState) else MatchState.WAITING
    page = Paginator(reads.matches(reader, state), 25).get_page(request.GET.get("page"))
    shown = [side for match in page for side in (match.first_id, match.second_id)]
    record_view(by=reader, page="roster.matches", shown=shown, filter={"state": state})
    rows = [{"match": match, "verdict": VERDICTS[match.verdict]} for match in page]
    states = [
        (one.value, MATCH_STATES[one][0], one is state) for one in (MatchState.WAITING, MatchState.APART)
    ]
    return render(
        request, "roster/matches.html", {"rows": rows, "page": page, "states": states, "state": state.value}
    )


@require_http_methods(["GET", "POST"])
@practice_page(Permission.RESOLVE_MATCHES)
def match_page(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """Two records side by side; choose which stands and which values it takes, and merge."""
    reader, match = reader_of(request), _match(request, match_id)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            fact = merging.merge(
                match=match,
                by=reader,
                keep=form.cleaned_data["keep"],
                choices=form.choices(),
                reason=form.cleaned_data["reason"],
            )
        except AlreadyDecidedError:
            say(request, _("Somebody decided on this pair a moment ago."))
            return redirect("match", match_id=match.pk)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            say(
                request,
                _("The two records are one now. Take it back from the list of merges if it was wrong."),
            )
            return redirect(f"{reverse('merges')}?child={fact.survivor_id}")
    record_view(by=reader, page="roster.match", shown=[match.first_id, match.second_id])
    context = {
        "match": match,
        "verdict": VERDICTS[match.verdict],
        "rows": comparing.compared(match),
        "families": comparing.families(match),
        "points": comparing.points_view(match),
        "waits": match.state == MatchState.WAITING,
        "state": MATCH_STATES[match.state],
    }
    return answer(request, "roster/match.html", context, form)


@require_POST
@practice_page(Permission.RESOLVE_MATCHES)
def apart(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """Two children: do not ask again. Undo puts the pair back."""
    match = _match(request, match_id)
    try:
        merging.keep_apart(match=match, by=reader_of(request))
        say(request, _("Kept as two children."), undo_url=reverse("match_again", args=[match.pk]))
    except AlreadyDecidedError:
        say(request, _("Somebody decided on this pair a moment ago."))
    return redirect("matches")


@require_POST
@practice_page(Permission.RESOLVE_MATCHES)
def again(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """Take back "two children"."""
    merging.ask_again(match=_match(request, match_id), by=reader_of(request))
    say(request, _("The pair waits again."))
    return redirect("matches")


@require_GET
@practice_page(Permission.RESOLVE_MATCHES)
def merges_page(request: HttpRequest) -> HttpResponse:
    """Every merge and unmerge, or those of one child."""
    reader = reader_of(request)
    child = _child(request)
    found = reads.merge_history(reader, child) if child else reads.merges(reader)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    record_view(by=reader, page="roster.merges", shown=[fact.survivor_id for fact in page])
    rows = [
        {"fact": fact, "is_merge": fact.kind == MergeKind.MERGE, "stands": reads.is_standing(fact)}
        for fact in page
    ]
    return render(request, "roster/merges.html", {"rows": rows, "page": page, "child": child})


@require_http_methods(["GET", "POST"])
@practice_page(Permission.RESOLVE_MATCHES)
def take_back(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Take a merge back, with a reason."""
    reader = reader_of(request)
    try:
        fact = reads.merge_for(reader, merge_id)
    except MergeFact.DoesNotExist:
        raise Http404 from None
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            merging.unmerge(
                fact=fact,
                by=reader,
                reason=form.cleaned_data["reason"],
                apart=bool(form.cleaned_data["apart"]),
            )
        except AlreadyDecidedError:
            say(request, _("This merge was taken back already."))
            return redirect("merges")
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            say(request, _("The two records stand apart again, as they were."))
            return redirect("merges")
    context = {"fact": fact, "stands": reads.is_standing(fact), "fields": comparing.merged_fields(fact)}
    record_view(by=reader, page="roster.merge", shown=[fact.survivor_id, fact.absorbed_id])
    return answer(request, "roster/take_back.html", context, form)


def _match(request: HttpRequest, match_id: UUID) -> Match:
    try:
        return reads.match_for(reader_of(request), match_id)
    except Match.DoesNotExist:
        raise Http404 from None


def _child(request: HttpRequest) -> Child | None:
    asked = request.GET.get("child")
    if not asked:
        return None
    try:
        return child_for(reader_of(request), UUID(asked))
    except (ValueError, Child.DoesNotExist):
        raise Http404 from None
