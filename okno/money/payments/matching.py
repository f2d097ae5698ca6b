"""Rules that match a payment to invoices (B4). Pure; where they are unsure, a person decides."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from okno.money.payments.statements.purpose import NumberMention, invoice_numbers

SUGGESTIONS = 5
# A person decided, whatever a rule would say; the other reasons are below.
BY_HAND = "by_hand"
# A number written without a year is sought among the invoices of these years.
_YEARS_BACK = 5


class Reason(StrEnum):
    NUMBER_AND_INN = "number_and_inn"
    INN_AND_SUM = "inn_and_sum"
    INN_AND_ALL = "inn_and_all"
    NUMBER_OTHER_INN = "number_other_inn"
    NUMBER_NO_INN = "number_no_inn"
    NUMBER_AMBIGUOUS = "number_ambiguous"
    NUMBER_NOT_OPEN = "number_not_open"
    NUMBERS_OF_SEVERAL = "numbers_of_several"
    SHARED_INN = "shared_inn"
    SEVERAL_SAME_SUM = "several_same_sum"
    INN_ONLY = "inn_only"
    NOTHING_OPEN = "nothing_open"
    SUM_ONLY = "sum_only"
    NOTHING = "nothing"


REASONS: dict[Reason, str | Lazy] = {
    Reason.NUMBER_AND_INN: _("The purpose names the invoice, and the payer's INN is the client's."),
    Reason.INN_AND_SUM: _("The payer's INN is the client's, and one open invoice has exactly this sum."),
    Reason.INN_AND_ALL: _("The payer's INN is the client's, and all his open invoices come to this sum."),
    Reason.NUMBER_OTHER_INN: _("The purpose names the invoice, but somebody else pays it."),
    Reason.NUMBER_NO_INN: _("The purpose names the invoice, but the bank gave no INN of the payer."),
    Reason.NUMBER_AMBIGUOUS: _("The number without a year fits several invoices of the client."),
    Reason.NUMBER_NOT_OPEN: _("The purpose names a number that no open invoice of the client has."),
    Reason.NUMBERS_OF_SEVERAL: _("The purpose names invoices of different clients."),
    Reason.SHARED_INN: _("Several clients have the payer's INN."),
    Reason.SEVERAL_SAME_SUM: _("Several open invoices of the client have exactly this sum."),
    Reason.INN_ONLY: _("The payer's INN is the client's, but the sum fits no open invoice."),
    Reason.NOTHING_OPEN: _("The payer's INN is the client's, but no invoice of his is open."),
    Reason.SUM_ONLY: _("Only the sum fits."),
    Reason.NOTHING: _("Neither a number, nor an INN, nor the sum fits anything open."),
}


@dataclass(frozen=True)
class IncomingPayment:
    amount_minor: int
    payer_inn: str
    purpose: str
    paid_on: date


@dataclass(frozen=True)
class OpenInvoice:
    """An invoice with something left to pay: `due_minor`, in minor units."""

    id: int
    year: int
    sequence: int
    client_id: int
    client_inn: str
    due_minor: int
    issued_on: date


@dataclass(frozen=True)
class PossibleClient:
    """A client whose INN the payer has, with or without open invoices."""

    id: int
    inn: str


@dataclass(frozen=True)
class Suggestion:
    """A suggested invoice, or only a client when `invoice_id` is None; `score`, 0 to 100, orders them."""

    client_id: int
    invoice_id: int | None
    reason: Reason
    score: int


@dataclass(frozen=True)
class Match:
    """The verdict on a payment: where its money goes when `sure`, else what to suggest.

    `allocations` are (invoice id, minor units), all of one client, and empty unless `sure`. `left_minor` is
    what no invoice took: the client's credit when sure, the whole payment when not. `client_id` may be set
    without being sure: whose money it is, but not for what.
    """

    sure: bool
    reason: Reason
    client_id: int | None
    allocations: tuple[tuple[int, int], ...]
    left_minor: int
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def sentence(self) -> str:
        return str(REASONS[self.reason])


def match_payment(
    payment: IncomingPayment, invoices: Iterable[OpenInvoice], clients: Iterable[PossibleClient] = ()
) -> Match:
    """Decide where the money of one incoming payment goes, or what to suggest to a person (B4).

    A match is sure in three cases: the purpose names invoices whose client has the payer's INN (part and
    over-payment included, in the order named); the client with this INN has exactly one open invoice of
    exactly this sum; all open invoices of this client come to this sum. No invoice gets more than its due,
    and what is left of the payment is in `left_minor`. Raises ValueError unless the amount is positive. The
    invoices must be of the legal entity that received the money, because numbers repeat between entities.
    """
    if payment.amount_minor <= 0:
        raise ValueError("A payment is a positive sum.")
    open_invoices = sorted(
        # Those that earlier payments of the same statement have filled are open in the base still.
        (invoice for invoice in invoices if invoice.due_minor > 0),
        key=lambda invoice: (invoice.issued_on, invoice.year, invoice.sequence, invoice.id),
    )
    mentions = numbers_named(payment, {invoice.year for invoice in open_invoices})
    inn = payment.payer_inn.strip()
    own = [invoice for invoice in open_invoices if inn and invoice.client_inn == inn]
    if mentions:
        named = _by_number(payment, mentions, own, open_invoices)
        if named:
            return named
    client_ids = {i.client_id for i in own} | {c.id for c in clients if inn and c.inn == inn}
    if client_ids:
        return _by_inn(payment, own, client_ids, numbered=bool(mentions))
    exact = [invoice for invoice in open_invoices if invoice.due_minor == payment.amount_minor]
    if exact:
        return _unsure(payment, Reason.SUM_ONLY, exact, {})
    return _unsure(payment, Reason.NOTHING, [], {})


def numbers_named(payment: IncomingPayment, years: Collection[int] = ()) -> list[NumberMention]:
    """Return the invoice numbers in the purpose, of `years` and of the years around the payment's.

    Years of paid invoices count too: a number that is no longer open must be seen, or the sum alone decides.
    """
    about = range(payment.paid_on.year - _YEARS_BACK, payment.paid_on.year + 2)
    return invoice_numbers(payment.purpose, {*about, *years})


def _by_number(
    payment: IncomingPayment,
    mentions: Sequence[NumberMention],
    own: Sequence[OpenInvoice],
    everyone: Sequence[OpenInvoice],
) -> Match | None:
    """Return the verdict by the numbers in the purpose, or None when no open invoice has any of them."""
    clients = {invoice.client_id for invoice in own}
    named: list[OpenInvoice] = []
    others: list[OpenInvoice] = []
    for mention in mentions:
        mine = _choose(mention, own, payment.amount_minor)
        # Two invoices that a number may mean are a question to a person: money on the wrong one is found
        # months later.
        if len(mine) > 1:
            return _unsure(payment, Reason.NUMBER_AMBIGUOUS, [*mine, *own], dict.fromkeys(mine, 80), clients)
        named += mine
        if not mine:
            others += _choose(mention, everyone, payment.amount_minor)
    # A number with its year is no accident: when it is another client's invoice, the two contradict each
    # other.
    written_out = {(mention.year, mention.sequence) for mention in mentions if mention.year}
    conflict = any((invoice.year, invoice.sequence) in written_out for invoice in others)
    if named and (conflict or len({invoice.client_id for invoice in named}) > 1):
        pointed = [*named, *others]
        return _unsure(payment, Reason.NUMBERS_OF_SEVERAL, pointed, dict.fromkeys(pointed, 80))
    if named:
        return _sure(payment, Reason.NUMBER_AND_INN, list(dict.fromkeys(named)))
    if others:
        return _paid_by_another(payment, others, own)
    return None


def _choose(mention: NumberMention, invoices: Sequence[OpenInvoice], amount_minor: int) -> list[OpenInvoice]:
    """Return the invoices that a mention may mean: one, when its date or else the sum tells them apart."""
    fitting = [i for i in invoices if i.sequence == mention.sequence and mention.year in (None, i.year)]
    if mention.dated_on and not mention.year:
        # A date of another year means last year's invoice of this number, long paid, and not this one.
        fitting = [i for i in fitting if mention.dated_on.year in (i.year, i.issued_on.year)]
        fitting = [i for i in fitting if i.issued_on == mention.dated_on] or fitting
    if len(fitting) > 1:
        exact = [invoice for invoice in fitting if invoice.due_minor == amount_minor]
        fitting = exact if len(exact) == 1 else fitting
    return fitting


def _paid_by_another(
    payment: IncomingPayment, named: Sequence[OpenInvoice], own: Sequence[OpenInvoice]
) -> Match:
    """Return suggestions for invoices of another client: a director or a sister company may have paid.

    They are likely when the sum agrees and never sure, since the number may simply be wrong.
    """
    reason = Reason.NUMBER_OTHER_INN if payment.payer_inn.strip() else Reason.NUMBER_NO_INN
    whole = sum(invoice.due_minor for invoice in named) == payment.amount_minor
    # Never sure, however well the sum fits: paying for another is his to say, and ours to hear (B4).
    scores = {i: 90 if whole or i.due_minor == payment.amount_minor else 60 for i in named}
    return _unsure(payment, reason, [*named, *own], scores)


def _by_inn(
    payment: IncomingPayment, own: Sequence[OpenInvoice], client_ids: set[int], *, numbered: bool
) -> Match:
    exact = [invoice for invoice in own if invoice.due_minor == payment.amount_minor]
    # Branches share an INN and differ by KPP, which not every bank gives.
    if len(client_ids) > 1:
        return _unsure(payment, Reason.SHARED_INN, own, {}, client_ids)
    if not own:
        return _unsure(payment, Reason.NOTHING_OPEN, [], {}, client_ids)
    if numbered:
        # The payer named another invoice, paid or mistyped: the sum alone must not overrule that.
        return _unsure(payment, Reason.NUMBER_NOT_OPEN, own, {}, client_ids)
    if len(exact) == 1:
        return _sure(payment, Reason.INN_AND_SUM, exact)
    if sum(invoice.due_minor for invoice in own) == payment.amount_minor:
        return _sure(payment, Reason.INN_AND_ALL, own)
    return _unsure(payment, Reason.SEVERAL_SAME_SUM if exact else Reason.INN_ONLY, own, {}, client_ids)


def _sure(payment: IncomingPayment, reason: Reason, invoices: Sequence[OpenInvoice]) -> Match:
    left_minor = payment.amount_minor
    allocations = []
    for invoice in invoices:
        # In the order in which the payer named them; what is left over stays with the payment as credit.
        taken_minor = min(left_minor, invoice.due_minor)
        if taken_minor:
            allocations.append((invoice.id, taken_minor))
            left_minor -= taken_minor
    return Match(True, reason, invoices[0].client_id, tuple(allocations), left_minor)


def _unsure(
    payment: IncomingPayment,
    reason: Reason,
    invoices: Sequence[OpenInvoice],
    scores: dict[OpenInvoice, int],
    client_ids: Iterable[int] = (),
) -> Match:
    """Return a verdict of suggestions by score; clients without an invoice come last.

    Among equal scores invoices that were named or issued first come first.
    """
    suggestions = [
        _suggestion(invoice, reason, payment, scores.get(invoice)) for invoice in dict.fromkeys(invoices)
    ]
    suggested = {invoice.client_id for invoice in invoices}
    client_ids = set(client_ids)
    suggestions += [Suggestion(c, None, reason, 30) for c in sorted(client_ids) if c not in suggested]
    # A stable sort: of equal scores the oldest invoice stays first.
    suggestions.sort(key=lambda suggestion: -suggestion.score)
    client_id = next(iter(client_ids)) if len(client_ids) == 1 else None
    return Match(False, reason, client_id, (), payment.amount_minor, tuple(suggestions[:SUGGESTIONS]))


def _suggestion(
    invoice: OpenInvoice, reason: Reason, payment: IncomingPayment, named_score: int | None
) -> Suggestion:
    fits = invoice.due_minor == payment.amount_minor
    if named_score is not None:
        return Suggestion(invoice.client_id, invoice.id, reason, named_score)
    if payment.payer_inn.strip() == invoice.client_inn != "":
        code = Reason.INN_AND_SUM if fits else Reason.INN_ONLY
        return Suggestion(invoice.client_id, invoice.id, code, 70 if fits else 40)
    return Suggestion(invoice.client_id, invoice.id, Reason.SUM_ONLY, 50 if fits else 10)
