-- question: Which accelerators do the papers of these countries report, and how do the dates compare
--   with the export rules?
-- unit: accelerator
-- counting: full counting; a paper reports an accelerator that its authors ran on (any role but
--   mentioned and compared); before, same_year and after place the year of the paper against the
--   year of the day from which exporting it to China needed a US licence, since no more than the
--   year of a paper is known; a chip may have been bought earlier, rented abroad, or belong to a
--   foreign co-author
-- denominator: papers in scope with full text in these countries (read), and those of them that
--   report any accelerator by its name (reporting); papers that name none make each a lower bound
WITH scope AS (
    SELECT scope.paper_id, scope.year
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status) AS scope
    JOIN paper_text USING (paper_id)
    WHERE paper_text.basis = 'full_text'
      AND ($countries IS NULL OR scope.paper_id IN (
          SELECT paper_id FROM paper_country WHERE list_contains($countries, country_code)))
),
used AS (
    SELECT DISTINCT paper_id, scope.year, technology_id
    FROM technology_use JOIN scope USING (paper_id)
    WHERE basis = 'full_text' AND kind = 'accelerator' AND strength >= 3
),
total AS (
    SELECT (SELECT count(*) FROM scope) AS read,
           (SELECT count(DISTINCT paper_id) FROM used) AS reporting
),
dated AS (
    SELECT used.*, try_cast(technology.china_licence_from[:4] AS INTEGER) AS licence_year,
           technology.* EXCLUDE (technology_id)
    FROM used JOIN technology USING (technology_id)
)
SELECT technology_id, name, developers AS vendors, country_codes AS vendor_countries, market,
       total_processing_performance, china_licence_from, china_licence_rule,
       count(*) AS papers,
       count(*) FILTER (dated.year < licence_year) AS before,
       count(*) FILTER (dated.year = licence_year) AS same_year,
       count(*) FILTER (dated.year > licence_year) AS after,
       any_value(total.read) AS read,
       any_value(total.reporting) AS reporting
FROM dated CROSS JOIN total
GROUP BY ALL
ORDER BY papers DESC, name
