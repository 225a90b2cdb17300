package ddl

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
)

func parseExpr(text string) (ast.Expr, error) { return parser.ParseExpr(text) }

func sortByID[D catalog.Descriptor](list []D) {
	slices.SortFunc(list, func(a, b D) int { return cmp.Compare(a.Common().ID, b.Common().ID) })
}

// drop is DROP of relations and schemas.
func (r *run) drop(s *ast.Drop) error {
	switch s.Kind {
	case ast.ObjectTable, ast.ObjectIndex, ast.ObjectSequence, ast.ObjectView, ast.ObjectMaterializedView, ast.ObjectForeignTable:
		return r.dropRelations(s)
	case ast.ObjectSchema:
		return r.dropSchemas(s)
	case ast.ObjectType, ast.ObjectDomain:
		return r.dropTypes(s)
	case ast.ObjectExtension:
		return r.dropExtensions(s)
	case ast.ObjectStatistics:
		return r.dropStatistics(s)
	}
	return r.dropOther(s)
}

// builtinNames are objects of the system, of kinds that nobody can make here.
var builtinNames = map[string]string{
	"language": " sql plpgsql c internal ", "access method": " heap btree hash gin gist spgist brin ", "tablespace": " pg_default pg_global ",
	"collation": " default C POSIX ucs_basic ", "text search parser": " default ", "text search template": " simple synonym ispell thesaurus snowball ",
}

func isBuiltin(what, name string) bool {
	return strings.Contains(builtinNames[what], " "+name+" ")
}

