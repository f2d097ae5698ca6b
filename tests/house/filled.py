"""Forms and bodies filled in sensibly from what they themselves declare."""

from datetime import timedelta
from typing import Any

from django import forms
from django.forms import BaseForm

from okno.ground.kernel.fake_ids import make_account, make_inn
from okno.ground.ui.fields import DateField, MoneyField, MonthField, PercentField
from tests.house.built import BIK, NOW, House

TODAY = f"{NOW:%Y-%m-%d}"
LATER = f"{NOW + timedelta(days=10):%Y-%m-%d}"
# What a field of this name is given, on a page and through the API.
WORDS: dict[str, Any] = {
    "inn": make_inn(7777),
    "email": "somebody@okno.test",
    "phone": "+79000007777",
    "kpp": "",
    "ogrn": "",
    "site": "",
    "bik": BIK,
    "account": make_account(7777, BIK),
    "correspondent": "",
    "starts_on": TODAY,
    "signed_on": TODAY,
    "accepted_on": TODAY,
    "agreed_on": TODAY,
    "stage": "proposal",
    "recommended_by": "",
    "colleague": "",
    "company": "",
    "payback_months": "",
    "address": "quiet.test",
    "quiet_from": "20:00",
    "quiet_until": "09:00",
    "left_on": TODAY,
    "scope": "read",
    "note": "Word",
}
MONTH, MONTH_ON = "2026-09", "2026-09-01"
# What the API does not demand, and a caller who means it sends.
MEANT = {"stage", "to", "reason", "note", "text", "source_type", "channel", "name", "need", "contact_name"}
# What its usual words do not fit; «{thing.pk}» is of the house. By the name of a page or of an operation.
MEANT_AT: dict[str, dict[str, Any]] = {
    "relations:hand_over_clients": {"giver": "{employee.pk}", "receiver": "{other_closer.pk}"},
    "relations:set_day_status": {"status_text": "He thinks", "next_step": "Call", "next_step_on": LATER},
    "people:announce_absence": {"employee": "{closer.pk}", "substitute": "{assistant.pk}", "ends_on": TODAY},
    "people:shorten_absence": {"ends_on": "{absence.starts_on}"},
    "promises:hand_over_promises": {"receiver": "{other_closer.pk}"},
    "deals:change_marked": {"do": "move", "stage": "proposal", "deal": "{deal.pk}"},
    "assignment:give_out_leads": {"lead": "{lead.pk}", "to": "{other_closer.pk}"},
    "deals:hand_over_deal": {"receiver": "{other_closer.pk}"},
    "assignment:release_leads": {"lead": "{lead.pk}"},
    "deals:lose_deals": {"deal": "{deal.pk}"},
    "leads:disqualify_leads": {"lead": "{lead.pk}"},
    "POST /api/v1/companies/{id}/send-letter": {"contacts": ["{contact.pk}"]},
    "POST /api/v1/absences": {"substitute_id": "{assistant.pk}", "ends_on": TODAY},
    "POST /api/v1/absences/{id}/shorten": {"ends_on": "{absence.starts_on}"},
    "POST /api/v1/duties": {"employee_id": "{engineer.pk}"},
    "POST /api/v1/duties/{id}/swap": {"to_id": "{project_man.pk}"},
    "POST /api/v1/employees/{id}/hand-over-clients": {"receiver_id": "{other_closer.pk}"},
    "POST /api/v1/notices/choices": {"notices": [{"topic": "clients", "in_page": True, "by_mail": False}]},
    "POST /api/v1/promises/hand-over": {"receiver_id": "{other_closer.pk}"},
    "POST /api/v1/companies/{id}/hand-over": {"receiver_id": "{other_closer.pk}"},
    "POST /api/v1/employees/{id}/end-employment": {"successor_id": "{other_closer.pk}"},
    "POST /api/v1/employees/{id}/hand-over-deals": {"receiver_id": "{other_closer.pk}"},
    "POST /api/v1/employees/{id}/hand-over-work": {"successor_id": "{other_closer.pk}"},
    "POST /api/v1/promises/{id}/hand-over": {"receiver_id": "{other_closer.pk}"},
    "POST /api/v1/promises/ladder": {"head_hours": 2, "owner_hours": 3},
    "POST /api/v1/promises/{id}/cause": {"cause_role": "engineer"},
    "POST /api/v1/leads/release": {"lead_ids": ["{lead.pk}"]},
    "POST /api/v1/leads/give-out": {"lead_ids": ["{lead.pk}"], "employee_id": "{other_closer.pk}"},
    "POST /api/v1/leads/disqualify": {"lead_ids": ["{lead.pk}"]},
    "POST /api/v1/qualification-questions/order": {"order": "{question_ids}"},
    "POST /api/v1/loss-reasons/order": {"order": "{loss_reason_ids}"},
    "POST /api/v1/deals/{id}/hand-over": {"receiver_id": "{other_closer.pk}"},
    "POST /api/v1/deals/move": {"deal_ids": ["{deal.pk}"], "stage": "proposal"},
    "PATCH /api/v1/deals": {"deal_ids": ["{deal.pk}"], "is_committed": True},
    "POST /api/v1/deals/lose": {"deal_ids": ["{deal.pk}"], "reason": "price"},
    "POST /api/v1/deals/{id}/lose": {"reason": "price"},
    "POST /api/v1/stages/order": {"order": "{stage_ids}"},
    "POST /api/v1/stages/{id}/remove": {"to": "proposal"},
    "PUT /api/v1/sales-plans": {"employee_id": "{closer.pk}", "starts_on": "2026-12-01"},
}
THINGS = {
    "service": "sold_service",
    "manager": "employee",
    "to": "employee",
    "owner": "employee",
    "configuration": "configuration",
}


