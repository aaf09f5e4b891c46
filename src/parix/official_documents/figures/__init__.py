"""Figures that a text states: `28/28 thủ tục hành chính`, `4/9 hồ sơ`, `99%`, `3.752 lượt người`.

In: the outline of the body. Out: each figure exact, with its unit, the words that say of what, and its place. Must not: take
days, numbers of documents, levels or points of a law for figures; calculate.
"""
