-- Whole parts of days before a day: the night before it goes on into it, and stays.
DELETE FROM answers
WHERE substr(part, 1, 10) < CAST($1 AS TEXT) AND part <> CAST($2 AS TEXT)
RETURNING count
