SELECT part, instrument, site, given, SUM(count)
FROM answers
WHERE part >= $1 AND part < $2
GROUP BY part, instrument, site, given
