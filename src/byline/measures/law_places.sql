-- question: Which affiliations state a place and take a country from a head office besides?
-- unit: affiliation
-- counting: each affiliation once; the place and the company stand in one part of the string, with
--   no semicolon, slash, ampersand or "and" between them; none should be here
-- denominator: affiliations of papers in scope
WITH scope AS (
    SELECT paper_id FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
place AS (
    SELECT country_match.*, affiliation.raw_affiliation_string AS affiliation
    FROM affiliation
    JOIN scope USING (paper_id)
    JOIN country_match USING (affiliation_id)
    WHERE country_match.start IS NOT NULL
),
pair AS (
    SELECT stated.affiliation, stated.country_code AS stated, office.country_code AS office,
           substring(stated.affiliation, least(stated."end", office."end") + 1,
                     greatest(0, greatest(stated.start, office.start)
                                 - least(stated."end", office."end"))) AS between_them
    FROM place AS stated JOIN place AS office USING (affiliation_id)
    WHERE stated.basis = 'stated' AND office.basis = 'headquarters'
)
SELECT affiliation, string_agg(DISTINCT stated || ' stated, ' || office || ' head office', '; ')
           AS codes
FROM pair
WHERE NOT regexp_matches(between_them, '[;/&|\n]|\band\b')
GROUP BY affiliation
ORDER BY affiliation
