package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"slices"
	"strings"
)

// Base types that extensions make: citext and hstore. They are types of the schema, whose
// values, order, casts and operators this package knows. Operators of them are found by their
// operands' type, wherever the extension's schema stands in the search_path.

// madeTypeOf is the type of an extension among the operands, or what one of them is an array of.
func madeTypeOf(left, right *types.Type) *types.Type {
	for _, t := range []*types.Type{left, right} {
		if t != nil && t.MadeKind() != 0 {
			return t
		}
	}
	return nil
}

// madeOperand is the type of an operand of such an operator.
type madeOperand byte

const (
	operandNone madeOperand = iota // of a prefix operator, on its left
	operandOwn
	operandText
	operandTexts
	operandAny
)

func (o madeOperand) of(own *types.Type) *types.Type {
	switch o {
	case operandOwn:
		return own
	case operandText:
		return types.TText
	case operandTexts:
		return types.TText.ArrayType()
	case operandAny:
		return types.TAnyElement
	}
	return nil
}

// madeOperatorRow is an operator of a type: symbol is its body, "" for a comparison by order.
type madeOperatorRow struct {
	name        string
	left, right madeOperand
	symbol      string
}

var madeOperators = map[types.MadeKind][]madeOperatorRow{
	types.MadeCitext: slices.Concat(madeComparisons(), patternOperators()),
	types.MadeHstore: slices.Concat(madeComparisons()[:2], hstoreOperators),
}

func madeComparisons() []madeOperatorRow {
	var out []madeOperatorRow
	for _, name := range []string{"=", "<>", "<", "<=", ">", ">="} {
		out = append(out, madeOperatorRow{name, operandOwn, operandOwn, ""})
	}
	return out
}

// madeOperator resolves an operator of a type that an extension made; nil: it is none of these.
func (r *Registry) madeOperator(own *types.Type, name string, left, right *types.Type) *Operator {
	rows := madeOperators[own.MadeKind()]
	inputs := []*types.Type{right}
	if left != nil {
		inputs = []*types.Type{left, right}
	}
	for i := range rows {
		if rows[i].name == name && slices.Equal(rows[i].args(own), assumed(inputs)) {
			return madeBound(own, &rows[i], left, right)
		}
	}
	cands := r.madeCandidates(own, name, inputs, func(row int) int { return -1 - row })
	if len(cands) == 0 {
		return nil
	}
	cands = append(cands, r.systemCandidates(name, inputs)...)
	best, _ := r.selectCandidate(inputs, cands)
	if best == nil || best.index >= 0 {
		return nil // the system's, with its errors
	}
	return madeBound(own, &rows[-1-best.index], left, right)
}

// ResolveOperatorBeside is ResolveOperator where the types of extensions made can be found as well, and an operand is
// a literal whose type is still to be found: it may be one of theirs. Errors: 42725 where it may be several types.
func (r *Registry) ResolveOperatorBeside(name string, left, right *types.Type, made []*types.Type) (*Operator, error) {
	if len(made) == 0 || madeTypeOf(left, right) != nil || exactOperator(operatorsNamed(name), left, right) != nil {
		return r.ResolveOperator(name, left, right)
	}
	inputs := []*types.Type{right.Base()}
	if left != nil {
		inputs = []*types.Type{left.Base(), right.Base()}
	}
	var cands []candidate
	for at, own := range made {
		cands = append(cands, r.madeCandidates(own, name, inputs, func(row int) int { return -1 - row*len(made) - at })...)
	}
	if len(cands) == 0 {
		return r.ResolveOperator(name, left, right)
	}
	cands = append(cands, r.systemCandidates(name, inputs)...)
	switch best, ambiguous := r.selectCandidate(inputs, cands); {
	case ambiguous:
		return nil, operatorError(name, left, right, true)
	case best == nil || best.index >= 0:
		return r.ResolveOperator(name, left, right)
	default:
		own, row := made[(-1-best.index)%len(made)], (-1-best.index)/len(made)
		return madeBound(own, &madeOperators[own.MadeKind()][row], left, right), nil
	}
}

