"""The OpenAPI document: what every operation answers centrally, and one name for one shape."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema

from okno.config.idempotency import HEADER, LONGEST_KEY
from okno.config.problems import MEDIA_TYPE
from okno.ui.api import PROBLEMS, Problem

METHODS = {"get", "post", "put", "patch", "delete"}
KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same key and the same request are done once and answered alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
}
PROBLEM_REF = {"schema": {"$ref": REF_TEMPLATE.format(model="Problem")}}


class OknoSchema(OpenAPISchema):
    """Ninja lays all shapes under their class names, so that one room's `Status` would replace another's.

    Here the second of two different shapes of one name gets a number.
    """

    def _create_schema_from_model(self, *args: Any, **kwargs: Any) -> tuple[dict[str, Any], bool]:
        self.renamed: dict[str, str] = {}
        details, required = super()._create_schema_from_model(*args, **kwargs)
        return _renamed(details, self.renamed), required

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        # A shape that names a renamed one is another shape itself, so it is looked at again.
        for _round in range(len(definitions) + 1):
            placed = {name: _renamed(shape, self.renamed) for name, shape in definitions.items()}
            clashing = [name for name, shape in placed.items() if self._clashes(name, shape)]
            if not clashing:
                break
            for name in clashing:
                self.renamed[name] = self._free_name(name, placed[name])
        self.schemas.update({self.renamed.get(name, name): shape for name, shape in placed.items()})

    def _clashes(self, name: str, shape: Any) -> bool:
        return bool(self.schemas.get(self.renamed.get(name, name), shape) != shape)

    def _free_name(self, name: str, shape: Any) -> str:
        number = 2
        while self.schemas.get(f"{name}{number}", shape) != shape:
            number += 1
        return f"{name}{number}"


def _renamed(part: Any, names: dict[str, str]) -> Any:
    """The same JSON with its references pointing at the new names."""
    if isinstance(part, list):
        return [_renamed(one, names) for one in part]
    if not isinstance(part, dict):
        return part
    told = {key: _renamed(value, names) for key, value in part.items()}
    if isinstance(told.get("$ref"), str):
        head, slash, name = told["$ref"].rpartition("/")
        told["$ref"] = head + slash + names.get(name, name)
    return told


class OknoAPI(NinjaAPI):
    """Declares in every operation what the house answers centrally: problems and idempotency keys."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        schema = OknoSchema(
            self, self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        )
        schema["components"].setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
        for path in schema["paths"].values():
            for method, operation in path.items():
                if method in METHODS:
                    _declare(method, operation)
        return schema


def _declare(method: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    for status in (400, *PROBLEMS):
        answers[status] = {"description": Problem.__doc__, "content": {MEDIA_TYPE: PROBLEM_REF}}
    if method != "get":
        operation.setdefault("parameters", []).append(KEY_PARAMETER)
