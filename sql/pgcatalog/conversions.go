package pgcatalog

import (
	_ "embed" // the conversions
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
)

// conversionList is one line for each row of Postgres's pg_conversion: OID, name, encodings from and
// to, OID of the function, and whether it is the default.
//
//go:embed conversions.txt
var conversionList string

func makeConversion(m *making) error {
	for line := range strings.Lines(conversionList) {
		f := strings.Fields(line)
		var n [4]int
		for i, at := range [...]int{0, 2, 3, 4} {
			n[i], _ = strconv.Atoi(f[at])
		}
		if err := m.row(n[0], f[1], catalog.SchemaIDPGCatalog, catalog.RoleSuper, n[1], n[2], n[3], f[5] == "t"); err != nil {
			return err
		}
	}
	return nil
}

// makeShdepend has the database's objects, and databases, depend on the roles that own them or have
// rights on them. What the first superuser owns is not told: nobody can drop it.
func makeShdepend(m *making) error {
	for d := range m.snap.All() {
		db, class := m.db, catalog.ID(0)
		switch d := d.(type) {
		case *catalog.DatabaseDesc:
			db, class = 0, classDatabase
		case *catalog.SchemaDesc:
			class = m.inDatabase(d.DatabaseID, classNamespace)
		case *catalog.TableDesc:
			class = m.inDatabase(d.DatabaseID, classClass)
		case *catalog.SequenceDesc:
			class = m.inDatabase(d.DatabaseID, classClass)
		case *catalog.TypeDesc:
			class = m.inDatabase(d.DatabaseID, classType)
		case *catalog.StatisticsDesc:
			class = m.inDatabase(d.DatabaseID, classStatistics)
		case *catalog.EventTriggerDesc:
			class = m.inDatabase(d.DatabaseID, classEventTrigger)
		case *catalog.TextSearchDesc:
			class = m.inDatabase(d.DatabaseID, textSearchClass(d))
		case *catalog.RoutineDesc:
			class = m.inDatabase(d.DatabaseID, classProc)
		case *catalog.OperatorDesc:
			class = m.inDatabase(d.DatabaseID, classOperator)
		case *catalog.ExtensionDesc:
			class = m.inDatabase(d.DatabaseID, classExtension)
		}
		if class == 0 {
			continue
		}
		if err := m.dependOnRoles(db, class, d.Common()); err != nil {
			return err
		}
		if t, ok := d.(*catalog.TableDesc); ok {
			if err := m.policiesOnRoles(t); err != nil {
				return err
			}
		}
	}
	return m.systemOnRoles()
}

// systemOnRoles tells of the roles that have rights on what is the system's, and by default.
func (m *making) systemOnRoles() error {
	db, ok := m.snap.DatabaseByID(m.db)
	if !ok {
		return nil
	}
	for i := range db.Defaults {
		d := &db.Defaults[i]
		if err := m.dependOnRoles(m.db, classDefaultACL, &catalog.Base{ID: d.OID, Owner: d.Role, Grants: d.Grants}); err != nil {
			return err
		}
	}
	for i := range db.Builtins {
		g := &db.Builtins[i]
		class := classProc
		switch {
		case g.Class == catalog.SystemTable:
			class = classClass
		case g.Class == catalog.SystemSchema:
			class = classNamespace
		case g.Class == catalog.SystemLanguage:
			class = classLanguage
		case g.Type:
			class = classType
		}
		if err := m.dependOnRoles(m.db, class, &catalog.Base{ID: g.OID, Owner: catalog.RoleSuper, Grants: g.Grants}); err != nil {
			return err
		}
		for _, c := range g.Columns {
			if err := m.dependOnRoles(m.db, class, &catalog.Base{ID: g.OID, Owner: catalog.RoleSuper, Grants: c.Grants}); err != nil {
				return err
			}
		}
	}
	for _, p := range m.snap.Parameters() {
		if err := m.dependOnRoles(0, classParameter, &catalog.Base{ID: p.OID, Owner: catalog.RoleSuper, Grants: p.Grants}); err != nil {
			return err
		}
	}
	return nil
}

// policiesOnRoles tells of the roles that a table's policies are for.
func (m *making) policiesOnRoles(t *catalog.TableDesc) error {
	for i := range t.Policies {
		p := &t.Policies[i]
		for _, role := range p.Roles {
			if role == 0 {
				continue
			}
			if err := m.row(m.db, classPolicy, p.OID, 0, classAuthid, role, byte('r')); err != nil {
				return err
			}
		}
	}
	return nil
}

// inDatabase is the class of an object of the database that is read; 0: it is another's.
func (m *making) inDatabase(db, class catalog.ID) catalog.ID {
	if db != m.db {
		return 0
	}
	return class
}

func (m *making) dependOnRoles(db, class catalog.ID, d *catalog.Base) error {
	on := func(role catalog.ID, kind byte) error {
		if role == 0 || role == catalog.RoleSuper {
			return nil
		}
		return m.row(db, class, d.ID, 0, classAuthid, role, kind)
	}
	if err := on(d.Owner, 'o'); err != nil {
		return err
	}
	told := map[catalog.ID]bool{d.Owner: true}
	for _, g := range d.Grants {
		if told[g.Grantee] {
			continue
		}
		told[g.Grantee] = true
		if err := on(g.Grantee, 'a'); err != nil {
			return err
		}
	}
	return nil
}
