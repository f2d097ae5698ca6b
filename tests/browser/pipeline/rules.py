"""What a head sets: who gets which lead, what is asked, which stages there are, whose plan is what."""

import re

from playwright.sync_api import expect

from okno.attract.assignment.models import RuleSet
from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead, QualificationQuestion
from okno.money.plans.models import SalesPlan
from okno.team.people.models import Employee
from tests.browser.pipeline.hands import Hands


def rules_are_drafted_tried_and_put_in_force(head: Hands, seller: Employee) -> None:
    head.go("/leads/rules/")
    head.press("Начать черновик")
    head.look()
    head.press("Добавить правило")
    head.look()
    expect(head.page.locator("#page [name=name]")).to_be_focused()
    head.page.keyboard.type("From the site")
    head.page.locator("#page [name=channels]").first.check()
    head.press("Сохранить")
    head.sees("From the site", "Никто по нему лидов не берёт")
    head.look()
    head.press("Изменить", within=".rule")
    head.page.locator(f"#page [name=weight_{seller.pk}]").fill("2")
    head.press("Сохранить")
    head.sees("From the site", seller.name)
    expect(head.page.locator(".rule .note-risk")).to_have_count(0)
    head.press("Проба на прошлых лидах", within=".rule-set-draft")
    head.sees("Проба", "From the site")
    head.look()
    head.go("/leads/rules/")
    head.page.get_by_role("button", name="Ввести в действие").click()
    expect(head.page.locator("#confirm")).to_be_visible()
    head.axe(head.page)
    head.follow(head.page.locator("[data-confirm-yes]"))
    expect(head.page.locator(".rule-set-draft")).to_have_count(0)
    assert RuleSet.objects.get(status="acting").rules.get().name == "From the site"


def questions_are_ordered(head: Hands) -> None:
    """By the arrow of the row; the focus stays at the arrow, so that one presses again."""
    head.go("/questions/")
    names = head.page.locator(".directory-name b")
    name = names.nth(1).inner_text()
    head.page.locator(".directory-line").nth(1).locator("[name=step][value=up]").click()
    expect(names.first).to_have_text(name)
    assert QualificationQuestion.objects.order_by("position").first().code != "need"  # type: ignore[union-attr]
    head.look()


def stages_are_ordered_and_one_is_removed(head: Hands, deal: Deal) -> None:
    """By `u` on the line, and by hand; the deals of the one that goes are told where."""
    head.go("/deals/stages/")
    names = head.page.locator(".directory-name b")
    expect(names).to_have_text(["Квалификация", "Предложение", "Переговоры", "Согласование документов"])
    head.page.keyboard.press("j")
    head.page.keyboard.press("j")
    head.page.keyboard.press("u")
    expect(names.first).to_have_text("Предложение")
    lines = head.page.locator(".directory-line")
    head.drag(lines.nth(1).locator("[data-handle]"), lines.nth(0).locator(".directory-handle"))
    expect(names.first).to_have_text("Квалификация")
    head.page.locator(".directory-line", has_text="Предложение").get_by_role("link", name="Убрать").click()
    expect(head.page.locator("#page [name=to]")).to_be_visible()
    head.look()
    head.fill(to="Переговоры")
    head.press("Убрать этап")
    expect(names).to_have_text(["Квалификация", "Переговоры", "Согласование документов"])
    assert Deal.objects.get(pk=deal.pk).stage_id == "negotiation"


def a_plan_is_written_by_keys(head: Hands) -> None:
    """Tab goes from month to month, Enter sets the sheet; what is wrong is told in its cell."""
    head.go("/sales-plans/")
    cells = head.page.locator(".plan-person").first.locator("input:not([type=hidden])")
    cells.first.focus()
    head.page.keyboard.type("100000")
    head.page.keyboard.press("Tab")
    expect(cells.nth(1)).to_be_focused()
    head.page.keyboard.type("lots")
    with head.told(422):
        head.page.keyboard.press("Enter")
        expect(head.page.locator(".plan-wrong")).to_be_visible()
    expect(cells.first).to_have_value("100000")
    expect(cells.nth(1)).to_have_value("lots")
    assert not SalesPlan.objects.exists()
    cells.nth(1).fill("120000")
    head.page.keyboard.press("Enter")
    expect(head.page.locator(".plan-wrong")).to_have_count(0)
    expect(cells.first).to_have_value(re.compile(r"100.000"))
    assert SalesPlan.objects.count() == 2
    head.look()


def a_deal_is_handed_over_returned_and_accepted(giver: Hands, receiver: Hands, deal: Deal) -> None:
    for accepts in (False, True):
        giver.go(f"/deals/{deal.pk}/hand-over/")
        giver.fill(receiver="Kira Keeperova", note="Call before noon")
        giver.press("Передать")
        giver.sees("Kira Keeperova")
        receiver.go("/deals/handovers/")
        receiver.sees(deal.title, "Call before noon")
        receiver.follow(receiver.page.locator(".list tbody a").first)
        receiver.look()
        if accepts:
            receiver.press("Принять")
        else:
            receiver.fill("form[action$='/return/']", reason="I am on leave")
            receiver.press("Вернуть")
        receiver.settle()
        owner = Deal.objects.get(pk=deal.pk).owner
        assert owner and (owner.name == "Kira Keeperova") is accepts
    giver.go("/deals/handovers/?view=answered")
    giver.sees(deal.title)


def held_leads_are_let_go(head: Hands) -> None:
    head.go("/leads/")
    head.press("Посмотреть")
    head.look()
    head.page.locator(".list tbody [name=lead]").first.check()
    head.axe(head.page)
    head.press("Отпустить", within="#marked")
    expect(head.page.locator(".message-info")).to_be_visible()
    head.look()
    head.press("Отпустить все")
    head.settle()
    assert not Lead.objects.filter(assignment_rule="held").exists()
