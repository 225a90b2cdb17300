CREATE TABLE accounts (
  id serial PRIMARY KEY,
  owner int REFERENCES app.users (id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  balance numeric NOT NULL DEFAULT 0,
  CONSTRAINT balance_positive CHECK (balance >= 0)
);
INSERT INTO app.users (name, tags) VALUES ('ann', '{a,b}'), ('bob', DEFAULT);
INSERT INTO accounts (owner, balance) SELECT id, 100 FROM app.users;
CREATE MATERIALIZED VIEW totals AS SELECT sum(balance) AS total FROM accounts;
