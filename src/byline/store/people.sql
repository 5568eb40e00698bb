-- Who is the same person on two papers: what the measures of moves and ties start from. Nothing is
-- inferred from a name but that it is the same name.

-- One row per author and profile id that a source gives them. A paper that is listed twice has the
-- ids of both lists; site: whose id it is, since ids of two sites say nothing about each other.
CREATE TEMP TABLE listed_name AS
SELECT authorship_id, paper_id, coalesce(duplicate_of, paper_id) AS stands_for,
       duplicate_of IS NOT NULL AS is_duplicate, year, profile_id,
       lower(regexp_replace(trim(nfc_normalize(name)), '\s+', ' ', 'g')) AS name_key,
       CASE WHEN starts_with(profile_id, '~') THEN 'openreview'
            ELSE split_part(profile_id, ':', 1) END AS site
FROM authorship JOIN paper_view USING (paper_id)
WHERE NOT is_group;

CREATE TEMP TABLE author_profile AS
SELECT DISTINCT own.authorship_id, own.name_key, other.site, other.profile_id
FROM listed_name AS own
JOIN listed_name AS other
    ON other.stands_for = own.paper_id
   AND (other.authorship_id = own.authorship_id
        OR other.is_duplicate AND other.name_key = own.name_key)
WHERE NOT own.is_duplicate AND other.profile_id IS NOT NULL;

-- One row per name, in whatever case. It stands for one person unless it is known to be shared: a
-- site knows two people by it (most_profiles), or it stands twice on one paper; or unless it is too
-- short to tell: fewer than two words of at least two letters, as in J. Li. A site knows as many
-- people as it gives ids here; OpenReview numbers its ids, and ~Ada_Toy3 is the third Ada Toy.
CREATE TABLE author_name AS
WITH profiles AS (
    SELECT name_key, max(greatest(profiles, coalesce(number, 1))) AS most_profiles
    FROM (SELECT name_key, count(DISTINCT profile_id) AS profiles,
                 max(try_cast(regexp_extract(profile_id, '^~.*?([0-9]+)$', 1) AS BIGINT)) AS number
          FROM author_profile GROUP BY name_key, site)
    GROUP BY name_key
),
on_paper AS (
    SELECT name_key, paper_id, count(*) AS times,
           count(*) FILTER (authorship_id NOT IN (SELECT authorship_id FROM author_profile))
               AS unprofiled
    FROM listed_name WHERE NOT is_duplicate GROUP BY ALL
),
name AS (
    SELECT name_key, count(*) AS papers, max(times) > 1 AS is_twice,
           sum(unprofiled)::BIGINT AS authorships_without_profile,
           NOT regexp_matches(name_key, '\p{L}\p{L}.* .*\p{L}\p{L}') AS is_short
    FROM on_paper GROUP BY name_key
)
SELECT name.*, coalesce(most_profiles, 0) AS most_profiles,
       coalesce(most_profiles, 0) < 2 AND NOT is_twice AND NOT is_short AS is_one_person
FROM name LEFT JOIN profiles USING (name_key)
ORDER BY name_key;

-- One row per author of a paper and person they are: a profile id, and their name where it stands
-- for one person. countries and institutions: of the affiliations that count; shown: without those
-- that are only assumed; namesakes: how many other people a site knows by that name.
CREATE TABLE author_person AS
WITH institution AS (
    SELECT affiliation_id, list(coalesce(ror_id, name)) AS keys
    FROM institution_match WHERE status = 'matched' GROUP BY affiliation_id
),
seat AS (
    SELECT authorship_id,
           list_sort(list_distinct(list(country_code))) AS countries,
           list_sort(list_distinct(list(country_code) FILTER (NOT is_assumed))) AS shown,
           list_sort(list_distinct(flatten(list(keys) FILTER (keys IS NOT NULL)))) AS institutions
    FROM author_country LEFT JOIN institution USING (affiliation_id)
    WHERE authorship_id IS NOT NULL
    GROUP BY authorship_id
),
person AS (
    SELECT authorship_id, profile_id AS person, true AS by_profile FROM author_profile
    UNION ALL
    SELECT authorship_id, name_key, false
    FROM listed_name JOIN author_name USING (name_key)
    WHERE is_one_person
)
SELECT person, by_profile, name_key, greatest(most_profiles - 1, 0) AS namesakes,
       listed_name.paper_id, authorship_id, year,
       coalesce(countries, []) AS countries, coalesce(shown, []) AS shown,
       coalesce(institutions, []) AS institutions
