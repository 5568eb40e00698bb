-- Tables that every measure starts from; built with the store, so that measures answer at once.

-- The affiliations that count: all but those that are tied to authors only as internships, visits
-- and the like. One that is printed but tied to nobody counts for the paper.
CREATE TABLE counted_affiliation AS
SELECT affiliation.paper_id, affiliation.affiliation_id
FROM affiliation
LEFT JOIN authorship_affiliation AS link USING (affiliation_id)
GROUP BY affiliation.paper_id, affiliation.affiliation_id
HAVING count(link.role) = 0 OR bool_or(link.role = 'affiliation')
ORDER BY ALL;

-- One row per paper that a study lists, with what became of it.
CREATE TABLE paper_view AS
WITH read_document AS (
    SELECT paper_id, any_value(document_id) AS document_id, any_value(kind) AS kind,
           any_value(title) AS printed_title
    FROM document GROUP BY paper_id
),
block AS (
    SELECT paper_id, any_value(status) AS block_status, any_value(layout) AS layout
    FROM author_block GROUP BY paper_id
),
written AS (
    SELECT paper_id, count(*) AS author_count FROM authorship GROUP BY paper_id
),
named AS (
    SELECT paper_id, count(*) AS affiliation_count FROM counted_affiliation GROUP BY paper_id
),
failed AS (
    SELECT paper_id, count(*) AS failure_count FROM failure GROUP BY paper_id
),
-- what the table says of a PDF that names no venue itself
listed AS (
    SELECT twin.duplicate_of AS paper_id, min(venue) AS venue, min(year) AS year,
           min(track) AS track, min(url) AS url
    FROM twin JOIN paper USING (paper_id)
    GROUP BY twin.duplicate_of
)
SELECT paper.* EXCLUDE (title, venue, year, track, url, duplicate_of),
       coalesce(paper.venue, listed.venue) AS venue, coalesce(paper.year, listed.year) AS year,
       coalesce(paper.track, listed.track) AS track, coalesce(paper.url, listed.url) AS url,
       coalesce(paper.duplicate_of, twin.duplicate_of) AS duplicate_of,
       coalesce(nullif(paper.title, ''), read_document.printed_title, paper.source_key) AS title,
       read_document.document_id, read_document.kind AS document_kind,
       block.block_status, block.layout,
       coalesce(written.author_count, 0) AS author_count,
       coalesce(named.affiliation_count, 0) AS affiliation_count,
       coalesce(failed.failure_count, 0) AS failure_count
FROM paper
LEFT JOIN twin USING (paper_id)
LEFT JOIN listed USING (paper_id)
LEFT JOIN read_document USING (paper_id)
LEFT JOIN block USING (paper_id)
LEFT JOIN written USING (paper_id)
LEFT JOIN named USING (paper_id)
LEFT JOIN failed USING (paper_id)
ORDER BY venue, year, track, title, paper_id;

-- One row per author, affiliation and country; country_code is NULL where it is unknown.
-- share: the part of the paper this row carries: 1/authors, over affiliations, over countries;
-- an affiliation tied to nobody has no author and carries no share.
CREATE TABLE author_country AS
WITH tied AS (
    SELECT authorship.paper_id, authorship.authorship_id, authorship.position, link.affiliation_id,
           count(link.affiliation_id) OVER (PARTITION BY authorship.authorship_id) AS affiliations,
           paper_view.author_count
    FROM authorship
    JOIN paper_view USING (paper_id)
    LEFT JOIN authorship_affiliation AS link
        ON link.authorship_id = authorship.authorship_id AND link.role = 'affiliation'
),
link AS (
    SELECT * FROM tied
    UNION ALL BY NAME
    SELECT paper_id, affiliation_id
    FROM counted_affiliation
    WHERE affiliation_id NOT IN (SELECT affiliation_id FROM authorship_affiliation)
),
located AS (
    SELECT link.*, country_match.country_code, country_match.basis, country_match.is_assumed,
           country_match.rule,
           count(*) OVER (PARTITION BY link.paper_id, link.authorship_id, link.affiliation_id) AS places
    FROM link LEFT JOIN country_match USING (affiliation_id)
)
SELECT paper_id, authorship_id, position, affiliation_id, country_code, basis,
       coalesce(is_assumed, false) AS is_assumed, rule,
       CASE WHEN authorship_id IS NULL THEN 0
            ELSE 1.0 / author_count / greatest(affiliations, 1) / places END AS share
FROM located
ORDER BY paper_id, position, affiliation_id, country_code;

