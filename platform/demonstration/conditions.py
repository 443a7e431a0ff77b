"""Conditions of children with special health care needs, with ICD-10-CM codes, and what usually comes with them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """One condition: code and words, how common, from which age (months), weight for complexity, what goes with it."""

    code: str
    text: str
    weight: int  # how often it is drawn
    from_months: int
    complexity: int  # 1 to 4: points toward the need level
    medicines: tuple[tuple[str, str], ...] = ()
    equipment: tuple[str, ...] = ()
    label: str = "general"


PATTERNS = (
    Pattern(
        "J45.40",
        "Moderate persistent asthma, uncomplicated",
        22,
        24,
        2,
        (("Fluticasone inhaler", "2 puffs twice a day"), ("Albuterol inhaler", "2 puffs as needed")),
        ("Spacer",),
    ),
    Pattern(
        "J45.30",
        "Mild persistent asthma, uncomplicated",
        18,
        24,
        1,
        (("Albuterol inhaler", "2 puffs as needed"),),
    ),
    Pattern(
        "F90.2",
        "Attention-deficit hyperactivity disorder, combined type",
        20,
        60,
        1,
        (("Methylphenidate extended release", "18 mg each morning"),),
        label="behavioural",
    ),
    Pattern("F84.0", "Autistic disorder", 16, 24, 2, (("Melatonin", "3 mg at bedtime"),)),
    Pattern("F80.2", "Mixed receptive-expressive language disorder", 12, 24, 1),
    Pattern(
        "F41.1",
        "Generalized anxiety disorder",
        9,
        84,
        1,
        (("Sertraline", "25 mg daily"),),
        label="behavioural",
    ),
    Pattern(
        "F32.A", "Depression, unspecified", 4, 132, 2, (("Fluoxetine", "10 mg daily"),), label="behavioural"
    ),
    Pattern(
        "G40.909",
        "Epilepsy, unspecified, not intractable",
        8,
        6,
        3,
        (
            ("Levetiracetam", "300 mg twice a day"),
            ("Diazepam nasal spray", "10 mg for a seizure over 5 minutes"),
        ),
    ),
    Pattern(
        "G80.1",
        "Spastic diplegic cerebral palsy",
        5,
        12,
        3,
        (("Baclofen", "5 mg three times a day"),),
        ("Walker", "Ankle braces"),
    ),
    Pattern(
        "G80.0",
        "Spastic quadriplegic cerebral palsy",
        2,
        12,
        4,
        (("Baclofen", "10 mg three times a day"),),
        ("Wheelchair", "Hospital bed"),
    ),
    Pattern("Q90.9", "Down syndrome, unspecified", 5, 0, 3),
    Pattern(
        "E10.9",
        "Type 1 diabetes mellitus without complications",
        6,
        24,
        3,
        (("Insulin glargine", "10 units at bedtime"), ("Insulin lispro", "by carbohydrate count")),
        ("Continuous glucose monitor",),
    ),
    Pattern(
        "P27.1",
        "Bronchopulmonary dysplasia",
        4,
        0,
        3,
        (("Budesonide nebulizer", "0.25 mg twice a day"),),
        ("Nebulizer",),
    ),
    Pattern("P07.26", "Extreme immaturity of newborn, gestational age 27 completed weeks", 4, 0, 3),
    Pattern("Q21.0", "Ventricular septal defect", 4, 0, 2),
    Pattern("Q21.3", "Tetralogy of Fallot", 2, 0, 3),
    Pattern(
        "D57.1",
        "Sickle-cell disease without crisis",
        4,
        0,
        3,
        (("Hydroxyurea", "300 mg daily"), ("Penicillin V", "125 mg twice a day")),
    ),
    Pattern(
        "E84.0",
        "Cystic fibrosis with pulmonary manifestations",
        2,
        0,
        4,
        (("Pancrelipase", "with each meal"), ("Dornase alfa nebulizer", "once a day")),
        ("Airway clearance vest",),
    ),
    Pattern(
        "Z93.1",
        "Gastrostomy status",
        4,
        0,
        3,
        (("Formula by pump", "60 mL an hour, overnight"),),
        ("Feeding pump", "Gastrostomy supplies"),
    ),
    Pattern("H90.3", "Sensorineural hearing loss, bilateral", 4, 0, 2, (), ("Hearing aids",)),
    Pattern(
        "Q05.9",
        "Spina bifida, unspecified",
        2,
        0,
        3,
        (("Oxybutynin", "5 mg twice a day"),),
        ("Catheter supplies", "Wheelchair"),
    ),
    Pattern(
        "M08.00",
        "Unspecified juvenile rheumatoid arthritis of unspecified site",
        3,
        24,
        2,
        (("Methotrexate", "10 mg once a week"),),
    ),
    Pattern(
        "K50.90",
        "Crohn's disease, unspecified, without complications",
        3,
        84,
        2,
        (("Infliximab", "infusion every 8 weeks"),),
    ),
    Pattern("K90.0", "Celiac disease", 4, 24, 1),
    Pattern(
        "N04.9",
        "Nephrotic syndrome with unspecified morphologic changes",
        2,
        24,
        2,
        (("Prednisolone", "by the clinic's taper"),),
    ),
    Pattern("R62.51", "Failure to thrive (child)", 5, 2, 2),
    Pattern(
        "G71.01",
        "Duchenne or Becker muscular dystrophy",
        1,
        36,
        4,
        (("Deflazacort", "18 mg daily"),),
        ("Wheelchair", "Cough assist"),
    ),
    Pattern("D66", "Hereditary factor VIII deficiency", 1, 0, 3, (("Factor VIII", "infusion twice a week"),)),
    Pattern(
        "E70.0",
        "Classical phenylketonuria",
        1,
        0,
        3,
        (("Phenylalanine-free formula", "with meals"),),
        (),
        "genetic",
    ),
    Pattern(
        "L20.9",
        "Atopic dermatitis, unspecified",
        10,
        3,
        1,
        (("Triamcinolone ointment", "twice a day as needed"),),
    ),
    Pattern(
        "K21.9",
        "Gastro-esophageal reflux disease without esophagitis",
        6,
        1,
        1,
        (("Omeprazole", "10 mg daily"),),
    ),
    Pattern("F43.10", "Post-traumatic stress disorder, unspecified", 3, 48, 2, (), (), "behavioural"),
)

ALLERGIES = (
    ("Penicillin", "hives"),
    ("Peanut", "anaphylaxis"),
    ("Latex", "anaphylaxis"),
    ("Egg", "hives"),
    ("Amoxicillin", "rash"),
    ("Tree nuts", "swelling"),
)
CLINICS = (
    "neurology",
    "pulmonology",
    "cardiology",
    "gastroenterology",
    "endocrinology",
    "developmental pediatrics",
    "audiology",
)
