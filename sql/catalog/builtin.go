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
	// Type tells a type, Language a language from a function, Aggregate an aggregate from others.
	Type, Language, Aggregate bool
}

func (*BuiltinDesc) kind() Kind { return 0 }

// BuiltinGrants are the grants on a function or type of the system, or, where Class is not 0,
// on another object of it.
type BuiltinGrants struct {
	Type   bool        `f:"1"`
	OID    ID          `f:"2"`
	Grants []Grant     `f:"3"`
	Class  SystemClass `f:"4"`
	// Columns are the grants on columns of a system catalog.
	Columns []ColumnGrants `f:"5"`
}

// ColumnGrants are the grants on one column.
type ColumnGrants struct {
	Column ColumnID `f:"1"`
	Grants []Grant  `f:"2"`
}

// PrivilegeExecute is that of functions.
const PrivilegeExecute = 'X'

// limitedFunctions are those that at first not everybody may call, with the role that may
// beside superusers (RoleSuper: none), as Postgres has them.
var limitedFunctions = map[ID]ID{
	764: RoleSuper, 765: RoleSuper, 767: RoleSuper, // lo_import and lo_export
	2172: RoleSuper, 2739: RoleSuper, 3098: RoleSuper, // pg_backup_start and _stop, pg_create_restore_point
	2274: RoleSuper, 2307: RoleSuper, 3775: RoleSuper, 3776: RoleSuper, 3777: RoleSuper, 6170: RoleSuper, 6232: RoleSuper, // pg_stat_reset…
	2282: RoleReadAllStats, 5052: RoleReadAllStats, // pg_get_backend_memory_contexts, pg_get_shmem_allocations
	2621: RoleSuper, 2622: RoleSuper, // pg_reload_conf, pg_rotate_logfile
	2623: RoleSuper, 3307: RoleSuper, // pg_stat_file
	2624: RoleSuper, 3293: RoleSuper, 3826: RoleSuper, // pg_read_file
	2625: RoleSuper, 3297: RoleSuper, // pg_ls_dir
	2848: RoleSuper, 3071: RoleSuper, 3072: RoleSuper, 3436: RoleSuper, // pg_switch_wal, pg_wal_replay_…, pg_promote
	3295: RoleSuper, 3827: RoleSuper, 3828: RoleSuper, // pg_read_binary_file
	3329: RoleSuper, 3401: RoleSuper, 6250: RoleSuper, // what files of settings say
	3353: RoleMonitor, 3354: RoleMonitor, 5029: RoleMonitor, 5030: RoleMonitor, 5031: RoleMonitor, // pg_ls_…
	6270: RoleMonitor, 6271: RoleMonitor, 6272: RoleMonitor,
	3400: RoleSuper, 3800: RoleSuper, 3801: RoleSuper, 4543: RoleSuper, 6230: RoleSuper, // pg_config, the log, pg_stat_have_stats
	6003: RoleSuper, 6004: RoleSuper, 6005: RoleSuper, 6006: RoleSuper, 6007: RoleSuper, 6008: RoleSuper, // pg_replication_origin_…
	6009: RoleSuper, 6010: RoleSuper, 6011: RoleSuper, 6012: RoleSuper, 6013: RoleSuper, 6014: RoleSuper,
}

// limitedFunction reports whether at first not everybody may call a function.
func limitedFunction(oid ID) bool { return limitedFunctions[oid] != 0 }

// LimitedFunctions lists the functions that at first not everybody may call, by OID.
func LimitedFunctions() []ID { return slices.Sorted(maps.Keys(limitedFunctions)) }

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
		if g := &d.Builtins[i]; g.Class == 0 && g.Type == typ && g.OID == oid {
			return g
		}
	}
	return nil
}

// Unlimited reports whether everybody may use a function, or type, of the system in a
// database, as nothing was said of it.
func (s *Snapshot) Unlimited(database ID, typ bool, oid ID) bool {
	return (typ || !limitedFunction(oid)) && s.builtinGrants(database, typ, oid) == nil
}

// LimitsFunctions reports whether Unlimited may be false for any function.
func (s *Snapshot) LimitsFunctions(database ID) bool {
	d, ok := s.DatabaseByID(database)
	return ok && slices.ContainsFunc(d.Builtins, func(g BuiltinGrants) bool { return g.Class == 0 && !g.Type })
}

// SetBuiltin keeps the grants of a function or type; nil are the defaults.
func (d *DatabaseDesc) SetBuiltin(typ bool, oid ID, grants []Grant) {
	d.Builtins = slices.DeleteFunc(d.Builtins, func(g BuiltinGrants) bool { return g.Class == 0 && g.Type == typ && g.OID == oid })
	if grants != nil {
		d.Builtins = append(d.Builtins, BuiltinGrants{Type: typ, OID: oid, Grants: grants})
	}
}

// limitedTo is the role beside superusers that may at first call a function which not
// everybody may; 0: none, or d is no such function.
func limitedTo(d Descriptor) ID {
	f, ok := d.(*BuiltinDesc)
	if !ok || f.Type || f.Language || limitedFunctions[f.ID] == RoleSuper {
		return 0
	}
	return limitedFunctions[f.ID]
}
