"""The database's own rules for versions of a standard."""

from importlib.resources import files

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("playbooks", "0001_initial")]
    operations = [
        migrations.RunSQL(
            files("network_resources.playbooks.sql").joinpath("versions.sql").read_text(),
            "DROP TRIGGER playbook_version_guard ON public.playbook_version;"
            " DROP FUNCTION public.playbook_version_guard()",
        ),
    ]
