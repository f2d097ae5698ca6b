from django.urls import path

from okno.attract.quotes.views import feasibilities, lines, offers, panels, quotes

app_name = "quotes"

urlpatterns = [
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<int:pk>/", quotes.quote, name="quote"),
    path("quotes/<int:pk>/change-terms/", quotes.change_terms_view, name="change_terms"),
    path("quotes/<int:pk>/send/", quotes.send_quote_view, name="send_quote"),
    path("quotes/<int:pk>/revise/", quotes.revise_quote_view, name="revise_quote"),
    path("quotes/<int:pk>/accept/", quotes.accept_quote_view, name="accept_quote"),
    path("quotes/<int:pk>/decline/", quotes.decline_quote_view, name="decline_quote"),
    path("quotes/<int:pk>/add-line/", lines.add_line_view, name="add_line"),
    path("quotes/<int:pk>/ask-feasibility/", lines.ask_all_view, name="ask_all"),
    path("quote-lines/<int:pk>/change/", lines.change_line_view, name="change_line"),
    path("quote-lines/<int:pk>/remove/", lines.remove_line_view, name="remove_line"),
    path("quote-lines/<int:pk>/ask-feasibility/", lines.ask_feasibility_view, name="ask_feasibility"),
    path(
        "quote-lines/<int:pk>/ask-price-approval/", lines.ask_price_approval_view, name="ask_price_approval"
    ),
    path("feasibilities/", feasibilities.feasibilities, name="feasibilities"),
    path(
        "feasibilities/<int:pk>/confirm/", feasibilities.confirm_feasibility_view, name="confirm_feasibility"
    ),
    path("feasibilities/<int:pk>/refuse/", feasibilities.refuse_feasibility_view, name="refuse_feasibility"),
    path("deals/<int:pk>/draft-quote/", quotes.draft_quote_view, name="draft_quote"),
    path("deals/<int:pk>/quotes/", panels.deal_quotes, name="deal_quotes"),
    path("companies/<int:pk>/quotes/", panels.company_quotes, name="company_quotes"),
    path("q/<str:token>/", offers.offer, name="offer"),
    path("q/<str:token>/accept/", offers.accept_offer, name="accept_offer"),
    path("q/<str:token>/decline/", offers.decline_offer, name="decline_offer"),
]
