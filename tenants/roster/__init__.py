"""Roster: files of children coming in, checked, quarantined, matched."""
