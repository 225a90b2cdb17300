package pgcatalog

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// lookFunctions tell of single objects, and of the recovery that a node here never is in.
func lookFunctions() []function {
	notInRecovery := func(*call) (types.Datum, error) {
		return types.Null, pgerror.New(pgerror.ObjectNotInPrerequisiteState, "recovery is not in progress").
			WithHint("Recovery control functions can only be executed during recovery.")
	}
	out := []function{
		{"pg_index_column_has_property", list(types.TRegClass, tInt, tText), tBool, indexColumnProperty},
		{"pg_index_has_property", list(types.TRegClass, tText), tBool, indexProperty},
		{"pg_indexam_has_property", list(tOID, tText), tBool, methodProperty},
		{"pg_get_function_arg_default", list(tOID, tInt), tText, argumentDefault},
		{"pg_get_replica_identity_index", list(types.TRegClass), types.TRegClass, identityIndex},
		{"pg_sequence_last_value", list(types.TRegClass), types.TInt8, sequenceLast},
		{"pg_is_wal_replay_paused", nil, tBool, notInRecovery},
		{"pg_get_wal_replay_pause_state", nil, tText, notInRecovery},
		{"pg_last_wal_receive_lsn", nil, types.TPgLSN, null},
		{"pg_last_wal_replay_lsn", nil, types.TPgLSN, null},
		{"pg_last_xact_replay_timestamp", nil, types.TTimestampTZ, null},
		// There is no log that others read, no file of it, and none of a table.
		{"pg_current_wal_lsn", nil, types.TPgLSN, null},
		{"pg_current_wal_insert_lsn", nil, types.TPgLSN, null},
		{"pg_current_wal_flush_lsn", nil, types.TPgLSN, null},
		{"pg_current_logfile", nil, tText, null},
		{"pg_current_logfile", list(tText), tText, null},
		{"pg_relation_filepath", list(types.TRegClass), tText, null},
	}
	for _, role := range []*types.Type{nil, tName, tOID} {
		args := list(tText, tText)
		if role != nil {
			args = list(role, tText, tText)
		}
		out = append(out, function{"has_parameter_privilege", args, tBool, func(c *call) (types.Datum, error) {
			who := c.user()
			if role != nil {
				var err error
				if who, err = c.role(0, role == tOID); err != nil {
					return types.Null, err
				}
			}
			return c.parameterPrivilege(who)
		}})
	}
	return out
}

// parameterPrivilege tells whether a role may set, or store, a setting.
func (c *call) parameterPrivilege(who catalog.ID) (types.Datum, error) {
	return onObject("sA")(c, who, c.snap.Parameter(strings.ToLower(c.text(len(c.args)-2))))
}

// methods are what indexes of a kind can do, in the order of Postgres's words for it.
var methods = map[catalog.ID]struct {
	order, unique, columns, exclude, include bool
	cluster, scan, bitmap, backward          bool
	returns, arrays, nulls                   bool
}{
	amBtree:  {true, true, true, true, true, true, true, true, true, true, true, true},
	amHash:   {false, false, false, true, false, false, true, true, true, false, false, false},
	amGist:   {false, false, true, true, true, true, true, true, false, true, false, true},
	amSPGist: {false, false, false, true, true, false, true, true, false, true, false, true},
	amBrin:   {false, false, true, false, false, false, false, true, false, false, false, true},
	amGin:    {false, false, true, false, false, false, false, true, false, false, false, false},
}

// property is one of a list; NULL: there is none of that name.
func property(all map[string]bool, name string) (types.Datum, error) {
	has, known := all[strings.ToLower(name)]
	if !known {
		return types.Null, nil
	}
	return types.Bool(has), nil
}

func methodProperty(c *call) (types.Datum, error) {
	m, ok := methods[c.oid(0)]
	if !ok {
		return types.Null, nil
	}
	return property(map[string]bool{"can_order": m.order, "can_unique": m.unique, "can_multi_col": m.columns, "can_exclude": m.exclude, "can_include": m.include}, c.text(1))
}

