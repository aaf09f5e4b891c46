"""Criteria sets as dated, checked data: loads an edition, says whether it is sound, compares two editions.

In: folders of YAML under definitions/ or anywhere. Out: a frozen `Edition`, or every problem with file and line.
Must not: score anything, know where measurements come from, or change a file.
"""
