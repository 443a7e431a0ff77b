"""What is searched: one row for each service and one for each of its public places, made from the directory's rows.

`network_resources.community.services.refresh.refresh_search` writes them; nobody else does. A confidential place is
in none of them: neither its address nor its position nor its telephone. A practice reads these tables and no other
of the directory.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


def _codes() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=40), default=list)


class DirectorySearch(models.Model):
    """A service as it is found and shown. Ages are in years. `edition` is all that a page or the API may say of it."""

    service_id = models.UUIDField(primary_key=True, editable=False)
    is_listed = (
        models.BooleanField()
    )  # active and not withdrawn; the others stay for referrals that name them
    name = models.TextField()
    organization = models.TextField()
    # plain words (lower case, no accents): of the names, and of everything else
    name_words = models.TextField()
    more_words = models.TextField()
    needs = _codes()  # filed under it, or its name says so
    mentions = _codes()  # only its description speaks of it
    languages = _codes()
    has_interpreters = models.BooleanField(default=False)
    minimum_age = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    age_before = models.DecimalField(max_digits=6, decimal_places=2, null=True)  # too old from this age on
    cost = models.CharField(max_length=10, default="unknown")  # see rules.cost
    has_places = models.BooleanField(default=False)  # at least one public place with a position
    assured_on = models.DateField(null=True)
    edition = models.JSONField(default=dict)  # see rules.edition
    refreshed_at = models.DateTimeField()

    class Meta:
        db_table = "directory_search"
        default_permissions = ()
        indexes: ClassVar = [
            GinIndex(fields=["needs", "mentions"], name="directory_search_needs", fastupdate=False),
            GinIndex(fields=["languages"], name="directory_search_languages", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name


class DirectoryPlace(models.Model):
    """Where a listed service can be visited, in degrees. Confidential places never come here."""

    service_at_location_id = models.UUIDField(primary_key=True, editable=False)
    service_id = models.UUIDField(db_index=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    city = models.TextField(blank=True, default="")

    class Meta:
        db_table = "directory_place"
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["latitude", "longitude"], name="directory_place_point")]

    def __str__(self) -> str:
        return f"place {self.pk}"


class DirectoryWord(models.Model):
    """A word that stands in some listing, for putting mistyped ones right."""

    word = models.CharField(primary_key=True, max_length=40)

    class Meta:
        db_table = "directory_word"
        default_permissions = ()

    def __str__(self) -> str:
        return self.word
