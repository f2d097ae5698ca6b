"""The OpenAPI document is what an SDK is made from: each name in it is one thing, and says which."""

import json
import re
from pathlib import Path
from typing import Any, Literal

import pytest
from ninja import NinjaAPI, Router

import okno
from okno.ground.ui.api import Answer, Body
from okno.ground.ui.rooms import all_rooms
from okno.top.config.api import api
from okno.top.config.openapi import METHODS, NameClash, OknoAPI


@pytest.fixture(scope="module")
def document() -> Any:
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def operations(document: Any) -> list[dict[str, Any]]:
    return [each for path in document["paths"].values() for name, each in path.items() if name in METHODS]


def a_shape(base: type, name: str, **fields: object) -> type:
    return type(name, (base,), {"__module__": __name__, "__annotations__": fields})


def an_api(*, functions: tuple[str, str], answers: tuple[type, type]) -> NinjaAPI:
    """An API of two operations, `/0` and `/1`, each with its function's name and its answer."""
    made, router = OknoAPI(urls_namespace="clash"), Router()
    for place, (name, answer) in enumerate(zip(functions, answers, strict=True)):

        def operation(request: object) -> None: ...

        operation.__name__ = name
        router.get(f"/{place}", response=answer)(operation)
    made.add_router("", router)
    return made


def test_every_name_of_the_document_is_one_thing(document):
    assert len(document["components"]["schemas"]) > 250
    assert not [name for name in document["components"]["schemas"] if re.search(r"\d$", name)]


def test_an_operation_stands_with_its_room(document):
    """The reader of the document looks for payments among payments, not under a name that rooms had once."""
    rooms = set(all_rooms())
    tags = {operation["operationId"]: operation.get("tags", []) for operation in operations(document)}
    assert {name: each for name, each in tags.items() if len(each) != 1 or each[0] not in rooms} == {}
    assert tags["list_payments"] == ["payments"] and tags["list_leads"] == ["leads"]


def test_two_shapes_of_one_name_clash():
    answers = a_shape(Answer, "ThingAnswer", id=int), a_shape(Answer, "ThingAnswer", id=str)
    with pytest.raises(NameClash, match="two shapes are named Thing"):
        an_api(functions=("get_thing", "get_other"), answers=answers).get_openapi_schema(path_prefix="")


def test_two_operations_of_one_name_clash():
    answer = a_shape(Answer, "ThingAnswer", id=int)
    with pytest.raises(NameClash, match="two operations are named get_thing"):
        an_api(functions=("get_thing", "get_thing"), answers=(answer, answer)).get_openapi_schema(
            path_prefix=""
        )


def test_an_operation_is_named_as_its_verb_and_an_answer_as_its_thing():
    answer = a_shape(Answer, "ThingAnswer", id=int)
    made = an_api(functions=("add_thing_api", "get_thing"), answers=(answer, answer))
    document = made.get_openapi_schema(path_prefix="")
    assert [each["operationId"] for each in operations(document)] == ["add_thing", "get_thing"]
    assert "Thing" in document["components"]["schemas"]


def test_what_changes_anything_is_named_as_its_action(document):
    """The document, the page and the code say one word for one verb."""
    rooms = Path(okno.__file__).parent
    verbs = {path.stem for path in rooms.rglob("actions/*.py")}
    # A list that heads keep says its own noun: change_item is change_stage there.
    nouns = ("question", "loss_reason", "stage")
    verbs |= {verb.replace("item", noun) for verb in verbs if "_item" in verb for noun in nouns}
    writes = [each["operationId"] for path in document["paths"].values() for each in _writes(path)]
    assert len(writes) > 100
    assert [name for name in writes if name not in verbs] == []


def _writes(path: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for method, each in path.items() if method in METHODS - {"get"}]


def test_a_body_is_named_as_its_verb(document):
    wrong = []
    for each in operations(document):
        for content in each.get("requestBody", {}).get("content", {}).values():
            words = each["operationId"].split("_")
            wanted = "".join(word.capitalize() for word in words) + "Body"
            names = re.findall(r"/schemas/(\w+)", json.dumps(content["schema"]))
            if names and names != [wanted]:
                wrong.append((each["operationId"], names))
    assert wrong == []


def test_only_reads_are_gets_and_only_reads_list_or_get(document):
    for path in document["paths"].values():
        for method, each in path.items():
            reads = each["operationId"].startswith(("get_", "list_", "search", "try_"))
            assert reads == (method == "get"), each["operationId"]


def test_a_change_is_a_patch(document):
    for address, path in document["paths"].items():
        assert not address.endswith("/change"), address
        for method, each in path.items():
            if each["operationId"].startswith("change_"):
                assert method == "patch", each["operationId"]


def test_no_list_of_values_is_without_a_name(document):
    def inside(part: Any) -> bool:
        if isinstance(part, list):
            return any(map(inside, part))
        return isinstance(part, dict) and ("enum" in part or any(map(inside, part.values())))

    shapes = document["components"]["schemas"]
    assert [name for name, shape in shapes.items() if inside(shape.get("properties"))] == []
    assert inside(a_shape(Body, "PaintBody", colour=Literal["red", "blue"]).model_json_schema())


def test_every_reference_of_the_document_leads_somewhere(document):
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert named <= set(document["components"]["schemas"])


def test_an_address_answers_each_of_its_methods(document, client, db):
    """One address in two routers is two to Django: the first answers 405 for the other's methods."""
    for address, path in document["paths"].items():
        place = re.sub(r"\{\w+\}", "1", address.replace("{on}", "2026-10-12"))
        for method in METHODS & path.keys():
            assert client.generic(method.upper(), place).status_code == 401, (method, address)
