"""Knocking at every address as everybody, and the written table of what each is answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.house.addresses import Address, operations, pages, schema
from tests.house.built import PEOPLE, House
from tests.house.filled import body_values, form_values, meant_at

TABLE = Path(__file__).with_name("access.txt")
VISITOR = "visitor"
COLUMNS = [VISITOR, *PEOPLE]
HEAD = """\
# Who is answered what at every address. Written by OKNO_WRITE_ACCESS=1 pytest tests/test_access.py,
# and read by a person.
# in: sent to sign in (401 of the API)      ok: let through           no: 403, the verb is not theirs
# hidden: 404, not for their eyes           unfit: 422, the form is theirs, what was typed is not taken
# refused: 409, theirs, but a guard or a state says no
# The client, his deal, quotes and contracts are the closer's; the account man keeps him; the payslip, plan,
# promise and token are the closer's. «other_…» have the same role and nothing of their own.
"""
# Addresses of sign-in belong to allauth; only that they stay open or shut is ours.
ANYBODY_POSTS = {"set_language"}
# What a verb's button sends along.
SENT = {
    "deals:move_deal": {"stage": "proposal"},
    "compensation:draw_month": {"month": "2026-09"},
    "compensation:lock_month": {"month": "2026-09"},
    "people:change_language": {"language": "en"},
    "approvals:decline_approval": {"decline-comment": "Too low"},
    "compensation:agree_plan": {"role": ""},
    "compensation:change_plan": {"starts_on": "2026-11-01"},
    "people:issue_token": {"name": "Phone", "scope": "read"},
    "quotes:accept_offer": {"name": "Ivan Decidov"},
}
# Verbs that answer with a page of their own.
SHOWN_ONCE = {"people:issue_token"}
FILES = {"payments:statements": "kl_to_1c.txt", "lead_imports:upload_leads": "fresh.csv"}
# Not chosen by the address itself.
ASKED = {"payments:allocate_payment": "?company={company.pk}"}


class Nothing(Exception):
    """Takes back what a request did."""


@dataclass
class Knocking:
    """One house; a form is filled once, when it is first wanted."""

    house: House
    forms: dict[str, dict[str, Any]] = field(default_factory=dict)

    def client_of(self, who: str) -> Client:
        client = Client(raise_request_exception=False)
        if who != VISITOR:
            client.force_login(self.house.people[who].user)
        return client

    def form(self, one: Address) -> dict[str, Any]:
        """Return the page's form, filled by whoever of these is shown it first; nothing when it has none."""
        if one.name not in self.forms:
            self.forms[one.name] = self._shown_form(one)
        return self.forms[one.name]

    def _shown_form(self, one: Address) -> dict[str, Any]:
        for who in ("owner", "engineer", "closer", "accountant", "head"):
            answer = self.client_of(who).get(one.url(self.house))
            if answer.status_code == 200:
                shown = answer.context.get("form") if answer.context else None
                return form_values(shown) if hasattr(shown, "fields") else {}
        return {}

    def column(self, who: str, rows: set[str] | None = None) -> dict[str, str]:
        """What each row is answered; all rows that could be, when none are named."""
        client, found = self.client_of(who), {}
        for one in pages():
            for method in ("GET", "POST") if one.is_ours or one.name in ANYBODY_POSTS else ("GET",):
                row = f"{method} {one.name}"
                if rows is None or row in rows:
                    found[row] = self.knock(client, method, one)
        for one in operations():
            if rows is None or one.name in rows:
                found[one.name] = self.called(one, who)
        return found

    def knock(self, client: Client, method: str, one: Address) -> str:
        sent = {}
        if method == "POST":
            sent = {
                **self.form(one),
                **SENT.get(one.name, {}),
                **meant_at(one.name, self.house),
            }
        if name := FILES.get(one.name if sent else ""):
            sent["file"] = SimpleUploadedFile(name, self.house.files[name])
        url = one.url(self.house) + ASKED.get(one.name, "").format_map(self.house.things)
        word = self.word(client, method, url, data=sent)
        return "ok" if word == "-" and sent and one.name in SHOWN_ONCE else word

    def called(self, one: Address, who: str) -> str:
        headers = {} if who == VISITOR else {"Authorization": f"Bearer {self.house.tokens[who]}"}
        sent: dict[str, Any] = {}
        if one.method != "get":
            sent = {"data": self.body(one), "content_type": "application/json"}
        return self.word(
            Client(raise_request_exception=False),
            one.method.upper(),
            one.url(self.house),
            headers=headers,
            **sent,
        )

    def body(self, one: Address) -> Any:
        operation = schema()["paths"][one.name.partition(" ")[2]][one.method]
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if not content:
            return {}
        usual = body_values(content["schema"], schema()["components"]["schemas"], self.house)
        return {**usual, **meant_at(one.name, self.house)}

    def word(self, client: Client, method: str, url: str, **sent: Any) -> str:
        try:
            with transaction.atomic():
                answer = getattr(client, method.lower())(url, **sent)
                raise Nothing
        except Nothing:
            return word_of(answer, method)


def word_of(answer: HttpResponse, method: str) -> str:
    """A page that takes a POST for a GET is no verb: «-», as where it is not allowed."""
    status = answer.status_code
    if status == 302:
        return "in" if "/accounts/login/" in answer["Location"] else "ok"
    is_page = answer.get("Content-Type", "").startswith("text/html") and "HX-Redirect" not in answer
    if status == 200 and method == "POST" and is_page:
        return "-"
    words = {401: "in", 403: "no", 404: "hidden", 405: "-", 409: "refused", 422: "unfit", 400: "unfit"}
    return words.get(status, "ok" if status < 300 else str(status))


def written() -> dict[str, dict[str, str]]:
    """Row → column → word."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    names = lines[0].split()
    return {row: dict(zip(names, words, strict=True)) for row, words in map(_split, lines[1:])}


def _split(line: str) -> tuple[str, list[str]]:
    row, words = re.split(r"\s{2,}", line.rstrip(), maxsplit=1)
    return row, words.split()


def write(columns: dict[str, dict[str, str]]) -> None:
    """Rows of what an address does not do are left out."""
    rows = list(dict.fromkeys(row for column in columns.values() for row in column))
    TABLE.write_text(HEAD + "".join(_lines(rows, columns)), encoding="utf-8")


def _lines(rows: list[str], columns: dict[str, dict[str, str]]) -> Iterator[str]:
    width = max(map(len, rows)) + 2
    yield " " * width + " ".join(f"{name:<13}" for name in columns).rstrip() + "\n"
    for row in rows:
        words = [column[row] for column in columns.values()]
        if "-" in words:
            continue
        yield f"{row:<{width}}" + " ".join(f"{word:<13}" for word in words).rstrip() + "\n"
