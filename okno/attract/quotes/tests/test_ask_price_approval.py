import pytest

from okno.attract.quotes.actions.ask_price_approval import ask_price_approval
from okno.attract.quotes.actions.change_line import change_line
from okno.attract.quotes.actions.revise_quote import revise_quote
from okno.attract.quotes.send_blockers import missing
from okno.attract.quotes.tests.cast import a_draft_quote, a_sent_quote
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.team.approvals.actions.decline_approval import decline_approval
from okno.team.approvals.actions.grant_approval import grant_approval

pytestmark = pytest.mark.django_db


def below(minor, at):
    return a_draft_quote(at=at, lines=[{"monthly_minor": minor}]).lines.get()


def ask(line, at, reason="A big client"):
    return ask_price_approval(line=line, reason=reason, by=line.quote.author, at=at)


def test_who_decides_is_shown_the_figures(now):
    approval = ask(below(1_000_000, now), now)
    # Cost 8,600; of 10,000 the seller's 5 % go first: (10,000 − 500 − 8,600) ÷ 10,000 = 9 %.
    assert approval.facts == {
        "price_minor": 1_000_000,
        "floor_minor": 1_075_000,
        "cost_minor": 860_000,
        "margin_bp": 900,
    }
    assert approval.deciders == ["head_of_sales", "owner"]


@pytest.mark.parametrize(
    ("minor", "deciders"),
    [
        # 8,600 ÷ 0.95 = 9,052.63…: the seller's share is paid even from a bad price.
        (905_264, ["head_of_sales", "owner"]),
        (905_263, ["owner"]),
        (860_000, ["owner"]),
        (0, ["owner"]),
    ],
)
def test_at_a_loss_the_owner_alone_decides(now, minor, deciders):
    assert ask(below(minor, now), now).deciders == deciders


def test_the_head_cannot_approve_a_loss(now, head, owner):
    approval = ask(below(860_000, now), now)
    with pytest.raises(Forbidden):
        grant_approval(approval=approval, by=head, at=now)
    grant_approval(approval=approval, by=owner, at=now)


def test_a_price_that_is_not_below_needs_none(now):
    with pytest.raises(Conflict):
        ask(below(1_075_000, now), now)


def test_the_reason_is_said_and_the_same_is_not_asked_twice(now):
    line = below(1_000_000, now)
    with pytest.raises(Invalid):
        ask(line, now, reason=" ")
    ask(line, now)
    with pytest.raises(Conflict):
        ask(line, now)


def test_declined_does_not_pass(now, head):
    line = below(1_000_000, now)
    decline_approval(approval=ask(line, now), comment="Too low", by=head, at=now)
    assert missing(line.quote, now)[0].guard == "1"


def test_a_yes_given_to_what_has_changed_meanwhile_serves_nobody(now, head):
    line = below(1_000_000, now)
    approval = ask(line, now)
    change_line(line=line, monthly_minor=990_000, by=line.quote.author, at=now)
    grant_approval(approval=approval, by=head, at=now)
    assert missing(line.quote, now)[0].guard == "1"


def test_a_copy_in_a_new_version_carries_no_approval(now, head):
    line = below(1_000_000, now)
    grant_approval(approval=ask(line, now), by=head, at=now)
    new = revise_quote(quote=a_sent_quote_of(line, now), by=line.quote.author, at=now)
    assert [one.guard for one in missing(new, now)] == ["1", "4"]


def a_sent_quote_of(line, at):
    from okno.attract.quotes.actions.ask_feasibility import ask_feasibility
    from okno.attract.quotes.actions.send_quote import send_quote

    ask_feasibility(line=line, by=line.quote.author, at=at)
    return send_quote(quote=line.quote, by=line.quote.author, at=at)


def test_after_sending_nothing_is_asked(now):
    line = a_sent_quote(at=now).lines.get()
    with pytest.raises(Conflict):
        ask(line, now)
