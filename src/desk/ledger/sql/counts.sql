SELECT period, item, site, language, CAST(SUM(count) AS BIGINT)
FROM counts
WHERE period >= $1 AND period < $2
GROUP BY period, item, site, language
ORDER BY period, item, site, language
