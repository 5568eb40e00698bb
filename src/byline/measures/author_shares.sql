-- question: What share of all authorships does each country hold?
-- unit: country; an authorship is one author on one paper
-- counting: authorships: an author counts once for each country of theirs on that paper;
--   fractional: an author is split evenly over their affiliations and these over their countries;
--   the row without a country is the unknown part
-- denominator: authorships of papers in scope; the fractional column sums to it
WITH scope AS (
    SELECT paper_id, author_count
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
)
SELECT country_code,
       count(DISTINCT authorship_id) AS authorships,
       sum(share * author_count) AS fractional
FROM author_country JOIN scope USING (paper_id)
WHERE authorship_id IS NOT NULL
GROUP BY country_code
ORDER BY country_code IS NULL, authorships DESC, country_code
