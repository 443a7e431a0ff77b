"""How long a job may be silent, in one place. Together they bring a dead job back within sixty seconds."""

from datetime import timedelta

LEASE = timedelta(seconds=25)  # a runner that did not show itself for this long is taken for dead
HEARTBEAT = timedelta(seconds=8)  # three beats fit into a lease
SWEEP = timedelta(seconds=20)  # how often the sweeper looks; lease and sweep together stay under a minute
WAKE_GRACE = timedelta(seconds=5)  # a waiting job younger than this still has its first message under way
WAITS_LONG = timedelta(minutes=2)  # the sweeper has knocked several times by then
MAX_ATTEMPTS = 5  # claims without a checkpoint in between; then the job itself is the fault
WAKES_PER_SWEEP = 20  # messages of one sweep of one practice
