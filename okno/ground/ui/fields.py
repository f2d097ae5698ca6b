"""Form fields that people type money, percents, dates and moments into."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.dates import FIRST_YEAR, LAST_YEAR, month_key, parse_month
from okno.ground.kernel.money import format_minor, parse_minor
from okno.ground.kernel.row_ids import LONGEST
from okno.ground.ui.api import MOST_MINOR

# As of the API: multiplied by any rate in basis points it still fits into 64 bits.
LARGEST_MINOR = MOST_MINOR


class MoneyField(forms.Field):
    """«10 750,00» or "10750.5" ↔ whole minor units. Zero and minus only where they are allowed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "data-money": ""})
    default_error_messages = {
        "invalid": _("Write a sum as 10750,00 or 10 750.00."),
        "min_value": _("The sum is too small: {least} is the least."),
        "max_value": _("The sum is too large."),
    }

    def __init__(self, *, min_value: int = 1, max_value: int = LARGEST_MINOR, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return parse_minor(str(value).replace("₽", ""))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.min_value:
            least = format_minor(self.min_value, get_language() or "ru")
            raise ValidationError(str(self.error_messages["min_value"]).format(least=least), code="min_value")
        if value > self.max_value:
            raise ValidationError(self.error_messages["max_value"], code="max_value")

    def prepare_value(self, value: Any) -> Any:
        return format_minor(value, get_language() or "ru", currency=None) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        # What cannot be read differs from anything that is stored, and must be told to the reader.
        except ValidationError:
            return True


class RowsField(forms.ModelMultipleChoiceField):
    """Some rows of a list. Django asks the base about any number; one of thirty digits none can hold."""

    def clean(self, value: Any) -> Any:
        # Before Django asks the base: a number beyond 64 bits is an error of the driver there, and a page of
        # 500.
        if any(len(str(key)) > LONGEST for key in value or ()):
            raise ValidationError(self.error_messages["invalid_list"], code="invalid_list")
        return super().clean(value)


class PercentField(forms.Field):
    """«12,5» ↔ whole basis points (1250), between `min_value` and `max_value` basis points."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Write a percentage as 12,5."),
        "out_of_range": _("The percentage is out of range."),
    }

    def __init__(self, *, min_value: int = 0, max_value: int = 10_000, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return parse_minor(str(value).replace("%", ""))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not self.min_value <= value <= self.max_value:
            raise ValidationError(self.error_messages["out_of_range"], code="out_of_range")

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        text = format_minor(value, get_language() or "ru", currency=None)
        # Without decimals a comma of thousands would read as a decimal one.
        return text[:-3].replace(",", "") if text.endswith("00") else text.rstrip("0")


def in_our_time(value: date | None) -> None:
    """ValidationError for a year of which a calendar or a time zone may know nothing."""
    if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
        wanted = _("Choose a year between {first} and {last}.")
        raise ValidationError(str(wanted).format(first=FIRST_YEAR, last=LAST_YEAR), code="year")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day by the browser's own calendar; «21.11.2026» typed by hand is read too."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y"])
        super().__init__(**kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        in_our_time(value)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A minute of the company's wall clock ↔ an aware instant."""

    widget = MomentInput

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        in_our_time(value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            return timezone.localtime(value)
        return value


class MonthInput(forms.TextInput):
    input_type = "month"


class MonthField(forms.Field):
    """«2026-10» ↔ the first day of that month."""

    widget = MonthInput
    default_error_messages = {"invalid": _("Write a month as 2026-10.")}

    def validate(self, value: date | None) -> None:
        super().validate(value)
        in_our_time(value)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.replace(day=1)
        try:
            return parse_month(str(value)).starts_on
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return month_key(value) if isinstance(value, date) else value
