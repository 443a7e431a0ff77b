"""The editor: a form of rows that works without script. Acts on rows only draw the form anew; saving saves."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nestwork.access.requests import reader_of
from nestwork.web.toast import say
from network_resources.playbooks import services
from network_resources.playbooks.change_words import SaidChange
from network_resources.playbooks.kinds import kind_of
from network_resources.playbooks.models import PlaybookVersion
from network_resources.playbooks.rules.problems import ContentError, Problem
from network_resources.playbooks.rules.states import State
from network_resources.playbooks.selectors import versions
from network_resources.playbooks.web.forms import WordsForm
from network_resources.playbooks.web.presenters import changes_of, shown_problems, shown_version
from network_resources.playbooks.web.version_pages import DRAFT, revision_in, version_or_404

WORDS = ("source_note", "licence", "verification", "item_text_allowed")


@dataclass(slots=True)
class Desk:
    """What stands on the form: the stored version, the content as it is on the page, and which revision was read."""

    version: PlaybookVersion
    content: dict[str, Any]
    revision: int
    words: WordsForm
    is_saved: bool = True
    refused: tuple[Problem, ...] = ()
    stale: PlaybookVersion | None = None


@DRAFT
@require_http_methods(["GET", "HEAD", "POST"])
def edit_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Edit a draft. `do` says what a button means: save, check, preview, or an act on rows."""
    version = version_or_404(version_id)
    if request.method != "POST":
        if version.state != State.DRAFT:
            return redirect("standard_version", version_id=version_id)
        words = WordsForm(initial={name: getattr(version, name) for name in WORDS})
        return _draw(request, Desk(version, version.content, version.revision, words))
    kind = kind_of(version.playbook.kind)
    act = request.POST.get("do", "save")
    content = kind.apply(kind.read_form(request.POST), act)
    desk = Desk(version, content, revision_in(request), WordsForm(request.POST), is_saved=False)
    if act == "check":
        problems = kind.problems(content)
        return render(
            request, "playbooks/_checks.html", {"problems": shown_problems(problems), "is_saved": False}
        )
    if act in ("save", "send") and desk.words.is_valid():
        return _save(request, desk, act)
    return _draw(request, desk, status=422 if desk.words.errors and act in ("save", "send") else 200)


def _save(request: HttpRequest, desk: Desk, act: str) -> HttpResponse:
    try:
        services.change_draft(
            by=reader_of(request),
            version_id=desk.version.pk,
            revision=desk.revision,
            content=desk.content,
            words=services.Words(**desk.words.cleaned_data),
        )
    except services.StaleDraftError as error:
        desk.stale = error.current
    except services.WrongStateError:
        desk.stale = versions.version_of(desk.version.pk)
    except ContentError as error:
        desk.refused = error.problems
    else:
        say(request, _("Saved."))
        return redirect("standard_send" if act == "send" else "standard_edit", version_id=desk.version.pk)
    return _draw(request, desk, status=409 if desk.stale else 422)


def _draw(request: HttpRequest, desk: Desk, status: int = 200) -> HttpResponse:
    kind = kind_of(desk.version.playbook.kind)
    problems = [*desk.refused, *kind.problems(desk.content)]
    context: dict[str, Any] = {
        "head": shown_version(desk.version),
        "version": desk.version,
        "kind": kind,
        "rows": kind.form(desk.content, problems),
        "words": desk.words,
        "problems": shown_problems(problems),
        "refused": shown_problems(desk.refused),
        "is_saved": desk.is_saved,
        "revision": desk.stale.revision if desk.stale else desk.revision,
        "stale": desk.stale,
        "stale_changes": _kept_and_typed(desk) if desk.stale else [],
        "came_back": versions.last_step(desk.version) if desk.is_saved else None,
    }
    return render(request, "playbooks/edit.html", context, status=status)


def _kept_and_typed(desk: Desk) -> list[SaidChange]:
    """What is kept now against what this form says, content and words."""
    kept = desk.stale or desk.version
    words = [
        SaidChange(str(desk.words[name].label), getattr(kept, name) or _("nothing"), typed or _("nothing"))
        for name in ("source_note", "licence")
        if (typed := str(desk.words[name].value() or "").strip()) != getattr(kept, name)
    ]
    return [*changes_of(kept.playbook.kind, kept.content, desk.content), *words]
