-- question: How many papers have an affiliation in A, in B, and in both?
-- unit: paper, by year
-- counting: full counting, assumed countries included
-- denominator: papers with at least one known country (known)
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
paper AS (
    SELECT paper_id, any_value(year) AS year,
           bool_or(list_contains($left, country_code)) AS in_left,
           bool_or(list_contains($right, country_code)) AS in_right
    FROM paper_country JOIN scope USING (paper_id)
    GROUP BY paper_id
)
SELECT year,
       count(*) AS known,
       count(*) FILTER (in_left) AS "left",
       count(*) FILTER (in_right) AS "right",
       count(*) FILTER (in_left AND in_right) AS joint
FROM paper
GROUP BY year
ORDER BY year
