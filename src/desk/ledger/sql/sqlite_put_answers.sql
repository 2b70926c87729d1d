INSERT INTO answers (part, instrument, site, language, given, count)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (part, instrument, site, language, given) DO UPDATE SET count = answers.count + excluded.count
