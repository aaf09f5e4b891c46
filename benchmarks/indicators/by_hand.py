"""The same numerators, denominators and counts of what is not known as somebody would write them in SQL by hand, for comparison on the same DuckDB."""

QUERY = """
WITH taken AS (
  SELECT *, least(coalesce(finished_on, $on), $on) <= due_on AND supplements <= 1 AS in_time
  FROM read_parquet($files) WHERE state NOT IN (1, 3, 7)
), received AS (
  SELECT agency, date_trunc('quarter', received_on) AS period_start,
    count(*) AS taken_in,
    count(is_synced) AS dossiers_synced_of, count(*) FILTER (is_synced) AS dossiers_synced_reached,
    count(due_on) AS dossiers_on_schedule_of,
    count(*) FILTER (due_on IS NOT NULL AND in_time) AS dossiers_on_schedule_reached,
    count(has_electronic_result) AS dossiers_online_of,
    count(*) FILTER (channel = 2 AND has_electronic_result) AS dossiers_online_reached,
    count(*) FILTER (fee > 0) AS payments_online_of, count(*) FILTER (fee = 2) AS payments_online_reached,
    count(has_digitised_paper) AS dossiers_digitised_of,
    count(*) FILTER (has_digitised_paper) AS dossiers_digitised_reached,
    count(reuses_data) AS data_reused_of, count(*) FILTER (reuses_data) AS data_reused_reached,
    count(uses_personal_store) AS personal_store_connected_of,
    count(*) FILTER (uses_personal_store) AS personal_store_connected_reached,
    count(uses_population_data) AS population_data_used_of,
    count(*) FILTER (uses_population_data) AS population_data_used_reached,
    count(*) FILTER (due_on IS NOT NULL AND in_time AND NOT is_disliked AND NOT has_feedback) AS dossiers_satisfied_reached
  FROM taken WHERE received_on <= $on GROUP BY ALL
), settled AS (
  SELECT agency, date_trunc('quarter', finished_on) AS period_start,
    count(*) AS days_to_settle_of,
    count(has_electronic_result) AS results_electronic_of,
    count(*) FILTER (has_electronic_result) AS results_electronic_reached,
    sum(datediff('day', received_on, finished_on) - waited_days) AS days_to_settle_reached
  FROM taken WHERE finished_on <= $on GROUP BY ALL
)
SELECT *, taken_in - dossiers_synced_of AS dossiers_synced_unknown, taken_in - dossiers_online_of AS dossiers_online_unknown,
  taken_in - dossiers_digitised_of AS dossiers_digitised_unknown, taken_in - data_reused_of AS data_reused_unknown,
  taken_in - personal_store_connected_of AS personal_store_connected_unknown, taken_in - population_data_used_of AS population_data_used_unknown,
  days_to_settle_of - results_electronic_of AS results_electronic_unknown
FROM received FULL JOIN settled USING (agency, period_start)
"""


def in_postgresql() -> str:
    """The same for PostgreSQL, over its table `dossiers`: what the two write in different words."""
    words = {
        "read_parquet($files)": "dossiers", "$on": "%(on)s::date", "FILTER (": "FILTER (WHERE ",
        "datediff('day', received_on, finished_on)": "(finished_on - received_on)",
        "FROM taken WHERE received_on <= %(on)s::date GROUP BY ALL": "FROM taken WHERE received_on <= %(on)s::date GROUP BY 1, 2",
        "FROM taken WHERE finished_on <= %(on)s::date GROUP BY ALL": "FROM taken WHERE finished_on <= %(on)s::date GROUP BY 1, 2",
        **{f"date_trunc('quarter', {day})": f"date_trunc('quarter', {day}::timestamp)::date" for day in ("received_on", "finished_on")},
    }
    query = QUERY
    for ours, theirs in words.items():
        query = query.replace(ours, theirs)
    return query
