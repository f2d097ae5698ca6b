import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "plain_title",
                    models.CharField(db_column="title", max_length=300, verbose_name="what is asked"),
                ),
                ("said_title", models.JSONField(default=dict)),
                ("reason", models.CharField(max_length=1000, verbose_name="why")),
                ("facts", models.JSONField(default=dict)),
                ("deciders", models.JSONField(default=list)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "waiting"),
                            ("granted", "granted"),
                            ("declined", "declined"),
                            ("used", "used"),
                        ],
                        default="requested",
                        max_length=9,
                        verbose_name="status",
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("comment", models.CharField(blank=True, max_length=1000, verbose_name="comment")),
                ("expires_at", models.DateTimeField(null=True, verbose_name="holds until")),
                ("used_at", models.DateTimeField(null=True)),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.employee",
                    ),
                ),
            ],
            options={
                "ordering": ["-requested_at", "-id"],
                "indexes": [models.Index(fields=["subject_kind", "subject_id"], name="approval_of_subject")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("status", "requested")),
                            models.Q(
                                models.Q(("status", "requested"), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="approval_decided_has_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "granted"), _negated=True),
                            ("expires_at__isnull", False),
                            _connector="OR",
                        ),
                        name="approval_granted_expires",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "used"), ("used_at__isnull", False)),
                            models.Q(models.Q(("status", "used"), _negated=True), ("used_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="approval_used_has_date",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "requested")),
                        fields=("kind", "subject_kind", "subject_id", "fingerprint"),
                        name="approval_waiting_once",
                    ),
                ],
            },
        ),
    ]
