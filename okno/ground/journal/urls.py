from django.urls import path

from okno.ground.journal.views import stream, writing

app_name = "journal"

urlpatterns = [
    path("clients/<int:pk>/journal/", stream.company_stream, name="company_stream"),
    path("clients/<int:pk>/write-note/", writing.write_note_view, name="write_note"),
    path("journal/<int:pk>/", stream.entry, name="entry"),
    path("journal/<int:pk>/reword/", stream.reword_entry_view, name="reword_entry"),
]
