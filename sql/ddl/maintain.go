package ddl

import (
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

func appendKeyColumn(dst []byte, c rowenc.KeyColumn, d types.Datum) []byte {
	return rowenc.AppendKeyColumn(dst, c, d)
}

// constant evaluates an expression without columns as a value of c.
func (r *run) constant(x ast.Expr, c *catalog.Column) (types.Datum, error) {
	e, err := r.compile(x, plan.ScalarOptions{Use: plan.ScalarSplit, Column: c.Name, Type: c.Type, Typmod: c.Typmod})
	if err != nil {
		return types.Null, err
	}
	return r.eval(e, nil)
}

// vacuum is VACUUM and ANALYZE. VACUUM collects old versions that no open
// transaction's snapshot needs, down to the retention; ANALYZE counts.
func (r *run) vacuum(s *ast.Vacuum) error {
	if !s.Analyze && r.env.InBlock {
		return pgerror.New(pgerror.ActiveSQLTransaction, "VACUUM cannot run inside a transaction block")
	}
	analyze := s.Analyze
	for _, o := range s.Options {
		if o.Name == "analyze" && (o.Value == nil || optionText(o.Value) == "true") {
			analyze = true
		}
	}
	list, err := r.vacuumTables(s)
	if err != nil {
		return err
	}
	for _, v := range list {
		if !s.Analyze {
			if _, _, err := r.x.o.Jobs.Bulk().Collect(r.ctx, v.t.TableSpan(), r.x.o.Jobs.Collectable()); err != nil {
				return err
			}
		}
		if analyze {
			if err := r.analyze(v.t, v.columns); err != nil {
				return err
			}
		}
	}
	return nil
}

type vacuumTable struct {
	t       *catalog.TableDesc
	columns []string
}

// vacuumTables are the tables named, or all that the user owns.
func (r *run) vacuumTables(s *ast.Vacuum) ([]vacuumTable, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	var out []vacuumTable
	for _, v := range s.Tables {
		t, err := snap.Table(r.env.Path, v.Name)
		if err != nil {
			return nil, r.at(err, v.Name.Pos)
		}
		for _, c := range v.Columns {
			if _, _, ok := t.ColumnNamed(c); !ok {
				return nil, noColumn(c, t)
			}
		}
		if t.Virtual {
			continue // nothing is stored
		}
		if t.View {
			r.notice(pgerror.NewWarning(pgerror.Warning, "skipping %q --- cannot %s non-tables or special system tables", t.Name, map[bool]string{true: "analyze", false: "vacuum"}[s.Analyze]))
			continue
		}
		if err := r.mustOwn("table", t); err != nil {
			word := "vacuum"
			if s.Analyze {
				word = "analyze"
			}
			r.notice(pgerror.NewWarning(pgerror.Warning, "skipping %q --- only table or database owner can %s it", t.Name, word))
			continue
		}
		out = append(out, vacuumTable{t, v.Columns})
	}
	if len(s.Tables) > 0 {
		return out, nil
	}
	all := map[catalog.ID]*catalog.TableDesc{}
	for t := range snap.Tables(r.env.Path.Database) {
		if r.mustOwn("table", t) == nil {
			all[t.ID] = t
		}
	}
	for _, t := range sortedTables(all) {
		out = append(out, vacuumTable{t, nil})
	}
	return out, nil
}

// analyze counts a table's rows and the distinct values of its columns, as of
// now. It reads beside the transaction, which has nothing to validate.
func (r *run) analyze(t *catalog.TableDesc, columns []string) error {
	if r.env.State.Changed(t.ID) {
		return nil // nobody else can see it yet
	}
	o := stats.Collecting{At: r.env.Txn.DB().Now(), Now: time.Now()}
	if len(columns) > 0 {
		o.Columns = map[int]bool{}
		for i := range t.Columns {
			o.Columns[i] = contains(columns, t.Columns[i].Name)
		}
	}
	out, err := stats.Collect(r.ctx, r.env.Txn.DB(), t, o)
	if err != nil {
		return err
	}
	if old := r.x.o.Stats.Table(t.ID); len(columns) > 0 && old != nil {
		out.Keep(old)
	}
	return r.x.o.Stats.Save(r.ctx, out)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// mayLock: readers may lock against changes of the schema, writers against others.
func (r *run) mayLock(t *catalog.TableDesc, mode ast.TableLock) error {
	letters := "wdD"
	switch mode {
	case ast.LockAccessShare:
		letters = "r"
	case ast.LockRowExclusive:
		letters = "awdD"
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for i := range len(letters) {
		if snap.HasPrivilege(me.ID, t, letters[i]) {
			return nil
		}
	}
	return catalog.Denied(t)
}

// lockTable is LOCK TABLE. Conflicts are found at commit (the certificate, and
// validation), so the weaker modes, which conflict with changes of the schema and
// with each other by rows alone, need nothing here.
func (r *run) lockTable(s *ast.LockTable) error {
	if !r.env.InBlock {
		return pgerror.New(pgerror.NoActiveSQLTransaction, "LOCK TABLE can only be used in transaction blocks")
	}
	for i := range s.Tables {
		t, err := r.table(s.Tables[i].Name)
		if err != nil {
			return err
		}
		if t.Virtual {
			continue
		}
		if s.Mode > ast.LockRowExclusive {
			return pgerror.Unsupported("Use SELECT … FOR UPDATE, or the isolation level SERIALIZABLE.", "LOCK TABLE in modes above ROW EXCLUSIVE is not supported")
		}
		if err := r.mayLock(t, s.Mode); err != nil {
			return err
		}
		if r.env.Txn.ReadOnly() { // it reads the past, whose schema nobody changes
			continue
		}
		// Its schema stays what it is until the transaction ends.
		if err := r.env.State.Share(r.ctx, t); err != nil {
			return err
		}
	}
	return nil
}
