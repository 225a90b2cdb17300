package catalog

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// TypeDesc is a type that somebody created: an enum, a domain, a composite type or a range.
type TypeDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	SchemaID   ID `f:"3"`
	// Class is pg_type.typtype.
	Class byte `f:"4"`
	// ArrayID is the OID of the type of its arrays, whose name is ArrayName.
	ArrayID   ID     `f:"5"`
	ArrayName string `f:"6"`

	// Labels are the values of an enum, in order.
	Labels []EnumLabelDesc `f:"7"`

	// BaseID is what a domain is of, with its modifier; the rest is the domain's own.
	BaseID     types.OID    `f:"8"`
	BaseTypmod int32        `f:"9"`
	NotNull    bool         `f:"10"`
	Default    string       `f:"11"`
	Checks     []DomainDesc `f:"12"`

	// Collation is what a domain was declared with; 0: its base's. It needs version.Declared.
	Collation types.OID `f:"16"`

	// RelationID is the row of a composite type in pg_class, and Attributes are its fields.
	RelationID ID              `f:"13"`
	Attributes []TypeAttribute `f:"14"`

	// Range is of a type of ranges.
	Range RangeDesc `f:"15"`

	// Made is the kind of a base type, which an extension made (types.NewMade).
	Made string `f:"80"`
}

// RangeDesc is what makes a type one of ranges: its row of pg_range, and the type of its
// multiranges with that of their arrays.
type RangeDesc struct {
	SubtypeID types.OID `f:"1"`
	// Collation, Class and Diff are as they were written, or their defaults: OIDs of the system.
	Collation types.OID `f:"2"`
	Class     types.OID `f:"3"`
	Diff      types.OID `f:"4"`

	MultiID        ID     `f:"5"`
	MultiName      string `f:"6"`
	MultiArrayID   ID     `f:"7"`
	MultiArrayName string `f:"8"`
}

// made are the types that come with d, by their names: those of arrays, and of multiranges.
func (d *TypeDesc) made() []name {
	out := []name{{d.typeKey(d.ArrayName), d.ArrayID}}
	if r := &d.Range; d.Class == ClassRange {
		out = append(out, name{d.typeKey(r.MultiName), r.MultiID}, name{d.typeKey(r.MultiArrayName), r.MultiArrayID})
	}
	return out
}

// Makes reports whether id is the type itself, or one that comes with it.
func (d *TypeDesc) Makes(id ID) bool {
	return d.ID == id || slices.ContainsFunc(d.made(), func(n name) bool { return n.id == id })
}

// typeKey is where a name of one of its types is looked up.
func (d *TypeDesc) typeKey(n string) nameKey {
	return nameKey{parent: d.SchemaID, kind: KindType, name: n}
}

// TypeAttribute is a field of a composite type.
type TypeAttribute struct {
	Name    string    `f:"1"`
	TypeOID types.OID `f:"2"`
	Typmod  int32     `f:"3"`
	Comment string    `f:"4"`
	// Collation is that which was named, where it is not the type's. It needs version.Declared.
	Collation types.OID `f:"5"`
}

// EnumLabelDesc is a value of an enum.
type EnumLabelDesc struct {
	OID  ID     `f:"1"`
	Name string `f:"2"`
	// Position is what rows and keys hold (types.PositionBetween).
	Position []byte `f:"3"`

	// Sort is pg_enum.enumsortorder, as the bits of a float, once a value was added between
	// others or in front; 0: the place of the value, counted from 1.
	Sort uint32 `f:"4"`

	// Uncommitted values were added by the transaction that sees them. Never set on published
	// descriptors.
	Uncommitted bool
}

// SortOrder is pg_enum.enumsortorder of the value at place i.
func (d *TypeDesc) SortOrder(i int) float32 {
	if s := d.Labels[i].Sort; s != 0 {
		return math.Float32frombits(s - 1)
	}
	return float32(i + 1)
}

// SetSortOrder sets it.
func (l *EnumLabelDesc) SetSortOrder(v float32) { l.Sort = math.Float32bits(v) + 1 }

// DomainDesc is a CHECK of a domain.
type DomainDesc struct {
	OID  ID     `f:"1"`
	Name string `f:"2"`
	// Text is the condition on VALUE.
	Text     string `f:"3"`
	NotValid bool   `f:"4"`
	Comment  string `f:"5"`
}

// The classes of types.
const (
	ClassEnum   = 'e'
	ClassDomain = 'd'
	// ClassComposite needs version.Coded.
	ClassComposite = 'c'
	// ClassRange needs version.Parted.
	ClassRange = 'r'
	// ClassBase needs version.Parted.
	ClassBase = 'b'
)

func (*TypeDesc) kind() Kind { return KindType }

