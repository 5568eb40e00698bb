"""The role of a technology in a paper, from what all of its mentions seem to say.

The strongest role that holds is wanted, but one misread sentence among two hundred must not decide.
So each role is asked how likely it makes all the mentions together: a paper that builds on a model
also compares and cites it, in proportions that nobody knows beforehand (`_SHARES`), while a paper
that only cites it does nothing else, but for misreadings (`Settings.noise`). Sentences of one paper
repeat each other, so that many count for less than their number (`Settings.independence`).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import NamedTuple

from byline.records import Role
from byline.technologies.roles.priors import Priors
from byline.technologies.roles.weights import Probabilities

_SHARES = (0.04, 0.12, 0.3, 0.6, 0.9)
"""Of a paper's mentions, those that show its strongest role: all taken to be as likely."""
_DOMINANT, _SHARED = 0.7, 0.45
"""Of the other mentions, those of the weaker role shown most; of either where two are."""
_CITING: Role = "mentioned"
_CITING_WEIGHT = 12.0
"""How much likelier it is that the other mentions are mostly citations than any other thing."""
_LEAST = 1e-9
_NOT_PROSE = 0.4
"""How much a name in a row, a legend or a listing says of its paper's role: it has few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is assumed of papers; chosen by the likelihood of the labels of 22 papers."""

    noise: float = 0.07
    """Share of mentions that seem to show a stronger role than holds."""
    independence: float = 0.9
    """n mentions say as much as n to this power would if nothing were said twice."""
    sharpness: float = 0.65
    """Below 1: probabilities less extreme than the evidence alone would have them."""


SETTINGS = Settings()


class Shown(NamedTuple):
    """What one mention shows of each role, in their order, and how much it counts for."""

    roles: tuple[float, ...]
    strength: float


class Profile(NamedTuple):
    """How a paper's mentions may be spread over roles, and how likely that is beforehand."""

    shares: tuple[float, ...]
    weight: float


def combine(
    mentions: Sequence[tuple[bool, Probabilities]],
    *,
    priors: Priors,
    settings: Settings = SETTINGS,
) -> Probabilities:
    """The probability of each role of one technology in a paper, from those of its mentions.

    Each mention says whether it stands in prose.
    """
    possible = tuple(mentions[0][1])
    shown = [
        Shown(tuple(roles.values()), 1.0 if is_prose else _NOT_PROSE)
        for is_prose, roles in mentions
    ]
    damped = _damp(shown, settings)
    scores = {
        role: _score(place, possible, damped, settings) + math.log(priors[role])
        for place, role in enumerate(possible)
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
    place: int, possible: tuple[Role, ...], mentions: Sequence[Shown], settings: Settings
) -> float:
    """The logarithm of how likely a role makes what the mentions show, over all profiles."""
    profiles = _list_profiles(place, possible, settings.noise)
    scores = [_log_likelihood(place, profile.shares, mentions) for profile in profiles]
    top = max(scores)
    weighed = zip(profiles, scores, strict=True)
    likelihood = sum(profile.weight * math.exp(score - top) for profile, score in weighed)
    return top + math.log(likelihood / sum(profile.weight for profile in profiles))


def _log_likelihood(place: int, shares: tuple[float, ...], mentions: Sequence[Shown]) -> float:
    """How likely a profile makes the mentions, given that at least one shows the role itself."""
    with_role = without = weight = 0.0
    own = shares[place]
    for shown, strength in mentions:
        total = sum(map(mul, shares, shown))
        with_role += strength * math.log(max(_LEAST, total))
        without += strength * math.log(max(_LEAST, total - own * shown[place]))
        weight += strength
    is_shown = 1 - math.exp(without - with_role)
    return with_role + math.log(max(_LEAST, is_shown) / (1 - (1 - own) ** weight))


@cache
def _list_profiles(place: int, possible: tuple[Role, ...], noise: float) -> tuple[Profile, ...]:
    """All ways in which the mentions of a paper of this role may be spread over roles."""
    stronger, weaker = possible[:place], possible[place + 1 :]
    noise = noise if stronger else 0.0
    above = [noise / max(1, len(stronger))] * len(stronger)
    if not weaker:
        return (Profile((*above, 1 - noise), 1.0),)
    return tuple(
        Profile(
            (
                *above,
                (1 - noise) * share,
                *((1 - noise) * (1 - share) * below[one] for one in weaker),
            ),
            weight,
        )
        for share in _SHARES
        for weight, below in _spreads(weaker)
    )


def _spreads(weaker: Sequence[Role]) -> Iterator[tuple[float, Probabilities]]:
    """How mentions that show weaker roles may be shared out: mostly one, or one and citations."""
    even = dict.fromkeys(weaker, (1 - _DOMINANT) / len(weaker))
    for dominant in weaker:
        weight = _CITING_WEIGHT if dominant == _CITING else 1.0
        yield weight, {**even, dominant: even[dominant] + _DOMINANT}
        if dominant != _CITING:
            few = dict.fromkeys(weaker, (1 - 2 * _SHARED) / len(weaker))
            both = {one: few[one] + _SHARED for one in (dominant, _CITING)}
            yield 1.0, {**few, **both}
