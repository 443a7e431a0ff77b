"""The embedded tools: `python -m nestwork.embedded demo|reset|remove|keep`."""

import sys
from pathlib import Path

from nestwork.embedded.demo import demo
from nestwork.embedded.erasing import remove, reset
from nestwork.embedded.errors import EmbeddedError
from nestwork.embedded.places import named_home
from nestwork.embedded.servers import keep

USAGE = "python -m nestwork.embedded demo [--practices N] [--children N] | reset | remove | keep HOME"


def main(arguments: list[str]) -> int:
    """Run one of the embedded tools; an error is one sentence and the exit code 1."""
    try:
        match arguments:
            case ["demo", *wished]:
                return demo(wished)
            case ["reset"]:
                reset(named_home())
            case ["remove"]:
                remove(named_home() / "test")
                remove(named_home())
            case ["keep", home]:
                keep(Path(home))
            case _:
                print(USAGE, file=sys.stderr)  # noqa: T201 - a command line speaks to its terminal
                return 2
    except EmbeddedError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command line speaks to its terminal
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
