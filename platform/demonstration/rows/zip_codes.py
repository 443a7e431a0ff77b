"""Where the made-up families' ZIP codes are, about a mile exact: the directory's own places stand in most, not in all."""

from datetime import date

from network_resources.community.models import ZipPlace

MIDDLES = (
    ("02860", "Pawtucket", 41.87, -71.39),
    ("02863", "Central Falls", 41.89, -71.39),
    ("02907", "Providence", 41.79, -71.42),
    ("02908", "Providence", 41.84, -71.44),
    ("02910", "Cranston", 41.78, -71.44),
    ("02895", "Woonsocket", 42.00, -71.51),
    ("02914", "East Providence", 41.81, -71.37),
    ("02840", "Newport", 41.49, -71.31),
    ("02886", "Warwick", 41.70, -71.42),
    ("02891", "Westerly", 41.36, -71.81),
)


def place_zip_codes(today: date) -> None:
    """Write those that are missing."""
    ZipPlace.objects.bulk_create(
        (
            ZipPlace(zip_code=code, city=city, state="RI", latitude=latitude, longitude=longitude)
            for code, city, latitude, longitude in MIDDLES
        ),
        ignore_conflicts=True,
    )
