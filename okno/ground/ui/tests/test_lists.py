from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.test import RequestFactory

from okno.ground.ui.lists import page_of

pytestmark = pytest.mark.django_db


def walk(queryset: Any, size: int, path: str = "/list/?mine=1") -> list[list[Any]]:
    pages = []
    while path:
        page = page_of(RequestFactory().get(path), queryset, size)
        pages.append(page.items)
        path = page.next_url
        assert len(pages) < 500
    return pages


@pytest.mark.parametrize("size", [1, 3, 50, 1000])
@pytest.mark.parametrize(
    "order",
    [
        [],
        ["codename"],
        ["-codename"],
        ["content_type__app_label", "-codename"],
        ["-content_type_id", "codename", "pk"],
    ],
)
def test_pages_together_are_the_list(size: int, order: list[str]):
    queryset = Permission.objects.select_related("content_type").order_by(
        *(order or Permission._meta.ordering)
    )
    whole = list(queryset.order_by(*queryset.query.order_by, "pk"))
    if order and order[0].startswith("-") and "pk" not in order:
        whole = list(queryset.order_by(*order, "-pk"))
    pages = walk(queryset, size)
    assert [one.pk for page in pages for one in page] == [one.pk for one in whole]
    assert all(len(page) == size for page in pages[:-1])


def test_a_row_added_before_does_not_repeat_one_that_was_shown():
    Group.objects.bulk_create(Group(name=f"g{number:02}") for number in range(6))
    first = page_of(RequestFactory().get("/list/"), Group.objects.order_by("name"), 3)
    Group.objects.create(name="a-newcomer")
    second = page_of(RequestFactory().get(first.next_url), Group.objects.order_by("name"), 3)
    assert [group.name for group in second] == ["g03", "g04", "g05"]
    assert not second.has_more


def test_the_filter_stays_in_the_next_address():
    Group.objects.bulk_create(Group(name=name) for name in "abc")
    page = page_of(RequestFactory().get("/list/?q=ромашка&mine=1"), Group.objects.order_by("name"), 2)
    assert page.next_url.startswith("/list/?q=%D1%80%D0%BE%D0%BC%D0%B0%D1%88%D0%BA%D0%B0&mine=1&after=")


def test_an_order_by_a_count_goes_by_places():
    from django.db.models import Count

    queryset = ContentType.objects.annotate(many=Count("permission")).order_by("-many", "pk")
    assert [one.pk for page in walk(queryset, 4) for one in page] == [one.pk for one in queryset]


@pytest.mark.parametrize(
    "cursor",
    ["x", "[]", "[null,1]", '["a"]', "{}", "-5", "9" * 20, '[{"on":"x"},1]', "[[1],2]", "[" * 6000],
)
def test_what_is_not_a_cursor_gives_the_first_page(cursor: str):
    Group.objects.bulk_create(Group(name=name) for name in "abc")
    request = RequestFactory().get("/list/", {"after": cursor})
    assert [group.name for group in page_of(request, Group.objects.order_by("name"), 2)] == ["a", "b"]


@pytest.mark.parametrize(
    "cursor",
    ['["abc",1]', "[true,1]", "[1,1]", '[{"at":"0001-01-01T00:00:00+14:00"},1]', '[{"on":"0001-01-01"},"x"]'],
)
def test_a_cursor_of_another_column_gives_the_first_page(cursor: str):
    request = RequestFactory().get("/list/", {"after": cursor})
    page = page_of(request, Session.objects.order_by("-expire_date"), 2)
    assert (page.items, page.is_first) == ([], True)


def test_a_count_is_told_up_to_a_thousand(settings: Any):
    settings.LANGUAGE_CODE = "en"
    Group.objects.bulk_create(Group(name=f"{number:05}") for number in range(1_000))
    page = page_of(RequestFactory().get("/list/"), Group.objects.order_by("name"))
    assert page.count_text == "1,000"
    Group.objects.create(name="one more")
    assert page_of(RequestFactory().get("/list/"), Group.objects.order_by("name")).count_text == (
        "more than 1,000"
    )
