-- Whole periods before a day: a month or a year that goes on after it stays.
DELETE FROM counts
WHERE period < substr(CAST($1 AS TEXT), 1, length(period))
RETURNING count
