package pgcatalog

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// ViewDef is the query of a view as pg_get_viewdef prints it, with the names that things have
// now, and constants in the styles of env, which may be nil. wrap is deparse.Stored's; functions are
// those of the session.
func ViewDef(snap *catalog.Snapshot, path *catalog.SearchPath, functions *host.Functions, env *types.Env, v *catalog.TableDesc, pretty bool, wrap int) string {
	if v.Query == nil {
		return ""
	}
	q, err := stored.Copy(v.Query)
	if err != nil {
		return ""
	}
	// What calls routines and operators is bound by their numbers, before they are named.
	casts := bind.QueryConversions(q, &bind.Env{Catalog: snap, Path: &catalog.SearchPath{Database: v.DatabaseID}, Functions: functions}, path)
	n := newNamer(snap, path)
	n.env = env
	n.query(q, map[string]bool{"old": true, "new": true}, map[string][]string{})
	n.fill(q)
	var result []string
	for i := range v.Columns {
		result = append(result, v.Columns[i].Name)
	}
	return deparse.PrintQuery(q, &deparse.Stored{Pretty: pretty, Wrap: wrap, Result: result, Casts: casts, Type: n.typeText, Const: n.literal, Row: n.rowType}) + ";"
}

// namer gives FROM items their names. An item has a name of its own among those of its query
// and of all queries around that.
type namer struct {
	snap    *catalog.Snapshot
	path    *catalog.SearchPath
	env     *types.Env // how constants are shown; nil: as they are kept
	names   map[int32]string
	columns map[int32]map[int32]string // by item and number
	forced  map[int32]map[int32]string // that USING asks for
	rels    map[int32]catalog.ID
	rows    map[int32]types.OID // types of the rows of functions
	// joined are the columns that a join with a name around their item hides.
	joined map[columnID]joinedColumn
	// inside are the references within such a join, which see what it hides; the value is what
	// a join further in hides.
	inside map[*ast.ColumnRef]joinedColumn
	// around are the names of USING of the joins that an item is within.
	around []string
	// merged are the names of USING in the FROM that is named, which no other column may have;
	// nil where they need not stand alone.
	merged []string
	apart  bool
	// asked are the names that joins around ask of what a join merges, by its place in USING, fixed
	// those of the columns of a join that has a name.
	asked map[*ast.Join]map[int]string
	fixed map[*ast.Join]map[columnID]string
}

func newNamer(snap *catalog.Snapshot, path *catalog.SearchPath) *namer {
	return &namer{snap: snap, path: path, names: map[int32]string{}, columns: map[int32]map[int32]string{}, forced: map[int32]map[int32]string{},
		rels: map[int32]catalog.ID{}, rows: map[int32]types.OID{}, joined: map[columnID]joinedColumn{}, inside: map[*ast.ColumnRef]joinedColumn{}, asked: map[*ast.Join]map[int]string{}, fixed: map[*ast.Join]map[columnID]string{}}
}

// columnID is a column of a FROM item.
type columnID struct{ item, attr int32 }

// joinedColumn is what a column is called outside of a join that has a name.
type joinedColumn struct{ join, name string }

// query names the items of a query and of those within it. ctes are the columns of the WITH
// queries that it can see.
func (n *namer) query(q *ast.Select, used map[string]bool, ctes map[string][]string) {
	used = maps.Clone(used)
	ctes, later := n.with(q.With, used, ctes)
	n.from(q.From, used, ctes)
	for _, f := range later {
		f()
	}
	within(q, func(sub *ast.Select) { n.query(sub, used, ctes) })
}

