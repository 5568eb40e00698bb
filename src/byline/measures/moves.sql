-- question: Who signed in one country and, the next time, in another?
-- unit: person, change and country left behind; a change is a country signed in a year that was not
--   signed in the year before it with any known country
-- counting: a person is a profile id of a source (link: profile), or a name that no source gives to
--   two people and that is no initial; what makes both ends of a change the same person is then an
--   institution signed before and after (institution), a name that was co-author before and after
--   (coauthor), or the name alone, which a source knows (name) or none does (unknown); keeps: the old country is still signed, an added place
--   and no move; namesakes: other people whom a source knows by the name; assumed countries only if
--   asked for; moves never enter the joint count
-- denominator: changes whose new place is signed on a paper in scope; the places come from every
--   paper of the corpus, and who publishes elsewhere in between is not seen there
WITH scope AS (
    SELECT paper_id, title FROM papers_in_scope($venue, $year_from, $year_to, $track, $status)
),
step AS (
    FROM person_step
    WHERE with_assumed = $with_assumed
      AND ($left IS NULL
           OR list_contains($left, country_from) AND list_contains($right, country_to)
           OR list_contains($right, country_from) AND list_contains($left, country_to))
),
seat AS (
    SELECT person, by_profile, year, paper_id, authorship_id,
           CASE WHEN $with_assumed THEN countries ELSE shown END AS countries
    FROM author_person SEMI JOIN step USING (person, by_profile)
),
arrival AS (
    SELECT step.*, min(scope.paper_id) AS paper_to, arg_min(scope.title, scope.paper_id) AS title_to,
           arg_min(seat.authorship_id, scope.paper_id) AS authorship_id
    FROM step
    JOIN seat ON seat.person = step.person AND seat.by_profile = step.by_profile
        AND seat.year = step.year_to AND list_contains(seat.countries, step.country_to)
    JOIN scope USING (paper_id)
    GROUP BY ALL
),
departure AS (
    SELECT arrival.*, min(seat.paper_id) AS paper_from
    FROM arrival
    JOIN seat ON seat.person = arrival.person AND seat.by_profile = arrival.by_profile
        AND seat.year = arrival.year_from AND list_contains(seat.countries, arrival.country_from)
    GROUP BY ALL
)
SELECT authorship.name, departure.person, link, namesakes, keeps, country_from, country_to,
       year_from, departure.year_to, paper_from, paper_view.title AS title_from, paper_to, title_to
FROM departure
JOIN authorship USING (authorship_id)
JOIN paper_view ON paper_view.paper_id = paper_from
ORDER BY country_from, country_to, departure.year_to, authorship.name, departure.person
