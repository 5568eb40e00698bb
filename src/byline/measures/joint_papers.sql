-- question: In how many papers does an affiliation in A meet an affiliation in B?
-- unit: paper, by venue, year and track
-- counting: full counting: a paper counts once, however many of its authors sit in A or B
-- denominator: papers with at least one known country (known), of all papers in scope (papers);
--   those that failed, name no author, no affiliation or no known country stand beside them, and
--   at_most adds every paper that could still be joint because something about it is unknown
WITH scope AS (
    FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
author AS (
    SELECT paper_id, authorship_id,
           bool_or(list_contains($left, country_code)) AS in_left,
           bool_or(list_contains($right, country_code)) AS in_right,
           bool_or(list_contains($left, country_code) AND NOT is_assumed) AS in_left_shown,
           bool_or(list_contains($right, country_code) AND NOT is_assumed) AS in_right_shown
    FROM author_country
    WHERE country_code IS NOT NULL
    GROUP BY paper_id, authorship_id
),
paper AS (
    SELECT paper_id,
           bool_or(in_left) AND bool_or(in_right) AS is_joint,
           bool_or(in_left_shown) AND bool_or(in_right_shown) AS is_joint_shown,
           -- two people are needed: not one author who alone is all of A and all of B
           bool_or(in_left) AND bool_or(in_right)
               AND count(*) FILTER (in_left OR in_right) > 1 AS is_joint_between_people
    FROM author
    GROUP BY paper_id
)
SELECT venue, year, track,
       count(*) AS papers,
       count(*) FILTER (fate IN ('known', 'partly_known')) AS known,
       count(*) FILTER (fate = 'failed') AS failed,
       count(*) FILTER (fate IN ('anonymous', 'no_author')) AS without_author,
       count(*) FILTER (fate = 'no_affiliation') AS without_affiliation,
       count(*) FILTER (fate = 'unknown') AS unknown,
       count(*) FILTER (is_joint) AS joint,
       count(*) FILTER (is_joint_shown) AS joint_without_assumed,
       count(*) FILTER (is_joint_between_people) AS joint_between_people,
       count(*) FILTER (is_joint OR fate <> 'known') AS at_most
FROM scope LEFT JOIN paper USING (paper_id)
GROUP BY venue, year, track
ORDER BY venue, year, track