// with adds the columns of the queries of a WITH, which may be nil, to ctes; later name what is in them,
// once what is beside them has its names.
func (n *namer) with(w *ast.With, used map[string]bool, ctes map[string][]string) (_ map[string][]string, later []func()) {
	ctes = maps.Clone(ctes)
	if w == nil {
		return ctes, nil
	}
	for i := range w.CTEs {
		c := &w.CTEs[i]
		seen := ctes
		if w.Recursive {
			seen = maps.Clone(ctes)
			seen[c.Name] = cteNames(c)
		}
		ctes = maps.Clone(ctes)
		ctes[c.Name] = cteNames(c)
		later = append(later, func() { n.statement(c.Stmt, maps.Clone(used), seen) })
	}
	return ctes, later
}

// cteNames are what the columns of a WITH query are called.
func cteNames(c *ast.CTE) []string {
	switch st := c.Stmt.(type) {
	case *ast.Select:
		return append(outputNames(c.Columns, st), c.Added()...)
	case *ast.Insert:
		return targetNames(c.Columns, st.Returning)
	case *ast.Update:
		return targetNames(c.Columns, st.Returning)
	case *ast.Delete:
		return targetNames(c.Columns, st.Returning)
	}
	return nil
}

// within calls f for the queries directly within q, but for those of WITH.
func within(q *ast.Select, f func(*ast.Select)) {
	ast.Walk(q, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.With:
			return false
		case *ast.Select:
			if x != q {
				f(x)
				return false
			}
		}
		return true
	})
}

// outputNames are what the columns of a subquery are called.
func outputNames(names []string, q *ast.Select) []string {
	first := q
	for first.Op != ast.SetNone {
		first = first.Left
	}
	if len(first.Values) > 0 {
		var out []string
		for i := range first.Values[0] {
			out = append(out, deparse.ValuesColumn(i))
		}
		copy(out, names)
		return out
	}
	return targetNames(names, first.Targets)
}

// targetNames are what the columns of a list are called.
func targetNames(names []string, list []ast.Target) []string {
	var out []string
	for i := range list {
		out = append(out, list[i].As)
	}
	copy(out, names)
	return out
}

// unique makes a name that is not used yet.
func unique(name string, used map[string]bool) string {
	out := name
	for i := 1; used[out]; i++ {
		out = name + "_" + strconv.Itoa(i)
	}
	used[out] = true
	return out
}

// item names one FROM item, and what it joins.
func (n *namer) item(ref ast.TableRef, used map[string]bool, ctes map[string][]string) {
	switch t := ref.(type) {
	case *ast.TableName:
		n.table(t, used, ctes)
	case *ast.SubqueryRef:
		t.Alias.Name = n.call(t.Item, t.Alias.Name, used)
		names := outputNames(t.Alias.Columns, t.Query)
		shown := n.renamed(t.Item, places(names), names)
		n.number(t.Item, shown)
		if !slices.Equal(shown, names) {
			t.Alias.Columns = shown
		}
	case *ast.FuncRef:
		n.function(t, used)
	case *ast.Join:
		around := n.around
		n.around = slices.Concat(around, t.Using)
		n.item(t.Left, used, ctes)
		n.item(t.Right, used, ctes)
		n.around = around
		n.join(t, used)
	}
}

func (n *namer) call(item int32, name string, used map[string]bool) string {
	name = unique(name, used)
	n.names[item] = name
	return name
}

func (n *namer) number(item int32, names []string) {
	m := map[int32]string{}
	for i, name := range names {
		m[int32(i+1)] = name
	}
	n.columns[item] = m
}

// from names the items of a FROM. What a FULL JOIN merges is a column of neither side, and its
// join has no name: then the names of USING are those of no other column.
func (n *namer) from(refs []ast.TableRef, used map[string]bool, ctes map[string][]string) {
	n.merged, n.apart = nil, slices.ContainsFunc(refs, mergesApart)
	for _, ref := range refs {
		n.using(ref, nil)
	}
	for _, ref := range refs {
		n.item(ref, used, ctes)
	}
	n.merged = nil
}

