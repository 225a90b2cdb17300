// Package version is the list of versions at which nodes can work together, and
// what each one brings.
//
// A build speaks all versions from Min to Max. A cluster is at one of them, its
// version, which never goes down, and goes up by one when all its nodes speak the
// next (range/directory decides, server/node does it). What an older build would
// not understand, on a wire or on a disk, is sent and written only when the
// cluster is at the version that brings it: whoever sends or writes it is handed a
// Gate and asks it each time. What a build receives it takes whenever it speaks
// it, for others may have learnt earlier that the version rose.
//
// To add something: a constant with the next number, Max raised to it, a line of
// what it enables, and a Gate asked where it is sent. To drop what a version
// lacked: raise Min past it; clusters then upgrade by way of a build that speaks both.
package version

// The versions.
const (
	// First is the oldest: rows, filters and changes of rows in plan fragments.
	First uint32 = 1
	// RangesWork has plan fragments with operators (aggregates, DISTINCT, first rows,
	// projections): ranges send results instead of rows. Before it they filter alone.
	// And nodes hash rows to each other to join and group them together (sql/exec's flows).
	RangesWork uint32 = 2
	// Guarded has what nodes learnt together about who may do what and whose word counts:
	// privileges of columns and defaults in descriptors, statistics beyond row counts,
	// consistency by majority, clocks compared on pings.
	Guarded uint32 = 3

	// 4 and 5 bring nothing.

	// Typed has descriptors of types that users make, columns of new types and generated ones,
	// and plan fragments that carry them.
	Typed uint32 = 6

	// Coded has descriptors of routines and triggers, indexes of expressions and predicates,
	// and columns and plan fragments of types that came with it.
	Coded uint32 = 7

	// Parted has descriptors of partitioned tables and their partitions, of materialized views
	// and of types of ranges that users make, and what else descriptors learnt with them.
	Parted uint32 = 8

	// Declared has descriptors of extended statistics and of casts that users make, typed tables,
	// gin indexes of several columns, keys of composite types, collations of indexes, deferrable
	// primary keys, and definitions with column definition lists, polymorphic defaults and the
	// system's trigger functions.
	Declared uint32 = 9

	// Expecting has flushed intents that say themselves what the lock of their row found.
	Expecting uint32 = 10

	// Homed has tables whose rows live in the region that their partition key names, and keys that
	// are unique over all of their partitions: whoever writes one partition asks the others.
	Homed uint32 = 11

	// Numbered has columns, indexes and plan fragments of pg_snapshot and txid_snapshot.
	Numbered uint32 = 12

	// Global has tables that are read as of now in every region: their ranges' timestamps are closed
	// ahead of now, and gateways ask replicas nearby for the present.
	Global uint32 = 13

	// Hidden has homed tables whose column of regions is left out of what names no columns.
	Hidden uint32 = 14

	// Granted has privileges on system catalogs, schemas, languages and parameters.
	Granted uint32 = 15

	// NonVoting has placement policies with replicas that don't vote, which whoever places replicas keeps, and
	// tables whose past is kept for longer than usual, which whoever collects old versions minds.
	NonVoting uint32 = 16

	// Bounded has descriptors of ranges that say since when their bounds are as they are, whatever became of
	// their replicas since.
	Bounded uint32 = 17

	// Remarked has privileges and comments on system columns in descriptors.
	Remarked uint32 = 18

	// Paired has gin indexes of hstore.
	Paired uint32 = 19

	// 20 brings nothing.

	// Searching has descriptors of configurations and dictionaries of full text search that users make.
	Searching uint32 = 21

	// Watching has descriptors of event triggers, which whoever changes the schema fires.
	Watching uint32 = 22

	// Tagged has columns and plan fragments of xml.
	Tagged uint32 = 23

	// Besides has gin indexes of documents, arrays or texts that have columns of types with an order, too.
	Besides uint32 = 24

	// Sampled has statistics of what values are made of.
	Sampled uint32 = 25

	// Combined has statistics of expressions and of frequent combinations of values.
	Combined uint32 = 26
)

// What nodes are told to do beyond what their build does counts in the upper half of a
// version, on its own: a cluster that is told to rises there, too, once all its nodes speak
// that, and a later build's versions come to both kinds of clusters.
//
// Agreeing and Agreed are of clusters that go by clocks that agree in place of a budget of
// their error (transactions.md, section 13). Only nodes that are told to do so speak them
// (node.Options.AgreeClocks), so that no other can be among them. At Agreeing a node keeps
// both rules, so that it may stand beside those that keep one of them alone: the budget, until
// all are at Agreeing; the agreement, once one is at Agreed.
const (
	Agreeing uint32 = 1 << toldShift
	Agreed   uint32 = 2 << toldShift

	toldShift = 16
)

// Build is the part of v that a build speaks or does not, as people know it.
func Build(v uint32) uint32 { return v & (1<<toldShift - 1) }

// Told is the other part: 0, Agreeing or Agreed.
func Told(v uint32) uint32 { return v &^ (1<<toldShift - 1) }

// Has reports whether v has all that w brings: v is w, or comes after it.
func Has(v, w uint32) bool { return Build(v) >= Build(w) && Told(v) >= Told(w) }

// Common is the highest version that v and w both have.
func Common(v, w uint32) uint32 { return min(Build(v), Build(w)) | min(Told(v), Told(w)) }

// After are the versions that may follow v. Each is a greater number, so that of two versions
// of one cluster the greater is the later one.
func After(v uint32) [2]uint32 { return [2]uint32{v + 1, v + 1<<toldShift} }

// The versions that this build speaks.
const (
	Min = First
	Max = Combined
)

// Gate reports whether the cluster is at version v or above. It never turns back to
// false. It costs an atomic load, and is safe for concurrent use. A nil Gate is of a
// node that no older one will meet.
type Gate func(v uint32) bool

// Active asks g.
func (g Gate) Active(v uint32) bool { return g == nil || g(v) }
