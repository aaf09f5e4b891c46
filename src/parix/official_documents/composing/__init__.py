"""Composes documents from figures: outlines with their sections, named figures, sentences that know which figures they say.

In: definitions/report_outlines.yaml, facts, texts with figure names in braces. Out: sentences with values, and those that a changed
figure leaves behind. Must not: look a figure up, or lay anything out.
"""
