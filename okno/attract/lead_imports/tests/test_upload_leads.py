"""A file of leads is kept between its preview and its load; what nobody loads in a week goes."""

from datetime import timedelta

import pytest

from okno.attract.lead_imports.actions.upload_leads import upload_leads
from okno.attract.lead_imports.models import LeadsFile
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import VISITOR
from okno.ground.kernel.errors import Forbidden, Invalid

pytestmark = pytest.mark.django_db
CONTENT = b"company,email\nAcme,a@acme.test\n"
WEEK = timedelta(days=7)


def upload(by, at, content=CONTENT, name="leads.csv"):
    return upload_leads(content=content, name=name, by=by, at=at)


def test_it_is_kept_as_it_came_and_nothing_has_happened_yet(marketer, now):
    before = Entry.objects.count()
    file = upload(marketer, now)
    file.refresh_from_db()
    assert (file.name, bytes(file.content), file.loaded_at) == ("leads.csv", CONTENT, None)
    assert (file.uploaded_by, file.uploaded_at) == (marketer, now)
    assert (Lead.objects.count(), Entry.objects.count()) == (0, before)


def test_what_nobody_loaded_in_a_week_goes_and_what_was_loaded_stays(head, now):
    forgotten, loaded, fresh = (upload(head, at) for at in (now, now, now + timedelta(seconds=1)))
    LeadsFile.objects.filter(pk=loaded.pk).update(loaded_at=now)
    new = upload(head, now + WEEK + timedelta(seconds=1))
    assert set(LeadsFile.objects.values_list("pk", flat=True)) == {loaded.pk, fresh.pk, new.pk}
    assert forgotten.pk not in (loaded.pk, fresh.pk)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rest", b"company,email\n"])
def test_what_is_no_file_of_leads_is_not_kept(content, head, now):
    with pytest.raises(Invalid):
        upload(head, now, content=content)
    assert not LeadsFile.objects.exists()


def test_who_sells_uploads_nothing(closer, now):
    for other in (closer, VISITOR):
        with pytest.raises(Forbidden):
            upload(other, now)
    assert not LeadsFile.objects.exists()
