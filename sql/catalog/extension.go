package catalog

import "iter"

// ExtensionDesc is an extension that CREATE EXTENSION turned on in a database. What it consists
// of are objects of their own, which name it (Base.Extension). It needs version.Parted.
type ExtensionDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	// SchemaID is where its objects are, or, of one without objects, where they would be.
	SchemaID ID `f:"3"`
	// Release is its version, in its own words.
	Release string `f:"4"`
}

func (*ExtensionDesc) kind() Kind { return KindExtension }

// ExtensionByID returns an extension.
func (s *Snapshot) ExtensionByID(id ID) (*ExtensionDesc, bool) { return byID[*ExtensionDesc](s, id) }

// Extension finds an extension of a database by its name.
func (s *Snapshot) Extension(database ID, name string) (*ExtensionDesc, bool) {
	id, ok := s.names.get(nameKey{parent: database, kind: KindExtension, name: name})
	if !ok {
		return nil, false
	}
	return s.ExtensionByID(id)
}

// Extensions lists the extensions of a database (0: of all), in no order.
func (s *Snapshot) Extensions(database ID) iter.Seq[*ExtensionDesc] {
	return func(yield func(*ExtensionDesc) bool) {
		for e := range ofKind[*ExtensionDesc](s, KindExtension) {
			if (database == 0 || e.DatabaseID == database) && !yield(e) {
				return
			}
		}
	}
}

// Members lists what an extension consists of, by ID.
func (s *Snapshot) Members(extension ID) iter.Seq[Descriptor] {
	return func(yield func(Descriptor) bool) {
		for _, d := range s.objects.all() {
			if d.Common().Extension == extension && !yield(d) {
				return
			}
		}
	}
}
