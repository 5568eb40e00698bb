-- question: How many papers join A and B under each definition?
-- unit: definition: with or without assumed countries, between different people or through one
--   person as well, with or without internships, visits and moves, affiliations of one source or
--   any; each for every track and for all tracks together (every_track)
-- counting: full counting under each definition
-- denominator: papers with at least one known country under the same definition (known)
WITH scope AS (
    SELECT paper_id, coalesce(track, '') AS track
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
option AS (
    SELECT with_assumed, with_roles, source
    FROM (VALUES (true), (false)) AS assumed(with_assumed),
         (VALUES (false), (true)) AS roles(with_roles),
         (SELECT 'any' AS source UNION SELECT DISTINCT source FROM affiliation) AS sources
),
seat AS (
    SELECT DISTINCT paper_id, authorship_id, source, role = 'affiliation' AS counts, is_assumed,
           list_contains($left, country_code) AS in_left,
           list_contains($right, country_code) AS in_right
    FROM author_place SEMI JOIN scope USING (paper_id)
    WHERE country_code IS NOT NULL
),
author AS (
    SELECT option.with_assumed, option.with_roles, option.source, paper_id, authorship_id,
           bool_or(in_left) AS in_left, bool_or(in_right) AS in_right
    FROM seat JOIN option
        ON (with_assumed OR NOT is_assumed)
       AND (with_roles OR counts)
       AND option.source IN ('any', seat.source)
    GROUP BY option.with_assumed, option.with_roles, option.source, paper_id, authorship_id
),
paper AS (
    SELECT with_assumed, with_roles, source, paper_id,
           bool_or(in_left) AND bool_or(in_right) AS is_joint,
           count(*) FILTER (in_left OR in_right) > 1 AS has_two_people
    FROM author
    GROUP BY with_assumed, with_roles, source, paper_id
)
SELECT track, grouping(track) = 1 AS every_track, with_assumed, between_people, with_roles, source,
       count(*) FILTER (is_joint AND (has_two_people OR NOT between_people)) AS joint,
       count(*) AS known
FROM paper JOIN scope USING (paper_id)
CROSS JOIN (VALUES (false), (true)) AS people(between_people)
GROUP BY GROUPING SETS (
    (with_assumed, between_people, with_roles, source),
    (with_assumed, between_people, with_roles, source, track)
)
ORDER BY every_track DESC, track, source <> 'any', source, with_assumed DESC, between_people,
         with_roles
