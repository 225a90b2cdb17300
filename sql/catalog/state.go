package catalog

import (
	"context"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// State is what one transaction used and changed of the schema. A session owns
// one and reuses it: Begin, then for each statement Snapshot and Use, and in the
// end Commit or Rollback. It is the transaction's coord.Certifier. Not safe for
// concurrent use.
type State struct {
	c   *Catalog
	txn *coord.Txn

	uses     []use
	places   map[ID]int    // of the first uses, of many; see useOf
	held     *ownLease     // that counts it for its uses; nil: none does
	until    hlc.Timestamp // what that promised
	changing bool          // holds the right to change, and has recalled the schema lease
	allUses  bool          // SERIALIZABLE: what was read counts too
	gates    uint64        // bits: counted inside those write gates
	shut     uint64        // bits: holds those write gates shut
	locked   uint64        // bits: of those, by LOCK TABLE
	timeout  time.Duration // lock_timeout
	parent   *State        // that waits for this one

	// own is the snapshot with the transaction's changes, nil without any; base
	// the one that it was made from. late are changes that own has not got.
	own     *Snapshot
	base    *Snapshot
	changes []change
	late    []change
	freed   []nameKey // names that the transaction has given back
	after   []func(ctx context.Context)
	atEnd   []func(committed bool)
	done    bool      // it has committed
	first   *Snapshot // the oldest in which it looked
}

// use is a table that the transaction depends on until its commit.
type use struct {
	table         ID
	format, reads uint64
	writes        bool // else it was read alone
}

// differs reports whether t is another to the user than what was used.
func (u use) differs(t *TableDesc) bool {
	return u.reads != t.Reads || u.writes && u.format != t.Format
}

// NewState returns a State for one session.
func (c *Catalog) NewState() *State { return &State{c: c} }

// Catalog returns the catalog that s belongs to.
func (s *State) Catalog() *Catalog { return s.c }

// Begin attaches s to a new transaction.
func (s *State) Begin(t *coord.Txn) {
	s.reset()
	s.txn = t
	s.allUses = t.Isolation() == kvpb.Isolation_SERIALIZABLE
	t.SetCertifier(s)
}

func (s *State) reset() {
	for _, f := range s.atEnd {
		f(s.done)
	}
	s.leaveGates()
	clear(s.changes)
	clear(s.places)
	*s = State{c: s.c, timeout: s.timeout, uses: s.uses[:0], places: s.places, changes: s.changes[:0], freed: s.freed[:0]}
}

// Txn returns the transaction that s is attached to, nil for none.
func (s *State) Txn() *coord.Txn { return s.txn }

// Snapshot returns the schema as the current statement sees it: exact at the
// transaction's read timestamp, with its own changes. For an unchanged catalog it is an
// atomic load and a comparison.
func (s *State) Snapshot(ctx context.Context) (*Snapshot, error) {
	r := s.txn.ReadTS()
	if len(s.changes) > 0 {
		return s.ownAt(ctx, r)
	}
	find := s.c.Snapshot
	if s.txn.Near() {
		find = s.c.Past
	}
	snap, err := find(ctx, r)
	s.saw(snap)
	return snap, err
}

// Snapshot returns the schema at r.
func (c *Catalog) Snapshot(ctx context.Context, r hlc.Timestamp) (*Snapshot, error) {
	// The order of the two loads matters: whatever change commits after the first has
	// its c above r, so what the second gives is missing nothing at or below r.
	if r <= hlc.Timestamp(c.exact.Load()) {
		if cur := c.current.Load(); cur.from <= r {
			c.use()
			return cur, nil
		}
	}
	s, _, err := c.at(ctx, r)
	return s, err
}

// ownAt is the own snapshot, made anew where the transaction's read timestamp
// has passed changes of others.
func (s *State) ownAt(ctx context.Context, r hlc.Timestamp) (*Snapshot, error) {
	base, err := s.c.Snapshot(ctx, r)
	if err != nil {
		return nil, err
	}
	s.saw(base)
	switch {
	case s.own == nil || base != s.base:
		s.base = base
		s.own = base.with(s.changes, s.c.ownVersion(), base.from, true)
	case len(s.late) > 0:
		s.own = s.own.with(s.late, s.c.ownVersion(), base.from, true)
	}
	s.late = s.late[:0]
	return s.own, nil
}

// fewUses are looked through one by one.
const fewUses = 16

// useOf is the place of a table among the first n uses; -1: it is not there. A statement over a
// partitioned table may use thousands.
func (s *State) useOf(id ID, n int) int {
	if n <= fewUses {
		return slices.IndexFunc(s.uses[:n], func(u use) bool { return u.table == id })
	}
	if s.places == nil {
		s.places = make(map[ID]int, n)
	}
	for i := len(s.places); i < n; i++ {
		s.places[s.uses[i].table] = i
	}
	if i, ok := s.places[id]; ok {
		return i
	}
	return -1
}

// Use records that the transaction depends on tables of snap, each named once: it then commits
// only if they are the same at its commit timestamp (T20). writes tells that the
// statement may write or lock rows; what is only read counts under SERIALIZABLE
// alone, since other levels read each at its own timestamp. A change of a table's
// format that is under way is waited for. The error is a *coord.StatementRetry or
// *coord.RetryError where a table has changed since snap, and 40001 where it has since an
// earlier statement used it.
func (s *State) Use(ctx context.Context, snap *Snapshot, tables []ID, writes bool) error {
	if !writes && !s.allUses {
		return nil
	}
	before := len(s.uses)
	for _, id := range tables {
		if t, ok := snap.TableByID(id); ok && !t.Virtual {
			if err := s.useTable(ctx, t, writes, before); err != nil {
				return err
			}
		}
	}
	return nil
}

// useTable is Use of one table, which may be among the first n uses.
func (s *State) useTable(ctx context.Context, t *TableDesc, writes bool, n int) error {
	i := s.useOf(t.ID, n)
	if i >= 0 {
		u := s.uses[i]
		u.writes = u.writes || writes
		if u.differs(t) && !s.changed(t.ID) {
			return schemaChanged(t.Name)
		}
		if u.writes == s.uses[i].writes {
			return nil
		}
	}
	if writes {
		if moved, err := s.enterGate(ctx, t); err != nil {
			return err
		} else if moved {
			return s.movedOn(t)
		}
	}
	if i >= 0 {
		s.uses[i].writes = true
		return nil
	}
	if s.held != nil { // by a fused attempt: what is entered is what is left
		s.held.leave(s)
	}
	s.uses = append(s.uses, use{t.ID, t.Format, t.Reads, writes})
	return nil
}

// Reformatted tells that another transaction, which works for this one (WorkFor), has committed a
// new format of a table that this one has no writes in: statements that might have written there
// depend on the new format now, also where the change that it was for is undone.
func (s *State) Reformatted(t *TableDesc) {
	if i := s.useOf(t.ID, len(s.uses)); i >= 0 {
		s.uses[i].format = t.Format
	}
}

// Writes reports whether the transaction may have written or locked rows of a table.
func (s *State) Writes(id ID) bool {
	i := s.useOf(id, len(s.uses))
	return i >= 0 && s.uses[i].writes
}

// Changed reports whether the transaction has made or changed the object.
func (s *State) Changed(id ID) bool { return s.changed(id) }

// ChangedIDs are the objects that the transaction has made, changed or dropped, each once, in the order
// of their first change.
func (s *State) ChangedIDs() []ID {
	var out []ID
	for i := range s.changes {
		if !slices.Contains(out, s.changes[i].id) {
			out = append(out, s.changes[i].id)
		}
	}
	return out
}

// changed reports whether the transaction itself has changed the object.
func (s *State) changed(id ID) bool {
	for i := range s.changes {
		if s.changes[i].id == id {
			return true
		}
	}
	return false
}

func schemaChanged(table string) error {
	return pgerror.New(pgerror.TRSerializationFailure, "could not serialize access due to concurrent change of table %q", table).
		WithHint("The transaction might succeed if retried.")
}

// Mark is a place in a transaction's changes of the schema.
type Mark struct {
	changes, after int
	locked         uint64
	list           []change
}

// Made reports whether a table with the rows that it has now, which the transaction made or
// emptied, was there at the mark.
func (m Mark) Made(t *TableDesc) bool {
	return slices.ContainsFunc(m.list, func(c change) bool {
		was, ok := c.new.(*TableDesc)
		return ok && was.ID == t.ID && was.Prefix == t.Prefix
	})
}

// Savepoint marks a place; the session takes one beside each savepoint of the
// transaction, and before each statement that may fail and be undone.
func (s *State) Savepoint() Mark {
	if len(s.changes) == 0 {
		return Mark{after: len(s.after), locked: s.locked}
	}
	return Mark{changes: len(s.changes), after: len(s.after), locked: s.locked, list: append([]change(nil), s.changes...)}
}

// RollbackTo forgets the changes since m. The transaction's own rollback drops
// their rows.
func (s *State) RollbackTo(m Mark) {
	if s.locked&^m.locked != 0 {
		s.unlock(m.locked)
	}
	if len(s.changes) == 0 && len(s.after) <= m.after {
		return
	}
	undone := s.changes
	s.changes = append([]change(nil), m.list...)
	s.after = s.after[:min(m.after, len(s.after))]
	s.forgetUses(undone)
	s.own, s.base, s.late = nil, nil, s.late[:0]
}

// forgetUses: who used a table that the transaction had made or changed depends, now
// that this is undone, on the table as it was before, if it was there.
func (s *State) forgetUses(undone []change) {
	if s.base == nil {
		return
	}
	clear(s.places)
	s.uses = slices.DeleteFunc(s.uses, func(u use) bool {
		_, ok := s.base.TableByID(u.table)
		return !ok && !s.changed(u.table)
	})
	for i := range s.uses {
		u := &s.uses[i]
		isUndone := slices.ContainsFunc(undone, func(ch change) bool { return ch.id == u.table })
		if t, ok := s.base.TableByID(u.table); ok && isUndone && !s.changed(u.table) {
			u.format, u.reads = t.Format, t.Reads
		}
	}
}

// HasChanges reports whether the transaction has changed the schema.
func (s *State) HasChanges() bool { return len(s.changes) > 0 }

// AfterCommit runs f once the transaction has committed, before Commit returns.
// A rollback, also to a savepoint before this call, drops it.
func (s *State) AfterCommit(f func(ctx context.Context)) { s.after = append(s.after, f) }

// AtEnd runs f once the transaction is over; committed tells that it has
// certainly committed.
func (s *State) AtEnd(f func(committed bool)) { s.atEnd = append(s.atEnd, f) }
