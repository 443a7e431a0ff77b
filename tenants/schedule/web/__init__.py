"""Pages of the schedule: visits by week, visits of a child, the on-call roster."""
