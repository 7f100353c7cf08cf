"""Exports and tables for tests, openly fictional."""

from collections.abc import Iterable

STANDARD = ("language", "author", "title", "entrydate")


def spec(tag: str, shape: str = "STRING", label: str = "", inner: str = "") -> str:
    """A field of a Martus form."""
    return f"<Field type='{shape}'><Tag>{tag}</Tag><Label>{label}</Label>{inner}</Field>"


def value(tag: str, text: str) -> str:
    """A value of a bulletin."""
    return f"<Field tag='{tag}'><Value>{text}</Value></Field>"


def bulletin(
    *values: str,
    specs: Iterable[str] = (),
    private: Iterable[str] = (),
    standard: Iterable[str] = STANDARD,
    beside: str = "",
) -> str:
    """A bulletin whose form has the fields that every form has, and these."""
    main = "".join([*map(spec, standard), *specs])
    return (
        f"<MartusBulletin>{beside}<MainFieldSpecs>{main}</MainFieldSpecs>"
        f"<PrivateFieldSpecs>{''.join(private)}</PrivateFieldSpecs>"
        f"<FieldValues>{''.join(values)}</FieldValues></MartusBulletin>"
    )


def export(*bulletins: str, before: str = "") -> bytes:
    """A Martus export."""
    return f"{before}<MartusBulletins>{''.join(bulletins)}</MartusBulletins>".encode()


GRID = spec(
    "camps", "GRID", "Camps",
    "<GridSpecDetails><Column type='STRING'><Tag/><Label>Name</Label></Column>"
    "<Column type='BOOLEAN'><Tag/><Label>Still there?</Label></Column>"
    "<Column type='DATERANGE'><Tag/><Label>When</Label></Column></GridSpecDetails>",
)  # fmt: skip
GRID_VALUE = value(
    "camps",
    "<GridData columns='3'><Row><Column>Orlen</Column><Column>1</Column>"
    "<Column>Range:2019-01-01,2019-03-31</Column></Row>"
    "<Row><Column>Tarn</Column><Column>0</Column><Column></Column></Row></GridData>",
)
