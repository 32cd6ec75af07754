"""How hard the property tests try: `--hypothesis-profile=thorough` tries for as long as a night has hours."""

import pytest
from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("quick", max_examples=50, deadline=None, suppress_health_check=SLOW)
settings.register_profile("thorough", max_examples=5000, deadline=None, suppress_health_check=SLOW)


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("quick")
