package builtin

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// procRow, operatorRow and castRow are rows of Postgres's catalog; the tables
// of them are generated and ordered, so that looking up needs no start-up work.
type procRow struct {
	oid        types.OID
	name       string
	src        string // prosrc of a built-in; "" of one written in SQL
	kind       FunctionKind
	volatility Volatility
	strict     bool
	set        bool
	defaults   int
	result     types.OID
	variadic   types.OID // element type of the last argument; OIDAny for "any"
	args       []uint16
	outTypes   []uint16
	outNames   []string
}

// procInput is what a function calls its arguments ("" for none; nil: none of them has a name),
// and the defaults of the last ones, as SQL has them.
type procInput struct {
	oid      types.OID
	names    []string
	defaults []string
}

type operatorRow struct {
	oid         types.OID
	name        string
	left, right types.OID
	result      types.OID
	commutator  types.OID
	negator     types.OID
	proc        types.OID
}

type castRow struct {
	from, to types.OID
	fn       types.OID
	context  CastContext
	method   CastMethod
}

// Registry is every cast, operator, function and aggregate. It is immutable.
type Registry struct {
	procByOID     map[types.OID]int // index into procRows
	operatorByOID map[types.OID]int
	castByPair    map[uint64]int
	own           map[CastPair]OwnCast          // of users; see WithCasts
	descends      func(from, to types.OID) bool // between row types; see WithRows
}

// Catalog returns the registry, built at the first call.
func Catalog() *Registry { return catalog() }

var catalog = sync.OnceValue(func() *Registry {
	r := &Registry{
		procByOID:     make(map[types.OID]int, len(procRows)),
		operatorByOID: make(map[types.OID]int, len(operatorRows)),
		castByPair:    make(map[uint64]int, len(castRows)),
	}
	for i := range procRows {
		r.procByOID[procRows[i].oid] = i
	}
	for i := range operatorRows {
		r.operatorByOID[operatorRows[i].oid] = i
	}
	for i := range castRows {
		r.castByPair[castKey(castRows[i].from, castRows[i].to)] = i
	}
	return r
})

func castKey(from, to types.OID) uint64 { return uint64(from)<<32 | uint64(to) }

// procsNamed returns the rows of one name.
func procsNamed(name string) []procRow {
	lo, _ := slices.BinarySearchFunc(procRows[:], name, func(r procRow, n string) int { return strings.Compare(r.name, n) })
	hi := lo
	for hi < len(procRows) && procRows[hi].name == name {
		hi++
	}
	return procRows[lo:hi]
}

func operatorsNamed(name string) []operatorRow {
	lo, _ := slices.BinarySearchFunc(operatorRows[:], name, func(r operatorRow, n string) int { return strings.Compare(r.name, n) })
	hi := lo
	for hi < len(operatorRows) && operatorRows[hi].name == name {
		hi++
	}
	return operatorRows[lo:hi]
}

func typeOf(oid types.OID) *types.Type {
	t, _ := types.ByOID(oid)
	return t
}

func typesOf(oids []uint16) []*types.Type {
	if oids == nil {
		return nil
	}
	out := make([]*types.Type, len(oids))
	for i, o := range oids {
		out[i] = typeOf(types.OID(o))
	}
	return out
}

// unresolved returns the function of a row as pg_proc has it.
func (p *procRow) unresolved() *Function {
	in := p.inputs()
	return &Function{
		ArgNames: in.names, ArgDefaults: in.defaults,
		OID: p.oid, Name: p.name, Kind: p.kind, Args: typesOf(p.args), Defaults: p.defaults,
		Variadic: typeOf(p.variadic), Result: typeOf(p.result), ReturnsSet: p.set, Strict: p.strict,
		Volatility: p.volatility, Source: p.src, OutNames: p.outNames, OutTypes: typesOf(p.outTypes),
	}
}

// inputs are the names and defaults of a function's arguments.
func (p *procRow) inputs() *procInput {
	i, ok := slices.BinarySearchFunc(procInputs[:], p.oid, func(in procInput, oid types.OID) int { return cmp.Compare(in.oid, oid) })
	if !ok {
		return &procInput{}
	}
	return &procInputs[i]
}

// Positional brings the values of a call, of which the last ones have names, to the places of
// the arguments of a function of the system: from tells for each argument which value it has,
// or -1 and in defaults the default that it has. ok is false where no function of the name has
// such arguments.
func (r *Registry) Positional(name string, names []string) (from []int, defaults []string, ok bool) {
	rows := procsNamed(name)
	for i := range rows {
		if from, defaults, ok = rows[i].positional(names); ok {
			return from, defaults, true
		}
	}
	return nil, nil, false
}

