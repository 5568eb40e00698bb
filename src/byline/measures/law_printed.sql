-- question: Which countries does no paper print, since only domains lead to them?
-- unit: country
-- counting: papers with an affiliation whose country rests on a domain; a country that any
--   affiliation states or that an institution's own site gives is not here
-- denominator: papers in scope
WITH scope AS (
    SELECT paper_id FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
)
SELECT country_code, count(DISTINCT paper_id) AS papers
FROM author_place JOIN scope USING (paper_id)
WHERE country_code IS NOT NULL
GROUP BY country_code
HAVING bool_and(basis = 'domain')
ORDER BY country_code
