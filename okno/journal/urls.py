from django.urls import path

from okno.journal.views import outbox, stream, writing

app_name = "journal"

urlpatterns = [
    path("clients/<int:pk>/journal/", stream.company_stream, name="company_stream"),
    path("clients/<int:pk>/write-note/", writing.write_note, name="write_note"),
    path("journal/<int:pk>/", stream.entry, name="entry"),
    path("journal/<int:pk>/reword/", stream.reword_entry, name="reword_entry"),
    path("outbox/", outbox.outgoing_mails, name="outgoing_mails"),
    path("outbox/<int:pk>/", outbox.outgoing_mail, name="outgoing_mail"),
    path("outbox/<int:pk>/resend/", outbox.resend_mail, name="resend_mail"),
    path("outbox/<int:pk>/stop/", outbox.stop_mail, name="stop_mail"),
]