// complete checks what can't be.
func (d *TypeDesc) complete() error {
	if d.Class != ClassEnum && d.Class != ClassDomain && d.Class != ClassComposite && d.Class != ClassRange && d.Class != ClassBase || d.Class == ClassRange && d.Range.SubtypeID == 0 {
		return fmt.Errorf("%w: type %d is of class %d", errDescriptor, d.ID, d.Class)
	}
	for i := range d.Labels {
		l := &d.Labels[i]
		if len(l.Position) == 0 || i > 0 && string(d.Labels[i-1].Position) >= string(l.Position) {
			return fmt.Errorf("%w: the values of type %d are not in order", errDescriptor, d.ID)
		}
	}
	return nil
}

// private copies what is not stored: what the transaction itself knows of its changes.
func (d *TypeDesc) private(of *TypeDesc) {
	for i := range d.Labels {
		d.Labels[i].Uncommitted = slices.ContainsFunc(of.Labels, func(l EnumLabelDesc) bool { return l.OID == d.Labels[i].OID && l.Uncommitted })
	}
}

// publish is the type as all transactions see it.
func (d *TypeDesc) publish() *TypeDesc {
	p := *d
	p.Labels = slices.Clone(d.Labels)
	for i := range p.Labels {
		p.Labels[i].Uncommitted = false
	}
	return &p
}

// make makes the type; base is what a domain or a range is of.
func (d *TypeDesc) make(schema string, base *types.Type, attrs []types.Attribute) *types.Type {
	n := types.UserName{OID: d.ID, ArrayOID: d.ArrayID, Name: d.Name, Array: d.ArrayName, Schema: schema}
	if d.Class == ClassEnum {
		labels := make([]types.EnumLabel, len(d.Labels))
		for i, l := range d.Labels {
			labels[i] = types.EnumLabel{OID: l.OID, Name: l.Name, Position: string(l.Position), Uncommitted: l.Uncommitted}
		}
		return types.NewEnum(n, labels)
	}
	if d.Class == ClassComposite {
		return types.NewComposite(n, attrs)
	}
	if d.Class == ClassBase {
		if t := types.NewMade(n, d.Made); t != nil {
			return t
		}
		return types.Unknown(d.ID) // of a newer version
	}
	if d.Class == ClassRange {
		m := types.UserName{OID: d.Range.MultiID, ArrayOID: d.Range.MultiArrayID, Name: d.Range.MultiName, Array: d.Range.MultiArrayName, Schema: schema}
		return types.NewRange(n, m, base)
	}
	dom := types.Domain{Base: base, Typmod: d.BaseTypmod, NotNull: d.NotNull, Default: d.Default, Collation: d.Collation}
	for _, c := range d.Checks {
		dom.Checks = append(dom.Checks, types.Constraint{OID: c.OID, Name: c.Name, Text: c.Text})
	}
	return types.NewDomain(n, dom)
}

// typesOf makes the universe of the types in s. Those that are as in old are the same.
func (s *Snapshot) typesOf(old *Snapshot) *types.Universe {
	made := map[ID]*types.Type{}
	var own []*types.Type
	var get func(id ID, depth int) *types.Type
	get = func(id ID, depth int) *types.Type {
		if t, ok := types.ByOID(id); ok {
			return t
		}
		if t, ok := made[id]; ok {
			return t
		}
		d, ok := s.object(id).(*TypeDesc)
		if rel, isRow := s.RowsOf(id); isRow {
			if depth > typeDepthMax {
				return types.Unknown(id)
			}
			s.put(rel.linked(s.schemaName(rel), func(oid types.OID) (*types.Type, bool) {
				t := get(oid, depth+1)
				return t, t.Kind() != types.KindNull || t.IsPseudo()
			}).keepRow(old))
			if t, ok := s.rowTypeByOID(id); ok {
				return t
			}
			return types.Unknown(id)
		}
		if !ok {
			for a := range ofKind[*TypeDesc](s, KindType) {
				if a.Makes(id) && depth < typeDepthMax {
					if t := madeOf(get(a.ID, depth+1), id); t != nil {
						return t
					}
				}
			}
			return types.Unknown(id)
		}
		if depth > typeDepthMax {
			return types.Unknown(id)
		}
		var base *types.Type
		switch d.Class {
		case ClassDomain:
			base = get(d.BaseID, depth+1)
		case ClassRange:
			base = get(d.Range.SubtypeID, depth+1)
		}
		var attrs []types.Attribute
		for _, a := range d.Attributes {
			attrs = append(attrs, types.Attribute{Name: a.Name, Type: get(a.TypeOID, depth+1), Typmod: a.Typmod, Collation: a.Collation})
		}
		schema := ""
		if sd, ok := s.object(d.SchemaID).(*SchemaDesc); ok {
			schema = sd.Name
		}
		t := (*types.Type)(nil)
		if old != nil {
			if was, ok := old.object(id).(*TypeDesc); ok && was == d {
				if o, ok := old.types.ByOID(id); ok && o.Schema == schema && isOver(o, base) &&
					(o.Composite() == nil || slices.Equal(o.Composite().Attributes(), attrs)) {
					t = o
				}
			}
		}
		if t == nil {
			t = d.make(schema, base, attrs)
		}
		made[id] = t
		own = append(own, t)
		return t
	}
	for d := range ofKind[*TypeDesc](s, KindType) {
		get(d.ID, 0)
	}
	return types.NewUniverse(own).WithRows(s.rowTypeByOID)
}

