-- question: How often do two countries stand on one paper?
-- unit: pair of countries, by year if asked so, else over all years
-- counting: full counting: a paper counts once for each pair of its countries; left_papers and
--   right_papers are the papers of each of the two
-- denominator: papers with a known country (known), in that year if by year
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
place AS (
    SELECT paper_id, CASE WHEN $by_year THEN year END AS year, country_code
    FROM paper_country JOIN scope USING (paper_id)
),
known AS (SELECT year, count(DISTINCT paper_id) AS known FROM place GROUP BY year),
papers AS (SELECT year, country_code, count(*) AS papers FROM place GROUP BY ALL),
pair AS (
    SELECT a.year, a.country_code AS "left", b.country_code AS "right", count(*) AS joint
    FROM place AS a JOIN place AS b ON a.paper_id = b.paper_id AND a.country_code < b.country_code
    GROUP BY ALL
)
SELECT pair.year, pair."left", pair."right", joint, l.papers AS left_papers,
       r.papers AS right_papers, known
FROM pair
JOIN papers AS l ON l.year IS NOT DISTINCT FROM pair.year AND l.country_code = pair."left"
JOIN papers AS r ON r.year IS NOT DISTINCT FROM pair.year AND r.country_code = pair."right"
JOIN known ON known.year IS NOT DISTINCT FROM pair.year
ORDER BY pair.year, joint DESC, pair."left", pair."right"
