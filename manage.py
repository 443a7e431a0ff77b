#!/usr/bin/env python
"""Nestwork's command line. Without DJANGO_SETTINGS_MODULE it speaks to the demonstration network."""

import os
import sys


def main() -> None:
    """Run a management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwork.settings.demo")
    if sys.argv[1:2] in (["seal_audit"], ["verify_audit"]):
        os.environ.setdefault("NESTWORK_PROCESS", "sealer")  # the one login that is given the seal key
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings must be named first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
