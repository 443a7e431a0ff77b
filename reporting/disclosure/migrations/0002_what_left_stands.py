"""The database's own rules for releases."""

from importlib.resources import files

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial"), ("network_jobs", "0001_initial")]
    operations = [
        migrations.RunSQL(
            files("reporting.disclosure.sql").joinpath("releases.sql").read_text(),
            "DROP FUNCTION public.figures_that_left(); DROP FUNCTION public.release_is_approved(uuid);"
            " DROP FUNCTION public.figure_ledger_chain() CASCADE;"
            " DROP FUNCTION public.figure_ledger_hash(public.figure_ledger);"
            " DROP FUNCTION public.what_left_stands() CASCADE; DROP FUNCTION public.released_cell_guard() CASCADE;"
            " DROP FUNCTION public.figure_release_decided() CASCADE; DROP FUNCTION public.figure_release_guard() CASCADE;"
            " DROP FUNCTION public.figure_administrator(uuid)",
        ),
    ]
