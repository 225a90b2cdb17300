package plan

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// MERGE reads the source joined with the target, all source rows where a clause wants those
// that match nothing, and gives each row to the first clause whose condition holds. What the
// clauses do are INSERTs, UPDATEs and DELETEs of single rows, bound, planned and executed as
// the statements of that name are.

// mergeArm is a bound WHEN clause.
type mergeArm struct {
	matched bool
	cond    scalar.Expr // nil: always
	// write is what is done; nil: nothing.
	write *dml
	// existing is what policies want of a row that is updated or deleted.
	existing []PolicyCheck
}

// mergeLetters are the privileges that clauses take, by their kind.
var mergeLetters = map[ast.MergeKind]byte{
	ast.MergeInsert: catalog.PrivilegeInsert, ast.MergeUpdate: catalog.PrivilegeUpdate, ast.MergeDelete: catalog.PrivilegeDelete,
}

func (b *binder) merge(s *scope, st *ast.Merge) (*dml, error) {
	if st.With != nil && st.With.Recursive {
		return nil, b.fail(nil, pgerror.SyntaxError, "WITH RECURSIVE is not supported for MERGE statement")
	}
	w, err := b.dmlWith(s, st.With, st)
	if err != nil {
		return nil, err
	}
	if err := b.reachable(st.Whens); err != nil {
		return nil, err
	}
	t, err := b.mergeTable(&st.Table)
	if err != nil {
		return nil, err
	}
	d := &dml{cmd: CommandMerge, table: t, named: t}
	var r *scopeRel
	d.target, r = b.scanTable(t, &st.Table)
	d.alias, d.need, d.targetVars = r.name, d.target.need, d.target.vars
	d.need.Letters = "" // until a column is named
	target := b.guarded(d.target, catalog.PrivilegeSelect, nil)
	b.guardMerge(target)
	fs := s.sibling()
	fs.hidden = append(fs.hidden, r)
	source, err := fs.from([]ast.TableRef{st.Source})
	if err != nil {
		return nil, err
	}
	for _, f := range fs.rels {
		if !f.unnamed && f.name == r.name && (f.schema == r.schema || f.schema == "" || r.schema == "") {
			return nil, b.fail(nil, pgerror.DuplicateAlias, "name %q specified more than once", r.name).
				WithDetail("The name is used both as MERGE target table and data source.")
		}
	}
	both, unmatched := s.sibling(), s.sibling()
	both.rels = append([]*scopeRel{r}, fs.rels...)
	unmatched.rels, unmatched.hidden = fs.rels, []*scopeRel{r}
	j := &relJoin{kind: joinInner, l: source, r: target}
	on, err := both.with(kindJoinOn).condition(st.On, "JOIN/ON")
	if err != nil {
		return nil, err
	}
	j.on = scalar.Conjuncts(on)
	for i := range st.Whens {
		arm := &st.Whens[i]
		as := unmatched
		if arm.Matched {
			as = both
		} else {
			j.kind = joinLeft
		}
		if err := b.mergeArm(as, d, arm); err != nil {
			return nil, err
		}
	}
	if d.src = j; w != nil {
		w.in = d.src
		d.src = w
	}
	return d, nil
}

// reachable refuses clauses behind one that takes all rows.
func (b *binder) reachable(list []ast.MergeWhen) error {
	all := map[bool]bool{}
	for i := range list {
		if all[list[i].Matched] {
			return b.fail(nil, pgerror.SyntaxError, "unreachable WHEN clause specified after unconditional WHEN clause")
		}
		all[list[i].Matched] = list[i].Cond == nil
	}
	return nil
}

// mergeTable looks up the target, which is a table.
func (b *binder) mergeTable(tn *ast.TableName) (*catalog.TableDesc, error) {
	t, err := b.dmlTable(tn)
	if err != nil {
		return nil, err
	}
	if t.IsView() {
		return nil, b.fail(nil, pgerror.FeatureNotSupported, "cannot execute MERGE on relation %q", t.Name).
			WithDetail("This operation is not supported for views.")
	}
	return t, nil
}

// mergeArm binds a WHEN clause.
func (b *binder) mergeArm(s *scope, d *dml, st *ast.MergeWhen) (err error) {
	arm := &mergeArm{matched: st.Matched}
	d.arms = append(d.arms, arm)
	if st.Cond != nil {
		if arm.cond, err = s.with(kindMergeWhen).condition(st.Cond, "WHEN"); err != nil {
			return err
		}
	}
	if st.Kind == ast.MergeNothing {
		return nil
	}
	x := &dml{table: d.table, named: d.named, alias: d.alias, target: d.target, targetVars: d.target.vars, need: b.needs(d.table, mergeLetters[st.Kind])}
	arm.write = x
	switch st.Kind {
	case ast.MergeInsert:
		x.cmd = CommandInsert
		err = b.mergeInsert(s, x, st)
	case ast.MergeUpdate:
		x.cmd = CommandUpdate
		if x.values, err = b.sets(s.with(kindUpdateSource), d.named, st.Sets); err == nil {
			x.need.updates(x.values)
		}
	case ast.MergeDelete:
		x.cmd, x.newVars = CommandDelete, d.target.rowVars()
	}
	if err != nil {
		return err
	}
	if x.cmd != CommandDelete {
		x.newVars = b.writtenVars(x)
		if x.checks, err = b.checks(x); err != nil {
			return err
		}
	}
	if d.table.RowSecurity {
		g := &guard{table: d.table, need: d.need, command: mergeLetters[st.Kind], write: x, within: b.within, runAs: b.runAs}
		if arm.matched {
			g.arm = arm
		}
		b.guards = append(b.guards, g)
	}
	return nil
}

// mergeInsert binds the row that a clause inserts.
func (b *binder) mergeInsert(s *scope, d *dml, st *ast.MergeWhen) error {
	as := &ast.Insert{Pos: st.Pos, Columns: st.Columns, Overriding: st.Overriding}
	cols, err := b.insertColumns(d.named, as)
	if err != nil {
		return err
	}
	d.values = make([]scalar.Expr, len(d.table.Columns))
	if st.Values != nil {
		if err := b.insertWidth(as, cols, len(st.Values), st.Values); err != nil {
			return err
		}
	}
	vs := s.with(kindInsertValues)
	for j, e := range st.Values {
		x, err := b.insertValue(vs, d, as, cols[j], j, e)
		if err != nil {
			return err
		}
		if err := vs.insertInto(d, as, j, cols[j], e, x); err != nil {
			return err
		}
	}
	return b.insertDefaults(d, cols)
}

// guardMerge notes that the rows of MERGE's target are read, and what is then done with them
// judged clause by clause.
func (b *binder) guardMerge(target rel) {
	if _, ok := target.(*relBarrier); ok {
		b.guards[len(b.guards)-1].merge = true
	}
}
