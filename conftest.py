"""What holds for every test of the house."""

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from scripts.compile_translations import compile_all

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

# How long an example takes says something of the machine, never of the code.
settings.register_profile(
    "okno",
    # A turn of the check tries fewer, each time others; 100 is hypothesis's own number.
    max_examples=30 if "OKNO_TURN" in os.environ else 100,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("okno")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues that a pull or a hand has changed, so that no test reads yesterday's sentences.

    Workers of xdist leave it to their parent, which is done before it starts them.
    """
    if not hasattr(config, "workerinput"):
        compile_all()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Take what is loaded by now out of the garbage collector's sight: it stays for the whole run.

    Otherwise each of its passes looks through all rooms, models and shapes of the API again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Set the clock of the doors and the language to those of every test, before any fixture is made.

    A test that needs the time of this machine is marked `real_time`. The clock is set here and not by a
    fixture, because a module's fixtures are made before a function's.
    """
    from django.utils import timezone, translation

    from tests.clock import DoorClock

    # The language of the last request of the test before stays with the thread.
    translation.deactivate()

    if not isinstance(timezone.now, DoorClock):
        timezone.now = DoorClock(timezone.now)  # type: ignore[assignment]
    timezone.now.begin(is_real=item.get_closest_marker("real_time") is not None)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: "DjangoDbBlocker",
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Copy the migrated base instead of migrating for each worker, as pytest-django's fixture would."""
    from tests.prepared.base import prepared_base

    with django_db_blocker.unblock():
        base = prepared_base()
        base.__enter__()
    yield
    with django_db_blocker.unblock():
        base.__exit__(None, None, None)
