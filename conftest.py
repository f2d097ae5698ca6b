"""What holds for every test of the house."""

from hypothesis import HealthCheck, settings

# How long an example takes says something of the machine, never of the code.
settings.register_profile(
    "okno",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("okno")
