-- Row by row in the order of the keys, so that two desks never wait for each other in a ring.
INSERT INTO counts (period, item, site, language, kiosk, count)
SELECT * FROM unnest($1::TEXT[], $2::TEXT[], $3::TEXT[], $4::TEXT[], $5::TEXT[], $6::BIGINT[])
ON CONFLICT (period, item, site, language, kiosk) DO UPDATE SET count = counts.count + excluded.count
