"""What HSDS 3.0 says about tables, fields and words, as facts.

Source: openreferral/specification, schema of 3.0 and the additions of the 3.1 draft (url, unit, service_capacity,
attribute.label, service_area.service_at_location_id).
"""

STATUSES = ("active", "inactive", "defunct", "temporarily closed")
LOCATION_TYPES = ("physical", "postal", "virtual")
ADDRESS_TYPES = LOCATION_TYPES
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("WEEKLY", "MONTHLY")
