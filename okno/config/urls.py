"""Every address of Okno: each room names its own; the API and sign-in stand beside them."""

from django.urls import include, path

from okno.config import leaving, pages, starting
from okno.config.api import api

ROOMS_WITH_PAGES = [
    "reports",
    "people",
    "journal",
    "promises",
    "approvals",
    "clients",
    "catalog",
    "resources",
    "sales",
    "quotes",
    "contracts",
    "delivery",
    "billing",
    "compensation",
]

own = [
    path("search/", pages.search, name="search"),
    path("search/lines/", pages.search_lines, name="search_lines"),
    path("ui/", pages.components, name="components"),
    path("people/<int:pk>/holdings/", leaving.employee_holdings, name="employee_holdings"),
    path("first-steps/", starting.first_steps, name="first_steps"),
    path("first-steps/ourselves/", starting.add_ourselves, name="add_ourselves"),
    path("first-steps/remove-demo/", starting.remove_demo_view, name="remove_demo"),
]

urlpatterns = [
    path("", include((own, "config"))),
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", api.urls),
    *[path("", include(f"okno.{room}.urls")) for room in ROOMS_WITH_PAGES],
]
