"""The style guide served to a real browser under the real middleware's headers, without a database."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings as django_settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

# Everything of the real list that needs no person: headers, policy, static files, language, forms, toasts.
ALONE = (
    "security",
    "csp",
    "PrivacyHeaders",
    "whitenoise",
    "Language",
    "common",
    "csrf",
    "messages.",
    "django_htmx",
)


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name the base class gives it
        """Say nothing."""


@pytest.fixture(scope="package")
def guide() -> Iterator[str]:
    """Return the address of a running style guide."""
    alone = [name for name in django_settings.MIDDLEWARE if any(part in name for part in ALONE)]
    with override_settings(
        MIDDLEWARE=list(dict.fromkeys(alone)),
        ROOT_URLCONF="tests.nestwork.web.addresses",
        ALLOWED_HOSTS=["127.0.0.1"],
        SECURE_SSL_REDIRECT=False,
        STYLEGUIDE_OPEN=True,
    ):
        server = make_server(
            "127.0.0.1", 0, get_wsgi_application(), server_class=ThreadedServer, handler_class=QuietHandler
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/styleguide/"
        server.shutdown()
        server.server_close()
