-- What people.sql starts from, without the profile ids of the hidden years.
CREATE TABLE paper_view AS FROM study.paper_view;
CREATE TABLE author_country AS FROM study.author_country;
CREATE TABLE institution_match AS FROM study.institution_match;
CREATE TABLE authorship AS
SELECT authorship.* REPLACE (
    CASE WHEN NOT list_contains(getvariable('hidden'), year) THEN profile_id END AS profile_id)
FROM study.authorship JOIN paper_view USING (paper_id);
