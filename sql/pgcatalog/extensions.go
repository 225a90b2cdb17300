package pgcatalog

import (
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/extension"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/textsearch"
)

// extensionPlpgsql is the OID of the extension that is in each database.
const extensionPlpgsql catalog.ID = 13501

// userExtensions lists the extensions that somebody made in the database, by OID.
func (m *making) userExtensions() []*catalog.ExtensionDesc {
	var out []*catalog.ExtensionDesc
	for d := range m.snap.Extensions(m.db) {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *catalog.ExtensionDesc) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

func makeExtension(m *making) error {
	if err := m.row(internalExtension, "isochron_internal", catalog.RoleSuper, catalog.SchemaIDPGCatalog, false, "1.0", nil, nil); err != nil {
		return err
	}
	if err := m.row(extensionPlpgsql, extension.Plpgsql, catalog.RoleSuper, catalog.SchemaIDPGCatalog, false, "1.0", nil, nil); err != nil {
		return err
	}
	for _, d := range m.userExtensions() {
		relocatable := false
		if e, ok := extension.Find(d.Name); ok {
			relocatable = e.Relocatable
		}
		if err := m.row(d.ID, d.Name, d.Owner, d.SchemaID, relocatable, d.Release, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

// installed is the release of an extension in the database; nil: it is not there.
func (m *making) installed(e *extension.Extension) any {
	if e.Name == extension.Plpgsql {
		return e.Release
	}
	if d, ok := m.snap.Extension(m.db, e.Name); ok {
		return d.Release
	}
	return nil
}

func makeAvailableExtensions(m *making) error {
	for _, e := range extension.All() {
		if err := m.row(e.Name, e.Release, m.installed(&e), e.Comment); err != nil {
			return err
		}
	}
	return nil
}

func makeExtensionVersions(m *making) error {
	for _, e := range extension.All() {
		var schema, requires any
		if e.Schema != "" {
			schema = e.Schema
		}
		if len(e.Requires) > 0 {
			requires = texts(e.Requires)
		}
		if err := m.row(e.Name, e.Release, m.installed(&e) != nil, true, e.Trusted, e.Relocatable, schema, requires, e.Comment); err != nil {
			return err
		}
	}
	return nil
}

// commentExtensions notes the comments on extensions.
func (m *making) commentExtensions(note func(id, class catalog.ID, part int, text string) error) error {
	if err := note(extensionPlpgsql, classExtension, 0, extension.PlpgsqlComment); err != nil {
		return err
	}
	for _, d := range m.userExtensions() {
		if err := note(d.ID, classExtension, 0, d.Comment); err != nil {
			return err
		}
	}
	return nil
}

// extensionClasses are the operator classes that are an extension's members.
func extensionClasses(extension string) []catalog.OpClass {
	switch extension {
	case trigramExtension:
		classes := trigramClasses()
		return classes[:]
	case catalog.Hstore:
		return []catalog.OpClass{entryClasses[rowenc.EntriesHstore]}
	}
	return nil
}

// dependExtensions has extensions depend on their schemas, and their objects on them.
func (m *making) dependExtensions() error {
	for _, e := range m.userExtensions() {
		if err := m.row(classExtension, e.ID, 0, classNamespace, e.SchemaID, 0, byte('n')); err != nil {
			return err
		}
		for _, c := range extensionClasses(e.Name) {
			if err := m.row(classOpclass, c.ID, 0, classExtension, e.ID, 0, byte('e')); err != nil {
				return err
			}
			if err := m.row(classOpfamily, c.Family, 0, classExtension, e.ID, 0, byte('e')); err != nil {
				return err
			}
		}
		if e.Name == catalog.Unaccent {
			if err := m.row(classTSTemplate, textsearch.UnaccentTemplateOID, 0, classExtension, e.ID, 0, byte('e')); err != nil {
				return err
			}
		}
		members := slices.Collect(m.snap.Members(e.ID))
		slices.SortFunc(members, func(a, b catalog.Descriptor) int { return cmp.Compare(a.Common().ID, b.Common().ID) })
		for _, d := range members {
			class := classType
			switch d := d.(type) {
			case *catalog.TextSearchDesc:
				class = textSearchClass(d)
			case *catalog.RoutineDesc:
				class = classProc
			case *catalog.OperatorDesc:
				class = classOperator
			}
			if err := m.row(class, d.Common().ID, 0, classExtension, e.ID, 0, byte('e')); err != nil {
				return err
			}
		}
	}
	return nil
}
