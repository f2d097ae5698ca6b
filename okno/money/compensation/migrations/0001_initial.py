import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SAYS = "a locked payslip never changes"
LOCKED = "EXISTS (SELECT 1 FROM compensation_payslip WHERE id = {row}.payslip_id AND status = 'locked')"
# Trigger: event, table, when it refuses.
TRIGGERS = {
    "payslip_locked_no_update": ("UPDATE", "compensation_payslip", "OLD.status = 'locked'"),
    "payslip_locked_no_delete": ("DELETE", "compensation_payslip", "OLD.status = 'locked'"),
    "earning_locked_no_insert": ("INSERT", "compensation_earningline", LOCKED.format(row="NEW")),
    "earning_locked_no_delete": ("DELETE", "compensation_earningline", LOCKED.format(row="OLD")),
    "earning_locked_no_update": (
        "UPDATE",
        "compensation_earningline",
        f"{LOCKED.format(row='OLD')} OR {LOCKED.format(row='NEW')}",
    ),
}


def forbid(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = editor.connection.vendor == "postgresql"
    for name, (event, table, refused) in TRIGGERS.items():
        if is_postgresql:
            gives = "OLD" if event == "DELETE" else "NEW"
            editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {refused} THEN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; "
                f"END IF; RETURN {gives}; END $$"
            )
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )


