package bind

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// MERGE reads the source joined with the target, all source rows where a clause wants those
// that match nothing, and gives each row to the first clause whose condition holds. What the
// clauses do are INSERTs, UPDATEs and DELETEs of single rows, bound, planned and executed as
// the statements of that name are.

// mergeLetters are the privileges that clauses take, by their kind.
// DO NOTHING takes SELECT (mergeArm).
// They are letters of policies as well, of which each command has its own.
var mergeLetters = map[ast.MergeKind]byte{
	ast.MergeInsert: catalog.PrivilegeInsert, ast.MergeUpdate: catalog.PrivilegeUpdate, ast.MergeDelete: catalog.PrivilegeDelete,
}

// The order is Postgres's (transformMergeStmt). The target is on the right of the join, so that
// with a clause for rows that match nothing it is padded (LEFT); a clause sees both sides, or the
// source alone. Which privileges are needed on the target, the clauses say, each with a Need of its
// own; the ON condition and reads add SELECT. No table but a plain or partitioned one can be the
// target.
//
//	MERGE INTO t USING s ON t.k = s.k
//	    WHEN MATCHED AND s.gone THEN DELETE          sees t and s
//	    WHEN MATCHED THEN UPDATE SET v = s.v         sees t and s
//	    WHEN NOT MATCHED THEN INSERT VALUES (s.k)    sees s; makes the join s LEFT JOIN t
func (b *Binder) merge(s *scope, st *ast.Merge) (*rel.DML, error) {
	if st.With != nil && st.With.Recursive {
		return nil, b.Fail(nil, pgerror.SyntaxError, "WITH RECURSIVE is not supported for MERGE statement")
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
	d := &rel.DML{Cmd: nodes.CommandMerge, Table: t, Named: t}
	var r *scopeRel
	d.Target, r = b.scanTable(t, &st.Table)
	d.Item = b.itemNumber(&st.Table.Item)
	r.item = d.Item
	d.Alias, d.Need, d.TargetVars = r.name, d.Target.Need, d.Target.Vars
	// scanTable asks for SELECT at once, which a MERGE that reads no column of its target does not take.
	d.Need.Letters = "" // until a column is named
	target := b.guarded(d.Target, catalog.PrivilegeSelect, nil)
	b.guardMerge(target)
	// The source can't read the target, which is named in hints alone.
	fs := s.sibling()
	fs.hidden = append(fs.hidden, r)
	source, err := fs.from([]ast.TableRef{st.Source})
	if err != nil {
		return nil, err
	}
	// An alias counts, not what is behind it.
	for _, f := range fs.rels {
		if !f.unnamed && f.name == r.name && (f.schema == r.schema || f.schema == "" || r.schema == "") {
			return nil, b.Fail(nil, pgerror.DuplicateAlias, "name %q specified more than once", r.name).
				WithDetail("The name is used both as MERGE target table and data source.")
		}
	}
	// A clause for rows that match nothing sees the source alone, and names of the target give an error with a
	// hint.
	both, unmatched := s.sibling(), s.sibling()
	both.rels = append([]*scopeRel{r}, fs.rels...)
	unmatched.rels, unmatched.hidden = fs.rels, []*scopeRel{r}
	j := &rel.Join{Kind: rel.JoinInner, L: source, R: target}
	on, err := both.with(kindJoinOn).condition(st.On, "JOIN/ON")
	if err != nil {
		return nil, err
	}
	j.On = scalar.Conjuncts(on)
	for i := range st.Whens {
		arm := &st.Whens[i]
		as := unmatched
		if arm.Matched {
			as = both
		} else {
			j.Kind = rel.JoinLeft
		}
		if err := b.mergeArm(as, d, arm); err != nil {
			return nil, err
		}
	}
	if d.Src = j; w != nil {
		w.In = d.Src
		d.Src = w
	}
	return d, nil
}

// reachable refuses clauses behind one that takes all rows.
// For each kind, matched and not, by itself.
// It comes before names are looked up: the mistake is in the text alone.
//
//	WHEN MATCHED THEN DELETE WHEN MATCHED THEN UPDATE …             42601: the second is never reached
//	WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT …         right: of two kinds
func (b *Binder) reachable(list []ast.MergeWhen) error {
	all := map[bool]bool{}
	for i := range list {
		if all[list[i].Matched] {
			return b.Fail(nil, pgerror.SyntaxError, "unreachable WHEN clause specified after unconditional WHEN clause")
		}
		all[list[i].Matched] = list[i].Cond == nil
	}
	return nil
}

// mergeTable looks up the target, which is a table.
// Rights are asked for each clause.
func (b *Binder) mergeTable(tn *ast.TableName) (*catalog.TableDesc, error) {
	t, err := b.tableOf(tn)
	if err != nil {
		return nil, err
	}
	kind := ""
	switch {
	case t.Virtual:
		return nil, b.noDML(t)
	case t.IsMaterialized():
		kind = "materialized views"
	case t.IsView():
		kind = "views"
	default:
		return t, nil
	}
	return nil, b.Fail(nil, pgerror.FeatureNotSupported, "cannot execute MERGE on relation %q", t.Name).
		WithDetail("This operation is not supported for %s.", kind)
}

// rel.MergeArm binds a WHEN clause.
// DO NOTHING has no Write. What a clause writes is a rel.DML of one row over the join: planned with
// the checks, policies and triggers of the command it is.
// Clauses are bound in the order of the text, each in the scope of what it may see.
func (b *Binder) mergeArm(s *scope, d *rel.DML, st *ast.MergeWhen) (err error) {
	arm := &rel.MergeArm{Matched: st.Matched}
	d.Arms = append(d.Arms, arm)
	if st.Cond != nil {
		if arm.Cond, err = s.with(kindMergeWhen).condition(st.Cond, "WHEN"); err != nil {
			return err
		}
	}
	if st.Kind == ast.MergeNothing {
		d.Need.Want(catalog.PrivilegeSelect) // nothing is done to rows that are found
		return nil
	}
	x := &rel.DML{Table: d.Table, Named: d.Named, Alias: d.Alias, Target: d.Target, TargetVars: d.Target.Vars, Need: b.needs(d.Table, mergeLetters[st.Kind])}
	arm.Write = x
	switch st.Kind {
	case ast.MergeInsert:
		x.Cmd = nodes.CommandInsert
		err = b.mergeInsert(s, x, st)
	case ast.MergeUpdate:
		x.Cmd = nodes.CommandUpdate
		if x.Values, err = b.sets(s.with(kindUpdateSource), d.Named, st.Sets, updating); err == nil {
			x.Need.Updates(x.Values)
		}
	case ast.MergeDelete:
		// A DELETE has the row as it was in the place of the row as written.
		x.Cmd, x.NewVars = nodes.CommandDelete, d.Target.RowVars()
	}
	if err != nil {
		return err
	}
	if x.Cmd != nodes.CommandDelete {
		x.NewVars = b.writtenVars(x)
		if x.Checks, err = b.Checks(x); err != nil {
			return err
		}
	}
	// The policies of the command count for each clause by itself.
	if d.Table.RowSecurity {
		// need is the target's as a whole: it tells whether rows are read as well.
		g := &guard{table: d.Table, need: d.Need, command: mergeLetters[st.Kind], write: x, within: b.within, runAs: b.runAs}
		if arm.Matched {
			g.arm = arm
		}
		b.guards = append(b.guards, g)
	}
	return nil
}

// mergeInsert binds the row that a clause inserts.
// A clause inserts one row: VALUES or DEFAULT VALUES.
// What it reads is the source's row: names of the target are an error with a hint.
func (b *Binder) mergeInsert(s *scope, d *rel.DML, st *ast.MergeWhen) error {
	// The clause is bound as the INSERT that it is: columns, widths, defaults and identities have one set of rules.
	as := &ast.Insert{Pos: st.Pos, Columns: st.Columns, Overriding: st.Overriding}
	cols, err := b.insertColumns(d.Named, as)
	if err != nil {
		return err
	}
	d.Values = make([]scalar.Expr, len(d.Table.Columns))
	if st.Values != nil {
		if err := b.insertWidth(as, cols, len(st.Values), func(i int) ast.Node { return st.Values[i] }); err != nil {
			return err
		}
	}
	vs, ts := s.with(kindInsertValues), s.with(kindInsertTarget)
	// Both scopes take sets into one list: those that values have, and those of what assigning a value calls.
	sets := &srfScope{}
	vs.srf, ts.srf = sets, sets
	for j, e := range st.Values {
		x, err := b.insertValue(vs, d, as, cols[j], j, e)
		if err != nil {
			return err
		}
		if err := ts.insertInto(d, as, j, cols[j], e, x); err != nil {
			return err
		}
	}
	b.withoutSets(sets, d.Values)
	return b.insertDefaults(d, cols)
}

// withoutSets puts NULL in the place of values that take a set: the statement can't be run, which
// its beginning tells. A set that nothing asks for, as in NULL + f(), is no mistake.
// Postgres: ExecInitFunc. Its parser takes the values for a select list's.
func (b *Binder) withoutSets(sets *srfScope, values []scalar.Expr) {
	b.usedSets(sets, values)
	for slot, x := range values {
		if x == nil {
			continue
		}
		if call := sets.firstIn(x); call != nil {
			b.refuseRun(b.Fail(call, pgerror.FeatureNotSupported, "set-valued function called in context that cannot accept a set"))
			values[slot] = scalar.Null(x.Type())
		}
	}
}

// guardMerge notes that the rows of MERGE's target are read, and what is then done with them
// judged clause by clause.
// The barrier is made where the table has policies.
// A row that a policy hides from SELECT matches nothing, and a clause for such rows may insert beside it.
func (b *Binder) guardMerge(target rel.Rel) {
	if _, ok := target.(*rel.Barrier); ok {
		b.guards[len(b.guards)-1].merge = true
	}
}