// dropForeign is DROP of kinds of which only the system has objects, if any.
func (r *run) dropForeign(s *ast.Drop) error {
	switch s.What {
	case "event trigger":
		return r.dropEventTriggers(s)
	case "text search configuration", "text search dictionary":
		return r.dropTextSearch(s)
	}
	word := map[string]string{"foreign data wrapper": "foreign-data wrapper"}[s.What]
	if word == "" {
		word = s.What
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, n := range s.Names {
		if s.What == "tablespace" && !strings.Contains(builtinNames[s.What], " "+n.Name+" ") {
			if err := r.dropPlacementPolicy(s.What, n.Name, s.IfExists); err != nil {
				return err
			}
			continue
		}
		if gone, err := r.schemaGone(snap, n, s.IfExists); err != nil {
			return err
		} else if gone {
			continue
		}
		switch encoding := map[bool]string{true: " for encoding \"UTF8\""}[s.What == "collation"]; {
		case isBuiltin(s.What, n.Name):
			return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop %s %s because it is required by the database system", word, catalog.QuoteIdent(n.Name))
		case s.IfExists:
			r.skip(pgerror.UndefinedObject, "%s %q does not exist", word, catalog.QuoteQName(n))
		default:
			return pgerror.New(pgerror.UndefinedObject, "%s %q%s does not exist", word, strings.Trim(catalog.QuoteQName(n), "\""), encoding)
		}
	}
	return nil
}

// dropOther is DROP of kinds that cannot exist here.
func (r *run) dropOther(s *ast.Drop) error {
	if s.What != "" {
		return r.dropForeign(s)
	}
	for _, n := range s.Names {
		what := strings.ToLower(kindTag(s.Kind))
		if !s.IfExists {
			return pgerror.New(pgerror.UndefinedObject, "%s %q does not exist", what, n.Name)
		}
		r.skip(pgerror.UndefinedObject, "%s %q does not exist", what, n.Name)
	}
	return nil
}

// doomed is a set of objects that one statement drops.
type doomed struct {
	r         *run
	snap      *catalog.Snapshot
	tables    map[catalog.ID]*catalog.TableDesc
	sequences map[catalog.ID]*catalog.SequenceDesc
	cascade   bool
	// depends are the objects outside the set that depend on it, as DETAIL lists
	// them; also tells what CASCADE does about them.
	depends []string
	also    []string
	keys    map[catalog.ID][]string           // foreign keys of surviving tables to drop
	columns map[catalog.ID][]catalog.ColumnID // columns of surviving tables that lose their default
	// policies are those of surviving tables to drop, views those that go because of others.
	policies map[catalog.ID][]string
	views    map[catalog.ID]*catalog.TableDesc
	// named is how many relations the statement names.
	named int
	// editing is a table that the caller changes itself.
	editing catalog.ID
}

func (r *run) newDoomed(b ast.Behavior) (*doomed, error) {
	snap, err := r.snap()
	return &doomed{r: r, snap: snap, tables: map[catalog.ID]*catalog.TableDesc{}, sequences: map[catalog.ID]*catalog.SequenceDesc{},
		cascade: b == ast.BehaviorCascade, keys: map[catalog.ID][]string{}, columns: map[catalog.ID][]catalog.ColumnID{}, policies: map[catalog.ID][]string{},
		views: map[catalog.ID]*catalog.TableDesc{}}, err
}

func (r *run) dropRelations(s *ast.Drop) error {
	if s.Kind == ast.ObjectIndex {
		return r.dropIndexes(s)
	}
	d, err := r.newDoomed(s.Behavior)
	if err != nil {
		return err
	}
	d.named = len(s.Names)
	for _, n := range s.Names {
		if err := d.addRelation(s, n); err != nil {
			return err
		}
	}
	return d.drop()
}

// addRelation resolves one name of DROP TABLE, SEQUENCE or VIEW.
func (d *doomed) addRelation(s *ast.Drop, n ast.QName) error {
	rel, ok, err := d.snap.Lookup(d.r.env.Path, n)
	if err != nil && (!s.IfExists || !pgerror.Is(err, pgerror.InvalidSchemaName)) {
		return err
	}
	what := strings.ToLower(kindTag(s.Kind))
	if err != nil {
		d.r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", n.Schema)
		return nil
	}
	if !ok {
		if s.IfExists {
			d.r.skip(pgerror.UndefinedTable, "%s %q does not exist", what, n.Name)
			return nil
		}
		code := pgerror.UndefinedTable
		if s.Kind == ast.ObjectForeignTable {
			code = pgerror.UndefinedObject
		}
		return pgerror.New(code, "%s %q does not exist", what, n.Name)
	}
	switch {
	case rel.Table != nil && rel.Index == nil && s.Kind == relationKind(rel.Table):
		if err := d.r.mayDrop(rel, rel.Table); err != nil {
			return err
		}
		d.addTable(rel.Table)
		return nil
	case s.Kind == ast.ObjectSequence && rel.Sequence != nil:
		if err := d.r.mayDrop(rel, rel.Sequence); err != nil {
			return err
		}
		return d.addSequence(rel.Sequence)
	}
	e := pgerror.New(pgerror.WrongObjectType, "%q is not %s", n.Name, article(s.Kind))
	switch {
	case rel.Index != nil:
		e = e.WithHint("Use DROP INDEX to remove an index.")
	case rel.Table != nil:
		e = e.WithHint("%s", dropHint(rel.Table))
	case rel.Sequence != nil:
		e = e.WithHint("Use DROP SEQUENCE to remove a sequence.")
	}
	return e
}

// mayDrop: who owns the schema may drop what others have in it.
func (r *run) mayDrop(rel catalog.Relation, o catalog.Descriptor) error {
	if rel.Schema != nil && !rel.Schema.Virtual && r.mustOwn("schema", rel.Schema) == nil {
		return nil
	}
	switch {
	case rel.Index != nil:
		return r.mustOwnIndex(rel)
	case rel.Table != nil:
		return r.mayChange(rel.Table)
	}
	return r.mustOwn("sequence", o)
}

func (d *doomed) addTable(t *catalog.TableDesc) {
	d.tables[t.ID] = t
	for _, seq := range ownedSequences(d.snap, t, 0) {
		d.sequences[seq.ID] = seq
	}
	for i := range t.Partitioning.Parts {
		if p, ok := d.snap.TableByID(t.Partitioning.Parts[i].Table); ok && d.tables[p.ID] == nil {
			d.addTable(p)
		}
	}
}

// addSequence refuses the sequence of an identity column.
func (d *doomed) addSequence(seq *catalog.SequenceDesc) error {
	if seq.Identity {
		if t, ok := d.snap.TableByID(seq.OwnerTable); ok {
			c, _, _ := t.ColumnByID(seq.OwnerColumn)
			return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop sequence %s because column %s of table %s requires it",
				d.name(seq.ID), c.Name, d.name(t.ID)).WithHint("You can drop column %s of table %s instead.", c.Name, d.name(t.ID))
		}
	}
	d.sequences[seq.ID] = seq
	return nil
}

// name prints a relation as messages do.
func (d *doomed) name(id catalog.ID) string {
	n, _ := d.snap.RelationName(d.r.env.Path, id)
	return n
}

// findDependents looks for what outside of the set depends on it.
func (d *doomed) findDependents() {
	depends, also := len(d.depends), len(d.also)
	for _, t := range sortedTables(d.tables) {
		d.walk(relationWord(t)+" "+d.name(t.ID), d.dependersOf(t, nil, 0))
	}
	for _, seq := range sortedSequences(d.sequences) {
		d.walk("sequence "+d.name(seq.ID), d.dependersOf(nil, seq, 0))
	}
	slices.Reverse(d.depends[depends:])
	slices.Reverse(d.also[also:])
}

