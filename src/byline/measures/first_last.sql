-- question: In how many papers do first and last author sit in different ones of A and B?
-- unit: paper, by venue, year and track
-- counting: full counting; an author of both A and B sits in both, and such a paper has first and
--   last author apart only if one of them is in one alone
-- denominator: papers of at least two authors whose first and last author both have a known country
--   (known), of all papers in scope with at least two authors (papers)
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
edge AS (
    SELECT paper_id, position = 1 AS is_first,
           bool_or(list_contains($left, country_code)) AS in_left,
           bool_or(list_contains($right, country_code)) AS in_right
    FROM author_country JOIN scope USING (paper_id)
    WHERE country_code IS NOT NULL AND author_count > 1 AND position IN (1, author_count)
    GROUP BY ALL
),
paper AS (
    SELECT paper_id,
           first.in_left AND last.in_right AND NOT (first.in_right AND last.in_left)
               AS is_left_first,
           first.in_right AND last.in_left AND NOT (first.in_left AND last.in_right)
               AS is_right_first
    FROM (FROM edge WHERE is_first) AS first
    JOIN (FROM edge WHERE NOT is_first) AS last USING (paper_id)
)
SELECT venue, year, track,
       count(*) AS papers,
       count(paper.paper_id) AS known,
       count(*) FILTER (is_left_first) AS left_first,
       count(*) FILTER (is_right_first) AS right_first
FROM scope LEFT JOIN paper USING (paper_id)
WHERE author_count > 1
GROUP BY venue, year, track
ORDER BY venue, year, track