func (p *procRow) positional(names []string) (from []int, defaults []string, ok bool) {
	in := p.inputs()
	n := len(p.args)
	if len(in.names) != n || len(names) > n || p.variadic != 0 {
		return nil, nil, false
	}
	from, defaults = make([]int, n), make([]string, n)
	for at := range from {
		from[at] = -1
	}
	for i, name := range names {
		at := i
		if name != "" {
			at = slices.Index(in.names, name)
		}
		if at < 0 || from[at] >= 0 {
			return nil, nil, false
		}
		from[at] = i
	}
	for at, i := range from {
		if i >= 0 {
			continue
		}
		d := at - (n - len(in.defaults))
		if d < 0 {
			return nil, nil, false
		}
		defaults[at] = in.defaults[d]
	}
	return from, defaults, true
}

// Operators lists every operator that Postgres has for the known types, as
// pg_operator has them, without bodies.
func (r *Registry) Operators() []*Operator {
	out := make([]*Operator, len(operatorRows))
	for i := range operatorRows {
		out[i] = r.unresolvedOperator(&operatorRows[i])
	}
	return out
}

func (r *Registry) unresolvedOperator(row *operatorRow) *Operator {
	op := &Operator{
		OID: row.oid, Name: row.name, Right: typeOf(row.right), Result: typeOf(row.result),
		Commutator: row.commutator, Negator: row.negator,
	}
	if row.left != 0 {
		op.Left = typeOf(row.left)
	}
	if f, ok := r.FunctionByOID(row.proc); ok {
		op.Proc, op.Strict, op.Volatility = f, f.Strict, f.Volatility
	}
	return op
}

// Functions lists every function and aggregate that Postgres has for the known
// types in pg_catalog, as pg_proc has them, without bodies.
func (r *Registry) Functions() []*Function {
	out := make([]*Function, 0, len(procRows))
	for i := range procRows {
		if !strings.HasPrefix(procRows[i].name, InformationPrefix) {
			out = append(out, procRows[i].unresolved())
		}
	}
	return out
}

// InformationPrefix stands before the names of the functions of information_schema.
const InformationPrefix = "information_schema."

// Function returns a function by its OID, without its body.
func (r *Registry) Function(oid types.OID) (*Function, bool) {
	i, ok := r.procByOID[oid]
	if !ok {
		return nil, false
	}
	return procRows[i].unresolved(), true
}

// FunctionNamed returns the OID of the function of a name with these arguments; 0 if there
// is none.
func (r *Registry) FunctionNamed(name string, args []*types.Type) types.OID {
	first, _ := slices.BinarySearchFunc(procRows[:], name, func(p procRow, name string) int { return strings.Compare(p.name, name) })
	for _, p := range procRows[first:] {
		if p.name != name {
			break
		}
		if f := p.unresolved(); slices.Equal(f.Args, args) {
			return f.OID
		}
	}
	return 0
}

// Casts lists every cast of pg_cast between known types, without bodies.
func (r *Registry) Casts() []*Cast {
	out := make([]*Cast, len(castRows))
	for i, c := range castRows {
		out[i] = &Cast{From: typeOf(c.from), To: typeOf(c.to), Context: c.context, Method: c.method, FuncOID: c.fn}
	}
	return out
}

// FunctionExists reports whether any function or aggregate has this name.
func (r *Registry) FunctionExists(name string) bool { return len(procsNamed(name)) > 0 }

// FunctionByOID returns the unresolved function of an OID.
func (r *Registry) FunctionByOID(oid types.OID) (*Function, bool) {
	i, ok := r.procByOID[oid]
	if !ok {
		return nil, false
	}
	return procRows[i].unresolved(), true
}

// VolatilityOf is that of the function of an OID; of none, it is volatile.
func (r *Registry) VolatilityOf(oid types.OID) Volatility {
	i, ok := r.procByOID[oid]
	if !ok {
		return Volatile
	}
	return procRows[i].volatility
}

// Declared is how volatile Postgres takes a cast to be: as its function is declared, or those that
// read and write texts. The texts of some types depend on settings all the same (bytea_output,
// extra_float_digits).
// Postgres: contain_mutable_functions, which looks at CoerceViaIO by both functions.
func (c *Cast) Declared() Volatility {
	from, to := c.From.Base(), c.To.Base()
	switch {
	case from == to || c.Method == CastBinary:
		return Immutable
	case c.Method == CastFunction && c.FuncOID != 0:
		return Catalog().VolatilityOf(c.FuncOID)
	case from.Kind() == types.KindArray && to.Kind() == types.KindArray && from.Elem() != nil && to.Elem() != nil:
		if of, ok := FindCast(from.Elem(), to.Elem(), Explicit); ok {
			return of.Declared()
		}
		return Stable
	case c.From == types.TUnknown:
		return declared(to.Input)
	}
	return max(declared(from.Output), declared(to.Input))
}

// declared is the volatility of the function of a type's texts; those of types that are made later
// are immutable.
func declared(name string) Volatility {
	out := Immutable
	for _, p := range procsNamed(name) {
		out = max(out, p.volatility)
	}
	return out
}

// OperatorByOID returns the unresolved operator of an OID.
func (r *Registry) OperatorByOID(oid types.OID) (*Operator, bool) {
	i, ok := r.operatorByOID[oid]
	if !ok {
		return nil, false
	}
	return r.unresolvedOperator(&operatorRows[i]), true
}

