-- question: How far does a name stand for one person in this corpus?
-- unit: the corpus
-- counting: a name is what is printed, in whatever case; shared: one source knows two people by it
--   (two profile ids, or an id that it numbers from 2 on), or it stands twice on one paper; short:
--   fewer than two words of two letters; both kinds stand for nobody in moves and ties unless a
--   profile id does (authorships_aside). A return is a name that comes back in a later year where
--   one source knows who it is both times; it is the same person (returns_same) if one profile id
--   bears it in both years
-- denominator: names of all papers, duplicates apart; names_with_profile are those that any source
--   knows; names that no source knows may be shared just as often, and nothing shows it
SELECT count(*) AS names,
       count(*) FILTER (most_profiles > 0) AS names_with_profile,
       count(*) FILTER (most_profiles > 1) AS names_of_several_people,
       count(*) FILTER (most_profiles > 1 OR is_twice) AS shared,
       count(*) FILTER (is_short AND NOT (most_profiles > 1 OR is_twice)) AS short,
       coalesce(max(most_profiles), 0) AS most_people,
       coalesce(sum(authorships_without_profile) FILTER (NOT is_one_person), 0)::BIGINT
           AS authorships_aside,
       (SELECT count(*) FROM name_return) AS returns,
       (SELECT count(*) FROM name_return WHERE is_same) AS returns_same
FROM author_name
