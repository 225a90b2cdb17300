package ddl

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// typed refuses types of users while older nodes, which could not read them, may be members.
func (r *run) typed(what string) error {
	if r.x.o.Version.Active(version.Typed) {
		return nil
	}
	return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "%s are not supported by older nodes of the cluster", what)
}

// enumLabelsMax is how many values an enum may have.
const enumLabelsMax = 10000

// typeSchema is where a type is made.
func (r *run) typeSchema(name ast.QName) (*catalog.SchemaDesc, error) {
	schema, err := r.target(name, ast.PersistencePermanent)
	if err == nil && schema.Temporary {
		err = r.parted("temporary types")
	}
	return schema, err
}

// newType makes the descriptor of a type, without what is of its class.
func (r *run) newType(name ast.QName, class byte) (*catalog.TypeDesc, error) {
	schema, err := r.typeSchema(name)
	if err != nil {
		return nil, err
	}
	if len(name.Name) > nameBytesMax {
		name.Name = clip(name.Name, nameBytesMax)
	}
	if err := r.freeTypeName(schema, name.Name); err != nil {
		return nil, err
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	d := &catalog.TypeDesc{Base: catalog.Base{Name: name.Name, Owner: me.ID}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID, Class: class}
	for _, id := range []*catalog.ID{&d.ID, &d.ArrayID} {
		if *id, err = r.env.State.NewID(r.ctx); err != nil {
			return nil, err
		}
	}
	if d.ArrayName, err = r.arrayName(schema, d.Name); err != nil {
		return nil, err
	}
	return d, r.startGrants(d, schema.ID)
}

// freeTypeName refuses a name that a type, or a table with its row type, has.
func (r *run) freeTypeName(schema *catalog.SchemaDesc, name string) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	taken := false
	if rel, ok := snap.RelationIn(schema, name); ok && rel.Table != nil && rel.Index == nil {
		taken = true
	}
	t, ok := snap.TypeIn(schema, name)
	if ok && !taken && t.IsArray() && t.Schema != "" {
		// As in Postgres, the type of arrays gives way.
		d, _ := snap.TypeByID(t.OID)
		other, err := r.arrayName(schema, name)
		if err != nil {
			return err
		}
		return edit(r, d, func(d *catalog.TypeDesc) error { d.ArrayName = other; return nil })
	}
	if ok || taken {
		return pgerror.New(pgerror.DuplicateObject, "type %q already exists", name)
	}
	return nil
}

// freeRowType refuses a name for a relation that a type has: its row type would have it too.
func (r *run) freeRowType(schema *catalog.SchemaDesc, name string) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if t, ok := snap.TypeIn(schema, name); ok && t.Schema != "" && !t.IsArray() {
		return pgerror.New(pgerror.DuplicateObject, "type %q already exists", name).
			WithHint("A relation has an associated type of the same name, so you must use a name that doesn't conflict with any existing type.")
	}
	return nil
}

// arrayName finds a name for the type of a type's arrays, as Postgres does.
func (r *run) arrayName(schema *catalog.SchemaDesc, name string) (string, error) {
	snap, err := r.snap()
	if err != nil {
		return "", err
	}
	base := clip("_"+name, nameBytesMax)
	out := base
	for i := 1; ; i++ {
		if _, taken := snap.TypeIn(schema, out); !taken {
			return out, nil
		}
		suffix := fmt.Sprintf("_%d", i)
		out = clip(base, nameBytesMax-len(suffix)) + suffix
	}
}