FROM person
JOIN listed_name USING (authorship_id)
JOIN author_name USING (name_key)
LEFT JOIN seat USING (authorship_id)
WHERE NOT is_duplicate AND year IS NOT NULL
ORDER BY by_profile, person, year, authorship_id;

-- One row per name that comes back in a later year where one site knows who it was both times:
-- the test of how far a name stands for one person.
CREATE TABLE name_return AS
WITH known AS (
    SELECT name_key, author_profile.site, year,
           list(DISTINCT author_profile.profile_id) AS profiles
    FROM author_profile JOIN listed_name USING (authorship_id, name_key)
    WHERE year IS NOT NULL
    GROUP BY ALL
)
SELECT name_key, site, year, lag(year) OVER before AS year_before,
       len(list_distinct(profiles || lag(profiles) OVER before)) = 1 AS is_same
FROM known
WINDOW before AS (PARTITION BY name_key, site ORDER BY year)
QUALIFY year_before IS NOT NULL
ORDER BY ALL;

-- One row per person, change of countries, and country left behind: the countries signed in one
-- year against those of the next year with any. keeps: the old country is still signed, too. link:
-- what makes both ends the same person besides the name; unknown: nothing, and no source knows the
-- name at all, so that nothing would show a second bearer. Once with assumed countries, once without.
CREATE TABLE person_step AS
WITH seat AS (
    SELECT person, by_profile, name_key, namesakes, year, with_assumed,
           unnest(CASE WHEN with_assumed THEN countries ELSE shown END) AS country_code
    FROM author_person CROSS JOIN (VALUES (true), (false)) AS assumption(with_assumed)
),
yearly AS (
    SELECT person, by_profile, with_assumed, year, min(name_key) AS name_key,
           max(namesakes) AS namesakes, list_sort(list(DISTINCT country_code)) AS countries
    FROM seat GROUP BY ALL
),
change AS (
    SELECT *, lag(year) OVER person_years AS year_from, lag(countries) OVER person_years AS before
    FROM yearly
    WINDOW person_years AS (PARTITION BY with_assumed, by_profile, person ORDER BY year)
),
gained AS (
    SELECT *, unnest(list_filter(countries, lambda c: NOT list_contains(before, c))) AS country_to
    FROM change WHERE before IS NOT NULL
),
step AS (
    SELECT person, by_profile, with_assumed, name_key, namesakes, year_from, year AS year_to,
           unnest(before) AS country_from, country_to, countries
    FROM gained
),
mover AS (SELECT DISTINCT person, by_profile FROM step),
paper AS (
    SELECT person, by_profile, paper_id, authorship_id, year, institutions
    FROM author_person SEMI JOIN mover USING (person, by_profile)
),
stay AS (
    SELECT person, by_profile, institution, min(year) AS first, max(year) AS last
    FROM (SELECT person, by_profile, year, unnest(institutions) AS institution FROM paper)
    GROUP BY ALL
),
company AS (
    SELECT paper.person, paper.by_profile, other.name_key, min(paper.year) AS first,
           max(paper.year) AS last
    FROM paper JOIN listed_name AS other
        ON other.paper_id = paper.paper_id AND other.authorship_id <> paper.authorship_id
    GROUP BY ALL
),
linked AS (
    SELECT step.*,
           EXISTS (FROM stay WHERE stay.person = step.person AND stay.by_profile = step.by_profile
                   AND first <= year_from AND last >= year_to) AS by_institution,
           EXISTS (FROM company
                   WHERE company.person = step.person AND company.by_profile = step.by_profile
                   AND first <= year_from AND last >= year_to) AS by_coauthor
    FROM step
)
SELECT person, by_profile, with_assumed, name_key, namesakes, year_from, year_to, country_from,
       country_to, list_contains(countries, country_from) AS keeps,
       CASE WHEN by_profile THEN 'profile' WHEN by_institution THEN 'institution'
            WHEN by_coauthor THEN 'coauthor' WHEN most_profiles > 0 THEN 'name'
            ELSE 'unknown' END AS link
FROM linked JOIN author_name USING (name_key)
-- what a profile proves, the name need not tell again
WHERE by_profile OR NOT EXISTS (
    FROM linked AS proved
    WHERE proved.by_profile AND proved.with_assumed = linked.with_assumed
      AND proved.name_key = linked.name_key AND proved.country_from = linked.country_from
      AND proved.country_to = linked.country_to AND proved.year_from <= linked.year_from
      AND proved.year_to >= linked.year_to)
ORDER BY with_assumed, name_key, year_to, country_from, country_to;

DROP TABLE author_profile;
DROP TABLE listed_name;
