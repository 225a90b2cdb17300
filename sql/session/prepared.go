package session

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// prepared is a statement that was parsed: by Parse, by PREPARE, or for once.
type prepared struct {
	name   string
	text   string        // what is planned: normalized, for a simple query
	raw    string        // what the client wrote
	source string        // the PREPARE that made it, for pg_prepared_statements
	stmt   ast.Statement // nil: the text was empty
	given  []*types.Type // of the parameters, as the client gave them; nil entries: to infer
	key    planKey

	// numbered is the highest number of a parameter in a text that was parsed here; params are the
	// types of the parameters of a statement that has no plan itself.
	numbered int
	params   []*types.Type
	// warned is what was parsed, whose warnings are told when it runs; nil: there are none.
	warned []parser.Statement

	// names are variables around the statement; nil: there are none.
	names *bind.Variables

	// literals are the values that normalizing took out of the text.
	literals []parser.Literal

	cached *cachedPlan   // of the last use
	shape  *shape        // what its executions are counted under
	kept   bool          // it outlives its first use
	bytes  int64         // of the session's memory
	made   uint64        // the number of the block that it was made in; 0: of none
	shown  []Column      // what its first plan returned: a later one must not differ
	took   []*types.Type // the parameters of that
	told   bool

	at    int64 // when it was made, as timestamps count
	bySQL bool  // by PREPARE, not by the protocol

	choices choices // of variants.go
}

// portal is a prepared statement with arguments.
type portal struct {
	name     string
	p        *prepared
	args     []types.Datum
	formats  []int16
	rows     rowSource // open, if it was fetched in parts
	tag      string
	sent     int64
	cols     []Column // of rows
	depth    int      // savepoints below it
	done     bool
	place    place // of a cursor
	declared int64 // microseconds since 2000-01-01
	failed   bool  // a FETCH of it has failed
	bytes    int64 // of the session's memory

	// plan is what rows come from, opened as role: checked at each FETCH.
	plan *cachedPlan
	role catalog.ID
}

// parserError turns a parser's error into the client's.
func parserError(err error) error {
	var e *parser.Error
	if !errors.As(err, &e) {
		return err
	}
	out := pgerror.New(e.SQLSTATE, "%s", e.Message).WithPosition(e.Position)
	out.Detail, out.Hint = e.Detail, e.Hint
	return out
}

// Parse makes a prepared statement of one text. The empty name is replaced at
// will; another must not exist (42P05).
func (s *Session) Parse(name, text string, oids []uint32) error {
	ctx, err := s.stop.beginMessage(s.statementTimeout)
	if err == nil {
		err = s.parse(ctx, name, text, oids)
	}
	if err != nil {
		err = s.failExtended(ctx, err)
	}
	return s.end(err)
}

func (s *Session) parse(ctx context.Context, name, text string, oids []uint32) error {
	if name == "" {
		s.forgetUnnamed()
	}
	s.preparesAgain(name)
	if name != "" && s.statements[name] != nil {
		return pgerror.New(pgerror.DuplicatePreparedStatement, "prepared statement %q already exists", name)
	}
	n, err := s.reading(text)
	if err != nil {
		return err
	}
	defer s.held.Shrink(n)
	p, err := s.newPrepared(ctx, name, text, oids)
	if err == nil {
		err = s.allowed(p.stmt)
	}
	switch {
	case err != nil:
	case planned(p.stmt):
		_, err = s.planNow(ctx, p)
	case isCall(p.stmt) && s.block.state != blockFailed:
		_, _, err = s.columns(ctx, p) // whether there is such a procedure
	default:
		err = s.sourceParams(ctx, p)
	}
	if err != nil {
		return err
	}
	return s.keep(p)
}

func isCall(st ast.Statement) bool {
	_, ok := st.(*ast.Call)
	return ok
}

// keep files a prepared statement under its name.
func (s *Session) keep(p *prepared) error {
	if p.name == "" {
		s.forgetUnnamed()
	}
	if p.name != "" && len(s.statements) >= s.m.o.PreparedMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "a session can't have more than %d prepared statements", s.m.o.PreparedMax).
			WithHint("DEALLOCATE those that are no longer used.")
	}
	n := statementSize(p.text) + int64(len(p.source))
	if err := s.hold(n); err != nil {
		return err
	}
	p.made = s.blockNumber()
	if p.bytes = n; p.name == "" {
		s.unnamed = p
		return nil
	}
	p.at, p.bySQL = types.TimestampFromTime(time.Now()), s.out != nil
	s.statements[p.name] = p
	return nil
}