// createEnum is CREATE TYPE … AS ENUM.
func (r *run) createEnum(s *ast.CreateEnum) error {
	if err := r.typed("enums"); err != nil {
		return err
	}
	d, err := r.newType(s.Name, catalog.ClassEnum)
	if err != nil {
		return err
	}
	if len(s.Labels) > enumLabelsMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "an enum can have at most %d values", enumLabelsMax)
	}
	positions := types.Positions(len(s.Labels))
	seen := map[string]bool{}
	for i, name := range s.Labels {
		if err := enumName(name); err != nil {
			return err
		}
		if seen[name] {
			return pgerror.New(pgerror.UniqueViolation, "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"").
				WithDetail("Key (enumtypid, enumlabel)=(%d, %s) already exists.", d.ID, name)
		}
		seen[name] = true
		l := catalog.EnumLabelDesc{Name: name, Position: []byte(positions[i])}
		if l.OID, err = r.env.State.NewID(r.ctx); err != nil {
			return err
		}
		d.Labels = append(d.Labels, l)
	}
	return r.env.State.Create(r.ctx, d)
}

func enumName(name string) error {
	if len(name) <= nameBytesMax {
		return nil
	}
	return pgerror.New(pgerror.InvalidName, "invalid enum label %q", name).WithDetail("Labels must be %d bytes or less.", nameBytesMax)
}

// typeDesc resolves a type that a statement is to change. kind is ObjectDomain where a domain
// is wanted.
func (r *run) typeDesc(name ast.QName, kind ast.ObjectKind) (*catalog.TypeDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	t, ok, err := snap.Type(r.env.Path, name)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, catalog.UndefinedType(catalog.QuoteQName(name))
	case snap.IsRowType(t) && kind == ast.ObjectDomain:
		return nil, pgerror.New(pgerror.WrongObjectType, "%s is not a domain", t)
	case snap.IsRowType(t):
		return nil, pgerror.New(pgerror.WrongObjectType, "%s is a table's row type", catalog.QuoteQName(name)).WithHint("Use ALTER TABLE instead.")
	case t.Schema == "" && kind == ast.ObjectDomain:
		return nil, pgerror.New(pgerror.WrongObjectType, "%s is not a domain", t)
	case t.Schema == "":
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "must be owner of type %s", t)
	case t.IsArray():
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot alter array type %s", t).
			WithHint("You can alter type %s, which will alter the array type as well.", t.Elem())
	}
	d, ok := snap.TypeByID(t.OID)
	if !ok {
		return nil, catalog.UndefinedType(catalog.QuoteQName(name))
	}
	if kind == ast.ObjectDomain && d.Class != catalog.ClassDomain {
		return nil, pgerror.New(pgerror.WrongObjectType, "%s is not a domain", t)
	}
	return d, r.mustOwnType(snap, d)
}

func (r *run) mustOwnType(snap *catalog.Snapshot, d *catalog.TypeDesc) error {
	err := r.mustOwn("type", d)
	if pgerror.Is(err, pgerror.InsufficientPrivilege) {
		return pgerror.New(pgerror.InsufficientPrivilege, "must be owner of %s", typeWord(snap, r.env.Path, d))
	}
	return err
}

// alterEnum is ALTER TYPE … ADD VALUE and RENAME VALUE.
func (r *run) alterEnum(s *ast.AlterEnum) error {
	d, err := r.typeDesc(s.Name, ast.ObjectType)
	if err != nil {
		return err
	}
	if d.Class != catalog.ClassEnum {
		return pgerror.New(pgerror.WrongObjectType, "%s is not an enum", catalog.QuoteIdent(d.Name))
	}
	find := func(name string) int {
		return slices.IndexFunc(d.Labels, func(l catalog.EnumLabelDesc) bool { return l.Name == name })
	}
	if err := enumName(s.Value); err != nil {
		return err
	}
	if s.Rename {
		i := find(s.Old)
		switch {
		case i < 0:
			return pgerror.New(pgerror.InvalidParameterValue, "%q is not an existing enum label", s.Old)
		case find(s.Value) >= 0:
			return pgerror.New(pgerror.DuplicateObject, "enum label %q already exists", s.Value)
		}
		return edit(r, d, func(d *catalog.TypeDesc) error { d.Labels[i].Name = s.Value; return nil })
	}
	if find(s.Value) >= 0 {
		if s.IfNotExists {
			r.skip(pgerror.DuplicateObject, "enum label %q already exists", s.Value)
			return nil
		}
		return pgerror.New(pgerror.DuplicateObject, "enum label %q already exists", s.Value)
	}
	at := len(d.Labels)
	if s.Place != ast.EnumLast {
		if at = find(s.Neighbour); at < 0 {
			return pgerror.New(pgerror.InvalidParameterValue, "%q is not an existing enum label", s.Neighbour)
		}
		if s.Place == ast.EnumAfter {
			at++
		}
	}
	if len(d.Labels) >= enumLabelsMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "an enum can have at most %d values", enumLabelsMax)
	}
	return r.addLabel(d, at, s.Value)
}

