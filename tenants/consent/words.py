"""Words for consents."""

from django.utils.translation import gettext_lazy as _

from tenants.consent.rules import ConsentKind, DisclosureBasis, RecipientKind

CONSENT = {
    ConsentKind.RELEASE: _("Release of information"),
    ConsentKind.CARE_COORDINATION: _("Speaking with the child's team"),
    ConsentKind.PART_2_TREATMENT: _("Substance use: treatment, payment, operations (42 CFR Part 2)"),
    ConsentKind.PART_2_LEGAL: _("Substance use: a legal proceeding (42 CFR Part 2)"),
    ConsentKind.PSYCHOTHERAPY: _("Psychotherapy notes"),
    ConsentKind.SCHOOL: _("School, both directions"),
    ConsentKind.MESSAGES: _("Text messages and e-mail to the family"),
}
RECIPIENT = {
    RecipientKind.HEALTH_CARE: _("Somebody who treats the child"),
    RecipientKind.PAYER: _("Insurance"),
    RecipientKind.SCHOOL: _("School"),
    RecipientKind.EARLY_INTERVENTION: _("Early Intervention"),
    RecipientKind.COMMUNITY: _("Community service"),
    RecipientKind.CHILD_WELFARE: _("Child welfare"),
    RecipientKind.FAMILY: _("The family"),
    RecipientKind.COURT: _("Court"),
}
BASIS = {
    DisclosureBasis.CONSENT: _("Under a consent"),
    DisclosureBasis.TREATMENT: _("For treatment"),
    DisclosureBasis.REQUIRED_BY_LAW: _("Required by law"),
    DisclosureBasis.EMERGENCY: _("In an emergency"),
}
