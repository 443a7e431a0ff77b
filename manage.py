#!/usr/bin/env python
"""Nestwork's command line. Without DJANGO_SETTINGS_MODULE it speaks to the demonstration network."""

import os
import sys


def main() -> None:
    """Run a management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nestwork.settings.demo")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings must be named first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
