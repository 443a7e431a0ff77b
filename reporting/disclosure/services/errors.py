"""Why an act on a release was refused. In every case nothing was changed."""

from network_resources.guard import Finding
from reporting.disclosure.models import FigureRelease


class NotClosedError(Exception):
    """The quarter is not over in every practice yet."""


class PlaceTakenError(Exception):
    """A release of the same measure and shape is under way or has left; `standing` is that one."""

    def __init__(self, standing: FigureRelease) -> None:
        self.standing = standing
        super().__init__(str(standing.pk))


class DecidedError(Exception):
    """The release is not waiting for a decision (any more); `standing` is how it stands."""

    def __init__(self, standing: FigureRelease) -> None:
        self.standing = standing
        super().__init__(standing.state)


class GuardedReasonError(Exception):
    """The reason may point at a child."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.sign)
