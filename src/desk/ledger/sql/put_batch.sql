INSERT INTO batches (id, kiosk, number, flushes, begun, unkept, damaged, taken_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO NOTHING
