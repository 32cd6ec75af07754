"""How hard the property tests try, and the browser and the site that several modules share.

`--hypothesis-profile=thorough` tries for as long as a night has hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser import launched
from hypothesis import HealthCheck, settings
from site_build import site
from site_server import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("quick", max_examples=50, deadline=None, suppress_health_check=SLOW)
settings.register_profile("thorough", max_examples=5000, deadline=None, suppress_health_check=SLOW)


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("quick")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium."""
    with launched() as started:
        yield started


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """The address of the site, served on this machine."""
    with served(site().folder) as address:
        yield address