// emitPrepared gives the rows of pg_prepared_statements.
func (s *Session) emitPrepared(ctx context.Context, emit func(catalog.PreparedInfo) error) error {
	for _, name := range slices.Sorted(maps.Keys(s.statements)) {
		p := s.statements[name]
		i := catalog.PreparedInfo{Name: name, Text: cmp.Or(p.source, p.raw), At: p.at, BySQL: p.bySQL, Generic: p.choices.generic, Custom: p.choices.custom}
		if i.Params = p.took; p.stmt != nil && planned(p.stmt) && !p.told {
			_, params, err := s.columns(ctx, p)
			switch {
			case err == nil:
				i.Params = params
			case ctx.Err() != nil:
				return err
			default: // what it named is gone
				i.Params = p.given
			}
		}
		if err := emit(i); err != nil {
			return err
		}
	}
	return nil
}

// forget drops a prepared statement, which is there.
func (s *Session) forget(name string) {
	s.held.Shrink(s.statements[name].bytes)
	delete(s.statements, name)
}

func (s *Session) forgetAll() {
	for name := range s.statements {
		s.forget(name)
	}
}

func (s *Session) forgetUnnamed() {
	if s.unnamed != nil {
		s.held.Shrink(s.unnamed.bytes)
		s.unnamed = nil
	}
}

func (s *Session) newPrepared(ctx context.Context, name, text string, oids []uint32) (*prepared, error) {
	if len(text) > s.m.o.TextBytesMax {
		return nil, pgerror.New(pgerror.ProgramLimitExceeded, "statement text of %d bytes exceeds the limit of %d", len(text), s.m.o.TextBytesMax)
	}
	given := make([]*types.Type, len(oids))
	for i, oid := range oids {
		if oid == 0 {
			continue
		}
		t, err := s.typeByOID(ctx, types.OID(oid))
		if err != nil {
			return nil, err
		}
		given[i] = t
	}
	p := &prepared{name: name, text: text, raw: text, given: given, kept: true, choices: choices{kept: true}}
	p.key = planKey{env: s.envID, text: text, params: packOIDs(oids)}
	if c := s.m.plans.get(p.key); c != nil {
		p.stmt, p.cached = c.stmt, c
		return p, nil
	}
	list, told, err := s.parsed(text)
	if err != nil {
		return nil, err
	}
	if told {
		p.key.text = "" // not shared: who finds the plan does not parse the text
	}
	switch len(list) {
	case 0:
	case 1:
		p.stmt, p.numbered = list[0].AST, list[0].NumParams
		if len(list[0].Globals) > 0 {
			p.warned = list
		}
	default:
		return nil, pgerror.New(pgerror.SyntaxError, "cannot insert multiple commands into a prepared statement")
	}
	return p, nil
}

// typeByOID finds a type that a client names: of the system, or of the schema.
func (s *Session) typeByOID(ctx context.Context, oid types.OID) (*types.Type, error) {
	if t, ok := types.ByOID(oid); ok {
		return t, nil
	}
	snap, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	return typeIn(snap, oid)
}

// typeByOIDIn is typeByOID by a snapshot.
func typeByOIDIn(snap *catalog.Snapshot, oid types.OID) (*types.Type, error) {
	if t, ok := types.ByOID(oid); ok {
		return t, nil
	}
	return typeIn(snap, oid)
}

func typeIn(snap *catalog.Snapshot, oid types.OID) (*types.Type, error) {
	t, ok := snap.Types().ByOID(oid)
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedObject, "type with OID %d does not exist", oid)
	}
	return t, nil
}

// current are types as the schema has them: users' types may have changed since.
func current(snap *catalog.Snapshot, given []*types.Type) ([]*types.Type, error) {
	for i, t := range given {
		if t == nil || t.Schema == "" {
			continue
		}
		now, err := typeIn(snap, t.OID)
		if err != nil {
			return nil, err
		}
		if now != t {
			given = slices.Clone(given)
			given[i] = now
		}
	}
	return given, nil
}

func packOIDs(oids []uint32) string {
	if len(oids) == 0 {
		return ""
	}
	b := make([]byte, 0, 4*len(oids))
	for _, o := range oids {
		b = binary.BigEndian.AppendUint32(b, o)
	}
	return string(b)
}