// candidate is one overload brought to the number of arguments of a call.
type candidate struct {
	index    int           // row of procRows or operatorRows
	args     []*types.Type // one for each argument of the call
	variadic bool          // args were multiplied from a variadic one
	defaults int           // arguments left to defaults
}

// ResolveOperator is the package function of that name.
func (r *Registry) ResolveOperator(name string, left, right *types.Type) (*Operator, error) {
	if own, ok := strings.CutPrefix(name, asciiPrefix); ok {
		op, err := r.ResolveOperator(own, left, right)
		if err != nil {
			return nil, err
		}
		return op.WithASCIILetters(), nil
	}
	given := [2]*types.Type{left, right}
	if right = right.Base(); left != nil {
		left = left.Base()
	}
	if own := madeTypeOf(left, right); own != nil {
		if op := r.madeOperator(own, name, left, right); op != nil {
			return op, nil
		}
	}
	op, err := r.matchOperator(name, left, right)
	switch ambiguous := pgerror.Is(err, pgerror.AmbiguousFunction); {
	case ambiguous || pgerror.Is(err, pgerror.UndefinedFunction):
		return nil, operatorError(name, given[0], given[1], ambiguous) // with the domains
	case err != nil:
		return nil, err
	}
	if domainInRange(typeOf(op.left), given[0], right) || left != nil && domainInRange(typeOf(op.right), given[1], left) {
		return nil, operatorError(name, given[0], given[1], false)
	}
	return r.bindOperator(op, left, right)
}

// domainInRange reports whether an operand declared anyelement is of a domain, and the other is a range of
// something else: as for Postgres, a domain is no element of its base type's ranges.
func domainInRange(declared, given, other *types.Type) bool {
	if declared != types.TAnyElement || given.Domain() == nil {
		return false
	}
	info := types.RangeOf(other)
	return info != nil && info.Subtype != given
}

// matchOperator chooses the row: an exact match, then the best candidate.
func (r *Registry) matchOperator(name string, left, right *types.Type) (*operatorRow, error) {
	rows := operatorsNamed(name)
	if op := exactOperator(rows, left, right); op != nil {
		return op, nil
	}
	inputs := []*types.Type{right}
	if left != nil {
		inputs = []*types.Type{left, right}
	}
	cands := r.systemCandidates(name, inputs)
	best, ambiguous := r.selectCandidate(inputs, cands)
	if best == nil {
		return nil, operatorError(name, left, right, ambiguous)
	}
	return &rows[best.index], nil
}

// exactOperator finds the operator of exactly these types; an unknown operand
// is first taken to have the other's type.
func exactOperator(rows []operatorRow, left, right *types.Type) *operatorRow {
	find := func(l, r types.OID) *operatorRow {
		for i := range rows {
			if rows[i].left == l && rows[i].right == r {
				return &rows[i]
			}
		}
		return nil
	}
	if left == nil {
		return find(0, right.OID)
	}
	l, rt := left.OID, right.OID
	if l == types.OIDUnknown && rt != types.OIDUnknown {
		l = rt
	} else if rt == types.OIDUnknown && l != types.OIDUnknown {
		rt = l
	}
	return find(l, rt)
}

func operatorError(name string, left, right *types.Type, ambiguous bool) error {
	sig := types.Words{name, " ", right}
	if left != nil {
		sig = types.Words{left, " ", sig}
	}
	if ambiguous {
		return pgerror.New(pgerror.AmbiguousFunction, "operator is not unique: %s", sig).
			WithHint("Could not choose a best candidate operator. You might need to add explicit type casts.")
	}
	hint := "No operator matches the given name and argument types. You might need to add explicit type casts."
	if left == nil {
		hint = "No operator matches the given name and argument type. You might need to add an explicit type cast."
	}
	return pgerror.New(pgerror.UndefinedFunction, "operator does not exist: %s", sig).WithHint("%s", hint)
}

// bindOperator makes the row's types concrete and gives it its body.
func (r *Registry) bindOperator(row *operatorRow, left, right *types.Type) (*Operator, error) {
	declared := []*types.Type{typeOf(row.right)}
	inputs := []*types.Type{right}
	if row.left != 0 {
		declared = []*types.Type{typeOf(row.left), declared[0]}
		inputs = []*types.Type{left, right}
	}
	args, result, err := r.concrete(inputs, declared, typeOf(row.result))
	if err != nil {
		return nil, err
	}
	proc := procRows[r.procByOID[row.proc]].unresolved()
	proc.Args, proc.Result = args, result
	if !bind(proc) {
		return nil, noBody("operator " + row.name + " for type " + right.String())
	}
	op := &Operator{
		OID: row.oid, Name: row.name, Right: args[len(args)-1], Result: result, Proc: proc,
		Commutator: row.commutator, Negator: row.negator, Strict: proc.Strict, Volatility: proc.Volatility,
	}
	if row.left == 0 {
		fn := proc.Fn1
		op.Fn = func(env *types.Env, _, b types.Datum) (types.Datum, error) { return fn(env, b) }
		return op, nil
	}
	op.Left, op.Fn = args[0], proc.Fn2
	if name, ok := comparisons()[proc.OID]; ok && name == op.Name && op.Strict && comparedAlike(op.Left, op.Right) {
		op.Holds = orderings[name]
	}
	return op, nil
}

