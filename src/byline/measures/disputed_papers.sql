-- question: Which papers are joint under some definitions and not under others, and why?
-- unit: paper
-- counting: papers that are joint of A and of the widest B that is asked for, with internships and
--   other roles and from any source; each with what its being joint hangs on
-- denominator: papers in scope; a paper that no choice moves has an empty list of reasons
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
seat AS (
    SELECT DISTINCT paper_id, authorship_id, source, role = 'affiliation' AS counts, is_assumed,
           list_contains($left, country_code) AS in_left,
           list_contains($right, country_code) AS in_right,
           list_contains($widest_left, country_code) AS in_widest_left,
           list_contains($widest_right, country_code) AS in_widest_right
    FROM author_place SEMI JOIN scope USING (paper_id)
    WHERE list_contains($widest_left, country_code) OR list_contains($widest_right, country_code)
),
paper AS (
    SELECT paper_id,
           bool_or(in_left) AND bool_or(in_right) AS in_grouping,
           bool_or(in_widest_left AND counts) AND bool_or(in_widest_right AND counts) AS in_counted,
           bool_or(in_widest_left AND NOT is_assumed)
               AND bool_or(in_widest_right AND NOT is_assumed) AS is_shown,
           count(DISTINCT authorship_id) FILTER (authorship_id IS NOT NULL)
               + count(*) FILTER (authorship_id IS NULL) > 1 AS has_two_people,
           list_sort(list(DISTINCT source)) AS sources,
           bool_or(source = 'page') AS has_page,
           bool_or(in_widest_left AND source = 'page')
               AND bool_or(in_widest_right AND source = 'page') AS is_on_page
    FROM seat
    GROUP BY paper_id
    HAVING bool_or(in_widest_left) AND bool_or(in_widest_right)
)
SELECT scope.paper_id, title, venue, year, track, url, location,
       list_filter([
           CASE WHEN NOT in_grouping THEN 'grouping' END,
           CASE WHEN NOT in_counted THEN 'internships and other roles' END,
           CASE WHEN NOT is_shown THEN 'assumed countries' END,
           CASE WHEN NOT has_two_people THEN 'one person with two affiliations' END,
           CASE WHEN has_page AND NOT is_on_page THEN 'source of affiliations' END
       ], lambda reason: reason IS NOT NULL) AS reasons
FROM paper JOIN scope USING (paper_id)
ORDER BY len(reasons) DESC, venue, year, track, title, paper_id
