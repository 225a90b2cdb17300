// Package catalog holds what the database knows of itself: databases, schemas,
// tables with their columns, indexes and constraints, sequences and roles, as
// ordinary transactional rows at keys 0x05.
//
//	Descriptor   one object; immutable once it is part of a Snapshot
//	Snapshot     all descriptors as of one timestamp; names are resolved here
//	Catalog      the shared cache of snapshots, and the schema lease
//	State        what one transaction used and changed of the schema
//	Editor       changes descriptors within a transaction (for sql/ddl)
//
// Every row of the catalog but one is a descriptor (0x05 'd' id) or a name (0x05 'n'
// database schema name), so that two statements that touch different objects
// never meet, and two that create the same name do.
//
// A Snapshot is exact for every read timestamp at or above its From until a
// newer one replaces it, which happens while the changing transaction's
// commit has its lease, before anyone can hear of it. So the lookup for an unchanged
// catalog is one atomic load.
//
// Schema lease (transactions.md, section 8; invariant T20): a transaction commits
// only with descriptors that are valid at its commit timestamp. A node holds the lease, as far as
// it reaches, of whoever may change the schema (lease.go):
//
//	ownLease     nobody but itself        in memory: no message
//	rangeLease   any of several nodes     up to S, by a read of the catalog's version at S, ahead
//	                                      of now (renew.go): one message for all transactions of
//	                                      a node, sent before it is needed
//
// Write gates (writegate.go) hold up those who write to a table while its format changes, so that
// none of them fails by that.
//
// The package must not know plans, statements' execution or sessions; expressions
// are texts and parsed trees here, without types.
package catalog
