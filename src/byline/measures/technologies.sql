-- question: Which technologies do the papers name, and in which role?
-- unit: technology
-- counting: full counting; each paper counts once for a technology, by the strongest role: cited is
--   any role, used is all but mentioned, compared is only compared, key is introduced, built_on or
--   evaluated; probability is the mean chance that the role is right
-- denominator: papers whose text was read in the way asked for, in the countries asked for
WITH scope AS (
    SELECT scope.paper_id
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status) AS scope
    JOIN paper_text USING (paper_id)
    WHERE paper_text.basis = $basis
      AND ($countries IS NULL OR scope.paper_id IN (
          SELECT paper_id FROM paper_country WHERE list_contains($countries, country_code)))
),
used AS (
    SELECT paper_id, technology_id, max(strength) AS strength,
           arg_max(probability, strength) AS probability
    FROM technology_use JOIN scope USING (paper_id)
    WHERE basis = $basis
      AND ($kind IS NULL OR kind = $kind)
      AND ($with_derivatives OR via IS NULL)
    GROUP BY paper_id, technology_id
)
SELECT used.technology_id, technology.name, technology.kind, technology.developers,
       technology.country_codes, technology.released,
       count(*) AS cited,
       count(*) FILTER (strength = 2) AS compared,
       count(*) FILTER (strength >= 2) AS used,
       count(*) FILTER (strength >= 4) AS key,
       avg(used.probability) AS probability
FROM used JOIN technology USING (technology_id)
GROUP BY ALL
ORDER BY used DESC, cited DESC, name, used.technology_id