func packTypes(ts []*types.Type) string {
	oids := make([]uint32, len(ts))
	for i, t := range ts {
		oids[i] = uint32(t.OID)
	}
	return packOIDs(oids)
}

// planned reports whether a statement is run by a plan.
func planned(st ast.Statement) bool {
	switch st := st.(type) {
	case *ast.Select:
		return st.IntoTable() == nil
	case *ast.Insert, *ast.Update, *ast.Delete, *ast.Merge:
		return true
	case *ast.Explain:
		if explainsFill(st) {
			return false
		}
		_, execute := st.Stmt.(*ast.Execute)
		if as := ast.AsCreateTable(st.Stmt); as != nil && !execute {
			_, execute = as.AsQuery.(*ast.Execute)
		}
		return !execute
	}
	return false
}

// executable tells what EXECUTE may run: not another EXECUTE, which could be
// itself, nor what the protocol alone can prepare.
func executable(st ast.Statement) bool {
	if planned(st) {
		return true
	}
	switch st.(type) {
	case *ast.Show, *ast.SetVar, *ast.Select: // INTO
		return true
	}
	return false
}

// planNow plans with the schema that the session sees now.
func (s *Session) planNow(ctx context.Context, p *prepared) (_ *cachedPlan, err error) {
	defer s.broke(&err)
	snap, at, err := s.snapshotFor(ctx, p.stmt, p.text)
	if err != nil {
		return nil, err
	}
	c, err := s.planFor(p, snap)
	return c, asPast(at, err)
}

// snapshot is the schema as the session sees it now.
func (s *Session) snapshot(ctx context.Context) (*catalog.Snapshot, error) {
	if s.undecided() {
		return s.m.schemaAtHand(ctx) // the time is chosen when the statement runs
	}
	if s.block.txn == nil && s.block.state == blockOpen && (s.block.asOf != 0 || s.staleness > 0 && s.block.readOnly(s)) {
		s.need() // it is the schema of then that counts
	}
	if s.block.txn != nil && s.block.state != blockFailed {
		s.attach()
		return s.schema.Snapshot(ctx)
	}
	return s.m.schemaNow(ctx)
}

// schemaNow is the schema as of now, for what is told outside of transactions. A node whose clock
// is not well waits (T16), and what is told is past on all clocks (Rule W): else it could be older
// than what somebody was told before, or others could still be told what was there before.
func (m *Manager) schemaNow(ctx context.Context) (*catalog.Snapshot, error) {
	r, err := m.o.DB.Reading(ctx)
	if err != nil {
		return nil, err
	}
	snap, err := m.o.Catalog.Snapshot(ctx, r)
	if err != nil {
		return nil, err
	}
	from := int64(snap.From())
	if from > m.schemaPast.Load() {
		if err := m.o.DB.AwaitPast(ctx, snap.From()); err != nil {
			return nil, err
		}
		m.schemaPast.Store(from) // a lower one of somebody else's costs a look at the clocks
	}
	return snap, nil
}

// schemaAtHand is schemaNow or, without asking anybody, the newest that is known here, if all clocks
// have passed its beginning: for what is looked at again.
func (m *Manager) schemaAtHand(ctx context.Context) (*catalog.Snapshot, error) {
	if snap := m.o.Catalog.Current(); int64(snap.From()) <= m.schemaPast.Load() {
		return snap, nil
	}
	return m.schemaNow(ctx)
}

