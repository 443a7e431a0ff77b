"""Only the demonstration's own settings module relaxes the second factor."""

from importlib import import_module

import pytest
from django.conf import settings as real_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from pytest_django import Settings

from nestwork.access.step_up import RELAXED_MODULE, second_factor_required
from nestwork.accounts.checks import second_factor_stays_required


def test_it_is_required_by_default() -> None:
    assert second_factor_required()
    assert second_factor_stays_required() == []


def test_the_flag_alone_relaxes_nothing_and_fails_the_check(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    assert second_factor_required()
    assert [found.id for found in second_factor_stays_required()] == ["accounts.E001"]


def test_the_demonstration_beside_a_real_database_fails_the_check(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMONSTRATION = True
    monkeypatch.setattr(real_settings._wrapped, "SETTINGS_MODULE", RELAXED_MODULE, raising=False)
    assert not second_factor_required()
    monkeypatch.setenv("DATABASE_WEB_URL", "postgresql://nw_web@database/nestwork")
    assert [found.id for found in second_factor_stays_required()] == ["accounts.E002"]


def test_no_environment_variable_relaxes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DEMONSTRATION", "NESTWORK_DEMONSTRATION", "DEBUG"):
        monkeypatch.setenv(name, "true")
    assert second_factor_required()


def test_passwords_are_hashed_with_argon2() -> None:
    base = import_module("nestwork.settings.base")  # the tests' own settings hash faster
    assert base.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert Argon2PasswordHasher().encode("words", "saltsaltsalt").startswith("argon2$argon2id$")
