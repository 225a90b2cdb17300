// Package pgwire speaks version 3.0 of the Postgres frontend/backend protocol
// (Postgres 15 documentation, chapter 55) to one client per connection:
// start-up, TLS, SCRAM-SHA-256 (RFC 5802, 7677, with tls-server-end-point
// channel binding), the simple and the extended query cycle, COPY, cancelling,
// termination.
//
// It knows messages, buffers and sockets, and nothing of SQL: each message
// becomes a call of a session.Session, which it gives an Output to write to.
//
// One goroutine serves a connection. It reads a message, runs it, and writes
// what came of it when the client asked for that (Sync, Flush, the end of a
// simple query) or when the buffer is full: a statement costs one read and one
// write. Two things happen beside it: a cancel request, which arrives on a
// connection of its own and sets the session's statement to cancelled; and the
// sweep, which looks after statements that have been running for long and
// listens on their connections for the client's end, so that a client that
// vanishes leaves no statement running and no lock behind.
//
// The connection keeps the messages of an open transaction block, and hashes of what it sent for
// them: where the block loses a conflict it serves them again, and what comes out is compared
// (replay.go).
//
// Limits: Options names them all. A message longer than MessageBytesMax is
// refused with 08P01 and ends the connection, as a malformed one does.
package pgwire
