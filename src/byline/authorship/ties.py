"""Who belongs to which affiliation, by the strongest evidence there is."""

import re
from collections.abc import Iterable, Sequence

from byline.authorship.cells import Cell, Print
from byline.authorship.draft import FURTHER, Draft
from byline.authorship.emails import EmailGroup, find_owner
from byline.authorship.entries import match_keys
from byline.authorship.legend import Claim, Legend
from byline.authorship.organisations import split_affiliations
from byline.authorship.printed import PrintedAffiliation
from byline.authorship.repeats import cut_repeated
from byline.authorship.sentences import Membership
from byline.authorship.stacks import Stack
from byline.authorship.tokens import Token, find_tokens
from byline.records import LinkRole

_ALSO = re.compile(
    r"also (?:(?:affiliated|associated|employed|working) )?(?:with|at) (?:the )?(?=\w)",
    re.IGNORECASE,
)


def tie_by_marks(draft: Draft, legend: Legend, *, printed: Print) -> None:
    """Tie names to what their marks stand for, and to entries that print their e-mail address."""
    for found in legend.affirmations:
        lines, is_further = _cut_also(found)
        affiliations = _add_lines(draft, lines, printed=printed, is_marked=True)
        rule = "link_footnote@1" if found.is_footnote else "link_marker@1"
        rule = FURTHER if is_further else rule
        for index, name in enumerate(draft.names):
            if set(match_keys(name.keys, legend.keys)) & set(found.keys):
                for affiliation in affiliations:
                    draft.tie(index, affiliation, rule=rule)
        for affiliation in affiliations:
            domains = draft.common_domains.setdefault(affiliation, [])
            domains.extend(g.domain for g in found.emails if g.domain not in domains)


def _cut_also(claim: Claim) -> tuple[Sequence[Sequence[Token]], bool]:
    """The lines of a claim without ``Also with the``, and whether it began like that."""
    match = _ALSO.match(claim.printed.text)
    if match is None:
        return claim.lines, False
    start, _ = claim.printed.find_span(match.end(), len(claim.printed.text))
    lines = [[token for token in line if token.start >= start] for line in claim.lines]
    return [line for line in lines if line], True


def tie_by_addresses(draft: Draft, legend: Legend, *, printed: Print) -> None:
    """Tie names without a mark to the one entry that lists their e-mail address."""
    untied = draft.find_untied()
    for found in legend.affirmations:
        owners = {owner for group in found.emails for owner in _find_owners(group, draft.texts)}
        for index in owners.intersection(untied):
            for affiliation in _add_lines(draft, found.lines, printed=printed, is_marked=True):
                draft.tie(index, affiliation, rule="link_address@1")


def _find_owners(group: EmailGroup, names: Sequence[str]) -> list[int]:
    owners = (find_owner(local, names) for local in group.locals)
    return [owner for owner in owners if owner is not None]


def tie_by_sentences(draft: Draft, memberships: Sequence[Membership], *, printed: Print) -> None:
    """Tie names to what sentences say they are with."""
    for membership in memberships:
        for affiliation in _add_lines(draft, membership.lines, printed=printed):
            for index in membership.authors:
                role: LinkRole = "moved" if membership.is_now else "affiliation"
                draft.tie(index, affiliation, rule="link_sentence@1", role=role)


def tie_by_stacks(draft: Draft, stacks: Sequence[Stack], *, printed: Print) -> None:
    """Tie names that are still untied to the lines printed under them."""
    untied = set(draft.find_untied())
    columns = [
        [part.tokens for part in stack.body if part.kind == "affiliation"] for stack in stacks
    ]
    for stack, lines in zip(stacks, cut_repeated(columns), strict=True):
        members = [index for index in find_members(draft, stack.names) if index in untied]
        found = [number for chunk in lines for number in _add_lines(draft, chunk, printed=printed)]
        for index in members:
            for affiliation in found:
                draft.tie(index, affiliation, rule="link_stack@1")


def find_members(draft: Draft, cells: Iterable[Cell]) -> list[int]:
    """The names that end in these cells."""
    starts = {cell.start for cell in cells}
    return [index for index, name in enumerate(draft.names) if name.cell.start in starts]


def tie_inline(draft: Draft, *, printed: Print) -> None:
    """Tie names to the affiliation in brackets behind them."""
    for index, name in enumerate(draft.names):
        if name.inline is not None:
            start, end = name.inline
            tokens = find_tokens(printed.text[start:end], offset=start)
            for affiliation in _add_lines(draft, [tokens], printed=printed):
                draft.tie(index, affiliation, rule="link_inline@1")


def tie_the_rest(draft: Draft) -> None:
    """Where one affiliation is printed for all, it is everybody's."""
    untied = draft.find_untied()
    is_told = any(tie.rule.startswith("link_sentence") for tie in draft.ties)
    if len(draft.affiliations) == 1 and len(untied) < len(draft.names) and not is_told:
        for index in untied:
            # A number that nothing explains stands for a place that is not printed.
            if not any(key.isalnum() for key in draft.names[index].keys):
                draft.tie(index, 0, rule="link_only@1")


def _add_lines(
    draft: Draft, lines: Sequence[Sequence[Token]], *, printed: Print, is_marked: bool = False
) -> list[int]:
    found = split_affiliations(lines, printed=printed, is_marked=is_marked)
    return list(dict.fromkeys(draft.add_affiliation(affiliation) for affiliation in found))


def add_domains(draft: Draft, emails: Sequence[EmailGroup], stacks: Sequence[Stack]) -> None:
    """Note the e-mail domain of every name: by the spelling of the address, else by its place."""
    placed = {
        group.start: stack for stack in stacks for part in stack.body for group in part.cell.emails
    }
    for group in emails:
        owners = _find_owners(group, draft.texts)
        stack = placed.get(group.start)
        members = find_members(draft, stack.names) if stack else []
        if not owners or len(group.locals) > len(owners):
            owners = [*owners, *_find_unnamed(draft, group, members)]
        draft.owners[group.start] = owners
        for owner in owners:
            draft.add_domains(owner, [group.domain])


def _find_unnamed(draft: Draft, group: EmailGroup, members: Sequence[int]) -> list[int]:
    """Names that stand over an address without being spelt in it."""
    return [
        index
        for index in members
        if index not in draft.domains and len(members) <= max(1, len(group.locals))
    ]


def tie_by_domains(draft: Draft, emails: Sequence[EmailGroup], *, printed: Print) -> None:
    """Where nothing but an institutional e-mail address is printed for a name, it has to do.

    One person's address is taken whole; of addresses at one place, the domain they share.
    """
    for group in emails:
        untied = draft.find_untied()
        members = [index for index in untied if index in draft.owners[group.start]]
        if not group.is_institutional or not members:
            continue
        start, end = group.domain_span if len(members) > 1 else (group.start, group.end)
        address = " ".join(printed.text[start:end].split())
        affiliation = draft.add_affiliation(PrintedAffiliation(text=address, spans=((start, end),)))
        for index in members:
            draft.tie(index, affiliation, rule="link_domain@1")
