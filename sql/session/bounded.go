package session

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// Bounded staleness: the client says how old what it reads may be at most, and the first query of
// the transaction chooses the newest time at which all that it reads is known nearby
// (coord.Freshest). Later queries read as of the same time, of other tables, too.
//
//	… AS OF … with_max_staleness('10s')     ten seconds old at most
//	… AS OF … with_min_timestamp(x)         no older than x
//	SET isochron.max_staleness = '10s'      as read_staleness, which counts where both are set
//
// A second argument, and isochron.nearest_only, have what no near replica knows refused instead of
// read at the leaseholder.

const (
	settingMaxStaleness = "isochron.max_staleness"
	settingNearestOnly  = "isochron.nearest_only"
)

// oldness is what a client has said of the time that is read as of.
type oldness struct {
	at    hlc.Timestamp // exactly then; 0: any time since oldest
	since hlc.Timestamp
	only  bool // nearest replicas alone serve it
}

// readAs has the transaction, which has done nothing yet, read what a client asked for.
func (s *Session) readAs(o oldness) {
	if o.at != 0 {
		s.readPast(o.at)
		return
	}
	s.discardUntouched()
	ro := true
	s.block.since, s.block.only, s.block.modes.readOnly = o.since, o.only, &ro
}

// bounded reports whether the transaction reads the past, as of a time that its first query is to
// choose.
func (b *block) bounded() bool { return b.since != 0 && b.asOf == 0 }

// undecided is bounded, also of a READ ONLY block that the setting has read the past.
func (s *Session) undecided() bool {
	b := &s.block
	return b.txn == nil && b.asOf == 0 && (b.since != 0 || b.state == blockOpen && s.staleness == 0 && s.maxStaleness > 0 && b.readOnly(s))
}

// choose chooses the time as of which the transaction reads that r begins, where that is left open.
func (s *Session) choose(ctx context.Context, r *run) error {
	s.pastBlock()
	b := &s.block
	if !b.bounded() || b.txn != nil {
		return nil
	}
	// By the schema that is at hand: what is read is looked at again as of the time that is chosen.
	var spans []keys.Span
	snap, err := s.m.schemaAtHand(ctx)
	if err != nil {
		return err
	}
	c, err := s.planFor(r.p, snap)
	if err == nil && r.p.choices.byValues(s.planMode, c.plan) {
		c, err = s.variant(r.p, c, snap, r.args)
	}
	if err == nil {
		spans = s.exec.Reads(ctx, &exec.Request{Plan: c.plan, Args: r.args, Env: &s.env})
	}
	limit := max(b.since, s.after)
	f, err := s.m.o.DB.Freshest(ctx, spans, limit, b.only)
	if err != nil {
		return err
	}
	if b.state == blockOpen && f.Followers > 0 { // replicas of other ranges may know a little less
		f.At = max(limit, min(f.At, s.usuallyKnown()))
	}
	s.readPast(f.At)
	return nil
}

// usuallyKnownAge is how old what is known at most replicas is, where nobody has asked them.
const usuallyKnownAge = 5 * time.Second

func (s *Session) usuallyKnown() hlc.Timestamp { return s.m.o.DB.Now().Add(-usuallyKnownAge) }

// chooseBlindly is choose for what reads nothing that a plan tells of.
func (s *Session) chooseBlindly() {
	if s.block.bounded() {
		s.readPast(max(s.block.since, s.after, s.usuallyKnown()))
	}
}

// since is the oldest time that may be read where d is the most that is allowed.
func (s *Session) since(d time.Duration) hlc.Timestamp {
	now := s.m.o.DB.Now()
	return s.kept(max(1, now.Add(-d)), now)
}

// kept is ts, or the oldest time that is certainly kept: a bound further back allows that as well.
func (s *Session) kept(ts, now hlc.Timestamp) hlc.Timestamp {
	w := s.m.window()
	return max(ts, now.Add(-w+w/keptPart))
}

// keptPart is the part of the time that versions are kept for within which nothing new is begun.
const keptPart = 10

// keepsPastDefault is Options.KeepsPast where nothing is said.
const keepsPastDefault = 10 * time.Minute

// window is how long versions are kept.
func (m *Manager) window() time.Duration {
	if m.o.KeepsPast == 0 {
		return keepsPastDefault
	}
	return m.o.KeepsPast
}

// stalenessBound is the meaning of a call of with_max_staleness or with_min_timestamp.
func (s *Session) stalenessBound(ctx context.Context, name string, list []ast.Expr, text string, params []*types.Type, args []types.Datum) (o oldness, err error) {
	what := map[string]string{bind.WithMaxStaleness: "interval", bind.WithMinTimestamp: "timestamptz"}[name]
	if len(list) < 1 || len(list) > 2 {
		return o, pgerror.New(pgerror.UndefinedFunction, "function %s takes one argument or two, not %d", name, len(list)).
			WithHint("It is %s(%s [, nearest_only boolean]).", name, what)
	}
	if len(list) == 2 {
		t, d, err := s.pastValue(ctx, list[1], text, params, args)
		if err == nil && !d.IsNull() && isText(t) {
			t = types.TBool
			d, err = types.DecodeText(t, types.NoTypmod, d.Text(), &s.env)
		}
		switch {
		case err != nil:
			return o, err
		case d.IsNull():
			return o, errPastNull()
		case t != types.TBool:
			return o, pgerror.New(pgerror.DatatypeMismatch, "nearest_only of %s must be of type boolean, not %s", name, t)
		}
		o.only = d.Bool()
	}
	t, d, err := s.pastValue(ctx, list[0], text, params, args)
	switch {
	case err != nil:
		return o, err
	case d.IsNull():
		return o, errPastNull()
	}
	wanted := types.TInterval
	if name == bind.WithMinTimestamp {
		wanted = types.TTimestampTZ
	}
	if isText(t) {
		if d, err = types.DecodeText(wanted, types.NoTypmod, d.Text(), &s.env); err != nil {
			return o, err
		}
		t = wanted
	}
	now := s.m.o.DB.Now()
	switch {
	case t != wanted:
		return o, pgerror.New(pgerror.DatatypeMismatch, "%s takes a value of type %s, not %s", name, what, t)
	case name == bind.WithMinTimestamp:
		o.since, err = s.checkPast(d.Timestamp(), now)
	default:
		o.since, err = s.ago(d, now)
	}
	o.since = s.kept(o.since, now)
	return o, err
}

// ago is the time that lies an interval, not below zero, back.
func (s *Session) ago(d types.Datum, now hlc.Timestamp) (hlc.Timestamp, error) {
	from := types.TimestampFromTime(now.Time())
	v := d.Interval()
	at, err := builtin.AddInterval(from, types.Interval{Micros: -v.Micros, Days: -v.Days, Months: -v.Months})
	switch {
	case err != nil:
		return 0, err
	case at > from:
		return 0, pgerror.New(pgerror.InvalidParameterValue, "a staleness must not be negative").
			WithHint("Say how old what is read may be at most, such as '10s'.")
	case at == from:
		return now, nil
	}
	return s.checkPast(at, now)
}

func isText(t *types.Type) bool { return t.Category == 'S' || t == types.TUnknown }

func errPastNull() error {
	return pgerror.New(pgerror.InvalidParameterValue, "AS OF takes no null value")
}
