"""Jobs of the network in words and colours: as a practice's, at the network's addresses."""

from nestwork.jobs.network.models import NetworkJob
from nestwork.jobs.network.registry import NetworkHandler, network_jobs
from nestwork.jobs.network.services import may_cancel
from nestwork.jobs.web.presenters import Presenter

present = Presenter[NetworkJob, NetworkHandler](network_jobs, "network_job", may_cancel).present
