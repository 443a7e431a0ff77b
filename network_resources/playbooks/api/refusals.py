"""What a refused act answers: 400 with the place of each problem, 403 for an author, 409 for what came too late."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, PermissionDenied, ValidationError

from nestwork.api.conflict import Conflict
from network_resources.playbooks import services
from network_resources.playbooks.models import Playbook, PlaybookAdoption, PlaybookVersion
from network_resources.playbooks.problem_words import sentence
from network_resources.playbooks.rules.problems import ContentError


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what a service refuses into the API's own errors; nothing was changed in any case."""
    try:
        yield
    except services.StaleDraftError as error:
        words = _(
            "Somebody saved first: revision %(number)s stands now. Yours was not saved. Read it, then send again."
        )
        raise Conflict(words % {"number": error.current.revision}, code="stale_revision") from error
    except services.WrongStateError as error:
        raise Conflict(code=f"state_is_{error.state}") from error
    except services.KeyTakenError as error:
        raise Conflict(_("This key is taken, or the standard has an open draft."), code="taken") from error
    except services.NotNewerError as error:
        raise Conflict(_("This version is in use on that day already."), code="in_use_already") from error
    except services.AuthorPublishesError as error:
        raise PermissionDenied(
            _("You wrote a part of this version. A second person publishes it."), "author"
        ) from error
    except ContentError as error:
        raise ValidationError(by_path(error)) from error
    except (Playbook.DoesNotExist, PlaybookVersion.DoesNotExist, PlaybookAdoption.DoesNotExist) as error:
        raise NotFound from error


def by_path(error: ContentError) -> dict[str, list[str]]:
    """The problems by their JSON path."""
    found: dict[str, list[str]] = {}
    for problem in error.problems:
        found.setdefault(problem.path or "content", []).append(sentence(problem))
    return found
