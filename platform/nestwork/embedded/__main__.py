"""`python -m nestwork.embedded keep HOME` holds the test servers."""

import sys
from pathlib import Path

from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.servers import keep


def main(arguments: list[str]) -> int:
    """Run one of the embedded tools; an error is one sentence and the exit code 1."""
    try:
        match arguments:
            case ["keep", home]:
                keep(Path(home))
            case _:
                print("python -m nestwork.embedded keep HOME", file=sys.stderr)  # noqa: T201 - a command line
                return 2
    except EmbeddedError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line speaks to its terminal
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
