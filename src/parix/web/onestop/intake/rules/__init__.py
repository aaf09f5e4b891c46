"""Who may take dossiers in; what rows mean to this installation; where a row's place is packed.

In: standings, batches of typed columns, facts. Out: yes or no, columns of dossiers.
Must not: read or write a row.
"""

from parix.web.onestop.intake.rules.permissions import has_intake as has_intake
from parix.web.onestop.intake.rules.permissions import may_take_in as may_take_in