// mergesApart reports whether a FROM item has a FULL JOIN with USING and without a name.
func mergesApart(ref ast.TableRef) bool {
	j, ok := ref.(*ast.Join)
	return ok && (j.Kind == ast.JoinFull && len(j.Using) > 0 && j.Alias.Name == "" || mergesApart(j.Left) || mergesApart(j.Right))
}

// using names what USING merges, from the outermost join inwards, before other columns have names.
func (n *namer) using(ref ast.TableRef, around []string) {
	j, ok := ref.(*ast.Join)
	if !ok {
		return
	}
	n.force(j, around)
	around = slices.Concat(around, j.Using)
	n.using(j.Left, around)
	n.using(j.Right, around)
}

// force notes the names that the columns of USING must have, on both sides: what a join around
// asks for, or the join's alias, else what they were written as.
func (n *namer) force(j *ast.Join, around []string) {
	taken := n.taken(around)
	for i := range j.Using {
		name := n.asked[j][i]
		if name == "" {
			if name = j.Using[i]; i < len(j.Alias.Columns) {
				name = j.Alias.Columns[i]
			}
			if name = unique(name, taken); n.apart {
				n.merged = append(n.merged, name)
			}
		}
		j.Using[i] = name
		m := j.Merge[4*i:]
		n.push(j.Left, columnID{m[0], m[1]}, name)
		n.push(j.Right, columnID{m[2], m[3]}, name)
	}
}

// push has a column of ref come out of it by a name. A join that has a name gives it that one;
// within it the column is called what it was, unless that join merges it: then its sides are asked, too.
func (n *namer) push(ref ast.TableRef, id columnID, name string) {
	j, ok := ref.(*ast.Join)
	switch {
	case id.item == 0: // of no item that names columns
	case !ok:
		if itemOf(ref) == id.item {
			note(n.forced, id.item, id.attr, name)
		}
	case j.Item == id.item:
		note(n.asked, j, int(id.attr)-1, name)
	default:
		n.pushThrough(j, id, name)
	}
}

// pushThrough is push into the sides of a join.
func (n *namer) pushThrough(j *ast.Join, id columnID, name string) {
	named := j.Alias.Name != "" && len(j.Merge) > 4*len(j.Using)
	if named {
		note(n.fixed, j, id, name)
	}
	switch at := mergePlace(j, id); {
	case at >= 0:
		note(n.asked, j, at, name) // and it asks its sides
	case !named:
		n.push(j.Left, id, name)
		n.push(j.Right, id, name)
	}
}

// mergePlace is where in its USING a join merges a column; -1: it does not.
func mergePlace(j *ast.Join, id columnID) int {
	for i := range j.Using {
		if m := j.Merge[4*i:]; (columnID{m[0], m[1]}) == id || (columnID{m[2], m[3]}) == id {
			return i
		}
	}
	return -1
}

// note writes to a map in a map.
func note[K, L comparable](to map[K]map[L]string, k K, l L, name string) {
	if to[k] == nil {
		to[k] = map[L]string{}
	}
	to[k][l] = name
}

// taken are the names that columns within joins of the names around may not have, unless they are
// merged.
func (n *namer) taken(around []string) map[string]bool {
	out := map[string]bool{}
	for _, name := range slices.Concat(around, n.merged) {
		out[name] = true
	}
	return out
}

// renamed are the names of columns that stand beside those of USING.
func (n *namer) renamed(item int32, attrs []int32, names []string) []string {
	out, taken := slices.Clone(names), n.taken(n.around)
	for i, attr := range attrs {
		if forced, ok := n.forced[item][attr]; ok {
			out[i] = forced
		} else if out[i] != "" { // dropped
			out[i] = unique(out[i], taken)
		}
	}
	return out
}

// places numbers columns from 1.
func places(names []string) []int32 {
	var out []int32
	for i := range names {
		out = append(out, int32(i+1))
	}
	return out
}

