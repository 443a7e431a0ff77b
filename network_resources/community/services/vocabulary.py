"""Our vocabulary of needs as a taxonomy of the directory, so that stewards and imports can file services under it."""

import uuid

from network_resources.community.models import Taxonomy, TaxonomyTerm
from network_resources.community.rules.needs import NEEDS, TAXONOMY

_SPACE = uuid.UUID("5f0e7c52-6f3d-5d0b-9d4e-0c1b0a9f2e11")  # of the names below; never changes
TAXONOMY_ID = uuid.uuid5(_SPACE, TAXONOMY)


def term_id(need: str) -> uuid.UUID:
    """The id of a need's term, the same in every network."""
    return uuid.uuid5(TAXONOMY_ID, need)


def ensure_needs() -> int:
    """Write the taxonomy and the terms that are missing, under the library's role or as owner; returns how many."""
    taxonomy, _made = Taxonomy.objects.get_or_create(
        pk=TAXONOMY_ID,
        defaults={
            "name": TAXONOMY,
            "description": "What families look for, in a small vocabulary.",
            "version": "1",
        },
    )
    standing = set(TaxonomyTerm.objects.filter(taxonomy=taxonomy).values_list("code", flat=True))
    missing = [need for need in NEEDS if need.key not in standing]
    TaxonomyTerm.objects.bulk_create(
        TaxonomyTerm(
            pk=term_id(need.key), code=need.key, name=need.name, taxonomy=taxonomy, taxonomy_name=TAXONOMY,
            description=", ".join(need.words), language="en",
        )
        for need in missing
    )  # fmt: skip
    return len(missing)
