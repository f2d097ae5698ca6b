"""The engineers' queue and the order's page: one tap, no prices, guard 3 at the door."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from okno.attract.quotes.tests.cast import a_company
from okno.deliver.delivery.models import Order
from okno.deliver.delivery.tests.cast import a_done_order, a_released_order, a_started_order, an_order
from okno.ground.journal.models import Entry
from okno.ground.kernel.clock import local_date

pytestmark = pytest.mark.django_db


def page_of(client, name, *args, query=""):
    answer = client.get(reverse(f"delivery:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_queue_shows_what_where_by_when_and_no_price(client, now, engineer, sign_in):
    order = a_released_order(at=now)
    sign_in(client, engineer)
    queue = page_of(client, "orders")
    for shown in ("Server server-1", "Data centre dc-1", order.company.name, order.get_absolute_url()):
        assert shown in queue
    for price in ("20\N{NO-BREAK SPACE}000", "2000000", "24\N{NO-BREAK SPACE}400"):
        assert price not in queue
        assert price not in page_of(client, "order", order.pk)


def test_each_view_shows_its_own(client, now, engineer, sign_in):
    order = an_order(at=now)
    sign_in(client, engineer)
    address = order.get_absolute_url()
    assert address in page_of(client, "orders", query="?view=waiting")
    assert address not in page_of(client, "orders")
    assert address not in page_of(client, "orders", query="?view=accepted")


def test_one_tap_in_the_queue(client, now, engineer, sign_in):
    order = a_released_order(at=now)
    sign_in(client, engineer)
    start = reverse("delivery:start_order", args=[order.pk])
    assert start in page_of(client, "orders")
    assert client.post(start, {"back": "queue"}).headers["Location"] == reverse("delivery:orders")
    done = reverse("delivery:complete_step", args=[order.steps.first().pk])
    assert done in page_of(client, "orders")
    assert client.post(done).headers["Location"] == order.get_absolute_url()
    assert done not in page_of(client, "order", order.pk)
    assert order.steps.left().count() == 3


def test_not_before_the_payment(client, now, engineer, sign_in):
    order = an_order(at=now)
    sign_in(client, engineer)
    start = reverse("delivery:start_order", args=[order.pk])
    assert start not in page_of(client, "order", order.pk)
    assert client.post(start).status_code == 409
    assert Order.objects.get().status == "waiting"


def test_guard_3_at_the_page(client, now, head, engineer, sign_in):
    order = a_released_order(at=now)
    address = reverse("delivery:confirm_date", args=[order.pk])
    typed = {"promised_on": "2199-01-11", "reason": "It suits us"}
    sign_in(client, head)
    assert client.post(address, typed).status_code == 409
    assert Entry.objects.get(kind="journal.guard_refused").data["guard"] == "3"
    assert Order.objects.get().promised_on == date(2026, 10, 15)
    sign_in(client, engineer)
    assert client.get(address).status_code == 200
    assert client.post(address, {"promised_on": "2199-01-11"}).status_code == 422
    assert client.post(address, typed).status_code == 302
    assert Order.objects.get().promised_on == date(2199, 1, 11)


def test_accepted_at_the_page(client, account_manager, engineer, sign_in):
    order = a_done_order(at=timezone.now(), by=account_manager)
    address = reverse("delivery:accept_order", args=[order.pk])
    sign_in(client, engineer)
    assert client.get(address).status_code == 403
    sign_in(client, account_manager)
    assert address in page_of(client, "order", order.pk)
    assert client.get(address).status_code == 200
    assert client.post(address, {"accepted_on": "2199-01-01", "accepted_by_name": "Ivan"}).status_code == 422
    today = local_date(order.started_at).isoformat()
    typed = {"accepted_on": today, "accepted_by_name": "Ivan"}
    assert client.post(address, typed).status_code == 302
    assert Order.objects.get().accepted_by_name == "Ivan"


def test_panels(client, now, engineer, head, sign_in):
    order = an_order(at=now)
    sign_in(client, head)
    assert order.get_absolute_url() in page_of(client, "company_orders", order.company_id)
    assert order.get_absolute_url() in page_of(client, "contract_order", order.contract_id)
    sign_in(client, engineer)
    assert order.get_absolute_url() in page_of(client, "company_orders", order.company_id)
    # An engineer sees no contracts: they tell prices.
    assert client.get(reverse("delivery:contract_order", args=[order.contract_id])).status_code == 404


def test_what_is_not_theirs_is_not_there(client, now, closer, other_closer, sign_in):
    order = a_started_order(at=now, by=closer)
    step = order.steps.first()
    sign_in(client, other_closer)
    assert client.get(order.get_absolute_url()).status_code == 404
    assert client.post(reverse("delivery:start_order", args=[order.pk])).status_code == 404
    assert client.post(reverse("delivery:complete_step", args=[step.pk])).status_code == 404
    sign_in(client, closer)
    assert client.get(order.get_absolute_url()).status_code == 200
    assert client.post(reverse("delivery:complete_step", args=[step.pk])).status_code == 403


def test_a_queue_of_five_asks_as_many_queries_as_of_one(
    client, now, engineer, sign_in, django_assert_max_num_queries
):
    a_started_order(at=now, company=a_company(number=80))
    sign_in(client, engineer)
    address = reverse("delivery:orders")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(81, 85):
        a_started_order(at=now, company=a_company(number=number))
    with django_assert_max_num_queries(len(few)):
        client.get(address)
