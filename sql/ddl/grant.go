package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// privilegeLetters are the letters of privileges by name.
var privilegeLetters = map[string]string{
	"select": "r", "insert": "a", "update": "w", "delete": "d", "truncate": "D", "references": "x", "trigger": "t",
	"usage": "U", "create": "C", "connect": "c", "temporary": "T", "temp": "T", "execute": "X", "set": "s", "alter system": "A",
}

// columnLetters are the privileges that columns have.
const columnLetters = "arwx"

// granting is one GRANT or REVOKE.
type granting struct {
	r        *run
	s        *ast.Grant
	me       *catalog.RoleDesc
	roles    []catalog.ID // whose rights the user has, the user first
	grantees []catalog.ID
	// whole are the letters for the object itself (all of them with s.All);
	// byColumn those for columns, by name, and order their names as written.
	whole    string
	byColumn map[string]string
	order    []string
}

// grant is GRANT and REVOKE of privileges on tables, columns, sequences,
// schemas and databases.
func (r *run) grant(s *ast.Grant) error {
	g := &granting{r: r, s: s, byColumn: map[string]string{}}
	var err error
	if g.me, err = r.user(); err != nil {
		return err
	}
	if s.GrantedBy != nil {
		by, err := r.role(s.GrantedBy)
		if err != nil {
			return err
		}
		if by.ID != g.me.ID {
			return pgerror.Unsupported("SET ROLE to the grantor first.", "grantor must be current user")
		}
	}
	objects, err := g.objects()
	if err != nil {
		return err
	}
	if err := g.readGrantees(); err != nil {
		return err
	}
	if err := g.readPrivileges(); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	g.roles = snap.InheritedRoles(g.me.ID, r.env.Path.Database)
	for _, o := range objects {
		if err := g.on(o); err != nil {
			return err
		}
	}
	return nil
}

func (g *granting) readGrantees() error {
	for i := range g.s.Grantees {
		if g.s.Grantees[i].Kind == ast.RolePublic {
			g.grantees = append(g.grantees, 0)
			continue
		}
		d, err := g.r.role(&g.s.Grantees[i])
		if err != nil {
			return err
		}
		if err := g.r.env.State.Share(g.r.ctx, d); err != nil {
			return err
		}
		g.grantees = append(g.grantees, d.ID)
	}
	return nil
}

// readPrivileges checks the privileges against the kind of object that is named.
func (g *granting) readPrivileges() error {
	all, word := lettersFor(g.s.Kind)
	if g.s.All {
		if len(g.s.Columns) == 0 {
			g.whole = all
		}
		for _, c := range g.s.Columns {
			g.column(c, columnLetters)
		}
	}
	for _, p := range g.s.Privileges {
		l, ok := privilegeLetters[p.Name]
		switch {
		case !ok:
			return pgerror.New(pgerror.SyntaxError, "unrecognized privilege type %q", p.Name)
		case len(p.Columns) > 0 && g.s.Kind != ast.ObjectTable:
			return pgerror.New(pgerror.InvalidGrantOperation, "column privileges are only valid for relations")
		case len(p.Columns) > 0 && !strings.Contains(columnLetters, l):
			return invalidPrivilege(p.Name, "column")
		case len(p.Columns) == 0 && !strings.Contains(all, l):
			return invalidPrivilege(p.Name, word)
		}
		if len(p.Columns) == 0 {
			g.whole = union(g.whole, l)
		}
		for _, c := range p.Columns {
			g.column(c, l)
		}
	}
	return nil
}

func (g *granting) column(name, letters string) {
	if _, ok := g.byColumn[name]; !ok {
		g.order = append(g.order, name)
	}
	g.byColumn[name] = union(g.byColumn[name], letters)
}

func invalidPrivilege(name, word string) error {
	return pgerror.New(pgerror.InvalidGrantOperation, "invalid privilege type %s for %s", strings.ToUpper(name), word)
}

// lettersFor are the privileges that a kind of object may be named with: GRANT
// ON TABLE takes sequences too.
func lettersFor(k ast.ObjectKind) (letters, word string) {
	switch k {
	case ast.ObjectSequence:
		return "rwU", "sequence"
	case ast.ObjectSchema:
		return "UC", "schema"
	case ast.ObjectDatabase:
		return "CTc", "database"
	case ast.ObjectProcedure:
		return "X", "procedure"
	case ast.ObjectRoutine:
		return "X", "routine"
	case ast.ObjectFunction:
		return "X", "function"
	case ast.ObjectType, ast.ObjectDomain:
		return "U", "type"
	case ast.ObjectLargeObject:
		return "rw", "large object"
	case ast.ObjectTablespace:
		return "C", "tablespace"
	case ast.ObjectLanguage:
		return "U", "language"
	case ast.ObjectParameter:
		return "sA", "parameter"
	}
	return "arwdDxtU", "relation"
}

