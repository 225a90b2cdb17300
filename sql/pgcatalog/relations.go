package pgcatalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// relation is anything that has a row in pg_class.
type relation struct {
	id     catalog.ID
	name   string
	schema catalog.ID
	owner  catalog.ID
	kind   byte // as relkind
	table  *catalog.TableDesc
	index  *catalog.IndexDesc
	seq    *catalog.SequenceDesc
	comp   *catalog.TypeDesc
}

// lists remembers what many scans of one catalog need: queries of tools look things up in pg_class
// and its like many times over.
type lists struct {
	relations atomic.Pointer[listing[relation]]
	tables    [2]atomic.Pointer[listing[*catalog.TableDesc]] // without and with virtual ones
	comments  atomic.Pointer[listing[comment]]
}

// listing is what one database has in one snapshot, in order. Immutable.
type listing[T any] struct {
	snap *catalog.Snapshot
	db   catalog.ID
	all  []T
}

// remembered returns what was listed last of what m asks for, or lists it.
func remembered[T any](m *making, last *atomic.Pointer[listing[T]], make func() []T) []T {
	if l := last.Load(); l != nil && l.snap == m.snap && l.db == m.db {
		return l.all
	}
	all := make()
	last.Store(&listing[T]{m.snap, m.db, all})
	return all
}

// relations lists the relations of the database, by OID. The list is not changed.
func (m *making) relations() []relation {
	return remembered(m, &m.lists.relations, m.listRelations)
}

// keyedRelations are the relations that are asked for by their OID, name or kind: all, or few.
func (m *making) keyedRelations() []relation {
	all := m.relations()
	if m.named || m.kind != 0 {
		var some []relation
		for _, r := range all {
			if m.calls(r.name) && m.ofKind(r.kind) {
				some = append(some, r)
			}
		}
		return some
	}
	if m.key.IsNull() {
		return all
	}
	if r, ok := findRelation(all, catalog.ID(m.key.Int())); ok {
		return []relation{r}
	}
	return nil
}

// findRelation looks a relation up in the list of all by its OID.
func findRelation(all []relation, id catalog.ID) (relation, bool) {
	i, ok := slices.BinarySearchFunc(all, id, func(r relation, id catalog.ID) int { return cmp.Compare(r.id, id) })
	if !ok {
		return relation{}, false
	}
	return all[i], true
}

func (m *making) listRelations() []relation {
	var out []relation
	for d := range m.snap.All() {
		switch d := d.(type) {
		case *catalog.TableDesc:
			if d.DatabaseID == m.db {
				out = append(out, tableRelations(d)...)
			}
		case *catalog.SequenceDesc:
			if d.DatabaseID == m.db {
				out = append(out, relation{id: d.ID, name: d.Name, schema: d.SchemaID, owner: d.Owner, kind: 'S', seq: d})
			}
		case *catalog.TypeDesc:
			if d.DatabaseID == m.db && d.Class == catalog.ClassComposite {
				out = append(out, relation{id: d.RelationID, name: d.Name, schema: d.SchemaID, owner: d.Owner, kind: 'c', comp: d})
			}
		}
	}
	for _, v := range m.snap.VirtualTables() {
		out = append(out, tableRelations(v.Desc)...)
	}
	slices.SortFunc(out, func(a, b relation) int { return cmp.Compare(a.id, b.id) })
	return out
}

func tableRelations(t *catalog.TableDesc) []relation {
	kind, index := byte('r'), byte('i')
	switch {
	case t.View:
		kind = 'v'
	case t.IsMaterialized():
		kind = 'm'
	case t.Partitioned():
		kind, index = 'p', 'I'
	}
	out := []relation{{id: t.ID, name: t.Name, schema: t.SchemaID, owner: t.Owner, kind: kind, table: t}}
	for i := range t.Indexes {
		if ix := &t.Indexes[i]; ix.OID != 0 && ix.State != catalog.IndexDropping {
			out = append(out, relation{id: ix.OID, name: ix.Name, schema: t.SchemaID, owner: t.Owner, kind: index, table: t, index: ix})
		}
	}
	return out
}

// tables lists the tables of the database, by OID; virtual tables too, if asked for. The list is not
// changed.
func (m *making) tables(virtual bool) []*catalog.TableDesc {
	i := 0
	if virtual {
		i = 1
	}
	return remembered(m, &m.lists.tables[i], func() []*catalog.TableDesc { return m.listTables(virtual) })
}

// keyedTables are the tables that are asked for by their OIDs: all, or one.
func (m *making) keyedTables(virtual bool) []*catalog.TableDesc {
	all := m.tables(virtual)
	if m.key.IsNull() {
		return all
	}
	i, ok := slices.BinarySearchFunc(all, m.key.Int(), func(t *catalog.TableDesc, id int64) int { return cmp.Compare(int64(t.ID), id) })
	if !ok {
		return nil
	}
	return all[i : i+1]
}

// tablesThat lists those of the tables that have something, into a list of its own.
func (m *making) tablesThat(virtual bool, has func(*catalog.TableDesc) bool) (out []*catalog.TableDesc) {
	for _, t := range m.tables(virtual) {
		if has(t) {
			out = append(out, t)
		}
	}
	return out
}

