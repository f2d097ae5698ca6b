"""The fixed cast of the rooms' tests serves the tests across rooms too."""

from okno.conftest import *  # noqa: F403 - fixtures, by their names
