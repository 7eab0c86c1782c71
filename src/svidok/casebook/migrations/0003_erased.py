"""Sources that were erased."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casebook', '0002_blind_and_fits'),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasedRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('at', models.CharField(max_length=20)),
                ('entry', models.CharField(max_length=64)),
                ('body', models.TextField()),
            ],
            options={
                'db_table': 'erased',
            },
        ),
    ]
