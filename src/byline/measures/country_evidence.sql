-- question: What do the countries of the affiliations rest on?
-- unit: country of an affiliation, by source of the affiliation and rule that decided; without a
--   basis: an affiliation whose country is unknown
-- counting: each country of each affiliation once, so that an affiliation with two countries counts
--   twice; affiliations and papers count each once within their row
-- denominator: affiliations of papers in scope, whatever their role
WITH scope AS (
    SELECT paper_id FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
)
SELECT affiliation.source, basis, coalesce(is_assumed, false) AS is_assumed, rule,
       count(*) AS countries,
       count(DISTINCT affiliation_id) AS affiliations,
       count(DISTINCT affiliation.paper_id) AS papers
FROM affiliation
JOIN scope USING (paper_id)
LEFT JOIN country_match USING (affiliation_id)
GROUP BY ALL
ORDER BY affiliation.source, countries DESC, basis, rule
