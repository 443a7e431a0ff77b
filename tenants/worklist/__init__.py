"""Worklist: due items that other rooms push."""