// referrers are the foreign keys of other tables that refer to t, or to what it is a partition of.
func (d *doomed) referrers(t *catalog.TableDesc) []depender {
	out := d.referrersOf(t)
	for t.IsPartition() {
		up, ok := d.snap.TableByID(t.PartitionOf)
		if !ok || d.tables[up.ID] != nil {
			break
		}
		out, t = append(out, d.referrersOf(up)...), up
	}
	return out
}

func (d *doomed) referrersOf(t *catalog.TableDesc) []depender {
	var out []depender
	for _, id := range t.InboundForeignKeys {
		child, ok := d.snap.TableByID(id)
		if !ok || d.tables[id] != nil {
			continue
		}
		for i := range child.ForeignKeys {
			if f := &child.ForeignKeys[i]; f.RefTable == t.ID && f.Parent == 0 {
				out = append(out, depender{id: f.OID, title: fmt.Sprintf("constraint %s on table %s", f.Name, d.name(id)),
					drop: func() { d.dropKeys(child, f.OID, f.Name) }})
			}
		}
	}
	return out
}

// dropKeys drops a foreign key, and what the table's partitions have of it.
func (d *doomed) dropKeys(t *catalog.TableDesc, id catalog.ID, name string) {
	d.keys[t.ID] = append(d.keys[t.ID], name)
	for i := range t.Partitioning.Parts {
		p, ok := d.snap.TableByID(t.Partitioning.Parts[i].Table)
		if !ok {
			continue
		}
		for k := range p.ForeignKeys {
			if f := &p.ForeignKeys[k]; f.Parent == id {
				d.dropKeys(p, f.OID, f.Name)
			}
		}
	}
}

// defaultsOf are the defaults of other tables that draw from a sequence.
func (d *doomed) defaultsOf(seq *catalog.SequenceDesc) []depender {
	var out []depender
	for o := range d.snap.Naming(seq.ID) {
		t, ok := o.(*catalog.TableDesc)
		if !ok || d.tables[t.ID] != nil {
			continue
		}
		for i := range t.Columns {
			if c := &t.Columns[i]; usesSequence(c.DefaultText, seq.ID) {
				out = append(out, d.defaultOf(t, c))
			}
		}
	}
	return out
}

func (d *doomed) defaultOf(t *catalog.TableDesc, c *catalog.Column) depender {
	return depender{id: c.DefaultID, title: fmt.Sprintf("default value for column %s of %s %s", c.Name, relationWord(t), d.name(t.ID)),
		drop: func() { d.columns[t.ID] = append(d.columns[t.ID], c.ID) }}
}

// defaultsNaming are the defaults of other tables that name t as a regclass.
func (d *doomed) defaultsNaming(named *catalog.TableDesc) []depender {
	var out []depender
	for o := range d.snap.Naming(named.ID) {
		t, ok := o.(*catalog.TableDesc)
		if !ok || d.tables[t.ID] != nil {
			continue
		}
		for i := range t.Columns {
			if c := &t.Columns[i]; slices.Contains(c.DefaultRelations(), named.ID) {
				out = append(out, d.defaultOf(t, c))
			}
		}
	}
	return out
}

// forgetDependents takes the views that go out of the lists of what they refer to.
func (d *doomed) forgetDependents() error {
	gone := map[catalog.ID]bool{}
	var objects []catalog.ID
	for _, set := range []map[catalog.ID]*catalog.TableDesc{d.tables, d.views} {
		for _, v := range set {
			if v.HasQuery() {
				gone[v.ID] = true
				objects = append(objects, objectsIn(v.Refs)...)
			}
		}
	}
	slices.Sort(objects)
	for _, id := range slices.Compact(objects) {
		if d.tables[id] != nil || d.views[id] != nil || d.sequences[id] != nil || id == d.editing {
			continue
		}
		if err := d.r.editDependents(id, func(list []catalog.ID) []catalog.ID {
			return slices.DeleteFunc(list, func(v catalog.ID) bool { return gone[v] })
		}); err != nil {
			return err
		}
	}
	return nil
}

func (d *doomed) note(object, on string) {
	d.depends = append(d.depends, object+" depends on "+on)
	d.also = append(d.also, object)
}

// usesSequence reports whether a default's text draws from a sequence.
func usesSequence(text string, seq catalog.ID) bool {
	return text != "" && strings.Contains(text, fmt.Sprintf("'%d'", seq))
}

func sortedTables(m map[catalog.ID]*catalog.TableDesc) []*catalog.TableDesc {
	out := make([]*catalog.TableDesc, 0, len(m))
	for _, t := range m {
		out = append(out, t)
	}
	sortByID(out)
	return out
}