-- One row per paper and country; assumed only if nothing else puts the paper there.
CREATE TABLE paper_country AS
SELECT paper_id, country_code, bool_and(is_assumed) AS is_assumed,
       count(DISTINCT authorship_id) AS author_count, sum(share) AS share,
       min(position) AS first_position
FROM author_country
WHERE country_code IS NOT NULL
GROUP BY paper_id, country_code
ORDER BY paper_id, country_code;

-- One row per paper with at least one affiliation whose country is unknown.
CREATE TABLE paper_unknown AS
SELECT paper_id, count(DISTINCT affiliation_id) AS unknown_count
FROM author_country
WHERE affiliation_id IS NOT NULL AND country_code IS NULL
GROUP BY paper_id
ORDER BY paper_id;

-- One row per paper: how far its countries are known. Every paper has exactly one fate.
CREATE TABLE paper_fate AS
SELECT paper_view.paper_id,
       CASE
           WHEN paper_view.document_id IS NULL THEN 'failed'
           WHEN paper_view.block_status = 'anonymous' THEN 'anonymous'
           WHEN paper_view.author_count = 0 THEN 'no_author'
           WHEN paper_view.affiliation_count = 0 THEN 'no_affiliation'
           WHEN country.paper_id IS NULL THEN 'unknown'
           WHEN paper_unknown.paper_id IS NOT NULL THEN 'partly_known'
           ELSE 'known'
       END AS fate
FROM paper_view
LEFT JOIN (SELECT DISTINCT paper_id FROM paper_country) AS country USING (paper_id)
LEFT JOIN paper_unknown USING (paper_id)
ORDER BY paper_view.paper_id;

-- The papers a question is about: no duplicates, and only what the scope names; NULL means any.
CREATE MACRO papers_in_scope(venue_, year_from_, year_to_, track_, status_) AS TABLE
SELECT paper_view.*, paper_fate.fate
FROM paper_view JOIN paper_fate USING (paper_id)
WHERE duplicate_of IS NULL
  AND (venue_ IS NULL OR venue = venue_)
  AND (year_from_ IS NULL OR year >= year_from_)
  AND (year_to_ IS NULL OR year <= year_to_)
  AND (track_ IS NULL OR track = track_)
  AND (status_ IS NULL OR status = status_);

-- One row per affiliation, country and author tied to it, in whatever role and from whatever source:
-- what a definition leaves out, it leaves out of this. An affiliation tied to nobody has no author
-- and counts as an affiliation.
CREATE TABLE author_place AS
SELECT affiliation.paper_id, link.authorship_id, authorship.position,
       authorship.position = paper_view.author_count AS is_last,
       affiliation.affiliation_id, affiliation.source, coalesce(link.role, 'affiliation') AS role,
       country_match.country_code, country_match.basis,
       coalesce(country_match.is_assumed, false) AS is_assumed
FROM affiliation
JOIN paper_view USING (paper_id)
LEFT JOIN authorship_affiliation AS link USING (affiliation_id)
LEFT JOIN authorship USING (authorship_id)
LEFT JOIN country_match USING (affiliation_id)
ORDER BY affiliation.paper_id, authorship.position, affiliation.affiliation_id, country_code;

-- What was read of each paper to find technologies: all of it, or title and abstract alone. A row
-- of a table without an abstract was not read.
CREATE TABLE paper_text AS
SELECT paper_id, CASE kind WHEN 'pdf' THEN 'full_text' ELSE 'abstract' END AS basis
FROM document
WHERE kind = 'pdf'
   OR document_id IN (SELECT document_id FROM section WHERE section.kind = 'abstract')
ORDER BY paper_id;

-- One row per paper, technology and the derivative that brought it in (via; NULL where the paper
-- names it itself). strength: 6 for introduced down to 1 for mentioned. Joint developers of several
-- countries stay one developer, as CN+US; it is NULL where no country is known.
CREATE TABLE technology_use AS
SELECT use.paper_id, use.technology_id, technology.name, technology.kind, use.role,
       CASE use.role WHEN 'introduced' THEN 6 WHEN 'built_on' THEN 5 WHEN 'evaluated' THEN 4
                     WHEN 'tool' THEN 3 WHEN 'compared' THEN 2 ELSE 1 END AS strength,
       use.probability, use.basis, use.via, use.mention_count, use.evidence_id,
       nullif(array_to_string(list_sort(list_distinct(technology.country_codes)), '+'), '')
           AS developer
FROM paper_technology AS use JOIN technology USING (technology_id)
ORDER BY use.paper_id, use.technology_id, use.via;
