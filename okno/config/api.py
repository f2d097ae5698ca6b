"""The API door: every room's router in one OpenAPI document."""

from ninja import NinjaAPI

api = NinjaAPI(title="Okno", version="1.0.0", urls_namespace="api")