func (g *granting) objects() ([]catalog.Descriptor, error) {
	snap, err := g.r.snap()
	if err != nil {
		return nil, err
	}
	var out []catalog.Descriptor
	for i := range g.s.Functions {
		d, err := g.r.grantFunction(snap, g.s.Kind, &g.s.Functions[i])
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	for _, n := range g.s.Names {
		if g.s.Kind == ast.ObjectParameter {
			d, err := g.parameter(snap, n.Name)
			if err != nil {
				return nil, err
			}
			if d != nil {
				out = append(out, d)
			}
			continue
		}
		if g.s.InSchema {
			if functionKind(g.s.Kind) {
				list, err := g.r.routinesIn(snap, n, g.s.Kind)
				if err != nil {
					return nil, err
				}
				out = append(out, list...)
				continue
			}
			d, err := snap.Qualify(g.r.env.Path, ast.QName{Schema: n.Name})
			if err != nil {
				return nil, err
			}
			if d.Virtual {
				out = append(out, g.r.catalogsIn(snap, d.ID, g.s.Kind)...)
			}
			for _, o := range inSchema(snap, d.ID) {
				_, table := o.(*catalog.TableDesc)
				_, sequence := o.(*catalog.SequenceDesc)
				if sequence && g.s.Kind == ast.ObjectSequence || table && g.s.Kind != ast.ObjectSequence {
					out = append(out, o)
				}
			}
			continue
		}
		d, err := g.r.grantObject(snap, g.s.Kind, n)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

func (r *run) grantObject(snap *catalog.Snapshot, kind ast.ObjectKind, n ast.QName) (catalog.Descriptor, error) {
	switch kind {
	case ast.ObjectTable, ast.ObjectSequence, ast.ObjectNone:
		rel, ok, err := snap.Lookup(r.env.Path, n)
		if err != nil || !ok || rel.Index != nil {
			_, err := r.table(n)
			return nil, err
		}
		if rel.Sequence != nil {
			return rel.Sequence, nil
		}
		if kind == ast.ObjectSequence {
			return nil, pgerror.New(pgerror.WrongObjectType, "%q is not a sequence", n.Name)
		}
		return snap.InDatabase(r.env.Path.Database, rel.Table), nil
	case ast.ObjectSchema:
		d, ok := snap.Schema(r.env.Path.Database, n.Name)
		if !ok {
			return nil, pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", n.Name)
		}
		return snap.InDatabase(r.env.Path.Database, d), nil
	case ast.ObjectDatabase:
		return r.database(n.Name)
	case ast.ObjectType, ast.ObjectDomain:
		d, err := r.grantType(snap, n)
		if t, ok := d.(*catalog.TypeDesc); err == nil && kind == ast.ObjectDomain && (!ok || t.Class != catalog.ClassDomain) {
			return nil, pgerror.New(pgerror.WrongObjectType, "%q is not a domain", n.Name)
		}
		return d, err
	case ast.ObjectLargeObject:
		return r.largeObject(n)
	case ast.ObjectTablespace:
		return r.grantPolicy(snap, n.Name)
	}
	return grantLanguage(snap, r.env.Path.Database, n.Name)
}

// on grants or revokes on one object.
func (g *granting) on(o catalog.Descriptor) error {
	whole := g.whole
	switch d := o.(type) {
	case *catalog.TableDesc:
		return g.onTable(d)
	case *catalog.SequenceDesc:
		if g.s.All {
			whole = catalog.AllPrivileges(o)
		} else if without(whole, catalog.AllPrivileges(o)) != "" {
			g.r.notice(pgerror.NewWarning(pgerror.InvalidGrantOperation, "sequence %q only supports USAGE, SELECT, and UPDATE privileges", d.Name))
			whole = common(whole, catalog.AllPrivileges(o))
		}
		return edit(g.r, d, func(n *catalog.SequenceDesc) error {
			before := g.listOf(o, n.Grants)
			if err := g.onWhole(o, &n.Base, whole); err != nil {
				return err
			}
			if l := common(whole, columnLetters); g.s.Revoke && l != "" { // columns have nothing, but are asked about
				return g.mayAnyColumn(d, before, l)
			}
			return nil
		})
	case *catalog.SchemaDesc:
		if d.Virtual {
			return g.onSystemSchema(d, whole)
		}
		return edit(g.r, d, func(d *catalog.SchemaDesc) error { return g.onWhole(o, &d.Base, whole) })
	case *catalog.DatabaseDesc:
		return edit(g.r, d, func(d *catalog.DatabaseDesc) error { return g.onWhole(o, &d.Base, whole) })
	case *catalog.RoutineDesc:
		if g.s.All {
			whole = catalog.AllPrivileges(d)
		}
		return edit(g.r, d, func(d *catalog.RoutineDesc) error { return g.onWhole(o, &d.Base, whole) })
	case *catalog.TypeDesc:
		if g.s.All {
			whole = catalog.AllPrivileges(d)
		}
		return edit(g.r, d, func(d *catalog.TypeDesc) error { return g.onWhole(o, &d.Base, whole) })
	case *catalog.BuiltinDesc:
		return g.onBuiltin(d, whole)
	case *catalog.LargeObjectDesc:
		return g.onLargeObject(d, whole)
	case *catalog.ParameterDesc:
		return g.onParameter(d, whole)
	case *catalog.PlacementPolicyDesc:
		return edit(g.r, d, func(d *catalog.PlacementPolicyDesc) error { return g.onWhole(o, &d.Base, whole) })
	}
	return pgerror.Internal("privileges on %T", o)
}

// edit changes a descriptor without a check of its own.
func edit[D catalog.Descriptor](r *run, old D, f func(D) error) error {
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	if err := f(d); err != nil {
		return err
	}
	return r.env.State.Write(r.ctx, old, d)
}

func (g *granting) onTable(old *catalog.TableDesc) error {
	whole := g.whole
	if g.s.All {
		whole = common(whole, catalog.AllPrivileges(old))
	} else if strings.Contains(whole, "U") {
		return invalidPrivilege("usage", "table")
	}
	if old.Virtual {
		return g.onCatalog(old, whole)
	}
	return edit(g.r, old, func(t *catalog.TableDesc) error { return g.changeTable(old, t, whole) })
}

// changeTable grants or revokes on a table that is being changed, and on its columns.
func (g *granting) changeTable(old, t *catalog.TableDesc, whole string) error {
	before := g.listOf(old, t.Grants)
	if whole != "" {
		if err := g.onWhole(old, &t.Base, whole); err != nil {
			return err
		}
	}
	letters := map[catalog.ColumnID]string{}
	if l := common(whole, columnLetters); g.s.Revoke && l != "" { // what is taken from the table is taken from its columns
		if err := g.mayAnyColumn(old, before, l); err != nil {
			return err
		}
		for c := range t.Grantable() {
			if c.Grants != nil {
				letters[c.ID] = l
			}
		}
	}
	for _, name := range g.order {
		c, err := g.grantable(t, name)
		if err != nil {
			return err
		}
		letters[c.ID] = union(letters[c.ID], g.byColumn[name])
	}
	for c := range t.Grantable() {
		if l := letters[c.ID]; l != "" {
			if err := g.onColumn(old, c, before, l); err != nil {
				return err
			}
		}
	}
	t.TidySystem()
	return nil
}

// mayAnyColumn refuses to take privileges from all columns whom Postgres would refuse it for the
// first of them, a system column (expand_all_col_privileges).
func (g *granting) mayAnyColumn(o catalog.Descriptor, list []catalog.Grant, letters string) error {
	a, snap, err := g.newACL(o, slices.Clone(list))
	if err != nil {
		return err
	}
	first := &catalog.Column{Name: "tableoid"}
	if _, have := a.bestGrantor(g.me, g.roles, letters); have == "" && !g.anyRight(snap, o, first) {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for column %q of relation %q", first.Name, o.Common().Name)
	}
	return nil
}

// grantable is the column that a grant names, a system column too.
func (g *granting) grantable(t *catalog.TableDesc, name string) (*catalog.Column, error) {
	if c, _, ok := t.ColumnNamed(name); ok {
		return c, nil
	}
	c := t.KeepSystem(name)
	if c == nil {
		return nil, pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", name, t.Name)
	}
	if g.s.Revoke { // what older nodes know nothing of was never given
		return c, nil
	}
	return c, g.r.since(version.Remarked, "privileges on system columns")
}

// listOf is what nil grants mean, written out; an entry without a letter stands
// for a list that is empty.
func (g *granting) listOf(o catalog.Descriptor, list []catalog.Grant) []catalog.Grant {
	if list == nil {
		return catalog.DefaultGrants(o)
	}
	return slices.DeleteFunc(slices.Clone(list), func(x catalog.Grant) bool { return x.Privileges == "" })
}

func (g *granting) newACL(o catalog.Descriptor, list []catalog.Grant) (*acl, *catalog.Snapshot, error) {
	snap, err := g.r.snap()
	if err != nil {
		return nil, nil, err
	}
	return &acl{owner: o.Common().Owner, list: list, inherits: func(user, role catalog.ID) bool {
		return snap.Inherits(user, role, g.r.env.Path.Database)
	}}, snap, nil
}

func (g *granting) onWhole(o catalog.Descriptor, b *catalog.Base, letters string) error {
	a, snap, err := g.newACL(o, g.listOf(o, b.Grants))
	if err != nil {
		return err
	}
	grantor, have := a.bestGrantor(g.me, g.roles, letters)
	if have == "" && !g.anyRight(snap, o, nil) {
		return catalog.Denied(o)
	}
	g.warn(letters, have, letters == catalog.AllPrivileges(o), quoted(b.Name))
	if err := g.change(a, grantor, common(letters, have)); err != nil {
		return err
	}
	if b.Grants = a.list; len(a.list) == 0 {
		b.Grants = []catalog.Grant{{Grantee: b.Owner, Grantor: b.Owner}}
	}
	return nil
}

func (g *granting) onColumn(t *catalog.TableDesc, c *catalog.Column, table []catalog.Grant, letters string) error {
	// Whoever may give a privilege on the table may give it on a column.
	a, snap, err := g.newACL(t, append(slices.Clone(table), c.Grants...))
	if err != nil {
		return err
	}
	grantor, have := a.bestGrantor(g.me, g.roles, letters)
	if have == "" && !g.anyRight(snap, t, c) {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for column %q of relation %q", c.Name, t.Name)
	}
	g.warn(letters, have, letters == columnLetters, "column "+quoted(c.Name)+" of relation "+quoted(t.Name))
	a.list = c.Grants
	if err := g.change(a, grantor, common(letters, have)); err != nil {
		return err
	}
	if c.Grants = a.list; len(a.list) == 0 {
		c.Grants = nil
	}
	return nil
}

// anyRight reports whether the user has any privilege at all on an object, or on a column of one
// (what columns may have, on it or on its table): then a GRANT that can give nothing is a warning.
func (g *granting) anyRight(snap *catalog.Snapshot, o catalog.Descriptor, c *catalog.Column) bool {
	if t, ok := o.(*catalog.TableDesc); ok && c != nil {
		return strings.ContainsFunc(columnLetters, func(l rune) bool { return snap.HasColumnPrivilege(g.me.ID, t, c, byte(l)) })
	}
	letters := catalog.AllPrivileges(o)
	if c != nil { // of a sequence, which has none but its own
		letters = common(letters, columnLetters)
	}
	return strings.ContainsFunc(letters, func(l rune) bool { return snap.HasPrivilege(g.me.ID, o, byte(l)) })
}

func (g *granting) warn(want, have string, all bool, on string) {
	verb, code := "granted", pgerror.WarningPrivilegeNotGranted
	if g.s.Revoke {
		verb, code = "could be revoked", pgerror.WarningPrivilegeNotRevoked
	} else {
		verb = "were " + verb
	}
	switch {
	case want == "":
	case have == "":
		g.r.notice(pgerror.NewWarning(code, "no privileges %s for %s", verb, on))
	case !all && len(have) < len(want):
		g.r.notice(pgerror.NewWarning(code, "not all privileges %s for %s", verb, on))
	}
}

func (g *granting) change(a *acl, grantor catalog.ID, letters string) error {
	for _, who := range g.grantees {
		if who == 0 && !g.s.Revoke && g.s.WithGrantOption { // told behind what the grantor may do, as in Postgres
			return pgerror.New(pgerror.InvalidGrantOperation, "grant options can only be granted to roles")
		}
		c := aclChange{grantee: who, grantor: grantor, revoke: g.s.Revoke, cascade: g.s.Behavior == ast.BehaviorCascade}
		if !g.s.Revoke || !g.s.OptionFor {
			c.privileges = letters
		}
		if g.s.Revoke || g.s.WithGrantOption {
			c.options = letters
		}
		if err := a.apply(c); err != nil {
			return err
		}
	}
	return nil
}

func quoted(name string) string { return "\"" + name + "\"" }
