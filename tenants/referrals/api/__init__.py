"""The REST door of referrals."""
