"""The owner's functions that manage people."""

from importlib.resources import files

from django.db import migrations

NAMES = (
    "people_accept",
    "people_add",
    "people_create",
    "people_sign_out",
    "people_end",
    "people_change_role",
    "people_withdraw",
    "people_invite",
    "people_invitations",
    "people_list",
    "people_shut",
    "people_join",
    "people_write_staff",
    "people_write_line",
    "people_check_last",
    "people_check_role",
    "people_actor",
    "people_place",
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("access", "0001_initial"),
        ("account", "0001_initial"),
        ("network_audit", "0001_initial"),
        ("practices", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            files("nestwork.accounts.sql").joinpath("people.sql").read_text(),
            "; ".join(f"DROP FUNCTION public.{name}" for name in NAMES),
        ),
    ]