// comparedAlike reports whether Compare orders values of two types as their comparison does.
func comparedAlike(l, r *types.Type) bool {
	return l == r && types.Comparable(l) && !types.HoldsRecords(l) || l.Kind() == types.KindInt && r.Kind() == types.KindInt
}

func noBody(what string) error {
	return pgerror.Unsupported("docs/sql-compatibility.md lists the supported functions and operators.", "%s is not supported", what)
}

// noFunctionBody refuses a function that Postgres has.
func noFunctionBody(name string) error {
	switch {
	case name == "json_to_record" || name == "jsonb_to_record" || name == "json_to_recordset" || name == "jsonb_to_recordset":
		return pgerror.New(pgerror.SyntaxError, "a column definition list is required for functions returning \"record\"")
	case strings.HasSuffix(name, "_current_snapshot") || strings.HasSuffix(name, "_in_snapshot") ||
		strings.HasPrefix(name, "pg_snapshot_") || strings.HasPrefix(name, "txid_snapshot_"):
		return pgerror.Unsupported("A snapshot is a timestamp, not a list of numbers: pg_export_snapshot() names it.", "function %s is not supported", name)
	case name == "pg_xact_status" || name == "txid_status":
		return pgerror.Unsupported("Nothing is kept of a transaction by its number: have it write a row, and look for that.", "function %s is not supported", name)
	}
	return noBody("function " + name)
}

// ResolveFunction is the package function of that name.
func (r *Registry) ResolveFunction(name string, args []*types.Type, variadic bool) (*Function, error) {
	if strings.HasPrefix(name, extensionPrefix) {
		return extensionFunction(name, args)
	}
	if strings.HasPrefix(name, asciiPrefix) {
		return r.asciiFunction(name, args, variadic)
	}
	if strings.HasPrefix(name, undeterminedPrefix) {
		return undeterminedFunction(name, args)
	}
	if name == types.RangeConstructorName || name == types.MultirangeConstructorName {
		return constructor(name, args, variadic)
	}
	rows := procsNamed(name)
	cands := functionCandidates(rows, args, variadic)
	bases := types.Bases(args)
	// Before it is asked which function fits best, a type that is called is a cast that needs none (func_get_detail).
	if len(args) == 1 && !variadic && args[0] != types.TUnknown && !slices.ContainsFunc(cands, func(c candidate) bool { return slices.Equal(c.args, bases) }) {
		if f := r.castCall(name, bases); f != nil {
			return f, nil
		}
	}
	best, ambiguous := r.matchFunction(bases, cands)
	if best == nil {
		if f := r.castCall(name, bases); f != nil {
			return f, nil
		}
		return nil, functionError(name, args, ambiguous, rows)
	}
	return r.bindFunction(&rows[best.index], best, args, variadic)
}

func (r *Registry) matchFunction(args []*types.Type, cands []candidate) (best *candidate, ambiguous bool) {
	for i := range cands {
		if slices.Equal(cands[i].args, args) {
			return &cands[i], false
		}
	}
	var fit []candidate
	for _, c := range cands {
		if r.coercible(args, c.args) {
			fit = append(fit, c)
		}
	}
	return r.selectCandidate(args, dropShadowed(fit))
}

// functionCandidates returns the overloads that take this number of arguments,
// multiplying a variadic one.
func functionCandidates(rows []procRow, args []*types.Type, variadic bool) []candidate {
	var out []candidate
	for i := range rows {
		p := &rows[i]
		n := len(p.args)
		switch {
		case n == len(args) && (variadic || p.variadic == 0):
			out = append(out, candidate{index: i, args: typesOf(p.args)})
		case p.variadic != 0 && !variadic && len(args) >= n:
			out = append(out, candidate{index: i, args: multiplied(p, len(args)), variadic: true})
		case p.variadic == 0 && len(args) < n && len(args) >= n-p.defaults:
			out = append(out, candidate{index: i, args: typesOf(p.args[:len(args)]), defaults: n - len(args)})
		}
	}
	return out
}

// multiplied repeats the variadic argument's element type up to n arguments.
func multiplied(p *procRow, n int) []*types.Type {
	out := typesOf(p.args[:len(p.args)-1])
	for len(out) < n {
		out = append(out, typeOf(p.variadic))
	}
	return out
}

// dropShadowed leaves out a candidate whose arguments equal another's that
// needs neither variadic nor default arguments.
func dropShadowed(cands []candidate) []candidate {
	var out []candidate
	for i, c := range cands {
		shadowed := false
		for j, o := range cands {
			shadowed = shadowed || i != j && slices.Equal(c.args, o.args) &&
				(c.variadic && !o.variadic || c.variadic == o.variadic && c.defaults > o.defaults)
		}
		if !shadowed {
			out = append(out, c)
		}
	}
	return out
}