func indexProperty(c *call) (types.Datum, error) {
	_, ix, ok := c.snap.IndexByOID(c.oid(0))
	if !ok {
		return types.Null, nil
	}
	am, _ := methodOf(ix)
	m := methods[am]
	return property(map[string]bool{"clusterable": m.cluster, "index_scan": m.scan, "bitmap_scan": m.bitmap, "backward_scan": m.backward}, c.text(1))
}

// indexColumnProperty tells what an index's column can do. Those that it only includes have no order.
func indexColumnProperty(c *call) (types.Datum, error) {
	_, ix, ok := c.snap.IndexByOID(c.oid(0))
	n := int(c.args[1].Int())
	if !ok || n < 1 || n > len(ix.Columns)+len(ix.Include) {
		return types.Null, nil
	}
	am, _ := methodOf(ix)
	m := methods[am]
	if n > len(ix.Columns) {
		return property(map[string]bool{"orderable": false, "distance_orderable": false, "returnable": m.returns}, c.text(2))
	}
	col := ix.Columns[n-1]
	return property(map[string]bool{
		"asc": m.order && !col.Desc, "desc": m.order && col.Desc, "nulls_first": m.order && col.NullsFirst, "nulls_last": m.order && !col.NullsFirst,
		"orderable": m.order, "distance_orderable": false, "returnable": m.returns, "search_array": m.arrays, "search_nulls": m.nulls,
	}, c.text(2))
}

// argumentDefault is the default of one of a function's arguments.
func argumentDefault(c *call) (types.Datum, error) {
	n := int(c.args[1].Int())
	if d, ok := c.snap.RoutineByID(c.oid(0)); ok {
		// Arguments are counted as proallargtypes has them, those of the result too.
		if n < 1 || n > len(d.Args) || d.Args[n-1].Default == "" {
			return types.Null, nil
		}
		return types.Text(ExprText(c.snap, c.path, nil, d.Args[n-1].Default, false)), nil
	}
	f, ok := builtin.Catalog().FunctionByOID(c.oid(0))
	if !ok {
		return types.Null, nil
	}
	if at := n - 1 - (len(f.Args) - len(f.ArgDefaults)); n <= len(f.Args) && at >= 0 {
		return types.Text(f.ArgDefaults[at]), nil
	}
	return types.Null, nil
}

// identityIndex is the index by which a row that changes is told to others.
func identityIndex(c *call) (types.Datum, error) {
	t, ok := c.snap.TableByID(c.oid(0))
	if !ok {
		return types.Null, nil
	}
	i := slices.IndexFunc(t.Indexes, func(ix catalog.IndexDesc) bool {
		switch t.ReplicaIdentity {
		case 'i':
			return ix.ReplicaIdentity
		case 0, 'd':
			return ix.Primary
		}
		return false
	})
	if i < 0 || t.Indexes[i].OID == 0 {
		return types.Null, nil
	}
	return types.Int(int64(t.Indexes[i].OID)), nil
}

// sequenceLast is the value that was taken last of a sequence; NULL: none was.
func sequenceLast(c *call) (types.Datum, error) {
	d, ok := c.snap.SequenceByID(c.oid(0))
	if !ok {
		if r, ok := c.snap.RelationByID(c.oid(0)); ok && r.Table != nil {
			name := r.Table.Name
			if r.Index != nil {
				name = r.Index.Name
			}
			return types.Null, pgerror.New(pgerror.WrongObjectType, "%q is not a sequence", name)
		}
		return types.Null, pgerror.New(pgerror.UndefinedTable, "could not open relation with OID %d", c.oid(0))
	}
	if !c.snap.HasPrivilege(c.user(), d, catalog.PrivilegeUsage) && !c.snap.HasPrivilege(c.user(), d, catalog.PrivilegeSelect) {
		return types.Null, catalog.Denied(d)
	}
	last, called, err := c.snap.SequenceState(c.ctx, d)
	if err != nil || !called {
		return types.Null, err
	}
	return types.Int(last), nil
}