// addLabel puts a value at a place. Positions of others, which rows and keys hold, stay.
func (r *run) addLabel(d *catalog.TypeDesc, at int, name string) error {
	lo, hi := "", ""
	if at > 0 {
		lo = string(d.Labels[at-1].Position)
	}
	if at < len(d.Labels) {
		hi = string(d.Labels[at].Position)
	}
	id, err := r.env.State.NewID(r.ctx)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.TypeDesc) error {
		l := catalog.EnumLabelDesc{OID: id, Name: name, Position: []byte(types.PositionBetween(lo, hi)), Uncommitted: true}
		if n := len(d.Labels); n > 0 && (at < n || d.SortOrder(n-1) != float32(n)) {
			l.SetSortOrder(sortOrderAt(d, at))
			for i := range d.Labels { // places change
				d.Labels[i].SetSortOrder(d.SortOrder(i))
			}
		}
		d.Labels = slices.Insert(d.Labels, at, l)
		return nil
	})
}

// sortOrderAt is the order of a value that is put at a place: half-way between its neighbours.
func sortOrderAt(d *catalog.TypeDesc, at int) float32 {
	switch n := len(d.Labels); at {
	case 0:
		return d.SortOrder(0) - 1
	case n:
		return d.SortOrder(n-1) + 1
	}
	return (d.SortOrder(at-1) + d.SortOrder(at)) / 2
}

// renameType is ALTER TYPE and DOMAIN … RENAME TO. What is stored names types by their OIDs.
func (r *run) renameType(s *ast.Rename) error {
	d, err := r.typeDesc(s.Name, s.Kind)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	schema, ok := snap.SchemaByID(d.SchemaID)
	if !ok {
		return pgerror.Internal("type %d has no schema", d.ID)
	}
	if err := r.freeTypeName(schema, s.New); err != nil {
		return err
	}
	array, err := r.arrayName(schema, s.New)
	if err != nil {
		return err
	}
	multi, err := r.namesMulti(s.Name, d)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.TypeDesc) error {
		if multi {
			d.Range.MultiName, d.Range.MultiArrayName = s.New, array
		} else {
			d.Name, d.ArrayName = s.New, array
		}
		return nil
	})
}

// namesMulti reports whether name is that of d's multiranges, not of d itself.
func (r *run) namesMulti(name ast.QName, d *catalog.TypeDesc) (bool, error) {
	if d.Class != catalog.ClassRange {
		return false, nil
	}
	snap, err := r.snap()
	if err != nil {
		return false, err
	}
	t, ok, err := snap.Type(r.env.Path, name)
	return ok && t.OID == d.Range.MultiID, err
}

// notMulti refuses what would be done to the ranges where their multiranges are named.
func (r *run) notMulti(name ast.QName, d *catalog.TypeDesc, what string) error {
	multi, err := r.namesMulti(name, d)
	if err != nil || !multi {
		return err
	}
	return pgerror.Unsupported(fmt.Sprintf("Multiranges have those of their range type %s.", catalog.QuoteIdent(d.Name)), "%s of multirange types are not supported", what)
}

