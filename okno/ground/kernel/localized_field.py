"""A text column for people's texts and for sentences of ours, which each reads in their language."""

import json
from typing import Any

from django.db import models
from django.utils.functional import Promise as Lazy

from okno.ground.kernel.localized import LocalizedText, in_all_languages, in_company_language


class LocalizedField(models.CharField):
    """A column that stores a person's text as it is, and a lazy sentence as JSON with all its languages.

    Reading gives a string either way. A sentence too long for the column in all languages is stored in the
    company's language alone.
    """

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        if value is None or not value.startswith('{"'):
            return value
        try:
            kept = json.loads(value)
        # Typed text that is no JSON; only what we stored ourselves is a mapping of languages.
        except ValueError:
            return value
        is_ours = isinstance(kept, dict) and all(isinstance(text, str) for text in kept.values())
        return LocalizedText(kept) if is_ours else value

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, LocalizedText):
            return _written(value.kept)
        if isinstance(value, Lazy):
            written = _written(in_all_languages(value))
            fits = self.max_length is None or len(written) <= self.max_length
            return written if fits else in_company_language(value)[: self.max_length]
        return super().get_prep_value(value)


def _written(kept: dict[str, str]) -> str:
    return json.dumps(kept, ensure_ascii=False)