// planFor returns p's plan for a schema: the one of the last use, the node's,
// or a new one.
func (s *Session) planFor(p *prepared, snap *catalog.Snapshot) (*cachedPlan, error) {
	version, sizes := snap.PlanVersion(&s.path), s.sizes()
	_, explains := p.stmt.(*ast.Explain) // which tells how long this planning took
	if c := p.cached; c != nil && !explains && c.version == version && c.sizes == sizes && p.key.env == s.envID && c.plan != nil && !p.untold() {
		s.m.stats.PlanHits.Add(1)
		return c, nil
	}
	p.key.env = s.envID
	shared := p.key.text != "" && !explains
	if shared {
		if c := s.m.plans.get(p.key); c != nil && c.version == version && c.sizes == sizes && c.plan != nil && p.fits(c.plan) {
			s.m.stats.PlanHits.Add(1)
			s.planTold(c.plan)
			return s.accept(p, c)
		}
	}
	s.m.stats.PlanMisses.Add(1)
	pl, err := s.buildNamed(p.stmt, p.text, p.given, p.names, snap)
	if err != nil {
		return nil, err
	}
	c := &cachedPlan{stmt: p.stmt, plan: pl, version: version, sizes: sizes, text: p.text, own: !shared || snap.HasOwnChanges()}
	if !c.own {
		s.m.plans.put(p.key, c)
	}
	if !p.fits(pl) { // the client's parameters keep the types that it was told of
		if pl, err = s.buildNamed(p.stmt, p.text, p.cached.plan.Params, p.names, snap); err != nil {
			return nil, err
		}
		c = &cachedPlan{stmt: p.stmt, plan: pl, version: version, sizes: sizes, text: p.text, own: true}
	}
	s.planTold(pl)
	return s.accept(p, c)
}

// planTold tells what planning told. Postgres plans anew what comes anew.
func (s *Session) planTold(pl *nodes.Plan) {
	for _, n := range pl.Notices {
		s.notice(n)
	}
}

// sizes numbers what the node knows of its tables' sizes.
func (s *Session) sizes() uint64 {
	if s.m.o.Growth == nil {
		return 0
	}
	return s.m.o.Growth.Version()
}

// grew tells how many rows a statement has added or deleted. An upsert that
// may update does not say what it inserted.
func (s *Session) grew(p *nodes.Plan, rows int64) {
	if rows == 0 {
		return
	}
	s.countWritten(p, rows)
	if s.m.o.Growth == nil {
		return
	}
	switch n := p.Root.(type) {
	case *nodes.Insert:
		if n.Conflict == nil || !n.Conflict.Update {
			s.m.o.Growth.Changed(n.Table.ID, rows)
		} else {
			s.m.o.Growth.Mixed(n.Table.ID, rows)
		}
	case *nodes.Update:
		s.m.o.Growth.Modified(n.Table.ID, rows)
	case *nodes.Delete:
		s.m.o.Growth.Changed(n.Table.ID, -rows)
	case *nodes.Merge:
		s.m.o.Growth.Mixed(n.Table.ID, rows)
	}
}

func (s *Session) build(st ast.Statement, text string, given []*types.Type, snap *catalog.Snapshot) (*nodes.Plan, error) {
	return s.buildNamed(st, text, given, nil, snap)
}

func (s *Session) buildNamed(st ast.Statement, text string, given []*types.Type, names *bind.Variables, snap *catalog.Snapshot) (*nodes.Plan, error) {
	return s.buildWith(st, text, given, names, snap, nil)
}

func (s *Session) buildWith(st ast.Statement, text string, given []*types.Type, names *bind.Variables, snap *catalog.Snapshot, args *nodes.Arguments) (*nodes.Plan, error) {
	given, err := current(snap, given)
	if err != nil {
		return nil, err
	}
	env := s.planEnv
	env.Text, env.Catalog, env.ParamTypes, env.Variables = text, snap, given, names
	env.Given, env.AsOf, env.Arguments = s.inner.given, topQuery(st), args
	if names != nil && names.Resolved {
		env.Path = &catalog.SearchPath{Database: s.path.Database, Role: s.path.Role}
	}
	p, err := s.built(st, &env)
	if err == nil && len(p.Columns) > columnsMax {
		return nil, pgerror.New(pgerror.TooManyColumns, "target lists can have at most %d entries", columnsMax)
	}
	return p, err
}

// columnsMax is the most columns of a result: Postgres's own limit, and within
// what a message can count.
const columnsMax = 1664

// untold reports whether p is a prepared statement of which its client knows nothing yet:
// the plan that it begins with is another's, perhaps of a schema that is past.
func (p *prepared) untold() bool { return p.kept && !p.told }

// fits reports whether a plan takes the parameters that p's first plan took.
func (p *prepared) fits(pl *nodes.Plan) bool {
	if p.cached == nil || p.cached.plan == nil || p.untold() {
		return true
	}
	return slices.EqualFunc(p.cached.plan.Params, pl.Params, func(a, b *types.Type) bool { return a.OID == b.OID })
}

