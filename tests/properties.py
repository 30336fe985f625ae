"""How property tests are run."""

import os

from hypothesis import HealthCheck, settings


def examples(count: int) -> settings:
    """Run a test on so many examples, the same ones in every run.

    `GENERATED=50` in the environment makes 50 times as many, and other ones in every run.
    """
    times = int(os.environ.get("GENERATED", "0"))
    return settings(
        max_examples=count * (times or 1),
        derandomize=not times,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
