"""Pages of people on a practice's host."""

from django.urls import path

from nestwork.access.doors import practice_page
from nestwork.access.permissions import Permission
from nestwork.accounts.web import arrival, me, people

own = practice_page(None, purpose="own settings")
tokens = practice_page(Permission.MAKE_TOKENS, purpose="own settings", step_up=True)
see = practice_page(Permission.MANAGE_PEOPLE, purpose="people")
manage = practice_page(Permission.MANAGE_PEOPLE, purpose="people", step_up=True)

urlpatterns = [
    path("enter/", arrival.enter, name="enter"),
    path("receive/", arrival.receive, name="receive"),
    path("step-up/", arrival.step_up, name="step_up"),
    path("leave/", arrival.leave, name="leave"),
    path("switch/", arrival.switch, name="switch"),
    path("me/", own(me.me_page), name="me"),
    path("me/tokens/", tokens(me.tokens_page), name="tokens"),
    path("me/tokens/<uuid:token_id>/revoke/", own(me.revoke), name="revoke_token"),
    path("people/", see(people.people_page), name="people"),
    path("people/invite/", manage(people.invite_page), name="invite"),
    path(
        "people/invitations/<uuid:invitation_id>/withdraw/",
        manage(people.withdraw),
        name="withdraw_invitation",
    ),
    path("people/<uuid:person_id>/", manage(people.person_page), name="person"),
    path("people/<uuid:person_id>/end/", manage(people.end_access), name="end_access"),
    path("people/<uuid:person_id>/sign-out/", manage(people.sign_out), name="sign_out_person"),
]
