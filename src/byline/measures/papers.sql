-- question: Which papers stand behind a number?
-- unit: paper
-- counting: full counting; with A alone: papers with an affiliation in A; with A and B: joint papers
-- denominator: papers in scope
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
place AS (
    SELECT paper_id,
           list(country_code ORDER BY country_code) AS countries,
           coalesce(list(country_code ORDER BY country_code) FILTER (is_assumed), [])
               AS assumed_countries
    FROM paper_country
    GROUP BY paper_id
)
SELECT scope.paper_id, title, venue, year, track, status, fate, author_count,
       coalesce(countries, []) AS countries, coalesce(assumed_countries, []) AS assumed_countries,
       url, location, pdf_sha256
FROM scope LEFT JOIN place USING (paper_id)
WHERE ($fate IS NULL OR fate = $fate)
  AND ($left IS NULL OR list_has_any(coalesce(countries, []), $left))
  AND ($right IS NULL OR list_has_any(coalesce(countries, []), $right))
ORDER BY venue, year, track, title, scope.paper_id
