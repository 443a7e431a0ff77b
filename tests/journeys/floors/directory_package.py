"""An invented directory as another one sends it: a small HSDS 3.0 data package in which one row is wrong."""

import io
import json
import zipfile
from dataclasses import dataclass

SOURCE = "Quiet Harbor Help Line"
ORGANIZATION = "Quiet Harbor School Partners"
WRONG, RIGHT = "sometimes", "active"


@dataclass(frozen=True)
class Package:
    """Two services of one organization; the second's status is no word of the standard, so it waits."""

    word: str  # keeps one journey's services apart from another's

    @property
    def advocate(self) -> str:
        """The service that waits, and is mended: help with special education near Pawtucket, in Spanish."""
        return f"{self.word} school advocates"

    @property
    def whole(self) -> str:
        """The service that is taken in at once."""
        return f"{self.word} homework club"

    def as_zip(self) -> bytes:
        """The package."""
        tables = self._tables()
        resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("datapackage.json", json.dumps({"name": "help-line", "resources": resources}))
            for name, text in tables.items():
                archive.writestr(f"{name}.csv", text)
        return kept.getvalue()

    def _tables(self) -> dict[str, str]:
        key = self.word.lower()
        where = "41.8787,-71.3826"  # a park in Pawtucket
        return {
            "organization": f"id,name,description\no-{key},{ORGANIZATION},Help with school\n",
            "service": (
                "id,organization_id,name,description,status,minimum_age,maximum_age,assured_date\n"
                f"s1-{key},o-{key},{self.whole},Homework together,{RIGHT},6,14,2026-10-01\n"
                f"s2-{key},o-{key},{self.advocate},Someone beside you at school meetings,{WRONG},3,21,2026-10-01\n"
            ),
            "location": f"id,location_type,name,latitude,longitude\nl-{key},physical,Harbor house,{where}\n",
            "address": (
                "id,location_id,address_1,city,state_province,postal_code,country,address_type\n"
                f"a-{key},l-{key},1 Example Square,Pawtucket,RI,02860,US,physical\n"
            ),
            "service_at_location": (
                f"id,service_id,location_id\nsl1-{key},s1-{key},l-{key}\nsl2-{key},s2-{key},l-{key}\n"
            ),
            "phone": f"id,service_id,number\np1-{key},s1-{key},401-555-0181\np2-{key},s2-{key},401-555-0182\n",
            "language": f"id,service_id,name,code\nn-{key},s2-{key},Spanish,es\n",
            "taxonomy_term": f"id,code,name,description\nt-{key},special_education,Special education,Plans and rights\n",
            "attribute": f"id,link_id,link_entity,taxonomy_term_id\nb-{key},s2-{key},service,t-{key}\n",
        }
