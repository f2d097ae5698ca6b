"""The frame around every page: groups of rooms as the business speaks."""

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """What the base page needs on every page."""
    return {}
