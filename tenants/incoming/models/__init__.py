"""Tables of the incoming room."""

from tenants.incoming.models.files import RecordBatch, RecordChunk, RecordFile, RecordSource
from tenants.incoming.models.identity import (
    PatientOutcome,
    SourceContact,
    SourceFact,
    SourceNumber,
    SourcePatient,
)

__all__ = [
    "PatientOutcome",
    "RecordBatch",
    "RecordChunk",
    "RecordFile",
    "RecordSource",
    "SourceContact",
    "SourceFact",
    "SourceNumber",
    "SourcePatient",
]