// madeCandidates are the operators of a type that take these operands, each with the index that its row is given.
func (r *Registry) madeCandidates(own *types.Type, name string, inputs []*types.Type, index func(row int) int) []candidate {
	var out []candidate
	for i, row := range madeOperators[own.MadeKind()] {
		if row.name != name {
			continue
		}
		if args := row.args(own); len(args) == len(inputs) && r.coercible(inputs, args) {
			out = append(out, candidate{index: index(i), args: args})
		}
	}
	return out
}

// systemCandidates are the operators of Postgres's own types that take these operands.
func (r *Registry) systemCandidates(name string, inputs []*types.Type) []candidate {
	var out []candidate
	rows := operatorsNamed(name)
	for i := range rows {
		args := []*types.Type{typeOf(rows[i].right)}
		if rows[i].left != 0 {
			args = []*types.Type{typeOf(rows[i].left), args[0]}
		}
		if len(args) == len(inputs) && r.coercible(inputs, args) {
			out = append(out, candidate{index: i, args: args})
		}
	}
	return out
}

// args are the types of its operands.
func (row *madeOperatorRow) args(own *types.Type) []*types.Type {
	if row.left == operandNone {
		return []*types.Type{row.right.of(own)}
	}
	return []*types.Type{row.left.of(own), row.right.of(own)}
}

// assumed are operands where a literal of unknown type is taken to have the other's.
func assumed(in []*types.Type) []*types.Type {
	if len(in) == 2 && (in[0] == types.TUnknown) != (in[1] == types.TUnknown) {
		if in[0] == types.TUnknown {
			return []*types.Type{in[1], in[1]}
		}
		return []*types.Type{in[0], in[0]}
	}
	return in
}

// madeBound is the operator of a row.
func madeBound(own *types.Type, row *madeOperatorRow, left, right *types.Type) *Operator {
	op := &Operator{Name: row.name, Left: row.left.of(own), Right: row.right.of(own), Strict: true, Volatility: Immutable}
	if op.Left == types.TAnyElement {
		op.Left = left
	}
	if row.symbol == "" {
		op.Result, op.Holds = types.TBool, orderings[row.name]
		holds := op.Holds
		op.Fn = func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(holds.Has(types.Compare(own, a, b))), nil
		}
		return op
	}
	args := []*types.Type{op.Right}
	if op.Left != nil {
		args = []*types.Type{op.Left, op.Right}
	}
	result := own
	if op.Left != nil && op.Left != own && op.Right == own {
		result = op.Left // a record that is filled
	}
	f, typed, err := ExtensionFunction(row.symbol, args, result)
	if err != nil {
		return nil
	}
	op.Result, op.Strict = f.Result, f.Strict || typed && !extensionBodies()[row.symbol].lax
	op.Fn = func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		var list [3]types.Datum
		in := list[:0]
		if typed {
			in = append(in, types.Null)
		}
		if op.Left != nil {
			in = append(in, a)
		}
		return f.Fn(env, append(in, b))
	}
	return op
}

// madeCastRow is a cast from or to a type that an extension made.
type madeCastRow struct {
	context CastContext
	method  CastMethod
	symbol  string
}

// madeCast finds it.
func madeCast(from, to *types.Type) (madeCastRow, bool) {
	switch {
	case from.MadeKind() == types.MadeCitext && (to == types.TText || to == types.TVarchar):
		return madeCastRow{Implicit, CastBinary, ""}, true
	case from.MadeKind() == types.MadeCitext && to == types.TBPChar, to.MadeKind() == types.MadeCitext && (from == types.TText || from == types.TVarchar):
		return madeCastRow{Assignment, CastBinary, ""}, true
	case to.MadeKind() == types.MadeCitext && (from == types.TBPChar || from == types.TBool || from == types.TInet):
		return madeCastRow{Assignment, CastFunction, "cast_to_citext"}, true
	case from.MadeKind() == types.MadeHstore && to == types.TJSON:
		return madeCastRow{Explicit, CastFunction, "hstore_to_json"}, true
	case from.MadeKind() == types.MadeHstore && to == types.TJSONB:
		return madeCastRow{Explicit, CastFunction, "hstore_to_jsonb"}, true
	case to.MadeKind() == types.MadeHstore && from.Elem() == types.TText:
		return madeCastRow{Explicit, CastFunction, "hstore_from_array"}, true
	}
	return madeCastRow{}, false
}

