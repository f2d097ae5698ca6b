import pytest

from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden
from okno.records.catalog.actions.set_coverage import set_coverage
from okno.records.catalog.models import Coverage, Service
from okno.records.catalog.tests.cast import a_location

pytestmark = pytest.mark.django_db


def test_a_service_is_present_planned_or_not_there(engineer, now):
    place = a_location()
    service = Service.objects.get()
    for status, kept in (("planned", ["planned"]), ("", []), ("present", ["present"])):
        set_coverage(location=place, statuses={service.pk: status}, by=engineer, at=now)
        assert list(Coverage.objects.values_list("status", flat=True)) == kept
    set_coverage(location=place, statuses={service.pk: "present"}, by=engineer, at=now)
    assert Entry.objects.filter(kind="catalog.coverage_set").count() == 3


def test_sellers_do_not_say_where_things_can_be_had(closer, now):
    with pytest.raises(Forbidden):
        set_coverage(location=a_location(), statuses={}, by=closer, at=now)