// moveType is ALTER TYPE and DOMAIN … SET SCHEMA.
func (r *run) moveType(s *ast.SetSchema) error {
	d, err := r.typeDesc(s.Name, s.Kind)
	if err != nil {
		return err
	}
	if err := r.notMulti(s.Name, d, "schemas of their own"); err != nil {
		return err
	}
	schema, err := r.typeSchema(ast.QName{Pos: -1, Schema: s.Schema, Name: d.Name})
	if err != nil || schema.ID == d.SchemaID {
		return err
	}
	if err := r.staysInKind(d.SchemaID, schema); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, taken := snap.TypeIn(schema, d.Name); taken {
		return pgerror.New(pgerror.DuplicateObject, "type %q already exists in schema %q", d.Name, schema.Name)
	}
	array, err := r.arrayName(schema, d.Name)
	if err != nil {
		return err
	}
	multi := ""
	if d.Class == catalog.ClassRange {
		if _, taken := snap.TypeIn(schema, d.Range.MultiName); taken {
			return pgerror.New(pgerror.DuplicateObject, "type %q already exists in schema %q", d.Range.MultiName, schema.Name)
		}
		if multi, err = r.arrayName(schema, d.Range.MultiName); err != nil {
			return err
		}
	}
	return edit(r, d, func(d *catalog.TypeDesc) error {
		d.SchemaID, d.ArrayName, d.Range.MultiArrayName = schema.ID, array, multi
		return nil
	})
}

// ownType is ALTER TYPE and DOMAIN … OWNER TO.
func (r *run) ownType(s *ast.AlterOwner) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	d, err := r.typeDesc(s.Name, s.Kind)
	if err != nil {
		return err
	}
	if err := r.notMulti(s.Name, d, "owners"); err != nil {
		return err
	}
	owner, err := r.newOwner(&s.Role)
	if err != nil || owner.ID == d.Owner {
		return err
	}
	if _, ok := snap.SchemaByID(d.SchemaID); !ok {
		return pgerror.Internal("type %d has no schema", d.ID)
	}
	if err := r.ownerMayCreate(owner, d.SchemaID); err != nil {
		return err
	}
	return r.giveTo(d, owner.ID)
}

// commentType is COMMENT ON TYPE and DOMAIN.
func (r *run) commentType(s *ast.CommentOn) error {
	d, err := r.typeDesc(s.Name, s.Kind)
	if err != nil {
		return err
	}
	if err := r.notMulti(s.Name, d, "comments"); err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.TypeDesc) error { d.Comment = s.Comment; return nil })
}

// useType checks that the user may make columns of a type, and keeps it from being dropped.
func (r *run) useType(d *catalog.TypeDesc) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if !snap.HasPrivilege(me.ID, d, catalog.PrivilegeUsage) {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for %s", typeWord(snap, r.env.Path, d))
	}
	return r.env.State.Share(r.ctx, d)
}

// typeWord is what messages call a type.
func typeWord(snap *catalog.Snapshot, path *catalog.SearchPath, d *catalog.TypeDesc) string {
	if t, ok := snap.Types().ByOID(d.ID); ok {
		return "type " + snap.FormatType(path, t, types.NoTypmod)
	}
	return "type " + d.Name
}

// dropTypes is DROP TYPE and DROP DOMAIN.
func (r *run) dropTypes(s *ast.Drop) error {
	x := typeDrop{r: r, kind: s.Kind, cascade: s.Behavior == ast.BehaviorCascade}
	for _, n := range s.Names {
		snap, err := r.snap()
		if err != nil {
			return err
		}
		t, ok, err := snap.Type(r.env.Path, n)
		if err != nil && (!s.IfExists || !pgerror.Is(err, pgerror.InvalidSchemaName)) {
			return err
		}
		switch {
		case err != nil:
			r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", n.Schema)
			continue
		case !ok && s.IfExists:
			r.skip(pgerror.UndefinedObject, "type %q does not exist", catalog.QuoteQName(n))
			continue
		case !ok:
			return catalog.UndefinedType(catalog.QuoteQName(n))
		}
		if err := x.add(snap, t); err != nil {
			return err
		}
	}
	snap, err := r.snap()
	if err != nil || len(x.types) == 0 {
		return err
	}
	title := "desired object(s)"
	if len(x.types) == 1 {
		title = typeWord(snap, r.env.Path, x.types[0])
	}
	y := routineDrop{typeDrop: x}
	return y.dropAll(snap, title)
}

