import django.db.models.deletion
from django.db import migrations, models

import okno.ground.kernel.fulltext


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_initial"),
        ("clients", "0001_initial"),
        ("leads", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LossReason",
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
                ("asks_competitor", models.BooleanField(default=False, verbose_name="asks who won it")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finer",
                        to="deals.lossreason",
                        verbose_name="under",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PipelineStage",
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
                        choices=[("work", "work with the client"), ("documents", "document approval")],
                        default="work",
                        max_length=9,
                        verbose_name="type",
                    ),
                ),
                ("probability_bp", models.PositiveSmallIntegerField(verbose_name="probability")),
                ("rot_days", models.PositiveSmallIntegerField(default=14, verbose_name="stale after, days")),
                (
                    "conditions",
                    models.JSONField(blank=True, default=list, verbose_name="conditions of entry"),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("probability_bp__lte", 10000)), name="stage_probability_is_share"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rot_days__gte", 1)), name="stage_rots_after_a_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="what about")),
                ("stage_since_at", models.DateTimeField(verbose_name="in stage since")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "open"), ("won", "won"), ("lost", "lost")],
                        default="open",
                        max_length=4,
                        verbose_name="status",
                    ),
                ),
                (
                    "monthly_minor",
                    models.BigIntegerField(blank=True, null=True, verbose_name="expected a month"),
                ),
                (
                    "expected_on",
                    models.DateField(blank=True, null=True, verbose_name="expected to be signed on"),
                ),
                ("is_committed", models.BooleanField(default=False, verbose_name="I commit to it")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("closed_on", models.DateField(null=True, verbose_name="closed on")),
                ("competitor", models.CharField(blank=True, max_length=200, verbose_name="who won it")),
                (
                    "attitude",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("warm", "warm: will come back"),
                            ("neutral", "neutral"),
                            ("cold", "cold: disappointed"),
                            ("not_recorded", "not recorded"),
                        ],
                        max_length=12,
                        verbose_name="client's attitude",
                    ),
                ),
                ("loss_note", models.CharField(blank=True, max_length=500, verbose_name="in his words")),
                ("imported", models.BooleanField(default=False, verbose_name="imported")),
                ("imported_value_minor", models.BigIntegerField(null=True, verbose_name="value in the file")),
                (
                    "search_words",
                    okno.ground.kernel.fulltext.WordsField(default="", editable=False, of=("title",)),
                ),
                (
                    "company",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="clients.company",
                    ),
                ),
                (
                    "lead",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deal",
                        to="leads.lead",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="people.employee",
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
                (
                    "loss_reason",
                    models.ForeignKey(
                        db_column="loss_reason",
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="deals.lossreason",
                        to_field="code",
                        verbose_name="why lost",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_column="stage",
                        db_index=False,
                        default="qualification",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="deals.pipelinestage",
                        to_field="code",
                        verbose_name="stage",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="StageVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entered_at", models.DateTimeField(verbose_name="came at")),
                ("left_at", models.DateTimeField(null=True, verbose_name="left at")),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stays", to="deals.deal"
                    ),
                ),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_column="stage",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="deals.pipelinestage",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "ordering": ["entered_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="DealHandover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="what to know")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for an answer"),
                            ("accepted", "accepted"),
                            ("returned", "returned"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("handed_at", models.DateTimeField(verbose_name="handed over at")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="why returned")),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handovers", to="deals.deal"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.employee"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deal_handovers",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["-handed_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "waiting")),
                        fields=["receiver"],
                        name="deal_handover_waiting_for",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")),
                        fields=("deal",),
                        name="deal_handover_one_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("status", "waiting")),
                            models.Q(
                                models.Q(("status", "waiting"), _negated=True), ("decided_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="deal_handover_decided_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "returned"), models.Q(("reason", ""), _negated=True)),
                            models.Q(models.Q(("status", "returned"), _negated=True), ("reason", "")),
                            _connector="OR",
                        ),
                        name="deal_handover_returned_has_reason",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="lossreason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True),
                    models.Q(("parent", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="loss_reason_not_under_itself",
            ),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("status", "open")),
                fields=["stage", "imported", "-stage_since_at"],
                name="deal_open_by_stage",
            ),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["owner", "status"], name="deal_of_owner"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["imported", "-opened_on", "-id"], name="deal_listed"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["status", "stage", "monthly_minor"], name="deal_sums"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", False)), fields=["closed_on"], name="deal_closed"
            ),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                fields=["lead", "status", "stage", "monthly_minor", "closed_on"], name="deal_of_lead"
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("status", "open")),
                    models.Q(models.Q(("status", "open"), _negated=True), ("closed_on__isnull", False)),
                    _connector="OR",
                ),
                name="deal_closed_has_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("loss_reason__isnull", False),
                        ("status", "lost"),
                        models.Q(("attitude", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "lost"), _negated=True),
                        ("attitude", ""),
                        ("competitor", ""),
                        ("loss_reason__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="deal_lost_has_reason_and_attitude",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("imported", True),
                    models.Q(
                        models.Q(("loss_reason", "not_recorded"), _negated=True),
                        models.Q(("attitude", "not_recorded"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deal_not_recorded_only_imported",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("imported", True), ("imported_value_minor__isnull", True), _connector="OR"
                ),
                name="deal_value_of_file_only_imported",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(("imported", True), ("lead__isnull", False), _connector="OR"),
                name="deal_lead_unless_imported",
            ),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.CheckConstraint(
                condition=models.Q(("imported", True), ("company__isnull", False), _connector="OR"),
                name="deal_company_unless_imported",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagevisit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)), fields=("deal",), name="stage_stay_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_at__isnull", True), ("left_at__gte", models.F("entered_at")), _connector="OR"
                ),
                name="stage_stay_ends_after_start",
            ),
        ),
    ]
