"""The form of an item, and a field of several lines."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from okno.ground.directory.directory import Directory
    from okno.ground.directory.models import DirectoryItem


class ItemForm(forms.Form):
    """The name of an item; a list adds its own fields. Fields that are set once are absent from a change."""

    name = forms.CharField(label=gettext_lazy("Name"))

    def __init__(
        self, *args: Any, directory: "Directory[Any]", item: "DirectoryItem | None", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        name: Any = self.fields["name"]
        name.validators.append(MaxLengthValidator(directory.name_length))
        name.widget.attrs["maxlength"] = directory.name_length
        name.required = item is None or not item.is_built_in
        if item is None:
            return
        # A built-in item is shown by its label, which typed back is no name.
        self.initial["name"] = str(item.word)
        if item.is_built_in:
            name.help_text = gettext_lazy("Empty: the original name again.")
        for fixed in directory.fixed:
            self.fields.pop(fixed, None)


class LinesField(forms.CharField):
    """A list of strings, typed one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        return value if isinstance(value, list) else str(value or "").splitlines()

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        super().run_validators("\n".join(value))
