package pgcatalog

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// What pg_policy shows of an expression is for pg_get_expr alone, as in Postgres; the
// frame tells it from other stored expressions.
const (
	policyTree    = "{POLICY "
	policyTreeEnd = "}"
)

func policyNode(text string) any {
	if text == "" {
		return nil
	}
	return policyTree + text + policyTreeEnd
}

// storedExpr prints a stored expression of any kind, as pg_get_expr does.
func storedExpr(snap *catalog.Snapshot, path *catalog.SearchPath, functions *host.Functions, t *catalog.TableDesc, text string, pretty bool) string {
	if in, ok := strings.CutPrefix(text, policyTree); ok {
		return PolicyExpr(snap, path, functions, t, strings.TrimSuffix(in, policyTreeEnd), pretty)
	}
	if d, in, ok := domainOfTree(snap, text); ok {
		return domainExpr(snap, path, d, in, pretty)
	}
	if list, ok := strings.CutPrefix(text, exprList); ok {
		return exprsText(snap, path, t, list, pretty)
	}
	return ExprText(snap, path, t, text, pretty)
}

// exprList is what several expressions in one value begin with (pg_index.indexprs).
const exprList = "{exprs}"

// exprsText prints each of several expressions.
func exprsText(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, list string, pretty bool) string {
	x, err := parser.ParseExpr("ROW" + list)
	row, ok := x.(*ast.RowExpr)
	if err != nil || !ok {
		return exprList + list
	}
	parts := make([]string, len(row.Fields))
	for i, f := range row.Fields {
		parts[i] = ExprText(snap, path, t, deparse.Print(f), pretty)
	}
	return strings.Join(parts, ", ")
}

// PolicyExpr prints the expression of a policy for people: tables and columns by the names
// that they have now. t is the policy's table; nil where nobody knows.
func PolicyExpr(snap *catalog.Snapshot, path *catalog.SearchPath, functions *host.Functions, t *catalog.TableDesc, text string, pretty bool) string {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return text
	}
	if t != nil && hasQuery(x) {
		if out, ok := queryingExpr(snap, path, functions, t, text, pretty); ok {
			return out
		}
	}
	var casts deparse.Conversions
	if t != nil {
		casts = bind.PolicyConversions(x, snap, t)
	}
	readLiterals(x, snap, path, casts)
	thaw(snap, path, x)
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok && t != nil && c.Table == t.Name && !c.Star {
			c.Schema, c.Table = "", ""
		}
		return true
	})
	return exprText(snap, path, x, func(x ast.Expr) string { return deparse.PrintStored(x, casts, !pretty) })
}

func hasQuery(x ast.Expr) (found bool) {
	ast.Walk(x, func(n ast.Node) bool {
		_, ok := n.(*ast.Select)
		found = found || ok
		return !found
	})
	return found
}

// queryingExpr prints an expression with subqueries as that of a view would be: FROM items are
// named apart. ok is false where it can't be resolved.
func queryingExpr(snap *catalog.Snapshot, path *catalog.SearchPath, functions *host.Functions, t *catalog.TableDesc, text string, pretty bool) (out string, ok bool) {
	x, err := parser.ParseExpr(text)
	schema, found := snap.SchemaByID(t.SchemaID)
	if err != nil || !found {
		return "", false
	}
	thaw(snap, nil, x)
	q := &ast.Select{Pos: -1, Targets: []ast.Target{{Pos: -1, Expr: x}},
		From: []ast.TableRef{&ast.TableName{Pos: -1, Name: ast.QName{Pos: -1, Schema: schema.Name, Name: t.Name}}}}
	env := &bind.Env{Catalog: snap, Path: &catalog.SearchPath{Database: t.DatabaseID}, Functions: functions}
	resolved, err := bind.ResolveQuery(q, env)
	if err != nil {
		return "", false
	}
	q = resolved.Query
	// What calls routines and operators is bound by their numbers, before they are named.
	casts := bind.QueryConversions(q, env, path)
	n := newNamer(snap, path)
	n.query(q, map[string]bool{}, map[string][]string{})
	n.fill(q)
	x = q.Targets[0].Expr
	ast.Walk(x, func(node ast.Node) bool { // the row's own columns stand alone
		if _, inner := node.(*ast.Select); inner {
			return false
		}
		if c, ok := node.(*ast.ColumnRef); ok && !c.Star {
			c.Table = ""
		}
		return true
	})
	return deparse.PrintWithin(x, &deparse.Stored{Pretty: pretty, Casts: casts, Type: n.typeText, Const: n.literal, Row: n.rowType}), true
}