def permit(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for name, (_event, table, _refused) in TRIGGERS.items():
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER {name} ON {table}")
            editor.execute(f"DROP FUNCTION {name}()")
        else:
            editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("contracts", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "role",
                    models.CharField(
                        blank=True,
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
                        verbose_name="role",
                    ),
                ),
                ("agreed_on", models.DateField(verbose_name="agreed on")),
                ("starts_on", models.DateField(verbose_name="in force from")),
                ("ends_on", models.DateField(null=True, verbose_name="until")),
                (
                    "employee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Payslip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month_on", models.DateField(verbose_name="month")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("locked", "locked")],
                        default="open",
                        max_length=6,
                        verbose_name="status",
                    ),
                ),
                ("payable_minor", models.BigIntegerField(default=0, verbose_name="payable")),
                (
                    "earned_minor",
                    models.BigIntegerField(default=0, verbose_name="earned, waits for its condition"),
                ),
                ("held_minor", models.BigIntegerField(default=0, verbose_name="held back")),
                (
                    "advertising_carried_minor",
                    models.BigIntegerField(
                        default=0, verbose_name="own advertising carried to the next month"
                    ),
                ),
                (
                    "overpaid_carried_minor",
                    models.BigIntegerField(default=0, verbose_name="overpaid, carried to the next month"),
                ),
                ("drawn_at", models.DateTimeField()),
                ("locked_at", models.DateTimeField(null=True)),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payslips",
                        to="people.employee",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="compensation.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["-month_on", "employee__name"],
            },
        ),
        migrations.CreateModel(
            name="Component",
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
                            ("base", "Base"),
                            ("judgement", "Bonus by judgement"),
                            ("attraction", "Attraction"),
                            ("onboarding", "Onboarding"),
                            ("upkeep", "Upkeep"),
                            ("own_advertising", "Own advertising"),
                            ("report_required", "Report on attracted clients"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("amount_minor", models.BigIntegerField(default=0, verbose_name="amount")),
                ("rate_bp", models.PositiveIntegerField(default=0, verbose_name="rate")),
                ("with_instalments", models.BooleanField(default=False, verbose_name="in two parts")),
                (
                    "service_months",
                    models.PositiveSmallIntegerField(default=3, verbose_name="service months"),
                ),
                (
                    "probation_months",
                    models.PositiveSmallIntegerField(default=0, verbose_name="months of probation"),
                ),
                (
                    "due_day",
                    models.PositiveSmallIntegerField(default=5, verbose_name="day of the next month"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="components",
                        to="compensation.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="AttractionReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month_on", models.DateField(verbose_name="month")),
                ("handed_in_on", models.DateField(verbose_name="handed in on")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attraction_reports",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("employee", "month_on"), name="attraction_report_once"),
                    models.CheckConstraint(
                        condition=models.Q(("month_on__day", 1)), name="attraction_report_month_is_first_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DiscretionaryBonus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month_on", models.DateField(verbose_name="month")),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("reason", models.CharField(max_length=500, verbose_name="for what")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.employee"
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discretionary_bonuses",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("employee", "month_on"), name="judgement_once_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(("amount_minor__gte", 0)), name="judgement_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month_on__day", 1)), name="judgement_month_is_first_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnAdvertising",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month_on", models.DateField(verbose_name="month")),
                ("what", models.CharField(max_length=200, verbose_name="what")),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                ("at", models.DateTimeField()),
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
                    "employee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_advertising",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["month_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_minor__gt", 0)), name="own_advertising_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month_on__day", 1)), name="own_advertising_month_is_first_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EarningLine",
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
                            ("base", "Base"),
                            ("judgement", "Bonus by judgement"),
                            ("attraction", "Attraction"),
                            ("onboarding", "Onboarding"),
                            ("upkeep", "Upkeep"),
                            ("own_advertising", "Own advertising"),
                            ("overpaid", "Overpaid earlier"),
                        ],
                        max_length=15,
                        verbose_name="for what",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[("first", "first part"), ("second", "second part"), ("once", "at once")],
                        max_length=6,
                    ),
                ),
                ("base_minor", models.BigIntegerField(verbose_name="base")),
                ("rate_bp", models.PositiveIntegerField(null=True, verbose_name="rate")),
                ("amount_minor", models.BigIntegerField(verbose_name="amount")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("earned", "earned, not yet payable"),
                            ("payable", "payable"),
                            ("held", "held back"),
                        ],
                        max_length=7,
                        verbose_name="status",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("start", "the service has not begun yet"),
                            ("first_month", "the client has not paid his first month yet"),
                            ("service_months", "the service months have not passed yet"),
                            ("report_missing", "the report on attracted clients is not handed in"),
                            ("report_late", "the report on attracted clients was handed in late"),
                        ],
                        max_length=14,
                        verbose_name="why not yet",
                    ),
                ),
                ("corrects_month_on", models.DateField(null=True, verbose_name="corrects")),
                ("explanation", models.JSONField(default=dict)),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.company",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="compensation.component",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "payslip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="compensation.payslip",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("status", "payable")),
                            models.Q(("reason__in", ["report_missing", "report_late"]), ("status", "held")),
                            models.Q(
                                ("reason__in", ["start", "first_month", "service_months"]),
                                ("status", "earned"),
                            ),
                            _connector="OR",
                        ),
                        name="earning_not_payable_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("component__isnull", False), ("kind", "overpaid"), _connector="OR"
                        ),
                        name="earning_explained_by_rule",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("employee__isnull", False), ("role", "")),
                    models.Q(("employee__isnull", True), models.Q(("role", ""), _negated=True)),
                    _connector="OR",
                ),
                name="plan_for_person_or_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="plan_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreed_on__lte", models.F("starts_on"))), name="plan_agreed_before_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("employee__isnull", False), ("ends_on__isnull", True)),
                fields=("employee",),
                name="plan_one_open_for_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("employee__isnull", True), ("ends_on__isnull", True)),
                fields=("role",),
                name="plan_one_open_for_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="payslip",
            constraint=models.UniqueConstraint(fields=("employee", "month_on"), name="payslip_once_a_month"),
        ),
        migrations.AddConstraint(
            model_name="payslip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("locked_at__isnull", True), ("status", "open")),
                    models.Q(("locked_at__isnull", False), ("status", "locked")),
                    _connector="OR",
                ),
                name="payslip_locked_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="payslip",
            constraint=models.CheckConstraint(
                condition=models.Q(("month_on__day", 1)), name="payslip_month_is_first_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="payslip",
            constraint=models.CheckConstraint(
                condition=models.Q(("advertising_carried_minor__gte", 0), ("overpaid_carried_minor__gte", 0)),
                name="payslip_carries_no_less_than_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.UniqueConstraint(fields=("plan", "kind"), name="component_once_per_plan"),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount_minor__gte", 0), ("kind__in", ["base", "judgement"]), ("rate_bp", 0)),
                    models.Q(
                        ("amount_minor", 0),
                        ("kind__in", ["attraction", "onboarding", "upkeep"]),
                        ("rate_bp__gt", 0),
                    ),
                    models.Q(
                        ("amount_minor", 0),
                        ("kind__in", ["own_advertising", "report_required"]),
                        ("rate_bp", 0),
                    ),
                    _connector="OR",
                ),
                name="component_has_its_figure",
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate_bp__lte", 10000)), name="component_rate_at_most_all"
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_day__gte", 1), ("due_day__lte", 28), ("service_months__gte", 1)),
                name="component_time_makes_sense",
            ),
        ),
        migrations.RunPython(forbid, permit),
    ]
