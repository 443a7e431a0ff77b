"""Pages of people on the network host."""

from django.urls import path

from nestwork.access.doors import network_page
from nestwork.access.permissions import Permission
from nestwork.accounts.web import departure, invitation, me, network, people

tokens = network_page(Permission.MAKE_TOKENS, purpose="own settings", step_up=True)
own = network_page(None, purpose="own settings")
see = network_page(Permission.MANAGE_NETWORK, purpose="people")
manage = network_page(Permission.MANAGE_NETWORK, purpose="people", step_up=True)

urlpatterns = [
    path("", departure.home, name="home"),
    path("to/<uuid:practice_id>/", departure.to_practice, name="hand_over"),
    path("step-up/", departure.step_up, name="step_up"),
    path("invitation/<str:secret>/", invitation.accept, name="accept_invitation"),
    path("me/", me.network_me_page, name="me"),
    path("me/tokens/", tokens(me.tokens_page), name="tokens"),
    path("me/tokens/<uuid:token_id>/revoke/", own(me.revoke), name="revoke_token"),
    path("practices/", network.practices_page, name="practices"),
    path("practices/<uuid:practice_id>/invite/", network.invite_administrator, name="invite_administrator"),
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
