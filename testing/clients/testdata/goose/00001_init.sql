-- +goose Up
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent');
CREATE TABLE customers (
  id bigserial PRIMARY KEY,
  email text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE orders (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  customer_id bigint NOT NULL REFERENCES customers ON DELETE CASCADE,
  state order_state NOT NULL DEFAULT 'new',
  total numeric(12, 2) NOT NULL CHECK (total >= 0),
  updated_at timestamptz
);
CREATE INDEX orders_by_customer ON orders (customer_id) WHERE state <> 'sent';

-- +goose Down
DROP TABLE orders;
DROP TABLE customers;
DROP TYPE order_state;
