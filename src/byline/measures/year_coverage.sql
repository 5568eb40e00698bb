-- question: Of how many papers of each year is any country known?
-- unit: paper, by year
-- counting: each paper once; known: at least one country, assumed ones included; a year with papers
--   and none known is a gap in every chart of countries
-- denominator: papers in scope (papers)
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
)
SELECT year, count(*) AS papers, count(*) FILTER (fate IN ('known', 'partly_known')) AS known
FROM scope
GROUP BY year
ORDER BY year
