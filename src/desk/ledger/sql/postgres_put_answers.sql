-- In the order of the keys, as with counts.
INSERT INTO answers (part, instrument, site, language, given, count)
SELECT * FROM unnest($1::TEXT[], $2::TEXT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::BIGINT[])
ON CONFLICT (part, instrument, site, language, given) DO UPDATE SET count = answers.count + excluded.count