// table names a table, view, sequence or WITH query.
func (n *namer) table(t *ast.TableName, used map[string]bool, ctes map[string][]string) {
	real, attrs, names := t.Name.Name, []int32(nil), []string(nil)
	if t.Rel == 0 {
		names = ctes[real]
		attrs = places(names)
	} else {
		var schema catalog.ID
		real, schema, attrs, names = n.relation(catalog.ID(t.Rel))
		n.rels[t.Item] = catalog.ID(t.Rel)
		t.Name.Name = real
		_, hidden := ctes[real]
		if s, ok := n.snap.SchemaByID(schema); ok && (hidden || n.path == nil || !n.snap.Visible(n.path, catalog.ID(t.Rel))) {
			t.Name.Schema = s.Name
		}
	}
	written := t.Alias.Name
	name := written
	if name == "" {
		name = real
	}
	if name = n.call(t.Item, name, used); written != "" || name != real {
		t.Alias.Name = name
	}
	shown := slices.Clone(names)
	copy(shown, t.Alias.Columns)
	m := map[int32]string{-6: "tableoid", -5: "cmax", -4: "xmax", -3: "cmin", -2: "xmin", -1: "ctid"}
	shown = n.renamed(t.Item, attrs, shown)
	for i, attr := range attrs {
		m[attr] = shown[i]
	}
	n.columns[t.Item] = m
	switch {
	case !slices.Equal(shown, names):
		t.Alias.Name, t.Alias.Columns = name, shown
	case t.Rel != 0 || len(t.Alias.Columns) == 0:
		t.Alias.Columns = nil
	default:
		t.Alias.Columns = shown
	}
}

// relation is what a relation and its columns are called now.
func (n *namer) relation(id catalog.ID) (name string, schema catalog.ID, attrs []int32, names []string) {
	r, ok := n.snap.RelationByID(id)
	switch {
	case !ok:
		return idText(id), 0, nil, nil
	case r.Sequence != nil:
		return r.Sequence.Name, r.Sequence.SchemaID, []int32{1, 2, 3}, []string{"last_value", "log_cnt", "is_called"}
	}
	for i := range r.Table.Columns {
		if c := &r.Table.Columns[i]; !c.Hidden {
			attrs, names = append(attrs, int32(c.ID)), append(names, c.Name)
		}
	}
	return r.Table.Name, r.Table.SchemaID, attrs, names
}

// function names a function in FROM, which always lists its columns. Those that their table has no
// more are left out.
func (n *namer) function(t *ast.FuncRef, used map[string]bool) {
	if x, ok := t.Funcs[0].Expr.(*ast.XMLTable); ok {
		n.xmlTable(t, x, used)
		return
	}
	name := t.Alias.Name
	var names []string
	for i := range t.Funcs {
		names = append(names, n.outputs(t, i)...)
	}
	if t.Ordinality {
		names = append(names, "ordinality")
	}
	for i, given := range t.Alias.Columns {
		if i < len(names) && names[i] != "" {
			names[i] = given
		}
	}
	if name == "" {
		name = bind.ColumnName(t.Funcs[0].Expr)
		if c, ok := t.Funcs[0].Expr.(*ast.FuncCall); ok {
			if d, ok := calledRoutine(n.snap, c); ok {
				name = d.Name
			}
		}
	}
	if c, ok := t.Funcs[0].Expr.(*ast.FuncCall); ok && len(t.Funcs) == 1 && !t.Ordinality {
		if d, ok := calledRoutine(n.snap, c); ok {
			n.rows[t.Item] = d.ResultID
		}
	}
	t.Alias.Name = n.call(t.Item, name, used)
	names = n.renamed(t.Item, places(names), names)
	n.number(t.Item, names)
	t.Alias.Columns = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return name == "" })
	for i := range t.ColumnDefs {
		t.ColumnDefs[i].Name = names[i]
	}
}

