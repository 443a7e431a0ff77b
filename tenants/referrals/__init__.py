"""Referrals: from the order to the day the loop is closed."""
