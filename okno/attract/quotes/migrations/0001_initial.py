import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("clients", "0001_initial"),
        ("deals", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Quote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("vat_included", models.BooleanField(default=False, verbose_name="prices include VAT")),
                ("term_months", models.PositiveSmallIntegerField(default=12, verbose_name="term, months")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("sent", "sent"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("expired", "expired"),
                            ("superseded", "replaced by a new version"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("valid_until_on", models.DateField(verbose_name="valid until")),
                ("token", models.CharField(max_length=43, unique=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "accepted_by_name",
                    models.CharField(blank=True, max_length=200, verbose_name="accepted by"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="clients.company",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quotes", to="deals.deal"
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.company"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="QuoteLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300, verbose_name="what")),
                ("parameters", models.JSONField(default=dict, verbose_name="parameters")),
                ("quantity", models.PositiveIntegerField(default=1, verbose_name="quantity")),
                ("monthly_minor", models.BigIntegerField(verbose_name="monthly per unit")),
                ("one_off_minor", models.BigIntegerField(default=0, verbose_name="one-off per unit")),
                ("revision", models.PositiveIntegerField(default=1)),
                (
                    "configuration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.configuration",
                        verbose_name="configuration",
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.location",
                        verbose_name="place",
                    ),
                ),
                (
                    "quote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="quotes.quote"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Feasibility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("confirmed", "confirmed"),
                            ("refused", "cannot be delivered"),
                            ("void", "void"),
                        ],
                        default="asked",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[("rule", "free capacity"), ("engineer", "engineer")],
                        max_length=8,
                        verbose_name="on whose word",
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "ready_days",
                    models.PositiveSmallIntegerField(
                        null=True, verbose_name="ready in, working days after the start"
                    ),
                ),
                ("holds_until_on", models.DateField(null=True, verbose_name="holds until")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "asked_by",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feasibilities",
                        to="quotes.quoteline",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(
                fields=("seller", "year", "sequence", "version"), name="quote_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "draft"), _negated=True), ("sent_at__isnull", True), _connector="OR"
                ),
                name="quote_draft_not_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["sent", "accepted", "declined", "expired"]), _negated=True),
                    ("sent_at__isnull", False),
                    _connector="OR",
                ),
                name="quote_sent_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["accepted", "declined"]), _negated=True),
                    ("answered_at__isnull", False),
                    _connector="OR",
                ),
                name="quote_answered_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="quote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "accepted")), fields=("deal",), name="quote_accepted_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.UniqueConstraint(fields=("quote", "position"), name="quote_line_position_once"),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.CheckConstraint(
                condition=models.Q(("monthly_minor__gte", 0), ("one_off_minor__gte", 0)),
                name="quote_line_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="quoteline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", 1)), name="quote_line_quantity"
            ),
        ),
        migrations.AddConstraint(
            model_name="feasibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "confirmed"), _negated=True),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("holds_until_on__isnull", False),
                        ("ready_days__isnull", False),
                        models.Q(("basis", ""), _negated=True),
                        models.Q(("basis", "rule"), ("answered_by__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="feasibility_confirmed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="feasibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "refused"), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="feasibility_refused_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="feasibility",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["asked", "confirmed"])),
                fields=("line",),
                name="feasibility_live_once",
            ),
        ),
    ]