// thaw puts names in the places of the numbers of a frozen expression.
func thaw(snap *catalog.Snapshot, path *catalog.SearchPath, x ast.Expr) {
	table := func(name string) *catalog.TableDesc {
		id, _, ok := catalog.Thaw(name)
		if !ok {
			return nil
		}
		t, _ := snap.TableByID(id)
		return t
	}
	ast.Walk(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TableName:
			t := table(n.Name.Name)
			if t == nil {
				return true
			}
			if n.Name.Name = t.Name; path == nil || !snap.Visible(path, t.ID) {
				if s, ok := snap.SchemaByID(t.SchemaID); ok {
					n.Name.Schema = s.Name
				}
			}
			if n.Alias.Name == t.Name && len(n.Alias.Columns) == 0 {
				n.Alias.Name = ""
			}
		case *ast.ColumnRef:
			if t := table(n.Table); t != nil {
				n.Table = t.Name
			}
			if t := table(n.Name); t != nil {
				_, id, _ := catalog.Thaw(n.Name)
				if c, _, ok := t.ColumnByID(id); ok {
					n.Name = c.Name
				}
			}
		case *ast.Select:
			// What a column was called then is told where it matters.
			for i := range n.Targets {
				c, ok := n.Targets[i].Expr.(*ast.ColumnRef)
				if !ok {
					continue
				}
				if t := table(c.Name); t != nil {
					_, id, _ := catalog.Thaw(c.Name)
					if col, _, ok := t.ColumnByID(id); ok && col.Name == n.Targets[i].As {
						n.Targets[i].As = ""
					}
				}
			}
		}
		return true
	})
}

func makePolicy(m *making) error {
	for _, t := range m.tables(false) {
		for i := range t.Policies {
			p := &t.Policies[i]
			roles := make(vector, len(p.Roles))
			for k, id := range p.Roles {
				roles[k] = int64(id)
			}
			if err := m.row(p.OID, p.Name, t.ID, p.Command, !p.Restrictive, roles, policyNode(p.UsingText), policyNode(p.CheckText)); err != nil {
				return err
			}
		}
	}
	return nil
}

var policyCommands = map[byte]string{'r': "SELECT", 'a': "INSERT", 'w': "UPDATE", 'd': "DELETE", catalog.PolicyAll: "ALL"}

func makePoliciesView(m *making) error {
	expr := func(t *catalog.TableDesc, text string) any {
		if text == "" {
			return nil
		}
		return PolicyExpr(m.snap, m.env.Path, m.o.Functions, t, text, false)
	}
	for _, t := range m.tables(false) {
		for i := range t.Policies {
			p := &t.Policies[i]
			kind, roles := "PERMISSIVE", texts{}
			if p.Restrictive {
				kind = "RESTRICTIVE"
			}
			for _, id := range p.Roles {
				if id == 0 {
					roles = append(roles, "public")
				} else {
					roles = append(roles, m.roleName(id))
				}
			}
			slices.Sort(roles)
			if err := m.row(m.schemaName(t.SchemaID), t.Name, p.Name, kind, roles, policyCommands[p.Command], expr(t, p.UsingText), expr(t, p.CheckText)); err != nil {
				return err
			}
		}
	}
	return nil
}

// dependPolicies are what the policies of a table depend on.
func (m *making) dependPolicies(t *catalog.TableDesc) error {
	for i := range t.Policies {
		p := &t.Policies[i]
		if err := m.row(classPolicy, p.OID, 0, classClass, t.ID, 0, byte('a')); err != nil {
			return err
		}
		for _, other := range m.tables(false) {
			for k := range other.Columns {
				if c := &other.Columns[k]; p.Refers(other.ID, c.ID) {
					if err := m.row(classPolicy, p.OID, 0, classClass, other.ID, int(c.ID), byte('n')); err != nil {
						return err
					}
				}
			}
		}
	}
	return nil
}

func policyComment(snap *catalog.Snapshot, id catalog.ID) (string, bool) {
	for t := range snap.Tables(0) {
		for i := range t.Policies {
			if p := &t.Policies[i]; p.OID == id {
				return p.Comment, p.Comment != ""
			}
		}
	}
	return "", false
}

// rowSecurityActive is row_security_active.
func rowSecurityActive(byOID bool) func(c *call) (types.Datum, error) {
	return func(c *call) (types.Datum, error) {
		d, err := findTable(c, c.args[0], byOID)
		if err != nil {
			return types.Null, err
		}
		t, ok := d.(*catalog.TableDesc)
		return types.Bool(ok && t != nil && c.snap.Secured(c.user(), t)), nil
	}
}