// typeDrop is a set of types that a statement drops, with what depends on them.
type typeDrop struct {
	// gone are objects that go anyway, which nobody tells of; nil: there are none.
	gone    func(catalog.ID) bool
	r       *run
	kind    ast.ObjectKind
	cascade bool
	types   []*catalog.TypeDesc
	// depends and also are as those of doomed.
	depends, also []string
	columns       []typedColumn
	parts         []func() error // other parts of tables
	views         []catalog.ID
	tables        []catalog.ID // whose partition keys need a type
	policies      []partName
	checks        []partName
	casts         []catalog.ID
}

type typedColumn struct {
	table catalog.ID
	name  string
}

func (x *typeDrop) add(snap *catalog.Snapshot, t *types.Type) error {
	switch {
	case t.Schema == "":
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop type %s because it is required by the database system", t)
	case t.IsArray():
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop type %s because type %s requires it", t, t.Elem()).
			WithHint("You can drop type %s instead.", t.Elem())
	case t.IsMultirange():
		of := t.RangeOf().Type
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop type %s because type %s requires it", t, of).
			WithHint("You can drop type %s instead.", of)
	}
	if rel, ok := snap.RowTypeOf(t.OID); ok {
		return x.r.rowTypeRequired(snap, rel)
	}
	d, ok := snap.TypeByID(t.OID)
	if !ok {
		return catalog.UndefinedType(t.Name)
	}
	if x.kind == ast.ObjectDomain && d.Class != catalog.ClassDomain {
		return pgerror.New(pgerror.WrongObjectType, "%q is not a domain", d.Name)
	}
	if schema, ok := snap.SchemaByID(d.SchemaID); !ok || x.r.mustOwn("schema", schema) != nil {
		if err := x.r.mustOwnType(snap, d); err != nil {
			return err
		}
	}
	if err := x.r.mayGo(d); err != nil {
		return err
	}
	// Locked first: whoever comes to use it commits before, or sees that it is gone.
	if err := x.r.env.State.LockForDrop(x.r.ctx, d); err != nil {
		return err
	}
	x.types = append(x.types, d)
	return nil
}

func (x *typeDrop) goes(id catalog.ID) bool { return x.gone != nil && x.gone(id) }

func (x *typeDrop) has(id catalog.ID) bool {
	return x.goes(id) || slices.ContainsFunc(x.types, func(d *catalog.TypeDesc) bool { return d.Makes(id) })
}

// user is what depends on a type.
type user struct {
	id   catalog.ID
	part int // a column's number
	take func()
}

// find looks for what depends on the types, and on what goes with them: in Postgres's order,
// the newest first, which is told from its end.
func (x *typeDrop) find(snap *catalog.Snapshot) {
	for _, d := range slices.Clone(x.types) {
		x.walk(snap, d)
	}
	slices.Reverse(x.depends)
	slices.Reverse(x.also)
	for _, d := range x.types {
		x.expressionsOf(snap, d)
		x.castsOver(snap, d.DatabaseID, typeWord(snap, x.r.env.Path, d), func(c *catalog.CastDesc) bool { return d.Makes(c.FromID) || d.Makes(c.ToID) })
	}
}

