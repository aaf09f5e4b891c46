"""Every kind of rule and the file that scores it: the closed list."""

from __future__ import annotations

from typing import cast

from parix.scoring.rules import gate
from parix.scoring.rules.open_rules import OPEN_RULES, RuleModule

RULES: dict[str, RuleModule] = {**OPEN_RULES, "gate": cast(RuleModule, gate)}
