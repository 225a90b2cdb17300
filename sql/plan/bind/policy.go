package bind

import (
	"cmp"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Row-level security.
//
// Where a statement reads a table with row security, the scan lies behind a
// barrier; when all names are resolved, and with them what the statement needs of
// each table, police puts the conditions of the policies behind it (Postgres's
// table of which policies count for which command: CREATE POLICY, table 287).
//
//	outside   what the statement says itself
//	--------  only conditions that are leakproof move in
//	behind    the policies' conditions, then the scan
//
// So nothing that fails, or tells what it sees otherwise, is evaluated on a row that a
// policy hides. Rows that are written are checked against the policies before any
// constraint is.

// guard is a place of the statement where a table with row security stands.
// It is made while names are resolved, and done with by police. Which fields are set tells what
// stands there:
//
//	read                  SELECT, or the FROM item of anything
//	read, write           UPDATE, DELETE: the target
//	write                 INSERT
//	read, merge           MERGE: the target
//	write, arm            MERGE: a clause that changes rows
//
// The steps of police for each guard, first those of the statement, then those that policies bring:
//
//	secured       do policies count for this role at all (or is it 42501 to have fewer rows)
//	guardRead     USING behind the barrier: of SELECT, of the command, of UPDATE where rows are locked
//	policeMerge   MERGE alone: what its clauses might lead to
//	guardWrite    WITH CHECK over the new row; USING and WITH CHECK for ON CONFLICT
//	recursion     42P17 where the table is among those whose policies led here, and asks a query
//
// For UPDATE t SET a = 1 WHERE b = 2 there is one guard with read and write. Its USING
// conditions are those of UPDATE, and of SELECT, as b is read; its checks are over the new row.
// UPDATE t SET a = 1 needs no SELECT: then those of UPDATE alone count.
type guard struct {
	table *catalog.TableDesc
	// grows until all names are resolved: SELECT in it decides whether SELECT's policies count too
	need    *rel.Need
	command byte // as a policy's
	// read is the scan of a table that is read or changed, behind barrier.
	read    *rel.Scan
	barrier *rel.Barrier
	// write is set where rows are written.
	write *rel.DML
	// within are the tables whose policies, with subqueries, led here.
	within []catalog.ID
	// RunAs is in whose name the table is used there; 0: who runs the statement.
	runAs catalog.ID
	// merge: the scan is of MERGE's target; arm is the clause that changes rows of it.
	merge bool
	arm   *rel.MergeArm
	// asks: a policy that counts here has a subquery, be it in the expression that is not
	// asked. So whether policies lead to themselves does not depend on the statement.
	asks bool
	// inlined: it stands in the body of a function, which nobody looks at in a WITH query that is idle (Idle).
	inlined bool
}

// counts notes policies that count.
// asks stays true once a query was found.
func (g *guard) counts(list ...*catalog.PolicyDesc) {
	for _, d := range list {
		g.asks = g.asks || hasQuery(d.Using) || hasQuery(d.Check)
	}
}

// hasQuery reports whether there is a subquery in an expression.
// Also in a sub-expression that constants would drop: Postgres looks at the text as it is, too.
//
// EXISTS (SELECT …), x IN (SELECT …) and ARRAY(SELECT …) all have an ast.Select within.
func hasQuery(x ast.Expr) bool {
	found := false
	if x != nil {
		ast.Walk(x, func(n ast.Node) bool {
			_, query := n.(*ast.Select)
			found = found || query
			return !found
		})
	}
	return found
}

// guarded puts the scan of a table with row security behind a barrier.
// d is the statement whose target the scan is, nil for what is read alone. Policies themselves are
// not looked up here: whether they count depends on the role, and which ones on needs.
// Postgres: get_row_security_policies, at rewriting.
func (b *Binder) guarded(sc *rel.Scan, command byte, d *rel.DML) rel.Rel {
	if !sc.Table.RowSecurity || sc.Table.Virtual {
		return sc
	}
	g := &guard{table: sc.Table, need: sc.Need, command: command, read: sc, barrier: &rel.Barrier{In: sc}, write: d, within: b.within, runAs: b.runAs, inlined: b.inlined != nil}
	b.guards = append(b.guards, g)
	return g.barrier
}

// guardInsert notes that a statement inserts into a table.
func (b *Binder) guardInsert(d *rel.DML) {
	if d.Table.RowSecurity {
		b.guards = append(b.guards, &guard{table: d.Table, need: d.Need, command: catalog.PrivilegeInsert, write: d, within: b.within, runAs: b.runAs})
	}
}

// guardsMax is how many places with policies a statement may have, those within policies
// included: two subqueries in each policy of a chain of tables double them table by table.
const guardsMax = 1000

// police applies the policies, also those of tables that policies read.
// The list grows as it is walked: policies with subqueries bring guards of their own, and so on,
// until none does, one leads to itself (42P17) or there are too many (54001). It has to run before
// the plan is made, and once.
func (b *Binder) police() error {
	b.readBelow()
	var idle map[*rel.Need]bool
	if slices.ContainsFunc(b.guards, func(g *guard) bool { return g.inlined }) {
		idle = b.idleNeeds()
	}
	for i := 0; i < len(b.guards); i++ {
		if b.guards[i].inlined && idle[b.guards[i].need] {
			continue
		}
		if len(b.guards) > guardsMax {
			return pgerror.New(pgerror.StatementTooComplex, "policies of more than %d tables apply to the statement", guardsMax).
				WithHint("Let policies read tables without policies of their own.")
		}
		if err := b.policeOne(b.guards[i]); err != nil {
			return err
		}
	}
	b.guards = nil
	return nil
}

// Errors of rights within the policies are noted as arising within need (Need.Within). The
// recursion is told last, when it is known whether any policy that counts asks a query at all.
func (b *Binder) policeOne(g *guard) error {
	runAs := b.runAs
	b.runAs = g.runAs
	defer func() { b.runAs = runAs }()
	secured, err := b.secured(g.table)
	if err != nil || !secured {
		return err
	}
	g.asks = false
	within := b.within
	// The slice is shared with guards that are made meanwhile, so it is never appended to in place.
	b.within = append(slices.Clip(g.within), g.table.ID)
	rights := len(b.rights)
	defer func() {
		b.within = within
		for _, n := range b.rights[rights:] {
			n.Within = g.need
		}
	}()
	if g.read != nil {
		if err := b.guardRead(g); err != nil {
			return err
		}
	}
	if g.merge {
		if err := b.policeMerge(g); err != nil {
			return err
		}
	}
	if g.write != nil && g.command != catalog.PrivilegeDelete {
		if err := b.guardWrite(g); err != nil {
			return err
		}
	}
	if g.arm != nil {
		// The row that MERGE changes has to satisfy USING of the command too; it fails, rather than
		// being left out, as it was read with SELECT's policies.
		w := policyChecks{b: b, g: g}
		w.add(b.applying(g.table, g.command), g.write.Target.RowVars(), true, true)
		for i := range w.list {
			w.list[i].Target = true
		}
		if g.arm.Existing = w.list; w.err != nil {
			return w.err
		}
	}
	if g.asks && slices.Contains(g.within, g.table.ID) {
		return pgerror.New(pgerror.InvalidObjectDefinition, "infinite recursion detected in policy for relation %q", g.table.Name)
	}
	return nil
}

// policeMerge looks at the policies of all that MERGE may do, be there a clause for it or not, as
// Postgres does: of those that lead to themselves, or read what the role may not.
// What is bound here is dropped: it is for its errors, and for asks.
func (b *Binder) policeMerge(g *guard) error {
	w := policyChecks{b: b, g: g}
	for _, command := range []byte{catalog.PrivilegeUpdate, catalog.PrivilegeDelete, catalog.PrivilegeInsert} {
		p := b.applying(g.table, command)
		asks := func(d *catalog.PolicyDesc) bool { return hasQuery(d.Using) || hasQuery(d.Check) }
		// Restrictive ones count beside a permissive one alone, which need not ask anything itself.
		if slices.ContainsFunc(p.permissive, asks) || slices.ContainsFunc(p.restrictive, asks) {
			w.add(p, g.read.RowVars(), command != catalog.PrivilegeInsert, true)
		}
	}
	return w.err
}

// Role is whose rights count; 0 where nobody's are checked.
// A view's tables are its owner's matter, and so are their policies.
func (b *Binder) Role() catalog.ID {
	if b.runAs != 0 {
		return b.runAs
	}
	return b.sessionRole()
}

// sessionRole is who runs the statement.
func (b *Binder) sessionRole() catalog.ID {
	if b.Env.Path == nil {
		return 0
	}
	return b.Env.Path.Role
}

// secured reports whether the policies of a table count. Where the session wants an
// error rather than fewer rows it is 42501.
// Owners and roles with BYPASSRLS are not bound by policies, unless they are forced.
// Postgres: check_enable_rls.
func (b *Binder) secured(t *catalog.TableDesc) (bool, error) {
	c := b.Env.Catalog
	if !c.Secured(b.Role(), t) || b.Env.Unforced && c.Owns(b.Role(), t) {
		return false, nil
	}
	if !b.Env.RowSecurityOff {
		return true, nil
	}
	err := pgerror.New(pgerror.InsufficientPrivilege, "query would be affected by row-level security policy for table %q", t.Name)
	if c.Owns(b.Role(), t) {
		err = err.WithHint("To disable the policy for the table's owner, use ALTER TABLE NO FORCE ROW LEVEL SECURITY.")
	}
	return false, err
}

// guardRead puts the conditions under which rows may be read, locked or changed behind
// the barrier.
// Rows that are changed have to be visible as well, if the statement reads them (SELECT in need).
// From here on, the statistics of these columns are not told to conditions that leak (Secret).
// The three commands whose policies may count: SELECT, UPDATE or DELETE, and UPDATE for a lock.
func (b *Binder) guardRead(g *guard) error {
	var commands []byte
	if g.command == catalog.PrivilegeSelect && g.wants(catalog.PrivilegeUpdate) && !g.merge {
		commands = append(commands, catalog.PrivilegeUpdate) // of rows that are locked
	}
	commands = append(commands, g.command)
	if g.command != catalog.PrivilegeSelect && g.wants(catalog.PrivilegeSelect) {
		commands = append(commands, catalog.PrivilegeSelect)
	}
	var conds []scalar.Expr
	// A policy FOR ALL counts for several commands, and is one condition.
	seen := map[string]bool{}
	for _, c := range commands {
		list, err := b.using(g, b.applying(g.table, c), seen)
		// Each list is one condition for each restrictive policy and one for the others.
		if err != nil {
			return err
		}
		conds = append(conds, list...)
	}
	g.read.Policed = true
	if b.policed == nil {
		b.policed = rel.VarSet{}
	}
	for _, id := range g.read.Vars {
		b.policed[id] = true
	}
	g.barrier.In = &rel.Select{In: g.read, Conds: conds}
	return nil
}

// Secret reports whether an estimate of a condition would tell of rows that are hidden:
// who may not judge a condition of them may not know how many satisfy it.
func (b *Binder) Secret(c scalar.Expr) bool {
	if b.policed == nil || scalar.Leakproof(c) {
		return false
	}
	found := false
	scalar.Vars(c, func(v *scalar.Var) { found = found || b.policed[v.ID] })
	return found
}

// wants reports whether the statement needs that privilege on the table.
func (g *guard) wants(letter byte) bool { return strings.IndexByte(g.need.Letters, letter) >= 0 }

// guardWrite adds what rows that are inserted or updated must satisfy.
// With ON CONFLICT DO UPDATE there are three lists: for the row that is inserted (Policies), for
// the one that is there (Existing, by USING) and for what becomes of it (Written). A row that
// RETURNING or a WHERE reads has to be visible after it is written, or the statement would tell of
// a hidden one.
// Postgres: WCO_RLS_INSERT_CHECK, WCO_RLS_UPDATE_CHECK, WCO_RLS_CONFLICT_CHECK.
func (b *Binder) guardWrite(g *guard) error {
	d, t := g.write, g.table
	// What MERGE inserts need not be seen by it, as in Postgres 15.
	reads := g.wants(catalog.PrivilegeSelect) && (g.command != catalog.PrivilegeInsert || d.Target == nil)
	var sel policies
	if reads {
		sel = b.applying(t, catalog.PrivilegeSelect)
	}
	w := policyChecks{b: b, g: g}
	w.add(b.applying(t, g.command), d.NewVars, false, false)
	if reads {
		w.add(sel, d.NewVars, true, false)
	}
	d.Policies = w.list
	if c := d.Conflict; c != nil && c.Update {
		upd := b.applying(t, catalog.PrivilegeUpdate)
		w.list = nil
		w.add(upd, c.OldVars, true, true)
		if reads {
			w.add(sel, c.OldVars, true, true)
		}
		c.Existing, w.list = w.list, nil
		w.add(upd, d.NewVars, false, false)
		if reads {
			w.add(sel, d.NewVars, true, false)
		}
		c.Written = w.list
	}
	return w.err
}

// policies are those of a table that apply to a command of the role: a row must
// satisfy one of the permissive ones and all restrictive ones.
// A command without a permissive policy lets nothing through.
type policies struct {
	table                   *catalog.TableDesc
	permissive, restrictive []*catalog.PolicyDesc
}

// applying lists the policies for a command, in the orders in which Postgres has them.
// Restrictive ones by name, permissive ones backwards: the first that fails names itself in the
// error.
func (b *Binder) applying(t *catalog.TableDesc, command byte) policies {
	out := policies{table: t}
	for i := range t.Policies {
		p := &t.Policies[i]
		switch {
		case !b.Env.Catalog.AppliesTo(p, t, command, b.Role()):
		case p.Restrictive:
			out.restrictive = append(out.restrictive, p)
		default:
			out.permissive = append(out.permissive, p)
		}
	}
	byName := func(x, y *catalog.PolicyDesc) int { return cmp.Compare(x.Name, y.Name) }
	slices.SortFunc(out.restrictive, byName)
	slices.SortFunc(out.permissive, func(x, y *catalog.PolicyDesc) int { return byName(y, x) })
	return out
}

// using makes the conditions of rows that exist, which g reads; seen are the policies
// whose conditions are there already.
// Each restrictive policy is a condition, all permissive ones together another. Without a
// permissive one nothing is seen.
// A policy that was added for another command is not added again.
func (b *Binder) using(g *guard, p policies, seen map[string]bool) ([]scalar.Expr, error) {
	// A policy without USING (FOR INSERT) shows nothing.
	permissive := slices.DeleteFunc(p.permissive, func(d *catalog.PolicyDesc) bool { return d.Using == nil })
	if len(permissive) == 0 {
		return []scalar.Expr{scalar.BoolConst(false)}, nil
	}
	var out []scalar.Expr
	add := func(list ...*catalog.PolicyDesc) error {
		var arms []scalar.Expr
		key := ""
		for _, d := range list {
			key += catalog.FrozenTable(d.OID)
		}
		if seen[key] {
			return nil
		}
		seen[key] = true
		g.counts(list...)
		for _, d := range list {
			x, err := b.policyExpr(p.table, g.read.RowVars(), d.Using)
			if err != nil {
				return err
			}
			arms = append(arms, x)
		}
		out = append(out, anyOfExprs(arms))
		return nil
	}
	for _, d := range p.restrictive {
		if d.Using == nil {
			continue
		}
		if err := add(d); err != nil {
			return nil, err
		}
	}
	return out, add(permissive...)
}

// anyOfExprs is OR of one or more.
func anyOfExprs(arms []scalar.Expr) scalar.Expr {
	if len(arms) == 1 {
		return arms[0]
	}
	return &scalar.Bool{Or: true, Args: arms}
}

// policyChecks gathers what a row must satisfy.
// It goes on after an error, since asks has to know of all policies.
type policyChecks struct {
	b    *Binder
	g    *guard
	list []nodes.PolicyCheck
	// the first one; later policies are not bound for it but count as false
	err error
}

// add adds policies over the columns vars: their WITH CHECK, or, where that is missing
// or using is set, USING. existing tells that it is a row that exists.
// The permissive ones come first here, with no name of their own in the error.
func (w *policyChecks) add(p policies, vars []scalar.VarID, using, existing bool) {
	// WITH CHECK that is missing is the same as USING.
	pick := func(d *catalog.PolicyDesc) ast.Expr {
		if !using && d.Check != nil {
			return d.Check
		}
		return d.Using
	}
	var arms []scalar.Expr
	for _, d := range p.permissive {
		if x := pick(d); x != nil {
			w.g.counts(d)
			arms = append(arms, w.bind(vars, x))
		}
	}
	if len(arms) == 0 {
		w.list = append(w.list, nodes.PolicyCheck{X: scalar.BoolConst(false), Existing: existing})
		return
	}
	w.list = append(w.list, nodes.PolicyCheck{X: anyOfExprs(arms), Existing: existing})
	for _, d := range p.restrictive {
		if x := pick(d); x != nil {
			w.g.counts(d)
			w.list = append(w.list, nodes.PolicyCheck{Name: d.Name, X: w.bind(vars, x), Existing: existing})
		}
	}
}

// bind is policyExpr, with its error kept in w.
func (w *policyChecks) bind(vars []scalar.VarID, x ast.Expr) scalar.Expr {
	out, err := w.b.policyExpr(w.g.table, vars, x)
	if err != nil {
		if w.err == nil {
			w.err = err
		}
		return scalar.BoolConst(false)
	}
	return out
}

// policyExpr binds a policy's expression over the columns vars of its table. That the
// policy reads them is nobody's need; what its subqueries read is the role's.
// stored is 0 here though the policy is a stored expression: what it calls takes the role's rights,
// as that of a statement.
func (b *Binder) policyExpr(t *catalog.TableDesc, vars []scalar.VarID, x ast.Expr) (scalar.Expr, error) {
	needs := make([]*rel.Need, len(vars))
	for i, id := range vars {
		needs[i], b.Info(id).Need = b.Info(id).Need, nil
	}
	inner := *b.Env
	// Positions and names are not those of the statement; schemas were found when the
	// policy was made.
	inner.Text, inner.Literals, inner.Path = "", nil, &catalog.SearchPath{Database: t.DatabaseID, Role: b.sessionRole()}
	env, frozen, stored := b.Env, b.frozen, b.stored
	b.Env, b.frozen, b.stored = &inner, true, 0
	defer func() {
		b.Env, b.frozen, b.stored = env, frozen, stored
		for i, id := range vars {
			b.Info(id).Need = needs[i]
		}
	}()
	s := b.rootScope().with(kindPolicy)
	s.rels = []*scopeRel{b.policyRow(t, vars)}
	return s.condition(x, "POLICY")
}

// policyRow names the columns of the row that a policy is asked about.
func (b *Binder) policyRow(t *catalog.TableDesc, vars []scalar.VarID) *scopeRel {
	r := b.rowRel(t, t.Name, vars)
	if b.frozen {
		r.name, r.schema = catalog.FrozenTable(t.ID), ""
	}
	return r
}

// columnName is what a table's column is called: in frozen expressions by its number.
func (b *Binder) columnName(t *catalog.TableDesc, c *catalog.Column) string {
	if b.frozen && !t.Virtual {
		return catalog.FrozenColumn(t.ID, c.ID)
	}
	return c.Name
}

// frozenTable finds the table that a frozen expression names.
func (b *Binder) frozenTable(name *ast.QName) (*catalog.TableDesc, bool) {
	if !b.frozen || name.Schema != "" {
		return nil, false
	}
	id, column, ok := catalog.Thaw(name.Name)
	if !ok || column != 0 {
		return nil, false
	}
	return b.Env.Catalog.TableByID(id)
}

// Named is what a column reference was found to mean.
// It is what DDL keeps for a name.
type Named struct {
	// nil: it is none of a table under its own name
	Table  *catalog.TableDesc
	Column catalog.ColumnID
	// Qualifier is the FROM item's name, Name the column's in it.
	Qualifier, Name string
	// OwnRow: it is of the row that a policy is asked about, not of one in FROM.
	OwnRow bool
}

// Names takes down what names in an expression mean, by their nodes.
// DDL reads it to keep an expression by numbers, and to know what it depends on. The maps that are
// to be filled have to be there; Rows, Calls and Operators may be nil.
type Names struct {
	// Calls, if it is not nil, takes those of routines.
	Calls map[*ast.FuncCall]catalog.ID
	// Operators are those of the schema, likewise; nil: nobody asks.
	Operators map[ast.Node]catalog.ID

	Tables  map[*ast.TableName]*catalog.TableDesc
	Columns map[*ast.ColumnRef]Named
	Stars   map[*ast.ColumnRef][]Named
	// Rows are references to whole rows.
	Rows map[*ast.ColumnRef]Named
	// Merged tells that columns were merged by USING or NATURAL.
	Merged bool
}

// noteColumn takes down what r means, where that is asked for.
func (b *Binder) noteColumn(r *ast.ColumnRef, rel *scopeRel, c *scopeCol) {
	if b.Env.Names == nil {
		return
	}
	if n, ok := b.namedBy(rel, c); ok {
		b.Env.Names.Columns[r] = n
	}
}

// noteRow is noteColumn for a whole row.
func (b *Binder) noteRow(r *ast.ColumnRef, rel *scopeRel) {
	if b.Env.Names != nil && b.Env.Names.Rows != nil {
		b.Env.Names.Rows[r] = Named{Table: rel.table, Qualifier: rel.name, OwnRow: rel.scan == nil && rel.view == nil}
	}
}

// namedBy is what a column of a FROM item is; ok is false where it is no table's
// column under its own name.
func (b *Binder) namedBy(rel *scopeRel, c *scopeCol) (Named, bool) {
	n := Named{Qualifier: rel.name, Name: c.name, OwnRow: rel.scan == nil && rel.view == nil}
	if rel.view != nil && c.of == rel.view.need && c.name == rel.view.table.Columns[c.slot].Name {
		n.Table, n.Column = rel.view.table, rel.view.table.Columns[c.slot].ID
		return n, true
	}
	if rel.table == nil || c.expr != nil || c.id == 0 {
		return n, false
	}
	// A column that an alias list has renamed is none under its own name.
	v := b.Info(c.id)
	if v.Table != rel.table || c.name != v.Name || v.Table.Virtual {
		return n, false
	}
	n.Table, n.Column = v.Table, v.Table.Columns[v.Slot].ID
	return n, true
}

// noteStar takes down one of the columns that a star gives, in order.
func (b *Binder) noteStar(r *ast.ColumnRef, rel *scopeRel, c *scopeCol) {
	if b.Env.Names == nil {
		return
	}
	n, _ := b.namedBy(rel, c)
	b.Env.Names.Stars[r] = append(b.Env.Names.Stars[r], n)
}

// CheckPolicy gives names and types to the expression of a policy of table t, in
// Postgres's words where it cannot be one. What names and literals mean goes to
// env.Names and env.Literals. frozen: as it is kept.
// Parameters can't stand in it.
// Subqueries may stand in it.
func CheckPolicy(x ast.Expr, env *Env, t *catalog.TableDesc, frozen bool) error {
	b := New(env)
	b.frozen = frozen
	s := b.rootScope().with(kindPolicy)
	s.rels = []*scopeRel{b.policyRow(t, b.RowVars(t, t.Name))}
	if _, err := s.condition(x, "POLICY"); err != nil {
		return pgerror.From(err)
	}
	if len(b.params) > 0 {
		return pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", len(b.params))
	}
	return nil
}
