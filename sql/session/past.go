package session

import (
	"context"
	"errors"
	"math"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Reads of the past: a READ ONLY transaction as of a time that the client names, which the nearest
// replicas serve that know what was then (transactions.md, section 3). The time comes from
//
//	BEGIN READ ONLY AS OF TIMESTAMP x     the block's
//	SET TRANSACTION AS OF TIMESTAMP x     likewise, before its first query
//	SELECT … FROM … AS OF SYSTEM TIME x   the statement's, which is its own transaction
//	SET isochron.read_staleness = '5s'    now less that: of queries outside of a block, and of
//	                                      READ ONLY transactions
//
// What leaves the time open, within a bound, is in bounded.go; that what a token of causality covers
// is not missed, in token.go.

const settingStaleness = "isochron.read_staleness"

// pastVersion is the version of the cluster from which on replicas without the lease are asked.
const pastVersion = version.Parted

func errPastVersion() error {
	return pgerror.Unsupported("Finish the upgrade of the cluster first.", "AS OF is not supported while nodes of an older version are in the cluster")
}

// topQuery is the query that a statement is, or explains; nil: it is another statement.
func topQuery(st ast.Statement) *ast.Select {
	if x, ok := st.(*ast.Explain); ok {
		st = x.Stmt
	}
	q, _ := st.(*ast.Select)
	return q
}

// asOfSystemTime is what a statement's own AS OF SYSTEM TIME names; nil: it has none.
func asOfSystemTime(st ast.Statement) ast.Expr {
	if q := topQuery(st); q != nil {
		return q.AsOf
	}
	return nil
}

// onlyReads reports whether a statement is a query that says itself that it locks and writes nothing.
func onlyReads(st ast.Statement) bool {
	q := topQuery(st)
	if q == nil {
		return false
	}
	reads := true
	ast.Walk(q, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Select:
			reads = reads && len(n.Locking) == 0 && n.Into == nil
		case *ast.Insert, *ast.Update, *ast.Delete, *ast.Merge:
			reads = false
		}
		return reads
	})
	return reads
}

func errAsOfHere() error {
	return pgerror.Unsupported("Begin a transaction of its own: BEGIN READ ONLY AS OF TIMESTAMP …", "AS OF SYSTEM TIME is not supported here: it is for a query that is sent alone, outside of a transaction block")
}

// pastStatement has a statement that is its own transaction read the past, where it or the
// session asks for that.
func (s *Session) pastStatement(ctx context.Context, r *run, alone bool) error {
	x := asOfSystemTime(r.p.stmt)
	switch {
	case !alone || s.block.asOf != 0 || s.block.since != 0: // another attempt; or ready refuses it
		return nil
	case x != nil:
		var params []*types.Type
		if c := r.p.cached; c != nil && c.plan != nil {
			params = c.plan.Params
		}
		o, err := s.pastTime(ctx, x, r.p.text, params, r.args)
		if err != nil {
			return err
		}
		s.readAs(o)
	case s.staleness+s.maxStaleness > 0 && !s.block.fresh && onlyReads(r.p.stmt):
		s.readAs(s.bySetting())
		s.block.lax = true
	}
	return nil
}

// bySetting is what the session's settings have queries read as of.
func (s *Session) bySetting() oldness {
	if s.staleness > 0 {
		return oldness{at: s.stale()}
	}
	return oldness{since: s.since(s.maxStaleness), only: s.nearestOnly}
}

// stale is what the session reads as of by isochron.read_staleness.
func (s *Session) stale() hlc.Timestamp {
	return max(1, s.m.o.DB.Now().Add(-s.staleness), s.after)
}

// pastBlock has a READ ONLY block begin in the past where a setting asks for it.
func (s *Session) pastBlock() {
	b := &s.block
	if s.staleness+s.maxStaleness > 0 && b.asOf == 0 && b.since == 0 && b.state == blockOpen && b.txn == nil && b.readOnly(s) {
		s.readAs(s.bySetting())
	}
}

// readPast has the transaction, which has done nothing yet, read as of ts.
func (s *Session) readPast(ts hlc.Timestamp) {
	s.discardUntouched()
	ro := true
	s.block.asOf, s.block.near, s.block.modes.readOnly = ts, true, &ro
	a := &s.activity
	a.Lock()
	defer a.Unlock()
	a.ReadFrom = min(a.ReadFrom, ts) // what it reads is kept while it is open
}

