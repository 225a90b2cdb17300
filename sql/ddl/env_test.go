package ddl

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

var ctx = context.Background()

// world is a store with a catalog and what runs schema statements on it.
type world struct {
	t       *testing.T
	disk    *catalogtest.Disk
	db      *catalogtest.DB
	cat     *catalog.Catalog
	jobs    *jobs.Runner
	x       *Executor
	fn      *host.Functions
	env     *types.Env
	user    string
	level   kvpb.Isolation
	notices []string
	state   *catalog.State // of the statement that runs
	loading func()         // called before entries are loaded; nil: nothing

	reading struct {
		sync.Mutex
		blocks int           // that are open
		oldest hlc.Timestamp // when the first of them began
	}
}

// collectable is below all that blocks read, as a node's is for its sessions.
func (w *world) collectable() hlc.Timestamp {
	w.reading.Lock()
	defer w.reading.Unlock()
	if w.reading.blocks > 0 {
		return w.reading.oldest
	}
	return w.db.Now().Prev()
}

// reads counts a block as open until over is called.
func (w *world) reads() (over func(bool)) {
	w.reading.Lock()
	defer w.reading.Unlock()
	if w.reading.blocks++; w.reading.blocks == 1 {
		w.reading.oldest = w.db.Now()
	}
	return func(bool) {
		w.reading.Lock()
		defer w.reading.Unlock()
		w.reading.blocks--
	}
}

// idle waits until all jobs are done.
func (w *world) idle() {
	w.t.Helper()
	for len(w.jobs.Jobs()) > 0 {
		if err := w.jobs.Idle(ctx); err != nil {
			w.t.Fatal(err)
		}
		runtime.Gosched()
	}
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, disk: catalogtest.NewDisk(), user: "isochron", level: kvpb.Isolation_SERIALIZABLE, fn: host.NewFunctions(), env: types.NewEnv()}
	w.fn.Add(&host.Function{Name: "nextval", Args: []*types.Type{types.TRegClass}, Result: types.TInt8, Strict: true, Volatility: builtin.Volatile,
		Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			v, err := s.NextVal(ctx, uint64(args[0].Int()))
			return types.Int(v), err
		}})
	w.open()
	return w
}

func (w *world) open() {
	w.t.Helper()
	w.db = catalogtest.Open(w.t, w.disk)
	var err error
	if w.cat, err = catalog.Open(ctx, catalog.Options{DB: w.db.DB, NodeID: 1}); err != nil {
		w.t.Fatal(err)
	}
	w.jobs, err = jobs.New(ctx, jobs.Options{Catalog: w.cat, Bulk: jobs.NewBulk(loads{w.db.Router, w}), Retention: time.Nanosecond, Collectable: w.collectable})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(w.jobs.Close)
	st, err := stats.Open(ctx, w.db.DB, stats.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	w.x = New(Options{Catalog: w.cat, Jobs: w.jobs, Stats: st, Random: rand.Reader})
	w.env.Reg = reg{w}
}

// loads are the store's ranges, and tell the world of loads.
type loads struct {
	coord.Router
	w *world
}

func (l loads) Server(d *descriptor.Range) kvpb.Sender { return load{l.Router.Server(d), l.w} }

type load struct {
	kvpb.Sender
	w *world
}

func (l load) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	if l.w.loading != nil && req.Method() == kvpb.MethodIngest {
		l.w.loading()
	}
	return l.Sender.Send(ctx, req, resp)
}

// restart closes the store and opens it again.
func (w *world) restart() {
	w.jobs.Close()
	w.db.Close(w.t)
	w.reading.blocks = 0 // its transactions are gone with it
	w.open()
}

// reg resolves regclass numbers.
type reg struct{ w *world }

func (r reg) RegOID(t *types.Type, name string) (types.OID, bool) {
	n, err := catalog.ParseName(name)
	if err != nil {
		return 0, false
	}
	s, err := r.w.cat.Current().Sequence(path, n)
	if err != nil {
		return 0, false
	}
	return s.ID, true
}

func (r reg) RegName(t *types.Type, oid types.OID) (string, bool) {
	return r.w.cat.Current().RelationName(path, oid)
}

var path = &catalog.SearchPath{Database: catalog.DatabaseDefault, Schemas: []string{"isochron", "public"}}

// session is the part of a session that schema statements need.
type session struct{ w *world }

