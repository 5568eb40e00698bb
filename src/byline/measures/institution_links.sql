-- question: Which institutions does joint work link, and how strongly?
-- unit: pair of institutions, of one country or of two
-- counting: papers: full counting, a paper counts once for each pair of its institutions;
--   fractional: a paper of n institutions gives 1/(n - 1) to each of its pairs, so that it adds 1 to
--   every institution on it (Perianes-Rodriguez, Waltman and van Eck, Journal of Informetrics 10,
--   2016)
-- denominator: papers in scope with at least two resolved institutions
WITH scope AS (
    SELECT paper_id FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
signed AS (
    SELECT DISTINCT paper_id, coalesce(ror_id, name) AS institution
    FROM institution_match
    JOIN scope USING (paper_id)
    SEMI JOIN counted_affiliation USING (affiliation_id)
    WHERE status = 'matched'
),
place AS (
    SELECT *, count(*) OVER (PARTITION BY paper_id) AS institutions FROM signed
)
SELECT a.institution AS "left", b.institution AS "right",
       count(*) AS papers, sum(1.0 / (a.institutions - 1)) AS fractional
FROM place AS a JOIN place AS b ON a.paper_id = b.paper_id AND a.institution < b.institution
GROUP BY ALL
ORDER BY "left", "right"
