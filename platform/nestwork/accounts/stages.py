"""Steps of signing in that differ from allauth's."""

from typing import Any

from allauth.mfa.stages import TrustStage

from nestwork.accounts.selectors.own import may_trust_device


class PhysicianTrustStage(TrustStage):  # type: ignore[misc]  # allauth has no types
    """Offers the twelve-hour trusted device to physicians, who sign in many times a day, and to nobody else."""

    def handle(self) -> tuple[Any, bool]:
        """Ask, or go on without asking."""
        user = self.login.user
        if user is None or not may_trust_device(user.pk):
            return None, True
        response, cont = super().handle()
        return response, cont