def form_values(form: BaseForm) -> dict[str, Any]:
    """What a person might type into every field that is not optional or has a first value."""
    return {form.add_prefix(name): _typed(form, name, one) for name, one in form.fields.items()}


def meant_at(name: str, house: House) -> dict[str, Any]:
    """What is sent there instead of the usual words."""
    things = {**house.people, **house.things}
    return {part: _of_house(value, things) for part, value in MEANT_AT.get(name, {}).items()}


def _of_house(value: Any, things: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_of_house(one, things) for one in value]
    if isinstance(value, str) and isinstance(things.get(value.strip("{}")), list):
        return things[value.strip("{}")]
    said = value.format_map(things) if isinstance(value, str) else value
    return int(said) if isinstance(said, str) and said.isdigit() else said


def _typed(form: BaseForm, name: str, one: forms.Field) -> Any:
    initial = form.get_initial_for_field(one, name)
    if name in WORDS:
        return WORDS[name]
    if isinstance(one.widget, forms.HiddenInput) and initial not in (None, ""):
        # Nobody types there: it goes back as it came.
        return str(initial)
    if isinstance(one, PercentField):
        return "1"
    if isinstance(one, MonthField):
        return MONTH
    if isinstance(one, forms.ModelMultipleChoiceField):
        return [str(thing.pk) for thing in one.queryset[:1]]
    if isinstance(one, forms.ModelChoiceField):
        thing = one.queryset.order_by("pk").first()
        return str(thing.pk) if thing else ""
    if isinstance(one, forms.MultipleChoiceField):
        return [str(value) for value, _label in one.choices][:1]
    if isinstance(one, forms.ChoiceField):
        values = [str(value) for value, _label in one.choices if value]
        return str(initial) if str(initial or "") in values else (values or [""])[0]
    if isinstance(one, forms.BooleanField):
        return "on" if initial else ""
    if isinstance(one, DateField | forms.DateField | forms.DateTimeField):
        return LATER
    if isinstance(one, MoneyField):
        return "5000"
    if isinstance(one, forms.IntegerField):
        return str(initial or max(one.min_value or 1, 1))
    if isinstance(one, forms.SlugField):
        return "a-new-one"
    return str(initial or "Word")


def body_values(schema: dict[str, Any], components: dict[str, Any], house: House) -> Any:
    """A JSON value that the schema takes; ids are those of the house's things of that name."""
    if "$ref" in schema:
        return body_values(components[schema["$ref"].rpartition("/")[2]], components, house)
    if schema.get("type") == "object" and "properties" in schema:
        wanted = {*schema.get("required", ()), *MEANT}
        return {
            name: _given(name, one, components, house)
            for name, one in schema["properties"].items()
            if name in wanted
        }
    for choice in ("anyOf", "allOf", "oneOf"):
        if choice in schema:
            return body_values(schema[choice][0], components, house)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "integer":
            return max(1, schema.get("minimum", 1))
        case "boolean":
            return True
        case "array":
            return [body_values(schema["items"], components, house)]
        case "object":
            return {}
        case _:
            stamp = {"date": LATER, "date-time": f"{LATER}T10:00:00+03:00"}
            return stamp.get(schema.get("format", ""), "Word")


def _given(name: str, schema: dict[str, Any], components: dict[str, Any], house: House) -> Any:
    bare = name.removesuffix("_id")
    thing = THINGS.get(bare, bare)
    if thing in house.things and schema.get("type") == "integer":
        return house.things[thing].pk
    if name == "month_on":
        return MONTH_ON
    if name in WORDS and schema.get("type", "string") == "string":
        return WORDS[name]
    return body_values(schema, components, house)
