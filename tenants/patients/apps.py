from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PatientsConfig(AppConfig):
    name = "tenants.patients"
    label = "patients"
    verbose_name = "Patients"

    def ready(self) -> None:
        """Answer the audit page, and join the menu and the search box."""
        from nestwork.access.permissions import Permission  # noqa: PLC0415 - apps load before rooms join
        from nestwork.audit import visibility as audit  # noqa: PLC0415 - the same
        from nestwork.web import menu  # noqa: PLC0415 - the same
        from tenants.patients.directory import AuditDirectory  # noqa: PLC0415 - models are loaded now
        from tenants.patients.selectors import openings_to_review  # noqa: PLC0415 - the same

        audit.register(AuditDirectory())
        menu.register_finder(
            menu.Finder(
                "child_search",
                _("Find a child: name, record, birth date, telephone"),
                Permission.SEE_CHILDREN,
            )
        )
        menu.register(
            menu.MenuEntry(
                "glass",
                _("Opened records"),
                "shield-alert",
                "glass_reviews",
                Permission.GRANT_CHILD,
                order=40,
                count=lambda reader: openings_to_review(reader).count() or None,
                group="office",
            )
        )
