SELECT kiosk, number, begun, unkept, damaged, taken_at
FROM batches
ORDER BY kiosk, number
