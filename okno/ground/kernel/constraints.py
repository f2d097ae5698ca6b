"""Conditions of CHECK constraints that many rooms share: a status and the date that belongs to it."""

from django.db.models import Q


def has_date_when(status: str, date: str) -> Q:
    """Return the condition that the field `date` is filled in this status and empty in every other."""
    return Q(status=status, **{f"{date}__isnull": False}) | (
        ~Q(status=status) & Q(**{f"{date}__isnull": True})
    )


def has_date_unless(status: str, date: str) -> Q:
    """Return the condition that the field `date` is empty in this status and filled in every other."""
    return Q(status=status, **{f"{date}__isnull": True}) | (
        ~Q(status=status) & Q(**{f"{date}__isnull": False})
    )
