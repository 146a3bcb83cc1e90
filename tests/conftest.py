"""What holds for all tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine's other work than about the code: time is measured in benchmarks/.
settings.register_profile("qualcode", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("qualcode")
