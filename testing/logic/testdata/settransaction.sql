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

# ROLLBACK, and a failure, take back what was said since a savepoint, before the chain looks at it.
begin read write; savepoint b; set transaction read only; release a
----
BEGIN
SAVEPOINT
SET
error 3B001

commit and chain
----
ROLLBACK

show transaction_read_only; rollback
----
off
SHOW
ROLLBACK

begin read only; savepoint b; savepoint c; release a
----
BEGIN
SAVEPOINT
SAVEPOINT
error 3B001

rollback and chain
----
ROLLBACK

show transaction_read_only; rollback
----
on
SHOW
ROLLBACK

begin read write; savepoint b; set transaction read only; release b; release a
----
BEGIN
SAVEPOINT
SET
RELEASE
error 3B001

commit and chain
----
ROLLBACK

show transaction_read_only; rollback
----
off
SHOW
ROLLBACK

begin; savepoint b; set transaction read only; rollback and chain
----
BEGIN
SAVEPOINT
SET
ROLLBACK

show transaction_read_only; rollback
----
off
SHOW
ROLLBACK

begin; savepoint a; set transaction read only; savepoint b; rollback and chain
----
BEGIN
SAVEPOINT
SET
SAVEPOINT
ROLLBACK

show transaction_read_only; rollback
----
off
SHOW
ROLLBACK

begin; set transaction read only; savepoint a; savepoint b; release c
----
BEGIN
SET
SAVEPOINT
SAVEPOINT
error 3B001

commit and chain
----
ROLLBACK

show transaction_read_only; rollback
----
on
SHOW
ROLLBACK

begin; savepoint a; set transaction read only; commit and chain
----
BEGIN
SAVEPOINT
SET
COMMIT

show transaction_read_only; rollback
----
on
SHOW
ROLLBACK
