from django.urls import path

from okno.top.config import onboarding_pages, pages

app_name = "config"

urlpatterns = [
    path("search/", pages.search, name="search"),
    path("search/lines/", pages.search_lines, name="search_lines"),
    path("people/<int:pk>/holdings/", pages.employee_holdings, name="employee_holdings"),
    path("first-steps/", onboarding_pages.first_steps, name="first_steps"),
    path("first-steps/ourselves/", onboarding_pages.add_ourselves, name="add_ourselves"),
]
