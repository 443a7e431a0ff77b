"""Pages of a practice: standards that wait, reading one, taking it into use."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.access.requests import reader_of
from nestwork.practices import clock
from nestwork.web.forms import answer
from nestwork.web.toast import say
from network_resources.playbooks import services
from network_resources.playbooks.kinds import kind_of
from network_resources.playbooks.method_view import show_method
from network_resources.playbooks.models import PlaybookAdoption, PlaybookVersion
from network_resources.playbooks.rules.method import KIND
from network_resources.playbooks.rules.states import State
from network_resources.playbooks.selectors import practice as reads
from network_resources.playbooks.web.adoption_presenters import adoption_lines, in_use_lines, notices
from network_resources.playbooks.web.forms import AdoptForm
from network_resources.playbooks.web.presenters import changes_between, shown_version
from network_resources.playbooks.web.trial import trial

READ = practice_page(Permission.SEE_LEARNING, purpose="standards")
ADOPT = practice_page(Permission.ADOPT_STANDARDS, purpose="standards")


def _version(version_id: UUID) -> PlaybookVersion:
    try:
        return reads.published_versions().get(pk=version_id)
    except PlaybookVersion.DoesNotExist as error:
        raise Http404 from error


@READ
@require_safe
def standards_page(request: HttpRequest) -> HttpResponse:
    """What the practice uses, what waits with what it changes, and every adoption so far."""
    context = {
        "in_use": in_use_lines(reader_of(request)),
        "notices": notices(reads.waiting_versions()),
        "history": adoption_lines(reads.adoption_history()),
        "may_adopt": reader_of(request).may(Permission.ADOPT_STANDARDS),
    }
    return render(request, "playbooks/practice_standards.html", context)


@READ
@require_http_methods(["GET", "HEAD", "POST"])
def standard_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Read a published version, try it, and take it into use."""
    version = _version(version_id)
    kind = kind_of(version.playbook.kind)
    tried = trial(show_method(version.content).method, request.POST) if kind.key == KIND else None
    wrong = tried is not None and tried.is_bound and not tried.is_valid()
    context = {**_reading(request, version), "trial": tried, "form": tried, "adopt_form": AdoptForm()}
    return render(request, "playbooks/practice_standard.html", context, status=422 if wrong else 200)


@ADOPT
@require_http_methods(["GET", "HEAD", "POST"])
def adopt_page(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Take the version into use, now or on a day."""
    version = _version(version_id)
    form = AdoptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            adopted = services.adopt(
                version_id=version_id, effective_on=form.cleaned_data["effective_on"], by=reader_of(request)
            )
        except ValueError:
            form.add_error("effective_on", _("This day has passed. Choose today or a later day."))
        except services.NotNewerError:
            form.add_error(None, _("This version is in use on that day already. Nothing was changed."))
        except services.WrongStateError:
            form.add_error(
                None,
                _(
                    "This version was replaced or retired, so it cannot be taken into use. Nothing was changed."
                ),
            )
        else:
            now = adopted.effective_on <= clock.today()
            say(request, _("In use from today.") if now else _("Planned. It holds from that day."))
            return redirect("practice_standards")
    return answer(request, "playbooks/adopt.html", _reading(request, version), form)


@ADOPT
@require_POST
def withdraw(request: HttpRequest, adoption_id: UUID) -> HttpResponse:
    """Take a plan back before its day."""
    try:
        services.withdraw_adoption(adoption_id=adoption_id, by=reader_of(request))
    except PlaybookAdoption.DoesNotExist as error:
        raise Http404 from error
    except services.WrongStateError:
        say(request, _("The day has come: this version is in use. Nothing was changed."))
    else:
        say(request, _("The plan was taken back."))
    return redirect("practice_standards")


def _reading(request: HttpRequest, version: PlaybookVersion) -> dict[str, object]:
    kind = kind_of(version.playbook.kind)
    used = reads.in_force(kind.key)
    older = used.version if used and used.version_id != version.pk else None
    return {
        "version": version,
        "head": shown_version(version),
        "kind": kind,
        "shown": kind.show(version.content),
        "used": used,
        "changes": changes_between(older, version) if older and older.number < version.number else [],
        "is_in_use": used is not None and used.version_id == version.pk,
        "may_adopt": version.state == State.PUBLISHED and reader_of(request).may(Permission.ADOPT_STANDARDS),
    }
