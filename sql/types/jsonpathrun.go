package types

import (
	"cmp"
	"math"
	"strings"
	"unsafe"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// pathRun evaluates a path over a value, as Postgres's executor does: in lax mode arrays are
// unwrapped and scalars wrapped where a step wants it, and what is not there is nothing; in
// strict mode it is an error.
type pathRun struct {
	env     *Env
	vars    Datum
	root    jsonNode
	current jsonNode
	strict  bool
	// lenient: what is not there is no error. quiet: errors end the evaluation without being
	// told, as pathFailed.
	lenient, quiet bool
	size           int  // of the innermost array that is subscripted; -1: none
	zones          bool // values with and without a time zone may be compared
	times          map[*byte]pathTime
	check          checkpoints
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
type pathItems struct{ list []jsonNode }

// pathItemsCounted is after how many values memory is taken for as many.
const pathItemsCounted = 1 << 10

func (p *pathItems) add(env *Env, n jsonNode) (pathResult, error) {
	if p == nil {
		return pathFound, nil
	}
	p.list = append(p.list, n)
	if len(p.list)%pathItemsCounted != 0 {
		return pathFound, nil
	}
	return pathFound, env.Building(pathItemsCounted * int64(DatumBytes))
}

// runPath evaluates a path over a document.
func runPath(env *Env, doc, path, vars Datum, quiet, zones bool, found *pathItems) (pathResult, error) {
	if !vars.IsNull() && vars.json().kind() != jsonObject {
		return 0, pgerror.New(pgerror.InvalidParameterValue, `"vars" argument is not an object`).
			WithDetail(`Jsonpath parameters should be encoded as key-value pairs of "vars" object.`)
	}
	p, err := jsonPathOf(env, path)
	if err != nil {
		return 0, err
	}
	c := pathRun{env: env, vars: vars, root: doc.json(), current: doc.json(), strict: p.strict, lenient: !p.strict, quiet: quiet, zones: zones, size: -1, check: checkpoints{env: env}}
	if p.strict && found == nil {
		// All must be looked at, for errors.
		var all pathItems
		if res, err := c.item(p.expr, c.root, &all); err != nil || res == pathFailed {
			return res, err
		}
		if len(all.list) == 0 {
			return pathNothing, nil
		}
		return pathFound, nil
	}
	return c.item(p.expr, c.root, found)
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

func (c *pathRun) item(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	return c.unwrapping(it, n, found, !c.strict)
}

// then goes on with what follows an item.
func (c *pathRun) then(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	if it.next != nil {
		return c.item(it.next, n, found)
	}
	return found.add(c.env, n)
}

// elements applies an item to the elements of an array.
func (c *pathRun) elements(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	return c.below(it, n, found, 1, 1, 1, false, false)
}

// unwrapping evaluates an item; unwrap: where it wants no array, for each element of one.
func (c *pathRun) unwrapping(it *pathItem, n jsonNode, found *pathItems, unwrap bool) (pathResult, error) {
	if err := c.check.steps(16); err != nil {
		return pathFailed, err
	}
	switch {
	case it.op >= pathOr && it.op <= pathLikeRegex:
		truth, err := c.condition(it, n)
		if err != nil || it.next == nil && found == nil {
			return pathFound, err
		}
		return c.then(it, truth.node(), found)
	case it.op >= pathAdd && it.op <= pathMod:
		return c.arithmetic(it, n, found)
	case it.op >= pathPlus:
		return c.signed(it, n, found)
	}
	array := n.kind() == jsonArray
	switch it.op {
	case pathNull, pathString, pathNumber, pathBool, pathVariable:
		v, err := c.literal(it)
		if err != nil {
			return pathFailed, err
		}
		return c.then(it, v, found)
	case pathRoot:
		return c.then(it, c.root, found)
	case pathCurrent:
		return c.then(it, c.current, found)
	case pathLast:
		return c.then(it, numberNode(NumericInt(int64(c.size-1))), found)
	case pathKey:
		switch v, ok := n.get(it.text); {
		case ok:
			return c.then(it, v, found)
		case n.kind() == jsonObject:
			return c.missing(pgerror.SQLJSONMemberNotFound, "JSON object does not contain key \"%s\"", it.text)
		case unwrap && array:
			return c.elements(it, n, found)
		}
		return c.missing(pgerror.SQLJSONMemberNotFound, "jsonpath member accessor can only be applied to an object")
	case pathAnyKey:
		switch {
		case n.kind() == jsonObject:
			return c.below(it.next, n, found, 1, 1, 1, false, !c.strict)
		case unwrap && array:
			return c.elements(it, n, found)
		}
		return c.missing(pgerror.SQLJSONObjectNotFound, "jsonpath wildcard member accessor can only be applied to an object")
	case pathAnyElement:
		switch {
		case array:
			return c.below(it.next, n, found, 1, 1, 1, false, !c.strict)
		case !c.strict:
			return c.then(it, n, found)
		}
		return c.missing(pgerror.SQLJSONArrayNotFound, "jsonpath wildcard array accessor can only be applied to an array")
	case pathIndex:
		return c.subscripts(it, n, found)
	case pathAny:
		return c.anywhere(it, n, found)
	case pathFilter:
		if unwrap && array {
			return c.elements(it, n, found)
		}
		truth, err := c.nested(it.left, n)
		if err != nil || truth != pathTrue {
			return pathNothing, err
		}
		return c.then(it, n, found)
	}
	return c.method(it, n, found, unwrap)
}

func numberNode(d Datum) jsonNode {
	var b jsonBuilder
	b.number(d)
	return b.dst
}

func textNode(s string) jsonNode { return append([]byte(s), jsonTagString) }

func (t pathTruth) node() jsonNode {
	return jsonNode{[...]byte{pathFalse: jsonTagFalse, pathTrue: jsonTagTrue, pathUnknown: jsonTagNull}[t]}
}

func (c *pathRun) literal(it *pathItem) (jsonNode, error) {
	switch it.op {
	case pathString:
		return textNode(it.text), nil
	case pathNumber:
		return numberNode(it.num), nil
	case pathBool:
		if it.yes {
			return pathTrue.node(), nil
		}
		return pathFalse.node(), nil
	case pathVariable:
		if !c.vars.IsNull() {
			if v, ok := c.vars.json().get(it.text); ok {
				return v, nil
			}
		}
		return nil, pgerror.New(pgerror.UndefinedObject, "could not find jsonpath variable \"%s\"", it.text)
	}
	return jsonNode{jsonTagNull}, nil
}

// below applies an item to what lies in n, between two levels; nil takes it.
func (c *pathRun) below(it *pathItem, n jsonNode, found *pathItems, level, first, last uint32, lenient, unwrap bool) (pathResult, error) {
	res := pathNothing
	if level > last || !n.isBox() {
		return res, nil
	}
	x := n.box()
	for i := range x.n {
		v := x.child(i)
		if level >= first || first == pathLevelMax && last == pathLevelMax && !v.isBox() {
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
		if level < last && v.isBox() {
			r, err := c.below(it, v, found, level+1, first, last, lenient, unwrap)
			if err != nil || r == pathFailed {
				return r, err
			}
			if res = max(res, r); res == pathFound && found == nil {
				return res, nil
			}
		}
	}
	return res, c.check.steps(x.n)
}

// anywhere is **.
func (c *pathRun) anywhere(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	res := pathNothing
	if it.first == 0 {
		outer := c.lenient
		c.lenient = true
		r, err := c.then(it, n, found)
		c.lenient = outer
		if err != nil || r == pathFailed || r == pathFound && found == nil {
			return r, err
		}
		res = r
	}
	r, err := c.below(it.next, n, found, 1, it.first, it.last, true, !c.strict)
	return max(res, r), err
}

// subscripts is [1, 2 to last].
func (c *pathRun) subscripts(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	array := n.kind() == jsonArray
	if !array && c.strict {
		return c.missing(pgerror.SQLJSONArrayNotFound, "jsonpath array accessor can only be applied to an array")
	}
	size := 1
	var x jsonBox
	if array {
		x = n.box()
		size = x.n
	}
	outer := c.size
	defer func() { c.size = outer }()
	c.size = size
	res := pathNothing
	for _, r := range it.list {
		from, ok, err := c.place(r.from, n)
		if err != nil || !ok {
			return pathFailed, err
		}
		to := from
		if r.to != nil {
			if to, ok, err = c.place(r.to, n); err != nil || !ok {
				return pathFailed, err
			}
		}
		if !c.lenient && (from < 0 || from > to || to >= size) {
			return c.fail(pgerror.InvalidSQLJSONSubscript, "jsonpath array subscript is out of bounds")
		}
		for i := max(from, 0); i <= min(to, size-1); i++ {
			v := n
			if array {
				v = x.at(i)
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
func (c *pathRun) place(it *pathItem, n jsonNode) (at int, ok bool, err error) {
	var all pathItems
	res, err := c.item(it, n, &all)
	if err != nil || res == pathFailed {
		return 0, false, err
	}
	if len(all.list) != 1 || all.list[0].kind() != jsonNumber {
		_, err := c.fail(pgerror.InvalidSQLJSONSubscript, "jsonpath array subscript is not a single numeric value")
		return 0, false, err
	}
	v, fits := NumericToInt64(numericTrunc(all.list[0].number(), 0))
	if !fits || v != int64(int32(v)) {
		_, err := c.fail(pgerror.InvalidSQLJSONSubscript, "jsonpath array subscript is out of integer range")
		return 0, false, err
	}
	return int(v), true, nil
}

// operand evaluates an item, and in lax mode takes arrays for what is in them.
func (c *pathRun) operand(it *pathItem, n jsonNode) (list []jsonNode, res pathResult, err error) {
	var all pathItems
	if res, err = c.item(it, n, &all); err != nil || res == pathFailed || c.strict {
		return all.list, res, err
	}
	for i, v := range all.list {
		if v.kind() != jsonArray {
			if list != nil {
				list = append(list, v)
			}
			continue
		}
		if list == nil {
			list = append(make([]jsonNode, 0, len(all.list)), all.list[:i]...)
		}
		x := v.box()
		for j := range x.n {
			list = append(list, x.at(j))
		}
	}
	if list == nil {
		list = all.list
	}
	return list, res, nil
}

func (c *pathRun) arithmetic(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	var vs [2]Datum
	for i, x := range []*pathItem{it.left, it.right} {
		list, res, err := c.operand(x, n)
		if err != nil || res == pathFailed {
			return res, err
		}
		if len(list) != 1 || list[0].kind() != jsonNumber {
			return c.fail(pgerror.SingletonSQLJSONItemRequired, "%s operand of jsonpath operator %s is not a single numeric value",
				[]string{"left", "right"}[i], pathSigns[it.op])
		}
		vs[i] = list[0].number()
	}
	op := map[pathOp]func(a, b Datum) (Datum, error){pathAdd: NumericAdd, pathSub: NumericSub, pathMul: NumericMul, pathDiv: NumericDiv, pathMod: NumericMod}[it.op]
	v, err := op(vs[0], vs[1])
	if err != nil {
		if c.quiet {
			return pathFailed, nil
		}
		return pathFailed, err
	}
	return c.then(it, numberNode(v), found)
}

func (c *pathRun) signed(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	list, res, err := c.operand(it.left, n)
	if err != nil || res == pathFailed {
		return res, err
	}
	res = pathNothing
	for _, v := range list {
		if v.kind() != jsonNumber {
			if found == nil && it.next == nil {
				continue
			}
			return c.fail(pgerror.SQLJSONNumberNotFound, "operand of unary jsonpath operator %s is not a numeric value", pathSigns[it.op])
		}
		if it.op == pathMinus {
			v = numberNode(NumericNeg(v.number()))
		}
		r, err := c.then(it, v, found)
		if err != nil || r == pathFailed || r == pathFound && found == nil {
			return r, err
		}
		res = max(res, r)
	}
	return res, nil
}

func (c *pathRun) method(it *pathItem, n jsonNode, found *pathItems, unwrap bool) (pathResult, error) {
	switch it.text {
	case "type":
		if v, ok := c.time(n); ok {
			return c.then(it, textNode(v.t.String()), found)
		}
		return c.then(it, textNode(jsonKindNames[n.kind()]), found)
	case "size":
		size := 1
		if n.kind() == jsonArray {
			size = n.box().n
		} else if c.strict {
			return c.missing(pgerror.SQLJSONArrayNotFound, "jsonpath item method .size() can only be applied to an array")
		}
		return c.then(it, numberNode(NumericInt(int64(size))), found)
	}
	if unwrap && n.kind() == jsonArray {
		return c.elements(it, n, found)
	}
	switch it.text {
	case "keyvalue":
		return c.keyValue(it, n, found)
	case "double":
		return c.double(it, n, found)
	case "datetime":
		return c.datetime(it, n, found)
	}
	if n.kind() != jsonNumber {
		return c.fail(pgerror.NonNumericSQLJSONItem, "jsonpath item method .%s() can only be applied to a numeric value", it.text)
	}
	v := n.number()
	switch it.text {
	case "abs":
		v = numericAbs(v)
	case "floor", "ceiling":
		direction := -1
		if it.text == "ceiling" {
			direction = 1
		}
		var err error
		if v, err = numericToward(v, direction); err != nil {
			return pathFailed, err
		}
	}
	return c.then(it, numberNode(v), found)
}

func (c *pathRun) double(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	switch n.kind() {
	case jsonNumber:
		if v, ok := NumericToFloat(n.number()); !ok || math.IsInf(v, 0) {
			return c.fail(pgerror.NonNumericSQLJSONItem, "numeric argument of jsonpath item method .double() is out of range for type double precision")
		}
		return c.then(it, n, found)
	case jsonString:
		d, err := decodeFloat(n.text(), TFloat8)
		if err != nil || math.IsNaN(d.Float()) || math.IsInf(d.Float(), 0) {
			return c.fail(pgerror.NonNumericSQLJSONItem, "string argument of jsonpath item method .double() is not a valid representation of a double precision number")
		}
		return c.then(it, numberNode(NumericFromFloat(d.Float(), 15)), found)
	}
	return c.fail(pgerror.NonNumericSQLJSONItem, "jsonpath item method .double() can only be applied to a string or numeric value")
}

// keyValue makes an object of each pair. Its id tells the object that the pair is of.
func (c *pathRun) keyValue(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	if n.kind() != jsonObject {
		return c.fail(pgerror.SQLJSONObjectNotFound, "jsonpath item method .keyvalue() can only be applied to an object")
	}
	id := c.objectID(n)
	x := n.box()
	res := pathNothing
	for i := range x.n {
		var b jsonBuilder
		b.begin(true)
		b.key("id")
		b.int(id)
		b.key("key")
		b.string(x.key(i))
		b.key("value")
		b.node(x.value(i))
		if err := b.end(); err != nil {
			return pathFailed, err
		}
		r, err := c.then(it, b.dst, found)
		if err != nil || r == pathFailed || r == pathFound && found == nil {
			return r, err
		}
		res = max(res, r)
	}
	return res, nil
}

// objectID is where an object of the document begins; 0 for one that was made on the way.
func (c *pathRun) objectID(n jsonNode) int64 {
	first, at := uintptr(unsafe.Pointer(unsafe.SliceData(c.root))), uintptr(unsafe.Pointer(unsafe.SliceData(n)))
	if at < first || at >= first+uintptr(len(c.root)) {
		return 0
	}
	return int64(at - first)
}

// nested is a condition on n, which @ stands for.
func (c *pathRun) nested(it *pathItem, n jsonNode) (pathTruth, error) {
	outer := c.current
	c.current = n
	defer func() { c.current = outer }()
	return c.condition(it, n)
}

func (c *pathRun) condition(it *pathItem, n jsonNode) (pathTruth, error) {
	switch it.op {
	case pathAnd, pathOr:
		ends := pathFalse
		if it.op == pathOr {
			ends = pathTrue
		}
		l, err := c.condition(it.left, n)
		if err != nil || l == ends {
			return l, err
		}
		r, err := c.condition(it.right, n)
		if err != nil || r == ends || l != pathUnknown {
			return r, err
		}
		return l, nil
	case pathNot:
		t, err := c.condition(it.left, n)
		return [...]pathTruth{pathFalse: pathTrue, pathTrue: pathFalse, pathUnknown: pathUnknown}[t], err
	case pathIsUnknown:
		t, err := c.condition(it.left, n)
		return truthOf(t == pathUnknown), err
	case pathExists:
		return c.exists(it.left, n)
	case pathStartsWith:
		return c.predicate(it, n, false, func(l, r jsonNode) (pathTruth, error) {
			if l.kind() != jsonString || r.kind() != jsonString {
				return pathUnknown, nil
			}
			return truthOf(strings.HasPrefix(l.text(), r.text())), nil
		})
	case pathLikeRegex:
		re, err := it.pattern(c.env)
		if err != nil {
			return pathUnknown, err
		}
		return c.predicate(it, n, false, func(l, _ jsonNode) (pathTruth, error) {
			if l.kind() != jsonString {
				return pathUnknown, nil
			}
			ok, err := re.match(c.env, l.text())
			return truthOf(ok), err
		})
	}
	return c.predicate(it, n, true, func(l, r jsonNode) (pathTruth, error) { return c.compare(it.op, l, r) })
}

func truthOf(ok bool) pathTruth {
	if ok {
		return pathTrue
	}
	return pathFalse
}

// quietly evaluates an operand of a condition, whose errors make it unknown.
func (c *pathRun) quietly(it *pathItem, n jsonNode, unwrap bool) (list []jsonNode, failed bool, err error) {
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

func (c *pathRun) exists(it *pathItem, n jsonNode) (pathTruth, error) {
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
func (c *pathRun) predicate(it *pathItem, n jsonNode, unwrapRight bool, holds func(l, r jsonNode) (pathTruth, error)) (pathTruth, error) {
	left, failed, err := c.quietly(it.left, n, true)
	if err != nil || failed {
		return pathUnknown, err
	}
	right := []jsonNode{nil}
	if it.right != nil {
		if right, failed, err = c.quietly(it.right, n, unwrapRight); err != nil || failed {
			return pathUnknown, err
		}
	}
	some, unknown := false, false
	for _, l := range left {
		for _, r := range right {
			if err := c.check.steps(4); err != nil {
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
func comparePath(op pathOp, l, r jsonNode) pathTruth {
	if l.kind() != r.kind() {
		if l.kind() == jsonNull || r.kind() == jsonNull {
			return truthOf(op == pathNotEqual)
		}
		return pathUnknown
	}
	if l.isBox() {
		return pathUnknown
	}
	return orderedTruth(op, cmp.Compare(compareNodes(l, r), 0))
}

// orderedTruth is what a comparison comes to by the order of its sides.
func orderedTruth(op pathOp, order int) pathTruth {
	switch op {
	case pathEqual:
		return truthOf(order == 0)
	case pathNotEqual:
		return truthOf(order != 0)
	case pathLess:
		return truthOf(order < 0)
	case pathLessEqual:
		return truthOf(order <= 0)
	case pathGreater:
		return truthOf(order > 0)
	}
	return truthOf(order >= 0)
}

// jsonPathBodies are the functions that evaluate paths.
func jsonPathBodies() map[string]body {
	exists := func(env *Env, args []Datum, quiet, zones bool) (Datum, error) {
		res, err := runPath(env, args[0], args[1], pathVars(args), quiet, zones, nil)
		if err != nil || res == pathFailed {
			return Null, err
		}
		return Bool(res == pathFound), nil
	}
	m := map[string]body{
		"jsonb_path_exists_opr": {f2: func(env *Env, a, b Datum) (Datum, error) { return exists(env, []Datum{a, b}, true, false) }},
		"jsonb_path_match_opr":  {f2: func(env *Env, a, b Datum) (Datum, error) { return pathMatch(env, []Datum{a, b}, true, false) }},
	}
	for _, tz := range []string{"", "_tz"} {
		zones := tz != ""
		m["jsonb_path_exists"+tz] = body{fn: func(env *Env, args []Datum) (Datum, error) { return exists(env, args, pathQuiet(args), zones) }}
		m["jsonb_path_match"+tz] = body{fn: func(env *Env, args []Datum) (Datum, error) { return pathMatch(env, args, pathQuiet(args), zones) }}
		m["jsonb_path_query"+tz] = body{set: func(env *Env, args []Datum) (SetIterator, error) {
			list, err := pathList(env, args, zones)
			i := -1
			return func() (Datum, bool, error) {
				if i++; i >= len(list) {
					return Null, false, nil
				}
				return jsonDatum(list[i]), true, nil
			}, err
		}}
		m["jsonb_path_query_array"+tz] = body{fn: func(env *Env, args []Datum) (Datum, error) {
			list, err := pathList(env, args, zones)
			if err != nil {
				return Null, err
			}
			b := jsonBuilder{env: env}
			b.begin(false)
			for _, n := range list {
				b.node(n)
			}
			if err := b.end(); err != nil {
				return Null, err
			}
			return b.datum()
		}}
		m["jsonb_path_query_first"+tz] = body{fn: func(env *Env, args []Datum) (Datum, error) {
			list, err := pathList(env, args, zones)
			if err != nil || len(list) == 0 {
				return Null, err
			}
			return jsonDatum(list[0]), nil
		}}
	}
	return m
}

func pathVars(args []Datum) Datum {
	if len(args) > 2 {
		return args[2]
	}
	return Null
}

func pathQuiet(args []Datum) bool { return len(args) > 3 && args[3].Bool() }

func pathList(env *Env, args []Datum, zones bool) ([]jsonNode, error) {
	var all pathItems
	if _, err := runPath(env, args[0], args[1], pathVars(args), pathQuiet(args), zones, &all); err != nil {
		return nil, err
	}
	return all.list, nil // where an error was kept quiet: what had been found before it
}

func pathMatch(env *Env, args []Datum, quiet, zones bool) (Datum, error) {
	var all pathItems
	if _, err := runPath(env, args[0], args[1], pathVars(args), quiet, zones, &all); err != nil {
		return Null, err
	}
	if len(all.list) == 1 {
		switch n := all.list[0]; n.kind() {
		case jsonBool:
			return Bool(n.isTrue()), nil
		case jsonNull:
			return Null, nil
		}
	}
	if !quiet {
		return Null, pgerror.New(pgerror.SingletonSQLJSONItemRequired, "single boolean result is expected")
	}
	return Null, nil
}
