"""Invented HL7 v2 immunization messages."""


def message(
    *,
    control: str = "1",
    name: str = "Baptiste^Amara",
    born: str = "20180504",
    number: str = "MR-1",
    order: str = "D-1",
    dose_on: str = "20190806",
    action: str = "A",
    status: str = "CP",
    vaccine: str = "03^MMR^CVX",
    time: str = "20200101120000",
    kind: str = "VXU^V04^VXU_V04",
    end: str = "\r",
) -> bytes:
    """One message with one dose."""
    segments = (
        rf"MSH|^~\&|REGISTRY|STATE|NEST|WORK|{time}||{kind}|{control}|P|2.5.1",
        f"PID|1||{number}^^^STATE REGISTRY^MR~999-17-5017^^^SSA^SS||{name}^^^^^L||{born}|F",
        "NK1|1|Baptiste^Guerda|MTH^Mother^HL70063||^PRN^PH^^^401^5550142",
        f"ORC|RE||{order}^REGISTRY",
        f"RXA|0|1|{dose_on}||{vaccine}|0.5|mL^^UCUM||00^New^NIP001|||||||||||{status}|{action}",
        "RXR|SC^Subcutaneous^HL70162|LA^Left arm^HL70163",
        "OBX|1|CE|64994-7^Eligibility^LN|1|V05^VFC eligible^HL70064||||||F",
    )
    return "".join(segment + end for segment in segments).encode()
