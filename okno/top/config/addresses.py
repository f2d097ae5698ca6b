"""Every address of Okno: each room names its own; the API and sign-in stand beside them."""

from django.urls import include, path

from okno.ground.ui.rooms import all_rooms, path_of_room
from okno.top.config.api import api

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", api.urls),
    *[path("", include(f"{path_of_room(room.name)}.urls")) for room in all_rooms().values() if room.urls],
]
