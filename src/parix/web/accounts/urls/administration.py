"""Pages for administrators of agencies: people, units, workbooks, the agencies themselves."""

from django.urls import path

from parix.web.accounts.views import agencies, imports, people, person, units

app_name = "administration"

urlpatterns = [
    path("", agencies.start, name="start"),
    path("co-quan-moi/", agencies.add, name="add_agency"),
    path("thay-doi-to-chuc/", agencies.succession, name="succession"),
    path("<str:agency>/", agencies.agency, name="agency"),
    path("<str:agency>/doi-ten/", agencies.rename, name="rename_agency"),
    path("<str:agency>/nguoi-dung/", people.people, name="people"),
    path("<str:agency>/nguoi-dung.xlsx", people.people_file, name="people_file"),
    path("<str:agency>/nguoi-moi/", people.add, name="add_person"),
    path("<str:agency>/nguoi/<str:username>/", person.person, name="person"),
    path("<str:agency>/nguoi/<str:username>/vai-tro/", person.grant, name="grant"),
    path("<str:agency>/nguoi/<str:username>/vai-tro/<int:membership>/", person.end, name="end_role"),
    path("<str:agency>/nguoi/<str:username>/ngung/", person.deactivate, name="deactivate"),
    path("<str:agency>/nguoi/<str:username>/kich-hoat/", person.reactivate, name="reactivate"),
    path("<str:agency>/nguoi/<str:username>/dat-mat-khau/", person.reset_link, name="reset_link"),
    path("<str:agency>/nguoi/<str:username>/thu-moi/", person.invite, name="invite"),
    path("<str:agency>/nguoi/<str:username>/go-xac-thuc/", person.remove_second_factor, name="remove_second_factor"),
    path("<str:agency>/don-vi/", units.units, name="units"),
    path("<str:agency>/don-vi-moi/", units.add, name="add_unit"),
    path("<str:agency>/don-vi/<str:unit>/", units.unit, name="unit"),
    path("<str:agency>/don-vi/<str:unit>/dong/", units.close, name="close_unit"),
    path("<str:agency>/don-vi/<str:unit>/mo-lai/", units.reopen, name="reopen_unit"),
    path("<str:agency>/nhap-danh-sach/", imports.upload, name="import"),
    path("<str:agency>/nhap-danh-sach/mau.xlsx", imports.sample, name="import_sample"),
    path("<str:agency>/nhap-danh-sach/<uuid:kept>/", imports.check, name="import_check"),
    path("<str:agency>/nhap-danh-sach/<uuid:kept>/nhap/", imports.apply, name="import_apply"),
    path("<str:agency>/nhap-danh-sach/<uuid:kept>/bo/", imports.discard, name="import_discard"),
]