func (m *making) listTables(virtual bool) []*catalog.TableDesc {
	var out []*catalog.TableDesc
	for t := range m.snap.Relations(m.db) {
		if virtual || !t.IsView() {
			out = append(out, t)
		}
	}
	if virtual {
		for _, v := range m.snap.VirtualTables() {
			out = append(out, v.Desc)
		}
	}
	slices.SortFunc(out, func(a, b *catalog.TableDesc) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

func (m *making) schemaName(id catalog.ID) string {
	if s, ok := m.snap.SchemaByID(id); ok {
		return s.Name
	}
	return ""
}

func (m *making) roleName(id catalog.ID) string {
	if r, ok := m.snap.RoleByID(id); ok {
		return r.Name
	}
	return "unknown (OID=" + idText(id) + ")"
}

func settings(list []catalog.Setting) any {
	if len(list) == 0 {
		return nil
	}
	out := make(texts, len(list))
	for i, s := range list {
		out[i] = catalog.SettingName(s.Name) + "=" + s.Value
	}
	return out
}

// rowCount is reltuples: -1 where nothing is known. A partitioned table that was measured has the rows
// of its partitions.
func (m *making) rowCount(t *catalog.TableDesc) float64 {
	s := m.o.stats()
	if s == nil || t.Virtual {
		return -1
	}
	n, ok := s.Rows(t.ID)
	if !ok {
		return -1
	}
	if t.Partitioned() {
		for _, p := range t.Partitioning.Parts {
			if part, ok := m.snap.TableByID(p.Table); ok {
				n += max(m.rowCount(part), 0)
			}
		}
	}
	return n
}

func makeClass(m *making) error {
	for _, r := range m.keyedRelations() {
		if err := m.classRow(r); err != nil {
			return err
		}
	}
	return nil
}

// hasTriggers tells whether the table has triggers in Postgres: those of foreign keys count, and
// those that refer to a table that it is a partition of.
func (m *making) hasTriggers(t *catalog.TableDesc) bool {
	if len(t.ForeignKeys)+len(t.InboundForeignKeys)+len(t.Triggers) > 0 {
		return true
	}
	parent, ok := m.snap.TableByID(t.PartitionOf)
	return ok && t.IsPartition() && m.hasTriggers(parent)
}

func (m *making) classRow(r relation) error {
	var typ, file, am catalog.ID
	var natts, checks int
	var hasIndex, hasTriggers bool
	tuples, persistence, options := 0.0, byte('p'), any(nil)
	file = r.id
	switch {
	case r.index != nil:
		if r.table.Unlogged {
			persistence = 'u'
		}
		am, _ = methodOf(r.index)
		natts, options = len(r.index.Columns)+len(r.index.Include), settings(r.index.Options)
		tuples = max(m.rowCount(r.table), 0)
	case r.table != nil:
		t := r.table
		typ, am, natts, checks = t.TypeOID, amHeap, t.VisibleColumns(), len(t.Checks)
		tuples, options = m.rowCount(t), settings(t.Options)
		hasTriggers = m.hasTriggers(t)
		hasIndex = slices.ContainsFunc(t.Indexes, func(ix catalog.IndexDesc) bool { return ix.OID != 0 })
		if t.Unlogged {
			persistence = 'u'
		}
		if r.kind == 'v' || r.kind == 'p' {
			am, file = 0, 0
		} else if !t.Virtual {
			file = catalog.ID(t.Prefix)
		}
	case r.seq != nil:
		natts, tuples, file = 3, 1, catalog.ID(r.seq.Prefix)
	case r.comp != nil:
		typ, natts, file = r.comp.ID, len(r.comp.Attributes), 0
	}
	if d, ok := m.snap.SchemaByID(r.schema); ok && d.Temporary {
		persistence = 't'
	}
	pages := 0
	if tuples > 0 {
		pages = int(tuples)/100 + 1
	}
	ident := byte('d')
	if r.kind == 'i' || r.kind == 'I' || r.kind == 'S' || r.kind == 'v' || r.kind == 'c' || r.table != nil && r.table.Virtual {
		ident = 'n'
	} else if r.table != nil && r.table.ReplicaIdentity != 0 {
		ident = r.table.ReplicaIdentity
	}
	var d catalog.Descriptor = r.seq
	switch {
	case r.comp != nil:
		d = r.comp
	case r.seq == nil:
		d = r.table
	}
	own := r.index == nil && r.table != nil
	var bound any
	part, parted := false, false
	switch {
	case r.index != nil:
		part, parted = r.index.Parent != 0, r.kind == 'I' && m.hasParts(r.table, r.index)
		if r.kind == 'I' {
			file = 0
		}
	case r.table != nil:
		if part, parted = r.table.IsPartition(), len(r.table.Partitioning.Parts) > 0; part {
			bound = m.snap.BoundText(r.table)
		}
		parted = parted || r.table.HasChildren()
	}
	space := catalog.ID(0)
	switch {
	case r.index != nil:
		space = r.index.Tablespace
	case r.table != nil:
		space = r.table.Tablespace
	}
	frozen, multi := 0, 0
	if r.kind == 'r' || r.kind == 'm' {
		frozen, multi = firstTransaction, 1
	}
	ofType := catalog.ID(0)
	if own {
		ofType = r.table.OfType
	}
	return m.row(r.id, r.name, r.schema, typ, ofType, r.owner, am, file, space, pages, tuples, 0, 0, hasIndex, false, persistence, r.kind, natts, checks,
		r.kind == 'v' || r.kind == 'm', hasTriggers, parted, own && r.table.RowSecurity, own && r.table.ForceRowSecurity, !own || !r.table.Unpopulated, ident, part, 0, frozen, multi, m.aclOf(d, r.index != nil || r.comp != nil), options, bound)
}

// hasParts reports whether an index of a partitioned table has indexes of partitions.
func (m *making) hasParts(t *catalog.TableDesc, ix *catalog.IndexDesc) bool {
	return slices.ContainsFunc(t.Partitioning.Parts, func(p catalog.Partition) bool {
		part, ok := m.snap.TableByID(p.Table)
		return ok && slices.ContainsFunc(part.Indexes, func(own catalog.IndexDesc) bool { return own.Parent == ix.OID })
	})
}

// aclOf prints the privileges of an object, nil where they are the defaults.
func (m *making) aclOf(d catalog.Descriptor, none bool) any {
	d = m.snap.InDatabase(m.db, d)
	switch virtual := isSystem(d); {
	case none, d.Common().Grants == nil && !virtual:
		return nil
	}
	return m.acl(grantsOf(d))
}

// acl is a list of grants as aclitem[]; an entry without a privilege stands for
// a list that is empty.
func (m *making) acl(list []catalog.Grant) any {
	out := texts{}
	for _, g := range list {
		if g.Privileges != "" {
			out = append(out, m.aclItem(g))
		}
	}
	return out
}

func (m *making) aclItem(g catalog.Grant) string {
	who := ""
	if g.Grantee != 0 {
		who = catalog.QuoteIdent(m.roleName(g.Grantee))
	}
	var b strings.Builder
	b.WriteString(who + "=")
	for _, c := range g.Privileges {
		b.WriteRune(c)
		if strings.ContainsRune(g.Grantable, c) {
			b.WriteByte('*')
		}
	}
	b.WriteString("/" + catalog.QuoteIdent(m.roleName(g.Grantor)))
	return b.String()
}

func makeAttribute(m *making) error {
	for _, r := range m.keyedRelations() {
		var err error
		switch {
		case r.index != nil:
			err = m.indexAttributes(r)
		case r.table != nil:
			err = m.tableAttributes(m.granted(r.table))
		case r.comp != nil:
			err = m.compositeAttributes(r)
		default:
			err = m.sequenceAttributes(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// systemColumns are the columns that every table has, with negative numbers.
var systemColumns = []struct {
	name string
	num  int
	typ  *types.Type
}{{"tableoid", -6, types.TOID}, {"cmax", -5, types.TCID}, {"xmax", -4, types.TXID}, {"cmin", -3, types.TCID}, {"xmin", -2, types.TXID}, {"ctid", -1, types.TTID}}

func (m *making) attribute(rel catalog.ID, name string, num int, t *types.Type, typmod int32, notNull, hasDef bool, identity byte, storage byte, missing any, stats any) error {
	return m.attributeOf(rel, name, num, t, typmod, notNull, hasDef, identity, 0, storage, missing, stats, nil)
}

func (m *making) attributeOf(rel catalog.ID, name string, num int, t *types.Type, typmod int32, notNull, hasDef bool, identity, generated byte, storage byte, missing, stats, acl any) error {
	return m.attributeFrom(rel, name, num, t, typmod, notNull, hasDef, identity, generated, storage, missing, stats, acl, t.Collation(), descent{local: true})
}

// descent is how many parents of a table have a column or constraint, and whether the table was
// given it itself.
type descent struct {
	parents int32
	local   bool
}

// descentOf is that of what a partition may have of its parent (part), or an inheriting table.
func descentOf(part bool, parents int32, notLocal bool) descent {
	if part {
		return descent{parents: 1}
	}
	return descent{parents, !notLocal}
}

// attributeFrom is attributeOf of a column that parents of the table may have, too.
func (m *making) attributeFrom(rel catalog.ID, name string, num int, t *types.Type, typmod int32, notNull, hasDef bool, identity, generated byte, storage byte, missing, stats, acl any, collation types.OID, up descent) error {
	dims := 0
	if t.IsArray() && t.Len == -1 && strings.HasPrefix(t.Name, "_") {
		dims = 1
	}
	if storage == 0 {
		storage = t.Storage
	}
	return m.row(rel, name, t.OID, stats, int(t.Len), num, dims, -1, typmod, t.ByVal, t.Align, storage, byte(0), notNull, hasDef, missing != nil,
		identity, generated, false, up.local, up.parents, collation, acl, nil, nil, missing)
}

// granted is a table with the privileges that the database says of it.
func (m *making) granted(t *catalog.TableDesc) *catalog.TableDesc {
	return m.snap.InDatabase(m.db, t).(*catalog.TableDesc)
}

func (m *making) tableAttributes(t *catalog.TableDesc) error {
	if !t.View {
		for _, c := range systemColumns {
			if err := m.attributeOf(t.ID, c.name, c.num, c.typ, -1, true, false, 0, 0, 0, nil, 0, m.columnACL(t.SystemColumn(c.name))); err != nil {
				return err
			}
		}
	}
	next := catalog.ColumnID(1)
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Hidden {
			continue
		}
		for ; next < c.ID && !t.Virtual; next++ {
			if err := m.droppedAttribute(t.ID, int(next)); err != nil {
				return err
			}
		}
		next = c.ID + 1
		var missing any
		if c.HasMissing {
			missing = "{" + c.MissingText + "}"
		}
		stats := int32(-1)
		if c.Stats != 0 {
			stats = c.Stats
		}
		if err := m.attributeFrom(t.ID, c.Name, int(c.ID), c.Type, c.Typmod, c.NotNull, c.DefaultText != "", c.Identity, c.Generated, c.Storage, missing, stats, m.columnACL(c), c.CollationOID(), descentOf(t.IsPartition(), c.Parents, c.NotLocal)); err != nil {
			return err
		}
	}
	return nil
}

// columnACL is attacl: NULL where nothing was granted on the column alone.
func (m *making) columnACL(c *catalog.Column) any {
	if c.Grants == nil {
		return nil
	}
	return m.acl(c.Grants)
}

func droppedName(num int) string { return "........pg.dropped." + strconv.Itoa(num) + "........" }

// droppedAttribute stands for the number of a column that is gone: pg_dump wants
// a table's numbers without gaps.
func (m *making) droppedAttribute(rel catalog.ID, num int) error {
	return m.row(rel, droppedName(num), 0, 0, 4, num, 0, -1, -1, true, byte('i'), byte('p'), byte(0), false, false, false,
		byte(0), byte(0), true, true, 0, 0, nil, nil, nil, nil)
}

func (m *making) indexAttributes(r relation) error {
	names := indexColumnNames(r.table, r.index)
	for i, id := range indexColumns(r.index) {
		c, _, ok := r.table.ColumnByID(id)
		if !ok {
			continue
		}
		name := names[i]
		typ, typmod, collation := c.Type, c.Typmod, types.OID(0) // included columns have none
		if i < len(r.index.Columns) {
			collation = r.table.IndexCollation(&r.index.Columns[i])
		}
		if method := r.index.Method(); method == catalog.MethodBrin && i < len(r.index.Columns) {
			if c, ok := catalog.OpClassByID(r.index.Columns[i].OpClass); ok && c.Input != typ.OID { // it keeps values of its class's type
				if kept, ok := types.ByOID(c.Input); ok {
					typ, typmod = kept, -1
				}
			}
		} else if method == catalog.MethodGin && r.index.Inverted() {
			typ, typmod = entryType(r.index.EntryClass(i), typ), -1
			collation = typ.Collation()
		} else if r.index.Hash {
			typ, typmod = types.TInt4, -1 // Postgres keeps the hash
		}
		if err := m.attributeFrom(r.id, name, i+1, typ, typmod, false, false, 0, 0, 0, nil, -1, nil, collation, descent{local: true}); err != nil {
			return err
		}
	}
	return nil
}

// indexColumnNames are the names of an index's columns, in step with indexColumns; "" for one that is not there.
func indexColumnNames(t *catalog.TableDesc, ix *catalog.IndexDesc) (names []string) {
	for _, id := range indexColumns(ix) {
		c, _, ok := t.ColumnByID(id)
		if !ok {
			names = append(names, "")
			continue
		}
		name := c.Name
		if c.Computed {
			name = bind.IndexColumnName(c.Default)
		}
		for n, base := 1, name; slices.Contains(names, name); n++ {
			name = base + strconv.Itoa(n)
		}
		names = append(names, name)
	}
	return names
}

func (m *making) compositeAttributes(r relation) error {
	t, ok := m.snap.Types().ByOID(r.comp.ID)
	if !ok || t.Composite() == nil {
		return nil
	}
	for i, a := range t.Composite().Attributes() {
		collation := a.Collation
		if collation == 0 {
			collation = a.Type.Collation()
		}
		if err := m.attributeFrom(r.id, a.Name, i+1, a.Type, a.Typmod, false, false, 0, 0, 0, nil, -1, nil, collation, descent{local: true}); err != nil {
			return err
		}
	}
	return nil
}

func (m *making) sequenceAttributes(r relation) error {
	cols := []struct {
		name string
		t    *types.Type
	}{{"last_value", types.TInt8}, {"log_cnt", types.TInt8}, {"is_called", types.TBool}}
	for i, c := range cols {
		if err := m.attribute(r.id, c.name, i+1, c.t, -1, true, false, 0, 0, nil, -1); err != nil {
			return err
		}
	}
	return nil
}

// indexColumns are the columns of an index, included ones behind.
func indexColumns(ix *catalog.IndexDesc) []catalog.ColumnID {
	var out []catalog.ColumnID
	for _, c := range ix.Columns {
		out = append(out, c.ID)
	}
	return append(out, ix.Include...)
}

func makeIndex(m *making) error {
	if m.by == "indexrelid" {
		t, ix, ok := m.snap.IndexByOID(catalog.ID(m.key.Int()))
		if !ok || t.DatabaseID != m.db || t.IsView() {
			return nil
		}
		return m.indexRow(t, ix)
	}
	for _, t := range m.keyedTables(false) {
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			if ix.OID == 0 || ix.State == catalog.IndexDropping {
				continue
			}
			if err := m.indexRow(t, ix); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *making) indexRow(t *catalog.TableDesc, ix *catalog.IndexDesc) error {
	var keys, collations, classes, options vector
	var exprs []string
	var indexprs, indpred any
	for i, c := range ix.Columns {
		col, _, ok := t.ColumnByID(c.ID)
		if !ok {
			continue
		}
		if c.Expr != "" {
			keys = append(keys, 0)
			exprs = append(exprs, c.Expr)
		} else {
			keys = append(keys, int64(c.ID))
		}
		collations = append(collations, int64(t.IndexCollation(&c)))
		if ix.Inverted() && !ix.Gist {
			classes = append(classes, int64(entryClass(ix, i).ID))
		} else {
			classes = append(classes, int64(columnClass(ix, &c, t, col.Type)))
		}
		flags := int64(0)
		if c.Desc {
			flags |= 1
		}
		if c.NullsFirst {
			flags |= 2
		}
		options = append(options, flags)
	}
	for _, id := range ix.Include {
		keys = append(keys, int64(id))
	}
	if len(exprs) > 0 {
		indexprs = exprs[0]
		if len(exprs) > 1 {
			indexprs = exprList + "(" + strings.Join(exprs, ", ") + ")"
		}
	}
	if ix.Predicate != "" {
		indpred = ix.Predicate
	}
	valid := ix.State == catalog.IndexPublic && !ix.Invalid
	return m.row(ix.OID, t.ID, len(keys), len(ix.Columns), ix.Unique, ix.NullsNotDistinct, ix.Primary, ix.Excludes(), !ix.Deferrable, ix.Clustered, valid, false, true, true, ix.ReplicaIdentity,
		keys, collations, classes, options, indexprs, indpred)
}

func makeConstraint(m *making) error {
	for _, t := range m.keyedTables(false) {
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			if ix.Constraint == 0 {
				continue
			}
			kind := byte('u')
			switch {
			case ix.Primary:
				kind = 'p'
			case ix.Excludes():
				kind = 'x'
			}
			if err := m.constraintRow(ix.Constraint, ix.Name, t, kind, ix.Deferrable, ix.InitiallyDeferred, true, ix.OID, nil, keyVector(ix), nil, ix.Parent == 0, m.parentConstraint(ix.Parent), descentOf(ix.Parent != 0, 0, false), exclusionOperators(ix)); err != nil {
				return err
			}
		}
		for i := range t.Checks {
			c := &t.Checks[i]
			if err := m.constraintRow(c.OID, c.Name, t, 'c', false, false, !c.NotValid, 0, nil, columnVector(c.Columns), c.Text, c.NoInherit, 0, descentOf(c.Inherited, c.Parents, c.NotLocal), nil); err != nil {
				return err
			}
		}
		for i := range t.ForeignKeys {
			f := &t.ForeignKeys[i]
			if err := m.constraintRow(f.OID, f.Name, t, 'f', f.Deferrable, f.InitiallyDeferred, !f.NotValid, m.refIndex(f), f, columnVector(f.Columns), nil, f.Parent == 0 && !t.Partitioned(), f.Parent, descentOf(f.Parent != 0, 0, false), nil); err != nil {
				return err
			}
		}
		for i := range t.Triggers {
			g := &t.Triggers[i]
			if g.Constraint == 0 {
				continue
			}
			if err := m.constraintRow(g.Constraint, g.Name, t, 't', g.Deferrable, g.InitiallyDeferred, true, 0, nil, nil, nil, true, 0, descent{local: true}, nil); err != nil {
				return err
			}
		}
	}
	return m.domainConstraints()
}

// parentConstraint is the constraint of an index of a partitioned table.
func (m *making) parentConstraint(index catalog.ID) catalog.ID {
	if index == 0 {
		return 0
	}
	_, ix, ok := m.snap.IndexByOID(index)
	if !ok {
		return 0
	}
	return ix.Constraint
}

func (m *making) refIndex(f *catalog.ForeignKeyDesc) catalog.ID {
	if p, ok := m.snap.TableByID(f.RefTable); ok {
		if ix, ok := p.Index(f.RefIndex); ok {
			return ix.OID
		}
	}
	return 0
}

func indexKeyColumns(ix *catalog.IndexDesc) []catalog.ColumnID {
	out := make([]catalog.ColumnID, len(ix.Columns))
	for i, c := range ix.Columns {
		out[i] = c.ID
	}
	return out
}

// keyVector are the columns of an index's key as pg_constraint has them: 0 for an expression.
func keyVector(ix *catalog.IndexDesc) vector {
	out := columnVector(indexKeyColumns(ix))
	for i := range ix.Columns {
		if ix.Columns[i].Expr != "" {
			out[i] = 0
		}
	}
	return out
}

// exclusionOperators are those of an exclusion constraint; nil: the index is of none.
func exclusionOperators(ix *catalog.IndexDesc) any {
	if !ix.Excludes() {
		return nil
	}
	var out vector
	for i := range ix.Columns {
		out = append(out, int64(ix.Columns[i].Exclude))
	}
	return out
}

func columnVector(ids []catalog.ColumnID) vector {
	out := make(vector, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

func (m *making) constraintRow(id catalog.ID, name string, t *catalog.TableDesc, kind byte, deferrable, deferred, valid bool, index catalog.ID, f *catalog.ForeignKeyDesc,
	columns vector, text any, noInherit bool, parent catalog.ID, up descent, excluding any) error {
	var ref catalog.ID
	upd, del, match := byte(' '), byte(' '), byte(' ')
	var refColumns, eq, setColumns, keys any
	if len(columns) > 0 {
		keys = columns
	}
	if f != nil {
		if len(f.SetColumns) > 0 {
			setColumns = columnVector(f.SetColumns)
		}
		ref, refColumns = f.RefTable, columnVector(f.RefColumns)
		upd, del, match = refLetter(byte(f.OnUpdate)), refLetter(byte(f.OnDelete)), 's'
		if f.MatchFull {
			match = 'f'
		}
		eq = m.equalities(t, f)
	}
	return m.row(id, name, t.SchemaID, kind, deferrable, deferred, valid, t.ID, 0, index, parent, ref, upd, del, match, up.local, up.parents, noInherit, keys, refColumns, eq, eq, eq, setColumns, excluding, text)
}

// refLetter is a referential action as pg_constraint has it.
func refLetter(action byte) byte { return "arcnd"[action] }

// equalities are the operators that compare referencing and referenced columns.
func (m *making) equalities(t *catalog.TableDesc, f *catalog.ForeignKeyDesc) vector {
	var out vector
	for _, id := range f.Columns {
		c, _, ok := t.ColumnByID(id)
		if !ok {
			continue
		}
		if op, err := builtin.ResolveOperator("=", c.Type, c.Type); err == nil {
			out = append(out, int64(op.OID))
		}
	}
	return out
}

func makeAttrdef(m *making) error {
	for _, t := range m.keyedTables(true) {
		for i := range t.Columns {
			if c := &t.Columns[i]; c.DefaultText != "" {
				if err := m.row(c.DefaultID, t.ID, int(c.ID), c.DefaultText); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func makeSequence(m *making) error {
	for _, r := range m.relations() {
		if d := r.seq; d != nil {
			if err := m.row(d.ID, d.TypeOID, d.Start, d.Increment, d.Max, d.Min, d.Cache, d.Cycle); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeSequences(m *making) error {
	for _, r := range m.relations() {
		d := r.seq
		if d == nil {
			continue
		}
		var last any // told to those who may use or read the sequence
		v, called, err := m.snap.SequenceState(m.ctx, d)
		if err != nil {
			return err
		}
		if called && (m.snap.HasPrivilege(m.env.User, d, catalog.PrivilegeUsage) || m.snap.HasPrivilege(m.env.User, d, catalog.PrivilegeSelect)) {
			last = v
		}
		t, _ := types.ByOID(d.TypeOID)
		if err := m.row(m.schemaName(d.SchemaID), d.Name, m.roleName(d.Owner), int64(t.OID), d.Start, d.Min, d.Max, d.Increment, d.Cycle, d.Cache, last); err != nil {
			return err
		}
	}
	return nil
}

func makeTables(m *making) error {
	for _, t := range m.tables(true) {
		if t.View || t.IsMaterialized() {
			continue
		}
		hasIndex := slices.ContainsFunc(t.Indexes, func(ix catalog.IndexDesc) bool { return ix.OID != 0 })
		if err := m.row(m.schemaName(t.SchemaID), t.Name, m.roleName(t.Owner), m.tablespaceName(t.Tablespace), hasIndex, false, len(t.ForeignKeys)+len(t.InboundForeignKeys) > 0, t.RowSecurity); err != nil {
			return err
		}
	}
	return nil
}

func makeViews(m *making) error {
	for _, t := range m.tables(true) {
		if t.View {
			if err := m.row(m.schemaName(t.SchemaID), t.Name, m.roleName(t.Owner), m.viewDef(t)); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeMatviews(m *making) error {
	for _, t := range m.tables(false) {
		if !t.IsMaterialized() {
			continue
		}
		hasIndex := slices.ContainsFunc(t.Indexes, func(ix catalog.IndexDesc) bool { return ix.OID != 0 })
		if err := m.row(m.schemaName(t.SchemaID), t.Name, m.roleName(t.Owner), m.tablespaceName(t.Tablespace), hasIndex, !t.Unpopulated, m.viewDef(t)); err != nil {
			return err
		}
	}
	return nil
}

func makeIndexes(m *making) error {
	for _, t := range m.tables(false) {
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; ix.OID != 0 && ix.State != catalog.IndexDropping {
				if err := m.row(m.schemaName(t.SchemaID), t.Name, ix.Name, m.tablespaceName(ix.Tablespace), IndexDef(m.snap, m.env.Path, t, ix, 0, false)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// comment is a row of pg_description.
type comment struct {
	id, class catalog.ID
	sub       int
	text      string
}

// makeDescription lists comments, or those of one OID: tools join them to each table, column and function that they
// list, so that what there is is remembered by OID.
func makeDescription(m *making) error {
	all := remembered(m, &m.lists.comments, m.listComments)
	if !m.key.IsNull() {
		id := catalog.ID(m.key.Int())
		at, _ := slices.BinarySearchFunc(all, id, func(c comment, id catalog.ID) int { return cmp.Compare(c.id, id) })
		end := at
		for end < len(all) && all[end].id == id {
			end++
		}
		all = all[at:end]
	}
	for _, c := range all {
		if err := m.row(c.id, c.class, c.sub, c.text); err != nil {
			return err
		}
	}
	return m.describeLargeObjects(func(id, class catalog.ID, sub int, text string) error {
		if text == "" || !m.wants(id) {
			return nil
		}
		return m.row(id, class, sub, text)
	})
}

// listComments are those of the database, by OID.
func (m *making) listComments() (out []comment) {
	whole := *m
	whole.key, whole.by = types.Null, ""
	_ = whole.noteComments(func(id, class catalog.ID, sub int, text string) error {
		if text != "" {
			out = append(out, comment{id, class, sub, text})
		}
		return nil // nor is there another error: it is note's alone
	})
	slices.SortStableFunc(out, func(a, b comment) int { return cmp.Compare(a.id, b.id) })
	return out
}

// noteComments tells of all comments but those of large objects.
func (m *making) noteComments(note func(id, class catalog.ID, sub int, text string) error) error {
	for _, r := range m.relations() {
		text := ""
		switch {
		case r.index != nil:
			text = r.index.Comment
		case r.table != nil:
			text = r.table.Comment
		case r.comp != nil: // the comment is the type's
			for i := range r.comp.Attributes {
				if err := note(r.id, classClass, i+1, r.comp.Attributes[i].Comment); err != nil {
					return err
				}
			}
		default:
			text = r.seq.Comment
		}
		if err := note(r.id, classClass, 0, text); err != nil {
			return err
		}
	}
	for _, t := range m.tables(true) {
		for i := range t.Columns {
			if err := note(t.ID, classClass, int(t.Columns[i].ID), t.Columns[i].Comment); err != nil {
				return err
			}
		}
		for i := range t.System {
			if err := note(t.ID, classClass, int(catalog.SystemNumber(t.System[i].Name)), t.System[i].Comment); err != nil {
				return err
			}
		}
		for i := range t.Checks {
			if err := note(t.Checks[i].OID, classConstraint, 0, t.Checks[i].Comment); err != nil {
				return err
			}
		}
		for i := range t.ForeignKeys {
			if err := note(t.ForeignKeys[i].OID, classConstraint, 0, t.ForeignKeys[i].Comment); err != nil {
				return err
			}
		}
		for i := range t.Indexes {
			if err := note(t.Indexes[i].Constraint, classConstraint, 0, t.Indexes[i].ConstraintComment); err != nil {
				return err
			}
		}
	}
	for _, d := range m.userTypes() {
		if err := note(d.ID, classType, 0, d.Comment); err != nil {
			return err
		}
		for i := range d.Checks {
			if err := note(d.Checks[i].OID, classConstraint, 0, d.Checks[i].Comment); err != nil {
				return err
			}
		}
	}
	if err := note(languagePLpgSQL, classLanguage, 0, "PL/pgSQL procedural language"); err != nil {
		return err
	}
	if err := m.commentExtensions(note); err != nil {
		return err
	}
	for d := range m.snap.Casts(m.db) {
		if err := note(d.ID, classCast, 0, d.Comment); err != nil {
			return err
		}
	}
	for d := range m.snap.Statistics(m.db) {
		if err := note(d.ID, classStatistics, 0, d.Comment); err != nil {
			return err
		}
	}
	for _, d := range m.snap.EventTriggers(m.db) {
		if err := note(d.ID, classEventTrigger, 0, d.Comment); err != nil {
			return err
		}
	}
	if err := commentTextSearch(note); err != nil {
		return err
	}
	for d := range m.snap.TextSearches(m.db) {
		if err := note(d.ID, textSearchClass(d), 0, d.Comment); err != nil {
			return err
		}
	}
	for d := range m.snap.Operators(m.db) {
		if err := note(d.ID, classOperator, 0, d.Comment); err != nil {
			return err
		}
	}
	for _, d := range m.userRoutines() {
		if err := note(d.ID, classProc, 0, d.Comment); err != nil {
			return err
		}
	}
	for _, t := range m.tables(true) {
		for i := range t.Triggers {
			if err := note(t.Triggers[i].OID, classTrigger, 0, t.Triggers[i].Comment); err != nil {
				return err
			}
		}
		for i := range t.Policies {
			if err := note(t.Policies[i].OID, classPolicy, 0, t.Policies[i].Comment); err != nil {
				return err
			}
		}
	}
	for _, s := range m.schemas() {
		if err := note(s.ID, classNamespace, 0, s.Comment); err != nil {
			return err
		}
	}
	return nil
}

// makeDepend shows which sequences belong to which columns, and which defaults
// draw from which sequences: what clients look for.
func makeDepend(m *making) error {
	if err := m.dependInternal(); err != nil {
		return err
	}
	for _, r := range m.relations() {
		if d := r.seq; d != nil && d.OwnerTable != 0 {
			kind := byte('a')
			if d.Identity {
				kind = 'i'
			}
			if err := m.row(classClass, d.ID, 0, classClass, d.OwnerTable, int(d.OwnerColumn), kind); err != nil {
				return err
			}
		}
	}
	if err := m.dependViews(); err != nil {
		return err
	}
	if err := m.dependPartitions(); err != nil {
		return err
	}
	if err := m.dependTypes(); err != nil {
		return err
	}
	if err := m.dependRoutines(); err != nil {
		return err
	}
	if err := m.dependExtensions(); err != nil {
		return err
	}
	if err := m.dependOperators(); err != nil {
		return err
	}
	for _, d := range m.snap.EventTriggers(m.db) {
		if err := m.row(classEventTrigger, d.ID, 0, classProc, d.Function, 0, byte('n')); err != nil {
			return err
		}
	}
	if err := m.dependTextSearch(); err != nil {
		return err
	}
	if err := m.dependStatistics(); err != nil {
		return err
	}
	if err := m.dependCasts(); err != nil {
		return err
	}
	if err := m.dependSchemas(); err != nil {
		return err
	}
	for _, t := range m.tables(true) {
		if err := m.dependColumnTypes(t); err != nil {
			return err
		}
		for i := range t.Columns {
			c := &t.Columns[i]
			if c.DefaultText == "" {
				continue
			}
			if err := m.dependCalls(classAttrdef, c.DefaultID, c.DefaultText); err != nil {
				return err
			}
			kind := byte('a')
			if c.Generated != 0 {
				kind = 'i'
				if err := m.dependColumns(classAttrdef, c.DefaultID, t, t.ColumnsIn(c.Default), 'n'); err != nil {
					return err
				}
			}
			if err := m.row(classAttrdef, c.DefaultID, 0, classClass, t.ID, int(c.ID), kind); err != nil {
				return err
			}
			for _, id := range c.DefaultRelations() {
				if err := m.row(classAttrdef, c.DefaultID, 0, classClass, id, 0, byte('n')); err != nil {
					return err
				}
			}
		}
		for i := range t.Checks {
			if err := m.dependCalls(classConstraint, t.Checks[i].OID, t.Checks[i].Text); err != nil {
				return err
			}
		}
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			for _, c := range ix.Columns {
				if err := m.dependCalls(classClass, ix.OID, c.Expr); err != nil {
					return err
				}
			}
			if err := m.dependCalls(classClass, ix.OID, ix.Predicate); err != nil {
				return err
			}
		}
		if err := m.dependTriggers(t); err != nil {
			return err
		}
		if err := m.dependPolicies(t); err != nil {
			return err
		}
		if err := m.dependKeys(t); err != nil {
			return err
		}
		if err := m.dependConstraints(t); err != nil {
			return err
		}
	}
	return nil
}

// dependTypes has row types depend on their relations, and arrays, domains and their constraints on
// the types that they are of: clients leave out what is another object's own.
func (m *making) dependTypes() error {
	for _, t := range m.tables(true) {
		if t.Virtual || t.TypeOID == 0 {
			continue
		}
		if err := m.row(classType, t.TypeOID, 0, classClass, t.ID, 0, byte('i')); err != nil {
			return err
		}
		if t.ArrayTypeOID == 0 {
			continue
		}
		if err := m.row(classType, t.ArrayTypeOID, 0, classType, t.TypeOID, 0, byte('i')); err != nil {
			return err
		}
	}
	for _, d := range m.userTypes() {
		if err := m.row(classType, d.ArrayID, 0, classType, d.ID, 0, byte('i')); err != nil {
			return err
		}
		if err := m.dependRange(d); err != nil {
			return err
		}
		if m.isUsers(d.BaseID) {
			if err := m.row(classType, d.ID, 0, classType, d.BaseID, 0, byte('n')); err != nil {
				return err
			}
		}
		if err := m.dependAttributes(d); err != nil {
			return err
		}
		for i := range d.Checks {
			if err := m.row(classConstraint, d.Checks[i].OID, 0, classType, d.ID, 0, byte('a')); err != nil {
				return err
			}
			if err := m.dependCalls(classConstraint, d.Checks[i].OID, d.Checks[i].Text); err != nil {
				return err
			}
		}
	}
	return nil
}

// dependRange has the multiranges of a range type depend on it, and itself on its subtype.
func (m *making) dependRange(d *catalog.TypeDesc) error {
	r := &d.Range
	if d.Class != catalog.ClassRange {
		return nil
	}
	for _, p := range [][2]catalog.ID{{r.MultiID, d.ID}, {r.MultiArrayID, r.MultiID}} {
		if err := m.row(classType, p[0], 0, classType, p[1], 0, byte('i')); err != nil {
			return err
		}
	}
	if _, users := m.snap.TypeByID(r.SubtypeID); !users {
		return nil
	}
	return m.row(classType, d.ID, 0, classType, r.SubtypeID, 0, byte('n'))
}

// dependSchemas has what users made depend on the schemas that it is in.
func (m *making) dependSchemas() error {
	in := func(class, id, schema catalog.ID) error {
		if d, ok := m.snap.SchemaByID(schema); !ok || d.Virtual {
			return nil
		}
		return m.row(class, id, 0, classNamespace, schema, 0, byte('n'))
	}
	for _, r := range m.relations() {
		if r.index != nil || r.comp != nil {
			continue
		}
		if err := in(classClass, r.id, r.schema); err != nil {
			return err
		}
	}
	for d := range m.snap.UserTypes(m.db) {
		if err := in(classType, d.ID, d.SchemaID); err != nil {
			return err
		}
	}
	for _, d := range m.userRoutines() {
		if err := in(classProc, d.ID, d.SchemaID); err != nil {
			return err
		}
	}
	for d := range m.snap.Statistics(m.db) {
		if err := in(classStatistics, d.ID, d.SchemaID); err != nil {
			return err
		}
	}
	for d := range m.snap.TextSearches(m.db) {
		if err := in(textSearchClass(d), d.ID, d.SchemaID); err != nil {
			return err
		}
	}
	for d := range m.snap.Operators(m.db) {
		if err := in(classOperator, d.ID, d.SchemaID); err != nil {
			return err
		}
	}
	db, ok := m.snap.DatabaseByID(m.db)
	if !ok {
		return nil
	}
	for _, d := range db.Defaults {
		if _, ok := m.snap.SchemaByID(d.Schema); !ok {
			continue
		}
		if err := m.row(classDefaultACL, d.OID, 0, classNamespace, d.Schema, 0, byte('a')); err != nil {
			return err
		}
	}
	return nil
}

// dependAttributes has the row of a composite type in pg_class depend on the type, and its
// attributes on theirs.
func (m *making) dependAttributes(d *catalog.TypeDesc) error {
	if d.Class != catalog.ClassComposite {
		return nil
	}
	if err := m.row(classClass, d.RelationID, 0, classType, d.ID, 0, byte('i')); err != nil {
		return err
	}
	for i, a := range d.Attributes {
		if !m.isUsers(a.TypeOID) {
			continue
		}
		if err := m.row(classClass, d.RelationID, i+1, classType, a.TypeOID, 0, byte('n')); err != nil {
			return err
		}
	}
	return nil
}

// dependColumnTypes has columns depend on types of users, and typed tables on theirs.
func (m *making) dependColumnTypes(t *catalog.TableDesc) error {
	if t.OfType != 0 {
		if err := m.row(classClass, t.ID, 0, classType, t.OfType, 0, byte('n')); err != nil {
			return err
		}
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if !m.isUsers(c.TypeOID) {
			continue
		}
		if err := m.row(classClass, t.ID, int(c.ID), classType, c.TypeOID, 0, byte('n')); err != nil {
			return err
		}
	}
	return nil
}

// isUsers reports whether a type is one of users, row types included.
func (m *making) isUsers(oid catalog.ID) bool {
	if _, ok := m.snap.TypeByID(oid); ok {
		return true
	}
	_, ok := m.snap.RowsOf(oid)
	return ok
}

// dependKeys has indexes depend on their columns, by their constraints where they have one.
func (m *making) dependKeys(t *catalog.TableDesc) error {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if ix.OID == 0 {
			continue
		}
		class, id := classClass, ix.OID
		if ix.Constraint != 0 {
			if err := m.row(classClass, ix.OID, 0, classConstraint, ix.Constraint, 0, byte('i')); err != nil {
				return err
			}
			class, id = classConstraint, ix.Constraint
		}
		if err := m.dependColumns(class, id, t, t.ReadBy(ix), 'a'); err != nil {
			return err
		}
		if ix.HasEntries(rowenc.EntriesTrigram) { // that of an extension
			if err := m.row(class, id, 0, classOpclass, trigramClassOf(ix).ID, 0, byte('n')); err != nil {
				return err
			}
		}
		if ix.HasEntries(rowenc.EntriesHstore) {
			if err := m.row(class, id, 0, classOpclass, entryClasses[rowenc.EntriesHstore].ID, 0, byte('n')); err != nil {
				return err
			}
		}
	}
	return nil
}

// dependConstraints has CHECKs and foreign keys depend on what they name. That a foreign key needs
// the index that it refers to tells pg_restore in which order, and what beside what, to make them.
func (m *making) dependConstraints(t *catalog.TableDesc) error {
	for i := range t.Checks {
		k := &t.Checks[i]
		if len(k.Columns) == 0 {
			if err := m.row(classConstraint, k.OID, 0, classClass, t.ID, 0, byte('a')); err != nil {
				return err
			}
		}
		if err := m.dependColumns(classConstraint, k.OID, t, k.Columns, 'a', 'n'); err != nil {
			return err
		}
	}
	for i := range t.ForeignKeys {
		f := &t.ForeignKeys[i]
		if err := m.dependColumns(classConstraint, f.OID, t, f.Columns, 'a'); err != nil {
			return err
		}
		parent, ok := m.snap.TableByID(f.RefTable)
		if !ok {
			continue
		}
		if err := m.dependColumns(classConstraint, f.OID, parent, f.RefColumns, 'n'); err != nil {
			return err
		}
		if ix, ok := parent.Index(f.RefIndex); ok {
			if err := m.row(classConstraint, f.OID, 0, classClass, ix.OID, 0, byte('n')); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *making) dependColumns(class, id catalog.ID, t *catalog.TableDesc, columns []catalog.ColumnID, kinds ...byte) error {
	for _, c := range columns {
		for _, kind := range kinds {
			if err := m.row(class, id, 0, classClass, t.ID, int(c), kind); err != nil {
				return err
			}
		}
	}
	return nil
}

// dependInternal has what is in isochron_internal belong to its extension.
func (m *making) dependInternal() error {
	if err := m.row(classNamespace, catalog.SchemaIDInternal, 0, classExtension, internalExtension, 0, byte('e')); err != nil {
		return err
	}
	for _, v := range m.snap.VirtualTables() {
		if v.Desc.SchemaID != catalog.SchemaIDInternal {
			continue
		}
		if err := m.row(classClass, v.Desc.ID, 0, classExtension, internalExtension, 0, byte('e')); err != nil {
			return err
		}
	}
	return nil
}
