"""What each says of himself, what he is told of, and who stands above whom."""

from django.urls import reverse

from okno.team.people.actions.change_profile import change_profile
from okno.team.people.topics import TOPICS, topics_of


def test_the_settings_page(client, sign_in, closer):
    sign_in(client, closer)
    page = client.get(reverse("people:settings"))
    assert page.status_code == 200 and len(page.context["topics"]) == len(TOPICS)
    profile = reverse("people:settings")
    assert client.post(profile, {"name": ""}).status_code == 422
    assert client.post(profile, {"name": "Kostya", "phone": "1"}).status_code == 302
    closer.refresh_from_db()
    assert (closer.name, closer.phone, closer.position) == ("Kostya", "1", "")
    ticked = {"leads-in_page": "on", "day-by_mail": "on"}
    assert client.post(reverse("people:choose_notices"), ticked).status_code == 302
    assert (topics_of(closer, "in_page"), topics_of(closer, "by_mail")) == ({"leads"}, {"day"})


def test_two_change_the_same_details(client, sign_in, closer, other_closer, head, now):
    address = reverse("people:change_profile", args=[closer.pk])
    assert sign_in(client, other_closer).get(address).status_code == 403
    sign_in(client, head)
    seen = client.get(address).context["form"].fields["seen"].initial
    change_profile(employee=closer, phone="+7 900 000 00 01", by=closer, at=now)
    given = {"name": "Konstantin Headmade", "phone": "+7 900 000 00 02", "position": "", "seen": seen}
    clash = client.post(address, given)
    assert clash.status_code == 422 and "+7 900 000 00 02" in clash.content.decode()
    assert [one.by for one in clash.context["clashes"]] == [closer.name]
    assert client.post(address, {**given, "phone": ""}).status_code == 302
    closer.refresh_from_db()
    assert (closer.name, closer.phone) == ("Konstantin Headmade", "+7 900 000 00 01")


def test_head_by_the_page_and_the_api(client, sign_in, call_api, closer, head, owner):
    address = reverse("people:set_head", args=[closer.pk])
    assert sign_in(client, closer).get(address).status_code == 403
    sign_in(client, head)
    assert client.get(address).status_code == 200
    assert client.post(address, {"head": head.pk}).status_code == 302
    closer.refresh_from_db()
    assert closer.head == head
    path = f"/employees/{closer.pk}/set-head"
    assert call_api(head, "post", path, {"head_id": owner.pk}).status_code == 200
    assert call_api(closer, "post", path, {}).status_code == 403
    changed = call_api(closer, "patch", f"/employees/{closer.pk}", {"name": "Kostya"})
    assert changed.json()["name"] == "Kostya"
    mine = call_api(closer, "get", "/notices/choices").json()
    assert [one["topic"] for one in mine] == list(TOPICS)
    body = {"notices": [{"topic": "money", "in_page": False, "by_mail": True}]}
    chosen = {one["topic"]: one for one in call_api(closer, "post", "/notices/choices", body).json()}
    assert chosen["money"]["in_page"] is False and chosen["day"]["in_page"] is True


def test_the_team_is_filtered(client, sign_in, closer, other_closer, engineer, head):
    sign_in(client, head)
    address = reverse("people:employees")

    def found(query: str) -> set[str]:
        return {one.name for one in client.get(f"{address}?{query}").context["page"].items}

    assert found("role=closer") == {closer.name, other_closer.name}
    assert found("q=EGOR") == {engineer.name}
    assert found("away=on") == set()
    assert found("role=king&q=") == {closer.name, other_closer.name, engineer.name, head.name}
    assert "Nobody here" not in client.get(f"{address}?q=zzz").content.decode()
