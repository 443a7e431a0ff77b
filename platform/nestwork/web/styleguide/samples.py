"""Invented people and work for the style guide. Nobody here exists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampleTask:
    """One line of a work list as a presenter would hand it over."""

    id: str
    name: str
    age: str
    level: int
    what: str
    why: str
    tag: tuple[str, str, str]
    when: str
    action: str = "Call"
    icon: str = "phone"
    is_open: bool = False


NOW = [
    SampleTask(
        "row-1",
        "Caleb Monroe",
        "2 y",
        4,
        "Daily hospital call",
        "Day 3 at the children's hospital, breathing support weaned yesterday. Ask about going home.",
        ("hosp", "In hospital", "hospital"),
        "Charge nurse, before 11",
    ),
    SampleTask(
        "row-2",
        "Nadège Philistin",
        "4 y",
        3,
        "Pre-visit call",
        "Visit Thu Mar 19, 9:20 AM with Dr. Adeyemi. Physical, 40 minutes.",
        ("ok", "Good time now", "phone"),
        "Wants 9 to 11",
        is_open=True,
    ),
    SampleTask(
        "row-3",
        "Theo Marques",
        "9 y",
        3,
        "Tell family: sleep study result",
        "Report came in Friday. Dr. Wren: mild, repeat in a year.",
        ("late", "2 days late", "triangle-alert"),
        "Any time, text first",
    ),
    SampleTask(
        "row-4",
        "Valentina Ríos",
        "13 y",
        2,
        "Booking check: neurology",
        "Sent 12 days ago, no appointment yet. Clinic line opens at 8.",
        ("late", "4 days late", "triangle-alert"),
        "Clinic, before noon",
    ),
]

LATER = [
    SampleTask(
        "row-5",
        "Miles Okonkwo",
        "6 y",
        2,
        "Pre-visit call",
        "Visit Fri Mar 20, 2:00 PM with Dr. Wren. Asthma plan to review.",
        ("plain", "After 3:00", ""),
        "Father, at work until 3",
    ),
    SampleTask(
        "row-6",
        "Jonah Pires",
        "16 y",
        2,
        "Transition check-in",
        "Readiness list: 11 of 18. Ask him about refilling his own medicine.",
        ("plain", "After 3:15", ""),
        "Speak with Jonah first",
    ),
]

DESK = [
    SampleTask(
        "row-7",
        "Luz Herrera",
        "11 mo",
        4,
        "Care plan review",
        "Last reviewed Sep 15. Goals 1 and 3 are met, agree on new ones.",
        ("soon", "Due today", "clock"),
        "",
        "Open",
        "folder-heart",
    ),
]

QUESTIONS = [
    "What would you most like to get from Thursday's visit?",
    "Any hospital or emergency visits since January 12?",
    "Feeding pump: are the supplies arriving on time?",
    "How is the start at the new preschool going?",
]

VISITS = [("Tue 17", 4, 4), ("Wed 18", 3, 3), ("Thu 19", 3, 5), ("Fri 20", 2, 6), ("Mon 23", 0, 4)]
TIME = [("Calls", 62), ("Referrals", 35), ("Records", 20), ("Care plans", 15)]

GLANCE = [
    ("Conditions", "Born at 27 weeks, chronic lung disease, feeding tube"),
    ("Medicines", "5, checked Mar 3"),
    ("Equipment", "Feeding pump, nebulizer"),
    ("School", "Preschool, has a plan (IEP)"),
    ("Strengths", "Loves music. Grandmother nearby."),
    ("Needs", "Mold at home, ride to clinic"),
]

TEAM = [
    ("RP", "Rose Philistin", "Mother, lives with Nadège", "401-555-0142"),
    ("KA", "Dr. Kemi Adeyemi", "Primary doctor", "401-555-0110 x204"),
    ("DF", "Dr. Dario Feldt", "Lung clinic", "401-555-0177"),
    ("TW", "Tamsin Wills", "School nurse", "401-555-0183"),
]

LATELY = [
    ("Today", "Pre-visit call with Rose. Pump supplies came late in February."),
    ("Mar 9", "First feeding visit attended"),
    ("Feb 27", "Emergency form shared with preschool"),
    ("Jan 12", "Emergency visit, fever. Home the same day. Called next morning."),
]

GOAL_STEPS = [
    ("Letter to the preschool nurse about tube feeding", "Renata Alves", "Mar 13", False, "4 days late"),
    ("Emergency form in English and Kreyòl", "Renata Alves", "Done Feb 27", True, ""),
    ("Meet with the school team", "Rose Philistin, school nurse", "Mar 26", False, ""),
]

CHILDREN = [
    ("Nadège Philistin", "4 y", 3, "ht", True, "Mar 3", "Thu Mar 19", "Pre-visit call", "ok"),
    ("Theo Marques", "9 y", 3, "pt", False, "Feb 20", "none booked", "Tell family: result", "late"),
    ("Luz Herrera", "11 mo", 4, "es", True, "Mar 10", "Mon Mar 23", "Care plan review", "soon"),
    ("Jonah Pires", "16 y", None, "kea", False, "Jan 30", "none booked", "Transition check-in", "plain"),
]

TWINS = [
    ("Name", "Theo Marques", "Téo Marques", True),
    ("Born", "Feb 3, 2017", "Feb 3, 2017", False),
    ("Record number", "BP-00418", "none in the file", True),
    ("Mother", "Inês Marques, 401-555-0119", "Ines Marques, 401-555-0119", True),
]

LANES = [
    (
        "To send",
        4,
        "Ordered by the doctor. Records go out within 2 days.",
        "Allergy clinic",
        ("soon", "Today"),
        "Send records",
    ),
    (
        "Sent, no date yet",
        9,
        "The clinic has it. A date should come in 7 days.",
        "Neurology",
        ("late", "12 days"),
        "Call for a date",
    ),
    (
        "Date set",
        8,
        "Remind the family, sort out ride and interpreter.",
        "Lung clinic",
        ("ok", "Apr 8"),
        "Confirm interpreter",
    ),
    (
        "Seen, no note",
        6,
        "The visit happened. The note should come in 14 days.",
        "Rheumatology",
        ("plain", "6 days"),
        "Ask for the note",
    ),
    (
        "Note in, tell family",
        4,
        "The doctor has read it. Explain, then close.",
        "Sleep study",
        ("info", "1 day"),
        "Call and close",
    ),
]
