"""Where a ZIP code is, learned from the directory's own public places: the mean of those whose address names it.

A ZIP code that is known stays as it is: somebody may have loaded better middles. Confidential places teach nothing.
Two digits after the point are about a kilometre, as exact as a ZIP code is.
"""

import uuid
from collections.abc import Collection

from django.db import connection

_LEARN = """
    INSERT INTO public.zip_place (zip_code, city, state, latitude, longitude)
    SELECT left(a.postal_code, 5), left(min(a.city), 100), upper(left(min(a.state_province), 2)),
        round(avg(l.latitude)::numeric, 2), round(avg(l.longitude)::numeric, 2)
    FROM public.hsds_address a
    JOIN public.hsds_location l ON l.id = a.location_id
    WHERE a.postal_code ~ '^[0-9]{5}' AND NOT l.is_confidential AND l.withdrawn_at IS NULL AND a.withdrawn_at IS NULL
        AND l.latitude IS NOT NULL AND l.longitude IS NOT NULL
        AND (%(whole)s OR l.id IN (
            SELECT s.location_id FROM public.hsds_service_at_location s WHERE s.service_id = ANY(%(services)s::uuid[])))
    GROUP BY left(a.postal_code, 5)
    ON CONFLICT (zip_code) DO NOTHING
"""


def learn_zip_places(service_ids: Collection[uuid.UUID] | None = None) -> int:
    """Place the ZIP codes of these services (of all without a list) that have no place yet; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_LEARN, {"whole": service_ids is None, "services": list(service_ids or ())})
        return int(cursor.rowcount)
