package catalog

import (
	"cmp"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/sql/types"
)

// index fills what lookups in a table want.
func (t *TableDesc) index() {
	t.columnByName = make(map[string]int, len(t.Columns))
	for i := range t.Columns {
		if !t.Columns[i].Hidden {
			t.columnByName[t.Columns[i].Name] = i
		}
	}
}

// newSnapshot returns an empty snapshot.
func (c *Catalog) newSnapshot(from hlc.Timestamp) *Snapshot {
	s := emptySnapshot()
	s.version = c.versions.Add(1)
	s.shared, s.from, s.virtual, s.catalog = s.version, from, c.o.Virtual, c
	return s
}

// emptySnapshot returns a snapshot without objects, of no catalog.
func emptySnapshot() *Snapshot {
	return &Snapshot{
		objects: newSharedMap[ID, Descriptor](cmp.Compare), names: newSharedMap[nameKey, ID](nameKey.compare),
		indexes: newSharedMap[ID, indexRef](cmp.Compare), byDatabase: newSharedMap[pair, *TableDesc](pair.compare),
		amounts: newSharedMap[ID, Amounts](cmp.Compare), naming: newSharedMap[pair, struct{}](pair.compare), rows: newRowTables(),
	}
}

// change is one descriptor that a transaction changed: New is nil for a drop.
type change struct {
	id  ID
	new Descriptor
}

// with returns the snapshot with changes applied.
func (s *Snapshot) with(changes []change, version uint64, from hlc.Timestamp, own bool) *Snapshot {
	n := &Snapshot{version: version, shared: s.shared, temps: s.temps, from: from, own: own, number: s.number, virtual: s.virtual, catalog: s.catalog,
		objects: s.objects.copy(), names: s.names.copy(), indexes: s.indexes.copy(),
		byDatabase: s.byDatabase.copy(), naming: s.naming.copy(), amounts: s.amounts.copy()}
	for _, c := range changes {
		if old := n.object(c.id); old != nil {
			n.remove(old)
		}
	}
	types, made, routines, operators, statistics, casts, searching, watching := false, false, false, false, false, false, false, false
	for _, c := range changes {
		if c.new != nil {
			n.add(c.new)
		}
		was := s.object(c.id)
		types = types || concernsTypes(was, c.new) || s.rows.used.has(c.id)
		made = made || isMade(c.new) || isMade(was)
		routines = routines || isRoutine(c.new) || isRoutine(was)
		operators = operators || isOperator(c.new) || isOperator(was)
		casts = casts || isCast(c.new) || isCast(was)
		watching = watching || isEventTrigger(c.new) || isEventTrigger(was)
		searching = searching || isTextSearch(c.new) || isTextSearch(was)
		statistics = statistics || isStatistics(c.new) || isStatistics(was)
	}
	n.rows = s.rows.with(s, changes)
	if types {
		n.types = n.typesOf(s)
	} else {
		n.types = s.types.WithRows(n.rowTypeByOID)
	}
	if n.made = s.made; made {
		n.made = n.madeTypesOf()
	}
	if n.routines = s.routines; routines {
		n.routines = n.routinesOf()
	}
	if n.operators = s.operators; operators {
		n.operators = n.operatorsOf()
	}
	if n.registries = s.registries; casts {
		n.registries = n.registriesOf()
	}
	if n.statistics = s.statistics; statistics {
		n.statistics = n.statisticsOf()
	}
	if n.searching = s.searching; searching {
		n.searching = n.textSearchOf()
	}
	if n.watching = s.watching; watching {
		n.watching = n.eventTriggersOf()
	}
	n.link(s, changes, types)
	n.countPlans(s, changes)
	return n
}

// concernsTypes reports whether types, or the names that they are printed with, may be others
// after a change of a descriptor; nil: it is new, or goes.
func concernsTypes(old, now Descriptor) bool {
	_, was := old.(*TypeDesc)
	_, is := now.(*TypeDesc)
	if was || is {
		return true
	}
	// A schema that is new, or goes, has no types but those that are, too.
	d, ok := now.(*SchemaDesc)
	return ok && old != nil && !d.Temporary
}

// countPlans notes whose plans the changes since before touch.
func (s *Snapshot) countPlans(before *Snapshot, changes []change) {
	cloned := false
	for _, c := range changes {
		was, is := before.tempOf(before.object(c.id)), s.tempOf(c.new)
		schema := max(was, is)
		if s.own || schema == 0 || was != is && before.object(c.id) != nil && c.new != nil {
			s.shared = s.version
			return
		}
		if !cloned {
			s.temps, cloned = cloneMap(s.temps), true
		}
		if s.temps[schema] = s.version; c.new == nil && c.id == schema {
			delete(s.temps, schema)
		}
	}
}

