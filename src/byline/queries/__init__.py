"""The questions a store answers, typed: the only door for every face."""

from byline.queries.answers import (
    CHINA_GROUPINGS,
    FATES,
    CountryCount,
    JointAnswer,
    JointCount,
    ListedDisagreement,
    ListedFailure,
    ListedPaper,
    ManifestRow,
    PaperDetail,
    Scope,
    ShownAffiliation,
    ShownAuthor,
    ShownCountry,
    ShownInstitution,
    ShownQuote,
    StudyFacts,
)
from byline.queries.store import Store, explain_measure

__all__ = [
    "CHINA_GROUPINGS",
    "FATES",
    "CountryCount",
    "JointAnswer",
    "JointCount",
    "ListedDisagreement",
    "ListedFailure",
    "ListedPaper",
    "ManifestRow",
    "PaperDetail",
    "Scope",
    "ShownAffiliation",
    "ShownAuthor",
    "ShownCountry",
    "ShownInstitution",
    "ShownQuote",
    "Store",
    "StudyFacts",
    "explain_measure",
]
