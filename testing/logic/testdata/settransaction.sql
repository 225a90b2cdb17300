# What counts as a query before SET TRANSACTION.
begin read only; prepare lp as select 1; set transaction read write
----
BEGIN
PREPARE
error 25001

rollback
----
ROLLBACK

begin read only; close all; set transaction read write
----
BEGIN
CLOSE CURSOR ALL
error 25001

rollback
----
ROLLBACK

begin read only; deallocate all; commit and chain; set transaction read write; show transaction_read_only; rollback
----
BEGIN
DEALLOCATE ALL
COMMIT
SET
off
SHOW
ROLLBACK

begin read only; set local work_mem = '1MB'; set transaction read write; show transaction_read_only; rollback
----
BEGIN
SET
SET
off
SHOW
ROLLBACK

begin; close all; set transaction deferrable
----
BEGIN
CLOSE CURSOR ALL
error 25001

rollback
----
ROLLBACK

deallocate all
----
DEALLOCATE ALL
