"""Records that other systems send: FHIR bundles, HL7 v2 messages and lists, into dated facts with their source."""
