"""The one place that writes terms of subscriptions, so that they never overlap and leave no gap.

Called inside an action that holds the seller's lock (`build_invoice.lock_seller`), so that nobody bills by
terms that are being written.
"""

from okno.deliver.contracts.models import ContractLine
from okno.money.invoicing.models import Subscription, SubscriptionTerm


def first_term(subscription: Subscription, line: ContractLine) -> SubscriptionTerm:
    """Write the terms that a subscription starts with, those of its contract line, and return them.

    They last as long as the subscription does.
    """
    return SubscriptionTerm.objects.create(
        subscription=subscription,
        price_minor=line.monthly_minor,
        vat_included=line.contract.vat_included,
        quantity=line.quantity,
        starts_on=subscription.starts_on,
        ends_on=subscription.ends_on,
    )


def end_with(subscription: Subscription) -> None:
    """Bring the terms to the subscription's last day, which was set or moved, earlier or later.

    What was to begin after it never does; the last that began lasts until it.
    """
    # Terms that would have begun after the last day never were: deleted, for nothing has been billed by them.
    subscription.terms.filter(starts_on__gt=subscription.ends_on).delete()
    last = subscription.terms.latest("starts_on")
    last.ends_on = subscription.ends_on
    last.save(update_fields=["ends_on"])
