"""The outbox's events."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Event

MailFailed = Event("outbox.mail_failed", _("The letter «{title}» to {to} did not go: {trouble}"))


MailResent = Event("outbox.mail_resent", _("The letter «{title}» to {to} is being sent again"))


MailStopped = Event("outbox.mail_stopped", _("The letter «{title}» to {to} is stopped"))
