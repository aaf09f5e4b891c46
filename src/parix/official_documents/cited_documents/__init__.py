"""Documents that a document cites: kind, number, symbol, day and issuer of each.

In: passages of the body. Out: one citation for each document, with every place that names it. Must not: take the document's own
number for one it cites, nor forms, levels or standards (`Mẫu số 01`, `mức độ 3`, `ISO 9001`).
"""
