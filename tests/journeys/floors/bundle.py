"""An invented child as a hospital sends it: a FHIR R4 bundle with facts of many kinds, and one kind nobody keeps."""

from dataclasses import dataclass

from tests.tenants.incoming import bundles

HOSPITAL = "Otter Bend Children's Hospital"


@dataclass(frozen=True)
class Sent:
    """A file of one child; the family name keeps the children of one journey apart from those of the others."""

    family_name: str
    given_name: str = "Luz"

    @property
    def name(self) -> str:
        """How pages call her."""
        return f"{self.given_name} {self.family_name}"

    def as_json(self) -> bytes:
        """The bundle; ids follow the name, so that another journey's child is another child."""
        key = self.family_name.lower()
        of = f"p-{key}"
        child = bundles.patient(
            of,
            name=[{"use": "official", "given": self.given_name.split(), "family": self.family_name}],
            telecom=[{"system": "phone", "value": "401-555-0171", "use": "home"}],
        )
        mother = bundles.related(f"r-{key}", of, name=[{"given": ["Rosa"], "family": self.family_name}])
        claim = {"resourceType": "Claim", "id": f"x-{key}"}
        facts = [
            bundles.condition(f"c-{key}", of),
            bundles.allergy(f"a-{key}", of),
            bundles.immunization(f"i-{key}", of),
            bundles.encounter(f"e-{key}", of),
            bundles.observation("29463-7", 24.5, f"w-{key}", of),
        ]
        return bundles.bundle([child, mother, *facts, claim, bundles.organization()])
