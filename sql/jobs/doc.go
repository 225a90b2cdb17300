// Package jobs does long work that outlives a statement and a process: it
// removes the rows of dropped tables once nobody can read them, takes back
// index builds that were never published, and offers the bulk doors of the
// ranges (ingest, clear, split) that backfills go through.
//
//	0x04 'j' id → Job
//
// A job is written in the transaction that makes it necessary, or, where it
// guards work in progress, before it. What it does is decided by what the
// catalog says when it runs, never by what was planned: "remove these keys
// unless a descriptor names them". So running one twice, or after a
// crash at any point, is harmless.
//
// The package must not know statements or plans.
package jobs
