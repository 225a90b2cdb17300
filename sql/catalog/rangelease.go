package catalog

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// rangeLease is the schema lease of a node where others may change the schema, granted by the
// catalog's range. Its protocol:
//
//	a node     reads the version's row at S = now + L at the leaseholder of the catalog's
//	           range. The read waits for changes at or below S and leaves its mark; so
//	           whatever changes the schema later writes the row above S.
//	           number as known: the current snapshot is exact up to S
//	           number is higher: what the row names is read at S, and is exact from the
//	           row's own timestamp up to S; the one before it, below that
//	a user     holds it up to S, or to where the tables it used change
//	a change   of the schema
//	           1. locks the catalog's version: nobody else changes the schema until the end, or
//	              this transaction fails by what it expects of the row
//	           2. comes to know what others changed before, and compares
//	           3. writes the next version, and commits: c exceeds every S that any node was given
//	           4. publishes
//
// No timestamp of another node's clock enters: S is a promise of the leaseholder to all,
// kept by its marks, which outlive its lease.
type rangeLease struct {
	c     *Catalog
	used  atomic.Bool // since the renewer last looked; always, before the catalog's range grants it
	group *stop.Group

	// With Catalog.mu held:
	renewing bool    // the renewer runs
	last     *flight // the last one begun, while it is under way
	flights  int     // under way

	met Metrics
}

var _ schemaLease = (*rangeLease)(nil)

// Share has the schema's lease granted by the catalog's range from now on, for good. Call it before
// another node may change the schema or use it. Transactions may be under way: what they were
// promised is covered by the mark that this leaves. After an error it is to be called again.
func (c *Catalog) Share(ctx context.Context) error {
	if err := c.takeTurn(ctx); err != nil { // no change of the old kind is under way
		return err
	}
	defer c.endTurn()
	if c.lease() == schemaLease(&c.own) {
		// From here on nobody is promised anything in memory (hold looks again after its
		// promise), nor finds the schema of a later timestamp without asking.
		// In this order: the range's lease takes exact for what the range has granted, which
		// before is "without an end".
		c.exact.Store(int64(c.o.DB.Now()))
		c.ranged.used.Store(false)
		c.grantBy(&c.ranged)
	}
	need, err := c.own.promised(ctx)
	if err != nil {
		return err
	}
	return c.await(ctx, need)
}

// Close ends what renews the schema lease. Sessions have ended before.
func (c *Catalog) Close() { c.ranged.group.Stop() }

// saw notes a snapshot that the transaction was given: its newest change counts as read
// (Rule W), and what it drops is looked at again from there on.
func (s *State) saw(snap *Snapshot) {
	if snap == nil || s.txn == nil {
		return
	}
	s.txn.Observe(snap.from)
	if s.first == nil || snap.number < s.first.number {
		s.first = snap
	}
}

// others implements schemaLease.
func (l *rangeLease) others() bool { return true }

// extend implements schemaLease. From replicas that know the past alone, the lease is had where
// nothing at or below need changes any more.
func (l *rangeLease) extend(ctx context.Context, by reading, need hlc.Timestamp) error {
	if by.old {
		return l.c.renew(ctx, by, need)
	}
	return l.c.ask(ctx, need)
}

// hold implements schemaLease: nobody is counted, for the lease is not taken back.
func (l *rangeLease) hold(ctx context.Context, _ *State, need, _ hlc.Timestamp) (*Snapshot, hlc.Timestamp, error) {
	return l.c.validAt(ctx, need)
}

// validAt returns the snapshot that is exact at need, and up to where.
func (c *Catalog) validAt(ctx context.Context, need hlc.Timestamp) (*Snapshot, hlc.Timestamp, error) {
	if exact := hlc.Timestamp(c.exact.Load()); need <= exact {
		if cur := c.current.Load(); cur.from <= need {
			c.use()
			return cur, exact, nil
		}
	}
	return c.at(ctx, need)
}

// recall implements schemaLease by the steps 1 to 3: number is that of the next version.
func (l *rangeLease) recall(ctx context.Context, s *State) (number uint64, err error) {
	v, err := s.lockVersion(ctx)
	if err == nil {
		err = s.fits(v)
	}
	next := v.next(s.changedIDs())
	if err == nil {
		err = s.txn.Put(ctx, versionKey(), next.encode(), kvpb.LockMode_UPDATE)
	}
	if err == nil {
		s.txn.Observe(hlc.Timestamp(l.c.exact.Load())) // c exceeds what was promised here: no need to find out
	}
	return next.number, err
}

// resume implements schemaLease by step 4. What is not known here is found by the next reading.
func (l *rangeLease) resume(_ context.Context, s *State, number uint64, ts hlc.Timestamp, err error) {
	if err == nil {
		l.c.publishNumbered(s.changes, number, ts)
	}
}

func (s *State) changedIDs() []ID {
	ids := make([]ID, len(s.changes))
	for i := range s.changes {
		ids[i] = s.changes[i].id
	}
	return ids
}

