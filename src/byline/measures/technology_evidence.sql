-- question: Which papers take up a technology, and which words say so?
-- unit: paper and technology
-- counting: one row for each technology of each paper, with its strongest role and the sentence that
--   decides; via names the derivative that brought it in
-- denominator: papers in scope whose text was read in the way asked for
WITH scope AS (
    SELECT scope.*
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status) AS scope
    JOIN paper_text USING (paper_id)
    WHERE paper_text.basis = $basis
      AND ($countries IS NULL OR scope.paper_id IN (
          SELECT paper_id FROM paper_country WHERE list_contains($countries, country_code)))
),
place AS (
    SELECT paper_id, list(country_code ORDER BY country_code) AS countries
    FROM paper_country GROUP BY paper_id
),
strongest AS (
    SELECT technology_use.*
    FROM technology_use JOIN scope USING (paper_id)
    WHERE basis = $basis
      AND list_contains($roles, role)
      AND ($technologies IS NULL OR list_contains($technologies, technology_id))
      AND ($with_derivatives OR via IS NULL)
    QUALIFY row_number() OVER (
        PARTITION BY paper_id, technology_id ORDER BY strength DESC, via NULLS FIRST) = 1
)
SELECT scope.paper_id, scope.title, scope.venue, scope.year, scope.track,
       coalesce(place.countries, []) AS countries, scope.url, scope.location,
       strongest.technology_id, strongest.name, strongest.role, strongest.probability,
       strongest.via, evidence.page, evidence.start, evidence."end", evidence.quote
FROM strongest
JOIN scope USING (paper_id)
LEFT JOIN place USING (paper_id)
LEFT JOIN (SELECT DISTINCT ON (evidence_id) * FROM evidence WHERE part = 1) AS evidence
    USING (evidence_id)
ORDER BY scope.venue, scope.year, scope.track, scope.title, scope.paper_id, strongest.name
