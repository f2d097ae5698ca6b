"""C4: two people write the status of one client at once; the second is told and loses nothing."""

from datetime import date, timedelta

import pytest

from okno.records.relations.actions.set_status import set_status
from okno.records.relations.stale_status import StatusSetMeanwhile

THURSDAY = date(2026, 10, 15)


def test_the_second_is_told_what_the_first_wrote(client_company, closer, account_manager, now):
    later = now + timedelta(minutes=5)
    step = {"next_step": "Call Ira", "next_step_on": THURSDAY}
    set_status(company=client_company, status_text="Waits for us", seen_at=now, by=closer, at=later, **step)
    mine = {"company": client_company, "status_text": "Paid", "by": account_manager}
    with pytest.raises(StatusSetMeanwhile, match=r"Konstantin.*Waits for us.*Call Ira") as told:
        set_status(**mine, seen_at=now, at=later)
    client_company.refresh_from_db()
    assert client_company.status_text == "Waits for us"
    set_status(**mine, seen_at=told.value.seen_at, at=later)
    client_company.refresh_from_db()
    assert (client_company.status_text, client_company.next_step) == ("Paid", "")


def test_ones_own_words_are_no_surprise(client_company, closer, now):
    for minute in (1, 2):
        at = now + timedelta(minutes=minute)
        set_status(company=client_company, status_text=f"Call {minute}", seen_at=now, by=closer, at=at)
    assert client_company.status_text == "Call 2"
