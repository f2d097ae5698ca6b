"""The list of deals: a value is changed where it stands, many rows at once, and what they come to."""

import re

from django.utils import timezone
from playwright.sync_api import Locator, expect

from okno.attract.deals.actions.change_deal import change_deal
from okno.attract.deals.models import Deal
from okno.team.people.models import Employee
from tests.browser.pipeline.hands import Hands

LISTED = "/deals/list/?view=open"


def cell(hands: Hands, deal: Deal, name: str) -> Locator:
    return hands.page.locator(f"#deal-{deal.pk} [data-cell={name}]")


def opened(hands: Hands, deal: Deal, name: str) -> Locator:
    """The field of a cell that is being written in: the focus is there."""
    field = hands.page.locator(f"#deal-{deal.pk} [data-cell-form={name}] [name={name}]")
    expect(field).to_be_focused()
    return field


def a_sum_is_written_in_its_cell(hands: Hands, deal: Deal) -> None:
    """Esc gives the old one back, Enter writes the new one, the totals above follow."""
    expect(hands.page.locator("#deal-totals")).to_contain_text("50 000,00")
    cell(hands, deal, "monthly_minor").click()
    opened(hands, deal, "monthly_minor").fill("99")
    hands.axe(hands.page)
    hands.page.keyboard.press("Escape")
    expect(cell(hands, deal, "monthly_minor")).to_contain_text("20 000,00")
    cell(hands, deal, "monthly_minor").click()
    opened(hands, deal, "monthly_minor").fill("25000")
    hands.page.keyboard.press("Enter")
    expect(cell(hands, deal, "monthly_minor")).to_contain_text("25 000,00")
    expect(cell(hands, deal, "monthly_minor")).to_be_focused()
    expect(hands.page.locator("#deal-totals")).to_contain_text("55 000,00")


def tab_writes_and_goes_on(hands: Hands, deal: Deal) -> None:
    """From the name to the stage of the same row; what was typed is written on the way. Esc ends it."""
    cell(hands, deal, "title").click()
    opened(hands, deal, "title").fill("Three servers")
    hands.page.keyboard.press("Tab")
    opened(hands, deal, "stage")
    expect(hands.page.locator(f"#deal-{deal.pk} td a").first).to_have_text("Three servers")
    hands.page.keyboard.press("Escape")
    expect(cell(hands, deal, "stage")).to_be_focused()


def what_is_wrong_stays_to_be_mended(hands: Hands, deal: Deal) -> None:
    cell(hands, deal, "monthly_minor").click()
    with hands.told(422):
        opened(hands, deal, "monthly_minor").fill("plenty")
        hands.page.keyboard.press("Enter")
        expect(hands.page.locator(f"#deal-{deal.pk} .form-error")).to_be_visible()
    expect(opened(hands, deal, "monthly_minor")).to_have_value("plenty")
    hands.page.keyboard.press("Escape")
    expect(cell(hands, deal, "monthly_minor")).to_contain_text("25 000,00")


def two_write_in_one_cell(hands: Hands, deal: Deal, other: Employee) -> None:
    """The second is told what stands there by now and who wrote it; his own word is kept, and sent again."""
    cell(hands, deal, "monthly_minor").click()
    opened(hands, deal, "monthly_minor").fill("31000")
    now = Deal.objects.get(pk=deal.pk)
    change_deal(deal=now, monthly_minor=40_000_00, by=other, at=timezone.now())
    with hands.told(409, 422):
        hands.page.keyboard.press("Enter")
        row = hands.page.locator(f"#deal-{deal.pk}")
        expect(row.locator(".clash")).to_contain_text("40 000,00")
        expect(row).to_contain_text(other.name)
    expect(row.locator("[name=monthly_minor]")).to_have_value("31000")
    hands.axe(hands.page)
    mine = row.get_by_role("button", name="Сохранить моё")
    expect(mine).to_be_in_viewport(ratio=1)
    list_wrap = hands.page.locator(".list-wrap")
    assert list_wrap.evaluate("one => one.scrollWidth <= one.clientWidth"), "the list grew wider"
    mine.click()
    expect(cell(hands, deal, "monthly_minor")).to_contain_text("31 000,00")


def many_are_moved_and_one_cannot(hands: Hands, able: Deal, unable: Deal) -> None:
    """By x on the rows: one goes, the other stays, and its reason is told as a warning."""
    for deal in (able, unable):
        hands.page.locator(f"#deal-{deal.pk} [name=deal]").check()
    bar = hands.page.locator("#marked")
    expect(bar.locator("[data-bulk-count]")).to_have_text("2")
    size = bar.bounding_box()
    assert size and size["height"] < 60, "the verbs stand in one line"
    hands.axe(hands.page)
    bar.locator("[name=stage]").select_option("negotiation")
    bar.get_by_role("button", name="Перенести").click()
    done, left = hands.page.locator(".message-success"), hands.page.locator(".message-warning")
    expect(done).to_contain_text("1 сделк")
    expect(left).to_contain_text(re.compile(f"{unable.title}.*Подписание|{unable.title}.*не хватает"))
    assert colour(done) != colour(left)
    hands.look()
    stages = dict(Deal.objects.values_list("pk", "stage_id"))
    assert stages[able.pk] == "negotiation" != stages[unable.pk]


def colour(part: Locator) -> str:
    said: str = part.first.evaluate("one => getComputedStyle(one).color")
    return said
