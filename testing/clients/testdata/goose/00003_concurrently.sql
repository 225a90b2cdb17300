-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_by_name ON customers (lower(name) text_pattern_ops);
ALTER TYPE order_state ADD VALUE IF NOT EXISTS 'returned' AFTER 'sent';

-- +goose Down
DROP INDEX CONCURRENTLY IF EXISTS customers_by_name;
