import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sales", "0003_the_way_so_far")]

    operations = [
        migrations.AlterField(
            model_name="deal",
            name="loss_reason",
            field=models.ForeignKey(
                db_column="loss_reason",
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deals",
                to="sales.lossreason",
                to_field="code",
                verbose_name="why lost",
            ),
        ),
        migrations.AlterField(
            model_name="deal",
            name="stage",
            field=models.ForeignKey(
                db_column="stage",
                db_index=False,
                default="qualification",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deals",
                to="sales.pipelinestage",
                to_field="code",
                verbose_name="stage",
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
    ]
