"""Hypothesis profiles: `fast` by default; `--hypothesis-profile=ci` draws more, and the same examples every time."""

from hypothesis import HealthCheck, settings

settings.register_profile("fast", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("fast"), max_examples=500, derandomize=True, print_blob=True)
settings.load_profile("fast")