// asOfTimestamp is AS OF TIMESTAMP of BEGIN and SET TRANSACTION, beside their modes.
func (s *Session) asOfTimestamp(ctx context.Context, x ast.Expr, text string, modes []ast.TxMode) (o oldness, err error) {
	switch {
	case s.block.touched || len(s.block.savepoints) > 0:
		return o, pgerror.New(pgerror.ActiveSQLTransaction, "AS OF TIMESTAMP must be set before any query")
	case !s.m.o.Version.Active(pastVersion):
		return o, errPastVersion()
	}
	for _, m := range modes {
		if m == ast.TxReadWrite {
			return o, pgerror.New(pgerror.InvalidTransactionState, "a transaction AS OF TIMESTAMP is READ ONLY")
		}
	}
	return s.pastTime(ctx, x, text, nil, nil)
}

// pastTime is the time that an expression names, an interval below zero from now, or a bound of it.
func (s *Session) pastTime(ctx context.Context, x ast.Expr, text string, params []*types.Type, args []types.Datum) (o oldness, err error) {
	if !s.m.o.Version.Active(pastVersion) {
		return o, errPastVersion()
	}
	if name, list := bind.StalenessBound(x); name != "" {
		return s.stalenessBound(ctx, name, list, text, params, args)
	}
	t, d, err := s.pastValue(ctx, x, text, params, args)
	if err != nil {
		return o, err
	}
	o.at, err = s.timeOf(t, d)
	return o, err
}

// pastValue evaluates what AS OF is given.
func (s *Session) pastValue(ctx context.Context, x ast.Expr, text string, params []*types.Type, args []types.Datum) (*types.Type, types.Datum, error) {
	env := s.planEnv
	// The schema that is at hand: what the time is does not depend on any.
	env.Text, env.Catalog, env.ParamTypes = text, s.m.o.Catalog.Current(), params
	o := bind.ScalarOptions{Use: bind.ScalarArgument, Column: "AS OF", Typmod: types.NoTypmod}
	c, err := bind.CompileScalar(x, &env, o)
	if err == nil && (c.Type() == types.TTimestamp || c.Type() == types.TDate) {
		o.Type = types.TTimestampTZ
		c, err = bind.CompileScalar(x, &env, o)
	}
	switch {
	case err != nil:
		return nil, types.Null, err
	case len(c.Needs()) > 0:
		return nil, types.Null, pgerror.Unsupported("Compute the time first.", "AS OF does not call functions of users")
	}
	values := host.NewContext(ctx, s, &s.env)
	values.Args = args
	d, err := c.EvalIn(values)
	if err != nil {
		return nil, types.Null, pgerror.From(err)
	}
	return c.Type(), d, nil
}

// timeOf is the reading of the clock that a value stands for.
func (s *Session) timeOf(t *types.Type, d types.Datum) (hlc.Timestamp, error) {
	if d.IsNull() {
		return 0, errPastNull()
	}
	if isText(t) {
		text := strings.TrimSpace(d.Text())
		if t = types.TTimestampTZ; strings.HasPrefix(text, "-") && text != "-infinity" {
			t = types.TInterval
		}
		var err error
		if d, err = types.DecodeText(t, types.NoTypmod, text, &s.env); err != nil {
			return 0, err
		}
	}
	now := s.m.o.DB.Now()
	switch t {
	case types.TTimestampTZ:
		at, err := s.checkPast(d.Timestamp(), now)
		if err == nil && at < s.after {
			err = s.errBeforeToken(at)
		}
		return at, err
	case types.TInterval:
		from := types.TimestampFromTime(now.Time())
		at, err := builtin.AddInterval(from, d.Interval())
		if err != nil {
			return 0, err
		}
		if at == from {
			return max(now, s.after), nil
		}
		past, err := s.checkPast(at, now)
		return max(past, s.after), err
	}
	return 0, pgerror.New(pgerror.DatatypeMismatch, "AS OF takes a time or an interval, not %s", t).
		WithHint("Name a time of the past, such as '2026-01-31 12:00:00+00', or an interval below zero, such as '-5s'.")
}

