-- Moves by link, and those whose ends bear one profile id of a site that knows both.
WITH truth AS (
    SELECT authorship_id, person AS profile_id,
           CASE WHEN starts_with(person, '~') THEN 'openreview'
                ELSE split_part(person, ':', 1) END AS site
    FROM study.author_person WHERE by_profile
),
step AS (FROM person_step WHERE NOT with_assumed AND NOT by_profile AND NOT keeps),
-- the ids of whoever bears the name at an end and signs in its country
bearer AS (
    SELECT name_key, year, profile_id, site, unnest(shown) AS country_code
    FROM author_person JOIN truth USING (authorship_id)
    WHERE NOT by_profile
),
judged AS (
    SELECT step.name_key, link, step.year_to, country_from, country_to,
           bool_or(old.profile_id = new.profile_id) AS is_same
    FROM step
    JOIN bearer AS old ON old.name_key = step.name_key AND old.year = year_from
        AND old.country_code = country_from
    JOIN bearer AS new ON new.name_key = step.name_key AND new.year = year_to
        AND new.country_code = country_to AND new.site = old.site
    GROUP BY ALL
)
SELECT link, count(*), count(*) FILTER (is_same) FROM judged GROUP BY link ORDER BY link
