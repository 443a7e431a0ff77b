"""Tables of the shared schema that say who a person is. A practice role has no right on any of them."""

from nestwork.accounts.models.hand_over import HandOver
from nestwork.accounts.models.invitation import Invitation
from nestwork.accounts.models.session import Session
from nestwork.accounts.models.token import PersonalToken
from nestwork.accounts.models.user import User

__all__ = ["HandOver", "Invitation", "PersonalToken", "Session", "User"]
