"""Settings that follow from where Valkey or Redis is: the broker of the background work and the cache."""

from typing import Any

# Already compressed, or (map) read only by a developer's tools: packing them again takes minutes for nothing.
PACKED = ("jpg", "jpeg", "png", "gif", "webp", "avif", "zip", "gz", "br", "woff", "woff2", "map")


def caches(location: str) -> dict[str, Any]:
    """Return CACHES on one server; each practice's keys carry its schema, so none reads another's."""
    return {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": location,
            "KEY_PREFIX": "cache",
            "KEY_FUNCTION": "django_tenants.cache.make_key",
            "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
        }
    }


def socket_cache(path: str, database: int) -> dict[str, Any]:
    """Return CACHES on a socket; embedded sockets stand at plain paths, so no quoting is needed."""
    return caches(f"unix://{path}?db={database}")


def socket_broker(path: str, database: int) -> str:
    """Return the Celery broker's address on a socket."""
    return f"redis+socket://{path}?virtual_host={database}"
