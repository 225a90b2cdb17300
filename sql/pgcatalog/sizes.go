package pgcatalog

import (
	"context"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// SizeOf gives about how many bytes a span's keys take in one replica.
type SizeOf func(ctx context.Context, span keys.Span) (uint64, error)

// sizeFunctions tell what relations and databases take on disk, one replica of each range, all
// versions of rows: pg_relation_size and the like. The rows of a table lie in its primary key,
// whose own size is 0 therefore.
func sizeFunctions(size SizeOf) []function {
	sized := func(spans func(t *catalog.TableDesc) []keys.Span) func(*call) (types.Datum, error) {
		return func(c *call) (types.Datum, error) { return c.relationSize(size, spans) }
	}
	out := []function{
		{"pg_relation_size", list(types.TRegClass), types.TInt8, sized(rowSpans)},
		{"pg_table_size", list(types.TRegClass), types.TInt8, sized(rowSpans)},
		{"pg_total_relation_size", list(types.TRegClass), types.TInt8, sized(func(t *catalog.TableDesc) []keys.Span { return []keys.Span{t.TableSpan()} })},
		{"pg_indexes_size", list(types.TRegClass), types.TInt8, sized(indexSpans)},
		{"pg_relation_size", list(types.TRegClass, tText), types.TInt8, func(c *call) (types.Datum, error) {
			switch c.text(1) {
			case "main":
				return c.relationSize(size, rowSpans)
			case "fsm", "vm", "init":
				return types.Int(0), nil
			}
			return types.Null, pgerror.New(pgerror.InvalidParameterValue, "invalid fork name").WithHint(`Valid fork names are "main", "fsm", "vm", and "init".`)
		}},
	}
	for _, t := range []*types.Type{tName, tOID} {
		out = append(out,
			function{"pg_database_size", list(t), types.TInt8, func(c *call) (types.Datum, error) { return c.databaseSize(size, t == tOID) }},
			function{"pg_tablespace_size", list(t), types.TInt8, func(c *call) (types.Datum, error) { return c.tablespaceSize(size, t == tOID) }})
	}
	return out
}

func rowSpans(t *catalog.TableDesc) []keys.Span { return []keys.Span{t.Span(t.Primary())} }

func indexSpans(t *catalog.TableDesc) (out []keys.Span) {
	for i := range t.Indexes {
		if ix := &t.Indexes[i]; ix.ID != t.Primary().ID {
			out = append(out, t.Span(ix))
		}
	}
	return out
}

// relationSize adds up spans of a table, or is the size of one index; NULL: there is no such
// relation.
func (c *call) relationSize(size SizeOf, spans func(t *catalog.TableDesc) []keys.Span) (types.Datum, error) {
	if t, ix, ok := c.snap.IndexByOID(c.oid(0)); ok {
		if ix.ID == t.Primary().ID {
			return types.Int(0), nil
		}
		return c.bytes(size, t.Span(ix))
	}
	t, ok := c.snap.TableByID(c.oid(0))
	switch {
	case !ok && isSequence(c.snap, c.oid(0)):
		return types.Int(0), nil // one row of few bytes
	case !ok:
		return types.Null, nil
	case t.View || t.Virtual || len(t.Indexes) == 0:
		return types.Int(0), nil
	}
	return c.bytes(size, spans(t)...)
}

func isSequence(snap *catalog.Snapshot, id catalog.ID) bool {
	_, ok := snap.SequenceByID(id)
	return ok
}

func (c *call) bytes(size SizeOf, spans ...keys.Span) (types.Datum, error) {
	var total uint64
	for _, s := range spans {
		n, err := size(c.ctx, s)
		if err != nil {
			return types.Null, err
		}
		total += n
	}
	return types.Int(int64(total)), nil
}

func (c *call) databaseSize(size SizeOf, byOID bool) (types.Datum, error) {
	var db *catalog.DatabaseDesc
	var ok bool
	if byOID {
		if db, ok = c.snap.DatabaseByID(c.oid(0)); !ok {
			return types.Null, nil
		}
	} else if db, ok = c.snap.Database(c.text(0)); !ok {
		return types.Null, pgerror.New(pgerror.InvalidCatalogName, "database %q does not exist", c.text(0))
	}
	if !c.snap.HasPrivilege(c.user(), db, catalog.PrivilegeConnect) && !c.snap.Inherits(c.user(), catalog.RoleReadAllStats, 0) {
		return types.Null, pgerror.New(pgerror.InsufficientPrivilege, "permission denied for database %s", db.Name)
	}
	if db.SpaceID == 0 {
		return types.Int(0), nil
	}
	return c.bytes(size, spaceSpan(db))
}

func spaceSpan(db *catalog.DatabaseDesc) keys.Span {
	p := keys.SpacePrefix(db.SpaceID)
	return keys.Span{Start: p, End: p.PrefixEnd()}
}

// tablespaceSize is that of all databases for pg_default. What the cluster has in common counts
// nothing.
func (c *call) tablespaceSize(size SizeOf, byOID bool) (types.Datum, error) {
	const defaults, global = catalog.NameTablespaceDefault, catalog.NameTablespaceGlobal
	var policy *catalog.PlacementPolicyDesc
	var ok bool
	if byOID {
		policy, ok = c.snap.PlacementPolicyByID(c.oid(0))
	} else {
		policy, ok = c.snap.PlacementPolicy(c.text(0))
	}
	if ok {
		return c.policySize(size, policy)
	}
	var name string
	switch {
	case byOID && c.oid(0) == tablespaceDefault:
		name = defaults
	case byOID && c.oid(0) == tablespaceGlobal:
		name = global
	case byOID:
		return types.Null, nil
	default:
		name = c.text(0)
	}
	switch name {
	case defaults:
		var spans []keys.Span
		for d := range c.snap.All() {
			if db, ok := d.(*catalog.DatabaseDesc); ok && db.SpaceID != 0 {
				spans = append(spans, spaceSpan(db))
			}
		}
		return c.bytes(size, spans...)
	case global:
		if !c.snap.Inherits(c.user(), catalog.RoleReadAllStats, 0) {
			return types.Null, pgerror.New(pgerror.InsufficientPrivilege, "permission denied for tablespace %s", name)
		}
		return types.Int(0), nil
	}
	return types.Null, pgerror.New(pgerror.UndefinedObject, "tablespace %q does not exist", name)
}

// policySize is that of what a placement policy asks for itself: the tables and indexes that name
// it, whatever databases say.
func (c *call) policySize(size SizeOf, d *catalog.PlacementPolicyDesc) (types.Datum, error) {
	if !c.snap.HasPrivilege(c.user(), d, catalog.PrivilegeCreate) && !c.snap.Inherits(c.user(), catalog.RoleReadAllStats, 0) {
		return types.Null, catalog.Denied(d)
	}
	var spans []keys.Span
	for u := range c.snap.PolicyUsers(d.ID) {
		switch {
		case u.Index != nil:
			spans = append(spans, u.Table.Span(u.Index))
		case u.Table != nil && !u.Table.Partitioned():
			spans = append(spans, rowSpans(u.Table)...)
		case u.Table == nil && u.Database.SpaceID != 0:
			spans = append(spans, spaceSpan(u.Database))
		}
	}
	return c.bytes(size, spans...)
}
