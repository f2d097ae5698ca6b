import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("contracts", "0001_initial"),
        ("people", "0001_initial"),
        ("promises", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for payment"),
                            ("ready", "may start"),
                            ("started", "in work"),
                            ("accepted", "accepted by the client"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("accepted_on", models.DateField(null=True, verbose_name="accepted on")),
                (
                    "accepted_by_name",
                    models.CharField(blank=True, max_length=200, verbose_name="accepted by"),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="clients.company",
                    ),
                ),
                (
                    "contract",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order",
                        to="contracts.contract",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="OrderStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("prepare", "Prepare the resources"),
                            ("install", "Install and mount"),
                            ("connect", "Connect"),
                            ("survey", "Survey the place and the route"),
                            ("brief", "Agree the brief"),
                            ("produce", "Do the work"),
                            ("check", "Check"),
                            ("hand_over", "Hand over to the client"),
                        ],
                        max_length=10,
                        verbose_name="what",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("qualifier_inbound", "Qualifier, inbound"),
                            ("qualifier_outbound", "Qualifier, outbound"),
                            ("closer", "Closer"),
                            ("account_manager", "Account manager"),
                            ("assistant", "Assistant"),
                            ("project_manager", "Project manager"),
                            ("engineer", "Engineer"),
                            ("accountant", "Accountant"),
                            ("marketer", "Marketer"),
                            ("head_of_sales", "Head of sales"),
                            ("owner", "Owner"),
                        ],
                        max_length=20,
                        verbose_name="whose role",
                    ),
                ),
                ("days_before", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("after", models.ManyToManyField(related_name="before", to="delivery.orderstep")),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contractline",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="delivery.order"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("status", "accepted"), _negated=True),
                fields=["status", "released_at"],
                name="order_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("started_at__isnull", True), ("released_at__isnull", False), _connector="OR"
                ),
                name="order_started_only_released",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at__isnull", True), ("status", "waiting")),
                    models.Q(models.Q(("status", "waiting"), _negated=True), ("released_at__isnull", False)),
                    _connector="OR",
                ),
                name="order_waits_until_released",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("started_at__isnull", True), ("status__in", ["waiting", "ready"])),
                    models.Q(("started_at__isnull", False), ("status__in", ["started", "accepted"])),
                    _connector="OR",
                ),
                name="order_in_work_was_started",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("accepted_on__isnull", False),
                        ("status", "accepted"),
                        models.Q(("accepted_by_name", ""), _negated=True),
                    ),
                    models.Q(models.Q(("status", "accepted"), _negated=True), ("accepted_on__isnull", True)),
                    _connector="OR",
                ),
                name="order_accepted_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderstep",
            constraint=models.UniqueConstraint(fields=("order", "position"), name="order_step_position_once"),
        ),
        migrations.AddConstraint(
            model_name="orderstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="order_step_done_has_person",
            ),
        ),
    ]
