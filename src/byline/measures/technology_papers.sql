-- question: In how many papers does a technology appear, and in which role?
-- unit: paper, by venue, year and track
-- counting: full counting; a paper counts once, by the strongest role of the technologies asked
--   for: cited is any role, used is all but mentioned, compared is only compared, key is
--   introduced, built_on or evaluated; with countries, papers with an affiliation in one of them
-- denominator: papers whose text was read in the way asked for (full_text or abstract, never both
--   together), of all papers in scope (papers); in_countries are those of them in the countries
WITH scope AS (
    SELECT scope.*, text.basis IS NOT NULL AS is_read
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status) AS scope
    LEFT JOIN (FROM paper_text WHERE basis = $basis) AS text USING (paper_id)
),
there AS (
    SELECT DISTINCT paper_id FROM paper_country WHERE list_contains($countries, country_code)
),
used AS (
    SELECT paper_id, max(strength) AS strength
    FROM technology_use
    WHERE basis = $basis
      AND list_contains($technologies, technology_id)
      AND ($with_derivatives OR via IS NULL)
    GROUP BY paper_id
),
paper AS (
    SELECT scope.*, strength,
           is_read AND ($countries IS NULL OR there.paper_id IS NOT NULL) AS counts
    FROM scope LEFT JOIN there USING (paper_id) LEFT JOIN used USING (paper_id)
)
SELECT venue, year, track,
       count(*) AS papers,
       count(*) FILTER (is_read) AS read,
       count(*) FILTER (counts) AS in_countries,
       count(*) FILTER (counts AND strength >= 1) AS cited,
       count(*) FILTER (counts AND strength = 2) AS compared,
       count(*) FILTER (counts AND strength >= 2) AS used,
       count(*) FILTER (counts AND strength >= 4) AS key
FROM paper
GROUP BY venue, year, track
ORDER BY venue, year, track