func functionError(name string, args []*types.Type, ambiguous bool, rows []procRow) error {
	sig := types.Words{name, "(", types.Listed(args), ")"}
	if ambiguous {
		return pgerror.New(pgerror.AmbiguousFunction, "function %s is not unique", sig).
			WithHint("Could not choose a best candidate function. You might need to add explicit type casts.")
	}
	if len(rows) == 0 && knownFunction(name) {
		return noFunctionBody(name)
	}
	return pgerror.New(pgerror.UndefinedFunction, "function %s does not exist", sig).
		WithHint("No function matches the given name and argument types. You might need to add explicit type casts.")
}

// knownFunction tells whether a name that the registry lacks is that of one of
// Postgres's functions: of text search, ranges, geometry, replication and
// server files.
func knownFunction(name string) bool {
	for _, prefix := range []string{"ts_", "txid_", "range_", "multirange_",
		"pg_logical_", "pg_replication_", "pg_stat_get_", "pg_ls_", "pg_read_", "pg_snapshot_", "pg_wal_", "pg_event_trigger_", "pg_control_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	switch name {
	case "pg_current_snapshot", "pg_visible_in_snapshot", "pg_stat_file",
		"pg_lsn":
		return true
	}
	return types.Known(name)
}

// bindFunction makes the row's types concrete and gives it its body.
func (r *Registry) bindFunction(row *procRow, c *candidate, args []*types.Type, variadic bool) (*Function, error) {
	f := row.unresolved()
	concrete, result, err := r.concrete(args, c.args, f.Result)
	if err != nil {
		return nil, err
	}
	f.Args, f.Result = concrete, result
	f.OutTypes = r.concreteOuts(args, c.args, f.OutTypes)
	if !c.variadic && !variadic {
		f.Variadic = nil
	}
	if !bind(f) {
		return nil, noFunctionBody(f.Name)
	}
	if variadic && row.variadic != 0 {
		if last := f.Args[len(f.Args)-1]; last.Elem() == nil && (last != types.TUnknown || row.variadic == types.TAny.OID) {
			return nil, pgerror.New(pgerror.DatatypeMismatch, "VARIADIC argument must be an array")
		}
		spreadVariadic(f)
	} else if c.variadic && f.Strict && f.Fn != nil {
		gatherVariadic(f, len(row.args)-1)
	}
	return f, nil
}

func (r *Registry) concreteOuts(inputs, declared, outs []*types.Type) []*types.Type {
	for i, t := range outs {
		if t.IsPolymorphic() {
			if _, c, err := r.concrete(inputs, declared, t); err == nil {
				outs[i] = c
			}
		}
	}
	return outs
}

// ConcreteResult is what a declared type is for the inputs of a call; t itself where nothing
// says.
func (r *Registry) ConcreteResult(inputs, declared []*types.Type, t *types.Type) *types.Type {
	if _, c, err := r.concrete(inputs, declared, t); err == nil {
		return c
	}
	return t
}

// spreadVariadic lets a body that takes its variadic arguments one by one be
// called with an array of them. A NULL array is no argument at all.
func spreadVariadic(f *Function) {
	body := f.Fn
	if body == nil {
		return
	}
	f.Fn1, f.Fn2, f.Spread = nil, nil, true
	last := len(f.Args) - 1
	f.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) {
		if args[last].IsNull() {
			if f.Name == "format" { // which may not need any
				return body(env, args[:last])
			}
			return types.Null, nil
		}
		spread := slices.Concat(args[:last], args[last].Array().Items)
		return body(env, spread)
	}
}

// gatherVariadic makes a strict function whose variadic arguments are given one by one strict
// in those before them: what the others become is an array, which is not NULL.
func gatherVariadic(f *Function, fixed int) {
	body := f.Fn
	f.Strict, f.Fn1, f.Fn2 = false, nil, nil
	f.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) {
		if slices.ContainsFunc(args[:fixed], types.Datum.IsNull) {
			return types.Null, nil
		}
		return body(env, args)
	}
}

// RowToText reports whether a cast makes a text of a row, which a call does not: text(x) asks for a
// function of the row, or for its field.
func RowToText(from, to *types.Type) bool {
	return to.Category == 'S' && (from == types.TRecord || from.Base().Composite() != nil)
}

// castCall is the function-like spelling of a cast: int4(x), text(x).
func (r *Registry) castCall(name string, args []*types.Type) *Function {
	to, ok := types.ByTypname(name)
	if !ok || len(args) != 1 || RowToText(args[0], to) {
		return nil
	}
	c, ok := r.FindCast(args[0], to, Explicit)
	if !ok || c.Method == CastFunction && args[0] != types.TUnknown {
		return nil
	}
	f := &Function{Name: name, Kind: KindFunction, Args: []*types.Type{args[0]}, Result: to, Strict: true, Volatility: Stable, Cast: c}
	f.Fn1 = func(env *types.Env, a types.Datum) (types.Datum, error) { return c.Fn(env, a, types.NoTypmod, true) }
	f.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) {
		return c.Fn(env, args[0], types.NoTypmod, true)
	}
	return f
}

