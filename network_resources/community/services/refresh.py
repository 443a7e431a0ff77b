"""Keeps what is searched like the directory: called by whoever changes a row of it, in the same transaction.

    refresh_search()                      after an import: every service
    refresh_search([service.id, ...])     after an edit, a mend, a check of some services
    refresh_search(services_of_locations([location.id]))   after a location became confidential, say

Runs under the library's role (nw_library) or as owner. The last words come from `listing`; a service withdrawn or not
active any more stays as a row that no search finds, because referrals may name it.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import batched

from django.db import transaction
from django.utils import timezone

from network_resources.community.models import DirectoryPlace, DirectorySearch, DirectoryWord
from network_resources.community.rules import needs
from network_resources.community.rules.ages import ages_of
from network_resources.community.rules.cost import cost_of
from network_resources.community.rules.edition import Edition
from network_resources.community.rules.spelling import plain
from network_resources.community.rules.tongues import codes_in
from network_resources.community.selectors.listing import Listing, all_service_ids, listings
from network_resources.community.services.editions import city_of, edition_of
from network_resources.community.services.zip_places import learn_zip_places

BATCH = 500
LONGEST_WORD = 40
_COLUMNS = [field.name for field in DirectorySearch._meta.fields if not field.primary_key]


def refresh_search(
    service_ids: Iterable[uuid.UUID] | None = None,
    *,
    told: Callable[[int, int], object] | None = None,
) -> int:
    """Make the search rows of these services anew, of all without a list; returns how many were made.

    `told(done, total)` is called after each batch of 500. Calling it again changes nothing but the time.
    """
    wanted = all_service_ids() if service_ids is None else sorted(set(service_ids))
    learn_zip_places(
        None if service_ids is None else wanted
    )  # places without a position stand in their ZIP code
    done, words = 0, set[str]()
    for ids in batched(wanted, BATCH):
        with transaction.atomic():
            rows = _refresh(ids)
            words |= _learn(rows)
        done += len(rows)
        if told is not None:
            told(done, len(wanted))
    if service_ids is None:
        _forget_all_but(words)
    return done


def _refresh(ids: Sequence[uuid.UUID]) -> list[DirectorySearch]:
    found = listings(ids)
    rows = [_row(listing) for listing in found]
    DirectorySearch.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["service_id"], update_fields=_COLUMNS
    )
    DirectoryPlace.objects.filter(service_id__in=ids).delete()
    DirectoryPlace.objects.bulk_create(place for listing in found for place in _places(listing))
    return rows


def _learn(rows: list[DirectorySearch]) -> set[str]:
    """Keep the words of the listed ones for spelling; returns them."""
    words = {word for row in rows if row.is_listed for word in _spellable(row)}
    DirectoryWord.objects.bulk_create(
        (DirectoryWord(word=word) for word in sorted(words)), ignore_conflicts=True
    )
    return words


def _forget_all_but(words: set[str]) -> None:
    """Take away words that no listing says any more; after a refresh of everything, which knows them all."""
    standing = set(DirectoryWord.objects.values_list("word", flat=True))
    DirectoryWord.objects.filter(word__in=standing - words).delete()


def _row(listing: Listing) -> DirectorySearch:
    service, edition = listing.service, edition_of(listing)
    organization = service.organization
    ages = ages_of(minimum=service.minimum_age, maximum=service.maximum_age)
    filed = _filed(listing)
    names = " ".join((service.name, service.alternate_name, edition["program"]))
    return DirectorySearch(
        service_id=service.id,
        is_listed=service.status == "active" and service.withdrawn_at is None,
        name=service.name,
        organization=organization.name,
        name_words=plain(f"{names} {organization.name} {organization.alternate_name}"),
        more_words=plain(_more(listing, edition)),
        needs=sorted(filed),
        mentions=sorted(needs.of_name(f"{service.description} {service.eligibility_description}") - filed),
        languages=_languages(edition),
        has_interpreters=bool(edition["interpreting"]),
        minimum_age=ages.minimum,
        age_before=ages.before,
        cost=cost_of(texts=_said_of_cost(edition), amounts=_amounts(listing)),
        has_places=any(True for _place in _places(listing)),
        assured_on=service.assured_date,
        edition=dict(edition),
        refreshed_at=timezone.now(),
    )


def _filed(listing: Listing) -> set[str]:
    """The needs a service is filed under: by a term of a classification, or by its own name."""
    found = needs.of_name(f"{listing.service.name} {listing.service.alternate_name}")
    for owner in (listing.service.id, *(place.id for place in listing.places)):
        for row in listing.rows.terms.get(owner, []):
            found |= needs.of_term(name=row.taxonomy_term.name, code=row.taxonomy_term.code)
    return found


def _more(listing: Listing, edition: Edition) -> str:
    terms = [row.taxonomy_term.name for row in listing.rows.terms.get(listing.service.id, [])]
    towns = [place["city"] for place in edition["places"]]
    said = (edition["description"], edition["eligibility"], edition["organization_about"])
    return " ".join((*said, *terms, *towns, *edition["areas"]))


def _languages(edition: Edition) -> list[str]:
    listed = [tongue["code"] for tongue in edition["languages"] if tongue["code"]]
    return list(dict.fromkeys([*listed, *codes_in(edition["interpreting"])]))


def _said_of_cost(edition: Edition) -> list[str]:
    prices = [f"{price['option']} {price['about']}" for price in edition["prices"]]
    return [edition["fees"], *prices]


def _amounts(listing: Listing) -> list[Decimal]:
    rows = listing.rows.costs.get(listing.service.id, [])
    return [row.amount for row in rows if row.amount is not None]


def _places(listing: Listing) -> Iterator[DirectoryPlace]:
    """The public places with a position: their own, else the middle of their ZIP code."""
    for place in listing.places:
        point = (place.location.latitude, place.location.longitude)
        if None in point:
            addresses = listing.rows.addresses.get(place.location_id, [])
            known = (listing.rows.zips.get(row.postal_code[:5]) for row in addresses)
            zip_place = next((found for found in known if found), None)
            point = (zip_place.latitude, zip_place.longitude) if zip_place else point
        if point[0] is not None and point[1] is not None:
            yield DirectoryPlace(
                service_at_location_id=place.id, service_id=listing.service.id,
                latitude=point[0], longitude=point[1], city=city_of(place, listing),
            )  # fmt: skip


def _spellable(row: DirectorySearch) -> set[str]:
    """The words worth putting a mistyped one right to: those of names, and the longer ones of descriptions."""
    long = (word for word in row.more_words.split() if len(word) > 4)
    words = {*row.name_words.split(), *long}
    return {word for word in words if 2 < len(word) <= LONGEST_WORD and not word.isdigit()}
