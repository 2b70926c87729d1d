-- The second form: of a batch it is known on which day it was begun and came, and no time. What was kept
-- before is cut to that.
UPDATE batches SET begun = substr(begun, 1, 10), taken_at = substr(taken_at, 1, 10);