func (x *typeDrop) walk(snap *catalog.Snapshot, d *catalog.TypeDesc) {
	word := typeWord(snap, x.r.env.Path, d)
	list := x.relationsOf(snap, d, d.ID, word)
	list = append(list, user{id: d.ArrayID, take: func() { take(x.relationsOf(snap, d, d.ArrayID, word+"[]")) }})
	if m := &d.Range; d.Class == catalog.ClassRange {
		for _, id := range []catalog.ID{m.MultiID, m.MultiArrayID} {
			if t, ok := snap.Types().ByOID(id); ok {
				word := "type " + snap.FormatType(x.r.env.Path, t, types.NoTypmod)
				list = append(list, user{id: id, take: func() { take(x.relationsOf(snap, d, id, word)) }})
			}
		}
	}
	for o := range snap.UserTypes(d.DatabaseID) {
		if !x.has(o.ID) {
			list = append(list, x.attributesOf(snap, o, d, word)...)
		}
		if (o.BaseID != 0 && d.Makes(o.BaseID) || o.Class == catalog.ClassRange && d.Makes(o.Range.SubtypeID)) && !x.has(o.ID) {
			list = append(list, user{id: o.ID, take: func() {
				x.types = append(x.types, o)
				x.walk(snap, o)
				x.note(typeWord(snap, x.r.env.Path, o), word)
			}})
		}
	}
	take(list)
}

// take goes through dependents, the newest first.
func take(list []user) {
	slices.SortStableFunc(list, func(a, b user) int { return cmp.Or(cmp.Compare(b.id, a.id), cmp.Compare(a.part, b.part)) })
	for _, u := range list {
		u.take()
	}
}

// note takes a dependent down.
func (x *typeDrop) note(object, on string) {
	x.depends = append(x.depends, object+" depends on "+on)
	x.also = append(x.also, object)
}

// relationsOf are the columns of a type, and the views that name it.
func (x *typeDrop) relationsOf(snap *catalog.Snapshot, d *catalog.TypeDesc, oid types.OID, word string) []user {
	var list []user
	for t := range snap.Relations(d.DatabaseID) {
		if x.goes(t.ID) {
			continue
		}
		name, _ := snap.RelationName(x.r.env.Path, t.ID)
		if t.HasQuery() {
			if t.Refers(oid, 0) || t.IsMaterialized() && slices.ContainsFunc(t.Columns, func(c catalog.Column) bool { return c.TypeOID == oid }) {
				list = append(list, user{id: t.ID, take: func() { x.view(snap, t, word) }})
			}
			continue
		}
		if goes, part := keyedBy(snap, t, oid); goes {
			if !part {
				list = append(list, user{id: t.ID, take: func() {
					x.note("table "+name, word)
					x.tables = append(x.tables, t.ID)
				}})
			}
			continue
		}
		// Expressions of indexes go with what they are made of.
		for i := range t.Stored() {
			if c := &t.Columns[i]; c.TypeOID == oid {
				list = append(list, user{id: t.ID, part: int(c.ID), take: func() {
					title := fmt.Sprintf("column %s of table %s", catalog.QuoteIdent(c.Name), name)
					x.viewsOver(snap, t, c.ID, title)
					x.note(title, word)
					x.columns = append(x.columns, typedColumn{t.ID, c.Name})
				}})
			}
		}
	}
	return list
}

// keyedBy reports whether a table is of a type (OF), or the partition key of it, or of one that it
// is a part of (part), has a column of the type: without it there is no such table.
func keyedBy(snap *catalog.Snapshot, t *catalog.TableDesc, oid types.OID) (goes, part bool) {
	goes = t.OfType != 0 && t.OfType == oid
	for i := range t.Columns {
		if t.Columns[i].TypeOID == oid && inPartitionKey(t, t.Columns[i].ID) {
			goes = true
		}
	}
	if up, ok := snap.TableByID(t.PartitionOf); ok && t.IsPartition() {
		if above, _ := keyedBy(snap, up, oid); above {
			return true, true
		}
	}
	return goes, false
}

// expressionsOf are the defaults and constraints that name a type, but for those of columns
// that go.
func (x *typeDrop) expressionsOf(snap *catalog.Snapshot, d *catalog.TypeDesc) {
	x.expressionsNaming(snap, d.DatabaseID, d.ID, typeWord(snap, x.r.env.Path, d))
}

