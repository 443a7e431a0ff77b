"""Worklist: due work about a child. Other rooms push items here; Today shows and closes them."""
