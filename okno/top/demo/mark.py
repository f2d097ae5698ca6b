"""Whether this house is the demo company, and what is in it."""

from django.conf import settings
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from okno.attract.quotes.models import Quote
from okno.deliver.contracts.models import Contract
from okno.ground.journal.models import Entry
from okno.ground.kernel.fake_ids import make_inn
from okno.money.invoicing.models import Invoice
from okno.money.payments.models import Payment
from okno.records.clients.models import Company
from okno.team.people.models import Employee
from okno.team.promises.models import Promise
from okno.top.demo.cast import DOMAIN

OUR_INN = make_inn(1)


def is_demo_house() -> bool:
    """Loaded by `okno demo`: it runs as the demo, and the invented company with its invented owner is here.

    A real INN cannot be this one: no tax office has the number that invented INNs begin with.
    """
    return (
        settings.DEMO
        and Company.objects.filter(is_own=True, inn=OUR_INN).exists()
        and Employee.objects.filter(email=f"owner@{DOMAIN}").exists()
    )


def what_would_go() -> list[tuple[str | Lazy, int]]:
    """(what, how many) of all that a person would miss."""
    return [
        (_("companies"), Company.objects.count()),
        (_("leads"), Lead.objects.count()),
        (_("deals"), Deal.objects.count()),
        (_("quotes"), Quote.objects.count()),
        (_("contracts"), Contract.objects.count()),
        (_("invoices"), Invoice.objects.count()),
        (_("payments"), Payment.objects.count()),
        (_("promises"), Promise.objects.count()),
        (_("journal entries"), Entry.objects.count()),
        (_("employees"), Employee.objects.count()),
    ]
