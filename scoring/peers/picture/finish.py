"""Finish: what ends every picture: a note, who the peers are, title and description."""

from scoring.peers.picture.sheet import SMALL, Sheet
from scoring.peers.picture.words import NOTHING, peers_words, stated
from scoring.peers.result import Peers


def finished(sheet: Sheet, measure: str, name: str, said: list[str], note: str | None, peers: Peers | None) -> str:
    """The SVG of a sheet whose drawing says `said`; a sheet that says nothing gets a note even without `note`."""
    lang = sheet.lang
    notes = [note] if note else [] if said else [NOTHING.in_(lang)]
    for words in notes:
        sheet.paragraph(words, kind="note")
    about = peers_words(peers, lang) if peers else []
    for words in about:
        sheet.paragraph(words, SMALL, "peers")
    title = stated(name, peers.group.name, lang) if peers and peers.group.name else name
    return sheet.svg(measure, title, [*said, *notes, *about])
