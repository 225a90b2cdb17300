ALTER TABLE accounts RENAME COLUMN owner TO owner_id;
ALTER TABLE accounts RENAME CONSTRAINT balance_positive TO accounts_balance_check;
ALTER INDEX accounts_pkey RENAME TO accounts_pk;
ALTER TABLE accounts ADD COLUMN opened date NOT NULL DEFAULT '2024-01-01', ADD COLUMN doubled numeric GENERATED ALWAYS AS (balance * 2) STORED;
