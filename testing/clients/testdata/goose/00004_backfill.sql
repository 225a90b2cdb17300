-- +goose Up
INSERT INTO customers (email, name) SELECT 'c' || i || '@example.com', 'Customer ' || i FROM generate_series(1, 5) i;
INSERT INTO orders (customer_id, total, state) SELECT c.id, c.id * 10.5, 'returned' FROM customers c;
UPDATE orders SET total = total * 1.1 WHERE customer_id > 3;
ALTER TABLE customers ALTER COLUMN name SET NOT NULL, ALTER COLUMN name TYPE text;

-- +goose Down
ALTER TABLE customers ALTER COLUMN name DROP NOT NULL, ALTER COLUMN name TYPE varchar(80);
DELETE FROM orders;
DELETE FROM customers;
