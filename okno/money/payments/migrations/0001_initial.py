import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("invoicing", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("loaded_at", models.DateTimeField()),
                ("documents", models.PositiveIntegerField()),
                ("added", models.PositiveIntegerField()),
                ("warnings", models.JSONField(default=list)),
                ("marked", models.JSONField(default=list)),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "own_company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.company"
                    ),
                ),
            ],
            options={
                "ordering": ["-loaded_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64, unique=True)),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "received"), ("out", "spent"), ("own", "between our accounts")],
                        max_length=3,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unclear", "waits for a person"),
                            ("matched", "matched"),
                            ("ignored", "not for invoices"),
                        ],
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("number", models.TextField(verbose_name="number")),
                ("paid_on", models.DateField(verbose_name="date")),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("allocated_minor", models.BigIntegerField(default=0, verbose_name="allocated")),
                ("other_name", models.TextField(blank=True, verbose_name="payer or payee")),
                ("other_inn", models.TextField(blank=True, verbose_name="INN")),
                ("other_account", models.TextField(blank=True, verbose_name="account")),
                ("purpose", models.TextField(blank=True, verbose_name="purpose")),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("note", models.TextField(blank=True, verbose_name="why it was set aside")),
                ("marks", models.JSONField(default=list)),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="clients.company",
                    ),
                ),
                (
                    "own_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.bankaccount",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="payments.bankstatement",
                    ),
                ),
            ],
            options={
                "ordering": ["-paid_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("on", models.DateField(verbose_name="on")),
                (
                    "advance",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advance_allocations",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="invoicing.invoice",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="payments.payment",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("status", "unclear")), fields=["paid_on"], name="payment_unclear"
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["company", "paid_on"], name="payment_of_company"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(fields=["direction", "-paid_on", "-id"], name="payment_by_direction"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("allocated_minor__lt", models.F("amount_minor")), ("direction", "in")),
                fields=["company"],
                name="payment_left",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_minor__gt", 0)), name="payment_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("allocated_minor__gte", 0), ("allocated_minor__lte", models.F("amount_minor"))
                ),
                name="payment_not_allocated_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "matched"), _negated=True),
                    ("company__isnull", False),
                    _connector="OR",
                ),
                name="payment_matched_has_client",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction", "in"), ("allocated_minor", 0), _connector="OR"),
                name="payment_only_received_allocated",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction", "in"), ("status", "ignored"), _connector="OR"),
                name="payment_only_received_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_minor__gt", 0)), name="allocation_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("advance__isnull", True), ("payment__isnull", False)),
                    models.Q(("advance__isnull", False), ("payment__isnull", True)),
                    _connector="OR",
                ),
                name="allocation_one_source",
            ),
        ),
    ]
