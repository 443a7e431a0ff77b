"""The one way a value parser says no."""

from tenants.roster.rules.problems import Reason


class ValueRefusedError(Exception):
    """The value was not taken."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.detail = detail