// accept makes c the plan of p, unless a client was told of other columns.
func (s *Session) accept(p *prepared, c *cachedPlan) (*cachedPlan, error) {
	if p.told && !sameColumns(p.shown, c.plan.Columns) {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "cached plan must not change result type").
			WithRoutine("RevalidateCachedQuery") // by which clients know that preparing again helps
	}
	if p.cached = c; p.kept {
		if !p.told {
			p.took = c.plan.Params
		}
		p.shown, p.told = c.plan.Columns, true
	}
	return c, nil
}

func sameColumns(a, b []Column) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name || a[i].Type.OID != b[i].Type.OID || a[i].Typmod != b[i].Typmod {
			return false
		}
	}
	return true
}

func (s *Session) statementNamed(name string) (*prepared, error) {
	p := s.statements[name]
	if name == "" {
		p = s.unnamed
	}
	if p == nil {
		return nil, pgerror.New(pgerror.InvalidSQLStatementName, "prepared statement %q does not exist", name)
	}
	return p, nil
}

func (s *Session) portalNamed(name string) (*portal, error) {
	if name == "" && s.unnamedP.p != nil {
		return &s.unnamedP, nil
	}
	if po := s.portals[name]; po != nil && name != "" {
		return po, nil
	}
	return nil, pgerror.New(pgerror.InvalidCursorName, "portal %q does not exist", name)
}

// DescribeStatement tells a prepared statement's parameters and result columns
// (nil: it returns no rows).
func (s *Session) DescribeStatement(name string) ([]types.OID, []Column, error) {
	ctx, err := s.stop.beginMessage(s.statementTimeout)
	var params []types.OID
	var cols []Column
	if err == nil {
		params, cols, err = s.describeStatement(ctx, name)
	}
	if err != nil {
		err = s.failExtended(ctx, err)
	}
	return params, cols, s.end(err)
}

