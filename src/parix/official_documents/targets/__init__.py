"""What a plan sets out to reach: measure, comparison, value, unit, as written (`đạt từ 85 điểm trở lên`, `tăng từ 2 - 4 hạng`).

In: the outline of the body. Out: targets, each with its place. Must not: take results that were reached for targets.
"""
