"""What a loaded file leaves behind: its sellers, and the file itself until it is loaded."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okno.attract.lead_imports.queries import LeadsFileQuerySet


class ImportedAgent(models.Model):
    """A seller named in a loaded file: who of ours he is, or nobody yet (listed for mapping)."""

    company = None

    name = models.CharField(_("name in the file"), max_length=200, unique=True)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class LeadsFile(models.Model):
    """A file on its way in: kept from the upload to the load, then only its name and what came of it."""

    company = None

    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(default=b"")
    uploaded_by = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"))
    loaded_at = models.DateTimeField(_("loaded"), null=True)
    outcome = models.JSONField(default=dict)

    objects = LeadsFileQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("lead_imports:leadsfile", args=[self.pk])
