"""Change a line of a draft; its approval and confirmation are void, its capacity is free again (Q6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.catalog.models import Configuration, Location
from okno.kernel.actions import action
from okno.kernel.errors import Invalid, allow
from okno.people.models import Employee
from okno.quotes.drafts import locked_draft, record_line, require_sane_sum, void_line
from okno.quotes.events import LineChanged
from okno.quotes.models import QuoteLine
from okno.quotes.permissions import can_change_quote


@action
def change_line(
    *,
    line: QuoteLine,
    configuration: Configuration | None = None,
    location: Location | None = None,
    quantity: int | None = None,
    monthly_minor: int | None = None,
    one_off_minor: int | None = None,
    title: str | None = None,
    by: Employee | None,
    at: datetime,
) -> QuoteLine:
    """What is None stays; prices are kopecks per unit. Saved without a change, nothing is void."""
    allow(can_change_quote(by, line.quote))
    quote = locked_draft(line.quote)
    line = quote.lines.get(pk=line.pk)
    if quantity is not None and quantity < 1:
        raise Invalid(quantity=_("One at least."))
    if min(monthly_minor or 0, one_off_minor or 0) < 0:
        raise Invalid(monthly_minor=_("A price is never negative."))
    given: dict[str, object] = {
        "configuration": configuration,
        "location": location,
        "quantity": quantity,
        "monthly_minor": monthly_minor,
        "one_off_minor": one_off_minor,
        "title": title or None,
    }
    changed = {name: to for name, to in given.items() if to is not None and to != getattr(line, name)}
    if not changed:
        return line
    if configuration is not None and "configuration" in changed:
        changed["parameters"] = configuration.parameters
    for name, to in changed.items():
        setattr(line, name, to)
    require_sane_sum(line)
    line.save(update_fields=list(changed))
    void_line(line, by=by, at=at)
    priced = {"quantity": line.quantity, "monthly_minor": line.monthly_minor}
    record_line(LineChanged, line, by=by, at=at, **priced)
    return line
