-- question: Whose technology do the papers of each country take up?
-- unit: developer country and adopting country
-- counting: whole: a paper counts once for each developer and each of its countries; alone: only
--   papers whose known affiliations lie in a single country, so that a paper with a part of them
--   unknown counts too; fractional: each paper carries 1, split evenly over the technologies it
--   takes up in the roles asked for, and over its countries by its authors' shares; a technology
--   that organisations of several countries made together counts for them jointly
-- denominator: papers in scope whose text was read in the way asked for and that take up at least
--   one technology in these roles; the rows without a country are the unknown part, and a paper
--   without authors is unknown as a whole
WITH scope AS (
    SELECT scope.paper_id, scope.author_count
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status) AS scope
    JOIN paper_text USING (paper_id)
    WHERE paper_text.basis = $basis
),
used AS (
    SELECT DISTINCT paper_id, technology_id, developer
    FROM technology_use JOIN scope USING (paper_id)
    WHERE basis = $basis
      AND list_contains($roles, role)
      AND ($kind IS NULL OR kind = $kind)
      AND ($technologies IS NULL OR list_contains($technologies, technology_id))
      AND ($with_derivatives OR via IS NULL)
),
taken AS (
    SELECT paper_id, developer,
           count(*) / sum(count(*)) OVER (PARTITION BY paper_id) AS part
    FROM used
    GROUP BY paper_id, developer
),
place AS (
    SELECT paper_id, country_code, sum(share) AS share
    FROM author_country
    WHERE share > 0 OR country_code IS NOT NULL
    GROUP BY paper_id, country_code
    UNION ALL
    SELECT paper_id, NULL, 1 FROM scope WHERE author_count = 0
),
signed AS (
    SELECT paper_id, count(*) AS countries FROM paper_country GROUP BY paper_id
)
SELECT taken.developer, place.country_code AS country,
       count(*) AS papers,
       count(*) FILTER (signed.countries = 1) AS alone,
       sum(taken.part * place.share) AS fractional
FROM taken
JOIN place USING (paper_id)
LEFT JOIN signed USING (paper_id)
GROUP BY taken.developer, place.country_code
ORDER BY papers DESC, taken.developer, place.country_code