// lockVersion locks the version's row and catches up with it.
func (s *State) lockVersion(ctx context.Context) (version, error) {
	target := []coord.LockTarget{{Key: versionKey(), Mode: kvpb.LockMode_UPDATE}}
	got, err := s.txn.Lock(ctx, target, coord.LockOptions{Newest: true})
	if err != nil {
		return version{}, err
	}
	v, err := decodeVersion(got[0].Value)
	if err != nil {
		return version{}, err
	}
	if s.c.current.Load().number < v.number {
		// At the change itself, not ahead of now: the mark would make this one wait.
		if err := s.c.renewTo(ctx, got[0].Version); err != nil {
			return version{}, err
		}
	}
	if s.c.current.Load().number != v.number {
		return version{}, &coord.RetryError{Why: "the schema was changed by another transaction", Key: versionKey()}
	}
	return v, nil
}

// fits checks that a change still makes sense after those that came before it.
func (s *State) fits(v version) error {
	cur := s.c.current.Load()
	if err := s.compareWith(cur); err != nil {
		return err
	}
	return s.dropsNothingInUse(cur, v)
}

// dropsNothingInUse checks that no object which others changed since the transaction looked
// refers to one that it drops. (Who comes to refer to an object locks it, so the drop came
// after; but its look, at a timestamp, may have missed a change that committed ahead of it.)
func (s *State) dropsNothingInUse(cur *Snapshot, v version) error {
	gone := map[ID]bool{}
	for _, ch := range s.changes {
		if ch.new == nil {
			gone[ch.id] = true
		}
	}
	if len(gone) == 0 || s.first == nil || s.first.number == v.number {
		return nil
	}
	ids, ok := v.since(s.first.number)
	for id, d := range cur.objects.all() {
		if (!ok || slices.Contains(ids, id)) && !s.changed(id) && refersTo(d, gone) {
			s.txn.Observe(cur.from)
			return &coord.RetryError{Why: "an object that it drops has come into use by another transaction"}
		}
	}
	return nil
}

// refersTo reports whether d depends on one of the objects.
func refersTo(d Descriptor, gone map[ID]bool) bool {
	b := d.Common()
	if gone[b.Owner] || slices.ContainsFunc(b.Grants, func(g Grant) bool { return gone[g.Grantee] || gone[g.Grantor] }) {
		return true
	}
	switch d := d.(type) {
	case *SchemaDesc:
		return gone[d.DatabaseID]
	case *SequenceDesc:
		return gone[d.SchemaID] || gone[d.DatabaseID] || gone[d.OwnerTable]
	case *RoleDesc:
		return slices.ContainsFunc(d.MemberOf, func(m Membership) bool { return gone[m.Role] })
	case *TableDesc:
		return gone[d.SchemaID] || gone[d.DatabaseID] ||
			slices.ContainsFunc(d.ForeignKeys, func(f ForeignKeyDesc) bool { return gone[f.RefTable] }) ||
			slices.ContainsFunc(d.InboundForeignKeys, func(id ID) bool { return gone[id] }) ||
			slices.ContainsFunc(d.Columns, func(c Column) bool { return columnRefersTo(&c, gone) }) ||
			slices.ContainsFunc(d.Refs, func(r Ref) bool { return gone[r.Object] })
	case *RoutineDesc:
		return slices.ContainsFunc(d.BodyRefs, func(r Ref) bool { return gone[r.Object] })
	}
	return false
}

func columnRefersTo(c *Column, gone map[ID]bool) bool {
	if gone[c.SequenceID] {
		return true
	}
	if c.DefaultText == "" {
		return false
	}
	return slices.ContainsFunc(c.DefaultRelations(), func(id ID) bool { return gone[id] })
}

// DefaultRelations are the relations that the column's default names, which it does by
// their IDs (NextvalText).
func (c *Column) DefaultRelations() []ID {
	const after = "'::regclass"
	var out []ID
	for text := c.DefaultText; ; {
		i := strings.Index(text, after)
		if i < 0 {
			return out
		}
		from := strings.LastIndexByte(text[:i], '\'') + 1
		if id, err := strconv.ParseUint(text[from:i], 10, 32); err == nil && !slices.Contains(out, ID(id)) {
			out = append(out, ID(id))
		}
		text = text[i+len(after):]
	}
}

// publishNumbered makes a committed change of this node its current snapshot. A reading of
// the version may have been faster.
func (c *Catalog) publishNumbered(changes []change, number uint64, ts hlc.Timestamp) {
	for i := range changes {
		changes[i].new = published(changes[i].new)
		c.forgetBlock(changes[i])
	}
	c.succeed(number, ts, ts, func(cur *Snapshot) *Snapshot { return cur.with(changes, c.versions.Add(1), ts, false) })
}

// lock is Txn.Lock. Where it meets a change that committed ahead of now, it waits for its
// timestamp to pass: what is looked at next, as of now, shows it.
func (s *State) lock(ctx context.Context, targets []coord.LockTarget, o coord.LockOptions) ([]coord.Locked, error) {
	got, err := s.txn.Lock(ctx, targets, o)
	var ahead hlc.Timestamp
	var retry *coord.RetryError
	var again *coord.StatementRetry
	switch {
	case errors.As(err, &retry):
		ahead = retry.At
	case errors.As(err, &again):
		ahead = again.At
	}
	for i := range got {
		ahead = max(ahead, got[i].Version)
	}
	if ahead > s.c.o.DB.Now() {
		if werr := s.c.o.DB.AwaitPast(ctx, ahead); werr != nil {
			return nil, werr
		}
	}
	return got, err
}