func (s session) User() string                                      { return s.w.user }
func (s session) SessionUser() string                               { return "isochron" }
func (s session) Database() string                                  { return "isochron" }
func (s session) SearchPath() []string                              { return path.Schemas }
func (s session) BackendPID() int32                                 { return 1 }
func (s session) Setting(string) (string, bool)                     { return "", false }
func (s session) SetSetting(string, string, bool) error             { return errors.New("no settings") }
func (s session) CurrVal(uint64) (int64, error)                     { return 0, errors.New("no currval") }
func (s session) LastVal() (int64, error)                           { return 0, errors.New("no lastval") }
func (s session) SetVal(context.Context, uint64, int64, bool) error { return errors.New("no setval") }

func (s session) NextVal(ctx context.Context, id uint64) (int64, error) {
	snap, err := s.w.state.Snapshot(ctx)
	if err != nil {
		return 0, err
	}
	d, ok := snap.SequenceByID(catalog.ID(id))
	if !ok {
		return 0, fmt.Errorf("no sequence %d", id)
	}
	return s.w.cat.NextVal(ctx, d)
}

// block is a transaction that runs several statements.
type block struct {
	w   *world
	txn *coord.Txn
	s   *catalog.State
}

func (w *world) begin() *block {
	w.t.Helper()
	over := w.reads()
	b := &block{w: w, txn: w.db.Begin(coord.TxnOptions{Isolation: w.level}), s: w.cat.NewState()}
	b.s.Begin(b.txn)
	b.s.AtEnd(over)
	return b
}

func (b *block) exec(sql string) error {
	b.w.t.Helper()
	return b.run(sql, true)
}

func (b *block) run(sql string, inBlock bool) error {
	b.w.t.Helper()
	list, err := parser.Parse(sql)
	if err != nil {
		b.w.t.Fatalf("%s: %v", sql, err)
	}
	for _, st := range list {
		if err := b.txn.StartStatement(ctx); err != nil {
			return err
		}
		env := &Env{State: b.s, Txn: b.txn, Session: session{b.w}, Path: path, Functions: b.w.fn, Types: b.w.env, Text: sql, InBlock: inBlock,
			Notice: func(e *pgerror.Error) {
				if e.Severity != pgerror.SeverityDebug {
					b.w.notices = append(b.w.notices, e.Message)
				}
			}}
		b.w.state = b.s
		if _, err := b.w.x.Execute(ctx, env, st.AST); err != nil {
			return err
		}
	}
	return nil
}

func (b *block) commit() error {
	_, err := b.s.Commit(ctx)
	return err
}

