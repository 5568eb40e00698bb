-- question: How many papers does each institution sign?
-- unit: institution: a registry entry, or an organisation known by name
-- counting: papers: full counting; fractional: each author carries 1/n of the paper, split evenly
--   over that author's affiliations and these over the institutions found in them
-- denominator: papers in scope; affiliations without a resolved institution are in no row
WITH scope AS (
    SELECT paper_id FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
found AS (
    SELECT affiliation_id, coalesce(ror_id, name) AS institution, name, country_code,
           1.0 / count(*) OVER (PARTITION BY affiliation_id) AS part
    FROM institution_match WHERE status = 'matched'
),
tied AS (
    SELECT paper_id, affiliation_id, sum(share) AS share
    FROM author_country JOIN scope USING (paper_id)
    WHERE affiliation_id IS NOT NULL
    GROUP BY ALL
)
SELECT institution, min(name) AS name, min(country_code) AS country_code,
       count(DISTINCT paper_id) AS papers, sum(share * part) AS fractional
FROM tied JOIN found USING (affiliation_id)
GROUP BY institution
ORDER BY papers DESC, institution
