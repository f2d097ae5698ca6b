"""Change a line of a draft; its approval and confirmation are void, its capacity is free again (Q6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from okno.attract.quotes.drafts import locked_draft, record_line, require_sane_sum, void_line
from okno.attract.quotes.events import LineChanged
from okno.attract.quotes.models import QuoteLine
from okno.attract.quotes.permissions import can_change_line
from okno.ground.journal.changes import change_fields, changed_names
from okno.ground.kernel.actions import action
from okno.ground.kernel.actors import Actor
from okno.ground.kernel.errors import Invalid, allow
from okno.records.catalog.models import Configuration, Location


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
    by: Actor,
    at: datetime,
) -> QuoteLine:
    """Change the line and return it; its approval and confirmation are void unless nothing has changed.

    None leaves a field as it was; prices are kopecks per unit.
    """
    allow(can_change_line(by, line.quote))
    quote = locked_draft(line.quote)
    line = quote.lines.get(pk=line.pk)
    if quantity is not None and quantity < 1:
        raise Invalid(quantity=_("One at least."))
    if min(monthly_minor or 0, one_off_minor or 0) < 0:
        raise Invalid(monthly_minor=_("A price is never negative."))
    values: dict[str, object] = {
        "configuration": configuration,
        "location": location,
        "quantity": quantity,
        "monthly_minor": monthly_minor,
        "one_off_minor": one_off_minor,
        "title": title or None,
    }
    if configuration is not None and configuration != line.configuration:
        values["parameters"] = configuration.parameters
    changes = change_fields(line, {name: value for name, value in values.items() if value is not None})
    if not changes:
        return line
    require_sane_sum(line)
    line.save(update_fields=changed_names(changes))
    void_line(line, by=by, at=at)
    priced = {"quantity": line.quantity, "monthly_minor": line.monthly_minor}
    record_line(LineChanged, line, by=by, at=at, changes=changes, **priced)
    return line
