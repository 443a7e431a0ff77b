"""What a line says, as a short text that two files can be compared by."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

_NOT_SAID = frozenset({"t", "place", "patient", "key"})  # where it stands and whose it is, not what it says


def digest_of(line: Mapping[str, Any]) -> str:
    """The same for the same content, wherever it stands in a file."""
    said = {name: value for name, value in line.items() if name not in _NOT_SAID}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
