"""A column of words that a person typed, or that we said: ours are read by each in his language."""

import json
from typing import Any

from django.db import models
from django.utils.functional import Promise as Lazy

from okno.kernel.kept import KeptText, in_all_languages, in_company_language


class KeptField(models.CharField):
    """Text of a person is kept as it is, a lazy sentence as JSON with each language's words.

    Whoever reads it gets a string either way; a sentence too long for the column in all languages is kept in
    the company's alone.
    """

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        if value is None or not value.startswith('{"'):
            return value
        try:
            kept = json.loads(value)
        except ValueError:
            return value
        is_ours = isinstance(kept, dict) and all(isinstance(text, str) for text in kept.values())
        return KeptText(kept) if is_ours else value

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, KeptText):
            return _written(value.kept)
        if isinstance(value, Lazy):
            written = _written(in_all_languages(value))
            fits = self.max_length is None or len(written) <= self.max_length
            return written if fits else in_company_language(value)[: self.max_length]
        return super().get_prep_value(value)


def _written(kept: dict[str, str]) -> str:
    return json.dumps(kept, ensure_ascii=False)
