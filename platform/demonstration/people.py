"""Made-up names of the communities a New England practice serves. No list entry is a real person."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Community:
    """A language community: its ISO 639 code, how often it occurs, and names people in it give and bear."""

    language: str
    share: int  # parts of a hundred
    interpreter_share: float  # how many of its families ask for an interpreter
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    adults_women: tuple[str, ...]
    adults_men: tuple[str, ...]
    families: tuple[str, ...]


COMMUNITIES = (
    Community(
        "en",
        58,
        0.0,
        (
            "Ava",
            "Nora",
            "Lucy",
            "Hazel",
            "Zoe",
            "Maeve",
            "Ruth",
            "Ivy",
            "June",
            "Tessa",
            "Clara",
            "Amara",
            "Imani",
        ),
        (
            "Noah",
            "Owen",
            "Eli",
            "Theo",
            "Caleb",
            "Miles",
            "Jonah",
            "Felix",
            "Silas",
            "Reed",
            "Malik",
            "Dante",
        ),
        ("Karen", "Erin", "Monique", "Heather", "Dana", "Jill", "Tanya", "Colleen", "Renee", "Beth"),
        ("Brian", "Kevin", "Andre", "Scott", "Marcus", "Paul", "Derek", "Sean", "Neil", "Curtis"),
        (
            "Whitfield",
            "Harlow",
            "Penrose",
            "Ashdown",
            "Kettering",
            "Marlowe",
            "Thorne",
            "Bexley",
            "Callahan",
            "Drayton",
            "Okafor",
            "Winslow",
            "Larkin",
            "Fenwick",
            "Quimby",
            "Sutcliffe",
            "Brackett",
            "Tillinghast",
            "Mowry",
            "Greenhalgh",
        ),
    ),
    Community(
        "es",
        21,
        0.55,
        (
            "Sofía",
            "Valentina",
            "Camila",
            "Lucía",
            "Ximena",
            "Daniela",
            "Mariana",
            "Renata",
            "Noelia",
            "Araceli",
        ),
        ("Mateo", "Santiago", "Diego", "Emiliano", "Joaquín", "Andrés", "Tomás", "Iván", "Rubén", "Nicolás"),
        ("Yesenia", "Marisol", "Guadalupe", "Rosaura", "Milagros", "Xiomara", "Altagracia", "Beatriz"),
        ("Wilmer", "Rafael", "Óscar", "Heriberto", "Julio", "Ramón", "Édgar", "Fausto"),
        (
            "Delgado",
            "Peña",
            "Núñez",
            "Acosta",
            "Rosario",
            "Villalba",
            "Cordero",
            "Quiñones",
            "Zamora",
            "Batista",
            "Morillo",
            "Castaño",
        ),
    ),
    Community(
        "pt",
        7,
        0.4,
        ("Beatriz", "Inês", "Leonor", "Matilde", "Lívia"),
        ("Tiago", "Gonçalo", "Rui", "Afonso", "Duarte"),
        ("Conceição", "Fátima", "Graça", "Lurdes"),
        ("João", "Manuel", "Artur", "Nuno"),
        ("Andrade", "Medeiros", "Furtado", "Raposo", "Arruda", "Bettencourt", "Simões"),
    ),
    Community(
        "kea",
        5,
        0.45,
        ("Zenaida", "Edneia", "Suzete", "Nilza"),
        ("Admilson", "Kelvin", "Zé", "Odair"),
        ("Djulieta", "Filomena", "Arlinda"),
        ("Adérito", "Silvino", "Toy"),
        ("Tavares", "Monteiro", "Semedo", "Varela", "Barbosa", "Lopes"),
    ),
    Community(
        "ht",
        5,
        0.6,
        ("Guerline", "Nadège", "Widline", "Fabiola"),
        ("Wensley", "Jude", "Ricardo", "Stanley"),
        ("Guerda", "Marie-Ange", "Rose-Laure", "Mirlande"),
        ("Jean-Robert", "Wilner", "Frantz"),
        ("Baptiste", "Toussaint", "Désir", "Jean-Louis", "Cadet", "Estimé"),
    ),
    Community(
        "km",
        2,
        0.5,
        ("Sophea", "Chanthy", "Bopha"),
        ("Dara", "Vuthy", "Rithy"),
        ("Sokha", "Phalla"),
        ("Sarith", "Bunthoeun"),
        ("Chhim", "Keo", "Sok", "Prak"),
    ),
    Community(
        "ar",
        2,
        0.6,
        ("Layla", "Rima", "Huda"),
        ("Yousef", "Karim", "Sami"),
        ("Amal", "Nisreen"),
        ("Tarek", "Bassam"),
        ("Haddad", "Khoury", "Sabbagh", "Nasser"),
    ),
)


def pick_community(chance: Random) -> Community:
    """One community, as often as it occurs."""
    return chance.choices(COMMUNITIES, weights=[one.share for one in COMMUNITIES])[0]


STAFF_GIVEN = (
    "Marisol",
    "Ngozi",
    "Priya",
    "Daniel",
    "Helen",
    "Kayla",
    "Ruth",
    "Samuel",
    "Ana",
    "Victor",
    "Joy",
    "Lena",
)
STAFF_FAMILY = (
    "Reyes",
    "Adeyemi",
    "Raman",
    "Feld",
    "Sorensen",
    "Souza",
    "Abara",
    "Lindqvist",
    "Teixeira",
    "Moyer",
)

STREETS = (
    "Slater Mill Row",
    "Quahog Lane",
    "Old Ferry Street",
    "Juniper Court",
    "Weaver's Hill",
    "Lantern Street",
    "Ten Rod Way",
    "Cranberry Terrace",
    "Sexton Street",
    "Mercy Street",
    "Cooper's Wharf",
    "Tern Avenue",
    "Bayberry Road",
    "Almy's Crossing",
)
TOWNS = (
    ("Pawtucket", "02860"),
    ("Central Falls", "02863"),
    ("Providence", "02907"),
    ("Providence", "02908"),
    ("Cranston", "02910"),
    ("Woonsocket", "02895"),
    ("East Providence", "02914"),
    ("Newport", "02840"),
    ("Warwick", "02886"),
    ("Westerly", "02891"),
)
AREA_CODES = ("401", "508", "774", "860")  # each with the range kept free for stories: 555-0100 to 555-0199
SCHOOLS = (
    "Quarry Pond Elementary",
    "Lantern Hill School",
    "Three Rivers Middle School",
    "Tidewater High School",
    "Little Otters Preschool",
)
HOSPITAL = "Harborlight Children's Hospital"  # no hospital of this name exists
PRACTICE_NAMES = (
    ("Blackstone Pediatrics", "blackstone"),
    ("Narrow River Children's Health", "narrow-river"),
    ("Mill Pond Pediatrics", "mill-pond"),
    ("Point Judith Family Pediatrics", "point-judith"),
    ("Seekonk Square Pediatrics", "seekonk-square"),
    ("Larkspur Children's Clinic", "larkspur"),
    ("Ten Mile Pediatrics", "ten-mile"),
    ("Quonset Young Families", "quonset"),
    ("Great Swamp Pediatrics", "great-swamp"),
    ("Watch Hill Children's Practice", "watch-hill"),
    ("Olney Pond Pediatrics", "olney-pond"),
    ("Sakonnet Kids", "sakonnet"),
)


def phone(chance: Random) -> str:
    """A telephone number from the range that is never given to anybody, in E.164."""
    return f"+1{chance.choice(AREA_CODES)}55501{chance.randrange(100):02d}"
