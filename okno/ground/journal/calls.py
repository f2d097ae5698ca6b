"""The results of calls: stored as a code, shown in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class CallResult(models.TextChoices):
    REACHED = "reached", gettext_lazy("spoke")
    NO_ANSWER = "no_answer", gettext_lazy("no answer")
    CALL_BACK = "call_back", gettext_lazy("asked to call back")
    WRONG_NUMBER = "wrong_number", gettext_lazy("wrong number")


def with_result(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the entry's data with a `text` that also says with whom the call was and how it ended."""
    result, whom = data.get("result"), data.get("whom")
    if not result and not whom:
        return data
    return {**data, "text": _full_text(_result_label(result), str(whom or ""), str(data.get("text") or ""))}


def _result_label(result: object) -> str:
    return str(CallResult(result).label) if result in CallResult.values else str(result or "")


def _full_text(result: str, whom: str, text: str) -> str:
    if whom and result:
        prefix = _("{whom}, {result}").format(whom=whom, result=result)
    else:
        prefix = whom or result
    return _("{told}. {text}").format(told=prefix, text=text) if text else prefix
