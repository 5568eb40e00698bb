-- question: What do the sources list, and how much of it has authors with affiliations?
-- unit: paper, by venue, year, track and status; author slots beside
-- counting: papers: without duplicates, which have a column of their own; authors: one per author
--   and paper
-- denominator: all papers listed, whatever their status
WITH slot AS (
    SELECT authorship.paper_id, authorship.authorship_id,
           bool_or(coalesce(link.role = 'affiliation', false)) AS has_affiliation
    FROM authorship LEFT JOIN authorship_affiliation AS link USING (authorship_id)
    GROUP BY ALL
),
slots AS (
    SELECT paper_id, count(*) AS authors,
           count(*) FILTER (has_affiliation) AS authors_with_affiliation
    FROM slot
    GROUP BY paper_id
)
SELECT venue, year, track, status,
       count(*) FILTER (duplicate_of IS NULL) AS papers,
       count(duplicate_of) AS duplicates,
       coalesce(sum(authors) FILTER (duplicate_of IS NULL), 0)::BIGINT AS authors,
       coalesce(sum(authors_with_affiliation) FILTER (duplicate_of IS NULL), 0)::BIGINT
           AS authors_with_affiliation,
       count(*) FILTER (fate = 'failed' AND duplicate_of IS NULL) AS failed
FROM paper_view
JOIN paper_fate USING (paper_id)
LEFT JOIN slots USING (paper_id)
GROUP BY venue, year, track, status
ORDER BY venue, year, track, status
