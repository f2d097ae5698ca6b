"""The report on attracted clients is handed in once a month, and not backdated by oneself (E2)."""

from datetime import date

import pytest
from django.utils.translation import override

from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.money.compensation.actions.hand_in_report import hand_in_report
from okno.money.compensation.models import AttractionReport
from okno.money.compensation.tests.cast import reports, rule_of_pay

pytestmark = pytest.mark.django_db

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def seller(own_company, closer):
    rule_of_pay(closer)
    return closer


def test_a_report_is_handed_in_once_and_not_backdated_by_oneself(seller, head):
    reports(seller, MAY)
    with pytest.raises(Conflict):
        reports(seller, MAY)
    given = {"employee": seller, "month_on": JUNE, "text": "Nobody", "at": at_hour(date(2026, 7, 9), 9)}
    with pytest.raises(Invalid):
        hand_in_report(on=date(2026, 7, 3), by=seller, **given)
    hand_in_report(on=date(2026, 7, 3), by=head, **given)
    assert AttractionReport.objects.get(month_on=JUNE).handed_in_on == date(2026, 7, 3)
    with pytest.raises(Invalid):
        hand_in_report(employee=seller, month_on=date(2026, 8, 1), text="Early", by=seller, at=given["at"])


def hand_in(seller, by, text="Whom and how"):
    return hand_in_report(employee=seller, month_on=MAY, text=text, by=by, at=at_hour(date(2026, 5, 29), 17))


def test_the_journal_says_who_handed_it_in_and_on_which_day(seller):
    report = hand_in(seller, seller, text=" Whom and how ")
    assert (report.employee, report.month_on, report.text) == (seller, MAY, "Whom and how")
    assert report.handed_in_on == date(2026, 5, 29)
    entry = Entry.objects.get(kind="compensation.report_handed_in")
    assert (entry.by, entry.data["employee"], entry.data["handed_in_on"]) == (
        seller,
        seller.name,
        "2026-05-29",
    )


def test_a_colleague_hands_in_nothing_for_them(seller, other_closer):
    with pytest.raises(Forbidden):
        hand_in(seller, other_closer)
    assert not AttractionReport.objects.exists()


def test_an_empty_one_is_refused_in_words(seller):
    with override("en"), pytest.raises(Invalid, match=r"^Enter the clients you acquired and how\.$"):
        hand_in(seller, seller, text=" ")


def test_a_head_vouches_for_no_day_to_come(seller, head):
    report = {
        "employee": seller,
        "month_on": MAY,
        "text": "Whom and how",
        "at": at_hour(date(2026, 5, 29), 17),
    }
    sentence = r"^Choose a submission date of today or earlier\.$"
    with override("en"), pytest.raises(Invalid, match=sentence) as invalid:
        hand_in_report(on=date(2026, 5, 30), by=head, **report)
    assert list(invalid.value.fields) == ["on"]
    assert hand_in_report(on=date(2026, 5, 29), by=head, **report).handed_in_on == date(2026, 5, 29)
