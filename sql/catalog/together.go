package catalog

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// The certificate of one node of several. Its protocol:
//
//	a node     reads the version's row at S = now + L at the leaseholder of the catalog's
//	           range. The read waits for changes at or below S and leaves its mark; so
//	           whatever changes the schema later writes the row above S.
//	           number as known: the current snapshot is exact up to S
//	           number is higher: what the row names is read at S, and is exact from the
//	           row's own timestamp up to S; the one before it, below that
//	a reader   at r takes the snapshot that is exact at r, asking where S < r
//	a user     at its commit is certified up to S, or to where the tables it used change
//	a change   of the schema: see commitTogether
//
// No timestamp of another node's clock enters: S is a promise of the leaseholder to all,
// kept by its marks, which outlive its lease.

// together is what a catalog keeps where the cluster has several nodes.
type together struct {
	on    atomic.Bool
	used  atomic.Bool // since the renewer last looked; always, while the node is alone
	group *stop.Group

	// With Catalog.mu held:
	renewing bool    // the renewer runs
	last     *flight // the last one begun, while it is under way
	flights  int     // under way

	met Metrics
}

// Together turns from the certificate of a node that is alone to that of several nodes, for
// good. Call it before another node may change the schema or use it. Transactions may be
// under way: what they were promised is covered by the mark that this leaves. After an
// error it is to be called again.
func (c *Catalog) Together(ctx context.Context) error {
	if err := c.takeTurn(ctx); err != nil { // no change of the old kind is under way
		return err
	}
	defer c.endTurn()
	t := &c.together
	if !t.on.Load() {
		// From here on nobody is promised anything in memory (Certify looks again after its
		// promise), nor finds the schema of a later timestamp without asking.
		t.on.Store(true)
		t.used.Store(false)
		c.exact.Store(int64(c.o.DB.Now()))
	}
	need, err := c.promisedAlone(ctx)
	if err != nil {
		return err
	}
	return c.await(ctx, need)
}

// promisedWithin is how long Together waits for those who were promised something in memory to have
// used it: promises reach seconds ahead, and whoever reads or commits meanwhile would wait for that.
const promisedWithin = 100 * time.Millisecond

// promisedAlone is up to where promises in memory may still be used. Who has left a gate and knows its
// outcome has committed below a reading of now: it was acknowledged, or nothing came of it.
func (c *Catalog) promisedAlone(ctx context.Context) (hlc.Timestamp, error) {
	for until := time.Now().Add(promisedWithin); ; {
		need, inside := hlc.Zero, hlc.Zero
		for i := range c.gates {
			g := &c.gates[i]
			if g.state.Load() != 0 {
				inside = max(inside, hlc.Timestamp(g.promised.Load()))
			}
			need = max(need, hlc.Timestamp(g.owed.Load())) // after state: who leaves owes first
		}
		need = max(need, c.o.DB.Now()) // after those who have left did
		if inside <= need || !time.Now().Before(until) {
			return max(need, inside), nil
		}
		if err := stop.Sleep(ctx, time.Millisecond); err != nil {
			return 0, err
		}
	}
}

// IsTogether reports whether the schema is certified for several nodes.
func (c *Catalog) IsTogether() bool { return c.together.on.Load() }

// Close ends what renews the certificate. Sessions have ended before.
func (c *Catalog) Close() { c.together.group.Stop() }

// saw notes a snapshot that the transaction was given: its newest change counts as read
// (Rule W), and what it drops is looked at again from there on.
func (s *State) saw(snap *Snapshot) {
	if snap == nil || s.txn == nil || !s.c.together.on.Load() {
		return
	}
	s.txn.Observe(snap.from)
	if s.first == nil || snap.number < s.first.number {
		s.first = snap
	}
}

// certifyTogether is Certify where the cluster has several nodes.
func (s *State) certifyTogether(ctx context.Context, need, want hlc.Timestamp) (hlc.Timestamp, error) {
	if s.changing {
		return want, nil // by its lock on the version: nobody changes the schema before it
	}
	if len(s.uses) == 0 || s.c.o.Planted.Skip {
		return want, nil
	}
	snap, until, err := s.c.validAt(ctx, need)
	if err != nil {
		return 0, err
	}
	if err := s.compareWith(snap); err != nil {
		return 0, err
	}
	return min(want, until), nil
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

// commitTogether commits a change of the schema where the cluster has several nodes:
//
//  1. locks the catalog's version: nobody else changes the schema until the end, or this
//     transaction fails by what it expects of the row
//  2. comes to know what others changed before, and compares
//  3. writes the next version, and commits: c exceeds every S that any node was given
//  4. publishes
func (s *State) commitTogether(ctx context.Context) (hlc.Timestamp, error) {
	v, err := s.lockVersion(ctx)
	if err == nil {
		err = s.fits(v)
	}
	next := v.next(s.changedIDs())
	if err == nil {
		err = s.txn.Put(ctx, versionKey(), next.encode(), kvpb.LockMode_UPDATE)
	}
	if err != nil {
		s.txn.Rollback(ctx)
		return 0, err
	}
	s.changing = true
	s.txn.Observe(hlc.Timestamp(s.c.exact.Load())) // c exceeds what was promised here: no need to find out
	ts, err := s.txn.Commit(ctx)
	if err == nil {
		s.c.publishTogether(s.changes, next.number, ts)
	}
	return ts, err
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
	for id, d := range cur.byID {
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

// publishTogether makes a committed change of this node its current snapshot. A reading of
// the version may have been faster.
func (c *Catalog) publishTogether(changes []change, number uint64, ts hlc.Timestamp) {
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
	if !s.c.together.on.Load() {
		return got, err
	}
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