// checkPast gives the timestamp of a time in microseconds, which must be past.
func (s *Session) checkPast(micros int64, now hlc.Timestamp) (hlc.Timestamp, error) {
	if micros > types.TimestampFromTime(now.Time()) {
		at := "infinity"
		if micros != math.MaxInt64 {
			at = types.TimestampToTime(micros).Format(pastFormat)
		}
		return 0, pgerror.New(pgerror.InvalidParameterValue, "cannot read as of a time in the future").
			WithDetail("It is %s; the time was %s.", now.Time().Format(pastFormat), at).
			WithHint("Name a time of the past, or an interval below zero, such as '-5s'.")
	}
	at := types.TimestampToTime(max(micros, math.MinInt64/2))
	if at.Year() < 1971 { // what a timestamp can't hold is as old as the oldest
		return 1, nil
	}
	return min(now, hlc.Timestamp(at.UnixNano())), nil
}

const pastFormat = coord.TimeFormat

// fresher prepares another attempt of a query, of now, where it was to read the past by the
// session's setting alone and turned out to write.
func (s *Session) fresher(ctx context.Context, err error) bool {
	if !s.block.lax || pgerror.Code(err) != pgerror.ReadOnlySQLTransaction {
		return false
	}
	if s.block.txn != nil {
		s.schema.Rollback(context.WithoutCancel(ctx))
	}
	s.block.txn, s.block.touched, s.block.asOf, s.block.near, s.block.modes.readOnly = nil, false, 0, false, nil
	s.block.since, s.block.only = 0, false
	s.block.lax, s.block.fresh = false, true
	return true
}

// snapshotFor is the schema to plan a statement with before it runs: as of the time that it will
// read at, as far as that is known; 0: now.
func (s *Session) snapshotFor(ctx context.Context, st ast.Statement, text string) (snap *catalog.Snapshot, ts hlc.Timestamp, err error) {
	if s.block.state != blockIdle || s.block.implicit || s.block.txn != nil {
		snap, err = s.snapshot(ctx)
		return snap, s.block.asOf, err
	}
	var o oldness
	if x := asOfSystemTime(st); x != nil && !hasParams(x) {
		if o, err = s.pastTime(ctx, x, text, nil, nil); err != nil {
			return nil, 0, err
		}
	} else if s.staleness+s.maxStaleness > 0 && onlyReads(st) {
		o = s.bySetting()
	}
	if o.since != 0 { // the time is chosen when it runs
		snap, err = s.m.schemaAtHand(ctx)
		return snap, 0, err
	}
	if ts = o.at; ts == 0 {
		snap, err = s.snapshot(ctx)
		return snap, 0, err
	}
	snap, err = s.m.o.Catalog.Past(ctx, ts)
	return snap, ts, err
}

func hasParams(x ast.Expr) (found bool) {
	ast.Walk(x, func(n ast.Node) bool {
		_, is := n.(*ast.Param)
		found = found || is
		return !found
	})
	return found
}

// asPast explains errors of what reads as of ts; 0: now.
func asPast(ts hlc.Timestamp, err error) error {
	if ts == 0 || err == nil {
		return err
	}
	var changed *coord.RetryError
	e, worded := errors.AsType[*pgerror.Error](err)
	switch {
	case worded && e.Code == pgerror.UndefinedTable && e.Hint == "":
		return e.Clone().WithHint("The transaction reads as of %s: what was made later is not there.", ts.Time().Format(pastFormat))
	case errors.As(err, &changed):
		return pgerror.Wrap(err, pgerror.ObjectNotInPrerequisiteState, "cannot read as of a time before that: %s", changed.Why).WithHint("Read as of a later time.")
	}
	return err
}

// tooOld says in a client's words that versions were collected.
func (s *Session) tooOld(e *coord.SnapshotError) error {
	return pgerror.Wrap(e, pgerror.SnapshotTooOld, "%s", e.Error()).
		WithHint("Versions are kept for %v (docs/limits.md, collector.Options.Window), and for as long as a transaction that reads them is open: read as of a later time, or end transactions sooner.", s.m.window())
}