// xmlTable names XMLTABLE, whose columns say their names themselves: an alias is shown where one was written.
func (n *namer) xmlTable(t *ast.FuncRef, x *ast.XMLTable, used map[string]bool) {
	var names []string
	for i := range x.Columns {
		names = append(names, x.Columns[i].Name)
	}
	copy(names, t.Alias.Columns)
	name := t.Alias.Name
	if name == "" {
		name = bind.ColumnName(x)
	}
	if shown := n.call(t.Item, name, used); t.Alias.Name != "" || shown != name {
		t.Alias.Name = shown
	}
	n.number(t.Item, names)
	if len(t.Alias.Columns) > 0 {
		t.Alias.Columns = names
	}
}

// calledRoutine is the routine of the schema that a stored call names by its number.
func calledRoutine(snap *catalog.Snapshot, c *ast.FuncCall) (*catalog.RoutineDesc, bool) {
	id, _, frozen := catalog.Thaw(c.Name.Name)
	if !frozen || c.Name.Schema != "" {
		return nil, false
	}
	return snap.RoutineByID(id)
}

// routine are the names of the columns that a routine of the schema gives.
func (n *namer) routine(t *ast.FuncRef, f *ast.FuncItem, d *catalog.RoutineDesc) []string {
	var names []string
	outputs := d.Outputs()
	if len(outputs) < 2 {
		names = n.fields(f, d.ResultID) // the only output is the row
	}
	if len(names) == 0 {
		for _, a := range outputs {
			names = append(names, a.Name)
		}
	}
	if len(names) == 0 {
		names = []string{d.Name}
		if t.Alias.Name != "" && len(t.Funcs) == 1 {
			names[0] = t.Alias.Name
		}
	}
	return names
}

// fields are the names of the columns of a row that a function gives: those that there were when
// the query was kept, "" for one that is gone.
func (n *namer) fields(f *ast.FuncItem, of types.OID) []string {
	var names []string
	var ids []int32
	for d, ok := n.snap.TypeByID(of); ok && d.Class == catalog.ClassDomain; d, ok = n.snap.TypeByID(of) {
		of = d.BaseID
	}
	if rel, ok := n.snap.RowTypeOf(of); ok {
		for i := range rel.Columns {
			if c := &rel.Columns[i]; !c.Hidden {
				names, ids = append(names, c.Name), append(ids, int32(c.ID))
			}
		}
	} else if d, ok := n.snap.TypeByID(of); ok {
		for i := range d.Attributes {
			names, ids = append(names, d.Attributes[i].Name), append(ids, int32(i+1))
		}
	}
	if f.Attrs == nil || names == nil {
		return names
	}
	then := make([]string, len(f.Attrs))
	for i, a := range f.Attrs {
		if at := slices.Index(ids, a); at >= 0 {
			then[i] = names[at]
		}
	}
	return then
}

// outputs are what the columns of the i-th function are called.
func (n *namer) outputs(t *ast.FuncRef, i int) []string {
	if defs := append(slices.Clip(t.ColumnDefs), t.Funcs[i].ColumnDefs...); len(defs) > 0 {
		names := make([]string, len(defs))
		for k := range defs {
			names[k] = defs[k].Name
		}
		return names
	}
	own := bind.ColumnName(t.Funcs[i].Expr)
	c, ok := t.Funcs[i].Expr.(*ast.FuncCall)
	if ok {
		if d, ok := calledRoutine(n.snap, c); ok {
			return n.routine(t, &t.Funcs[i], d)
		}
	}
	if ok && c.Name.Name == "unnest" && len(c.Args) > 1 {
		return slices.Repeat([]string{own}, len(c.Args))
	}
	if ok && c.Name.Name == "unnest" && len(c.Args) == 1 && len(t.Funcs[i].Attrs) <= 1 && t.Funcs[i].Row == 0 {
		ok = false // of an array or multirange: that of a tsvector has columns with names
	}
	if f := &t.Funcs[i]; ok && f.Row != 0 && c.Name.Name == "unnest" {
		of := types.OID(f.Row)
		if r, ok := n.snap.RelationByID(catalog.ID(f.Row)); ok && r.Table != nil {
			of = r.Table.TypeOID
		}
		return n.fields(f, of)
	}
	if ok {
		if names := builtin.Catalog().OutputNames(c.Name.Name, len(c.Args)); len(names) > 0 {
			return names
		}
	}
	if t.Alias.Name != "" && len(t.Funcs) == 1 {
		return []string{t.Alias.Name}
	}
	return []string{own}
}

