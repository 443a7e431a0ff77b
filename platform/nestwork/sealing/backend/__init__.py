"""The sealed database backend: django-tenants' wrapper, with PostgreSQL itself as the guard.

Django reaches it as ENGINE = "nestwork.sealing.backend". The entry in DATABASES also says ROOMS: "sealed" for every
application login, "owner" for the command line; anything else counts as sealed.
"""
