"""Tables of the roster room."""

from tenants.roster.models.matches import Match, MergeFact
from tenants.roster.models.quarantine import QuarantinedRow
from tenants.roster.models.records import RowOutcome, SourceRecord
from tenants.roster.models.uploads import RosterSource, Upload, UploadBatch, UploadChunk

__all__ = [
    "Match",
    "MergeFact",
    "QuarantinedRow",
    "RosterSource",
    "RowOutcome",
    "SourceRecord",
    "Upload",
    "UploadBatch",
    "UploadChunk",
]