// expressionsNaming are those that name an object by its number.
func (x *typeDrop) expressionsNaming(snap *catalog.Snapshot, database, id catalog.ID, word string) {
	frozen := `"` + catalog.FrozenTable(id) + `"`
	var tables []*catalog.TableDesc
	for t := range snap.Tables(database) {
		if !x.goes(t.ID) {
			tables = append(tables, t)
		}
	}
	sortByID(tables)
	var domains []*catalog.TypeDesc
	for o := range snap.UserTypes(database) {
		domains = append(domains, o)
	}
	sortByID(domains)
	for _, o := range domains {
		for _, k := range o.Checks {
			if strings.Contains(k.Text, frozen) && !x.has(o.ID) {
				x.note("constraint "+k.Name, word)
				x.checks = append(x.checks, partName{o.ID, k.Name})
			}
		}
	}
	x.statisticsNaming(snap, database, frozen, word)
	for _, t := range tables {
		name, _ := snap.RelationName(x.r.env.Path, t.ID)
		if t.KeyedByExpr(frozen) {
			x.note("table "+name, word)
			x.tables = append(x.tables, t.ID)
			continue
		}
		x.indexesNaming(snap, t, frozen, word)
		for i := range t.Stored() {
			if c := &t.Columns[i]; strings.Contains(c.DefaultText, frozen) && !x.dropsColumn(t, c.ID) {
				if c.Generated != 0 {
					x.note(fmt.Sprintf("column %s of table %s", catalog.QuoteIdent(c.Name), name), word)
					x.columns = append(x.columns, typedColumn{t.ID, c.Name})
					continue
				}
				x.note(fmt.Sprintf("default value for column %s of table %s", catalog.QuoteIdent(c.Name), name), word)
				x.part(t.ID, &ast.AlterColumnDefault{Column: c.Name})
			}
		}
		for i := range t.Checks {
			k := &t.Checks[i]
			if strings.Contains(k.Text, frozen) && !slices.ContainsFunc(k.Columns, func(id catalog.ColumnID) bool { return x.dropsColumn(t, id) }) {
				x.note(fmt.Sprintf("constraint %s on table %s", k.Name, name), word)
				x.part(t.ID, &ast.DropConstraint{Name: k.Name, Behavior: ast.BehaviorCascade})
			}
		}
		for i := range t.Policies {
			if p := &t.Policies[i]; strings.Contains(p.UsingText+p.CheckText, frozen) {
				x.note(x.r.policyOn(snap, p, t), word)
				x.policies = append(x.policies, partName{t.ID, p.Name})
			}
		}
	}
}

// indexesNaming takes the indexes down whose expressions or predicates name an object.
func (x *typeDrop) indexesNaming(snap *catalog.Snapshot, t *catalog.TableDesc, frozen, word string) {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if !strings.Contains(ix.Predicate, frozen) && !slices.ContainsFunc(ix.Columns, func(c catalog.IndexColumn) bool { return strings.Contains(c.Expr, frozen) }) {
			continue
		}
		name, _ := snap.RelationName(x.r.env.Path, ix.OID)
		x.note("index "+name, word)
		x.parts = append(x.parts, func() error {
			now, err := x.r.snap()
			if err != nil {
				return err
			}
			if t, ok := now.TableByID(t.ID); ok {
				if ix, ok := t.Index(ix.ID); ok {
					return x.r.dropIndex(t, ix, ast.BehaviorCascade)
				}
			}
			return nil // gone with another
		})
	}
}

// partName is a policy of a table, or a constraint of a domain.
type partName struct {
	of   catalog.ID
	name string
}

func (x *typeDrop) dropsColumn(t *catalog.TableDesc, id catalog.ColumnID) bool {
	c, _, ok := t.ColumnByID(id)
	return ok && slices.Contains(x.columns, typedColumn{t.ID, c.Name})
}

