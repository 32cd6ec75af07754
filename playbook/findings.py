"""What findings in documents say of an answer: they support it, lower it, suggest another, or prove nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from playbook.model import Answer, Finding, Item, Reading, Stand, Status, Suggestion

_HEIGHT = {Status.MET: 2, Status.PARTLY: 1}
_LOWERED = (Status.MET, Status.PARTLY)
_MOST_BY_SILENCE = 2  # silence that fits many answers speaks for none


class Bearing(NamedTuple):
    """How findings bear on one answer."""

    supports: tuple[Finding, ...] = ()
    lowers: tuple[Finding, ...] = ()
    overruled: tuple[tuple[Finding, Stand], ...] = ()
    suggests: tuple[Suggestion, ...] = ()


def bearing(
    item: Item,
    reading: Reading,
    answer: Answer,
    status: Status,
    findings: Iterable[Finding],
    *,
    row: str = "",
    stands: tuple[Stand, ...] | None = None,
) -> Bearing:
    """How `findings` bear on `answer`, to `item` or to one `row` of it, whose own status is `status`."""
    supports: list[Finding] = []
    lowers: list[Finding] = []
    overruled: list[tuple[Finding, Stand]] = []
    suggests: list[Suggestion] = []
    for finding in findings:
        options = _agreeing(item, reading, finding, row)
        if not options:
            continue
        stand = _stand(finding, answer.stands if stands is None else stands)
        if answer.option in options:
            supports.append(finding)
        elif status not in _LOWERED or _is_better(item, options, answer):
            if not finding.silent or len(options) <= _MOST_BY_SILENCE:
                suggests.append(Suggestion(finding, options, row))
        elif stand:
            overruled.append((finding, stand))
        else:
            lowers.append(finding)
    return Bearing(supports=tuple(supports), lowers=tuple(lowers), overruled=tuple(overruled), suggests=tuple(suggests))


def _agreeing(item: Item, reading: Reading, finding: Finding, row: str) -> tuple[str, ...]:
    """The options that the finding agrees with; none where it proves nothing of this answer."""
    if finding.rule != reading.rule or not _is_of(reading, finding):
        return ()
    if reading.by_rows:
        return _agreeing_rows(item, finding, row)
    if isinstance(finding.value, int):
        return next((options for band, options in reading.agrees.items() if _in_band(finding.value, band)), ())
    return reading.agrees.get(finding.value, ()) if isinstance(finding.value, str) else ()


def _is_of(reading: Reading, finding: Finding) -> bool:
    """Whether the finding is of a document that counts here; silence, of all of them."""
    if finding.silent:
        return set(reading.documents).issubset(finding.silent)
    return finding.document in reading.documents


def _agreeing_rows(item: Item, finding: Finding, row: str) -> tuple[str, ...]:
    if not isinstance(finding.value, frozenset):
        return ()
    is_met = row in finding.value
    if (finding.silent and is_met) or not (is_met or finding.whole):
        return ()
    return tuple(option.id for option in item.options.values() if (option.status is Status.MET) == is_met)


def _in_band(number: int, band: str) -> bool:
    """Bands are written 0-10, 11-15 and 16-."""
    low, _, high = band.partition("-")
    if not low.isdecimal() or not (high or "0").isdecimal() or len(band) > 12:
        return False
    return int(low) <= number and (not high or number <= int(high))


def _is_better(item: Item, options: tuple[str, ...], answer: Answer) -> bool:
    """Whether the paper says more than the answer does."""
    said = _HEIGHT.get(item.options[answer.option].status, 0)
    return max(_HEIGHT.get(item.options[option].status, 0) for option in options) > said


def _stand(finding: Finding, stands: tuple[Stand, ...]) -> Stand | None:
    words = " ".join(finding.quote.split())
    return next(
        (stand for stand in stands if stand.finding == finding.rule and " ".join(stand.quote.split()) == words), None
    )