// coercible reports whether every input may implicitly become its argument.
func (r *Registry) coercible(inputs, args []*types.Type) bool {
	generic, known, enum := false, false, false
	for i, in := range inputs {
		if args[i].IsPolymorphic() {
			generic, known, enum = true, known || in != types.TUnknown, enum || args[i] == types.TAnyEnum
		}
		if !r.CanCoerce(in, args[i], Implicit) {
			return false
		}
	}
	if enum && !known {
		return false // nothing says which
	}
	if !generic || !known { // what literals alone become is asked of the one that is chosen
		return true
	}
	_, _, err := r.concrete(inputs, args, types.TVoid)
	return err == nil || undetermined(err)
}

// ofUnknown ends the message about a polymorphic type that only literals say something of. Candidates may have one: it
// is a mistake of the one that is chosen (Postgres's check_generic_type_consistency and enforce_generic_type_consistency).
const ofUnknown = "because input has type unknown"

func undetermined(err error) bool {
	e, ok := errors.AsType[*pgerror.Error](err)
	return ok && strings.HasSuffix(e.Message, ofUnknown)
}

// selectCandidate chooses among coercible candidates by the rules of section
// 10.3: most exact matches, then most preferred types, then the category that
// unknown literals take, then the type of the known arguments.
func (r *Registry) selectCandidate(inputs []*types.Type, cands []candidate) (best *candidate, ambiguous bool) {
	if len(cands) <= 1 {
		return first(cands), false
	}
	cands = keepMost(cands, func(c candidate) int { return countMatches(inputs, c.args, false) })
	if len(cands) == 1 {
		return &cands[0], false
	}
	cands = keepMost(cands, func(c candidate) int { return countMatches(inputs, c.args, true) })
	if len(cands) == 1 {
		return &cands[0], false
	}
	if !slices.Contains(inputs, types.TUnknown) {
		return nil, true
	}
	cands = keepCategory(inputs, cands)
	if len(cands) == 1 {
		return &cands[0], false
	}
	return r.likeKnown(inputs, cands)
}

func first(cands []candidate) *candidate {
	if len(cands) == 0 {
		return nil
	}
	return &cands[0]
}

func keepMost(cands []candidate, score func(candidate) int) []candidate {
	best, kept := -1, []candidate(nil)
	for _, c := range cands {
		switch s := score(c); {
		case s > best:
			best, kept = s, append(kept[:0], c)
		case s == best:
			kept = append(kept, c)
		}
	}
	return kept
}

// countMatches counts the known inputs that an overload takes as they are, or,
// with preferred, also those for which it has their category's preferred type.
func countMatches(inputs, args []*types.Type, preferred bool) int {
	n := 0
	for i, in := range inputs {
		if in == types.TUnknown {
			continue
		}
		if in == args[i] || preferred && args[i].Preferred && args[i].Category == in.Category {
			n++
		}
	}
	return n
}

// keepCategory settles on a type category for each unknown input: string if
// any overload has one there, else the one that all share.
func keepCategory(inputs []*types.Type, cands []candidate) []candidate {
	categories := make([]byte, len(inputs))
	preferred := make([]bool, len(inputs))
	for i, in := range inputs {
		if in != types.TUnknown {
			continue
		}
		conflict := false
		for _, c := range cands {
			t := c.args[i]
			switch {
			case categories[i] == 0:
				categories[i], preferred[i] = t.Category, t.Preferred
			case t.Category == categories[i]:
				preferred[i] = preferred[i] || t.Preferred
			case t.Category == 'S':
				categories[i], preferred[i] = 'S', t.Preferred
			default:
				conflict = true
			}
		}
		if conflict && categories[i] != 'S' {
			return cands
		}
	}
	var kept []candidate
	for _, c := range cands {
		ok := true
		for i, t := range c.args {
			ok = ok && (categories[i] == 0 || t.Category == categories[i] && (t.Preferred || !preferred[i]))
		}
		if ok {
			kept = append(kept, c)
		}
	}
	if kept == nil {
		return cands
	}
	return kept
}

// likeKnown takes the unknown inputs to have the one type that all known ones
// have, and succeeds if a single candidate accepts that.
func (r *Registry) likeKnown(inputs []*types.Type, cands []candidate) (*candidate, bool) {
	var known *types.Type
	for _, in := range inputs {
		if in == types.TUnknown {
			continue
		}
		if known != nil && known != in {
			return nil, true
		}
		known = in
	}
	if known == nil {
		return nil, true
	}
	same := make([]*types.Type, len(inputs))
	for i := range same {
		same[i] = known
	}
	var found *candidate
	for i := range cands {
		if r.coercible(same, cands[i].args) {
			if found != nil {
				return nil, true
			}
			found = &cands[i]
		}
	}
	return found, true
}

