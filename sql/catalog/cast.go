package catalog

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// CastDesc is a cast that somebody created. It has no owner: who owns one of its types may drop it.
// It needs version.Declared.
type CastDesc struct {
	Base       `f:"1"`
	DatabaseID ID        `f:"2"`
	FromID     types.OID `f:"3"`
	ToID       types.OID `f:"4"`
	// ProcID is the function of one WITH FUNCTION: of the system, or a routine.
	ProcID ID `f:"5"`
	// Context and Method are as pg_cast has them.
	Context byte `f:"6"`
	Method  byte `f:"7"`
}

func (*CastDesc) kind() Kind { return KindCast }

// castKey is the name of a cast in its database.
func (d *CastDesc) castKey() string {
	return strconv.FormatUint(uint64(d.FromID), 10) + "," + strconv.FormatUint(uint64(d.ToID), 10)
}

func isCast(d Descriptor) bool {
	_, ok := d.(*CastDesc)
	return ok
}

// registriesOf are the registries of the databases of s that have casts of users; nil: none has.
func (s *Snapshot) registriesOf() map[ID]*builtin.Registry {
	own := map[ID]map[builtin.CastPair]builtin.OwnCast{}
	for c := range ofKind[*CastDesc](s, KindCast) {
		if own[c.DatabaseID] == nil {
			own[c.DatabaseID] = map[builtin.CastPair]builtin.OwnCast{}
		}
		own[c.DatabaseID][builtin.CastPair{From: c.FromID, To: c.ToID}] = builtin.OwnCast{ID: c.ID, Context: builtin.CastContext(c.Context), Method: builtin.CastMethod(c.Method), FuncOID: c.ProcID}
	}
	if len(own) == 0 {
		return nil
	}
	out := make(map[ID]*builtin.Registry, len(own))
	for db, list := range own {
		out[db] = builtin.Catalog().WithCasts(list)
	}
	return out
}

// Registry is how names are resolved in a database: by the casts of the system, and by its own.
func (s *Snapshot) Registry(database ID) *builtin.Registry {
	if s != nil && s.registries != nil {
		if r, ok := s.registries[database]; ok {
			return r
		}
	}
	return builtin.Catalog()
}

// Casts lists the casts of a database, by ID.
func (s *Snapshot) Casts(database ID) iter.Seq[*CastDesc] {
	var list []*CastDesc
	if s.registries != nil {
		for c := range ofKind[*CastDesc](s, KindCast) {
			if c.DatabaseID == database {
				list = append(list, c)
			}
		}
	}
	slices.SortFunc(list, func(a, b *CastDesc) int { return cmp.Compare(a.ID, b.ID) })
	return slices.Values(list)
}

// CastByID returns a cast.
func (s *Snapshot) CastByID(id ID) (*CastDesc, bool) {
	if s == nil {
		return nil, false
	}
	return byID[*CastDesc](s, id)
}

// CastBetween finds the cast of a user between two types of a database.
func (s *Snapshot) CastBetween(database ID, from, to types.OID) (*CastDesc, bool) {
	return s.CastByID(s.idOf(nameKey{parent: database, kind: KindCast, name: (&CastDesc{FromID: from, ToID: to}).castKey()}))
}

// CastWord is what messages call a cast.
func (s *Snapshot) CastWord(path *SearchPath, d *CastDesc) string {
	return "cast from " + s.typeText(path, d.FromID) + " to " + s.typeText(path, d.ToID)
}
