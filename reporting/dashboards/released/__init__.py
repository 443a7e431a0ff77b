"""Figures that were released. Everything here takes ReleasedCell: no other number ever reaches these drawings."""
