# a session's advisory lock in both modes
select pg_try_advisory_lock(7), pg_try_advisory_lock_shared(7), pg_try_advisory_lock(7)
----
t|t|t
SELECT 1

select mode, granted, classid, objid, objsubid from pg_locks where locktype = 'advisory' order by 1
----
ExclusiveLock|t|0|7|1
ShareLock|t|0|7|1
SELECT 2

select pg_advisory_unlock(7)
----
t
SELECT 1

select mode from pg_locks where locktype = 'advisory' order by 1
----
ExclusiveLock
ShareLock
SELECT 2

select pg_advisory_unlock(7)
----
t
SELECT 1

select mode from pg_locks where locktype = 'advisory' order by 1
----
ShareLock
SELECT 1

select pg_advisory_unlock_shared(7)
----
t
SELECT 1

select count(*) from pg_locks where locktype = 'advisory'
----
0
SELECT 1

select pg_advisory_unlock_shared(7)
----
f
SELECT 1
