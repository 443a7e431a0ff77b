"""Which apps there are: those with shared tables, and those of which every practice has its own."""

# Shared tables: the network's people, practices and library. Nothing about a child.
SHARED_APPS = [
    "nestwork.sealing",
    "nestwork.practices",  # before django-tenants: its `migrate` also gives the rights
    "django_tenants",
    "nestwork.accounts",
    "nestwork.access",
    "nestwork.audit.network",
    "nestwork.jobs.due",
    "nestwork.jobs.network",
    "nestwork.api.keys.network",
    "network_resources.playbooks",
    "network_resources.community",
    "reporting.disclosure",
    "reporting.dashboards",
    "nestwork.web",
    "nestwork.api",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # templates of the widgets, for our form renderer
    "guardian",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

# A practice's own tables: one set in each practice schema.
TENANT_APPS = [
    "nestwork.staff",
    "nestwork.audit",
    "nestwork.changes",
    "nestwork.jobs",
    "nestwork.api.keys",
    "tenants.patients",
    "tenants.clinical",
    "tenants.schedule",
    "tenants.consent",
    "tenants.worklist",
    "tenants.activity",
    "tenants.registry",
    "tenants.referrals",
    "tenants.roster",
    "tenants.incoming",
    "tenants.today",
    "tenants.record",
    "reporting.facts",
]

INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]
# Arrays work without django.contrib.postgres; the app itself would read the catalog on every new connection, which
# the seal forbids to every application login.
# guardian.W001: object grants are read by our own selectors; its backend would ask tables a practice may not read.
SILENCED_SYSTEM_CHECKS = ["postgres.E005", "guardian.W001"]