func sortedSequences(m map[catalog.ID]*catalog.SequenceDesc) []*catalog.SequenceDesc {
	out := make([]*catalog.SequenceDesc, 0, len(m))
	for _, t := range m {
		out = append(out, t)
	}
	sortByID(out)
	return out
}

// title names the first object of the set in an error.
func (d *doomed) title() string {
	tables, sequences := sortedTables(d.tables), sortedSequences(d.sequences)
	switch {
	case len(tables) == 1, len(tables) > 0 && d.named == 1:
		return relationWord(tables[0]) + " " + d.name(tables[0].ID)
	case len(tables) == 0 && len(sequences) == 1:
		return "sequence " + d.name(sequences[0].ID)
	}
	return "desired object(s)"
}

// stillDepended is the error of RESTRICT.
func stillDepended(title string, depends []string) *pgerror.Error {
	e := pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop %s because other objects depend on it", title)
	if strings.HasPrefix(title, "desired") {
		e.Message = "cannot drop desired object(s) because other objects depend on them"
	}
	return e.WithDetail("%s", strings.Join(depends, "\n")).WithHint("Use DROP ... CASCADE to drop the dependent objects too.")
}

// cascadeNotice tells what CASCADE has dropped.
func (r *run) cascadeNotice(also []string) {
	switch len(also) {
	case 0:
	case 1:
		r.notice(pgerror.NewNotice("drop cascades to %s", also[0]))
	default:
		r.notice(pgerror.NewNotice("drop cascades to %d other objects", len(also)).
			WithDetail("drop cascades to %s", strings.Join(also, "\ndrop cascades to ")))
	}
}

// drop drops the set.
func (d *doomed) drop() error {
	d.findDependents()
	rows, err := d.rowDependents()
	if err != nil {
		return err
	}
	if rows != nil {
		d.joinBodies(rows)
	}
	if len(d.depends) > 0 && !d.cascade {
		return stillDepended(d.title(), d.depends)
	}
	d.r.cascadeNotice(d.also)
	if rows != nil {
		rows.also = nil
		if err := rows.dropCollected(); err != nil {
			return err
		}
		if d.snap, err = d.r.snap(); err != nil {
			return err
		}
		d.renew()
	}
	for _, t := range sortedTables(d.tables) {
		if err := d.r.unused(t, "DROP TABLE"); err != nil {
			return err
		}
	}
	if err := d.detach(); err != nil {
		return err
	}
	if err := d.dropViews(); err != nil {
		return err
	}
	st, ctx := d.r.env.State, d.r.ctx
	for _, seq := range sortedSequences(d.sequences) {
		if err := st.Drop(ctx, seq); err != nil {
			return err
		}
	}
	for _, t := range sortedTables(d.tables) {
		if err := d.r.dropStatisticsOf(t, 0); err != nil {
			return err
		}
		if err := st.Drop(ctx, t); err != nil {
			return err
		}
		if t.IsView() {
			continue
		}
		if err := d.r.clearLater(t, 0); err != nil {
			return err
		}
	}
	return nil
}

// renew has the relations of the set as they are now, after their dependents went.
func (d *doomed) renew() {
	for _, set := range []map[catalog.ID]*catalog.TableDesc{d.tables, d.views} {
		for id := range set {
			if t, ok := d.snap.TableByID(id); ok {
				set[id] = t
			}
		}
	}
	for id := range d.sequences {
		if seq, ok := d.snap.SequenceByID(id); ok {
			d.sequences[id] = seq
		}
	}
}

// detach changes the surviving tables: foreign keys and defaults that go with
// the set, and lists of referring tables.
func (d *doomed) detach() error {
	touched := map[catalog.ID]bool{}
	for id := range d.keys {
		touched[id] = true
		d.touchReferenced(id, touched)
	}
	for id := range d.columns {
		touched[id] = true
	}
	for id := range d.policies {
		touched[id] = true
	}
	for _, t := range d.tables {
		for i := range t.ForeignKeys {
			if p := t.ForeignKeys[i].RefTable; d.tables[p] == nil {
				touched[p] = true
			}
		}
		if p := t.PartitionOf; p != 0 && d.tables[p] == nil {
			touched[p] = true
		}
		for _, p := range t.Inherits {
			if d.tables[p] == nil {
				touched[p] = true
			}
		}
	}
	delete(touched, d.editing)
	if err := d.forgetDependents(); err != nil {
		return err
	}
	ids := make([]catalog.ID, 0, len(touched))
	for id := range touched {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		snap, err := d.r.snap()
		if err != nil {
			return err
		}
		old, ok := snap.TableByID(id)
		if !ok {
			return catalog.ErrMoved
		}
		if err := d.detachTable(old); err != nil {
			return err
		}
	}
	return nil
}

