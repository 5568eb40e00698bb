-- question: Which institutions of A and of B write papers together?
-- unit: pair of institutions
-- counting: full counting: a paper counts once for each pair; an institution is a registry entry, or
--   an organisation known by name; its country is that of the affiliation
-- denominator: joint papers of A and B in which an institution is resolved on both sides
WITH scope AS (
    SELECT paper_id FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
seat AS (
    SELECT DISTINCT place.paper_id, coalesce(match.ror_id, match.name) AS key, match.name,
           list_contains($left, place.country_code) AS in_left,
           list_contains($right, place.country_code) AS in_right
    FROM author_country AS place
    JOIN scope USING (paper_id)
    JOIN institution_match AS match USING (affiliation_id)
    WHERE match.status = 'matched' AND match.country_code = place.country_code
)
SELECT a.name AS left_institution, b.name AS right_institution, count(*) AS papers
FROM seat AS a JOIN seat AS b USING (paper_id)
WHERE a.in_left AND b.in_right
GROUP BY a.key, a.name, b.key, b.name
ORDER BY papers DESC, left_institution, right_institution
LIMIT $most
