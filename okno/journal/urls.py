from django.urls import path

from okno.journal import views

app_name = "journal"

urlpatterns = [
    path("clients/<int:pk>/journal/", views.company_stream, name="company_stream"),
    path("clients/<int:pk>/write-note/", views.write_note, name="write_note"),
]
