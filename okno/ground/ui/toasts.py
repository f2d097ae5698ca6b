"""A word about what was done, with a way back, instead of asking beforehand."""

import json

from django.http import HttpResponse


def toast(response: HttpResponse, text: str, undo: str = "") -> HttpResponse:
    """Show `text` after the swap; `undo` is the address that a POST to takes it back."""
    content = {"text": str(text), **({"undo": undo} if undo else {})}
    response["HX-Trigger"] = json.dumps({"toast": content})
    return response
