-- question: Which countries does joint work link, and how strongly?
-- unit: pair of countries
-- counting: papers: full counting, a paper counts once for each pair of its countries; fractional: a
--   paper of n countries gives 1/(n - 1) to each of its pairs, so that it adds 1 to every country
--   on it (Perianes-Rodriguez, Waltman and van Eck, Journal of Informetrics 10, 2016)
-- denominator: papers in scope with at least two known countries
WITH place AS (
    SELECT paper_id, country_code, count(*) OVER (PARTITION BY paper_id) AS countries
    FROM paper_country
    JOIN papers_in_scope($venue, $year_from, $year_to, $track, $status) USING (paper_id)
)
SELECT a.country_code AS "left", b.country_code AS "right",
       count(*) AS papers, sum(1.0 / (a.countries - 1)) AS fractional
FROM place AS a JOIN place AS b ON a.paper_id = b.paper_id AND a.country_code < b.country_code
GROUP BY ALL
ORDER BY "left", "right"