// isOver reports whether what a domain or a range is of is base.
func isOver(t, base *types.Type) bool {
	switch {
	case base == nil:
		return true
	case t.RangeOf() != nil:
		return t.RangeOf().Subtype == base
	}
	return t.Domain().Base == base
}

// madeOf is the type of an OID among those that come with t.
func madeOf(t *types.Type, id ID) *types.Type {
	if a := t.ArrayType(); a != nil && a.OID == id {
		return a
	}
	if r := t.RangeOf(); r != nil && t == r.Type {
		if r.Multi.OID == id {
			return r.Multi
		}
		return madeOf(r.Multi, id)
	}
	return nil
}

// typeDepthMax bounds domains over domains.
const typeDepthMax = 64

// isOwn reports whether a type is one of the schema.
func isOwn(oid types.OID) bool { return oid >= FirstID }

// linked is t with the users' types of its columns as byOID has them, and with a row type in the
// schema of that name: t itself where it has them already.
func (t *TableDesc) linked(schema string, byOID func(types.OID) (*types.Type, bool)) *TableDesc {
	var n *TableDesc
	switch {
	case t.row == nil:
		t.row = &rowCell{schema: schema} // it was just read
	case t.row.schema != schema:
		p := *t
		p.Columns = slices.Clone(t.Columns)
		p.row = &rowCell{schema: schema}
		n = &p
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if !isOwn(c.TypeOID) {
			continue
		}
		typ, ok := byOID(c.TypeOID)
		if ok && c.Type == typ || !ok && c.Type != nil && c.Type.Kind() == types.KindNull {
			continue
		}
		if n == nil {
			p := *t
			p.Columns = slices.Clone(t.Columns)
			p.row = &rowCell{schema: schema}
			n = &p
		}
		n.Columns[i].link(typ)
	}
	if n == nil {
		return t
	}
	return n
}

// link gives a column its type; nil: it is not there.
func (c *Column) link(t *types.Type) {
	if t == nil {
		t = types.Unknown(c.TypeOID)
	}
	c.Type, c.Missing = t, types.Null
	if c.HasMissing && t.Supported() {
		c.Missing, _ = types.DecodeText(t, c.Typmod, c.MissingText, nil)
	}
}

// link gives the tables of s their types, after changes of before. all: also those that have not
// changed, but have columns of types of the schema, whichever may be others now. Without before
// no table has its types yet.
func (s *Snapshot) link(before *Snapshot, changed []change, all bool) {
	var ids []ID
	for _, c := range changed {
		ids = append(ids, c.id)
		if _, ok := c.new.(*SchemaDesc); ok { // row types are printed with its name
			ids = slices.AppendSeq(ids, s.ids(KindTable, c.id, false))
		}
	}
	switch {
	case before == nil:
		for id := range s.objects.all() {
			ids = append(ids, id)
		}
	case all:
		for id := range s.rows.typed.all() {
			ids = append(ids, id)
		}
	}
	done := map[ID]bool{}
	for _, id := range ids {
		s.linkTable(before, id, done)
	}
}

// linkTable links a table, after those whose row types it has columns of.
func (s *Snapshot) linkTable(before *Snapshot, id ID, done map[ID]bool) {
	t, ok := s.object(id).(*TableDesc)
	if !ok || done[id] {
		return
	}
	done[id] = true
	for _, of := range s.rows.tablesIn(t) {
		s.linkTable(before, of, done)
	}
	if now := t.linked(s.schemaName(t), s.types.ByOID).keepRow(before); now != t {
		s.put(now)
	}
}

func (s *Snapshot) schemaName(t *TableDesc) string {
	if d, ok := s.object(t.SchemaID).(*SchemaDesc); ok {
		return d.Name
	}
	return ""
}

// linkFrom gives a copy of a table the types of what it was copied from.
func (t *TableDesc) linkFrom(of *TableDesc) {
	for i := range t.Columns {
		c := &t.Columns[i]
		if !isOwn(c.TypeOID) {
			continue
		}
		for j := range of.Columns {
			if of.Columns[j].TypeOID == c.TypeOID && of.Columns[j].Type != nil {
				c.link(of.Columns[j].Type)
				break
			}
		}
	}
}

