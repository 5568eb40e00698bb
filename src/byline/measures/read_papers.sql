-- question: Which papers were read for technologies, and how much of each?
-- unit: paper
-- counting: one row for each paper, read in full (full_text) or by title and abstract alone
--   (abstract); has_unknown: a part of it is of no known country, which is its part of the rows
--   without a country among the flows
-- denominator: papers in scope
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
)
SELECT scope.paper_id, paper_text.basis,
       scope.author_count = 0 OR scope.paper_id IN (
           SELECT paper_id FROM author_country WHERE country_code IS NULL AND share > 0)
           AS has_unknown
FROM scope JOIN paper_text USING (paper_id)
ORDER BY scope.paper_id
