SELECT part, instrument, site, language, given, CAST(SUM(count) AS BIGINT)
FROM answers
WHERE part >= $1 AND part < $2
GROUP BY part, instrument, site, language, given
