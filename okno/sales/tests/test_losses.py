"""A deal is lost with a reason of the tree; heads keep the tree (L5)."""

import pytest
from django.urls import reverse

from okno.clients.actions.add_company import add_company
from okno.journal.models import Entry
from okno.kernel.errors import Conflict, Forbidden, Invalid
from okno.kernel.invented import make_inn
from okno.people.actions.issue_token import issue_token
from okno.sales.actions.add_loss_reason import add_loss_reason
from okno.sales.actions.change_loss_reason import change_loss_reason
from okno.sales.actions.lose_deal import lose_deal
from okno.sales.actions.lose_deals import lose_deals
from okno.sales.actions.remove_loss_reason import remove_loss_reason
from okno.sales.losses import grouped_choices, path_of, reason_tree
from okno.sales.models import Deal, LossReason
from okno.sales.tests.cast import an_open_deal

pytestmark = pytest.mark.django_db
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
    return add_loss_reason(name="Дешевле у него", under=rival, by=head, at=now)


def codes(tree):
    return [code for top in tree for code in top.codes()]


def test_only_the_finest_is_chosen(deal, cheaper, closer, now):
    with pytest.raises(Invalid) as refusal:
        lose_deal(deal=deal, reason="competitor", competitor="Сосед", **TOLD, by=closer, at=now)
    assert set(refusal.value.fields) == {"reason"}
    lose_deal(deal=deal, reason=cheaper.code, competitor="Сосед", **TOLD, by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.loss_reason, deal.competitor) == (cheaper, "Сосед")
    entry = Entry.objects.about(deal).get(kind="sales.deal_lost")
    assert "Дешевле у него (Сосед)" in entry.sentence


def test_who_won_is_asked_where_the_reason_or_one_above_asks(deal, cheaper, closer, now):
    with pytest.raises(Invalid) as refusal:
        lose_deal(deal=deal, reason=cheaper.code, competitor=" ", **TOLD, by=closer, at=now)
    assert set(refusal.value.fields) == {"competitor"}
    # The client kept it to himself: that is said, not guessed.
    lose_deal(deal=deal, reason=cheaper.code, competitor=None, **TOLD, by=closer, at=now)
    deal.refresh_from_db()
    assert (deal.status, deal.competitor) == ("lost", "")


def test_one_competitor_is_one_whatever_his_case(deal, second, closer, now):
    lose_deal(deal=deal, reason="competitor", competitor="Ёлка Телеком", **TOLD, by=closer, at=now)
    lose_deal(deal=second, reason="competitor", competitor="  елка  телеком ", **TOLD, by=closer, at=now)
    assert set(Deal.objects.values_list("competitor", flat=True)) == {"Ёлка Телеком"}


def test_several_are_lost_for_one_reason_or_none(deal, second, closer, other_closer, now):
    with pytest.raises(Forbidden):
        lose_deals(deals=[deal, second], reason="silence", **TOLD, by=other_closer, at=now)
    lost = lose_deals(deals=[deal, second], reason="silence", **TOLD, by=closer, at=now)
    assert [one.status for one in lost] == ["lost", "lost"]
    assert Entry.objects.filter(kind="sales.deal_lost").count() == 2


def test_one_closed_meanwhile_stops_all(deal, second, closer, now):
    same = Deal.objects.get(pk=second.pk)
    lose_deal(deal=second, reason="price", **TOLD, by=closer, at=now)
    with pytest.raises(Conflict):
        lose_deals(deals=[deal, same], reason="silence", **TOLD, by=closer, at=now)
    deal.refresh_from_db()
    assert deal.is_open
    with pytest.raises(Invalid):
        lose_deals(deals=[], reason="silence", **TOLD, by=closer, at=now)


def test_heads_alone_keep_the_tree(closer, marketer, now):
    price = LossReason.objects.get(code="price")
    for by in (closer, marketer):
        with pytest.raises(Forbidden):
            add_loss_reason(name="Новая", by=by, at=now)
        with pytest.raises(Forbidden):
            change_loss_reason(reason=price, name="Дорого", by=by, at=now)
        with pytest.raises(Forbidden):
            remove_loss_reason(reason=price, by=by, at=now)


def test_a_reason_stands_last_under_its_own_and_no_deeper_than_three(cheaper, head, now):
    third = add_loss_reason(name="На год", under=cheaper, by=head, at=now)
    assert [str(word) for word in path_of(reason_tree(), third.code)][1:] == ["Дешевле у него", "На год"]
    with pytest.raises(Invalid):
        add_loss_reason(name="Ещё мельче", under=third, by=head, at=now)
    for name in ("", "  ", "дешевле  у него"):
        with pytest.raises(Invalid):
            add_loss_reason(name=name, under=cheaper.parent, by=head, at=now)


def test_not_recorded_is_never_offered():
    assert "not_recorded" not in codes(reason_tree())
    assert "not_recorded" in codes(reason_tree(everything=True))
    assert "not_recorded" not in dict(grouped_choices(reason_tree()))


def test_a_removed_reason_is_kept_by_its_deals_and_comes_back_by_its_name(deal, cheaper, closer, head, now):
    lose_deal(deal=deal, reason=cheaper.code, competitor=None, **TOLD, by=closer, at=now)
    rival = LossReason.objects.get(code="competitor")
    remove_loss_reason(reason=rival, by=head, at=now)
    deal.refresh_from_db()
    assert deal.loss_reason == cheaper and not {"competitor", cheaper.code} & set(codes(reason_tree()))
    for act in (remove_loss_reason, change_loss_reason):
        with pytest.raises(Conflict):
            act(reason=rival, by=head, at=now)
    with pytest.raises(Invalid):
        add_loss_reason(name="Под убранной", under=rival, by=head, at=now)
    back = add_loss_reason(name=str(rival.word), asks_competitor=True, by=head, at=now)
    assert back.pk == rival.pk
    assert add_loss_reason(name="дешевле у него", under=back, by=head, at=now).pk == cheaper.pk