// touchReferenced adds the tables that stay of those which a table's doomed foreign keys refer to.
func (d *doomed) touchReferenced(id catalog.ID, touched map[catalog.ID]bool) {
	child, ok := d.snap.TableByID(id)
	if !ok {
		return
	}
	for i := range child.ForeignKeys {
		if f := &child.ForeignKeys[i]; slices.Contains(d.keys[id], f.Name) && d.tables[f.RefTable] == nil {
			touched[f.RefTable] = true
		}
	}
}

// refers reports whether a table goes on referring to another that stays.
func (d *doomed) refers(id, to catalog.ID) bool {
	if d.tables[id] != nil {
		return false
	}
	child, ok := d.snap.TableByID(id)
	if !ok || len(d.keys[id]) == 0 {
		return true
	}
	return slices.ContainsFunc(child.ForeignKeys, func(f catalog.ForeignKeyDesc) bool {
		return f.RefTable == to && !slices.Contains(d.keys[id], f.Name)
	})
}

func (d *doomed) detachTable(old *catalog.TableDesc) error {
	t, err := d.r.edit(old)
	if err != nil {
		return err
	}
	for _, name := range d.keys[t.ID] {
		dropForeignKey(t, name)
	}
	for _, id := range d.columns[t.ID] {
		if c, _, ok := t.ColumnByID(id); ok {
			c.DefaultText, c.DefaultID = "", 0
		}
	}
	t.DropPolicies(d.policies[t.ID]...)
	t.InboundForeignKeys = slices.DeleteFunc(t.InboundForeignKeys, func(id catalog.ID) bool { return !d.refers(id, t.ID) })
	t.Partitioning.Parts = slices.DeleteFunc(t.Partitioning.Parts, func(p catalog.Partition) bool { return d.tables[p.Table] != nil })
	t.Children = slices.DeleteFunc(t.Children, func(id catalog.ID) bool { return d.tables[id] != nil })
	return d.r.env.State.Write(d.r.ctx, old, t)
}

