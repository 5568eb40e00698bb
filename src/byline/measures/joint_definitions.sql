-- question: How many papers join A and B under each definition?
-- unit: definition: with or without assumed countries, between different people or through one
--   person as well, with or without internships, visits and moves, affiliations of one source or any
-- counting: full counting under each definition
-- denominator: papers with at least one known country under the same definition (known)
WITH scope AS (
    SELECT paper_id FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
option AS (
    SELECT with_assumed, between_people, with_roles, source
    FROM (VALUES (true), (false)) AS assumed(with_assumed),
         (VALUES (false), (true)) AS people(between_people),
         (VALUES (false), (true)) AS roles(with_roles),
         (SELECT 'any' AS source UNION SELECT DISTINCT source FROM affiliation) AS sources
),
author AS (
    SELECT option.*, paper_id, authorship_id,
           bool_or(list_contains($left, country_code)) AS in_left,
           bool_or(list_contains($right, country_code)) AS in_right
    FROM author_place JOIN scope USING (paper_id)
    JOIN option ON (with_assumed OR NOT is_assumed)
               AND (with_roles OR role = 'affiliation')
               AND option.source IN ('any', author_place.source)
    WHERE country_code IS NOT NULL
    GROUP BY ALL
),
paper AS (
    SELECT with_assumed, between_people, with_roles, source, paper_id,
           bool_or(in_left) AND bool_or(in_right)
               AND (NOT between_people OR count(*) FILTER (in_left OR in_right) > 1) AS is_joint
    FROM author
    GROUP BY with_assumed, between_people, with_roles, source, paper_id
)
SELECT option.with_assumed, option.between_people, option.with_roles, option.source,
       count(paper_id) FILTER (is_joint) AS joint,
       count(paper_id) AS known
FROM option
LEFT JOIN paper USING (with_assumed, between_people, with_roles, source)
GROUP BY option.with_assumed, option.between_people, option.with_roles, option.source
ORDER BY option.source <> 'any', option.source, option.with_assumed DESC, option.between_people,
         option.with_roles
