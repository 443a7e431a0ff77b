"""Jobs due: when each practice next has work, for the sweeper."""
