package builtin

import (
	"cmp"
	"math"
	"strings"
	"unsafe"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// pathRun evaluates a path over a value, as Postgres's executor does: in lax mode arrays are
// unwrapped and scalars wrapped where a step wants it, and what is not there is nothing; in
// strict mode it is an error.
type pathRun struct {
	env     *types.Env
	vars    types.Datum
	root    types.JSONNode
	current types.JSONNode
	strict  bool
	// lenient: what is not there is no error. quiet: errors end the evaluation without being
	// told, as pathFailed.
	lenient, quiet bool
	size           int  // of the innermost array that is subscripted; -1: none
	operator       bool // @? or @@, which have no variables: each is null
	zones          bool // values with and without a time zone may be compared
	times          map[*byte]pathTime
	check          types.Checkpoints
}

// pathResult is what an evaluation came to.
type pathResult uint8

const (
	pathNothing pathResult = iota
	pathFound
	pathFailed // quietly
)

// pathTruth is what a condition came to.
type pathTruth uint8

const (
	pathFalse pathTruth = iota
	pathTrue
	pathUnknown
)

// pathItems are the values that were found; nil where it only matters whether there are any.
type pathItems struct{ list []types.JSONNode }

// pathItemsCounted is after how many values memory is taken for as many.
const pathItemsCounted = 1 << 10

func (p *pathItems) add(env *types.Env, n types.JSONNode) (pathResult, error) {
	if p == nil {
		return pathFound, nil
	}
	p.list = append(p.list, n)
	if len(p.list)%pathItemsCounted != 0 {
		return pathFound, nil
	}
	return pathFound, env.Building(pathItemsCounted * int64(types.DatumBytes))
}

// runPath evaluates a path over a document.
func runPath(env *types.Env, doc, path, vars types.Datum, quiet, zones bool, found *pathItems) (pathResult, error) {
	if !vars.IsNull() && vars.JSON().Kind() != types.JSONObject {
		return 0, pgerror.New(pgerror.InvalidParameterValue, `"vars" argument is not an object`).
			WithDetail(`Jsonpath parameters should be encoded as key-value pairs of "vars" object.`)
	}
	p, err := types.JSONPathOf(env, path)
	if err != nil {
		return 0, err
	}
	c := pathRun{env: env, vars: vars, root: doc.JSON(), current: doc.JSON(), strict: p.Strict, lenient: !p.Strict, quiet: quiet, operator: quiet && vars.IsNull(), zones: zones, size: -1, check: types.Checkpoints{Env: env}}
	if p.Strict && found == nil {
		// All must be looked at, for errors.
		var all pathItems
		if res, err := c.item(p.Expr, c.root, &all); err != nil || res == pathFailed {
			return res, err
		}
		if len(all.list) == 0 {
			return pathNothing, nil
		}
		return pathFound, nil
	}
	return c.item(p.Expr, c.root, found)
}

// fail is an error, or the end of a quiet evaluation.
func (c *pathRun) fail(code, format string, args ...any) (pathResult, error) {
	if c.quiet {
		return pathFailed, nil
	}
	return pathFailed, pgerror.New(code, format, args...)
}

// missing is what is not there: nothing, or an error in strict mode.
func (c *pathRun) missing(code, format string, args ...any) (pathResult, error) {
	if c.lenient {
		return pathNothing, nil
	}
	return c.fail(code, format, args...)
}

func (c *pathRun) item(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	return c.unwrapping(it, n, found, !c.strict)
}

// then goes on with what follows an item.
func (c *pathRun) then(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	if it.Next != nil {
		return c.item(it.Next, n, found)
	}
	return found.add(c.env, n)
}

// elements applies an item to the elements of an array.
func (c *pathRun) elements(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	return c.below(it, n, found, 1, 1, 1, false, false)
}

// unwrapping evaluates an item; unwrap: where it wants no array, for each element of one.
func (c *pathRun) unwrapping(it *types.PathItem, n types.JSONNode, found *pathItems, unwrap bool) (pathResult, error) {
	if err := c.check.Steps(16); err != nil {
		return pathFailed, err
	}
	switch {
	case it.Op >= types.PathOr && it.Op <= types.PathLikeRegex:
		truth, err := c.condition(it, n)
		if err != nil || it.Next == nil && found == nil {
			return pathFound, err
		}
		return c.then(it, truth.node(), found)
	case it.Op >= types.PathAdd && it.Op <= types.PathMod:
		return c.arithmetic(it, n, found)
	case it.Op >= types.PathPlus:
		return c.signed(it, n, found)
	}
	array := n.Kind() == types.JSONArray
	switch it.Op {
	case types.PathNull, types.PathString, types.PathNumber, types.PathBool, types.PathVariable:
		v, err := c.literal(it)
		if err != nil {
			return pathFailed, err
		}
		return c.then(it, v, found)
	case types.PathRoot:
		return c.then(it, c.root, found)
	case types.PathCurrent:
		return c.then(it, c.current, found)
	case types.PathLast:
		return c.then(it, numberNode(types.NumericInt(int64(c.size-1))), found)
	case types.PathKey:
		switch v, ok := n.Get(it.Text); {
		case ok:
			return c.then(it, v, found)
		case n.Kind() == types.JSONObject:
			return c.missing(pgerror.SQLJSONMemberNotFound, "JSON object does not contain key \"%s\"", it.Text)
		case unwrap && array:
			return c.elements(it, n, found)
		}
		return c.missing(pgerror.SQLJSONMemberNotFound, "jsonpath member accessor can only be applied to an object")
	case types.PathAnyKey:
		switch {
		case n.Kind() == types.JSONObject:
			return c.below(it.Next, n, found, 1, 1, 1, false, !c.strict)
		case unwrap && array:
			return c.elements(it, n, found)
		}
		return c.missing(pgerror.SQLJSONObjectNotFound, "jsonpath wildcard member accessor can only be applied to an object")
	case types.PathAnyElement:
		switch {
		case array:
			return c.below(it.Next, n, found, 1, 1, 1, false, !c.strict)
		case !c.strict:
			return c.then(it, n, found)
		}
		return c.missing(pgerror.SQLJSONArrayNotFound, "jsonpath wildcard array accessor can only be applied to an array")
	case types.PathIndex:
		return c.subscripts(it, n, found)
	case types.PathAny:
		return c.anywhere(it, n, found)
	case types.PathFilter:
		if unwrap && array {
			return c.elements(it, n, found)
		}
		truth, err := c.nested(it.Left, n)
		if err != nil || truth != pathTrue {
			return pathNothing, err
		}
		return c.then(it, n, found)
	}
	return c.method(it, n, found, unwrap)
}

func numberNode(d types.Datum) types.JSONNode {
	var b types.JSONBWriter
	b.Number(d)
	return b.Dst
}

func textNode(s string) types.JSONNode { return append([]byte(s), types.JSONTagString) }

func (t pathTruth) node() types.JSONNode {
	return types.JSONNode{[...]byte{pathFalse: types.JSONTagFalse, pathTrue: types.JSONTagTrue, pathUnknown: types.JSONTagNull}[t]}
}

func (c *pathRun) literal(it *types.PathItem) (types.JSONNode, error) {
	switch it.Op {
	case types.PathString:
		return textNode(it.Text), nil
	case types.PathNumber:
		return numberNode(it.Num), nil
	case types.PathBool:
		if it.Yes {
			return pathTrue.node(), nil
		}
		return pathFalse.node(), nil
	case types.PathVariable:
		if c.operator {
			break
		}
		if !c.vars.IsNull() {
			if v, ok := c.vars.JSON().Get(it.Text); ok {
				return v, nil
			}
		}
		return nil, pgerror.New(pgerror.UndefinedObject, "could not find jsonpath variable \"%s\"", it.Text)
	}
	return types.JSONNode{types.JSONTagNull}, nil
}

// below applies an item to what lies in n, between two levels; nil takes it.
func (c *pathRun) below(it *types.PathItem, n types.JSONNode, found *pathItems, level, first, last uint32, lenient, unwrap bool) (pathResult, error) {
	res := pathNothing
	if level > last || !n.IsBox() {
		return res, nil
	}
	x := n.Box()
	for i := range x.N {
		v := x.Child(i)
		if level >= first || first == types.PathLevelMax && last == types.PathLevelMax && !v.IsBox() {
			if it == nil {
				var err error
				if res, err = found.add(c.env, v); err != nil {
					return res, err
				}
			} else {
				outer := c.lenient
				c.lenient = c.lenient || lenient
				r, err := c.unwrapping(it, v, found, unwrap)
				c.lenient = outer
				if err != nil || r == pathFailed {
					return r, err
				}
				res = max(res, r)
			}
			if res == pathFound && found == nil {
				return res, nil
			}
		}
		if level < last && v.IsBox() {
			r, err := c.below(it, v, found, level+1, first, last, lenient, unwrap)
			if err != nil || r == pathFailed {
				return r, err
			}
			if res = max(res, r); res == pathFound && found == nil {
				return res, nil
			}
		}
	}
	return res, c.check.Steps(x.N)
}

// anywhere is **.
func (c *pathRun) anywhere(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	res := pathNothing
	if it.First == 0 {
		outer := c.lenient
		c.lenient = true
		r, err := c.then(it, n, found)
		c.lenient = outer
		if err != nil || r == pathFound && found == nil {
			return r, err
		}
		res = r
	}
	if !n.IsBox() {
		return res, nil
	}
	if res == pathFailed { // of the whole, which counts for nothing where there are parts
		res = pathNothing
	}
	r, err := c.below(it.Next, n, found, 1, it.First, it.Last, true, !c.strict)
	return max(res, r), err
}

// subscripts is [1, 2 to last].
func (c *pathRun) subscripts(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	array := n.Kind() == types.JSONArray
	if !array && c.strict {
		return c.missing(pgerror.SQLJSONArrayNotFound, "jsonpath array accessor can only be applied to an array")
	}
	size := 1
	var x types.JSONBox
	if array {
		x = n.Box()
		size = x.N
	}
	outer := c.size
	defer func() { c.size = outer }()
	c.size = size
	res := pathNothing
	for _, r := range it.List {
		from, ok, err := c.place(r.From, n)
		if err != nil || !ok {
			return pathFailed, err
		}
		to := from
		if r.To != nil {
			if to, ok, err = c.place(r.To, n); err != nil || !ok {
				return pathFailed, err
			}
		}
		if !c.lenient && (from < 0 || from > to || to >= size) {
			return c.fail(pgerror.InvalidSQLJSONSubscript, "jsonpath array subscript is out of bounds")
		}
		for i := max(from, 0); i <= min(to, size-1); i++ {
			v := n
			if array {
				v = x.At(i)
			}
			one, err := c.then(it, v, found)
			if err != nil || one == pathFailed || one == pathFound && found == nil {
				return one, err
			}
			res = max(res, one)
		}
	}
	return res, nil
}

// place is the value of a subscript.
func (c *pathRun) place(it *types.PathItem, n types.JSONNode) (at int, ok bool, err error) {
	var all pathItems
	res, err := c.item(it, n, &all)
	if err != nil || res == pathFailed {
		return 0, false, err
	}
	if len(all.list) != 1 || all.list[0].Kind() != types.JSONNumber {
		_, err := c.fail(pgerror.InvalidSQLJSONSubscript, "jsonpath array subscript is not a single numeric value")
		return 0, false, err
	}
	v, fits := types.NumericToInt64(types.NumericTrunc(all.list[0].Number(), 0))
	if !fits || v != int64(int32(v)) {
		_, err := c.fail(pgerror.InvalidSQLJSONSubscript, "jsonpath array subscript is out of integer range")
		return 0, false, err
	}
	return int(v), true, nil
}

// operand evaluates an item, and in lax mode takes arrays for what is in them.
func (c *pathRun) operand(it *types.PathItem, n types.JSONNode) (list []types.JSONNode, res pathResult, err error) {
	var all pathItems
	if res, err = c.item(it, n, &all); err != nil || res == pathFailed || c.strict {
		return all.list, res, err
	}
	for i, v := range all.list {
		if v.Kind() != types.JSONArray {
			if list != nil {
				list = append(list, v)
			}
			continue
		}
		if list == nil {
			list = append(make([]types.JSONNode, 0, len(all.list)), all.list[:i]...)
		}
		x := v.Box()
		for j := range x.N {
			list = append(list, x.At(j))
		}
	}
	if list == nil {
		list = all.list
	}
	return list, res, nil
}

func (c *pathRun) arithmetic(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	var vs [2]types.Datum
	for i, x := range []*types.PathItem{it.Left, it.Right} {
		list, res, err := c.operand(x, n)
		if err != nil || res == pathFailed {
			return res, err
		}
		if len(list) != 1 || list[0].Kind() != types.JSONNumber {
			return c.fail(pgerror.SingletonSQLJSONItemRequired, "%s operand of jsonpath operator %s is not a single numeric value",
				[]string{"left", "right"}[i], it.Op.Sign())
		}
		vs[i] = list[0].Number()
	}
	op := map[types.PathOp]func(a, b types.Datum) (types.Datum, error){types.PathAdd: types.NumericAdd, types.PathSub: types.NumericSub, types.PathMul: types.NumericMul, types.PathDiv: types.NumericDiv, types.PathMod: types.NumericMod}[it.Op]
	v, err := op(vs[0], vs[1])
	if err != nil {
		if c.quiet {
			return pathFailed, nil
		}
		return pathFailed, err
	}
	return c.then(it, numberNode(v), found)
}

func (c *pathRun) signed(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	list, res, err := c.operand(it.Left, n)
	if err != nil || res == pathFailed {
		return res, err
	}
	res = pathNothing
	for _, v := range list {
		if v.Kind() != types.JSONNumber {
			if found == nil && it.Next == nil {
				continue
			}
			return c.fail(pgerror.SQLJSONNumberNotFound, "operand of unary jsonpath operator %s is not a numeric value", it.Op.Sign())
		}
		if it.Op == types.PathMinus {
			v = numberNode(types.NumericNeg(v.Number()))
		}
		r, err := c.then(it, v, found)
		if err != nil || r == pathFailed || r == pathFound && found == nil {
			return r, err
		}
		res = max(res, r)
	}
	return res, nil
}

func (c *pathRun) method(it *types.PathItem, n types.JSONNode, found *pathItems, unwrap bool) (pathResult, error) {
	switch it.Text {
	case "type":
		if v, ok := c.time(n); ok {
			return c.then(it, textNode(v.t.String()), found)
		}
		return c.then(it, textNode(jsonKindNames[n.Kind()]), found)
	case "size":
		size := 1
		if n.Kind() == types.JSONArray {
			size = n.Box().N
		} else if c.strict {
			return c.missing(pgerror.SQLJSONArrayNotFound, "jsonpath item method .size() can only be applied to an array")
		}
		return c.then(it, numberNode(types.NumericInt(int64(size))), found)
	}
	if unwrap && n.Kind() == types.JSONArray {
		return c.elements(it, n, found)
	}
	switch it.Text {
	case "keyvalue":
		return c.keyValue(it, n, found)
	case "double":
		return c.double(it, n, found)
	case "datetime":
		return c.datetime(it, n, found)
	}
	if n.Kind() != types.JSONNumber {
		return c.fail(pgerror.NonNumericSQLJSONItem, "jsonpath item method .%s() can only be applied to a numeric value", it.Text)
	}
	v := n.Number()
	switch it.Text {
	case "abs":
		v = numericAbs(v)
	case "floor", "ceiling":
		direction := -1
		if it.Text == "ceiling" {
			direction = 1
		}
		var err error
		if v, err = numericToward(v, direction); err != nil {
			return pathFailed, err
		}
	}
	return c.then(it, numberNode(v), found)
}

func (c *pathRun) double(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	switch n.Kind() {
	case types.JSONNumber:
		if v, ok := types.NumericToFloat(n.Number()); !ok || math.IsInf(v, 0) {
			return c.fail(pgerror.NonNumericSQLJSONItem, "numeric argument of jsonpath item method .double() is out of range for type double precision")
		}
		return c.then(it, n, found)
	case types.JSONString:
		d, err := types.DecodeFloat(n.Text(), types.TFloat8)
		if err != nil || math.IsNaN(d.Float()) || math.IsInf(d.Float(), 0) {
			return c.fail(pgerror.NonNumericSQLJSONItem, "string argument of jsonpath item method .double() is not a valid representation of a double precision number")
		}
		return c.then(it, numberNode(types.NumericFromFloat(d.Float(), 15)), found)
	}
	return c.fail(pgerror.NonNumericSQLJSONItem, "jsonpath item method .double() can only be applied to a string or numeric value")
}

// keyValue makes an object of each pair. Its id tells the object that the pair is of.
func (c *pathRun) keyValue(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	if n.Kind() != types.JSONObject {
		return c.fail(pgerror.SQLJSONObjectNotFound, "jsonpath item method .keyvalue() can only be applied to an object")
	}
	id := c.objectID(n)
	x := n.Box()
	res := pathNothing
	for i := range x.N {
		var b types.JSONBWriter
		b.Begin(true)
		b.Key("id")
		b.Int(id)
		b.Key("key")
		b.String(x.Key(i))
		b.Key("value")
		b.Node(x.Value(i))
		if err := b.End(); err != nil {
			return pathFailed, err
		}
		r, err := c.then(it, b.Dst, found)
		if err != nil || r == pathFailed || r == pathFound && found == nil {
			return r, err
		}
		res = max(res, r)
	}
	return res, nil
}

// objectID is where an object of the document begins; 0 for one that was made on the way.
func (c *pathRun) objectID(n types.JSONNode) int64 {
	first, at := uintptr(unsafe.Pointer(unsafe.SliceData(c.root))), uintptr(unsafe.Pointer(unsafe.SliceData(n)))
	if at < first || at >= first+uintptr(len(c.root)) {
		return 0
	}
	return int64(at - first)
}

// nested is a condition on n, which @ stands for.
func (c *pathRun) nested(it *types.PathItem, n types.JSONNode) (pathTruth, error) {
	outer := c.current
	c.current = n
	defer func() { c.current = outer }()
	return c.condition(it, n)
}

func (c *pathRun) condition(it *types.PathItem, n types.JSONNode) (pathTruth, error) {
	switch it.Op {
	case types.PathAnd, types.PathOr:
		ends := pathFalse
		if it.Op == types.PathOr {
			ends = pathTrue
		}
		l, err := c.condition(it.Left, n)
		if err != nil || l == ends {
			return l, err
		}
		r, err := c.condition(it.Right, n)
		if err != nil || r == ends || l != pathUnknown {
			return r, err
		}
		return l, nil
	case types.PathNot:
		t, err := c.condition(it.Left, n)
		return [...]pathTruth{pathFalse: pathTrue, pathTrue: pathFalse, pathUnknown: pathUnknown}[t], err
	case types.PathIsUnknown:
		t, err := c.condition(it.Left, n)
		return truthOf(t == pathUnknown), err
	case types.PathExists:
		return c.exists(it.Left, n)
	case types.PathStartsWith:
		return c.predicate(it, n, false, func(l, r types.JSONNode) (pathTruth, error) {
			if l.Kind() != types.JSONString || r.Kind() != types.JSONString {
				return pathUnknown, nil
			}
			return truthOf(strings.HasPrefix(l.Text(), r.Text())), nil
		})
	case types.PathLikeRegex:
		re, err := it.Pattern(c.env)
		if err != nil {
			return pathUnknown, err
		}
		return c.predicate(it, n, false, func(l, _ types.JSONNode) (pathTruth, error) {
			if l.Kind() != types.JSONString {
				return pathUnknown, nil
			}
			ok, err := re.Match(c.env, l.Text())
			return truthOf(ok), err
		})
	}
	return c.predicate(it, n, true, func(l, r types.JSONNode) (pathTruth, error) { return c.compare(it.Op, l, r) })
}

func truthOf(ok bool) pathTruth {
	if ok {
		return pathTrue
	}
	return pathFalse
}

// quietly evaluates an operand of a condition, whose errors make it unknown.
func (c *pathRun) quietly(it *types.PathItem, n types.JSONNode, unwrap bool) (list []types.JSONNode, failed bool, err error) {
	outer := c.quiet
	c.quiet = true
	defer func() { c.quiet = outer }()
	var res pathResult
	if unwrap {
		list, res, err = c.operand(it, n)
		return list, res == pathFailed, err
	}
	var all pathItems
	res, err = c.item(it, n, &all)
	return all.list, res == pathFailed, err
}

func (c *pathRun) exists(it *types.PathItem, n types.JSONNode) (pathTruth, error) {
	if c.strict {
		list, failed, err := c.quietly(it, n, false)
		if failed {
			return pathUnknown, err
		}
		return truthOf(len(list) > 0), err
	}
	outer := c.quiet
	c.quiet = true
	defer func() { c.quiet = outer }()
	res, err := c.item(it, n, nil)
	if res == pathFailed {
		return pathUnknown, err
	}
	return truthOf(res == pathFound), err
}

// predicate holds each value of the left operand against each of the right one, if there is
// one: in lax mode one that fits is enough.
func (c *pathRun) predicate(it *types.PathItem, n types.JSONNode, unwrapRight bool, holds func(l, r types.JSONNode) (pathTruth, error)) (pathTruth, error) {
	left, failed, err := c.quietly(it.Left, n, true)
	if err != nil || failed {
		return pathUnknown, err
	}
	right := []types.JSONNode{nil}
	if it.Right != nil {
		if right, failed, err = c.quietly(it.Right, n, unwrapRight); err != nil || failed {
			return pathUnknown, err
		}
	}
	some, unknown := false, false
	for _, l := range left {
		for _, r := range right {
			if err := c.check.Steps(4); err != nil {
				return pathUnknown, err
			}
			t, err := holds(l, r)
			switch {
			case err != nil:
				return pathUnknown, err
			case t == pathUnknown && c.strict:
				return pathUnknown, nil
			case t == pathUnknown:
				unknown = true
			case t == pathTrue && !c.strict:
				return pathTrue, nil
			case t == pathTrue:
				some = true
			}
		}
	}
	switch {
	case some:
		return pathTrue, nil
	case unknown:
		return pathUnknown, nil
	}
	return pathFalse, nil
}

// comparePath compares scalars; null is different from all others.
func comparePath(op types.PathOp, l, r types.JSONNode) pathTruth {
	if l.Kind() != r.Kind() {
		if l.Kind() == types.JSONNull || r.Kind() == types.JSONNull {
			return truthOf(op == types.PathNotEqual)
		}
		return pathUnknown
	}
	if l.IsBox() {
		return pathUnknown
	}
	return orderedTruth(op, cmp.Compare(types.CompareNodes(l, r), 0))
}

// orderedTruth is what a comparison comes to by the order of its sides.
func orderedTruth(op types.PathOp, order int) pathTruth {
	switch op {
	case types.PathEqual:
		return truthOf(order == 0)
	case types.PathNotEqual:
		return truthOf(order != 0)
	case types.PathLess:
		return truthOf(order < 0)
	case types.PathLessEqual:
		return truthOf(order <= 0)
	case types.PathGreater:
		return truthOf(order > 0)
	}
	return truthOf(order >= 0)
}

// jsonPathBodies are the functions that evaluate paths.
func jsonPathBodies() map[string]body {
	exists := func(env *types.Env, args []types.Datum, quiet, zones bool) (types.Datum, error) {
		res, err := runPath(env, args[0], args[1], pathVars(args), quiet, zones, nil)
		if err != nil || res == pathFailed {
			return types.Null, err
		}
		return types.Bool(res == pathFound), nil
	}
	m := map[string]body{
		"jsonb_path_exists_opr": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			return exists(env, []types.Datum{a, b}, true, false)
		}},
		"jsonb_path_match_opr": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			return pathMatch(env, []types.Datum{a, b}, true, false)
		}},
	}
	for _, tz := range []string{"", "_tz"} {
		zones := tz != ""
		m["jsonb_path_exists"+tz] = body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
			return exists(env, args, pathQuiet(args), zones)
		}}
		m["jsonb_path_match"+tz] = body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
			return pathMatch(env, args, pathQuiet(args), zones)
		}}
		m["jsonb_path_query"+tz] = body{set: func(env *types.Env, args []types.Datum) (SetIterator, error) {
			list, err := pathList(env, args, zones)
			i := -1
			return func() (types.Datum, bool, error) {
				if i++; i >= len(list) {
					return types.Null, false, nil
				}
				return types.JSONDatum(list[i]), true, nil
			}, err
		}}
		m["jsonb_path_query_array"+tz] = body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
			list, err := pathList(env, args, zones)
			if err != nil {
				return types.Null, err
			}
			b := types.JSONBWriter{Env: env}
			b.Begin(false)
			for _, n := range list {
				b.Node(n)
			}
			if err := b.End(); err != nil {
				return types.Null, err
			}
			return b.Datum()
		}}
		m["jsonb_path_query_first"+tz] = body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
			list, err := pathList(env, args, zones)
			if err != nil || len(list) == 0 {
				return types.Null, err
			}
			return types.JSONDatum(list[0]), nil
		}}
	}
	return m
}

func pathVars(args []types.Datum) types.Datum {
	if len(args) > 2 {
		return args[2]
	}
	return types.Null
}

func pathQuiet(args []types.Datum) bool { return len(args) > 3 && args[3].Bool() }

func pathList(env *types.Env, args []types.Datum, zones bool) ([]types.JSONNode, error) {
	var all pathItems
	if _, err := runPath(env, args[0], args[1], pathVars(args), pathQuiet(args), zones, &all); err != nil {
		return nil, err
	}
	return all.list, nil // where an error was kept quiet: what had been found before it
}

func pathMatch(env *types.Env, args []types.Datum, quiet, zones bool) (types.Datum, error) {
	var all pathItems
	if _, err := runPath(env, args[0], args[1], pathVars(args), quiet, zones, &all); err != nil {
		return types.Null, err
	}
	if len(all.list) == 1 {
		switch n := all.list[0]; n.Kind() {
		case types.JSONBool:
			return types.Bool(n.IsTrue()), nil
		case types.JSONNull:
			return types.Null, nil
		}
	}
	if !quiet {
		return types.Null, pgerror.New(pgerror.SingletonSQLJSONItemRequired, "single boolean result is expected")
	}
	return types.Null, nil
}
