import django.db.models.deletion
from django.db import migrations, models

import okno.ground.kernel.fulltext


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("legal_name", models.CharField(blank=True, max_length=300, verbose_name="legal name")),
                ("name", models.CharField(max_length=300, verbose_name="short name")),
                ("inn", models.CharField(blank=True, max_length=12, verbose_name="INN")),
                ("kpp", models.CharField(blank=True, max_length=9, verbose_name="KPP")),
                ("ogrn", models.CharField(blank=True, max_length=15, verbose_name="OGRN")),
                ("address", models.CharField(blank=True, max_length=500, verbose_name="address")),
                ("site", models.CharField(blank=True, max_length=200, verbose_name="site")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("is_own", models.BooleanField(default=False, verbose_name="our own")),
                ("is_client", models.BooleanField(default=False, verbose_name="client")),
                ("is_partner", models.BooleanField(default=False, verbose_name="partner")),
                ("is_supplier", models.BooleanField(default=False, verbose_name="supplier")),
                (
                    "vat_regime",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("general", "general"),
                            ("special_5", "special_5"),
                            ("special_7", "special_7"),
                            ("none", "none"),
                        ],
                        max_length=10,
                        verbose_name="VAT regime",
                    ),
                ),
                (
                    "data_issues",
                    models.JSONField(blank=True, default=list, verbose_name="doubts about the details"),
                ),
                ("status_text", models.CharField(blank=True, max_length=500, verbose_name="status")),
                ("status_at", models.DateTimeField(blank=True, null=True)),
                ("next_step", models.CharField(blank=True, max_length=500, verbose_name="next step")),
                ("next_step_on", models.DateField(blank=True, null=True, verbose_name="next step on")),
                ("client_since_on", models.DateField(blank=True, null=True, verbose_name="client since")),
                ("busy_months", models.JSONField(blank=True, default=list, verbose_name="busy months")),
                ("dead_months", models.JSONField(blank=True, default=list, verbose_name="dead months")),
                ("created_at", models.DateTimeField()),
                (
                    "search_words",
                    okno.ground.kernel.fulltext.WordsField(
                        default="", editable=False, of=("name", "legal_name", "inn", "site", "email", "phone")
                    ),
                ),
                ("sort_key", models.CharField(default="", editable=False, max_length=300)),
            ],
            options={
                "ordering": ["sort_key", "id"],
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="company_sorted"),
                    models.Index(
                        condition=models.Q(("is_client", True)),
                        fields=["sort_key", "id"],
                        name="company_clients",
                    ),
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=["email"],
                        name="company_by_email",
                    ),
                    models.Index(
                        condition=models.Q(("phone", ""), _negated=True),
                        fields=["phone"],
                        name="company_by_phone",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("inn", ""), _negated=True),
                        fields=("inn", "kpp"),
                        name="company_inn_kpp_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_own", False),
                            models.Q(
                                models.Q(("vat_regime", ""), _negated=True),
                                models.Q(("inn", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="company_own_has_regime",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_client", False), ("client_since_on__isnull", False), _connector="OR"
                        ),
                        name="company_client_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_step", ""), ("next_step_on__isnull", True)),
                            models.Q(
                                models.Q(("next_step", ""), _negated=True), ("next_step_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="company_step_has_date",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.CharField(max_length=20, verbose_name="account")),
                ("bik", models.CharField(blank=True, max_length=9, verbose_name="BIK")),
                ("bank_name", models.CharField(blank=True, max_length=300, verbose_name="bank")),
                (
                    "correspondent",
                    models.CharField(blank=True, max_length=20, verbose_name="correspondent account"),
                ),
                ("data_issues", models.JSONField(blank=True, default=list)),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="accounts",
                        to="clients.company",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["account"], name="bank_account_by_number")],
                "constraints": [
                    models.UniqueConstraint(fields=("company", "account", "bik"), name="bank_account_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountManagerTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "manager",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="manager_terms",
                        to="people.employee",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="manager_terms",
                        to="clients.company",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=["manager"],
                        name="management_current",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("company",),
                        name="management_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="management_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="position")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("messenger", models.CharField(blank=True, max_length=100, verbose_name="messenger")),
                (
                    "decision_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("decides", "decides"),
                            ("influences", "influences"),
                            ("uses", "uses"),
                            ("pays", "pays"),
                        ],
                        max_length=10,
                        verbose_name="part in the decision",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[("voice", "voice"), ("mail", "mail"), ("messenger", "messenger")],
                        max_length=9,
                        verbose_name="preferred channel",
                    ),
                ),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="quiet from")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="quiet until")),
                (
                    "left_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="no longer there since"),
                ),
                (
                    "search_words",
                    okno.ground.kernel.fulltext.WordsField(
                        default="", editable=False, of=("name", "position", "email", "phone", "messenger")
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="clients.company",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=["email"],
                        name="contact_by_email",
                    ),
                    models.Index(
                        condition=models.Q(("phone", ""), _negated=True),
                        fields=["phone"],
                        name="contact_by_phone",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from__isnull", True), ("quiet_until__isnull", True)),
                            models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="contact_quiet_hours_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NoContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=254, verbose_name="e-mail or domain")),
                ("reason", models.CharField(max_length=500, verbose_name="why")),
                ("at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("address",),
                        name="no_contact_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="no_contact_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.company"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("seller", "kind", "year"), name="number_series_once")
                ],
            },
        ),
    ]
