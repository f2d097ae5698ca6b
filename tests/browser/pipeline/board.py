"""The board: where a card stands, how it is carried, what is said when it may not."""

import re

from django.utils import timezone
from playwright.sync_api import Locator, expect

from okno.attract.deals.actions.lose_deal import lose_deal
from okno.attract.deals.actions.move_deal import move_deal
from okno.attract.deals.models import Deal
from okno.team.people.models import Employee
from tests.browser.pipeline.hands import Hands


def card(hands: Hands, deal: Deal, stage: str) -> Locator:
    """The card of this deal in the column of this stage."""
    place = hands.page.locator(f"[data-drop={stage}] .card-deal", has_text=deal.title)
    expect(place).to_have_count(1)
    return place


def column(hands: Hands, stage: str) -> Locator:
    return hands.page.locator(f"[data-drop={stage}]")


def carries(hands: Hands, deal: Deal, stage: str, to: str) -> None:
    hands.drag(card(hands, deal, stage).locator(".card-title"), column(hands, to))


def a_card_is_moved_and_taken_back(hands: Hands, deal: Deal) -> None:
    """By the button of the toast, and by Ctrl+Z: its three days are there again."""
    for way in ("button", "Control+z"):
        expect(card(hands, deal, "qualification")).to_contain_text("3 д")
        carries(hands, deal, "qualification", "proposal")
        expect(card(hands, deal, "proposal")).to_contain_text("0 д")
        undo = hands.toast("Предложение").get_by_role("button", name="Отменить")
        if way == "button":
            undo.click()
        else:
            hands.page.keyboard.press(way)
        expect(card(hands, deal, "qualification")).to_contain_text("3 д")
        hands.toast("снова")
    assert Deal.objects.get(pk=deal.pk).stays.count() == 1


def a_refused_undo_is_told(hands: Hands, deal: Deal, other: Employee) -> None:
    """Another has moved the deal on by the time it is asked: a toast says so, with the board as it stands."""
    carries(hands, deal, "qualification", "proposal")
    undo = hands.toast("Предложение").get_by_role("button", name="Отменить")
    move_deal(deal=Deal.objects.get(pk=deal.pk), stage="documents", by=other, at=timezone.now())
    undo.click()
    hands.toast("Последним сделку перенёс другой")
    card(hands, deal, "documents")


def a_forbidden_undo_is_told(hands: Hands, deal: Deal, other: Employee) -> None:
    """The deal is a colleague's by now: what refuses stands above the page."""
    carries(hands, deal, "proposal", "qualification")
    undo = hands.toast("Квалификация").get_by_role("button", name="Отменить")
    Deal.objects.filter(pk=deal.pk).update(owner=other)
    with hands.told(403, 404):
        undo.click()
        expect(hands.page.locator("#refusal .refusal")).to_be_visible()


def a_stage_asks_for_what_is_missing(hands: Hands, deal: Deal) -> None:
    """The card waits where it was; a dialog asks for the two fields, and both go with the move."""
    dialog = hands.page.locator("#lacking")
    with hands.told(422):
        carries(hands, deal, "qualification", "negotiation")
        expect(dialog.locator("[name=monthly_minor]")).to_be_focused()
    card(hands, deal, "qualification")
    hands.axe(hands.page)
    hands.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    card(hands, deal, "qualification")
    with hands.told(422):
        carries(hands, deal, "qualification", "negotiation")
        dialog.locator("[name=monthly_minor]").fill("many")
        dialog.locator("[name=expected_on]").fill("2026-11-30")
        dialog.get_by_role("button", name="Сохранить и перенести").click()
        expect(dialog.locator(".form-error")).to_be_visible()
    expect(dialog.locator("[name=expected_on]")).to_have_value("2026-11-30")
    expect(dialog.locator("[name=monthly_minor]")).to_be_focused()
    dialog.locator("[name=monthly_minor]").fill("15000")
    dialog.get_by_role("button", name="Сохранить и перенести").click()
    expect(card(hands, deal, "negotiation")).to_contain_text(re.compile(r"15.000"))
    expect(dialog).to_be_hidden()


