"""What is counted at a place, in words; a kind that the house has named itself is its own word."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResourceKind(models.TextChoices):
    """The kinds that most providers have; a configuration may name any other."""

    SERVER = "server", _("server")
    UNIT = "unit", _("rack unit")
    RACK = "rack", _("rack")
    VCPU = "vcpu", _("vCPU")
    PORT = "port", _("network port")
    IPV4 = "ipv4", _("IPv4 address")


def named(kind: str) -> ResourceKind | str:
    """Return the kind for the journal: a known one is shown to each reader in their language."""
    return ResourceKind(kind) if kind in ResourceKind.values else kind


def shown(kind: str) -> str:
    return str(ResourceKind(kind).label) if kind in ResourceKind.values else kind
