package ddl

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// policyCommands are the letters of policies' commands.
var policyCommands = map[string]byte{"all": catalog.PolicyAll, "select": catalog.PrivilegeSelect, "insert": catalog.PrivilegeInsert,
	"update": catalog.PrivilegeUpdate, "delete": catalog.PrivilegeDelete}

// createPolicy is CREATE POLICY.
func (r *run) createPolicy(s *ast.CreatePolicy) error {
	p := catalog.PolicyDesc{Name: s.Name, Command: policyCommands[s.Command], Restrictive: s.Restrictive}
	switch {
	case s.Check != nil && (p.Command == catalog.PrivilegeSelect || p.Command == catalog.PrivilegeDelete):
		return pgerror.New(pgerror.SyntaxError, "WITH CHECK cannot be applied to SELECT or DELETE")
	case s.Using != nil && p.Command == catalog.PrivilegeInsert:
		return pgerror.New(pgerror.SyntaxError, "only WITH CHECK expression allowed for INSERT")
	}
	var err error
	if p.Roles, err = r.policyRoles(s.Roles); err != nil {
		return err
	}
	t, err := r.policyTable(s.Table)
	if err != nil {
		return err
	}
	if err := r.policyTexts(t, &p, s.Using, s.Check); err != nil {
		return err
	}
	if _, dup := t.Policy(s.Name); dup {
		return policyExists(s.Name, t)
	}
	if p.OID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	return edit(r, t, func(t *catalog.TableDesc) error {
		t.Policies = append(t.Policies, p)
		slices.SortFunc(t.Policies, func(a, b catalog.PolicyDesc) int { return cmp.Compare(a.Name, b.Name) })
		return nil
	})
}

func policyExists(name string, t *catalog.TableDesc) error {
	return pgerror.New(pgerror.DuplicateObject, "policy %q for table %q already exists", name, t.Name)
}

func noPolicy(name string, t *catalog.TableDesc) error {
	return pgerror.New(pgerror.UndefinedObject, "policy %q for table %q does not exist", name, t.Name)
}

// policyRoles resolves whom a policy is for.
func (r *run) policyRoles(specs []ast.RoleSpec) ([]catalog.ID, error) {
	if len(specs) == 0 {
		return []catalog.ID{0}, nil
	}
	var out []catalog.ID
	for i := range specs {
		if specs[i].Kind == ast.RolePublic {
			if len(specs) > 1 {
				r.notice(pgerror.New(pgerror.InvalidParameterValue, "ignoring specified roles other than PUBLIC").
					WithHint("All roles are members of the PUBLIC role.").WithSeverity(pgerror.SeverityWarning))
			}
			return []catalog.ID{0}, nil
		}
		d, err := r.role(&specs[i])
		if err != nil {
			return nil, err
		}
		if err := r.env.State.Share(r.ctx, d); err != nil {
			return nil, err
		}
		if !slices.Contains(out, d.ID) {
			out = append(out, d.ID)
		}
	}
	return out, nil
}

