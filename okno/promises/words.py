"""Moments inside a journal sentence: the same for every reader, so written in figures."""

from datetime import datetime

from django.utils import timezone


def moment_text(at: datetime) -> str:
    """«21.11.2026 18:00» in the company's time zone."""
    return timezone.localtime(at).strftime("%d.%m.%Y %H:%M")
