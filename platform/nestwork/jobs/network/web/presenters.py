"""Jobs of the network in words and colours: as a practice's, at the network's addresses."""

from django.utils.translation import gettext as _

from nestwork.jobs.network.models import NetworkJob, Queue
from nestwork.jobs.network.registry import NetworkHandler, network_jobs
from nestwork.jobs.network.services import may_cancel
from nestwork.jobs.web.presenters import Presenter


def nobody_took_it(job: NetworkJob) -> str:
    """Which worker to look for: releases have one of their own."""
    if job.queue == Queue.RELEASE:
        return _(
            "It waits longer than usual: the release worker is busy, or does not run. It starts by itself as soon as"
            " that worker is free."
        )
    return _(
        "It waits longer than usual: every worker is busy, or none runs. It starts by itself as soon as one is free."
    )


present = Presenter[NetworkJob, NetworkHandler](
    network_jobs, "network_job", may_cancel, nobody_took_it
).present