// policyTable is the table whose policies a statement changes.
func (r *run) policyTable(name ast.QName) (*catalog.TableDesc, error) {
	if err := r.guarded("policies"); err != nil {
		return nil, err
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	rel, ok, err := snap.Lookup(r.env.Path, name)
	if err != nil {
		return nil, err
	}
	switch {
	case !ok:
		_, err := snap.Table(r.env.Path, name)
		return nil, err
	case rel.Table == nil || rel.Index != nil || rel.Table.View || rel.Table.IsMaterialized():
		return nil, pgerror.New(pgerror.WrongObjectType, "%q is not a table", name.Name)
	}
	if err := r.mustOwn("table", rel.Table); err != nil {
		return nil, err
	}
	return rel.Table, r.mayChange(rel.Table)
}

// policyTexts gives a policy its expressions, those that are not nil.
func (r *run) policyTexts(t *catalog.TableDesc, p *catalog.PolicyDesc, using, check ast.Expr) error {
	for _, e := range []struct {
		x    ast.Expr
		text *string
	}{{using, &p.UsingText}, {check, &p.CheckText}} {
		if e.x == nil {
			continue
		}
		text, err := r.policyText(t, e.x)
		if err != nil {
			return err
		}
		*e.text = text
	}
	return nil
}

// policyText is an expression as it is kept: literals as they are read now, and tables
// and columns by their numbers (catalog.FrozenColumn).
func (r *run) policyText(t *catalog.TableDesc, x ast.Expr) (string, error) {
	snap, err := r.snap()
	if err != nil {
		return "", err
	}
	env := r.bindEnv(snap, "")
	if err := bind.CheckPolicy(x, env, t, false); err != nil {
		return "", err
	}
	own, err := parseExpr(deparse.Print(x))
	if err != nil {
		return "", err
	}
	nameItems(own, snap)
	text := deparse.PrintApart(own)
	if own, err = parseExpr(text); err != nil {
		return "", err
	}
	read := map[*ast.Const]*types.Type{}
	env.Literals = func(k *ast.Const, t *types.Type) { read[k] = t }
	if err := bind.CheckPolicy(own, env, t, false); err != nil {
		return "", err
	}
	if text, err = r.literals(text, own, read); err != nil {
		return "", err
	}
	if own, err = parseExpr(text); err != nil {
		return "", err
	}
	env.Literals = nil
	if text, err = r.freezeCalls(deparse.Print(own), env, func(x ast.Expr) error { return bind.CheckPolicy(x, env, t, false) }); err != nil {
		return "", err
	}
	if own, err = parseExpr(text); err != nil {
		return "", err
	}
	if text, err = r.freeze(own); err != nil {
		return "", err
	}
	return r.freezeNames(t, text, *env)
}

// nameItems writes the names that columns of subqueries, and functions in FROM, have of what
// gives them: a routine, or a type, is kept by its number, and has no name to give any more.
func nameItems(x ast.Expr, snap *catalog.Snapshot) {
	ast.Walk(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Select:
			for i := range n.Targets {
				t := &n.Targets[i]
				if _, ok := t.Expr.(*ast.ColumnRef); ok || t.As != "" { // a column's is the freezer's matter
					continue
				}
				if s, ok := t.Expr.(*ast.IndirectionExpr); ok && s.Steps[len(s.Steps)-1].Star {
					continue
				}
				if name := bind.ColumnName(t.Expr); name != "?column?" {
					t.As = name
				}
			}
		case *ast.FuncRef:
			if len(n.Funcs) != 1 || n.Alias.Name != "" {
				return true
			}
			if c, ok := n.Funcs[0].Expr.(*ast.FuncCall); ok && snap.HasRoutines(c.Name.Name) {
				n.Alias.Name = c.Name.Name
			}
		}
		return true
	})
}

// freezeNames writes an expression with numbers for tables and columns.
func (r *run) freezeNames(t *catalog.TableDesc, text string, env bind.Env) (string, error) {
	x, err := parseExpr(text)
	if err != nil {
		return "", err
	}
	env.Literals = nil
	env.Names = &bind.Names{Tables: map[*ast.TableName]*catalog.TableDesc{}, Columns: map[*ast.ColumnRef]bind.Named{}, Stars: map[*ast.ColumnRef][]bind.Named{}, Rows: map[*ast.ColumnRef]bind.Named{}}
	if err := bind.CheckPolicy(x, &env, t, false); err != nil {
		return "", err
	}
	if env.Names.Merged {
		return "", pgerror.Unsupported("Join with ON.", "JOIN USING and NATURAL JOIN in a policy are not supported")
	}
	f := &freezer{table: t, names: env.Names, schema: func(id catalog.ID) string {
		d, _ := env.Catalog.SchemaByID(id)
		return d.Name
	}}
	f.expr(x)
	env.Names = nil
	out := deparse.Print(x)
	if x, err = parseExpr(out); err != nil {
		return "", err
	}
	if err := bind.CheckPolicy(x, &env, t, true); err != nil {
		return "", pgerror.Unsupported("Name the columns that the policy reads, of tables.", "this expression is not supported in a policy")
	}
	return out, nil
}

// freezer replaces names in a tree.
type freezer struct {
	table  *catalog.TableDesc
	names  *bind.Names
	schema func(catalog.ID) string
	depth  int // of subqueries
}

func (f *freezer) expr(x ast.Expr) {
	ast.Walk(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Select:
			f.depth++
			f.targets(n)
		case *ast.TableName:
			f.tableName(n)
		case *ast.ColumnRef:
			f.column(n)
		}
		return true
	})
}

// targets names the columns that a select list gives, since what they are made of changes
// its name, and lists those of *.
func (f *freezer) targets(s *ast.Select) {
	var out []ast.Target
	for _, t := range s.Targets {
		c, ok := t.Expr.(*ast.ColumnRef)
		if !ok || !c.Star {
			if ok && t.As == "" {
				t.As = c.Name
			}
			out = append(out, t)
			continue
		}
		for _, n := range f.names.Stars[c] {
			ref := &ast.ColumnRef{Pos: -1, Table: n.Qualifier, Name: n.Name}
			f.rename(ref, n)
			out = append(out, ast.Target{Pos: -1, Expr: ref, As: n.Name})
		}
	}
	s.Targets = out
}