// join names a join that has a name, and the columns that USING merges.
func (n *namer) join(j *ast.Join, used map[string]bool) {
	if j.Alias.Name == "" {
		if len(j.Using) > 0 {
			n.number(j.Item, j.Using)
			if j.UsingAlias != "" {
				n.names[j.Item] = j.UsingAlias
			}
		}
		return
	}
	if len(j.Merge) > 4*len(j.Using) {
		n.named(j, used)
		return
	}
	names := n.columnsOf(j)
	written := len(j.Alias.Columns) > 0
	copy(names, j.Alias.Columns)
	j.Alias.Name = n.call(j.Item, j.Alias.Name, used)
	n.number(j.Item, names)
	if written {
		j.Alias.Columns = names
	}
}

// named names a join with an alias that knows what its columns are: Merge lists them behind
// what USING merges. Columns that came later have no place in the alias's own list.
func (n *namer) named(j *ast.Join, used map[string]bool) {
	kept := j.Merge[4*len(j.Using):]
	taken := n.taken(n.around)
	names := map[columnID]string{}
	for i := 0; i+1 < len(kept); i += 2 {
		id := columnID{kept[i], kept[i+1]}
		name := n.called(j, id)
		if name == "" {
			continue // dropped
		}
		if at := i / 2; at < len(j.Alias.Columns) {
			name = j.Alias.Columns[at]
		}
		switch fixed, ok := n.fixed[j][id]; {
		case ok:
			names[id] = fixed
		case id.item == 0:
			names[id] = n.called(j, id) // the alias's, unless a join around asked for another
			taken[names[id]] = true
		default:
			names[id] = unique(name, taken)
		}
	}
	changed := false
	var list []string
	for _, ids := range n.lined(j) {
		own := n.called(j, ids[0])
		name := ""
		for _, id := range ids {
			name = cmp.Or(name, names[id])
		}
		if name == "" { // which came later
			name = unique(own, taken)
			names[ids[0]] = name
		}
		changed = changed || name != own
		list = append(list, name)
	}
	j.Alias.Name = n.call(j.Item, j.Alias.Name, used)
	if j.Alias.Columns = nil; changed {
		j.Alias.Columns = list
	}
	merged := map[int32]string{}
	for id, name := range names {
		if id.item == 0 {
			merged[id.attr] = name
		}
	}
	n.columns[j.Item] = merged
	ast.Walk(j, func(x ast.Node) bool {
		if r, ok := x.(*ast.ColumnRef); ok {
			if _, further := n.inside[r]; !further {
				n.inside[r] = n.joined[columnID{r.Item, r.Attr}]
			}
		}
		return true
	})
	for id, name := range names {
		n.joined[id] = joinedColumn{j.Alias.Name, name}
	}
}

// called is what a column of join j is called within it; item 0 is what its USING merges.
func (n *namer) called(j *ast.Join, id columnID) string {
	if id.item == 0 {
		return j.Using[id.attr-1]
	}
	if c, ok := n.joined[id]; ok {
		return c.name
	}
	return n.columns[id.item][id.attr]
}

