ALTER TABLE accounts DROP COLUMN opened, DROP COLUMN doubled;
ALTER INDEX accounts_pk RENAME TO accounts_pkey;
ALTER TABLE accounts RENAME CONSTRAINT accounts_balance_check TO balance_positive;
ALTER TABLE accounts RENAME COLUMN owner_id TO owner;
