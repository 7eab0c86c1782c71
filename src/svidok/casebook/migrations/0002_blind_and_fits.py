"""What people said of passages without proposals, and what was learnt from decisions."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casebook', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerRow',
            fields=[
                ('id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('source', models.CharField(db_index=True, max_length=32)),
                ('coder', models.CharField(max_length=64)),
                ('device', models.CharField(max_length=32)),
                ('seq', models.PositiveBigIntegerField()),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'answers',
            },
        ),
        migrations.CreateModel(
            name='FitRow',
            fields=[
                ('id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('device', models.CharField(max_length=32)),
                ('seq', models.PositiveBigIntegerField()),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'fits',
            },
        ),
    ]