func (f *freezer) tableName(n *ast.TableName) {
	t, ok := f.names.Tables[n]
	if !ok {
		return
	}
	if n.Alias.Name == "" {
		n.Alias.Name = t.Name
	}
	if n.Name = (ast.QName{Pos: -1, Name: catalog.FrozenTable(t.ID)}); t.Virtual {
		n.Name = ast.QName{Pos: -1, Schema: f.schema(t.SchemaID), Name: t.Name}
	}
}

func (f *freezer) column(c *ast.ColumnRef) {
	if n, ok := f.names.Columns[c]; ok {
		f.rename(c, n)
	} else if n, ok := f.names.Rows[c]; ok {
		f.wholeRow(c, n)
	} else if c.Schema != "" {
		c.Schema = ""
	}
}

// wholeRow has a reference to a whole row name what it is of.
func (f *freezer) wholeRow(c *ast.ColumnRef, n bind.Named) {
	c.Schema, c.Table, c.Name, c.Star = "", n.Qualifier, "", true
	if n.OwnRow && n.Table != nil {
		c.Table = catalog.FrozenTable(n.Table.ID)
	}
}

func (f *freezer) rename(c *ast.ColumnRef, n bind.Named) {
	if n.Table == nil {
		return
	}
	if c.Table != "" || f.depth > 0 {
		c.Table = n.Qualifier
		if n.OwnRow {
			c.Table = catalog.FrozenTable(n.Table.ID)
		}
	}
	c.Schema, c.Name = "", catalog.FrozenColumn(n.Table.ID, n.Column)
}

// alterPolicy is ALTER POLICY.
func (r *run) alterPolicy(s *ast.AlterPolicy) error {
	if s.New != "" {
		return r.renamePolicy(s)
	}
	var roles []catalog.ID
	var err error
	if s.Roles != nil {
		if roles, err = r.policyRoles(s.Roles); err != nil {
			return err
		}
	}
	t, err := r.policyTable(s.Table)
	if err != nil {
		return err
	}
	var texts catalog.PolicyDesc
	if err := r.policyTexts(t, &texts, s.Using, s.Check); err != nil {
		return err
	}
	old, ok := t.Policy(s.Name)
	switch {
	case !ok:
		return noPolicy(s.Name, t)
	case s.Check != nil && (old.Command == catalog.PrivilegeSelect || old.Command == catalog.PrivilegeDelete):
		return pgerror.New(pgerror.SyntaxError, "only USING expression allowed for SELECT, DELETE")
	case s.Using != nil && old.Command == catalog.PrivilegeInsert:
		return pgerror.New(pgerror.SyntaxError, "only WITH CHECK expression allowed for INSERT")
	}
	return r.editPolicy(t, s.Name, func(p *catalog.PolicyDesc) {
		if roles != nil {
			p.Roles = roles
		}
		if s.Using != nil {
			p.UsingText = texts.UsingText
		}
		if s.Check != nil {
			p.CheckText = texts.CheckText
		}
	})
}

func (r *run) editPolicy(t *catalog.TableDesc, name string, f func(*catalog.PolicyDesc)) error {
	return edit(r, t, func(t *catalog.TableDesc) error {
		p, ok := t.Policy(name)
		if !ok {
			return noPolicy(name, t)
		}
		f(p)
		slices.SortFunc(t.Policies, func(a, b catalog.PolicyDesc) int { return cmp.Compare(a.Name, b.Name) })
		return nil
	})
}

func (r *run) renamePolicy(s *ast.AlterPolicy) error {
	t, err := r.policyTable(s.Table)
	if err != nil {
		return err
	}
	if _, dup := t.Policy(s.New); dup {
		return policyExists(s.New, t)
	}
	return r.editPolicy(t, s.Name, func(p *catalog.PolicyDesc) { p.Name = s.New })
}

