"""Run by the peer's own Python, not by parix: polars asking the Parquet files of a snapshot the question of `by_hand`.

Called with the day, a file for the answer, and the Parquet files. Prints `ready` and its version when the answer is written; then answers
each line (`in-memory` or `streaming`) with the seconds of the question asked anew by that engine. Imports nothing of parix.
"""

import json
import sys
import time
from datetime import date

import polars
from polars import col

REGISTERED, REFUSED, WITHDRAWN = 1, 3, 7
FLAGS = {
    "dossiers_synced": "is_synced", "dossiers_digitised": "has_digitised_paper", "data_reused": "reuses_data",
    "personal_store_connected": "uses_personal_store", "population_data_used": "uses_population_data",
}


def question(files, on):
    """Two lazy frames over one scan: counts by the day of receipt, and by the day of finishing."""
    dossiers = polars.scan_parquet(files).filter(~col("state").is_in([REGISTERED, REFUSED, WITHDRAWN]))
    looked_at = polars.min_horizontal(col("finished_on").fill_null(on), polars.lit(on))
    in_time = (looked_at <= col("due_on")) & (col("supplements") <= 1)
    has_term = col("due_on").is_not_null()
    received = dossiers.filter(col("received_on") <= on).with_columns(in_time=in_time, has_term=has_term).group_by(
        "agency", period_start=col("received_on").dt.truncate("1q"),
    ).agg(
        **{f"{name}_of": col(flag).count() for name, flag in FLAGS.items()},
        **{f"{name}_reached": col(flag).sum() for name, flag in FLAGS.items()},
        **{f"{name}_unknown": col(flag).null_count() for name, flag in FLAGS.items()},
        dossiers_on_schedule_of=col("has_term").sum(),
        dossiers_on_schedule_reached=(col("has_term") & col("in_time")).sum(),
        dossiers_online_of=col("has_electronic_result").count(),
        dossiers_online_unknown=col("has_electronic_result").null_count(),
        dossiers_online_reached=((col("channel") == 2) & col("has_electronic_result")).sum(),
        payments_online_of=(col("fee") > 0).sum(),
        payments_online_reached=(col("fee") == 2).sum(),
        dossiers_satisfied_reached=(col("has_term") & col("in_time") & ~col("is_disliked") & ~col("has_feedback")).sum(),
    )
    settled = dossiers.filter(col("finished_on") <= on).group_by("agency", period_start=col("finished_on").dt.truncate("1q")).agg(
        days_to_settle_of=polars.len(),
        results_electronic_of=col("has_electronic_result").count(),
        results_electronic_unknown=col("has_electronic_result").null_count(),
        results_electronic_reached=col("has_electronic_result").sum(),
        days_to_settle_reached=((col("finished_on") - col("received_on")).dt.total_days() - col("waited_days")).sum(),
    )
    return received.join(settled, on=["agency", "period_start"], how="full", coalesce=True)


def main():
    on, answer, files = date.fromisoformat(sys.argv[1]), sys.argv[2], sys.argv[3:]
    question(files, on).collect().write_parquet(answer)
    print(json.dumps({"ready": polars.__version__, "threads": polars.thread_pool_size()}), flush=True)
    for line in sys.stdin:
        begun = time.perf_counter()
        rows = question(files, on).collect(engine=line.strip()).height
        print(json.dumps({"seconds": time.perf_counter() - begun, "rows": rows}), flush=True)


if __name__ == "__main__":
    main()