// concrete replaces polymorphic types by what the inputs make of them. Inputs
// of type unknown take part only where nothing else decides.
func (r *Registry) concrete(inputs, declared []*types.Type, result *types.Type) ([]*types.Type, *types.Type, error) {
	var elem, array *types.Type  // anyelement and anyarray
	var ranges, alike rangeTypes // anyrange and anycompatiblerange, and those of multiranges
	var compatible []*types.Type
	polymorphic := result.IsPolymorphic()
	for i, d := range declared {
		polymorphic = polymorphic || d.IsPolymorphic() || d == types.TAny
		in := types.BaseIn(inputs[i], d)
		if in == types.TUnknown {
			continue
		}
		switch d.OID {
		case types.OIDAnyElement, types.OIDAnyNonArray, types.OIDAnyEnum:
			if elem != nil && elem != in {
				return nil, nil, polymorphicError("arguments declared \""+d.Name+"\" are not all alike", elem, in)
			}
			elem = in
		case types.OIDAnyArray:
			if array != nil && array != in {
				return nil, nil, polymorphicError("arguments declared \"anyarray\" are not all alike", array, in)
			}
			array = in
		case types.OIDAnyRange, types.OIDAnyMultirange:
			if err := ranges.take(d, in); err != nil {
				return nil, nil, err
			}
		case types.OIDAnyCompatible, types.OIDAnyCompatibleNonArray:
			compatible = append(compatible, in)
		case types.OIDAnyCompatibleRange, types.OIDAnyCompatibleMultirange:
			if err := alike.take(d, in); err != nil {
				return nil, nil, err
			}
			compatible = append(compatible, alike.of.Subtype)
		case types.OIDAnyCompatibleArray:
			if in.Elem() == nil {
				return nil, nil, notAnArray("anycompatiblearray", in)
			}
			compatible = append(compatible, in.Elem())
		}
	}
	if !polymorphic {
		return declared, result, nil
	}
	if ranges.of != nil {
		if elem != nil && elem != ranges.of.Subtype.Base() {
			return nil, nil, pgerror.New(pgerror.DatatypeMismatch, "argument declared %s is not consistent with argument declared anyelement", ranges.declared).
				WithDetail("%s versus %s", ranges.in, elem)
		}
		elem = ranges.of.Subtype
	}
	return r.substitute(inputs, declared, result, elem, array, compatible, ranges.of, alike.of)
}

// rangeTypes is what arguments declared anyrange and anymultirange have settled.
type rangeTypes struct {
	of       *types.Range
	in       *types.Type
	declared string
}

func (r *rangeTypes) take(d, in *types.Type) error {
	info := types.RangeOf(in)
	switch {
	case info == nil || in.IsRange() != (d.OID == types.OIDAnyRange || d.OID == types.OIDAnyCompatibleRange):
		return pgerror.New(pgerror.DatatypeMismatch, "argument declared %s is not a %s type but type %s", d.Name, strings.TrimPrefix(d.Name, "any"), in)
	case r.of != nil && r.of != info && r.declared == d.Name:
		return polymorphicError("arguments declared \""+d.Name+"\" are not all alike", r.in, in)
	case r.of != nil && r.of != info:
		return pgerror.New(pgerror.DatatypeMismatch, "argument declared anymultirange is not consistent with argument declared anyrange").WithDetail("%s versus %s", r.in, in)
	}
	r.of, r.in, r.declared = info, in, d.Name
	return nil
}

func polymorphicError(msg string, a, b *types.Type) error {
	return pgerror.New(pgerror.DatatypeMismatch, "%s", msg).WithDetail("%s versus %s", a, b)
}

func notAnArray(declared string, t *types.Type) error {
	return pgerror.New(pgerror.DatatypeMismatch, "argument declared %s is not an array but type %s", declared, t)
}