def a_loss_says_why_in_place(hands: Hands, deal: Deal) -> None:
    """An empty form says what is wrong inside the dialog, and keeps the words that were typed."""
    dialog = hands.page.locator("#lose")
    carries(hands, deal, "qualification", "lost")
    expect(dialog).to_be_visible()
    card(hands, deal, "qualification")
    hands.axe(hands.page)
    dialog.locator("[name=note]").fill("They will wait for spring")
    with hands.told(422):
        dialog.locator("form").evaluate("form => { form.noValidate = true }")
        dialog.get_by_role("button", name="Отметить проигрыш").click()
        expect(dialog.locator("[aria-invalid=true]").first).to_be_visible()
    expect(dialog.locator("[name=note]")).to_have_value("They will wait for spring")
    dialog.locator("[name=reason]").select_option("competitor")
    dialog.locator("[name=competitor]").fill("Rival Ltd")
    dialog.locator("[name=attitude]").first.check()
    dialog.get_by_role("button", name="Отметить проигрыш").click()
    expect(hands.page.locator(".card-deal", has_text=deal.title)).to_have_count(0)
    expect(dialog).to_be_hidden()
    expect(hands.page.locator("h1")).to_have_text("Сделки")
    lost = Deal.objects.get(pk=deal.pk)
    assert (lost.loss_reason_id, lost.competitor, lost.loss_note) == (
        "competitor",
        "Rival Ltd",
        "They will wait for spring",
    )


def a_loss_that_is_refused_is_told_in_the_dialog(hands: Hands, deal: Deal) -> None:
    """It was closed in another window while the form stood open: nothing is said behind the dialog."""
    dialog = hands.page.locator("#lose")
    carries(hands, deal, "proposal", "lost")
    dialog.locator("[name=reason]").select_option("price")
    dialog.locator("[name=attitude]").first.check()
    now = Deal.objects.select_related("owner").get(pk=deal.pk)
    lose_deal(deal=now, reason="silence", attitude="cold", by=now.owner, at=timezone.now())
    with hands.told(409):
        dialog.get_by_role("button", name="Отметить проигрыш").click()
        expect(dialog.locator(".refusal")).to_be_visible()
    hands.axe(hands.page)


def a_win_is_refused_with_help(hands: Hands, deal: Deal) -> None:
    with hands.told(409):
        carries(hands, deal, "proposal", "won")
        expect(hands.page.locator("#refusal")).to_contain_text("подпишите договор")
    card(hands, deal, "proposal")


def a_stale_move_is_told(hands: Hands, deal: Deal) -> None:
    """Another window has moved the card since: this one says where it stands and puts it back."""
    now = Deal.objects.select_related("owner").get(pk=deal.pk)
    move_deal(deal=now, stage="documents", by=now.owner, at=timezone.now())
    with hands.told(409):
        carries(hands, deal, "proposal", "qualification")
        expect(hands.page.locator("#refusal")).to_contain_text("Согласование документов")
    card(hands, deal, "proposal")


def a_card_goes_by_keys_alone(hands: Hands, deal: Deal) -> None:
    """j and k to the card, m, the number of the stage; the same way to the loss, and Esc out of it."""
    walk_to(hands, deal, "j")
    hands.page.keyboard.press("m")
    expect(hands.page.locator("#move")).to_be_visible()
    hands.axe(hands.page)
    hands.page.keyboard.press("2")
    card(hands, deal, "proposal")
    expect(hands.page.locator("#move")).to_be_hidden()
    walk_to(hands, deal, "k")
    hands.page.keyboard.press("m")
    hands.page.keyboard.press("0")
    expect(hands.page.locator("#lose [name=reason]")).to_be_focused()
    hands.page.keyboard.press("Escape")
    expect(hands.page.locator("#lose")).to_be_hidden()
    card(hands, deal, "proposal")


def walk_to(hands: Hands, deal: Deal, key: str) -> None:
    wanted = hands.page.locator(".card-deal.here", has_text=deal.title)
    for _step in range(12):
        if wanted.count():
            return
        hands.page.keyboard.press(key)
        expect(hands.page.locator("#page .here")).to_have_count(1)
    raise AssertionError(f"no card says «{deal.title}»")


def the_filters_are_chips(hands: Hands, shown: int) -> None:
    """One press and the board has fewer; the address says it, a reload keeps it, one press takes it back."""
    cards = hands.page.locator(".card-deal")
    expect(cards).to_have_count(shown)
    hands.page.locator(".chip", has_text="застоялись").click()
    expect(cards).to_have_count(0)
    expect(hands.page).to_have_url(re.compile("stale=1"))
    hands.look()
    hands.page.reload()
    expect(cards).to_have_count(0)
    hands.page.locator("#page .filters").get_by_role("link", name="Сбросить").click()
    expect(cards).to_have_count(shown)
