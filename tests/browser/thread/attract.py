"""Steps 1 and 2: a lead by hand and by a site's form, qualified, a deal on the board."""

from playwright.sync_api import expect

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from tests.browser.company import SmallCompany
from tests.browser.walker import Walker


def a_lead_by_hand(head: Walker, cast: SmallCompany) -> Lead:
    """Recommended by a client: it goes to that client's manager, and the rule is told."""
    head.go("/leads/")
    head.go("/leads/register/")
    head.fill(
        name="Daisy Ltd",
        contact_name="Diana Decidova",
        email="diana@daisy.test",
        inn="9658289966",
        need="Two servers",
        channel="рекомендация",
        source_type="копьё: вышли на клиента сами",
        recommended_by="Violet",
        brought_by=cast.closer.name,
    )
    head.press("Завести")
    head.look()
    head.sees("Daisy Ltd", cast.closer.name, "ведёт клиента, который рекомендовал")
    return Lead.objects.get()


def a_lead_by_token(head: Walker, owner: Walker, cast: SmallCompany) -> None:
    """The owner issues a token, a site's form sends a lead with it, and the same one again."""
    owner.go(f"/people/{cast.head.pk}/")
    owner.fill(name="Site", scope="Только подавать лиды")
    owner.press("Выдать ключ")
    owner.look()
    secret = owner.page.locator(".note-good code").inner_text()
    sent = {"name": "Rita Ritova", "company": "Rose Ltd", "email": "rita@rose.test", "need": "A server"}
    for again in (False, True):
        answer = head.page.context.request.post(
            "/api/v1/leads", headers={"Authorization": f"Bearer {secret}"}, data=sent
        )
        assert answer.status == (200 if again else 201), answer.text()
        assert answer.json()["again"] is again
    head.go("/leads/")
    head.sees("Rose Ltd", "Daisy Ltd", "по очереди")
    assert Lead.objects.count() == 2


def it_is_qualified(closer: Walker, lead: Lead) -> Deal:
    closer.go(f"/leads/{lead.pk}/")
    closer.press("Квалифицировать")
    closer.look()
    closer.fill(title="Two servers", monthly_minor="30000", decision_maker="Diana")
    closer.press("Открыть сделку")
    closer.look()
    closer.sees("Two servers", "Квалификация")
    closer.go(f"/leads/{lead.pk}/")
    closer.sees("квалифицирован")
    return Deal.objects.get()


def the_board_is_dragged(closer: Walker, deal: Deal) -> None:
    """The card goes where it is dropped; on «won» it is refused and goes back."""
    page = closer.page
    closer.go("/deals/")
    card = page.locator(".card-deal", has_text="Daisy Ltd")
    card.locator(".card-title").drag_to(page.locator("[data-drop=negotiation]"))
    expect(page.locator("[data-drop=negotiation] .card-deal")).to_have_count(1)
    closer.settle()
    closer.look()
    with closer.refused():
        card.locator(".card-title").drag_to(page.locator("[data-drop=won]"))
        closer.sees("Сделку выигрывает только подписание договора.", within="#refusal")
    expect(page.locator("[data-drop=negotiation] .card-deal")).to_have_count(1)
    closer.look()
    page.locator("#refusal [data-dismiss]").click()
    deal.refresh_from_db()
    assert (deal.stage_id, deal.status) == ("negotiation", "open")
    closer.go("/deals/list/")
    closer.sees("Two servers", "Переговоры")
