import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("clients", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Capacity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="resource")),
                ("total", models.PositiveIntegerField(verbose_name="in all")),
                ("held", models.PositiveIntegerField(default=0, verbose_name="held for quotes")),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="taken")),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacities",
                        to="catalog.location",
                    ),
                ),
            ],
            options={
                "ordering": ["location__name", "kind"],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder_kind", models.CharField(max_length=40)),
                ("holder_id", models.BigIntegerField()),
                ("units", models.PositiveIntegerField(verbose_name="units")),
                ("until_on", models.DateField(null=True, verbose_name="held until")),
                (
                    "status",
                    models.CharField(
                        choices=[("held", "held"), ("taken", "taken"), ("freed", "freed")],
                        default="held",
                        max_length=5,
                        verbose_name="status",
                    ),
                ),
                ("held_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("freed_at", models.DateTimeField(null=True)),
                (
                    "capacity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="resources.capacity",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.company",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_at", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="capacity",
            constraint=models.UniqueConstraint(fields=("location", "kind"), name="capacity_once"),
        ),
        migrations.AddConstraint(
            model_name="capacity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "total__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("held"), "+", models.F("taken")
                        ),
                    )
                ),
                name="capacity_never_sold_twice",
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(
                condition=models.Q(("status", "held")), fields=["until_on"], name="hold_expiring"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(condition=models.Q(("units__gte", 1)), name="hold_of_units"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "held"), _negated=True), ("until_on__isnull", False), _connector="OR"
                ),
                name="hold_held_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "taken"), _negated=True), ("taken_at__isnull", False), _connector="OR"
                ),
                name="hold_taken_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("freed_at__isnull", False), ("status", "freed")),
                    models.Q(models.Q(("status", "freed"), _negated=True), ("freed_at__isnull", True)),
                    _connector="OR",
                ),
                name="hold_freed_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "freed"), _negated=True),
                fields=("holder_kind", "holder_id"),
                name="hold_once_per_holder",
            ),
        ),
    ]
