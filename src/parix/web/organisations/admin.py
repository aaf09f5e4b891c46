"""What operators see of agencies and units; nothing can be changed here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from parix.web.organisations.models import Agency, Designation, Succession, Unit


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Agency)
class AgencyAdmin(ReadOnly):
    list_display = ("code", "name", "kind", "type_name", "ranking_group", "parent", "valid_from", "valid_until")
    list_select_related = ("parent",)
    list_filter = ("kind",)
    search_fields = ("code", "folded_name", "name")


@admin.register(Unit)
class UnitAdmin(ReadOnly):
    list_display = ("agency", "code", "name", "kind", "valid_from", "valid_until")
    list_select_related = ("agency",)
    list_filter = ("kind",)
    search_fields = ("code", "folded_name", "name", "agency__code")


@admin.register(Designation)
class DesignationAdmin(ReadOnly):
    list_display = ("agency", "name", "type_name", "valid_from", "valid_until", "decision")
    list_select_related = ("agency",)


@admin.register(Succession)
class SuccessionAdmin(ReadOnly):
    list_display = ("kind", "on", "decision")
    list_filter = ("kind",)
