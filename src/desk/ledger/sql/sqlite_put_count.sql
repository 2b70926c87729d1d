INSERT INTO counts (period, item, site, language, kiosk, count)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (period, item, site, language, kiosk) DO UPDATE SET count = counts.count + excluded.count
