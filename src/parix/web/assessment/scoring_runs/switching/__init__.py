"""A round goes over to another edition of its set: what would become of everything is planned, looked at, and then done in one go.

In: the round, the edition wanted, what every agency has said and been given to do. Out: a plan (`plans`), or the act itself (`acting`).
Must not: lose anything; what cannot be carried is listed with its reason, and a loss that the mapping does not explain is refused.
"""