// Types are the types of the schema.
func (s *Snapshot) Types() *types.Universe {
	if s == nil {
		return nil
	}
	return s.types
}

// TypeByID returns the descriptor of a user's type by its OID, or that of its arrays.
func (s *Snapshot) TypeByID(id ID) (*TypeDesc, bool) {
	if d, ok := s.object(id).(*TypeDesc); ok {
		return d, true
	}
	t, ok := s.types.ByOID(id)
	if !ok || !isOwn(id) {
		return nil, false
	}
	if t.Elem() != nil {
		t = t.Elem()
	}
	if t.IsMultirange() && t.RangeOf() != nil {
		t = t.RangeOf().Type
	}
	d, ok := s.object(t.OID).(*TypeDesc)
	return d, ok
}

// UserTypes lists the types of a database (0: of all), in no order.
func (s *Snapshot) UserTypes(database ID) iter.Seq[*TypeDesc] {
	return func(yield func(*TypeDesc) bool) {
		for t := range ofKind[*TypeDesc](s, KindType) {
			if (database == 0 || t.DatabaseID == database) && !yield(t) {
				return
			}
		}
	}
}

// TypeIn looks a type up in one schema, those of arrays too; not the row types of tables.
func (s *Snapshot) TypeIn(schema *SchemaDesc, name string) (*types.Type, bool) {
	if schema.Name == SchemaPGCatalog {
		return types.ByTypname(name)
	}
	id, ok := s.names.get(nameKey{parent: schema.ID, kind: KindType, name: name})
	if !ok {
		return nil, false
	}
	return s.types.ByOID(id)
}

// anyTypeIn is TypeIn, of row types too.
func (s *Snapshot) anyTypeIn(schema *SchemaDesc, name string) (*types.Type, bool) {
	if t, ok := s.TypeIn(schema, name); ok {
		return t, true
	}
	return s.rowTypeNamed(schema, name)
}

// Type resolves a type's name; ok is false where there is none. The errors are those of
// Qualify.
func (s *Snapshot) Type(path *SearchPath, name ast.QName) (t *types.Type, ok bool, err error) {
	if id, _, frozen := Thaw(name.Name); frozen && name.Schema == "" {
		t, ok = s.types.ByOID(id)
		return t, ok, nil
	}
	if name.Schema != "" {
		d, err := s.Qualify(path, name)
		if err != nil {
			return nil, false, err
		}
		t, ok = s.anyTypeIn(d, name.Name)
		return t, ok, nil
	}
	s.effective(path, func(d *SchemaDesc) bool {
		t, ok = s.anyTypeIn(d, name.Name)
		return ok
	})
	return t, ok, nil
}

// TypeVisible reports whether a user's type is found by its name alone.
func (s *Snapshot) TypeVisible(path *SearchPath, t *types.Type) bool {
	got, ok, err := s.Type(path, ast.QName{Name: t.Name})
	return err == nil && ok && got.OID == t.OID
}

// FormatType prints a type as format_type does: qualified where it is not found by its name
// alone.
func (s *Snapshot) FormatType(path *SearchPath, t *types.Type, typmod int32) string {
	if t.Elem() != nil && t.Name[0] == '_' {
		return s.FormatType(path, t.Elem(), typmod) + "[]"
	}
	if t.Schema == "" || path != nil && s.TypeVisible(path, t) {
		return t.Format(typmod)
	}
	return QuoteIdent(t.Schema) + "." + t.Format(typmod)
}

// UndefinedType is Postgres's error for a type that is not there.
func UndefinedType(name string) *pgerror.Error {
	return pgerror.New(pgerror.UndefinedObject, "type %q does not exist", name)
}

// madeTypesOf are the base types of s that extensions made.
func (s *Snapshot) madeTypesOf() []*TypeDesc {
	var out []*TypeDesc
	for t := range ofKind[*TypeDesc](s, KindType) {
		if t.Made != "" {
			out = append(out, t)
		}
	}
	return out
}

func isMade(d Descriptor) bool {
	t, ok := d.(*TypeDesc)
	return ok && t.Made != ""
}

// MadeTypes lists the types that extensions made in the schemas in which unqualified names are looked up.
func (s *Snapshot) MadeTypes(path *SearchPath) []*types.Type {
	if s == nil || path == nil || len(s.made) == 0 {
		return nil
	}
	var out []*types.Type
	s.effective(path, func(schema *SchemaDesc) bool {
		for _, d := range s.made {
			if t, ok := s.Types().ByOID(d.ID); ok && d.SchemaID == schema.ID {
				out = append(out, t)
			}
		}
		return false
	})
	return out
}
