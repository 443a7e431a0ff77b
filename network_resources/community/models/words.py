"""Classifications, what is classified by them, and what a source says about its own rows."""

from typing import ClassVar

from django.db import models

from network_resources.community.models.base import DirectoryRow, day, text


class Taxonomy(DirectoryRow):
    """A classification."""

    hsds_table = "taxonomy"

    name = models.CharField(max_length=500)
    description = text()
    uri = text()
    version = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_taxonomy"


class TaxonomyTerm(DirectoryRow):
    """A word of a classification. `taxonomy` keeps the standard's text field under another name in Python."""

    hsds_table = "taxonomy_term"

    code = models.CharField(max_length=200, blank=True, default="")
    name = models.CharField(max_length=500)
    description = text()
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    taxonomy_name = models.TextField(blank=True, default="", db_column="taxonomy")
    language = text()
    taxonomy = models.ForeignKey(
        Taxonomy, null=True, blank=True, on_delete=models.SET_NULL, related_name="terms"
    )
    term_uri = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_taxonomy_term"
        indexes: ClassVar = [models.Index(fields=["taxonomy", "code"], name="hsds_term_code")]


class Attribute(DirectoryRow):
    """A term said of one row of any table: a need of a service, say. `link_entity` is the table's HSDS name."""

    hsds_table = "attribute"

    link_id = models.UUIDField()
    taxonomy_term = models.ForeignKey(TaxonomyTerm, on_delete=models.PROTECT, related_name="attributes")
    link_type = text()
    link_entity = models.CharField(max_length=50)
    value = text()
    label = text()  # HSDS 3.1

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_attribute"
        indexes: ClassVar = [
            models.Index(fields=["link_id"], name="hsds_attribute_of"),
            models.Index(fields=["taxonomy_term", "link_entity"], name="hsds_attribute_term"),
        ]


class Metadata(DirectoryRow):
    """What a source says about a change of one of its rows. Our own history is `directory_change`."""

    hsds_table = "metadata"

    resource_id = models.UUIDField(db_index=True)
    resource_type = models.CharField(max_length=50)
    last_action_date = day()
    last_action_type = text()
    field_name = text()
    previous_value = text()
    replacement_value = text()
    updated_by = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_metadata"


class MetaTableDescription(DirectoryRow):
    """What a source says about one of its tables."""

    hsds_table = "meta_table_description"

    name = text()
    language = text()
    character_set = text()

    class Meta(DirectoryRow.Meta):
        db_table = "hsds_meta_table_description"
