// Package wire tests the front door as clients use it: the Postgres protocol
// message by message (golden scripts in testdata), pgx and database/sql in
// process, cancelling, timeouts, draining, clients that vanish, and what
// sessions do to each other. What waits is tested in virtual time.
package wire
