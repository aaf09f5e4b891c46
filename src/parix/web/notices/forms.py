"""Where a person wants each kind of notice."""

from __future__ import annotations

from typing import Any

from django import forms

from parix.web.notices.choices import Channel
from parix.web.notices.queries.kinds import KindChosen
from parix.web.notices.rules import may_switch_off


class ChannelsForm(forms.Form):
    """One choice per kind that can be switched off; field names are the kinds' codes."""

    def __init__(self, chosen: list[KindChosen], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in chosen:
            if may_switch_off(one.kind):
                self.fields[one.kind.code] = forms.ChoiceField(
                    label=str(one.kind.label).capitalize(), choices=Channel.choices, initial=one.channel, widget=forms.RadioSelect,
                )
