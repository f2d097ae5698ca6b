"""The API's document, made once for each state of the code: the walks read it in every worker."""

import json
import os
from collections.abc import Callable
from typing import Any

from tests.prepared.key import FOLDER, alone, drop_old, hash_of_tests


def kept_document(make: Callable[[], str]) -> Any:
    """Return the document that `make` writes as JSON, from the file of an earlier worker if there is one."""
    path = FOLDER / f"document-{hash_of_tests()}.json"
    with alone("document"):
        if not path.exists():
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_text(make(), encoding="utf-8")
            unfinished.rename(path)
            drop_old("document")
    return json.loads(path.read_bytes())
