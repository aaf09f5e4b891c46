"""Addresses of feedback as offices use it; `opinion` holds those of the public.

In: nothing. Out: patterns. Must not: stand anywhere else than below the site's own addresses.
"""

from django.urls import path

from parix.web.onestop.feedback.views import desk

app_name = "feedback"

urlpatterns = [
    path("", desk.all_feedback, name="all"),
    path("nhap/", desk.enter, name="enter"),
    path("<int:feedback>/", desk.feedback, name="feedback"),
    path("<int:feedback>/nguoi-gui/", desk.sender, name="sender"),
    path("<int:feedback>/<slug:feedback_verb>/", desk.step, name="step"),
]