// bodyOfMadeCast is that of a cast by a function.
func bodyOfMadeCast(from, to *types.Type) castBody {
	row, ok := madeCast(from, to)
	if !ok {
		return nil
	}
	if row.symbol == "cast_to_citext" {
		return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) {
			return types.Text(types.CastText(from, d, env)), nil
		}
	}
	f, typed, err := ExtensionFunction(row.symbol, []*types.Type{from}, to)
	if err != nil {
		return nil
	}
	return func(env *types.Env, d types.Datum, _ bool) (types.Datum, error) {
		if typed {
			return f.Fn(env, []types.Datum{types.Null, d})
		}
		return f.Fn(env, []types.Datum{d})
	}
}

// citextBodies are those of citext that are not written in SQL.
func citextBodies() map[string]extensionBody {
	truth := func(holds func(int) bool) extensionBody {
		return extensionBody{result: types.TBool, body: body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(holds(foldedCompare(a, b))), nil
		}}}
	}
	pick := func(larger bool) extensionBody {
		return extensionBody{body: body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			if c := foldedCompare(a, b); larger && c < 0 || !larger && c > 0 {
				return b, nil
			}
			return a, nil
		}}}
	}
	out := map[string]extensionBody{
		"citext_eq": truth(func(c int) bool { return c == 0 }), "citext_ne": truth(func(c int) bool { return c != 0 }),
		"citext_lt": truth(func(c int) bool { return c < 0 }), "citext_le": truth(func(c int) bool { return c <= 0 }),
		"citext_gt": truth(func(c int) bool { return c > 0 }), "citext_ge": truth(func(c int) bool { return c >= 0 }),
		"citext_cmp": {result: types.TInt4, body: body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Int(int64(foldedCompare(a, b))), nil
		}}},
		"citext_smaller": pick(false), "citext_larger": pick(true),
	}
	for name, b := range readingBodies("citextin", "citextout", "citextsend") {
		out[name] = b
	}
	for symbol, name := range map[string]string{"texticlike": "texticlike", "texticnlike": "texticnlike", "texticregexeq": "texticregexeq", "texticregexne": "texticregexne"} {
		out["citext_"+symbol] = extensionBody{result: types.TBool, body: bodies()[name]}
	}
	return out
}

// readingBodies are the functions that read a made type's text and write it as text and bytes, by
// these names. The type is in front of what the first takes.
func readingBodies(in, out, send string) map[string]extensionBody {
	return map[string]extensionBody{
		in: {body: body{gen: func(f *Function) body {
			return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
				return types.DecodeText(f.Result, types.NoTypmod, a.Text(), env)
			}}
		}}},
		out: {result: types.TCString, body: body{gen: func(f *Function) body {
			return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
				return types.Text(types.String(f.Args[0], a, env)), nil
			}}
		}}},
		send: {result: types.TBytea, body: body{gen: func(f *Function) body {
			return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
				b, err := types.AppendBinary(nil, f.Args[0], a, env)
				return types.Bytes(b), err
			}}
		}}},
	}
}

func foldedCompare(a, b types.Datum) int {
	return strings.Compare(strings.ToLower(a.Text()), strings.ToLower(b.Text()))
}

// patternOperators are those of citext, which never tell upper from lower case.
func patternOperators() []madeOperatorRow {
	var out []madeOperatorRow
	for _, p := range [][2]string{{"~~", "like"}, {"!~~", "nlike"}, {"~~*", "like"}, {"!~~*", "nlike"},
		{"~", "regexeq"}, {"!~", "regexne"}, {"~*", "regexeq"}, {"!~*", "regexne"}} {
		for _, right := range []madeOperand{operandOwn, operandText} {
			out = append(out, madeOperatorRow{p[0], operandOwn, right, "citext_textic" + p[1]})
		}
	}
	return out
}