// lined lists the columns that a FROM item has now, in order; a column that USING merges is
// that of either side.
func (n *namer) lined(ref ast.TableRef) [][]columnID {
	var out [][]columnID
	j, ok := ref.(*ast.Join)
	if !ok {
		item := itemOf(ref)
		for _, attr := range slices.Sorted(maps.Keys(n.columns[item])) {
			if attr > 0 {
				out = append(out, []columnID{{item, attr}})
			}
		}
		return out
	}
	var merged []columnID
	for i := range j.Using {
		m := j.Merge[4*i:]
		ids := []columnID{{m[0], m[1]}, {m[2], m[3]}, {j.Item, int32(i + 1)}, {0, int32(i + 1)}}
		merged = append(merged, ids[:2]...)
		out = append(out, ids)
	}
	for _, side := range []ast.TableRef{j.Left, j.Right} {
		for _, ids := range n.lined(side) {
			if !slices.ContainsFunc(ids, func(id columnID) bool { return slices.Contains(merged, id) }) {
				out = append(out, ids)
			}
		}
	}
	return out
}

// columnsOf lists the columns of a join: those that USING merges first.
func (n *namer) columnsOf(ref ast.TableRef) []string {
	j, ok := ref.(*ast.Join)
	if !ok {
		item := itemOf(ref)
		var out []string
		for _, attr := range slices.Sorted(maps.Keys(n.columns[item])) {
			if attr > 0 {
				out = append(out, n.columns[item][attr])
			}
		}
		return out
	}
	out := slices.Clone(j.Using)
	for _, side := range []ast.TableRef{j.Left, j.Right} {
		for _, name := range n.columnsOf(side) {
			if !slices.Contains(j.Using, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

func itemOf(ref ast.TableRef) int32 {
	switch t := ref.(type) {
	case *ast.TableName:
		return t.Item
	case *ast.SubqueryRef:
		return t.Item
	case *ast.FuncRef:
		return t.Item
	}
	return 0
}

// fill writes names into references and calls.
func (n *namer) fill(q ast.Node) {
	ast.Walk(q, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.ColumnRef:
			if x.Item == ast.ArgItem {
				return true
			}
			x.Table, x.Name = n.names[x.Item], n.columns[x.Item][x.Attr]
			c, inside := n.inside[x]
			if !inside {
				c = n.joined[columnID{x.Item, x.Attr}]
			}
			if c.join != "" {
				x.Table, x.Name = c.join, c.name
			}
			x.Star = x.Attr == ast.WholeRow
		case *ast.BinaryExpr, *ast.UnaryExpr, *ast.QuantExpr:
			nameOperator(n.snap, n.path, x)
		case *ast.FuncCall:
			nameCall(n.snap, n.path, x)
			if x.Name.Schema == catalog.SchemaPGCatalog {
				x.Name.Schema = ""
			}
		case *ast.Select:
			for i := range x.Locking {
				n.lock(x, &x.Locking[i])
			}
		}
		return true
	})
}

// lock names what a locking clause locks.
func (n *namer) lock(q *ast.Select, l *ast.Locking) {
	items := l.Items
	if len(items) == 0 {
		for _, ref := range q.From {
			ast.Walk(ref, func(x ast.Node) bool {
				switch x := x.(type) {
				case *ast.TableName:
					if x.Rel != 0 {
						items = append(items, x.Item)
					}
				case *ast.SubqueryRef:
					items = append(items, x.Item)
					return false
				case *ast.Select:
					return false
				}
				return true
			})
		}
	}
	l.Of = nil
	for _, item := range items {
		l.Of = append(l.Of, ast.QName{Pos: -1, Name: n.names[item]})
	}
}

func (n *namer) rowType(c *ast.ColumnRef) string {
	if id, ok := n.rels[c.Item]; ok {
		if name, ok := n.snap.RelationName(n.path, id); ok {
			return name
		}
	}
	if t, ok := n.snap.Types().ByOID(n.rows[c.Item]); ok && t.Base().Composite() != nil {
		return n.snap.FormatType(n.path, t, types.NoTypmod)
	}
	return "record"
}

func (n *namer) typeText(t *ast.TypeName) string {
	typ, typmod, err := bind.ResolveType(t, n.snap, n.path)
	if err != nil {
		return strings.Join(t.Names, ".")
	}
	return n.snap.FormatType(n.path, typ, typmod)
}

// literal prints a literal as Postgres prints one that is kept.
func (n *namer) literal(k *ast.Const, typed deparse.Label) string {
	t, text := n.constType(k)
	if t != nil && t.ByLabel() {
		if d, err := types.DecodeText(t, types.NoTypmod, text, nil); err == nil {
			text = string(types.AppendText(nil, t, d, nil))
		}
	}
	if t != nil && n.env != nil && styled(t) {
		if d, err := types.DecodeText(t, types.NoTypmod, text, nil); err == nil {
			text = string(types.AppendText(nil, t, d, n.env))
		}
	}
	label := func(s string) string {
		if typed == deparse.LabelNever || t == nil {
			return s
		}
		return s + "::" + n.snap.FormatType(n.path, t, types.NoTypmod)
	}
	plain := func(s string) string {
		if typed == deparse.LabelAlways {
			return label(s)
		}
		return s
	}
	quoted := label("'" + strings.ReplaceAll(text, "'", "''") + "'")
	switch {
	case k.Kind == ast.ConstNull:
		return label("NULL")
	case t == types.TBool:
		if strings.HasPrefix(text, "t") {
			return plain("true")
		}
		return plain("false")
	case t == types.TInt4 && !strings.HasPrefix(text, "-"):
		return plain(text)
	case t == types.TNumeric && unicode.IsDigit(rune((text + " ")[0])) && strings.ContainsAny(text, "eE."):
		return plain(text)
	case t == types.TRegClass && typed != deparse.LabelNever:
		if id, err := strconv.ParseUint(text, 10, 32); err == nil {
			if name, ok := n.snap.RelationName(n.path, catalog.ID(id)); ok {
				return label("'" + strings.ReplaceAll(name, "'", "''") + "'")
			}
		}
	case t != nil && t.IsTextSearchReg() && typed != deparse.LabelNever:
		if id, err := strconv.ParseUint(text, 10, 32); err == nil {
			if name, ok := n.snap.RegTextSearchName(n.path, t == types.TRegDictionary, catalog.ID(id)); ok {
				return label("'" + strings.ReplaceAll(name, "'", "''") + "'")
			}
		}
	}
	return quoted
}

// styled reports whether settings decide how values of a type are shown.
func styled(t *types.Type) bool {
	switch {
	case t.Elem() != nil:
		return styled(t.Elem())
	case t.IsRange() || t.IsMultirange():
		return styled(t.RangeSubtype())
	}
	switch t {
	case types.TDate, types.TTimestamp, types.TTimestampTZ, types.TInterval, types.TBytea, types.TFloat4, types.TFloat8:
		return true
	}
	return false
}

// constType is the type of a literal and its text.
func (n *namer) constType(k *ast.Const) (*types.Type, string) {
	if k.Type != 0 {
		t, _ := n.snap.Types().ByOID(types.OID(k.Type))
		return t, k.Text
	}
	switch k.Kind {
	case ast.ConstBool:
		return types.TBool, strconv.FormatBool(k.Bool)
	case ast.ConstInt:
		if k.Int >= -1<<31 && k.Int < 1<<31 {
			return types.TInt4, strconv.FormatInt(k.Int, 10)
		}
		return types.TInt8, strconv.FormatInt(k.Int, 10)
	case ast.ConstNumeric:
		text := k.Text
		if d, err := types.DecodeText(types.TNumeric, types.NoTypmod, text, nil); err == nil {
			text = string(types.AppendText(nil, types.TNumeric, d, nil))
		}
		return types.TNumeric, text
	case ast.ConstBits, ast.ConstHexBits:
		digits := "b" + k.Text
		if k.Kind == ast.ConstHexBits {
			digits = "x" + k.Text
		}
		if d, err := types.ParseBits(digits); err == nil {
			return types.TBit, string(types.AppendText(nil, types.TVarBit, d, nil))
		}
	}
	return nil, k.Text
}
