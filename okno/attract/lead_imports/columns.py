"""Which column holds what: guessed by the heading, settled by a person."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.ground.kernel.errors import Invalid, Text
from okno.ground.kernel.text import fold

FIELDS: dict[str, Text] = {
    "external_id": gettext_lazy("number in the other system"),
    "company": gettext_lazy("company"),
    "inn": gettext_lazy("INN"),
    "contact": gettext_lazy("contact person"),
    "email": gettext_lazy("e-mail"),
    "phone": gettext_lazy("phone"),
    "title": gettext_lazy("what about"),
    "need": gettext_lazy("need"),
    "agent": gettext_lazy("seller"),
    "stage": gettext_lazy("stage"),
    "opened_on": gettext_lazy("opened on"),
    "closed_on": gettext_lazy("closed on"),
    "value": gettext_lazy("value"),
    "source_type": gettext_lazy("nature"),
    "campaign": gettext_lazy("campaign"),
}

GUESSES: dict[str, tuple[str, ...]] = {
    "external_id": (
        *("opportunity id", "deal id", "lead id", "external id", "id", "номер", "id сделки", "id лида"),
        *("номер сделки", "внешний номер", "код"),
    ),
    "company": (
        *("account", "company", "account name", "company name", "organization", "organisation", "client"),
        *("customer", "компания", "клиент", "организация", "название компании", "контрагент"),
    ),
    "inn": ("inn", "инн", "tax id", "инн компании"),
    "contact": ("contact", "contact name", "name", "person", "full name", "контакт", "имя", "фио"),
    "email": ("email", "e mail", "mail", "почта", "эл почта", "электронная почта", "рабочий email"),
    "phone": ("phone", "telephone", "mobile", "tel", "телефон", "мобильный", "рабочий телефон"),
    "title": ("product", "title", "deal", "deal name", "subject", "service", "товар", "услуга", "название"),
    "need": ("need", "comment", "message", "note", "description", "потребность", "комментарий", "запрос"),
    "agent": (
        *("sales agent", "agent", "owner", "seller", "manager", "responsible", "менеджер", "ответственный"),
        *("продавец",),
    ),
    "stage": ("deal stage", "stage", "status", "этап", "стадия", "статус", "этап сделки", "стадия сделки"),
    "opened_on": (
        *("engage date", "opened", "open date", "created", "created at", "date", "start date", "дата"),
        *("дата создания", "открыта", "начало"),
    ),
    "closed_on": ("close date", "closed", "closed at", "end date", "дата закрытия", "закрыта", "завершена"),
    "value": ("close value", "value", "amount", "sum", "budget", "price", "сумма", "бюджет", "стоимость"),
    "source_type": ("source_type", "nature", "тип источника", "природа", "источник"),
    "campaign": ("campaign", "utm campaign", "кампания", "реклама"),
}
_WORDS = re.compile(r"[^\W_]+")


def guess_mapping(columns: Sequence[str]) -> dict[str, str]:
    """Column → field by the words of the heading, Russian or English; each field at most once."""
    guessed: dict[str, str] = {}
    taken: set[str] = set()
    plain = {column: " ".join(_WORDS.findall(fold(column))) for column in columns}
    for name, headings in GUESSES.items():
        for word in headings:
            column = next((col for col in columns if plain[col] == word and col not in guessed), None)
            if column and name not in taken:
                guessed[column] = name
                taken.add(name)
    return {column: guessed[column] for column in columns if column in guessed}


def settle_mapping(columns: Sequence[str], chosen: Mapping[str, str] | None) -> dict[str, str]:
    """Return the chosen mapping, checked, or else the guess; raise Invalid when it names nobody."""
    if chosen is None:
        mapping = guess_mapping(columns)
    else:
        mapping = {column: name for column, name in chosen.items() if name}
    for column, name in mapping.items():
        if column not in columns:
            raise Invalid(mapping=_("The file has no column «{column}».").format(column=column))
        if name not in FIELDS:
            raise Invalid(mapping=_("There is no field «{field}».").format(field=name))
    if len(set(mapping.values())) != len(mapping):
        raise Invalid(mapping=_("Each field may stand for one column only."))
    if not {"external_id", "company", "contact", "email", "phone", "inn"} & set(mapping.values()):
        raise Invalid(
            mapping=_("Say which column is the company, the contact or the number in the other system.")
        )
    return mapping
