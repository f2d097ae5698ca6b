import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Location",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="what it is called")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="what it is called")),
                ("parameters", models.JSONField(default=list, verbose_name="parameters")),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="FloorFormula",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("starts_on", models.DateField(unique=True, verbose_name="in force from")),
                ("overhead_bp", models.PositiveIntegerField(verbose_name="overheads, of the monthly cost")),
                ("seller_share_bp", models.PositiveIntegerField(verbose_name="seller's share, of the price")),
                (
                    "partner_share_bp",
                    models.PositiveIntegerField(default=0, verbose_name="partner's share, of the price"),
                ),
                ("tax_bp", models.PositiveIntegerField(default=0, verbose_name="turnover tax, of the price")),
                ("margin_bp", models.PositiveIntegerField(verbose_name="minimal margin, of the price")),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "margin_bp__lt",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.Value(10000), "-", models.F("seller_share_bp")
                                        ),
                                        "-",
                                        models.F("partner_share_bp"),
                                    ),
                                    "-",
                                    models.F("tax_bp"),
                                ),
                            )
                        ),
                        name="floor_formula_leaves_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Configuration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="what it is called")),
                ("parameters", models.JSONField(default=dict)),
                ("monthly_minor", models.BigIntegerField(verbose_name="monthly, without VAT")),
                ("one_off_minor", models.BigIntegerField(default=0, verbose_name="one-off, without VAT")),
                ("resource_kind", models.CharField(blank=True, max_length=30, verbose_name="resource")),
                ("units", models.PositiveIntegerField(default=1, verbose_name="units of the resource")),
                (
                    "setup_days",
                    models.PositiveSmallIntegerField(default=3, verbose_name="working days to set up"),
                ),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered")),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="configurations",
                        to="catalog.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "ordering": ["service__name", "monthly_minor", "id"],
            },
        ),
        migrations.CreateModel(
            name="CostItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="what")),
                (
                    "kind",
                    models.CharField(
                        choices=[("monthly", "every month"), ("outlay", "one-off outlay")],
                        max_length=7,
                        verbose_name="kind",
                    ),
                ),
                ("amount_minor", models.BigIntegerField(verbose_name="amount, without VAT")),
                (
                    "payback_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="paid back over, months"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="in force from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="in force until")),
                (
                    "configuration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="catalog.configuration",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.company",
                    ),
                ),
            ],
            options={
                "ordering": ["configuration", "name", "starts_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("configuration", "name", "starts_on"), name="cost_item_starts_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("configuration", "name"),
                        name="cost_item_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_minor__gte", 0)), name="cost_item_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "monthly"), ("payback_months__isnull", True)),
                            models.Q(("kind", "outlay"), ("payback_months__gte", 1)),
                            _connector="OR",
                        ),
                        name="cost_item_outlay_has_payback",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="cost_item_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Coverage",
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
                        choices=[("present", "available"), ("planned", "planned")],
                        default="present",
                        max_length=7,
                        verbose_name="status",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverage",
                        to="catalog.location",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverage",
                        to="catalog.service",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("service", "location"), name="coverage_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["present", "planned"])),
                        name="coverage_has_a_known_status",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="configuration",
            constraint=models.CheckConstraint(
                condition=models.Q(("monthly_minor__gte", 0), ("one_off_minor__gte", 0)),
                name="configuration_prices_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="configuration",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__gte", 1)), name="configuration_takes_units"
            ),
        ),
    ]
