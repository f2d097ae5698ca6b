import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("clients", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeadSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="door")),
                ("minute_at", models.DateTimeField(verbose_name="minute")),
                ("came", models.PositiveIntegerField(default=0, verbose_name="came in this minute")),
                (
                    "held_until_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="leads are held until"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QualificationQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="removed at")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("line", "a line"),
                            ("text", "a text"),
                            ("number", "a number"),
                            ("money", "a sum"),
                            ("date", "a date"),
                            ("choice", "one of a list"),
                            ("yes_no", "yes or no"),
                        ],
                        default="line",
                        max_length=6,
                        verbose_name="kind of answer",
                    ),
                ),
                ("choices", models.JSONField(blank=True, default=list, verbose_name="list to choose from")),
                ("is_required", models.BooleanField(default=False, verbose_name="must be answered")),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source_type",
                    models.CharField(
                        choices=[
                            ("seed", "seed: word of mouth, recommendation"),
                            ("net", "net: marketing brings many"),
                            ("spear", "spear: we went to them"),
                        ],
                        max_length=5,
                        verbose_name="nature",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("site", "site form"),
                            ("call", "inbound call"),
                            ("letter", "letter"),
                            ("import", "file"),
                            ("event", "event"),
                            ("outbound", "outbound list"),
                            ("recommendation", "recommendation"),
                            ("advertising", "advertising"),
                            ("hand", "by hand"),
                        ],
                        max_length=14,
                        verbose_name="channel",
                    ),
                ),
                ("campaign", models.CharField(blank=True, max_length=100, verbose_name="campaign")),
                ("need", models.TextField(blank=True, verbose_name="need")),
                (
                    "budget_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="budget a month"),
                ),
                ("decision_maker", models.CharField(blank=True, max_length=200, verbose_name="who decides")),
                ("timing", models.CharField(blank=True, max_length=200, verbose_name="when")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                (
                    "minimum_price_told_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="minimum price told"),
                ),
                (
                    "assignment_rule",
                    models.CharField(
                        choices=[
                            ("recommended", "manager of the client who recommended"),
                            ("own_client", "manager of this very client"),
                            ("brought", "the one who found the lead"),
                            ("specialised", "by the rule"),
                            ("turn", "in turn"),
                            ("passed_on", "not answered in time by the one before"),
                            ("held", "held: too many at once by one door"),
                            ("hand", "given by hand"),
                            ("imported", "as in the loaded file"),
                            ("nobody", "nobody takes leads: the head was told"),
                        ],
                        max_length=12,
                        verbose_name="why this person",
                    ),
                ),
                ("rule_name", models.CharField(blank=True, max_length=100, verbose_name="name of the rule")),
                ("assigned_at", models.DateTimeField(blank=True, null=True, verbose_name="given at")),
                ("passes", models.PositiveSmallIntegerField(default=0, verbose_name="passed on, times")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first answered at"),
                ),
                (
                    "answers",
                    models.JSONField(blank=True, default=dict, verbose_name="answers of the qualification"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("new", "new"), ("qualified", "qualified"), ("disqualified", "turned down")],
                        default="new",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="received at")),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "disqualified_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why turned down"),
                ),
                (
                    "data_issues",
                    models.JSONField(blank=True, default=dict, verbose_name="taken with a doubt"),
                ),
                (
                    "repeats",
                    models.PositiveIntegerField(default=0, verbose_name="came again with nothing new, times"),
                ),
                ("imported", models.BooleanField(default=False, verbose_name="imported")),
                ("external_id", models.CharField(blank=True, max_length=60)),
                ("external_agent", models.CharField(blank=True, max_length=200)),
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
                    "assigned_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="people.employee",
                    ),
                ),
                (
                    "brought_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought_leads",
                        to="people.employee",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="clients.company",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.contact",
                    ),
                ),
                (
                    "recommended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommended_leads",
                        to="clients.company",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.service",
                        verbose_name="service",
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="LeadKey",
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
                            ("email", "e-mail"),
                            ("phone", "phone"),
                            ("inn", "INN"),
                            ("company", "company"),
                            ("row", "row of a file"),
                            ("name", "name alone"),
                        ],
                        max_length=7,
                    ),
                ),
                ("value", models.CharField(max_length=254)),
                (
                    "lead",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="leads.lead",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("status", "new")),
                fields=["assigned_to", "-received_at"],
                name="lead_open_of",
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(
                    ("answered_at__isnull", True), ("assigned_to__isnull", False), ("status", "new")
                ),
                fields=["assigned_at"],
                name="lead_unanswered",
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["imported", "-received_at", "-id"], name="lead_listed"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                fields=["received_at", "imported", "source_type", "channel", "campaign", "status"],
                name="lead_came",
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("external_agent", ""), _negated=True),
                fields=["external_agent"],
                name="lead_by_agent",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("external_id",),
                name="lead_external_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("imported", True), models.Q(("external_id", ""), _negated=True)),
                    models.Q(("external_id", ""), ("imported", False)),
                    _connector="OR",
                ),
                name="lead_imported_has_external_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(("imported", True), ("company__isnull", False), _connector="OR"),
                name="lead_company_unless_imported",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("status", "new")),
                    models.Q(models.Q(("status", "new"), _negated=True), ("closed_at__isnull", False)),
                    _connector="OR",
                ),
                name="lead_closed_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "disqualified"), _negated=True),
                    models.Q(("disqualified_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="lead_disqualified_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True),
                    ("answered_at__gte", models.F("received_at")),
                    _connector="OR",
                ),
                name="lead_answered_after_it_came",
            ),
        ),
        migrations.AddConstraint(
            model_name="leadkey",
            constraint=models.UniqueConstraint(fields=("kind", "value"), name="lead_key_once"),
        ),
    ]
