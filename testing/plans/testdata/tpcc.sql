CREATE TABLE warehouse (w_id int PRIMARY KEY, w_name varchar(10), w_tax decimal(4,4), w_ytd decimal(12,2))

CREATE TABLE district (d_id int, d_w_id int, d_name varchar(10), d_tax decimal(4,4), d_ytd decimal(12,2), d_next_o_id int, PRIMARY KEY (d_w_id, d_id))

CREATE TABLE customer (c_id int, c_d_id int, c_w_id int, c_first varchar(16), c_middle char(2), c_last varchar(16), c_credit char(2), c_discount decimal(4,4), c_balance decimal(12,2), c_ytd_payment decimal(12,2), c_payment_cnt int, c_delivery_cnt int, c_data varchar(500), PRIMARY KEY (c_w_id, c_d_id, c_id))

CREATE INDEX customer_name ON customer (c_w_id, c_d_id, c_last, c_first)

CREATE TABLE history (h_c_id int, h_c_d_id int, h_c_w_id int, h_d_id int, h_w_id int, h_date timestamp, h_amount decimal(6,2), h_data varchar(24))

CREATE TABLE orders (o_id int, o_d_id int, o_w_id int, o_c_id int, o_entry_d timestamp, o_carrier_id int, o_ol_cnt int, o_all_local int, PRIMARY KEY (o_w_id, o_d_id, o_id))

CREATE INDEX orders_customer ON orders (o_w_id, o_d_id, o_c_id, o_id)

CREATE TABLE new_order (no_o_id int, no_d_id int, no_w_id int, PRIMARY KEY (no_w_id, no_d_id, no_o_id))

CREATE TABLE order_line (ol_o_id int, ol_d_id int, ol_w_id int, ol_number int, ol_i_id int, ol_supply_w_id int, ol_delivery_d timestamp, ol_quantity int, ol_amount decimal(6,2), ol_dist_info char(24), PRIMARY KEY (ol_w_id, ol_d_id, ol_o_id, ol_number))

CREATE TABLE item (i_id int PRIMARY KEY, i_im_id int, i_name varchar(24), i_price decimal(5,2), i_data varchar(50))

CREATE TABLE stock (s_i_id int, s_w_id int, s_quantity int, s_dist_01 char(24), s_ytd int, s_order_cnt int, s_remote_cnt int, s_data varchar(50), PRIMARY KEY (s_w_id, s_i_id))

-- statistics: warehouse 2 w_id=2

-- statistics: district 20 d_w_id=2 d_id=10

-- statistics: customer 60000 c_w_id=2 c_d_id=10 c_id=3000 c_last=1000 c_first=59000

-- statistics: history 60000 h_c_w_id=2 h_c_d_id=10 h_c_id=3000

-- statistics: orders 60000 o_w_id=2 o_d_id=10 o_id=3000 o_c_id=3000 o_carrier_id=10/18000

-- statistics: new_order 18000 no_w_id=2 no_d_id=10 no_o_id=900

-- statistics: order_line 600000 ol_w_id=2 ol_d_id=10 ol_o_id=3000 ol_number=15 ol_i_id=100000

-- statistics: item 100000 i_id=100000

-- statistics: stock 200000 s_w_id=2 s_i_id=100000 s_quantity=91

SELECT c_discount, c_last, c_credit, w_tax FROM customer, warehouse WHERE w_id = $1 AND c_w_id = w_id AND c_d_id = $2 AND c_id = $3

SELECT d_next_o_id, d_tax FROM district WHERE d_id = $1 AND d_w_id = $2 FOR UPDATE

UPDATE district SET d_next_o_id = $1 + 1 WHERE d_id = $2 AND d_w_id = $3

INSERT INTO new_order (no_o_id, no_d_id, no_w_id) VALUES ($1, $2, $3)

SELECT i_id, i_price, i_name, i_data FROM item WHERE i_id IN ($1, $2, $3)

SELECT s_i_id, s_quantity, s_data, s_dist_01 FROM stock WHERE (s_w_id, s_i_id) IN (($1, $2), ($3, $4), ($5, $6)) FOR UPDATE

SELECT s_i_id, s_quantity FROM stock WHERE (s_w_id = $1 AND s_i_id = $2) OR (s_w_id = $3 AND s_i_id = $4) FOR UPDATE

UPDATE stock SET s_quantity = $1, s_ytd = s_ytd + $2, s_order_cnt = s_order_cnt + 1 WHERE s_i_id = $3 AND s_w_id = $4

UPDATE warehouse SET w_ytd = w_ytd + $1 WHERE w_id = $2 RETURNING w_name

SELECT c_credit, c_data FROM customer WHERE c_w_id = $1 AND c_d_id = $2 AND c_id = $3 FOR UPDATE

SELECT c_id FROM customer WHERE c_w_id = $1 AND c_d_id = $2 AND c_last = $3 ORDER BY c_first

SELECT o_id, o_carrier_id, o_ol_cnt FROM orders WHERE o_w_id = $1 AND o_d_id = $2 AND o_c_id = $3 ORDER BY o_id DESC LIMIT 1

SELECT ol_i_id, ol_supply_w_id, ol_quantity, ol_amount, ol_delivery_d FROM order_line WHERE ol_w_id = $1 AND ol_d_id = $2 AND ol_o_id = $3

SELECT no_o_id FROM new_order WHERE no_w_id = $1 AND no_d_id = $2 ORDER BY no_o_id LIMIT 1 FOR UPDATE

SELECT min(no_o_id) FROM new_order WHERE no_w_id = $1 AND no_d_id = $2

DELETE FROM new_order WHERE no_w_id = $1 AND no_d_id = $2 AND no_o_id = $3

UPDATE orders SET o_carrier_id = $1 WHERE o_w_id = $2 AND o_d_id = $3 AND o_id = $4 RETURNING o_c_id

UPDATE order_line SET ol_delivery_d = $1 WHERE ol_w_id = $2 AND ol_d_id = $3 AND ol_o_id = $4

UPDATE customer SET c_balance = c_balance + (SELECT sum(ol_amount) FROM order_line WHERE ol_w_id = $1 AND ol_d_id = $2 AND ol_o_id = $3), c_delivery_cnt = c_delivery_cnt + 1 WHERE c_w_id = $1 AND c_d_id = $2 AND c_id = $4

SELECT count(DISTINCT s_i_id) FROM order_line, stock WHERE ol_w_id = $1 AND ol_d_id = $2 AND ol_o_id < $3 AND ol_o_id >= $3 - 20 AND s_w_id = $1 AND s_i_id = ol_i_id AND s_quantity < $4