// tempOf is the temporary schema that an object is in, or is; 0: none.
func (s *Snapshot) tempOf(d Descriptor) ID {
	schema := ID(0)
	switch d := d.(type) {
	case *SchemaDesc:
		if d.Temporary {
			return d.ID
		}
	case *TableDesc:
		if d.Temporary {
			return d.SchemaID
		}
	case *SequenceDesc:
		schema = d.SchemaID
	case *CastDesc:
		for _, id := range []types.OID{d.FromID, d.ToID} {
			if t, ok := s.TypeByID(id); ok && s.tempOf(t) != 0 {
				return s.tempOf(t)
			}
		}
		return 0
	case *StatisticsDesc:
		if t, ok := s.TableByID(d.TableID); ok {
			return s.tempOf(t)
		}
	case *TextSearchDesc:
		schema = d.SchemaID
	case *RoutineDesc:
		schema = d.SchemaID
	case *TypeDesc:
		schema = d.SchemaID
	}
	if d, ok := s.SchemaByID(schema); ok && d.Temporary {
		return d.ID
	}
	return 0
}

func cloneMap[K comparable, V any](m map[K]V) map[K]V {
	n := make(map[K]V, len(m)+8)
	for k, v := range m {
		n[k] = v
	}
	return n
}

func (s *Snapshot) add(d Descriptor) {
	b := d.Common()
	s.put(d)
	s.count(d, 1)
	named(d, func(id ID) { s.naming.set(pair{id, b.ID}, struct{}{}) })
	s.names.set(nameOf(d), b.ID)
	if t, ok := d.(*TypeDesc); ok {
		for _, n := range t.made() {
			s.names.set(n.key, n.id)
		}
	}
	if t, ok := d.(*TableDesc); ok {
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			if ix.OID != 0 && ix.State != IndexDropping {
				s.indexes.set(ix.OID, indexRef{t.ID, ix.ID})
				s.names.set(nameKey{parent: t.SchemaID, kind: KindTable, name: ix.Name}, ix.OID)
			}
		}
	}
}

// put has d be what its ID stands for.
func (s *Snapshot) put(d Descriptor) {
	id := d.Common().ID
	s.objects.set(id, d)
	if t, ok := d.(*TableDesc); ok {
		s.byDatabase.set(pair{t.DatabaseID, id}, t)
	}
}

func (s *Snapshot) remove(d Descriptor) {
	b := d.Common()
	s.objects.remove(b.ID)
	s.count(d, -1)
	named(d, func(id ID) { s.naming.remove(pair{id, b.ID}) })
	s.unname(nameOf(d), b.ID)
	if t, ok := d.(*TypeDesc); ok {
		for _, n := range t.made() {
			s.unname(n.key, n.id)
		}
	}
	if t, ok := d.(*TableDesc); ok {
		s.byDatabase.remove(pair{t.DatabaseID, t.ID})
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			s.indexes.remove(ix.OID)
			s.unname(nameKey{parent: t.SchemaID, kind: KindTable, name: ix.Name}, ix.OID)
		}
	}
}

func (s *Snapshot) unname(k nameKey, id ID) {
	if s.idOf(k) == id {
		s.names.remove(k)
	}
}

func nameOf(d Descriptor) nameKey {
	name := d.Common().Name
	switch d := d.(type) {
	case *DatabaseDesc:
		return nameKey{kind: KindDatabase, name: name}
	case *SchemaDesc:
		return nameKey{parent: d.DatabaseID, kind: KindSchema, name: name}
	case *TableDesc:
		return nameKey{parent: d.SchemaID, kind: KindTable, name: name}
	case *SequenceDesc:
		return nameKey{parent: d.SchemaID, kind: KindTable, name: name}
	}
	if t, ok := d.(*TypeDesc); ok {
		return nameKey{parent: t.SchemaID, kind: KindType, name: name}
	}
	if r, ok := d.(*RoutineDesc); ok {
		return nameKey{parent: r.SchemaID, kind: KindRoutine, name: r.routineKey()}
	}
	if o, ok := d.(*OperatorDesc); ok {
		return nameKey{parent: o.SchemaID, kind: KindOperator, name: o.operatorKey()}
	}
	if c, ok := d.(*CastDesc); ok {
		return nameKey{parent: c.DatabaseID, kind: KindCast, name: c.castKey()}
	}
	if o, ok := d.(*StatisticsDesc); ok {
		return nameKey{parent: o.SchemaID, kind: KindStatistics, name: name}
	}
	if o, ok := d.(*TextSearchDesc); ok {
		return nameKey{parent: o.SchemaID, kind: o.kind(), name: name}
	}
	if e, ok := d.(*EventTriggerDesc); ok {
		return nameKey{parent: e.DatabaseID, kind: KindEventTrigger, name: name}
	}
	if e, ok := d.(*ExtensionDesc); ok {
		return nameKey{parent: e.DatabaseID, kind: KindExtension, name: name}
	}
	if _, ok := d.(*PlacementPolicyDesc); ok {
		return nameKey{kind: KindPlacementPolicy, name: name}
	}
	return nameKey{kind: KindRole, name: name}
}

// Reindex makes the look-ups in a table match its columns, and its computed columns match
// its indexes, after these changed.
func (t *TableDesc) Reindex() {
	if err := t.compute(); err != nil {
		panic("catalog: an index that was made is malformed: " + err.Error())
	}
	t.index()
}
