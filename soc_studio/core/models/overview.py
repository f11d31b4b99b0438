"""All facts of every model, for display."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from soc_studio.core.models.catalogue import TOKENIZER, Card, find_card
from soc_studio.core.models.made_card import MadeCard, card_in
from soc_studio.core.models.measurements import Measurement, measured
from soc_studio.core.models.store import Availability, ModelEntry, Store


@dataclass(frozen=True, slots=True)
class Overview:
    """A network, or the tokenizer under its id.

    Attributes:
        entry: its id, whether it is there, the bytes it takes.
        card: its published card; None for the tokenizer and for models added from a file.
        made: the card of a model that was trained or improved here, None of others.
        unfinished: bytes that came of its file the last time it was fetched, 0 where none did.
        is_recorded: whether the hash of a first file is kept, also after that was removed.
        measurements: what it took where it was measured.
    """

    entry: ModelEntry
    card: Card | None = None
    unfinished: int = 0
    is_recorded: bool = False
    measurements: tuple[Measurement, ...] = ()
    made: MadeCard | None = None

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def is_tracker(self) -> bool:
        """Whether it follows objects, and searches for none."""
        return self.card is not None and self.card.is_tracker

    @property
    def can_be_fetched(self) -> bool:
        """Whether it is published somewhere, and not here."""
        is_published = self.id == TOKENIZER or (self.card is not None and bool(self.card.origin))
        return is_published and self.entry.state is not Availability.THERE

    @property
    def can_be_used(self) -> bool:
        """Whether it is a network that is here."""
        return self.id != TOKENIZER and self.entry.state is Availability.THERE

    @property
    def can_be_removed(self) -> bool:
        """Whether it, or something of it, is here and did not come with the program."""
        ships = self.card is not None and self.card.origin is None
        is_here = (
            self.entry.state is not Availability.MISSING or self.unfinished > 0 or self.is_recorded
        )
        return is_here and not ships


def overviews(store: Store) -> list[Overview]:
    """Return the network that ships, the published ones, those added from files, the trackers that
    can be fetched, the tokenizer."""
    records = store.records()
    found = []
    for entry in (*store.entries(), *store.tracker_entries()):
        record = records.get(entry.id)
        found.append(
            Overview(
                entry,
                find_card(entry.id),
                _unfinished(store, entry.id),
                record is not None and record.source is not None,
                tuple(measured(entry.id)),
                made_card(store, entry),
            )
        )
    state = Availability.THERE if store.has_tokenizer else Availability.MISSING
    return [*found, Overview(ModelEntry(TOKENIZER, state, None, ""))]


def made_card(store: Store, entry: ModelEntry) -> MadeCard | None:
    """Return the card of a model that was trained or improved here, None of others."""
    is_own = entry.bytes is not None and find_card(entry.id) is None
    return card_in(store.file(entry.id)) if is_own else None


def _unfinished(store: Store, model: str) -> int:
    with suppress(OSError):
        folder = store.unfinished(model)
        return sum(each.stat().st_size for each in folder.iterdir() if each.is_file())
    return 0
