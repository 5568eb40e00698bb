-- question: Which papers are joint under one definition, and which have a known country under it?
-- unit: paper
-- counting: full counting under the definition asked for: with or without assumed countries, between
--   different people or through one person as well, with or without internships, visits and moves,
--   affiliations of one source or any, all tracks or one; is_joint marks the joint papers
-- denominator: papers with at least one known country under the same definition: all rows
WITH scope AS (
    SELECT paper_id
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
    WHERE $only_track IS NULL OR coalesce(track, '') = $only_track
),
author AS (
    SELECT paper_id, authorship_id,
           bool_or(list_contains($left, country_code)) AS in_left,
           bool_or(list_contains($right, country_code)) AS in_right
    FROM author_place SEMI JOIN scope USING (paper_id)
    WHERE country_code IS NOT NULL
      AND ($with_assumed OR NOT is_assumed)
      AND ($with_roles OR role = 'affiliation')
      AND $source IN ('any', source)
    GROUP BY paper_id, authorship_id
)
SELECT paper_id,
       bool_or(in_left) AND bool_or(in_right)
           AND (NOT $between_people OR count(*) FILTER (in_left OR in_right) > 1) AS is_joint
FROM author
GROUP BY paper_id
ORDER BY paper_id
