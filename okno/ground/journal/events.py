"""The journal's own events."""

from django.utils.translation import gettext_lazy as _

from okno.ground.kernel.events import Audience, Event

NoteWritten = Event("journal.note_written", _("Note: {text}"))


CallLogged = Event("journal.call_logged", _("Call: {text}"))


MeetingLogged = Event("journal.meeting_logged", _("Meeting: {text}"))


NoteShown = Event("journal.note_shown", _("Note: {text}"), to_client=True)


CallShown = Event("journal.call_shown", _("Call: {text}"), to_client=True)


MeetingShown = Event("journal.meeting_shown", _("Meeting: {text}"), to_client=True)


# The words are the person's own, as the client reads them; who may not read the entry may not read these.
EntryReworded = Event("journal.entry_reworded", "{text}", to_client=True)


PricesReworded = Event("journal.prices_reworded", "{text}", audience=Audience.PRICES, to_client=True)


GuardRefused = Event("journal.guard_refused", _("Guard {guard} refused: {reason}"))


FieldsChanged = Event("journal.fields_changed", _("Changed: {changes}"))


# The same of sums and shares, for those who read prices (guard 8).
PricesChanged = Event("journal.prices_changed", _("Changed: {changes}"), audience=Audience.PRICES)
