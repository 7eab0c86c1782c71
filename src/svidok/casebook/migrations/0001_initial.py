"""The ledger, the keyring and the first derived tables."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CoderRow',
            fields=[
                ('id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('device', models.CharField(blank=True, max_length=32)),
                ('public', models.CharField(blank=True, max_length=64)),
                ('at', models.CharField(max_length=20)),
            ],
            options={
                'db_table': 'coders',
            },
        ),
        migrations.CreateModel(
            name='ConsentRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('at', models.CharField(max_length=20)),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'consents',
            },
        ),
        migrations.CreateModel(
            name='DecisionRow',
            fields=[
                ('id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('statement', models.CharField(db_index=True, max_length=96)),
                ('source', models.CharField(db_index=True, max_length=32)),
                ('coder', models.CharField(max_length=64)),
                ('device', models.CharField(max_length=32)),
                ('seq', models.PositiveBigIntegerField()),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'decisions',
            },
        ),
        migrations.CreateModel(
            name='FindingRow',
            fields=[
                ('id', models.CharField(max_length=256, primary_key=True, serialize=False)),
                ('incident', models.CharField(db_index=True, max_length=128)),
                ('norm', models.CharField(max_length=128)),
                ('position', models.PositiveIntegerField()),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'findings',
            },
        ),
        migrations.CreateModel(
            name='IncidentRow',
            fields=[
                ('id', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('position', models.PositiveIntegerField()),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'incidents',
            },
        ),
        migrations.CreateModel(
            name='KeyRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('wrapped', models.BinaryField()),
            ],
            options={
                'db_table': 'keyring',
            },
        ),
        migrations.CreateModel(
            name='LayerRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('failure', models.CharField(blank=True, max_length=16)),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'layers',
            },
        ),
        migrations.CreateModel(
            name='SourceRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('fingerprint', models.CharField(max_length=64, unique=True)),
                ('kind', models.CharField(max_length=16)),
                ('object', models.CharField(max_length=64)),
                ('at', models.CharField(max_length=20)),
                ('entry', models.CharField(max_length=64)),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'sources',
            },
        ),
        migrations.CreateModel(
            name='StatementRow',
            fields=[
                ('id', models.CharField(max_length=96, primary_key=True, serialize=False)),
                ('source', models.CharField(db_index=True, max_length=32)),
                ('position', models.PositiveIntegerField()),
                ('reader', models.CharField(max_length=64)),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'statements',
            },
        ),
        migrations.CreateModel(
            name='AssertionRow',
            fields=[
                ('id', models.CharField(max_length=128, primary_key=True, serialize=False)),
                ('statement', models.CharField(db_index=True, max_length=96)),
                ('source', models.CharField(db_index=True, max_length=32)),
                ('slot', models.CharField(max_length=16)),
                ('value', models.CharField(max_length=64)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'assertions',
                'indexes': [models.Index(fields=['slot', 'value'], name='assertions_value')],
            },
        ),
        migrations.CreateModel(
            name='LedgerRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('device', models.CharField(max_length=32)),
                ('seq', models.PositiveBigIntegerField()),
                ('header', models.BinaryField()),
                ('signature', models.BinaryField()),
                ('box', models.BinaryField()),
                ('hash', models.CharField(max_length=64, unique=True)),
            ],
            options={
                'db_table': 'ledger',
                'constraints': [models.UniqueConstraint(fields=('device', 'seq'), name='ledger_strand')],
            },
        ),
    ]
