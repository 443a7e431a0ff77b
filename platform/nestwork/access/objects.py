"""Object permissions exist where a practice table has its own direct pair; asking anywhere else is a mistake."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from guardian.ctypes import get_default_content_type

from nestwork.sealing.models import PracticeRow


def content_type_of(obj: Model | type[Model]) -> ContentType:
    """Every question to django-guardian comes through here first.

    Without a direct pair guardian would quietly fall back to its shared tables, which would hold ids of rows about
    children for every practice together. Raises ImproperlyConfigured for a practice table that takes no grants.
    """
    model = obj if isinstance(obj, type) else type(obj)
    if issubclass(model, PracticeRow) and not getattr(model, "takes_object_grants", False):
        raise ImproperlyConfigured(
            f"{model.__name__} takes no object permissions: only tables with a direct pair do"
        )
    return get_default_content_type(obj)