// dropIndexes is DROP INDEX.
func (r *run) dropIndexes(s *ast.Drop) error {
	if s.Concurrently && r.env.InBlock {
		return pgerror.New(pgerror.ActiveSQLTransaction, "DROP INDEX CONCURRENTLY cannot run inside a transaction block")
	}
	switch {
	case s.Concurrently && len(s.Names) > 1:
		return pgerror.New(pgerror.FeatureNotSupported, "DROP INDEX CONCURRENTLY does not support dropping multiple objects")
	case s.Concurrently && s.Behavior == ast.BehaviorCascade:
		return pgerror.New(pgerror.FeatureNotSupported, "DROP INDEX CONCURRENTLY does not support CASCADE")
	}
	for _, n := range s.Names {
		snap, err := r.snap()
		if err != nil {
			return err
		}
		rel, ok, err := snap.Lookup(r.env.Path, n)
		if err != nil && s.IfExists && pgerror.Is(err, pgerror.InvalidSchemaName) {
			r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", n.Schema)
			continue
		}
		if err != nil {
			return err
		}
		if !ok {
			if s.IfExists {
				r.skip(pgerror.UndefinedObject, "index %q does not exist", n.Name)
				continue
			}
			return pgerror.New(pgerror.UndefinedObject, "index %q does not exist", n.Name)
		}
		if rel.Index == nil {
			e := pgerror.New(pgerror.WrongObjectType, "%q is not an index", n.Name)
			if rel.Table != nil {
				e = e.WithHint("%s", dropHint(rel.Table))
			}
			return e
		}
		if err := r.mayDrop(rel, rel.Table); err != nil {
			return err
		}
		// A temporary one is dropped as without CONCURRENTLY: nobody else reads it.
		if s.Concurrently && rel.Table.Partitioned() && !rel.Table.Temporary {
			return pgerror.New(pgerror.FeatureNotSupported, "cannot drop partitioned index %q concurrently", rel.Index.Name)
		}
		if err := r.dropIndex(rel.Table, rel.Index, s.Behavior); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) dropIndex(t *catalog.TableDesc, ix *catalog.IndexDesc, b ast.Behavior) error {
	if ix.Parent != 0 {
		snap, err := r.snap()
		if err != nil {
			return err
		}
		if _, up, ok := snap.IndexByOID(ix.Parent); ok {
			return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop index %s because index %s requires it", ix.Name, up.Name).
				WithHint("You can drop index %s instead.", up.Name)
		}
	}
	if ix.Constraint != 0 {
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop index %s because constraint %s on table %s requires it", ix.Name, ix.Name, t.Name).
			WithHint("You can drop constraint %s on table %s instead.", ix.Name, t.Name)
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	if err := sh.freeIndex(ix, "index "+ix.Name, b); err != nil {
		return err
	}
	sh.removeIndex(ix.ID)
	if err := sh.apply(); err != nil || !t.Partitioned() {
		return err
	}
	return r.carry(t.ID, nil)
}

// removeIndex takes a secondary index out of the table.
func (s *shape) removeIndex(id catalog.IndexID) {
	s.t.Indexes = slices.DeleteFunc(s.t.Indexes, func(ix catalog.IndexDesc) bool { return ix.ID == id })
	s.dropped = append(s.dropped, id)
	s.touched()
}

// freeIndex drops the foreign keys that refer to a unique index, or refuses.
func (s *shape) freeIndex(ix *catalog.IndexDesc, title string, b ast.Behavior) error {
	var depends []string
	type ref struct {
		child catalog.ID
		name  string
	}
	var refs []ref
	for _, id := range s.t.InboundForeignKeys {
		child, err := s.tableNow(id)
		if err != nil {
			return err
		}
		for i := range child.ForeignKeys {
			if f := &child.ForeignKeys[i]; f.RefTable == s.t.ID && f.RefIndex == ix.ID {
				refs = append(refs, ref{id, f.Name})
				depends = append(depends, fmt.Sprintf("constraint %s on table %s depends on index %s", f.Name, child.Name, ix.Name))
			}
		}
	}
	if len(refs) > 0 && b != ast.BehaviorCascade {
		return stillDepended(title, depends)
	}
	for _, f := range refs {
		if err := s.dropReferrer(f.child, f.name); err != nil {
			return err
		}
	}
	return nil
}

// dropReferrer drops a foreign key of a table that refers to this one.
func (s *shape) dropReferrer(child catalog.ID, name string) error {
	s.cascaded = append(s.cascaded, fmt.Sprintf("constraint %s on table %s", name, s.childName(child)))
	if child == s.t.ID {
		dropForeignKey(s.t, name)
		forgetInbound(s.t, s.t)
		return nil
	}
	old, err := s.tableNow(child)
	if err != nil {
		return err
	}
	c, err := s.other(old)
	if err != nil {
		return err
	}
	dropForeignKey(c, name)
	forgetInbound(s.t, c)
	return nil
}

func (s *shape) childName(id catalog.ID) string {
	t, err := s.tableNow(id)
	if err != nil {
		return fmt.Sprint(id)
	}
	return t.Name
}

// actDropConstraint is DROP CONSTRAINT.
func (s *shape) actDropConstraint(c *ast.DropConstraint) error {
	if f, ok := dropForeignKey(s.t, c.Name); ok {
		return s.unreference(f.RefTable)
	}
	for i := range s.t.Checks {
		if s.t.Checks[i].Name == c.Name {
			s.t.Checks = slices.Delete(s.t.Checks, i, i+1)
			return nil
		}
	}
	for i := range s.t.Indexes {
		ix := s.t.Indexes[i]
		if ix.Constraint == 0 || ix.Name != c.Name {
			continue
		}
		if err := s.freeConstraint(c.Name, ix.Constraint, c.Behavior); err != nil {
			return err
		}
		if err := s.freeIndex(&ix, fmt.Sprintf("constraint %s on table %s", c.Name, s.t.Name), c.Behavior); err != nil {
			return err
		}
		if ix.HoldsRows() {
			s.setRowID()
			return nil
		}
		s.removeIndex(ix.ID)
		return nil
	}
	if g, ok := s.t.Trigger(c.Name); ok && g.Constraint != 0 {
		on := "trigger " + g.Name + " on table " + s.t.Name
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop constraint %s on table %s because %s requires it", c.Name, s.t.Name, on).
			WithHint("You can drop %s instead.", on)
	}
	if c.IfExists {
		s.r.skip(pgerror.UndefinedObject, "constraint %q of relation %q does not exist", c.Name, s.t.Name)
		return nil
	}
	return noConstraint(c.Name, s.t)
}

// unreference takes this table out of its parent's list, where it no longer
// refers to it.
func (s *shape) unreference(parent catalog.ID) error {
	if parent == s.t.ID {
		forgetInbound(s.t, s.t)
		return nil
	}
	old, err := s.tableNow(parent)
	if err != nil {
		return err
	}
	if err := s.r.unused(old, "ALTER TABLE"); err != nil {
		return err
	}
	p, err := s.other(old)
	if err != nil {
		return err
	}
	forgetInbound(p, s.t)
	return nil
}

// actDropColumn is DROP COLUMN: with it go the indexes and constraints of this
// table that name it.
func (s *shape) actDropColumn(c *ast.DropColumn) error {
	col, _, ok := s.t.ColumnNamed(c.Name)
	if !ok && bind.IsSystemColumn(c.Name) {
		return pgerror.New(pgerror.FeatureNotSupported, "cannot drop system column %q", c.Name)
	}
	if !ok {
		if c.IfExists {
			s.r.skip(pgerror.UndefinedColumn, "column %q of relation %q does not exist", c.Name, s.t.Name)
			return nil
		}
		return noColumn(c.Name, s.t)
	}
	id := col.ID
	if err := s.freeGenerated(col, c.Behavior); err != nil {
		return err
	}
	if err := s.freeTriggers(col, c.Behavior); err != nil {
		return err
	}
	if err := s.freeColumn(col, c.Behavior); err != nil {
		return err
	}
	if err := s.freeExpiry(col, c.Behavior); err != nil {
		return err
	}
	if err := s.dropColumnKeys(id, c); err != nil {
		return err
	}
	s.t.Checks = slices.DeleteFunc(s.t.Checks, func(k catalog.CheckDesc) bool { return slices.Contains(k.Columns, id) })
	for {
		i := slices.IndexFunc(s.t.ForeignKeys, func(f catalog.ForeignKeyDesc) bool { return slices.Contains(f.Columns, id) })
		if i < 0 {
			break
		}
		parent := s.t.ForeignKeys[i].RefTable
		s.t.ForeignKeys = slices.Delete(s.t.ForeignKeys, i, i+1)
		if err := s.unreference(parent); err != nil {
			return err
		}
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	if err := s.r.dropStatisticsOf(s.t, id); err != nil {
		return err
	}
	s.lostSeqs = append(s.lostSeqs, ownedSequences(snap, s.old, id)...)
	s.t.Columns = slices.DeleteFunc(s.t.Columns, func(k catalog.Column) bool { return k.ID == id })
	s.touched()
	delete(s.converts, id)
	s.generates = slices.DeleteFunc(s.generates, func(n catalog.ColumnID) bool { return n == id })
	s.notNull = slices.DeleteFunc(s.notNull, func(n catalog.ColumnID) bool { return n == id })
	return nil
}

// dropColumnKeys drops the indexes that hold a column.
func (s *shape) dropColumnKeys(id catalog.ColumnID, c *ast.DropColumn) error {
	for i := 0; i < len(s.t.Indexes); i++ {
		ix := s.t.Indexes[i]
		if !slices.Contains(s.t.ReadBy(&ix), id) {
			continue
		}
		if err := s.freeIndex(&ix, fmt.Sprintf("column %s of table %s", c.Name, s.t.Name), c.Behavior); err != nil {
			return err
		}
		if i == 0 {
			s.setRowID()
			continue
		}
		s.removeIndex(ix.ID)
		i--
	}
	return nil
}

// truncate is TRUNCATE: each table gets a new prefix, under which it is empty.
func (r *run) truncate(s *ast.Truncate) error {
	d, err := r.newDoomed(s.Behavior)
	if err != nil {
		return err
	}
	for i := range s.Tables {
		t, err := r.table(s.Tables[i].Name)
		if err != nil {
			return err
		}
		if t.Virtual {
			return pgerror.New(pgerror.InsufficientPrivilege, "permission denied: %q is a system catalog", t.Name)
		}
		if t.View || t.IsMaterialized() {
			return pgerror.New(pgerror.WrongObjectType, "%q is not a table", t.Name)
		}
		if err := r.mustHave(t, catalog.PrivilegeTruncate); err != nil {
			return err
		}
		if t.Partitioned() && s.Tables[i].Only {
			return pgerror.New(pgerror.WrongObjectType, "cannot truncate only a partitioned table").
				WithHint("Do not specify the ONLY keyword, or use TRUNCATE ONLY on the partitions directly.")
		}
		if err := d.addTruncated(t); err != nil {
			return err
		}
		if s.Tables[i].Only {
			continue
		}
		for _, c := range d.snap.Family(t) {
			if err := d.truncates(c); err != nil {
				return err
			}
		}
	}
	if err := d.spread(); err != nil {
		return err
	}
	if s.RestartIdentity {
		if err := d.mayRestart(); err != nil {
			return err
		}
	}
	if err := r.fireTruncate(d, 'B'); err != nil {
		return err
	}
	for _, t := range sortedTables(d.tables) {
		if err := r.truncateTable(t); err != nil {
			return err
		}
		if !s.RestartIdentity {
			continue
		}
		for _, seq := range ownedSequences(d.snap, t, 0) {
			n, err := catalog.Edit(r.ctx, r.env.State, seq)
			if err != nil {
				return err
			}
			if err := r.newState(n, n.Start, false); err != nil {
				return err
			}
			if err := r.env.State.Write(r.ctx, seq, n); err != nil {
				return err
			}
		}
	}
	return r.fireTruncate(d, 'A')
}

// mayRestart wants the user to own the sequences that RESTART IDENTITY sets back.
func (d *doomed) mayRestart() error {
	for _, t := range sortedTables(d.tables) {
		for _, seq := range ownedSequences(d.snap, t, 0) {
			if err := d.r.mustOwn("sequence", seq); err != nil {
				return err
			}
		}
	}
	return nil
}

// fireTruncate fires the triggers before or after a TRUNCATE, each table's by name.
func (r *run) fireTruncate(d *doomed, when byte) error {
	for _, t := range sortedTables(d.tables) {
		list := slices.DeleteFunc(slices.Clone(t.Triggers), func(g catalog.TriggerDesc) bool { return g.When != when || !g.Fires('t', r.env.Replica) })
		slices.SortFunc(list, func(a, b catalog.TriggerDesc) int { return strings.Compare(a.Name, b.Name) })
		for i := range list {
			if r.env.FireTruncate == nil {
				return pgerror.Unsupported("Truncate the table in a session.", "triggers cannot be fired here")
			}
			if err := r.env.FireTruncate(r.ctx, t, &list[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

// addTruncated adds a table with its partitions.
func (d *doomed) addTruncated(t *catalog.TableDesc) (err error) {
	d.snap.Tree(t, func(p *catalog.TableDesc, _ int) {
		if err == nil {
			err = d.truncates(p)
		}
	})
	return err
}

// truncates adds one table, or refuses it where it is in use: of a partitioned one the partitions are.
func (d *doomed) truncates(t *catalog.TableDesc) error {
	if d.tables[t.ID] != nil {
		return nil
	}
	d.tables[t.ID] = t
	if t.Partitioned() {
		return nil
	}
	return d.r.unused(t, "TRUNCATE")
}

// cascadeTruncate adds a referring table. Each of its partitions refers as well, and has rights of its own.
func (d *doomed) cascadeTruncate(child *catalog.TableDesc) (err error) {
	d.snap.Tree(child, func(p *catalog.TableDesc, _ int) {
		if err != nil || d.tables[p.ID] != nil {
			return
		}
		d.r.notice(pgerror.NewNotice("truncate cascades to table %q", p.Name))
		if err = d.r.mustHave(p, catalog.PrivilegeTruncate); err == nil {
			err = d.truncates(p)
		}
	})
	return err
}

// referring are the tables with foreign keys to t, or to what t is a partition of.
func (d *doomed) referring(t *catalog.TableDesc) []catalog.ID {
	out := slices.Clone(t.InboundForeignKeys)
	for t.IsPartition() {
		up, ok := d.snap.TableByID(t.PartitionOf)
		if !ok {
			break
		}
		out, t = append(out, up.InboundForeignKeys...), up
	}
	slices.Sort(out) // the first one that was made is told of
	return out
}

// spread adds the referring tables to a TRUNCATE, or refuses.
func (d *doomed) spread() error {
	for again := true; again; {
		again = false
		for _, t := range sortedTables(d.tables) {
			for _, id := range d.referring(t) {
				child, ok := d.snap.TableByID(id)
				if !ok || d.tables[id] != nil {
					continue
				}
				if !d.cascade {
					name := ""
					for i := range child.ForeignKeys {
						if r := child.ForeignKeys[i].RefTable; r == t.ID || t.IsPartition() {
							name = child.Name
						}
					}
					return pgerror.New(pgerror.FeatureNotSupported, "cannot truncate a table referenced in a foreign key constraint").
						WithDetail("Table %q references %q.", name, t.Name).
						WithHint("Truncate table %q at the same time, or use TRUNCATE ... CASCADE.", name)
				}
				if err := d.cascadeTruncate(child); err != nil {
					return err
				}
				again = true
			}
		}
	}
	return nil
}

func (r *run) truncateTable(old *catalog.TableDesc) error {
	if err := r.unused(old, "TRUNCATE"); err != nil {
		return err
	}
	t, err := r.edit(old)
	if err != nil {
		return err
	}
	id, err := r.env.State.NewID(r.ctx)
	if err != nil {
		return err
	}
	// Whoever wrote rows since the snapshot came before, and they go too; whoever
	// comes later knows the new prefix, the certificate sees to that.
	t.Prefix = uint64(id)
	if err := r.env.State.Write(r.ctx, old, t); err != nil {
		return err
	}
	if err := r.guardFresh(t); err != nil {
		return err
	}
	return r.clearLater(old, 0)
}

// mustHave checks a privilege on a table.
func (r *run) mustHave(t *catalog.TableDesc, letter byte) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if snap.HasPrivilege(me.ID, t, letter) {
		return nil
	}
	return catalog.Denied(t)
}