// dropPolicy is DROP POLICY. Nothing depends on a policy.
func (r *run) dropPolicy(s *ast.DropPolicy) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	rel, ok, err := snap.Lookup(r.env.Path, s.Table)
	if err != nil && !pgerror.Is(err, pgerror.InvalidSchemaName) {
		return err
	}
	if !ok && s.IfExists {
		if err != nil {
			r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", s.Table.Schema)
			return nil
		}
		r.skip(pgerror.UndefinedTable, "relation %q does not exist", s.Table.Name)
		return nil
	}
	if !ok {
		_, err := snap.Table(r.env.Path, s.Table)
		return err
	}
	if rel.Table == nil || rel.Index != nil || rel.Table.View || rel.Table.IsMaterialized() {
		return pgerror.New(pgerror.WrongObjectType, "%q is not a table", s.Table.Name)
	}
	t := rel.Table
	if _, ok := t.Policy(s.Name); !ok {
		if s.IfExists {
			r.skip(pgerror.UndefinedObject, "policy %q for relation %q does not exist", s.Name, t.Name)
			return nil
		}
		return noPolicy(s.Name, t)
	}
	if err := r.mustOwn("relation", t); err != nil {
		return err
	}
	return edit(r, t, func(t *catalog.TableDesc) error { t.DropPolicies(s.Name); return nil })
}

// actRowSecurity is [NO] FORCE, ENABLE and DISABLE ROW LEVEL SECURITY.
func (s *shape) actRowSecurity(c *ast.RowSecurity) error {
	if err := s.r.guarded("row level security"); err != nil {
		return err
	}
	if c.Force {
		s.t.ForceRowSecurity = c.On
	} else {
		s.t.RowSecurity = c.On
	}
	return nil
}

func (r *run) commentPolicy(s *ast.CommentOn) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	t, err := snap.Table(r.env.Path, s.Name)
	if err != nil {
		return err
	}
	if _, ok := t.Policy(s.Child); !ok {
		return noPolicy(s.Child, t)
	}
	if err := r.mustOwn("relation", t); err != nil {
		return err
	}
	return r.editPolicy(t, s.Child, func(p *catalog.PolicyDesc) { p.Comment = s.Comment })
}

// policyOn is a policy as messages describe it.
func (r *run) policyOn(snap *catalog.Snapshot, p *catalog.PolicyDesc, t *catalog.TableDesc) string {
	name, _ := snap.RelationName(r.env.Path, t.ID)
	return fmt.Sprintf("policy %s on table %s", p.Name, name)
}

// policyRef is a policy that names something of a table.
type policyRef struct {
	t *catalog.TableDesc
	p *catalog.PolicyDesc
}

// policiesOf lists the policies of any table that name a column of t, or, with column
// 0, anything of it.
func policiesOf(snap *catalog.Snapshot, t *catalog.TableDesc, column catalog.ColumnID) []policyRef {
	var out []policyRef
	for o := range snap.Naming(t.ID) {
		other, ok := o.(*catalog.TableDesc)
		if !ok {
			continue
		}
		for i := range other.Policies {
			if p := &other.Policies[i]; p.Refers(t.ID, column) {
				out = append(out, policyRef{other, p})
			}
		}
	}
	slices.SortFunc(out, func(a, b policyRef) int { return cmp.Compare(a.p.OID, b.p.OID) })
	return out
}

// typedByPolicy refuses another type for a column that a policy names.
func (s *shape) typedByPolicy(column *catalog.Column) error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	refs := policiesOf(snap, s.t, column.ID)
	if len(refs) == 0 {
		return nil
	}
	return pgerror.New(pgerror.FeatureNotSupported, "cannot alter type of a column used in a policy definition").
		WithDetail("%s depends on column %q", s.r.policyOn(snap, refs[0].p, refs[0].t), column.Name)
}

// forgetInPolicies takes a role out of the policies of this database; those that were for
// it alone go.
func (r *run) forgetInPolicies(role catalog.ID) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	here, _ := r.objectsOf(snap, func(o catalog.Descriptor) bool {
		t, ok := o.(*catalog.TableDesc)
		return ok && slices.ContainsFunc(t.Policies, func(p catalog.PolicyDesc) bool { return slices.Contains(p.Roles, role) })
	})
	for _, o := range here {
		if err := edit(r, o.(*catalog.TableDesc), func(t *catalog.TableDesc) error {
			for i := range t.Policies {
				p := &t.Policies[i]
				p.Roles = slices.DeleteFunc(p.Roles, func(id catalog.ID) bool { return id == role })
			}
			t.Policies = slices.DeleteFunc(t.Policies, func(p catalog.PolicyDesc) bool { return len(p.Roles) == 0 })
			return nil
		}); err != nil {
			return err
		}
	}
	return nil
}
