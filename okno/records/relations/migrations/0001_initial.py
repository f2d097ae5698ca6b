import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayClose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("at", models.DateTimeField(verbose_name="closed at")),
                ("statuses_count", models.PositiveIntegerField(verbose_name="clients with a fresh status")),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed_days",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "id"],
                "constraints": [models.UniqueConstraint(fields=("employee", "on"), name="day_close_once")],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=2000, verbose_name="what to know")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for the receiver"),
                            ("acknowledged", "acknowledged"),
                            ("superseded", "handed on to another"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("handed_at", models.DateTimeField(verbose_name="handed over")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "rating",
                    models.PositiveSmallIntegerField(null=True, verbose_name="how warm the relationship is"),
                ),
                (
                    "impression",
                    models.CharField(blank=True, max_length=2000, verbose_name="first impression"),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="clients.company",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers_given",
                        to="people.employee",
                        verbose_name="who gives",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers_received",
                        to="people.employee",
                        verbose_name="who receives",
                    ),
                ),
            ],
            options={
                "ordering": ["-handed_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "waiting")),
                        fields=["receiver"],
                        name="handover_waiting_for",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("company",),
                        name="handover_waiting_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("status", "waiting")),
                            models.Q(
                                models.Q(("status", "waiting"), _negated=True), ("closed_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="handover_closed_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "acknowledged"), _negated=True),
                            ("rating__range", (1, 5)),
                            _connector="OR",
                        ),
                        name="handover_acknowledged_has_rating",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True),
                        name="handover_to_another",
                    ),
                ],
            },
        ),
    ]
