"""Work that no page waits for: jobs with a ledger, retries and progress, started by actions or by a schedule.

In: `actions.enqueue` with a job's dotted name and ids, in the transaction of the change. Out: the job is run by
`manage.py run_background`, also after a crash, and the ledger says how it went. Must not: know what any job does, keep
personal data, or run anything but functions of an installed room's `jobs`.
"""
