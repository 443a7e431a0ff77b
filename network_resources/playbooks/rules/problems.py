"""What is wrong with a standard's content: where, what, and with which values. The words are in `problem_words.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: `path` is a JSON path such as `axes[0].choices[2].points`, `code` names the sentence."""

    path: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


class ContentError(ValueError):
    """Content that is not a valid standard; `problems` says where and why, in the order of the content."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.path or 'content'}: {one.code}" for one in self.problems))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The problems as (path, code)."""
        return tuple((one.path, one.code) for one in self.problems)


def path_of(parts: Iterable[str | int]) -> str:
    """A JSON path as people read it: `axes[0].title.en`."""
    said = ""
    for part in parts:
        said += f"[{part}]" if isinstance(part, int) else f".{part}" if said else part
    return said
