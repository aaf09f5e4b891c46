"""What one-stop work looks like today: where an agency stands by decision 766, who is late and will be, how old open dossiers are.

In: dossiers and the catalogue through their queries. Out: pages, each picture with its table and its workbook.
Must not: hold a row, or open anything about an applicant.
"""
