"""What the writer writes, the reader reads back; every way of writing a number is understood."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okno.money.payments.statements import BankDocument, Party, read_statement
from okno.money.payments.statements.purpose import invoice_numbers
from okno.money.payments.statements.styles import STYLES, purpose_in_style, purpose_of_several
from okno.money.payments.statements.write import write_statement

OURS, THEIRS = "40702810138000000001", "40702810900000000002"

_CP1251 = bytes(range(0x20, 0x98)).decode("cp1251") + bytes(range(0x99, 0x100)).decode("cp1251")
_texts = st.text(st.sampled_from(_CP1251), max_size=40).map(lambda text: " ".join(text.split()))
_days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
_parties = st.builds(
    Party,
    name=_texts.filter(lambda name: "инн" not in name.lower()),
    inn=st.from_regex(r"[1-9][0-9]{9}", fullmatch=True),
    kpp=st.sampled_from(["", "770701001"]),
    account=st.just(THEIRS),
    bik=st.sampled_from(["", "044525225"]),
    bank_name=_texts,
    corr_account=st.sampled_from(["", "30101810400000000225"]),
)
_documents = st.builds(
    BankDocument,
    kind=_texts,
    number=st.from_regex(r"[0-9]{1,7}", fullmatch=True),
    issued_on=_days,
    amount_minor=st.integers(1, 10**14),
    payer=_parties,
    payee=_parties,
    purpose=_texts,
    debited_on=st.none() | _days,
    credited_on=st.none() | _days,
    uin=_texts,
)


@given(st.lists(st.tuples(_documents, st.booleans()), max_size=4), st.integers(-(10**14), 10**14))
def test_what_is_written_is_read_back(pairs: list[tuple[BankDocument, bool]], opening_minor: int) -> None:
    documents = tuple(
        replace(d, payee=replace(d.payee, account=OURS))
        if incoming
        else replace(d, payer=replace(d.payer, account=OURS))
        for d, incoming in pairs
    )
    data = write_statement(
        account=OURS,
        starts_on=date(2026, 10, 1),
        ends_on=date(2026, 10, 31),
        documents=documents,
        created_at=datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
        opening_minor=opening_minor,
    )
    read = read_statement(data)
    assert read.documents == documents
    assert [d.fingerprint for d in read.documents] == [d.fingerprint for d in documents]
    assert not {"totals_in", "totals_out", "balance", "no_documents"} & {
        warning.code for warning in read.warnings
    }
    section = read.sections[0]
    incoming_minor = sum(d.amount_minor for d, incoming in pairs if incoming)
    assert (section.opening_minor, section.received_minor) == (opening_minor, incoming_minor)


def test_a_payment_of_a_foreign_account_cannot_be_written() -> None:
    payment = BankDocument("", "1", date(2026, 10, 1), 100, Party(account=THEIRS), Party(account=OURS), "")
    with pytest.raises(ValueError, match="Not of this account"):
        write_statement(
            account="40702810000000000009",
            starts_on=date(2026, 10, 1),
            ends_on=date(2026, 10, 31),
            documents=[payment],
            created_at=datetime(2026, 11, 1, tzinfo=UTC),
        )


@pytest.mark.parametrize("style", range(STYLES))
@pytest.mark.parametrize("vat_rate_bp", [None, 2200])
def test_every_style_of_a_purpose_names_its_invoice_alone(style: int, vat_rate_bp: int | None) -> None:
    purpose = purpose_in_style(
        style,
        "2026-000123",
        issued_on=date(2026, 10, 1),
        amount_minor=1000000,
        vat_rate_bp=vat_rate_bp,
        vat_minor=180328,
    )
    assert "1803,28" in purpose or vat_rate_bp is None or "НДС" not in purpose
    found = [(mention.year or 2026, mention.sequence) for mention in invoice_numbers(purpose, [2025, 2026])]
    assert found == [(2026, 123)]


@pytest.mark.parametrize("style", range(6))
def test_a_purpose_of_several_names_them_all(style: int) -> None:
    numbers = ["2026-000012", "2026-000013", "2026-000105"]
    purpose = purpose_of_several(style, numbers, vat_rate_bp=2200, vat_minor=180328)
    assert [mention.sequence for mention in invoice_numbers(purpose)] == [12, 13, 105]
