"""A deal is lost with a reason of the tree; heads keep the tree (L5)."""

import pytest
from django.urls import reverse

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.directories.losses import LOSS_REASONS
from okno.attract.deals.losses import grouped_choices, path_of, reason_tree
from okno.attract.deals.models import Deal, LossReason
from okno.attract.deals.tests.cast import an_open_deal
from okno.ground.directory.actions.add_item import add_item
from okno.ground.directory.actions.change_item import change_item
from okno.ground.directory.actions.order_items import order_items
from okno.ground.directory.actions.remove_item import remove_item
from okno.ground.kernel.errors import Conflict, Forbidden, Invalid
from okno.ground.kernel.fake_ids import make_inn
from okno.records.clients.actions.add_company import add_company
from okno.team.people.actions.issue_token import issue_token

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
TOLD = {"attitude": "neutral"}


@pytest.fixture
def deal(client_company, closer, now):
    return an_open_deal(client_company, closer, at=now)


@pytest.fixture
def second(head, closer, now):
    company = add_company(name="Вторая", inn=make_inn(77), by=head, at=now)
    return an_open_deal(company, closer, at=now, title="Стойка")


@pytest.fixture
def cheaper(head, now):
    rival = LossReason.objects.get(code="competitor")
    return add_item(directory=LOSS_REASONS, name="Дешевле у него", parent=rival, by=head, at=now)


def codes(tree):
    return [code for top in tree for code in top.codes()]


def test_heads_alone_keep_the_tree(closer, marketer, now):
    price = LossReason.objects.get(code="price")
    for by in (closer, marketer):
        with pytest.raises(Forbidden):
            add_item(directory=LOSS_REASONS, name="Новая", by=by, at=now)
        with pytest.raises(Forbidden):
            change_item(item=price, name="Дорого", by=by, at=now)
        with pytest.raises(Forbidden):
            remove_item(item=price, by=by, at=now)


def test_a_reason_stands_last_under_its_own_and_no_deeper_than_three(cheaper, head, now):
    third = add_item(directory=LOSS_REASONS, name="На год", parent=cheaper, by=head, at=now)
    assert [str(word) for word in path_of(reason_tree(), third.code)][1:] == ["Дешевле у него", "На год"]
    with pytest.raises(Invalid):
        add_item(directory=LOSS_REASONS, name="Ещё мельче", parent=third, by=head, at=now)
    for name in ("", "  ", "дешевле  у него"):
        with pytest.raises(Invalid):
            add_item(directory=LOSS_REASONS, name=name, parent=cheaper.parent, by=head, at=now)


def test_not_recorded_is_never_offered():
    assert "not_recorded" not in codes(reason_tree())
    assert "not_recorded" in codes(reason_tree(everything=True))
    assert "not_recorded" not in dict(grouped_choices(reason_tree()))


def test_a_removed_reason_is_kept_by_its_deals_and_comes_back_by_its_name(deal, cheaper, closer, head, now):
    lose_deal(deal=deal, reason=cheaper.code, competitor=None, **TOLD, by=closer, at=now)
    rival = LossReason.objects.get(code="competitor")
    remove_item(item=rival, by=head, at=now)
    deal.refresh_from_db()
    assert deal.loss_reason == cheaper and not {"competitor", cheaper.code} & set(codes(reason_tree()))
    for act in (remove_item, change_item):
        with pytest.raises(Conflict):
            act(item=rival, by=head, at=now)
    with pytest.raises(Invalid):
        add_item(directory=LOSS_REASONS, name="Под убранной", parent=rival, by=head, at=now)
    back = add_item(directory=LOSS_REASONS, name=str(rival.word), asks_competitor=True, by=head, at=now)
    assert back.pk == rival.pk
    assert (
        add_item(directory=LOSS_REASONS, name="дешевле у него", parent=back, by=head, at=now).pk == cheaper.pk
    )


def test_the_last_reason_stays(head, now):
    *others, last = LossReason.objects.in_use()
    for one in others:
        remove_item(item=one, by=head, at=now)
    with pytest.raises(Conflict):
        remove_item(item=last, by=head, at=now)


def test_renamed_and_put_in_another_place(head, now):
    price = LossReason.objects.get(code="price")
    change_item(item=price, name="Дорого", by=head, at=now)
    order = [one.reason.pk for one in reason_tree()]
    order_items(directory=LOSS_REASONS, order=[*order[1:3], price.pk, *order[3:]], by=head, at=now)
    tops = [one.reason.code for one in reason_tree()]
    assert tops[:3] == ["competitor", "feasibility", "price"] and str(price.word) == "Дорого"
    with pytest.raises(Invalid):
        change_item(item=price, name=str(LossReason.objects.get(code="timing").word), by=head, at=now)
    change_item(item=price, name="", by=head, at=now)
    assert price.name == "" and str(price.word) != "price"


