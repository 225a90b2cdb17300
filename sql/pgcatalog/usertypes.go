package pgcatalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// userTypes lists the types that users made in the database, by OID.
func (m *making) userTypes() []*catalog.TypeDesc {
	var out []*catalog.TypeDesc
	for d := range m.snap.UserTypes(m.db) {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *catalog.TypeDesc) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// userTypeRows are the rows of pg_type of a user's type and of those that were made with it: arrays of it, and the
// multirange of a range.
func (m *making) userTypeRows(d *catalog.TypeDesc) error {
	t, ok := m.snap.Types().ByOID(d.ID)
	if !ok {
		return nil
	}
	all := []*types.Type{t, t.ArrayType()}
	if r := t.RangeOf(); r != nil {
		all = append(all, r.Multi, r.Multi.ArrayType())
	}
	for _, a := range all {
		if a != nil && m.calls(a.Name) && m.ofKind(a.Typtype) {
			if err := m.userTypeRow(d, a); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *making) userTypeRow(d *catalog.TypeDesc, t *types.Type) error {
	subscript, analyze := int64(0), int64(0)
	if t.IsArray() {
		subscript, analyze = proc("array_subscript_handler"), proc("array_typanalyze")
	}
	switch {
	case t.IsRange():
		analyze = proc("range_typanalyze")
	case t.IsMultirange():
		analyze = proc("multirange_typanalyze")
	}
	var base types.OID
	typmod, notNull := int32(types.NoTypmod), false
	var bin, def, acl any
	if dom := t.Domain(); dom != nil {
		base, typmod, notNull = dom.Base.OID, dom.Typmod, dom.NotNull
		if dom.Default != "" {
			bin, def = dom.Default, ExprText(m.snap, m.env.Path, nil, dom.Default, false)
		}
	}
	if t.OID == d.ID || t.IsMultirange() { // which have the privileges of their range type
		acl = m.aclOf(d, false)
	}
	rel := catalog.ID(0)
	if t.Composite() != nil {
		rel = d.RelationID
	}
	return m.row(t.OID, t.Name, d.SchemaID, d.Owner, int(t.Len), t.ByVal, t.Typtype, t.Category, t.Preferred, true, t.Delim, rel,
		subscript, t.ElemOID, t.ArrayOID, m.readBy(t, t.Input), m.readBy(t, t.Output), m.readBy(t, t.Receive), m.readBy(t, t.Send), 0, 0, analyze, t.Align, t.Storage,
		notNull, base, typmod, 0, t.Collation(), bin, def, acl)
}

// readBy is the function of a name by which values of a type are read or written: one of the
// system's, or of the extension that made the type, or what its values are of.
func (m *making) readBy(t *types.Type, name string) int64 {
	if oid := proc(name); oid != 0 || t.Base().Made() == "" {
		return oid
	}
	d, ok := m.snap.TypeByID(t.Base().OID)
	if !ok {
		return 0
	}
	for x := range m.snap.Members(d.Extension) {
		if r, ok := x.(*catalog.RoutineDesc); ok && r.Name == name {
			return int64(r.ID)
		}
	}
	return 0 // it was made before extensions had such functions
}

// makeEnum lists the values of enums; enumsortorder counts them.
func makeEnum(m *making) error {
	for _, d := range m.userTypes() {
		for i, l := range d.Labels {
			if err := m.row(l.OID, d.ID, float64(d.SortOrder(i)), l.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// domainConstraints are the rows of pg_constraint of domains.
func (m *making) domainConstraints() error {
	for _, d := range m.userTypes() {
		for i := range d.Checks {
			k := &d.Checks[i]
			if err := m.row(k.OID, k.Name, d.SchemaID, byte('c'), false, false, !k.NotValid, 0, d.ID, 0, 0, 0, byte(' '), byte(' '), byte(' '), true, 0, false,
				nil, nil, nil, nil, nil, nil, nil, domainTree(d, k.Text)); err != nil {
				return err
			}
		}
	}
	return nil
}

// domainMark is what the condition of a domain's constraint begins with in pg_constraint.conbin, before
// the domain's OID: pg_get_expr is told of no domain.
const domainMark = "{domain}"

func domainTree(d *catalog.TypeDesc, text string) string {
	return domainMark + idText(d.ID) + " " + text
}

// domainOfTree is the domain, and the condition, of such a value.
func domainOfTree(snap *catalog.Snapshot, tree string) (d *catalog.TypeDesc, text string, ok bool) {
	rest, ok := strings.CutPrefix(tree, domainMark)
	if !ok {
		return nil, "", false
	}
	number, text, _ := strings.Cut(rest, " ")
	id, err := strconv.ParseUint(number, 10, 32)
	if err != nil {
		return nil, "", false
	}
	d, ok = snap.TypeByID(catalog.ID(id))
	return d, text, ok
}

// domainCheck finds a constraint of a domain.
func domainCheck(snap *catalog.Snapshot, id catalog.ID) (*catalog.TypeDesc, *catalog.DomainDesc, bool) {
	for d := range snap.UserTypes(0) {
		for i := range d.Checks {
			if d.Checks[i].OID == id {
				return d, &d.Checks[i], true
			}
		}
	}
	return nil, nil, false
}

// FormatType is format_type: "???" for what is not a type.
func FormatType(snap *catalog.Snapshot, path *catalog.SearchPath, oid types.OID, typmod int32, given bool) string {
	t, ok := snap.Types().ByOID(oid)
	switch {
	case oid == 0:
		return "-"
	case ok && t.Schema == "" && !given:
		return typeWord(snap.FormatType(path, t, typmod))
	case ok && t.Schema == "" && typmod >= 0 && t.Format(typmod) == t.Name:
		return t.Name + "(" + strconv.Itoa(int(typmod)) + ")" // no modifiers: the number is shown
	case ok:
		return snap.FormatType(path, t, typmod)
	}
	for r := range snap.Tables(0) {
		switch oid {
		case r.TypeOID:
			return catalog.QuoteIdent(r.Name)
		case r.ArrayTypeOID:
			return catalog.QuoteIdent(r.Name) + "[]"
		}
	}
	return "???"
}

// nameOfType is a type as information_schema has it: its schema and name.
func nameOfType(t *types.Type) (schema, name string) {
	if t.Schema != "" {
		return t.Schema, t.Name
	}
	return catalog.SchemaPGCatalog, t.Name
}

// under is what a domain is of, as information_schema has it: the next one.
func under(t *types.Type, typmod int32) (*types.Type, int32) {
	if d := t.Domain(); d != nil {
		return d.Base, d.Typmod
	}
	return t, typmod
}

// makeInfoDomains lists the domains that the user may use.
func makeInfoDomains(m *making) error {
	for _, d := range m.userTypes() {
		t, ok := m.snap.Types().ByOID(d.ID)
		if !ok || t.Domain() == nil || !m.mayUse(d) {
			continue
		}
		b, typmod := under(t, types.NoTypmod)
		s := shapeOf(b, typmod)
		var collationDB, collationSchema, collation any
		if id := t.Collation(); id != 0 && id != types.TText.Collation() {
			collationDB, collationSchema, collation = m.database(), catalog.SchemaPGCatalog, catalog.CollationName(id)
		}
		var def any
		if d.Default != "" {
			def = ExprText(m.snap, m.env.Path, nil, d.Default, false)
		}
		word := dataType(b)
		schema, name := nameOfType(b)
		if b.IsArray() { // as Postgres's view has it, which knows arrays of columns alone
			if word = b.String(); schema != catalog.SchemaPGCatalog {
				word = "USER-DEFINED"
			}
		}
		if err := m.row(m.database(), m.schemaName(d.SchemaID), d.Name, word, s.charMax, s.charBytes, nil, nil, nil, collationDB, collationSchema, collation,
			s.precision, s.radix, s.scale, s.seconds, s.interval, nil, def, m.database(), schema, name, nil, nil, nil, nil, "1"); err != nil {
			return err
		}
	}
	return nil
}

// makeInfoDomainConstraints lists the constraints of the user's own domains.
func makeInfoDomainConstraints(m *making) error {
	for _, d := range m.userTypes() {
		if !m.snap.Owns(m.env.User, d) {
			continue
		}
		schema := m.schemaName(d.SchemaID)
		for i := range d.Checks {
			if err := m.row(m.database(), schema, d.Checks[i].Name, m.database(), schema, d.Name, "NO", "NO"); err != nil {
				return err
			}
		}
	}
	return nil
}

// makeInfoColumnDomains lists the columns of domains that the user owns.
func makeInfoColumnDomains(m *making) error {
	for _, t := range m.tables(true) {
		for i := range t.Columns {
			c := &t.Columns[i]
			d, ok := m.snap.TypeByID(c.TypeOID)
			if !ok || d.ID != c.TypeOID || d.Class != catalog.ClassDomain || !m.snap.Owns(m.env.User, d) {
				continue
			}
			if err := m.row(m.database(), m.schemaName(d.SchemaID), d.Name, m.database(), m.schemaName(t.SchemaID), t.Name, c.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// domainExpr prints the condition of a domain's constraint.
func domainExpr(snap *catalog.Snapshot, path *catalog.SearchPath, d *catalog.TypeDesc, text string, pretty bool) string {
	x, err := parser.ParseExpr(text)
	base, ok := snap.Types().ByOID(d.BaseID)
	if err != nil || !ok {
		return text
	}
	casts := bind.Conversions(x, snap, path, bind.DomainValue(base, d.BaseTypmod))
	const value = "\"V\ue000\"" // no name that a user may write begins so
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok && c.Name == "value" {
			c.Name = strings.Trim(value, "\"")
		}
		return true
	})
	readLiterals(x, snap, path, casts)
	out := exprText(snap, path, x, func(x ast.Expr) string { return deparse.PrintStored(x, casts, !pretty) })
	out = strings.ReplaceAll(out, value+"[", "(VALUE)[")
	return strings.ReplaceAll(out, value, "VALUE")
}
