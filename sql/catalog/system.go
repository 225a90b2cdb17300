package catalog

import (
	"slices"
)

// Privileges on what is the system's in every database: its catalogs and their columns, its
// schemas, its languages. Who may use them is said for each database, and kept with it.

// SystemClass is what a BuiltinGrants of the system is about beside functions and types: the
// letter of its catalog. They need version.Granted.
type SystemClass byte

// The classes.
const (
	SystemTable    SystemClass = 'c'
	SystemSchema   SystemClass = 'n'
	SystemLanguage SystemClass = 'l'
)

// The languages; their numbers are Postgres's, but for the last one's.
const (
	LanguageIDInternal ID = 12
	LanguageIDC        ID = 13
	LanguageIDSQL      ID = 14
	LanguageIDPLpgSQL  ID = 13500
)

// trusted reports whether everybody may make functions in a language.
func trusted(language ID) bool { return language == LanguageIDSQL || language == LanguageIDPLpgSQL }

// Trusted reports whether a language is one that privileges can be granted on.
func (d *BuiltinDesc) Trusted() bool { return d.Language && trusted(d.ID) }

// languageNames are the languages by their numbers.
var languageNames = map[ID]string{LanguageIDInternal: LanguageInternal, LanguageIDC: LanguageC, LanguageIDSQL: LanguageSQL, LanguageIDPLpgSQL: LanguagePLpgSQL}

// Language returns a language as an object of a database.
func (s *Snapshot) Language(database ID, name string) (*BuiltinDesc, bool) {
	for id, n := range languageNames {
		if n == name {
			return s.LanguageByID(database, id)
		}
	}
	return nil, false
}

// LanguageByID is Language by the number.
func (s *Snapshot) LanguageByID(database, id ID) (*BuiltinDesc, bool) {
	name, ok := languageNames[id]
	if !ok {
		return nil, false
	}
	b := &BuiltinDesc{Base: Base{ID: id, Name: name, Owner: RoleSuper}, DatabaseID: database, Language: true}
	if g := s.systemGrants(database, SystemLanguage, id); g != nil {
		b.Grants = g.Grants
	}
	return b, true
}

func (s *Snapshot) systemGrants(database ID, class SystemClass, oid ID) *BuiltinGrants {
	d, ok := s.DatabaseByID(database)
	if !ok {
		return nil
	}
	for i := range d.Builtins {
		if g := &d.Builtins[i]; g.Class == class && g.OID == oid {
			return g
		}
	}
	return nil
}

// InDatabase is d with the privileges that a database says of it: a copy where d is a catalog
// or a schema of the system and the database says anything, else d itself.
func (s *Snapshot) InDatabase(database ID, d Descriptor) Descriptor {
	switch t := d.(type) {
	case *TableDesc:
		if t.Virtual {
			if g := s.systemGrants(database, SystemTable, t.ID); g != nil {
				return t.grantedAs(database, g)
			}
		}
	case *SchemaDesc:
		if t.Virtual {
			if g := s.systemGrants(database, SystemSchema, t.ID); g != nil {
				own := *t
				own.Grants = g.Grants
				return &own
			}
		}
	}
	return d
}

func (t *TableDesc) grantedAs(database ID, g *BuiltinGrants) *TableDesc {
	own := *t
	own.DatabaseID = database
	if g.Grants != nil {
		own.Grants = g.Grants
	}
	own.Columns = slices.Clone(t.Columns)
	for _, c := range g.Columns {
		if _, slot, ok := own.ColumnByID(c.Column); ok {
			own.Columns[slot].Grants = c.Grants
		} else if name := systemName(c.Column); name != "" {
			own.System = append(own.System, Column{ID: c.Column, Name: name, Grants: c.Grants})
		}
	}
	return &own
}

// SetSystem keeps the grants on a catalog, schema or language of the system; nil are the
// defaults.
func (d *DatabaseDesc) SetSystem(class SystemClass, oid ID, grants []Grant, columns []ColumnGrants) {
	d.Builtins = slices.DeleteFunc(d.Builtins, func(g BuiltinGrants) bool { return g.Class == class && g.OID == oid })
	if grants != nil || columns != nil {
		d.Builtins = append(d.Builtins, BuiltinGrants{Class: class, OID: oid, Grants: grants, Columns: columns})
	}
}

// mayWrite reports whether a privilege on a virtual table is one that roles beside superusers
// can have: nobody else writes a catalog, whatever was granted.
func (t *TableDesc) mayWrite(letter byte) bool {
	switch letter {
	case PrivilegeInsert, PrivilegeUpdate, PrivilegeDelete, PrivilegeTruncate:
		return t.View || t.SchemaID != SchemaIDPGCatalog
	}
	return true
}
