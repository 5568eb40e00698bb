-- question: How many papers does each country sign?
-- unit: country
-- counting: papers: full counting; fractional: each author carries 1/n of the paper, split evenly
--   over that author's affiliations and their countries; the row without a country is the unknown
--   part, so that the fractional column sums to the papers that have authors
-- denominator: papers in scope with at least one author
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
share AS (
    SELECT country_code, sum(share) AS fractional
    FROM author_country JOIN scope USING (paper_id)
    GROUP BY country_code
),
full_count AS (
    SELECT country_code, count(*) AS papers, count(*) FILTER (is_assumed) AS assumed_papers,
           count(*) FILTER (first_position = 1) AS first_author_papers
    FROM paper_country JOIN scope USING (paper_id)
    GROUP BY country_code
),
unknown_count AS (
    SELECT count(DISTINCT paper_id) AS papers
    FROM author_country JOIN scope USING (paper_id)
    WHERE country_code IS NULL
)
SELECT share.country_code,
       coalesce(full_count.papers, unknown_count.papers) AS papers,
       coalesce(full_count.assumed_papers, 0) AS assumed_papers,
       coalesce(full_count.first_author_papers, 0) AS first_author_papers,
       share.fractional
FROM share
LEFT JOIN full_count USING (country_code)
CROSS JOIN unknown_count
ORDER BY share.country_code IS NULL, papers DESC, share.country_code
