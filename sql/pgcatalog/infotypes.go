package pgcatalog

import (
	"strconv"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// infoCollations are the collations there are.
var infoCollations = []string{"default", "C", "POSIX", "ucs_basic"}

// compositeTypes are those that users made as such and that the user may use.
func (m *making) compositeTypes() []*catalog.TypeDesc {
	var out []*catalog.TypeDesc
	for _, d := range m.userTypes() {
		if d.Class == catalog.ClassComposite && m.mayUse(d) {
			out = append(out, d)
		}
	}
	return out
}

// makeInfoAttributes lists the attributes of composite types.
func makeInfoAttributes(m *making) error {
	for _, d := range m.compositeTypes() {
		t, ok := m.snap.Types().ByOID(d.ID)
		if !ok || t.Composite() == nil {
			continue
		}
		for i, a := range t.Composite().Attributes() {
			if err := m.infoAttribute(d, i+1, a); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *making) infoAttribute(d *catalog.TypeDesc, number int, a types.Attribute) error {
	nullable := true
	if k := a.Type.Domain(); k != nil {
		nullable = !k.NotNull
	}
	data := dataType(a.Type)
	if a.Type.IsArray() && a.Type.Len == -1 {
		data = "ARRAY"
	}
	s := shapeOf(under(a.Type, a.Typmod))
	var collationDB, collationSchema, collation any
	if id := max(a.Collation, a.Type.Collation()); id != 0 && id != types.TText.Collation() {
		collationDB, collationSchema, collation = m.database(), catalog.SchemaPGCatalog, catalog.CollationName(id)
	}
	udtSchema, udtName := nameOfType(a.Type)
	return m.row(m.database(), m.schemaName(d.SchemaID), d.Name, a.Name, number, nil, yesNo(nullable), data, s.charMax, s.charBytes, nil, nil, nil,
		collationDB, collationSchema, collation, s.precision, s.radix, s.scale, s.seconds, s.interval, nil, m.database(), udtSchema, udtName,
		nil, nil, nil, nil, strconv.Itoa(number), "NO")
}

// makeInfoUserTypes lists composite types.
func makeInfoUserTypes(m *making) error {
	for _, d := range m.compositeTypes() {
		values := []any{m.database(), m.schemaName(d.SchemaID), d.Name, "STRUCTURED", "YES"}
		if err := m.row(append(values, make([]any, len(m.desc.Columns)-len(values))...)...); err != nil {
			return err
		}
	}
	return nil
}

// tells reports whether the user is told of a grant: it, or a role that it belongs to, made or
// has it; unless own, one to PUBLIC as well.
func (m *making) tells(g catalog.Grant, own bool) bool {
	return m.enabled(g.Grantor) || m.enabled(g.Grantee) || g.Grantee == 0 && !own
}

// mayGrant reports whether the grantee of a grant may give the privilege on.
func (m *making) mayGrant(g catalog.Grant, owner catalog.ID, letter byte) bool {
	return hasLetter(g.Grantable, letter) || g.Grantee != 0 && m.snap.Inherits(g.Grantee, owner, m.env.Path.Database)
}

// usages calls f for each grant of USAGE on an object, which is owner's.
func (m *making) usages(grants []catalog.Grant, owner catalog.ID, own bool, f func(grantor, grantee string, option string) error) error {
	for _, g := range grants {
		if !hasLetter(g.Privileges, catalog.PrivilegeUsage) || !m.tells(g, own) {
			continue
		}
		if err := f(m.roleName(g.Grantor), m.grantee(g.Grantee), yesNo(m.mayGrant(g, owner, catalog.PrivilegeUsage))); err != nil {
			return err
		}
	}
	return nil
}

// makeInfoTypePrivileges lists who may use composite types and the row types of tables.
func makeInfoTypePrivileges(own bool) maker {
	return func(m *making) error {
		add := func(schema catalog.ID, name string, grants []catalog.Grant, owner catalog.ID) error {
			return m.usages(grants, owner, own, func(grantor, grantee, option string) error {
				return m.row(grantor, grantee, m.database(), m.schemaName(schema), name, "TYPE USAGE", option)
			})
		}
		for _, t := range m.tables(true) { // what a row type may be used by, nobody can change
			all := []catalog.Grant{{Grantor: t.Owner, Privileges: "U"}, {Grantor: t.Owner, Grantee: t.Owner, Privileges: "U"}}
			if err := add(t.SchemaID, t.Name, all, t.Owner); err != nil {
				return err
			}
		}
		for _, d := range m.userTypes() {
			if d.Class != catalog.ClassComposite {
				continue
			}
			if err := add(d.SchemaID, d.Name, grantsOf(d), d.Owner); err != nil {
				return err
			}
		}
		return nil
	}
}

// makeInfoUsage lists who may use collations, domains and sequences.
func makeInfoUsage(own bool) maker {
	return func(m *making) error {
		super := m.roleName(catalog.RoleSuper)
		for _, name := range infoCollations {
			if own && !m.enabled(catalog.RoleSuper) {
				break
			}
			if err := m.row(super, "PUBLIC", m.database(), catalog.SchemaPGCatalog, name, "COLLATION", "USAGE", "NO"); err != nil {
				return err
			}
		}
		add := func(schema catalog.ID, name, kind string, grants []catalog.Grant, owner catalog.ID) error {
			return m.usages(grants, owner, own, func(grantor, grantee, option string) error {
				return m.row(grantor, grantee, m.database(), m.schemaName(schema), name, kind, "USAGE", option)
			})
		}
		for _, d := range m.userTypes() {
			if d.Class != catalog.ClassDomain {
				continue
			}
			if err := add(d.SchemaID, d.Name, "DOMAIN", grantsOf(d), d.Owner); err != nil {
				return err
			}
		}
		for _, r := range m.relations() {
			// Of a sequence without grants of its own Postgres tells the defaults of a table here,
			// among which is no USAGE.
			if q := r.seq; q != nil {
				if err := add(q.SchemaID, q.Name, "SEQUENCE", q.Grants, q.Owner); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// ownsType reports whether the user has the rights of a type's owner.
func (m *making) ownsType(t *types.Type) bool {
	for t.Elem() != nil && t.IsArray() {
		t = t.Elem()
	}
	owner := catalog.RoleSuper
	if d, ok := m.snap.TypeByID(t.OID); ok {
		owner = d.Owner
	} else if row, ok := m.snap.RowTypeOf(t.OID); ok {
		owner = row.Owner
	}
	return m.enabled(owner)
}

// makeInfoColumnTypes lists the columns whose type is the user's; of domains, what they are of.
func makeInfoColumnTypes(m *making) error {
	for _, t := range m.tables(true) {
		if t.IsMaterialized() {
			continue
		}
		for i := range t.Columns {
			c := &t.Columns[i]
			of, _ := under(c.Type, c.Typmod)
			if c.Hidden || !m.ownsType(of) {
				continue
			}
			schema, name := nameOfType(of)
			if err := m.row(m.database(), schema, name, m.database(), m.schemaName(t.SchemaID), t.Name, c.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// makeInfoColumnColumns lists what generated columns are computed of.
func makeInfoColumnColumns(m *making) error {
	for _, t := range m.tables(true) {
		if t.Virtual || !m.enabled(t.Owner) {
			continue
		}
		for i := range t.Columns {
			c := &t.Columns[i]
			if c.Generated == 0 {
				continue
			}
			for _, id := range t.ColumnsIn(c.Default) {
				of, _, ok := t.ColumnByID(id)
				if !ok {
					continue
				}
				if err := m.row(m.database(), m.schemaName(t.SchemaID), t.Name, of.Name, c.Name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// makeInfoDomainTypes lists the domains that are of types of the user's.
func makeInfoDomainTypes(m *making) error {
	for _, d := range m.userTypes() {
		t, ok := m.snap.Types().ByOID(d.ID)
		if !ok || t.Domain() == nil || !m.ownsType(t.Domain().Base) {
			continue
		}
		schema, name := nameOfType(t.Domain().Base)
		if err := m.row(m.database(), schema, name, m.database(), m.schemaName(d.SchemaID), d.Name); err != nil {
			return err
		}
	}
	return nil
}

// makeInfoAdminRoles lists the memberships that the user may give on.
func makeInfoAdminRoles(m *making) error {
	for _, r := range m.roles() {
		for _, x := range r.MemberOf {
			if !x.Admin || !m.snap.Inherits(m.env.User, r.ID, m.env.Path.Database) {
				continue
			}
			if err := m.row(r.Name, m.roleName(x.Role), "YES"); err != nil {
				return err
			}
		}
	}
	return nil
}

// makeInfoCollationSets tells that all collations are for databases in UTF8.
func makeInfoCollationSets(m *making) error {
	for _, name := range infoCollations {
		if err := m.row(m.database(), catalog.SchemaPGCatalog, name, nil, nil, "UTF8"); err != nil {
			return err
		}
	}
	return nil
}
