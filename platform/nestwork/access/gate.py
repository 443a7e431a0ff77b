"""The last middleware: identity is known, now the practice or the network role is activated."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from nestwork.access.doors import needed_permission, opens_before_second_factor, runs_at_the_door
from nestwork.access.passage import Passage, admit, passage_of
from nestwork.access.step_up import must_enroll, stepped_up_until

View = Callable[..., HttpResponseBase]
ENROLLMENT = "mfa_index"


class Gate:
    """Lets a member into the practice of the request's host, and everybody out again.

    An anonymous request never gets a practice role. A page that is not marked as running at the door finds itself
    inside, or finds no reader and is answered by its own door.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request and leave in any case."""
        request.reader = None  # type: ignore[attr-defined]  # set by admit
        request.passage = Passage()  # type: ignore[attr-defined]  # ours, beside Django's own
        passage = passage_of(request)
        try:
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse) and passage.place is not None:
                again = Passage()
                again.place = passage.place
                response.streaming_content = again.carry(response.streaming_content)  # type: ignore[arg-type]  # no async views
            return response
        finally:
            passage.leave()

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Enter before the view runs; ask for the missing second factor before anything else."""
        if not request.user.is_authenticated:
            return None
        on_network = request.practice is None  # type: ignore[attr-defined]  # set by HostMiddleware
        if on_network and not opens_before_second_factor(request, view) and must_enroll(request):
            return redirect(ENROLLMENT)
        if runs_at_the_door(request, view):
            return None
        reader = admit(
            request,
            user_id=request.user.pk,
            name=str(request.user),
            permission=needed_permission(view, str(request.method)),
            stepped_up_until=stepped_up_until(request),
        )
        if reader is None and not on_network and not request.path.startswith("/api/"):
            raise PermissionDenied("no membership in this practice")
        return None
