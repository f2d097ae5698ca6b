import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("contracts", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BillingRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("through_on", models.DateField(verbose_name="through")),
                (
                    "status",
                    models.CharField(
                        choices=[("running", "running"), ("done", "done")],
                        default="running",
                        max_length=7,
                        verbose_name="status",
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("seller", models.PositiveBigIntegerField(default=0)),
                ("client", models.PositiveBigIntegerField(default=0)),
                ("services_total", models.PositiveIntegerField(default=0)),
                ("services_done", models.PositiveIntegerField(default=0)),
                ("invoices", models.PositiveIntegerField(default=0)),
                ("gross_minor", models.BigIntegerField(default=0)),
                ("problems", models.JSONField(default=list)),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "first invoice (advance)"),
                            ("first_days", "first days, from the advance"),
                            ("monthly", "monthly"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("starts_on", models.DateField(null=True, verbose_name="period from")),
                ("ends_on", models.DateField(null=True, verbose_name="period until")),
                ("net_minor", models.BigIntegerField(verbose_name="without VAT")),
                ("vat_minor", models.BigIntegerField(verbose_name="VAT")),
                ("gross_minor", models.BigIntegerField(verbose_name="to pay")),
                ("paid_minor", models.BigIntegerField(default=0, verbose_name="paid")),
                ("paid_on", models.DateField(null=True, verbose_name="paid in full on")),
                ("advance_minor", models.BigIntegerField(default=0, verbose_name="advance in it")),
                ("advance_used_minor", models.BigIntegerField(default=0, verbose_name="advance used")),
                (
                    "company",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="clients.company",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="contracts.contract",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="invoicing.billingrun",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.company",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="what")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("billed_through_on", models.DateField(verbose_name="charged through")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="clients.company",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="contracts.contract",
                    ),
                ),
                (
                    "contract_line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscription",
                        to="contracts.contractline",
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.company",
                    ),
                ),
            ],
            options={
                "ordering": ["company", "id"],
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("one_off", "one-off"),
                            ("advance", "advance of one month"),
                            ("period", "for a period"),
                        ],
                        max_length=7,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("starts_on", models.DateField(null=True)),
                ("ends_on", models.DateField(null=True)),
                ("vat_rate_bp", models.PositiveIntegerField()),
                ("net_minor", models.BigIntegerField()),
                ("vat_minor", models.BigIntegerField()),
                ("gross_minor", models.BigIntegerField()),
                (
                    "contract_line",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contractline",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoice_lines",
                        to="invoicing.subscription",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SubscriptionTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("price_minor", models.BigIntegerField()),
                ("currency", models.CharField(choices=[("RUB", "Rub")], default="RUB", max_length=3)),
                ("vat_included", models.BooleanField(verbose_name="with VAT inside")),
                ("quantity", models.PositiveIntegerField()),
                ("paused", models.BooleanField(default=False)),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "fee_minor",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(paused=True, then=models.Value(0)),
                            default=django.db.models.expressions.CombinedExpression(
                                models.F("price_minor"), "*", models.F("quantity")
                            ),
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="invoicing.subscription",
                    ),
                ),
            ],
            options={
                "ordering": ["subscription", "starts_on"],
            },
        ),
        migrations.AddConstraint(
            model_name="billingrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "running")),
                fields=("through_on",),
                name="billing_run_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="billingrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", True), ("status", "running")),
                    models.Q(("finished_at__isnull", False), ("status", "done")),
                    _connector="OR",
                ),
                name="billing_run_done_has_date",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("paid_on__isnull", True)),
                fields=["company", "due_on"],
                name="invoice_open",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["company", "-issued_on"], name="invoice_of_company"),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("advance_used_minor__lt", models.F("advance_minor"))),
                fields=["company"],
                name="invoice_advance_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                fields=("seller", "year", "sequence"), name="invoice_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "first")), fields=("contract",), name="invoice_first_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "gross_minor",
                        django.db.models.expressions.CombinedExpression(
                            models.F("net_minor"), "+", models.F("vat_minor")
                        ),
                    )
                ),
                name="invoice_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("paid_minor__gte", 0), ("paid_minor__lte", models.F("gross_minor"))),
                name="invoice_not_overpaid",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paid_minor__lt", models.F("gross_minor")), ("paid_on__isnull", True)),
                    models.Q(("paid_minor", models.F("gross_minor")), ("paid_on__isnull", False)),
                    _connector="OR",
                ),
                name="invoice_paid_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("advance_used_minor__gte", 0),
                    ("advance_used_minor__lte", models.F("advance_minor")),
                    ("advance_minor__lte", models.F("gross_minor")),
                ),
                name="invoice_advance_never_used_twice",
            ),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["seller", "company"], name="subscription_to_bill"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="subscription_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "period")),
                fields=("subscription", "starts_on"),
                name="invoice_line_no_day_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "gross_minor",
                        django.db.models.expressions.CombinedExpression(
                            models.F("net_minor"), "+", models.F("vat_minor")
                        ),
                    )
                ),
                name="invoice_line_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoiceline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ends_on__gte", models.F("starts_on")),
                        ("kind", "period"),
                        ("starts_on__isnull", False),
                        ("subscription__isnull", False),
                    ),
                    models.Q(
                        models.Q(("kind", "period"), _negated=True),
                        ("ends_on__isnull", True),
                        ("starts_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="invoice_line_period_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="subscriptionterm",
            index=models.Index(
                condition=models.Q(("fee_minor__gt", 100000000000000)),
                fields=["subscription"],
                name="term_fee_too_large",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriptionterm",
            constraint=models.UniqueConstraint(fields=("subscription", "starts_on"), name="term_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="subscriptionterm",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ends_on__isnull", True)), fields=("subscription",), name="term_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriptionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="term_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriptionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("price_minor__gte", 0)), name="term_price_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriptionterm",
            constraint=models.CheckConstraint(condition=models.Q(("quantity__gte", 1)), name="term_quantity"),
        ),
        migrations.AddConstraint(
            model_name="subscriptionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "price_minor__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.Value(9223372036854775807),
                            "/",
                            django.db.models.functions.comparison.NullIf("quantity", 0),
                        ),
                    )
                ),
                name="term_fee_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscriptionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__in", ["RUB"])), name="term_currency_is_billed"
            ),
        ),
    ]