// exec runs statements, each by itself.
func (w *world) exec(sql string) error {
	w.t.Helper()
	list, err := parser.Parse(sql)
	if err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
	for _, st := range list {
		if err := w.execOne(st.Text); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) execOne(sql string) error {
	w.t.Helper()
	for {
		b := w.begin()
		err := b.run(sql, false)
		if err == nil {
			err = b.commit()
		} else {
			b.s.Rollback(ctx)
		}
		var retry *coord.RetryError
		var stmt *coord.StatementRetry
		if errors.As(err, &retry) || errors.As(err, &stmt) {
			continue
		}
		return err
	}
}

func (w *world) must(sql string) {
	w.t.Helper()
	if err := w.exec(sql); err != nil {
		w.t.Fatalf("%s: %v", sql, err)
	}
}

// fails checks a statement's error: its SQLSTATE and, where given, message.
func (w *world) fails(sql, code, message string) *pgerror.Error {
	w.t.Helper()
	err := w.exec(sql)
	if err == nil {
		w.t.Errorf("%s: succeeded, want %s %s", sql, code, message)
		return pgerror.New("00000", "")
	}
	e := pgerror.From(err)
	if e.Code != code || message != "" && e.Message != message {
		w.t.Errorf("%s:\n got %s %s\nwant %s %s", sql, e.Code, e.Message, code, message)
	}
	return e
}

func (w *world) table(name string) *catalog.TableDesc {
	w.t.Helper()
	n, err := catalog.ParseName(name)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := w.cat.Current().Table(path, n)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// insert adds a row by its text values, NULL for nil, to every index, as an
// executor would.
func (b *block) insert(name string, values ...any) error {
	b.w.t.Helper()
	if err := b.txn.StartStatement(ctx); err != nil {
		return err
	}
	snap, err := b.s.Snapshot(ctx)
	if err != nil {
		return err
	}
	d, err := snap.Table(path, ast.QName{Name: name})
	if err != nil {
		return err
	}
	if err := b.s.Use(ctx, snap, []catalog.ID{d.ID}, true); err != nil {
		return err
	}
	row := make([]types.Datum, len(d.Columns))
	for i := range d.Columns {
		c := &d.Columns[i]
		switch {
		case c.ID == catalog.RowIDColumn:
			id, err := b.w.cat.NextRowID(ctx)
			if err != nil {
				return err
			}
			row[i] = types.Int(id)
		case i < len(values) && values[i] != nil:
			if row[i], err = types.DecodeText(c.Type, c.Typmod, fmt.Sprint(values[i]), nil); err != nil {
				return err
			}
		}
	}
	for i := range d.Indexes {
		l := d.Layout(&d.Indexes[i])
		key := l.AppendKey(nil, row)
		got, err := b.txn.Lock(ctx, []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{})
		if err != nil {
			return err
		}
		if got[0].Exists {
			return pgerror.New(pgerror.UniqueViolation, "duplicate in %s", d.Indexes[i].Name)
		}
		if err := b.txn.Put(ctx, key, l.AppendValue(nil, row), kvpb.LockMode_UPDATE); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) insert(name string, values ...any) {
	w.t.Helper()
	for {
		b := w.begin()
		err := b.insert(name, values...)
		if err == nil {
			err = b.commit()
		} else {
			b.s.Rollback(ctx)
		}
		var retry *coord.RetryError
		if errors.As(err, &retry) {
			continue
		}
		if err != nil {
			w.t.Fatalf("insert into %s: %v", name, err)
		}
		return
	}
}

// rows reads a table through each of its public indexes, checks that they agree,
// and returns the rows as text in the order of the primary key.
func (w *world) rows(name string) []string {
	w.t.Helper()
	b := w.begin()
	defer b.s.Rollback(ctx)
	return b.rows(name)
}

func (b *block) rows(name string) []string {
	w := b.w
	w.t.Helper()
	if err := b.txn.StartStatement(ctx); err != nil {
		w.t.Fatal(err)
	}
	snap, err := b.s.Snapshot(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	n, err := catalog.ParseName(name)
	if err != nil {
		w.t.Fatal(err)
	}
	d, err := snap.Table(path, n)
	if err != nil {
		w.t.Fatal(err)
	}
	all := b.scan(d, d.Primary())
	for i := 1; i < len(d.Indexes); i++ {
		ix := &d.Indexes[i]
		if ix.State != catalog.IndexPublic {
			continue
		}
		b.compare(d, ix, all)
	}
	out := []string{}
	for _, row := range all {
		out = append(out, rowText(d, row, func(c *catalog.Column) bool { return !c.Hidden }))
	}
	return out
}

func (b *block) scan(d *catalog.TableDesc, ix *catalog.IndexDesc) [][]types.Datum {
	b.w.t.Helper()
	l := d.Layout(ix)
	dec := l.Decoder()
	rows := b.txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{d.Span(ix)}})
	defer rows.Close()
	var out [][]types.Datum
	for rows.Next(ctx) {
		row := make([]types.Datum, len(d.Columns))
		if err := l.Decode(dec, rows.Key(), rows.Value(), row); err != nil {
			b.w.t.Fatal(err)
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		b.w.t.Fatal(err)
	}
	return out
}

// compare checks that an index holds an entry for each row and no more (T13).
func (b *block) compare(d *catalog.TableDesc, ix *catalog.IndexDesc, all [][]types.Datum) {
	b.w.t.Helper()
	held := map[catalog.ColumnID]bool{}
	for _, c := range slices.Concat(ix.Columns, d.Primary().Columns) {
		held[c.ID] = true
	}
	for _, id := range ix.Include {
		held[id] = true
	}
	text := func(rows [][]types.Datum) []string {
		var out []string
		for _, r := range rows {
			out = append(out, rowText(d, r, func(c *catalog.Column) bool { return held[c.ID] }))
		}
		slices.Sort(out)
		return out
	}
	if got, want := text(b.scan(d, ix)), text(all); !slices.Equal(got, want) {
		b.w.t.Errorf("index %s holds %v, its table %v", ix.Name, got, want)
	}
}

func rowText(d *catalog.TableDesc, row []types.Datum, keep func(*catalog.Column) bool) string {
	var parts []string
	for i := range d.Columns {
		if c := &d.Columns[i]; keep(c) {
			v := "NULL"
			if !row[i].IsNull() {
				v = string(types.AppendText(nil, c.Type, row[i], nil))
			}
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, "|")
}

func (w *world) wantRows(name string, want ...string) {
	w.t.Helper()
	if got := w.rows(name); !slices.Equal(got, want) && len(got)+len(want) > 0 {
		w.t.Errorf("%s holds %q, want %q", name, got, want)
	}
}

// keysLeft counts the keys of a table's prefix.
func (w *world) keysLeft(d *catalog.TableDesc) int {
	w.t.Helper()
	txn := w.db.Begin(coord.TxnOptions{ReadOnly: true})
	defer txn.Rollback(ctx)
	rows := txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{d.TableSpan()}})
	defer rows.Close()
	n := 0
	for rows.Next(ctx) {
		n++
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	return n
}
