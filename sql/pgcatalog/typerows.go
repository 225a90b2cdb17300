package pgcatalog

import (
	"slices"
	"sync"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// procOIDs maps names of functions to the OID of the first of that name.
var procOIDs = sync.OnceValue(func() map[string]types.OID {
	out := map[string]types.OID{}
	for _, f := range builtin.Catalog().Functions() {
		if _, ok := out[f.Name]; !ok {
			out[f.Name] = f.OID
		}
	}
	return out
})

// proc is a function's OID by name, 0 for one that is not there.
func proc(name string) int64 { return int64(procOIDs()[name]) }

func makeType(m *making) error {
	if m.by == "typrelid" && m.key.Int() == 0 {
		// All types but those of relations: what is made besides is left out by the scan's filter.
		m.key, m.rowless = types.Null, true
	}
	switch {
	case m.key.IsNull():
	case m.by == "typrelid":
		return m.typeOfRelation(catalog.ID(m.key.Int()))
	default:
		return m.typeByOID(types.OID(m.key.Int()))
	}
	for _, t := range types.All() {
		if m.calls(t.Name) && m.ofKind(t.Typtype) {
			if err := m.typeRow(t); err != nil {
				return err
			}
		}
	}
	for _, d := range m.userTypes() {
		if err := m.userTypeRows(d); err != nil {
			return err
		}
	}
	// Tables have composite types, and base types: those of arrays.
	if !m.ofKind('c') && !m.ofKind('b') {
		return nil
	}
	rows := rowTypeMaker{m: m}
	for _, t := range m.tables(true) {
		if err := rows.make(t); err != nil {
			return err
		}
	}
	return nil
}

// typeByOID makes the row of one type, or those of what was made with it.
func (m *making) typeByOID(id types.OID) error {
	if t, ok := types.ByOID(id); ok {
		return m.typeRow(t)
	}
	if t, ok := m.snap.RowsOf(id); ok {
		if t.DatabaseID != m.db {
			return nil
		}
		return m.rowTypes(t)
	}
	if d, ok := m.snap.TypeByID(id); ok && d.DatabaseID == m.db {
		return m.userTypeRows(d)
	}
	return nil
}

// typeOfRelation makes the row of the type of a relation's rows.
func (m *making) typeOfRelation(id catalog.ID) error {
	r, ok := findRelation(m.relations(), id)
	switch {
	case !ok || r.index != nil:
		return nil
	case r.comp != nil:
		return m.userTypeRows(r.comp)
	case r.table == nil:
		return nil
	}
	if t, builtIn := types.ByOID(r.table.TypeOID); builtIn {
		return m.typeRow(t)
	}
	m.key = types.Int(int64(r.table.TypeOID))
	return m.rowTypes(r.table)
}

func (m *making) typeRow(t *types.Type) error {
	subscript := int64(0)
	if t.IsArray() {
		subscript = proc("array_subscript_handler")
	}
	rel, _ := m.rowTypeRelation(t)
	return m.row(t.OID, t.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, int(t.Len), t.ByVal, t.Typtype, t.Category, t.Preferred, true, t.Delim, rel,
		subscript, t.ElemOID, t.ArrayOID, proc(t.Input), proc(t.Output), proc(t.Receive), proc(t.Send), 0, 0, 0, t.Align, t.Storage,
		false, 0, -1, 0, t.Collation(), nil, nil, m.builtinACL(true, t.OID))
}

// builtinACL are the privileges on a function or type, NULL where they are the defaults.
func (m *making) builtinACL(typ bool, oid catalog.ID) any {
	if m.snap.Unlimited(m.db, typ, oid) {
		return nil
	}
	d, ok := m.snap.Builtin(m.db, typ, oid)
	switch {
	case !ok:
		return nil
	case d.Grants == nil:
		return m.acl(catalog.DefaultGrants(d))
	}
	return m.acl(d.Grants)
}

// rowTypeRelation finds the virtual table that a composite type is of.
func (m *making) rowTypeRelation(t *types.Type) (catalog.ID, bool) {
	if t.Typtype != 'c' {
		return 0, false
	}
	for _, v := range m.snap.VirtualTables() {
		if v.Desc.TypeOID == t.OID {
			return v.Desc.ID, true
		}
	}
	return 0, false
}

// rowTypeMaker makes the rows of tables' row types and of the types of their arrays. All but a few columns are the
// same in each.
type rowTypeMaker struct {
	m        *making
	row, arr []types.Datum // nil until one is made
}

// Columns of pg_type in which row types differ.
const (
	typeOIDSlot, typeNameSlot, typeNamespaceSlot, typeOwnerSlot = 0, 1, 2, 3
	typeRelidSlot, typeElemSlot, typeArraySlot                  = 11, 13, 14
)

// rowLike is the row that row types are made from, arrayLike that of the types of their arrays.
func (m *making) rowLike() ([]types.Datum, error) {
	return m.datums(0, "", 0, 0, -1, false, byte('c'), byte('C'), false, true, byte(','), 0, 0, 0, 0,
		proc("record_in"), proc("record_out"), proc("record_recv"), proc("record_send"), 0, 0, 0, byte('d'), byte('x'), false, 0, -1, 0, 0, nil, nil, nil)
}

func (m *making) arrayLike() ([]types.Datum, error) {
	return m.datums(0, "", 0, 0, -1, false, byte('b'), byte('A'), false, true, byte(','), 0, proc("array_subscript_handler"), 0, 0,
		proc("array_in"), proc("array_out"), proc("array_recv"), proc("array_send"), 0, 0, 0, byte('d'), byte('x'), false, 0, -1, 0, 0, nil, nil, nil)
}

// make makes the rows of a table's row type and of the type of arrays of it.
func (r *rowTypeMaker) make(t *catalog.TableDesc) error {
	m := r.m
	var err error
	// Those of tables of the system are built in.
	if t.TypeOID == 0 || t.Virtual {
		return nil
	}
	own := func(row []types.Datum, oid types.OID, name string) []types.Datum {
		row[typeOIDSlot], row[typeNameSlot] = types.Int(int64(oid)), types.Text(name)
		row[typeNamespaceSlot], row[typeOwnerSlot] = types.Int(int64(t.SchemaID)), types.Int(int64(t.Owner))
		return row
	}
	if m.wants(t.TypeOID) && m.calls(t.Name) && m.ofKind('c') && !m.rowless {
		if r.row == nil {
			if r.row, err = m.rowLike(); err != nil {
				return err
			}
		}
		row := own(r.row, t.TypeOID, t.Name)
		row[typeRelidSlot], row[typeArraySlot] = types.Int(int64(t.ID)), types.Int(int64(t.ArrayTypeOID))
		if err := m.emit(row); err != nil {
			return err
		}
	}
	// The name of the array's type is made only where it may be the one that is asked for.
	if t.ArrayTypeOID == 0 || !m.wants(t.ArrayTypeOID) || !m.ofKind('b') || m.named && m.name != "_"+t.Name {
		return nil
	}
	if r.arr == nil {
		if r.arr, err = m.arrayLike(); err != nil {
			return err
		}
	}
	row := own(r.arr, t.ArrayTypeOID, "_"+t.Name)
	row[typeElemSlot] = types.Int(int64(t.TypeOID))
	return m.emit(row)
}

// rowTypes are a table's row type and the type of arrays of it.
func (m *making) rowTypes(t *catalog.TableDesc) error {
	return (&rowTypeMaker{m: m}).make(t)
}

func typeVector(list []*types.Type) vector {
	out := make(vector, len(list))
	for i, t := range list {
		out[i] = int64(t.OID)
	}
	return out
}

func makeProc(m *making) error {
	for _, f := range m.systemFunctions() {
		if m.wants(f.OID) && m.calls(f.Name) {
			if err := m.procRow(f); err != nil {
				return err
			}
		}
	}
	return m.routineRows()
}

// systemFunctions are those whose rows may be asked for.
func (m *making) systemFunctions() []*builtin.Function {
	switch {
	case !m.key.IsNull() && m.by == "oid":
		return builtin.Catalog().FunctionsOf(types.OID(m.key.Int()), "")
	case m.named:
		return builtin.Catalog().FunctionsOf(0, m.name)
	}
	return builtin.Catalog().Functions()
}

func (m *making) procRow(f *builtin.Function) error {
	var variadic types.OID
	if f.Variadic != nil {
		variadic = f.Variadic.OID
	}
	rows, result := 0, types.OID(0)
	if f.ReturnsSet {
		rows = 1000
	}
	if f.Result != nil {
		result = f.Result.OID
	}
	var allTypes, modes, names any
	if len(f.OutTypes) > 0 {
		in, out := typeVector(f.Args), typeVector(f.OutTypes)
		allTypes = append(in, out...)
		letters := make(texts, 0, len(f.Args)+len(f.OutTypes))
		all := append(append(make(texts, 0, cap(letters)), padNames(f.ArgNames, len(f.Args))...), padNames(f.OutNames, len(f.OutTypes))...)
		for range f.Args {
			letters = append(letters, "i")
		}
		for range f.OutTypes {
			letters = append(letters, "o")
		}
		modes, names = letters, all
	} else if len(f.ArgNames) > 0 {
		names = texts(f.ArgNames)
	}
	return m.row(f.OID, f.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, 12, 1, rows, variadic, 0, byte(f.Kind), false, builtin.Leakproof(f.OID), f.Strict, f.ReturnsSet,
		byte(f.Volatility), byte('s'), len(f.Args), f.Defaults, result, typeVector(f.Args), allTypes, modes, names, nil, nil, f.Source, nil, nil, nil, m.builtinACL(false, f.OID))
}

func padNames(names []string, n int) []string {
	out := make([]string, n)
	copy(out, names)
	return out
}

// systemOperators are those whose rows are asked for.
func (m *making) systemOperators() []*builtin.Operator {
	if m.key.IsNull() {
		return builtin.Catalog().Operators()
	}
	if o, ok := builtin.Catalog().OperatorByOID(types.OID(m.key.Int())); ok {
		return []*builtin.Operator{o}
	}
	return nil
}

func makeOperator(m *making) error {
	for _, o := range m.systemOperators() {
		kind, left, right, result, code := byte('b'), types.OID(0), types.OID(0), types.OID(0), types.OID(0)
		if o.Left == nil {
			kind = 'l'
		} else {
			left = o.Left.OID
		}
		if o.Right != nil {
			right = o.Right.OID
		}
		if o.Result != nil {
			result = o.Result.OID
		}
		if o.Proc != nil {
			code = o.Proc.OID
		}
		equal := o.Name == "="
		if err := m.row(o.OID, o.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, kind, equal, equal, left, right, result, o.Commutator, o.Negator, code, 0, 0); err != nil {
			return err
		}
	}
	return m.userOperators()
}

func makeCast(m *making) error {
	for d := range m.snap.Casts(m.db) {
		if err := m.row(d.ID, d.FromID, d.ToID, d.ProcID, d.Context, d.Method); err != nil {
			return err
		}
	}
	for i, c := range builtin.Catalog().Casts() {
		// The casts of Postgres have no fixed numbers either.
		if err := m.row(10000+i, c.From.OID, c.To.OID, c.FuncOID, byte(c.Context), byte(c.Method)); err != nil {
			return err
		}
	}
	return nil
}

func makeAggregate(m *making) error {
	for _, f := range builtin.Catalog().Functions() {
		if f.Kind != builtin.KindAggregate {
			continue
		}
		kind, direct := orderedSet(f)
		if err := m.row(f.OID, kind, direct, 0, 0, 0, 0, 0, 0, 0, 0, false, false, byte('r'), byte('r'), 0, f.Result.OID, 0, 0, 0, nil, nil); err != nil {
			return err
		}
	}
	return m.userAggregates()
}

// userAggregates are the rows of pg_aggregate of users' aggregates.
func (m *making) userAggregates() error {
	modify := func(b byte) byte {
		if b == 0 {
			return 'r'
		}
		return b
	}
	initial := func(id types.OID, has bool, text string) any {
		if !has {
			return nil
		}
		if t, ok := m.snap.Types().ByOID(id); ok && t.ByLabel() {
			if d, err := types.DecodeText(t, types.NoTypmod, text, nil); err == nil {
				text = types.String(t, d, nil)
			}
		}
		return text
	}
	for _, d := range m.userRoutines() {
		if d.Kind != 'a' {
			continue
		}
		a := &d.Aggregate
		if err := m.row(d.ID, byte('n'), 0, a.TransID, a.FinalID, a.CombineID, 0, 0, a.MovingTransID, a.MovingInverseID, a.MovingFinalID,
			a.FinalExtra, a.MovingFinalExtra, modify(a.FinalModify), modify(a.MovingFinalModify), a.SortOp, a.StateID, a.Space, a.MovingStateID, a.MovingSpace,
			initial(a.StateID, a.HasInit, a.Init), initial(a.MovingStateID, a.MovingHasInit, a.MovingInit)); err != nil {
			return err
		}
	}
	return nil
}

func makeAm(m *making) error {
	if err := m.row(amHeap, "heap", proc("heap_tableam_handler"), byte('t')); err != nil {
		return err
	}
	if err := m.row(amBtree, "btree", proc("bthandler"), byte('i')); err != nil {
		return err
	}
	if err := m.row(amHash, "hash", proc("hashhandler"), byte('i')); err != nil {
		return err
	}
	if err := m.row(amGist, "gist", proc("gisthandler"), byte('i')); err != nil {
		return err
	}
	if err := m.row(amGin, "gin", proc("ginhandler"), byte('i')); err != nil {
		return err
	}
	if err := m.row(amSPGist, "spgist", proc("spghandler"), byte('i')); err != nil {
		return err
	}
	return m.row(amBrin, "brin", proc("brinhandler"), byte('i'))
}

func makeCollation(m *making) error {
	for _, c := range []struct {
		id       int
		name     string
		provider byte
		encoding int
		locale   any
	}{{100, "default", 'd', -1, nil}, {950, "C", 'c', -1, "C"}, {951, "POSIX", 'c', -1, "POSIX"}, {12340, "ucs_basic", 'c', 6, "C"}} {
		if err := m.row(c.id, c.name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, c.provider, true, c.encoding, c.locale, c.locale, nil, nil); err != nil {
			return err
		}
	}
	return nil
}

func makeLanguage(m *making) error {
	for _, l := range []struct {
		name           string
		made, trusted  bool
		call, do, test string
	}{
		{"internal", false, false, "", "", "fmgr_internal_validator"}, {"c", false, false, "", "", "fmgr_c_validator"}, {"sql", false, true, "", "", "fmgr_sql_validator"},
		{"plpgsql", true, true, "plpgsql_call_handler", "plpgsql_inline_handler", "plpgsql_validator"},
	} {
		d, ok := m.snap.Language(m.db, l.name)
		if !ok {
			continue
		}
		handlers := [3]any{0, 0, proc(l.test)}
		if l.call != "" {
			handlers[0], handlers[1] = proc(l.call), proc(l.do)
		}
		var acl any
		if d.Grants != nil {
			acl = m.acl(d.Grants)
		}
		if err := m.row(d.ID, l.name, catalog.RoleSuper, l.made, l.trusted, handlers[0], handlers[1], handlers[2], acl); err != nil {
			return err
		}
	}
	return nil
}

func makeParameterACL(m *making) error {
	for _, p := range m.snap.Parameters() {
		if err := m.row(p.OID, p.Name, m.acl(p.Grants)); err != nil {
			return err
		}
	}
	return nil
}

func makeRange(m *making) error {
	for _, r := range []struct{ typ, sub, multi, class, canonical, diff int }{
		{3904, 23, 4451, 1978, 3914, 3922}, {3906, 1700, 4532, 3125, 0, 3924}, {3908, 1114, 4533, 3128, 0, 3929},
		{3910, 1184, 4534, 3127, 0, 3930}, {3912, 1082, 4535, 3122, 3915, 3925}, {3926, 20, 4536, 3124, 3928, 3923},
	} {
		if _, known := types.ByOID(types.OID(r.typ)); !known {
			continue
		}
		if err := m.row(r.typ, r.sub, r.multi, 0, r.class, r.canonical, r.diff); err != nil {
			return err
		}
	}
	for _, d := range m.userTypes() {
		r := &d.Range
		if d.Class != catalog.ClassRange {
			continue
		}
		class := r.Class
		if sub, ok := m.snap.Types().ByOID(r.SubtypeID); ok && class == 0 {
			class = catalog.DefaultOpClass(sub.Base())
		}
		if err := m.row(d.ID, r.SubtypeID, r.MultiID, r.Collation, class, 0, r.Diff); err != nil {
			return err
		}
	}
	return nil
}

// shownMethod reports whether an index is of a method whose columns note their classes.
func shownMethod(ix *catalog.IndexDesc) bool {
	method := ix.Method()
	return method == catalog.MethodBrin || method == catalog.MethodSPGist || method == catalog.MethodGin && !ix.Inverted()
}

// columnClass is the class of a column of an index of t.
func columnClass(ix *catalog.IndexDesc, k *catalog.IndexColumn, table *catalog.TableDesc, t *types.Type) types.OID {
	if ix.Gist {
		if c := k.GistClass(table); c != nil {
			return c.ID
		}
	}
	if shownMethod(ix) {
		return k.OpClass
	}
	if t = t.Base(); k.OpClass != 0 && t.IsString() { // the column's type may have been changed since
		return k.OpClass
	}
	return catalog.DefaultOpClass(t)
}

// columnClassText is what is printed of it: one that is not the type's own.
func columnClassText(snap *catalog.Snapshot, path *catalog.SearchPath, ix *catalog.IndexDesc, k *catalog.IndexColumn, t *catalog.TableDesc) string {
	col, _, ok := t.ColumnByID(k.ID)
	if !ok || ix.Inverted() && !ix.Gist { // entryClassText has it
		return ""
	}
	own := catalog.DefaultOpClass(col.Type.Base())
	if ix.Gist { // Postgres shows one that is the default of its type
		c := catalog.GistOpClass(col.Type, true)
		if own = 0; c != nil {
			own = c.ID
		}
	}
	if shownMethod(ix) {
		if c := catalog.MethodClass(ix.Method(), col.Type); c != nil {
			own = c.ID
		}
	}
	class := columnClass(ix, k, t, col.Type)
	if c, ok := catalog.OpClassByID(class); ok && class != own {
		if c.Extension == catalog.Trigrams {
			return " " + trigramClassName(snap, path, t, c.Name)
		}
		return " " + c.Name
	}
	return ""
}

func makeOpclass(m *making) error {
	for _, c := range catalog.OpClasses() {
		key := types.OID(0)
		if c.Input == types.OIDName { // kept as text
			key = types.OIDCString
		}
		if err := m.row(c.ID, amBtree, c.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, c.Family, c.Input, c.Default, key); err != nil {
			return err
		}
	}
	for _, c := range m.gistClasses() {
		if err := m.row(c.ID, amGist, c.Name, m.classSchema(&c), catalog.RoleSuper, c.Family, c.Input, c.Default, 0); err != nil {
			return err
		}
	}
	for _, c := range catalog.MethodClasses(catalog.MethodBrin) {
		if err := m.row(c.ID, amBrin, c.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, c.Family, c.Input, c.Default, c.Input); err != nil {
			return err
		}
	}
	for _, c := range catalog.MethodClasses(catalog.MethodSPGist) {
		key := types.OID(0)
		if c.Input == types.OIDPolygon { // kept as boxes
			key = types.OIDBox
		}
		if err := m.row(c.ID, amSPGist, c.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, c.Family, c.Input, c.Default, key); err != nil {
			return err
		}
	}
	for _, c := range m.btreeGin() {
		if err := m.row(c.ID, amGin, c.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, c.Family, c.Input, c.Default, 0); err != nil {
			return err
		}
	}
	for class := rowenc.EntriesJSON; class <= rowenc.EntriesVector; class++ {
		c := entryClasses[class]
		if err := m.row(c.ID, amGin, c.Name, catalog.SchemaIDPGCatalog, catalog.RoleSuper, c.Family, c.Input, c.Default, entryKeyTypes[class]); err != nil {
			return err
		}
	}
	for _, x := range m.extensionEntries() {
		c := &x.OpClass
		if err := m.row(c.ID, amGin, c.Name, x.schema, catalog.RoleSuper, c.Family, c.Input, c.Default, entryKeyTypes[x.entries]); err != nil {
			return err
		}
	}
	return nil
}

// gistClasses are the operator classes of gist that the database has. Those of btree_gist are in
// pg_catalog here.
func (m *making) gistClasses() []catalog.OpClass {
	return slices.DeleteFunc(slices.Clone(catalog.GistClasses()), func(c catalog.OpClass) bool {
		_, ok := m.snap.Extension(m.db, c.Extension)
		return c.Extension != "" && !ok
	})
}

// btreeGin are the operator classes of btree_gin where it is there, in pg_catalog like those.
func (m *making) btreeGin() []catalog.OpClass {
	if _, ok := m.snap.Extension(m.db, catalog.BtreeGin); !ok {
		return nil
	}
	return catalog.MethodClasses(catalog.MethodGin)
}

// classSchema is the schema of an operator class, and of its family.
func (m *making) classSchema(c *catalog.OpClass) catalog.ID {
	if c.Extension == catalog.Trigrams {
		return m.trigrams()
	}
	return catalog.SchemaIDPGCatalog
}

// trigrams is the schema of the operator class of pg_trgm, 0 where there is none.
func (m *making) trigrams() catalog.ID {
	if d, ok := m.snap.Extension(m.db, trigramExtension); ok {
		return d.SchemaID
	}
	return 0
}

func makeOpfamily(m *making) error {
	seen := map[types.OID]bool{}
	for _, c := range catalog.OpClasses() {
		if seen[c.Family] {
			continue
		}
		seen[c.Family] = true
		if err := m.row(c.Family, amBtree, c.FamilyName, catalog.SchemaIDPGCatalog, catalog.RoleSuper); err != nil {
			return err
		}
	}
	for _, c := range m.gistClasses() {
		if err := m.row(c.Family, amGist, c.FamilyName, m.classSchema(&c), catalog.RoleSuper); err != nil {
			return err
		}
	}
	for method, am := range map[string]catalog.ID{catalog.MethodBrin: amBrin, catalog.MethodSPGist: amSPGist} {
		seen := map[types.OID]bool{}
		for _, c := range catalog.MethodClasses(method) {
			if seen[c.Family] {
				continue
			}
			seen[c.Family] = true
			if err := m.row(c.Family, am, c.FamilyName, catalog.SchemaIDPGCatalog, catalog.RoleSuper); err != nil {
				return err
			}
		}
	}
	for _, c := range m.btreeGin() {
		if err := m.row(c.Family, amGin, c.FamilyName, catalog.SchemaIDPGCatalog, catalog.RoleSuper); err != nil {
			return err
		}
	}
	for class := rowenc.EntriesJSON; class <= rowenc.EntriesVector; class++ {
		c := entryClasses[class]
		if err := m.row(c.Family, amGin, c.FamilyName, catalog.SchemaIDPGCatalog, catalog.RoleSuper); err != nil {
			return err
		}
	}
	for _, x := range m.extensionEntries() {
		if err := m.row(x.Family, amGin, x.FamilyName, x.schema, catalog.RoleSuper); err != nil {
			return err
		}
	}
	return nil
}