// view takes a view down, and the views over it.
func (x *typeDrop) view(snap *catalog.Snapshot, t *catalog.TableDesc, on string) {
	if slices.Contains(x.views, t.ID) || x.goes(t.ID) {
		return
	}
	x.views = append(x.views, t.ID)
	name, _ := snap.RelationName(x.r.env.Path, t.ID)
	x.viewsOver(snap, t, 0, relationWord(t)+" "+name)
	x.note(relationWord(t)+" "+name, on)
}

// viewsOver takes the views down that read a column of a relation (0: any of it).
func (x *typeDrop) viewsOver(snap *catalog.Snapshot, t *catalog.TableDesc, column catalog.ColumnID, title string) {
	ids := slices.Clone(t.Dependents)
	slices.Sort(ids)
	for _, id := range slices.Backward(ids) {
		if v, ok := snap.TableByID(id); ok && v.Refers(t.ID, column) {
			x.view(snap, v, title)
		}
	}
}

// part changes a table that stays.
func (x *typeDrop) part(table catalog.ID, c ast.AlterCmd) {
	x.parts = append(x.parts, func() error { return x.alter(table, c) })
}

func (x *typeDrop) alter(table catalog.ID, c ast.AlterCmd) error {
	snap, err := x.r.snap()
	if err != nil {
		return err
	}
	t, ok := snap.TableByID(table)
	if !ok {
		return nil // gone with another
	}
	sh, err := x.r.change(t)
	if err != nil {
		return err
	}
	before := x.r.withType
	x.r.withType = true
	err = sh.action(c)
	x.r.withType = before
	if err != nil {
		return err
	}
	x.also = append(x.also, sh.cascaded...)
	sh.cascaded = nil
	return sh.apply()
}

// drop drops the set.
func (x *typeDrop) drop() error {
	snap, err := x.r.snap()
	if err != nil || len(x.types) == 0 {
		return err
	}
	title := "desired object(s)"
	if len(x.types) == 1 {
		title = typeWord(snap, x.r.env.Path, x.types[0])
	}
	x.find(snap)
	if len(x.depends) > 0 && !x.cascade {
		return stillDepended(title, x.depends)
	}
	if err := x.dropDependents(); err != nil {
		return err
	}
	if err := x.dropCasts(); err != nil {
		return err
	}
	x.r.cascadeNotice(x.also)
	for i := len(x.types) - 1; i >= 0; i-- {
		if err := x.r.env.State.Drop(x.r.ctx, x.types[i]); err != nil {
			return err
		}
	}
	return nil
}

func (x *typeDrop) dropDependents() error {
	if len(x.views)+len(x.tables) > 0 {
		d, err := x.r.newDoomed(ast.BehaviorCascade)
		if err != nil {
			return err
		}
		for _, id := range slices.Concat(x.views, x.tables) {
			if v, ok := d.snap.TableByID(id); ok {
				d.addTable(v)
			}
		}
		if err := d.drop(); err != nil {
			return err
		}
	}
	for _, c := range x.columns {
		if err := x.alter(c.table, &ast.DropColumn{Name: c.name, Behavior: ast.BehaviorCascade}); err != nil {
			return err
		}
	}
	for _, c := range x.checks {
		snap, err := x.r.snap()
		if err != nil {
			return err
		}
		if o, ok := snap.TypeByID(c.of); ok {
			if err := edit(x.r, o, func(o *catalog.TypeDesc) error {
				o.Checks = slices.DeleteFunc(o.Checks, func(k catalog.DomainDesc) bool { return k.Name == c.name })
				return nil
			}); err != nil {
				return err
			}
		}
	}
	for _, p := range x.policies {
		snap, err := x.r.snap()
		if err != nil {
			return err
		}
		if t, ok := snap.TableByID(p.of); ok {
			if err := edit(x.r, t, func(t *catalog.TableDesc) error { t.DropPolicies(p.name); return nil }); err != nil {
				return err
			}
		}
	}
	for _, f := range x.parts {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}
