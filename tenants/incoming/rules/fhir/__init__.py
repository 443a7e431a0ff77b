"""FHIR R4 as a stream: bundles, single resources and lines of them become the shapes of incoming records."""
