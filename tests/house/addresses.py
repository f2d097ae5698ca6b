"""Every address that the resolver knows, and which thing of the house its key stands for."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from okno.top.config.api import METHODS, api
from tests.house.built import House
from tests.prepared.document import kept_document

# The word after which a key comes → whose key it is.
OF_NOUN = {
    "clients": "company",
    "companies": "company",
    "people": "employee",
    "employees": "employee",
    "tokens": "token",
    "promises": "promise",
    "approvals": "approval",
    "catalog": "configuration",
    "configurations": "configuration",
    "locations": "location",
    "capacities": "capacity",
    "import": "file",
    "agents": "agent",
    "leads": "lead",
    "deals": "deal",
    "quotes": "quote",
    "quote-lines": "line",
    "feasibilities": "feasibility",
    "contracts": "contract",
    "orders": "order",
    "steps": "step",
    "invoices": "invoice",
    "services": "service",
    "billing-runs": "billing_run",
    "bank-statements": "statement",
    "payments": "payment",
    "payslips": "payslip",
    "plans": "plan",
    "q": "sent_quote",
    "contacts": "contact",
    "no-contacts": "no_contact",
    "hand-overs": "handover",
    "handovers": "handover",
    "day": "company",
    "days": "day_on",
    "journal": "entry",
    "outbox": "mail",
    "absences": "absence",
    "duties": "duty",
    "rules": "rule_set",
    "rule": "rule",
    "assignment-rules": "rule_set",
    "loss-reasons": "loss_reason",
    "stages": "stage",
    "questions": "question",
    "qualification-questions": "question",
    "deal-handovers": "deal_handover",
    "sales-plans": "sales_plan",
}
# A verb that needs its thing in another state than the usual one.
OF_ADDRESS = {
    "quotes/{}/accept": "sent_quote",
    "quotes/{}/decline": "sent_quote",
    "quotes/{}/revise": "sent_quote",
    "quotes/{}/contracts": "accepted_quote",
    "quotes/{}/draft-contract": "accepted_quote",
    "quotes/{}/their-form": "accepted_quote",
    "deals/{}/reopen": "lost_deal",
    "contracts/{}/invoices": "running_contract",
    "contracts/{}/services": "running_contract",
    "contracts/{}/order": "running_contract",
    "orders/{}/accept": "started_order",
    "orders/{}/complete-step": "started_order",
    "orders/{}/invoices": "waiting_order",
    "payments/{}/reconsider": "ignored_payment",
    "outbox/{}/resend": "failed_mail",
    "promises/{}/reopen": "kept_promise",
    "promises/{}/cause": "slipped_promise",
    "promises/{}/name-cause": "slipped_promise",
    "contacts/{}/return": "gone_contact",
    "deals/handovers/{}": "deal_handover",
    "deals/handovers/{}/accept": "deal_handover",
    "deals/handovers/{}/return": "deal_handover",
    # Nobody is asked to accept it any more.
    "deals/{}/hand-over": "moved_deal",
    "deals/{}/undo-move": "moved_deal",
    "questions/{}/return": "gone_question",
    "qualification-questions/{}/return": "gone_question",
    "deals/stages/{}/return": "gone_stage",
    "stages/{}/return": "gone_stage",
    "loss-reasons/{}/return": "gone_loss_reason",
}
# What an operation cannot be asked without.
ASKED = {"GET promises/slips": "?starts_on=2026-07-01&ends_on=2026-10-12", "GET search": "?q=server"}
# The line of facts that an address names, by whose they are.
FACTS = {"clients": "phone", "deals": "expected_on"}


@dataclass(frozen=True)
class Address:
    """`route` is the pattern with {} where a key goes; `method` is asked for by the API alone."""

    name: str
    route: str
    method: str = ""

    @property
    def is_ours(self) -> bool:
        return ":" in self.name or self.route.startswith("api/")

    @property
    def key(self) -> str:
        """The word of the thing that it is about; nothing when it is about none."""
        if "{}" not in self.route:
            return ""
        bare = self.route.removeprefix("api/v1/").removeprefix("panels/").rstrip("/")
        return OF_ADDRESS.get(bare) or OF_NOUN[bare[: bare.index("{}") - 1].rpartition("/")[2]]

    def url(self, house: House, *, wide: bool = False) -> str:
        if not self.key:
            bare = self.route.removeprefix("api/v1/")
            return "/" + self.route + ASKED.get(f"{self.method.upper()} {bare}", "")
        thing = (house.wide if wide else house.things)[self.key]
        key = thing.token if self.route.startswith("q/") else getattr(thing, "pk", thing)
        fact = FACTS.get(self.route.partition("/")[0], "")
        return "/" + self.route.replace("facts/{}", f"facts/{fact}").format(key)


def pages() -> list[Address]:
    """All addresses but the API's, in the order of their names."""
    found = [
        one
        for one in _walk(get_resolver())
        if not one.route.startswith("api/v1/") or one.name == "api:openapi-json"
    ]
    return sorted((one for one in found if "^" not in one.route), key=lambda one: one.name)


@cache
def schema() -> dict[str, Any]:
    """Return the OpenAPI document as a program reads it; it takes seconds and is made once for the code."""
    return kept_document(lambda: json.dumps(type(api).get_openapi_schema(api), default=str))


def operations() -> list[Address]:
    """What the OpenAPI document declares."""
    return [
        Address(f"{method.upper()} {path}", _bare(path.lstrip("/")), method)
        for path, methods in schema()["paths"].items()
        for method in methods
        if method in METHODS
    ]


def _walk(resolver: URLResolver, prefix: str = "", space: str = "") -> Iterator[Address]:
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Address(f"{space}{one.name}", _bare(route))
        else:
            yield from _walk(one, route, f"{one.namespace}:" if one.namespace else space)


def _bare(route: str) -> str:
    """«clients/<int:pk>/» and «clients/{id}/» as «clients/{}/»."""
    return re.sub(r"<[^>]*>|{[^}]*}", "{}", route)