func (r *Registry) substitute(inputs, declared []*types.Type, result, elem, array *types.Type, compatible []*types.Type, ranges, alike *types.Range) ([]*types.Type, *types.Type, error) {
	if array != nil && array != types.TAnyArray {
		if array.Elem() == nil {
			return nil, nil, notAnArray("anyarray", array)
		}
		if elem != nil && elem != array.Elem() {
			return nil, nil, pgerror.New(pgerror.DatatypeMismatch,
				"argument declared anyarray is not consistent with argument declared anyelement").WithDetail("%s versus %s", array, elem)
		}
		elem = array.Elem()
	}
	common := types.TText // what unknown literals alone become
	if len(compatible) > 0 {
		var err error
		if common, err = r.CommonType("anycompatible", compatible); err != nil {
			return nil, nil, err
		}
	}
	if alike != nil && common != alike.Subtype {
		return nil, nil, pgerror.New(pgerror.DatatypeMismatch, "anycompatiblerange type %s does not match anycompatible type %s", alike.Type, common)
	}
	usesAny := false
	put := func(d, in *types.Type) *types.Type {
		switch d.OID {
		case types.OIDAnyElement, types.OIDAnyNonArray, types.OIDAnyEnum:
			usesAny = true
			return elem
		case types.OIDAnyArray:
			usesAny = true
			if elem == nil {
				return array
			}
			if array != nil {
				return array
			}
			return elem.ArrayType()
		case types.OIDAnyRange, types.OIDAnyMultirange:
			usesAny = true
			switch {
			case ranges == nil:
				return nil
			case d.OID == types.OIDAnyRange:
				return ranges.Type
			}
			return ranges.Multi
		case types.OIDAnyCompatible, types.OIDAnyCompatibleNonArray:
			return common
		case types.OIDAnyCompatibleRange, types.OIDAnyCompatibleMultirange:
			switch {
			case alike == nil:
				return nil
			case d.OID == types.OIDAnyCompatibleRange:
				return alike.Type
			}
			return alike.Multi
		case types.OIDAnyCompatibleArray:
			return common.ArrayType()
		}
		switch {
		case d.IsPolymorphic():
			return nil
		case d == types.TAny && in != nil:
			return in
		}
		return d
	}
	args := make([]*types.Type, len(declared))
	for i, d := range declared {
		args[i] = put(d, inputs[i])
	}
	out := put(result, nil)
	if usesAny && elem == nil && array == nil {
		return nil, nil, pgerror.New(pgerror.DatatypeMismatch, "could not determine polymorphic type "+ofUnknown)
	}
	for i, t := range append(slices.Clip(args), out) {
		switch d := append(slices.Clip(declared), result)[i]; {
		case t != nil:
		case d.OID == types.OIDAnyRange || d.OID == types.OIDAnyMultirange || d.OID == types.OIDAnyCompatibleRange || d.OID == types.OIDAnyCompatibleMultirange:
			return nil, nil, pgerror.New(pgerror.DatatypeMismatch, "could not determine polymorphic type %s "+ofUnknown, d)
		default:
			return nil, nil, pgerror.New(pgerror.UndefinedObject, "could not find array type for data type %s", elem)
		}
	}
	for i, d := range declared {
		if d.OID == types.OIDAnyNonArray && args[i].Elem() != nil {
			return nil, nil, pgerror.New(pgerror.DatatypeMismatch, "type matched to anynonarray is an array type: %s", args[i])
		}
		if d.OID == types.OIDAnyEnum && args[i].Enum() == nil {
			return nil, nil, pgerror.New(pgerror.DatatypeMismatch, "type matched to anyenum is not an enum type: %s", args[i])
		}
	}
	return args, out, nil
}

// CommonType is the package function of that name.
func (r *Registry) CommonType(what string, ts []*types.Type) (*types.Type, error) {
	if len(ts) == 0 {
		return types.TText, nil
	}
	chosen := ts[0]
	same := true
	for _, t := range ts {
		same = same && t == chosen
	}
	if same && chosen != types.TUnknown {
		return chosen, nil
	}
	ts = types.Bases(ts)
	chosen = ts[0]
	for _, t := range ts[1:] {
		switch {
		case t == types.TUnknown || t == chosen:
		case chosen == types.TUnknown:
			chosen = t
		case t.Category != chosen.Category:
			return nil, mismatch(what, chosen, t)
		case !chosen.Preferred && r.CanCoerce(chosen, t, Implicit) && !r.CanCoerce(t, chosen, Implicit):
			chosen = t
		}
	}
	if chosen == types.TUnknown {
		return types.TText, nil
	}
	for i, t := range ts {
		if t != types.TUnknown && !r.CanCoerce(t, chosen, Implicit) {
			return nil, pgerror.New(pgerror.CannotCoerce, "%s could not convert type %s to %s", Branch(what, i), t, chosen)
		}
	}
	return chosen, nil
}

// Branch names the value at a place of the list that a common type was found for: the first of
// CASE is its ELSE.
func Branch(what string, i int) string {
	switch {
	case what != "CASE":
		return what
	case i == 0:
		return "CASE/ELSE"
	}
	return "CASE/WHEN"
}

func mismatch(what string, a, b *types.Type) error {
	return pgerror.New(pgerror.DatatypeMismatch, "%s types %s and %s cannot be matched", what, a, b)
}

// KindOf tells what the functions of a name are, and whether they return sets; where there
// are several, what the first of them is.
func (r *Registry) KindOf(name string) (kind FunctionKind, set bool) {
	if rows := procsNamed(name); len(rows) > 0 {
		f := rows[0].unresolved()
		return f.Kind, f.ReturnsSet
	}
	return 0, false
}

// OutputNames are the names of the columns that a function of that name with so many
// arguments returns; nil where it has none.
func (r *Registry) OutputNames(name string, args int) []string {
	for _, row := range procsNamed(name) {
		if f := row.unresolved(); len(f.Args) == args && f.OutTypes != nil {
			return f.OutNames
		}
	}
	return nil
}
