package catalog

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// BuiltinDesc is a function or a type of the system as an object that privileges are on.
// It is made where it is needed: grants that differ from the defaults are its database's.
type BuiltinDesc struct {
	Base
	DatabaseID ID
	// Type tells a type from a function, Aggregate an aggregate from others.
	Type, Aggregate bool
}

func (*BuiltinDesc) kind() Kind { return 0 }

// BuiltinGrants are the grants on a function or type of the system.
type BuiltinGrants struct {
	Type   bool    `f:"1"`
	OID    ID      `f:"2"`
	Grants []Grant `f:"3"`
}

// PrivilegeExecute is that of functions.
const PrivilegeExecute = 'X'

// ownersFunctions are those that at first their owner alone may call.
var ownersFunctions = map[ID]bool{
	2621: true,            // pg_reload_conf
	764:  true, 767: true, // lo_import
	765: true, // lo_export
}

// OwnersFunctions lists the functions that at first their owner alone may call, by OID.
func OwnersFunctions() []ID { return slices.Sorted(maps.Keys(ownersFunctions)) }

// Builtin returns a function (by its OID), or with typ a type, as an object of a database.
func (s *Snapshot) Builtin(database ID, typ bool, oid ID) (*BuiltinDesc, bool) {
	b := &BuiltinDesc{Base: Base{ID: oid, Owner: RoleSuper}, DatabaseID: database, Type: typ}
	if typ {
		t, ok := types.ByOID(oid)
		if !ok {
			return nil, false
		}
		b.Name = t.String()
	} else {
		f, ok := builtin.Catalog().Function(oid)
		if !ok {
			return nil, false
		}
		b.Name, b.Aggregate = f.Name, f.Kind == builtin.KindAggregate
	}
	if g := s.builtinGrants(database, typ, oid); g != nil {
		b.Grants = g.Grants
	}
	return b, true
}

func (s *Snapshot) builtinGrants(database ID, typ bool, oid ID) *BuiltinGrants {
	d, ok := s.DatabaseByID(database)
	if !ok {
		return nil
	}
	for i := range d.Builtins {
		if g := &d.Builtins[i]; g.Type == typ && g.OID == oid {
			return g
		}
	}
	return nil
}

// Unlimited reports whether everybody may use a function, or type, of the system in a
// database, as nothing was said of it.
func (s *Snapshot) Unlimited(database ID, typ bool, oid ID) bool {
	return (typ || !ownersFunctions[oid]) && s.builtinGrants(database, typ, oid) == nil
}

// LimitsFunctions reports whether Unlimited may be false for any function.
func (s *Snapshot) LimitsFunctions(database ID) bool {
	d, ok := s.DatabaseByID(database)
	return ok && slices.ContainsFunc(d.Builtins, func(g BuiltinGrants) bool { return !g.Type })
}

// SetBuiltin keeps the grants of a function or type; nil are the defaults.
func (d *DatabaseDesc) SetBuiltin(typ bool, oid ID, grants []Grant) {
	d.Builtins = slices.DeleteFunc(d.Builtins, func(g BuiltinGrants) bool { return g.Type == typ && g.OID == oid })
	if grants != nil {
		d.Builtins = append(d.Builtins, BuiltinGrants{Type: typ, OID: oid, Grants: grants})
	}
}