func (s *Session) describeStatement(ctx context.Context, name string) ([]types.OID, []Column, error) {
	p, err := s.statementNamed(name)
	if err != nil {
		return nil, nil, err
	}
	if s.block.state == blockFailed && planned(p.stmt) && !transactionExit(p.stmt) {
		return nil, nil, errFailedBlock()
	}
	cols, params, err := s.columns(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	oids := make([]types.OID, len(params))
	for i, t := range params {
		oids[i] = t.OID
	}
	return oids, cols, nil
}

// DescribePortal tells a portal's columns and their formats.
func (s *Session) DescribePortal(name string) ([]Column, []int16, error) {
	ctx, err := s.stop.beginMessage(s.statementTimeout)
	var po *portal
	if err == nil {
		po, err = s.portalNamed(name)
	}
	var cols []Column
	if err == nil {
		cols, _, err = s.columns(ctx, po.p)
	}
	if err != nil {
		return nil, nil, s.end(s.failExtended(ctx, err))
	}
	return cols, po.formats, s.end(nil)
}

// columns tells what a statement returns, without running it.
func (s *Session) columns(ctx context.Context, p *prepared) ([]Column, []*types.Type, error) {
	if planned(p.stmt) {
		c := p.cached
		if c == nil || c.plan == nil || s.block.state != blockFailed {
			var err error
			if c, err = s.planNow(ctx, p); err != nil {
				return nil, nil, err
			}
		}
		return c.plan.Columns, c.plan.Params, nil
	}
	switch st := p.stmt.(type) {
	case *ast.Call:
		snap, err := s.snapshot(ctx)
		if err != nil {
			return nil, nil, err
		}
		c, err := s.procedureCall(snap, p, p.raw, st)
		if err != nil || len(c.Source.Columns) == 0 {
			if err == nil {
				return nil, c.Params, nil
			}
			return nil, nil, err
		}
		return callColumns(c.Source), c.Params, nil
	case *ast.Show:
		cols, _, err := s.show(st.Name)
		return cols, nil, err
	case *ast.Execute:
		if q := s.statements[st.Name]; q != nil && executable(q.stmt) {
			cols, _, err := s.columns(ctx, q)
			return cols, nil, err
		}
	case *ast.Explain:
		o, err := explain.ParseOptions(st.Options)
		return explain.PlanOf(&nodes.Plan{}, o).Columns, p.params, err
	case *ast.Fetch:
		if po := s.portals[st.Cursor]; po != nil && !st.Move && planned(po.p.stmt) {
			cols, _, err := s.columns(ctx, po.p)
			return cols, nil, err
		}
	}
	return nil, p.params, nil
}

// Bind makes a portal of a prepared statement and arguments.
func (s *Session) Bind(name, statement string, paramFormats []int16, params [][]byte, formats []int16) error {
	ctx, err := s.stop.beginMessage(s.statementTimeout)
	if err == nil {
		err = s.bind(ctx, name, statement, paramFormats, params, formats)
	}
	if err != nil {
		err = s.failExtended(ctx, err)
	}
	return s.end(err)
}

func (s *Session) bind(ctx context.Context, name, statement string, paramFormats []int16, params [][]byte, formats []int16) (err error) {
	defer s.broke(&err)
	p, err := s.statementNamed(statement)
	if err != nil {
		return err
	}
	if err := s.allowed(p.stmt); err != nil {
		return err
	}
	var want []*types.Type
	cols := -1
	if planned(p.stmt) {
		c := p.cached
		if c == nil || c.plan == nil {
			if c, err = s.planNow(ctx, p); err != nil {
				return err
			}
		}
		want, cols = c.plan.Params, len(c.plan.Columns)
	} else if isCall(p.stmt) && s.block.state != blockFailed {
		shown, types, err := s.columns(ctx, p)
		if err != nil {
			return err
		}
		want, cols = types, len(shown)
	} else {
		want = p.params
	}
	if len(params) != len(want) {
		return pgerror.New(pgerror.ProtocolViolation, "bind message supplies %d parameters, but prepared statement %q requires %d", len(params), statement, len(want))
	}
	if n := len(paramFormats); n > 1 && n != len(params) {
		return pgerror.New(pgerror.ProtocolViolation, "bind message has %d parameter formats but %d parameters", n, len(params))
	}
	if cols < 0 && len(formats) > 1 {
		shown, _, err := s.columns(ctx, p)
		if err != nil {
			return err
		}
		cols = len(shown)
	}
	if n := len(formats); n > 1 && n != cols {
		return pgerror.New(pgerror.ProtocolViolation, "bind message has %d result formats but query has %d columns", n, cols)
	}
	for _, f := range formats {
		if f != FormatText && f != FormatBinary {
			return pgerror.New(pgerror.InvalidParameterValue, "invalid format code: %d", f)
		}
	}
	if slices.ContainsFunc(want, func(t *types.Type) bool { return t != nil && t.Schema != "" }) {
		snap, err := s.snapshot(ctx)
		if err == nil {
			want, err = current(snap, want)
		}
		if err != nil {
			return err
		}
	}
	po, err := s.newPortal(name)
	if err != nil {
		return err
	}
	po.p, po.formats = p, append(po.formats[:0], formats...)
	if err := s.decodeArgs(po, want, paramFormats, params); err != nil {
		return err
	}
	return s.holdPortal(po)
}

// newPortal makes room for a portal: the unnamed one is replaced.
func (s *Session) newPortal(name string) (*portal, error) {
	if name == "" {
		s.closePortal(&s.unnamedP)
		s.unnamedP = portal{args: s.unnamedP.args[:0], formats: s.unnamedP.formats[:0], depth: len(s.block.savepoints)}
		return &s.unnamedP, nil
	}
	if s.portals[name] != nil {
		return nil, pgerror.New(pgerror.DuplicateCursor, "cursor %q already exists", name)
	}
	if len(s.portals) >= s.m.o.PortalsMax {
		return nil, pgerror.New(pgerror.ProgramLimitExceeded, "a session can't have more than %d portals", s.m.o.PortalsMax)
	}
	po := &portal{name: name, depth: len(s.block.savepoints), declared: s.env.StmtTime}
	s.portals[name] = po
	return po, nil
}

// portalBytes is what a portal takes besides its arguments and what it fetches from.
const portalBytes = 512

// holdPortal accounts for a portal and its arguments.
func (s *Session) holdPortal(po *portal) error {
	n := int64(0)
	if po.name != "" {
		n = portalBytes
	}
	for _, d := range po.args {
		n += int64(d.MemoryBytes())
	}
	if err := s.hold(n); err != nil {
		return err
	}
	po.bytes = n
	return nil
}

func (s *Session) decodeArgs(po *portal, want []*types.Type, formats []int16, params [][]byte) error {
	for i, raw := range params {
		if raw == nil {
			po.args = append(po.args, types.Null)
			continue
		}
		f := FormatText
		switch {
		case len(formats) == 1:
			f = formats[0]
		case len(formats) > 1:
			f = formats[i]
		}
		var d types.Datum
		var err error
		value := ""
		switch f {
		case FormatText:
			if raw, err = s.env.FromClient(raw); err != nil {
				break
			}
			text := string(raw)
			if err = types.CheckText(text); err != nil {
				break
			}
			if d, err = types.DecodeText(want[i], types.NoTypmod, text, &s.env); err != nil {
				value = hiddenValue(text)
			}
		case FormatBinary:
			if d, err = types.DecodeBinary(want[i], types.NoTypmod, raw, &s.env); err == nil {
				d = d.Clone() // raw is the connection's
			}
		default:
			err = pgerror.New(pgerror.InvalidParameterValue, "unsupported format code: %d", f)
		}
		if err != nil {
			name := "unnamed portal"
			if po.name != "" {
				name = "portal " + strconv.Quote(po.name)
			}
			return atParameter(err, name, i+1, value)
		}
		po.args = append(po.args, d)
	}
	return nil
}

// hiddenValue stands for a text that could not be read where nothing of it is to be told, as
// Postgres does while log_parameter_max_length_on_error is 0.
func hiddenValue(text string) string {
	if text == "" {
		return " = ''"
	}
	return " = '...'"
}

// atParameter gives the error of an argument the place where clients look for it, with its value
// as that is to be told.
func atParameter(err error, portal string, n int, value string) error {
	if err == types.ErrBinaryFormat {
		err = pgerror.New(pgerror.InvalidBinaryRepresentation, "incorrect binary data format in bind parameter %d", n)
	}
	e := pgerror.From(err).Clone()
	where := fmt.Sprintf("%s parameter $%d%s", portal, n, value)
	if e.Where != "" {
		where = e.Where + "\n" + where
	}
	e.Where = where
	return e
}

// CloseStatement forgets a prepared statement; one that does not exist is no error.
func (s *Session) CloseStatement(name string) error {
	if name == "" {
		s.forgetUnnamed()
	} else if s.statements[name] != nil {
		s.deallocated(name)
	}
	return nil
}

// ClosePortal ends a portal; one that does not exist is no error.
func (s *Session) ClosePortal(name string) error {
	if name == "" {
		s.closePortal(&s.unnamedP)
		s.unnamedP.p = nil
		return nil
	}
	if po := s.portals[name]; po != nil {
		if po.place.held {
			if err := s.stillSame(); err != nil {
				return err
			}
			s.cantReplay(BarCursor)
		}
		s.closePortal(po)
		delete(s.portals, name)
	}
	return nil
}

func (s *Session) closePortal(po *portal) {
	if po.rows != nil {
		po.rows.Close()
		po.rows = nil
	}
	s.held.Shrink(po.bytes)
	po.bytes = 0
	po.done = true
}

// closePortalsSince ends the portals that were made after so many savepoints.
func (s *Session) closePortalsSince(depth int) {
	if s.unnamedP.depth >= depth {
		_ = s.ClosePortal("")
	}
	for name, po := range s.portals {
		if po.depth >= depth && !po.place.held {
			s.closePortal(po)
			delete(s.portals, name)
		}
	}
}

// keepPortalsSince gives the portals that were made after so many savepoints to what is around
// the newest of these, which is released: from now on they end with that.
func (s *Session) keepPortalsSince(depth int) {
	s.unnamedP.depth = min(s.unnamedP.depth, depth-1)
	for _, po := range s.portals {
		po.depth = min(po.depth, depth-1)
	}
}

// closePortals ends all portals but those that are held, as the end of a transaction does.
func (s *Session) closePortals() {
	s.closePortal(&s.unnamedP)
	s.unnamedP.p = nil
	s.closeNamed()
}

// closeNamed ends all portals with a name but those that are held.
func (s *Session) closeNamed() {
	for name, po := range s.portals {
		if !po.place.held {
			s.closePortal(po)
			delete(s.portals, name)
		}
	}
}

// closeAllPortals ends all portals.
func (s *Session) closeAllPortals() {
	for _, po := range s.portals {
		if po.place.held {
			s.cantReplay(BarCursor)
		}
		po.place.held = false
	}
	s.closePortals()
}

func formatInt(n int64) string { return strconv.FormatInt(n, 10) }

func quoteIdent(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
