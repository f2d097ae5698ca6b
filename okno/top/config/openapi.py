"""The OpenAPI document: what every operation answers centrally, and one name for one shape."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.operation import Operation

from okno.ground.ui.api import PROBLEMS, Problem
from okno.top.config.idempotency import HEADER, LONGEST_KEY
from okno.top.config.problems import MEDIA_TYPE

METHODS = {"get", "post", "put", "patch", "delete"}
KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same key and the same request are done once and answered alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY},
}
PROBLEM_REF = {"schema": {"$ref": REF_TEMPLATE.format(model="Problem")}}


class NameClash(Exception):
    """Two things of the document have one name: an SDK made from it could keep only one of them."""


class OknoSchema(OpenAPISchema):
    """Ninja lays all shapes under their class names and lets the last one win; here a clash is an error."""

    def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
        """Add the shapes of one operation. Raises NameClash when a different shape of that name is there."""
        for name, shape in definitions.items():
            if self.schemas.setdefault(name, shape) != shape:
                raise NameClash(f"two shapes are named {name}: give one of the classes another name")

    def operation_details(self, operation: Operation) -> dict[str, Any]:
        """Return the operation as the document has it. Raises NameClash when its operationId is taken."""
        name = operation.operation_id or self.api.get_openapi_operation_id(operation)
        if name in self.all_operation_ids:
            raise NameClash(
                f"two operations are named {name}: {operation.view_func.__module__} has the second"
            )
        return super().operation_details(operation)


class OknoAPI(NinjaAPI):
    """Declares in every operation what the house answers centrally: problems and idempotency keys."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._documents: dict[str, OpenAPISchema] = {}

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the verb: `issue_invoice_api` of any room is `issue_invoice`, a list is `list_invoices`."""
        return operation.view_func.__name__.removesuffix("_api")

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the document, made once for each prefix: it takes a second, and code does not change."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        if prefix not in self._documents:
            self._documents[prefix] = self._make_document(prefix)
        return self._documents[prefix]

    def _make_document(self, prefix: str) -> OpenAPISchema:
        schema = OknoSchema(self, prefix)
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
