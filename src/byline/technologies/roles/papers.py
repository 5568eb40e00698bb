"""The role of a technology in a paper, from what all of its mentions seem to say.

The strongest role that holds is wanted, but one misread sentence among two hundred must not decide.
So each role is asked how likely it makes all the mentions together: a paper that builds on a model
also compares and cites it, in proportions that nobody knows beforehand (`_SHARES`), while a paper
that only cites it does nothing else, but for misreadings (`Settings.noise`). Sentences of one paper
repeat each other, so that many count for less than their number (`Settings.independence`).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from byline.records import Role
from byline.technologies.roles.sentences import NamedKind, NamedSentence
from byline.technologies.roles.weights import Probabilities

_SHARES = (0.04, 0.12, 0.3, 0.6, 0.9)
"""Of a paper's mentions, those that show its strongest role: all taken to be as likely."""
_DOMINANT = 0.7
"""Of the other mentions, those that show the weaker role that is shown most."""
_LEAST = 1e-9


_STRENGTHS = {"table": 0.4}
"""How much a mention says of its paper's role by its place; 1 elsewhere. A row has few words."""
_PRIORS: Mapping[NamedKind, Mapping[Role, float]] = {
    "model": {
        "introduced": 0.06,
        "built_on": 0.28,
        "evaluated": 0.16,
        "tool": 0.07,
        "compared": 0.13,
        "mentioned": 0.30,
    },
    "architecture": {
        "introduced": 0.02,
        "built_on": 0.60,
        "evaluated": 0.05,
        "compared": 0.05,
        "mentioned": 0.28,
    },
    "accelerator": {"built_on": 0.85, "mentioned": 0.15},
    "dataset": {
        "introduced": 0.06,
        "built_on": 0.24,
        "evaluated": 0.40,
        "tool": 0.05,
        "compared": 0.05,
        "mentioned": 0.20,
    },
}
"""How often papers have a role, before any sentence is read: rough shares, not fitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is assumed of papers."""

    noise: float = 0.1
    """Share of mentions that seem to show a stronger role than holds."""
    independence: float = 0.7
    """n mentions say as much as n to this power would if nothing were said twice."""
    sharpness: float = 1.0
    """Below 1: probabilities less extreme than the evidence alone would have them."""


SETTINGS = Settings()


class Shown(NamedTuple):
    """What one mention shows of each role, and how much it counts for."""

    roles: Probabilities
    strength: float


def combine(
    mentions: Sequence[tuple[NamedSentence, Probabilities]], *, settings: Settings = SETTINGS
) -> Probabilities:
    """The probability of each role of one technology in a paper, from those of its mentions."""
    shown = [Shown(roles, _STRENGTHS.get(named.place, 1.0)) for named, roles in mentions]
    damped = _damp(shown, settings)
    possible = list(shown[0].roles)
    priors = _PRIORS.get(mentions[0][0].kind, {})
    scores = {
        role: _score(role, possible, damped, settings) + math.log(priors.get(role, 1.0))
        for role in possible
    }
    top = max(scores.values())
    powers = {k: math.exp(settings.sharpness * (score - top)) for k, score in scores.items()}
    total = sum(powers.values())
    return {role: power / total for role, power in powers.items()}


def _damp(mentions: Sequence[Shown], settings: Settings) -> list[Shown]:
    """The mentions, each counting for less the more there are."""
    weight = sum(mention.strength for mention in mentions)
    damping = max(1.0, weight) ** (settings.independence - 1)
    return [Shown(mention.roles, mention.strength * damping) for mention in mentions]


def _score(
    role: Role, possible: Sequence[Role], mentions: Sequence[Shown], settings: Settings
) -> float:
    """The logarithm of how likely a role makes what the mentions show, over all profiles."""
    scores = [
        _log_likelihood(role, profile, mentions) for profile in _profiles(role, possible, settings)
    ]
    top = max(scores)
    return top + math.log(sum(math.exp(score - top) for score in scores) / len(scores))


def _log_likelihood(role: Role, profile: Probabilities, mentions: Sequence[Shown]) -> float:
    """How likely a profile makes the mentions, given that at least one shows the role itself."""
    with_role = without = weight = 0.0
    for shown, strength in mentions:
        total = sum([profile[one] * probability for one, probability in shown.items()])
        with_role += strength * math.log(max(_LEAST, total))
        without += strength * math.log(max(_LEAST, total - profile[role] * shown[role]))
        weight += strength
    is_shown = 1 - math.exp(without - with_role)
    expected = 1 - (1 - profile[role]) ** weight
    return with_role + math.log(max(_LEAST, is_shown) / expected)


def _profiles(role: Role, possible: Sequence[Role], settings: Settings) -> Iterator[Probabilities]:
    """How the mentions of a paper of this role may be spread over roles."""
    place = possible.index(role)
    stronger, weaker = possible[:place], possible[place + 1 :]
    noise = settings.noise if stronger else 0.0
    above = dict.fromkeys(stronger, noise / max(1, len(stronger)))
    if not weaker:
        yield {**above, role: 1 - noise}
        return
    for share in _SHARES:
        rest = (1 - noise) * (1 - share)
        for dominant in weaker:
            even = rest * (1 - _DOMINANT) / len(weaker)
            below = dict.fromkeys(weaker, even)
            yield {**above, role: (1 - noise) * share, **below, dominant: even + rest * _DOMINANT}
