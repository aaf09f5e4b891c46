"""Fees of dossiers: asked for with a VietQR code or through the national payment platform, matched with the bank's statement, receipted.

In: charges, statements, messages of the platform. Out: what is paid, what nobody could match, receipts, the fee's state on the dossier.
Must not: keep a payer's words readable at rest, count a sum twice, or decide what a fee is.
"""
