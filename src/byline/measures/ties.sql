-- question: Which papers of A or B have a past tie between the two, whatever their byline says?
-- unit: paper and kind of tie; a paper without a tie has one row without a kind
-- counting: on joint papers: renewed: an author in A and one in B wrote an earlier paper together;
--   together: then they signed in one country of A or B. On any paper: moved: an author who signs
--   in one of the two signed in the other before. On papers that are not joint: coauthor: an author
--   wrote an earlier paper with somebody who signed in the other. Earlier is a year before.
--   A person is a profile id of a source, or a name that no source gives to two people and that is
--   no initial; by_profile: profile ids alone show it. No tie enters the joint count
-- denominator: papers in scope with an affiliation in A or B, joint and not joint apart; earlier
--   papers are those of this corpus alone, so that every number is a lower bound
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
signed AS (
    SELECT paper_id, authorship_id,
           coalesce(bool_or(list_contains($left, country_code)), false) AS in_left,
           coalesce(bool_or(list_contains($right, country_code)), false) AS in_right
    FROM author_country
    WHERE country_code IS NOT NULL AND ($with_assumed OR NOT is_assumed)
    GROUP BY paper_id, authorship_id
    HAVING in_left OR in_right
),
paper AS (
    SELECT paper_id, bool_or(in_left) AND bool_or(in_right) AS is_joint
    FROM signed SEMI JOIN scope USING (paper_id)
    GROUP BY paper_id
),
seat AS (
    SELECT person, by_profile, author_person.paper_id, authorship_id, year, in_left, in_right,
           CASE WHEN $with_assumed THEN countries ELSE shown END AS countries
    FROM author_person JOIN signed USING (authorship_id)
),
present AS (
    SELECT seat.*, is_joint FROM seat JOIN paper USING (paper_id)
),
moved AS (
    SELECT 'moved' AS kind, present.paper_id, present.authorship_id, present.by_profile,
           past.paper_id AS earlier
    FROM present JOIN seat AS past USING (person, by_profile)
    WHERE past.year < present.year
      AND (present.in_left AND NOT present.in_right AND past.in_right
           OR present.in_right AND NOT present.in_left AND past.in_left)
),
across AS (
    SELECT 'coauthor' AS kind, present.paper_id, present.authorship_id, present.by_profile,
           past.paper_id AS earlier
    FROM present
    JOIN author_person AS past USING (person, by_profile)
    JOIN signed AS other
        ON other.paper_id = past.paper_id AND other.authorship_id <> past.authorship_id
    WHERE past.year < present.year AND NOT is_joint
      AND (present.in_left AND other.in_right OR present.in_right AND other.in_left)
),
pair AS (
    SELECT a.paper_id, a.authorship_id, a.by_profile, a.year, a.person AS left_person,
           b.person AS right_person
    FROM present AS a JOIN present AS b ON b.paper_id = a.paper_id
        AND b.by_profile = a.by_profile AND b.authorship_id <> a.authorship_id
    WHERE a.is_joint AND a.in_left AND b.in_right
),
again AS (
    SELECT pair.paper_id, pair.authorship_id, pair.by_profile, a.paper_id AS earlier,
           coalesce(list_has_any(list_intersect(a.countries, b.countries), $left || $right), false)
               AS is_together
    FROM pair
    JOIN author_person AS a ON a.person = left_person AND a.by_profile = pair.by_profile
        AND a.year < pair.year
    JOIN author_person AS b ON b.paper_id = a.paper_id AND b.person = right_person
        AND b.by_profile = pair.by_profile
),
tie AS (
    FROM moved
    UNION ALL FROM across
    UNION ALL SELECT 'renewed', * EXCLUDE (is_together) FROM again
    UNION ALL SELECT 'together', * EXCLUDE (is_together) FROM again WHERE is_together
),
tied AS (
    SELECT tie.paper_id, kind, bool_or(by_profile) AS by_profile,
           list_sort(list(DISTINCT authorship.name)) AS people,
           max(paper_view.year) AS earlier_year,
           arg_max(earlier, (paper_view.year, earlier)) AS earlier_paper_id
    FROM tie
    JOIN authorship USING (authorship_id)
    JOIN paper_view ON paper_view.paper_id = earlier
    GROUP BY tie.paper_id, kind
)
SELECT paper_id, title, venue, year, track, is_joint, kind, coalesce(by_profile, false) AS by_profile,
       coalesce(people, []) AS people, earlier_year, earlier_paper_id
FROM paper JOIN scope USING (paper_id) LEFT JOIN tied USING (paper_id)
ORDER BY venue, year, track, title, paper_id, kind