def test_the_form_groups_the_finer_and_says_what_is_wrong_in_place(client, sign_in, closer, deal, cheaper):
    page = sign_in(client, closer).get(reverse("deals:lose_deal", args=[deal.pk]))
    text = page.content.decode()
    assert "<optgroup" in text and f'value="{cheaper.code}" data-asks' in text
    assert 'value="competitor"' not in text and "<datalist" in text
    sent = {"reason": cheaper.code, "attitude": "cold", "next": "board"}
    wrong = client.post(reverse("deals:lose_deal", args=[deal.pk]), sent)
    assert wrong.status_code == 422 and set(wrong.context["form"].errors) == {"competitor"}
    assert wrong.context["form"].fields["competitor"].widget.attrs["autofocus"]
    done = client.post(reverse("deals:lose_deal", args=[deal.pk]), {**sent, "is_untold": "on"})
    assert (done.status_code, done.url) == (302, reverse("deals:deals"))


def test_marked_deals_are_lost_from_the_list(client, sign_in, closer, other_closer, deal, second):
    address = reverse("deals:lose_deals")
    marked = {"deal": [deal.pk, second.pk, "x"]}
    assert len(sign_in(client, closer).get(address, marked).context["deals"]) == 2
    done = client.post(address, {**marked, "reason": "silence", "attitude": "cold", "next": "list"})
    assert (done.status_code, done.url) == (302, reverse("deals:deal_list"))
    assert set(Deal.objects.values_list("status", flat=True)) == {"lost"}
    assert "empty-state" in sign_in(client, other_closer).get(address, marked).content.decode()


def test_the_page_of_reasons_is_for_heads(client, sign_in, head, closer):
    address = reverse("deals:loss_reasons")
    assert sign_in(client, closer).get(address).status_code == 403
    client = sign_in(client, head)
    client.post(f"{reverse('deals:add_loss_reason')}?under=price", {"name": "Выше бюджета"})
    made = LossReason.objects.get(name="Выше бюджета")
    assert made.parent is not None and made.parent.code == "price"
    client.post(reverse("deals:change_loss_reason", args=[made.pk]), {"name": "Не по деньгам"})
    client.post(reverse("deals:order_loss_reasons"), {"item": made.parent.pk, "step": "down"})
    assert "Не по деньгам" in client.get(address).content.decode()
    assert [one.reason.code for one in reason_tree()][:2] == ["competitor", "price"]
    assert client.post(reverse("deals:remove_loss_reason", args=[made.pk])).status_code == 302
    assert "Не по деньгам" not in [str(one.word) for one in LossReason.objects.in_use()]


def test_the_operations(client, head, closer, deal, second, now):
    def call(owner, method, path, body=None):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=owner, at=now)
        kwargs = {"data": body, "content_type": "application/json"} if method != "get" else {}
        return getattr(client, method)(
            f"/api/v1{path}", headers={"Authorization": f"Bearer {secret}"}, **kwargs
        )

    made = call(head, "post", "/loss-reasons", {"name": "Выше бюджета", "under": "price"})
    assert made.status_code == 201
    listed = {one["code"]: one for one in call(closer, "get", "/loss-reasons").json()}
    assert (listed["price"]["is_leaf"], listed[made.json()["code"]]["under"]) == (False, "price")
    assert call(closer, "post", "/loss-reasons", {"name": "Своя"}).status_code == 403
    path = f"/loss-reasons/{made.json()['id']}"
    assert call(head, "patch", path, {"name": "Дорого"}).json()["name"] == "Дорого"
    sent = {"reason": "competitor", "attitude": "cold"}
    assert call(closer, "post", f"/deals/{deal.pk}/lose", sent).status_code == 422
    lost = call(closer, "post", f"/deals/{deal.pk}/lose", {**sent, "competitor": None}).json()
    assert (lost["status"], lost["competitor"]) == ("lost", "")
    many = {**sent, "reason": "silence", "deal_ids": [second.pk]}
    assert call(closer, "post", "/deals/lose", many).json() == {"count": 1}
    assert call(closer, "post", "/deals/lose", {**many, "deal_ids": [10**9]}).status_code == 422
    assert call(head, "post", f"{path}/remove").json()["is_removed"] is True
