from django.db import migrations, models

NAMES = ("state", "points", "max_points", "applicable_max", "high")


def fill(apps, _editor):
    """From the sheets that are there; every later score brings them along."""
    for live in apps.get_model("assessment", "LiveSheet").objects.iterator(chunk_size=20):
        live.leaves = {}
        waiting = list(live.sheet["fields"])
        while waiting:
            node = waiting.pop()
            if "children" in node:
                waiting += node["children"]
            else:
                live.leaves[node["key"]] = {name: node[name] for name in NAMES}
        live.save(update_fields=["leaves"])


class Migration(migrations.Migration):

    dependencies = [
        ("assessment", "0006_lost_points"),
    ]

    operations = [
        migrations.AddField(model_name="livesheet", name="leaves", field=models.JSONField(default=dict)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
