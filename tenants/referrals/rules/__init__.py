"""Plain rules of referrals: stages and lanes, what may be answered at each step, limits, and what a need tells."""