def test_the_last_reason_stays(head, now):
    *others, last = LossReason.objects.in_use()
    for one in others:
        remove_loss_reason(reason=one, by=head, at=now)
    with pytest.raises(Conflict):
        remove_loss_reason(reason=last, by=head, at=now)


def test_renamed_and_put_in_another_place(head, now):
    price = LossReason.objects.get(code="price")
    change_loss_reason(reason=price, name="Дорого", place=3, by=head, at=now)
    tops = [one.reason.code for one in reason_tree()]
    assert tops[:3] == ["competitor", "feasibility", "price"] and str(price.word) == "Дорого"
    with pytest.raises(Invalid):
        change_loss_reason(
            reason=price, name=str(LossReason.objects.get(code="timing").word), by=head, at=now
        )
    change_loss_reason(reason=price, name="", by=head, at=now)
    assert price.name == "" and str(price.word) != "price"


def test_the_form_groups_the_finer_and_says_what_is_wrong_in_place(client, sign_in, closer, deal, cheaper):
    page = sign_in(client, closer).get(reverse("sales:lose_deal", args=[deal.pk]))
    text = page.content.decode()
    assert "<optgroup" in text and f'value="{cheaper.code}" data-asks' in text
    assert 'value="competitor"' not in text and "<datalist" in text
    sent = {"reason": cheaper.code, "attitude": "cold", "next": "board"}
    wrong = client.post(reverse("sales:lose_deal", args=[deal.pk]), sent)
    assert wrong.status_code == 422 and set(wrong.context["form"].errors) == {"competitor"}
    assert wrong.context["form"].fields["competitor"].widget.attrs["autofocus"]
    done = client.post(reverse("sales:lose_deal", args=[deal.pk]), {**sent, "is_untold": "on"})
    assert (done.status_code, done.url) == (302, reverse("sales:deals"))


def test_marked_deals_are_lost_from_the_list(client, sign_in, closer, other_closer, deal, second):
    address = reverse("sales:lose_deals")
    marked = {"deal": [deal.pk, second.pk, "x"]}
    assert len(sign_in(client, closer).get(address, marked).context["deals"]) == 2
    done = client.post(address, {**marked, "reason": "silence", "attitude": "cold", "next": "list"})
    assert (done.status_code, done.url) == (302, reverse("sales:deal_list"))
    assert set(Deal.objects.values_list("status", flat=True)) == {"lost"}
    assert "empty-state" in sign_in(client, other_closer).get(address, marked).content.decode()


def test_the_page_of_reasons_is_for_heads(client, sign_in, head, closer):
    address = reverse("sales:loss_reasons")
    assert sign_in(client, closer).get(address).status_code == 403
    client = sign_in(client, head)
    client.post(f"{reverse('sales:add_loss_reason')}?under=price", {"name": "Выше бюджета"})
    made = LossReason.objects.get(name="Выше бюджета")
    assert made.parent is not None and made.parent.code == "price"
    client.post(reverse("sales:change_loss_reason", args=[made.pk]), {"name": "Не по деньгам"})
    client.post(reverse("sales:change_loss_reason", args=[made.parent.pk]), {"place": "2"})
    assert "Не по деньгам" in client.get(address).content.decode()
    assert [one.reason.code for one in reason_tree()][:2] == ["competitor", "price"]
    assert client.post(reverse("sales:remove_loss_reason", args=[made.pk])).status_code == 302
    assert "Не по деньгам" not in [str(one.word) for one in LossReason.objects.in_use()]


def test_the_operations(client, head, closer, deal, second, now):
    def call(owner, method, path, body=None):
        _token, secret = issue_token(owner=owner, name="test", scope="write", by=owner, at=now)
        kwargs = {"data": body, "content_type": "application/json"} if method == "post" else {}
        return getattr(client, method)(
            f"/api/v1{path}", headers={"Authorization": f"Bearer {secret}"}, **kwargs
        )

    made = call(head, "post", "/loss-reasons", {"name": "Выше бюджета", "under": "price"})
    assert made.status_code == 201
    listed = {one["code"]: one for one in call(closer, "get", "/loss-reasons").json()}
    assert (listed["price"]["is_leaf"], listed[made.json()["code"]]["under"]) == (False, "price")
    assert call(closer, "post", "/loss-reasons", {"name": "Своя"}).status_code == 403
    path = f"/loss-reasons/{made.json()['id']}"
    assert call(head, "post", f"{path}/change", {"name": "Дорого"}).json()["name"] == "Дорого"
    sent = {"reason": "competitor", "attitude": "cold"}
    assert call(closer, "post", f"/deals/{deal.pk}/lose", sent).status_code == 422
    lost = call(closer, "post", f"/deals/{deal.pk}/lose", {**sent, "competitor": None}).json()
    assert (lost["status"], lost["competitor"]) == ("lost", "")
    many = {**sent, "reason": "silence", "deal_ids": [second.pk]}
    assert call(closer, "post", "/deals/lose", many).json() == {"count": 1}
    assert call(closer, "post", "/deals/lose", {**many, "deal_ids": [10**9]}).status_code == 422
    assert call(head, "post", f"{path}/remove").json()["is_offered"] is False
