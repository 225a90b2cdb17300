package builtin

import (
	"math"
	"strconv"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// jsonbOperatorBodies are the operators of jsonb, and the functions that do the same.
func jsonbOperatorBodies() map[string]body {
	field := body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return jsonPart(a.JSON().Get(b.Text())) }}
	element := body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return jsonPart(a.JSON().Element(b.Int())) }}
	contains := func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		ok, err := types.ContainsJSON(env, a.JSON(), b.JSON())
		return types.Bool(ok), err
	}
	return map[string]body{
		"jsonb_object_field": field, "jsonb_array_element": element,
		"jsonb_object_field_text": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return jsonPartText(a.JSON().Get(b.Text()))
		}},
		"jsonb_array_element_text": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return jsonPartText(a.JSON().Element(b.Int()))
		}},
		"jsonb_extract_path": {gen: func(f *Function) body {
			return jsonPathBody(f, func(n types.JSONNode) types.Datum { return types.JSONDatum(n) })
		}},
		"jsonb_extract_path_text": {gen: func(f *Function) body { return jsonPathBody(f, types.JSONNode.AsText) }},
		"jsonb_contains":          {f2: contains},
		"jsonb_contained":         {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) { return contains(env, b, a) }},
		"jsonb_exists": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(a.JSON().HasKey(b.Text())), nil
		}},
		"jsonb_exists_any": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(jsonHasKeys(a, b, true)), nil
		}},
		"jsonb_exists_all": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(jsonHasKeys(a, b, false)), nil
		}},
		"jsonb_concat": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return jsonConcat(a.JSON(), b.JSON()) }},
		"jsonb_delete": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return jsonDelete(a.JSON(), map[string]bool{b.Text(): true})
		}},
		"jsonb_delete_idx": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return jsonDeleteAt(a, b.Int()) }},
		"jsonb_delete_array": {gen: func(f *Function) body {
			return body{fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
				if len(args) == 2 && args[1].Kind() == types.KindArray && len(args[1].Array().Dims) > 1 {
					return types.Null, errJSONSubscripts
				}
				return jsonDeleteAll(pathArgs(f, args))
			}}
		}},
		"jsonb_delete_path": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return jsonSetPath(a, b, types.JSONNode(nil), jsonDeletes)
		}},
		"jsonb_set": {fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
			return jsonSetPath(args[0], args[1], args[2].JSON(), jsonSetOp(len(args) < 4 || args[3].Bool()))
		}},
		"jsonb_set_lax": {fn: jsonSetLax},
		"jsonb_insert": {fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
			op := jsonInsertsBefore
			if len(args) > 3 && args[3].Bool() {
				op = jsonInsertsAfter
			}
			return jsonSetPath(args[0], args[1], args[2].JSON(), op)
		}},
		"jsonb_cmp": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Int(int64(types.CompareJSONB(a.JSON(), b.JSON()))), nil
		}},
	}
}

func jsonPart(n types.JSONNode, ok bool) (types.Datum, error) {
	if !ok {
		return types.Null, nil
	}
	return types.JSONDatum(n), nil
}

func jsonPartText(n types.JSONNode, ok bool) (types.Datum, error) {
	if !ok {
		return types.Null, nil
	}
	return n.AsText(), nil
}

// pathArgs are the document and the path of a call of a function of (document, variadic
// text[]), which gets its texts one by one or as an array. No path where that is NULL.
func pathArgs(f *Function, args []types.Datum) (doc types.Datum, path []types.Datum) {
	if len(args) == 2 && args[1].Kind() == types.KindArray {
		return args[0], args[1].Array().Items
	}
	return args[0], args[1:]
}

// jsonPathBody follows a path of keys and places.
func jsonPathBody(f *Function, give func(types.JSONNode) types.Datum) body {
	return body{fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
		doc, path := pathArgs(f, args)
		n := doc.JSON()
		for _, step := range path {
			if step.IsNull() {
				return types.Null, nil
			}
			var ok bool
			if n, ok = n.Step(step.Text()); !ok {
				return types.Null, nil
			}
		}
		return give(n), nil
	}}
}

func jsonHasKeys(doc, keys types.Datum, some bool) bool {
	for _, k := range keys.Array().Items {
		if !k.IsNull() && doc.JSON().HasKey(k.Text()) == some {
			return some
		}
	}
	return !some
}

// jsonConcat is ||: objects are joined, anything else becomes an array.
func jsonConcat(a, b types.JSONNode) (types.Datum, error) {
	var out types.JSONBWriter
	out.Dst = make([]byte, 0, len(a)+len(b)+16)
	object := a.Kind() == types.JSONObject && b.Kind() == types.JSONObject
	out.Begin(object)
	for _, n := range []types.JSONNode{a, b} {
		if !object && n.Kind() != types.JSONArray {
			out.Node(n)
			continue
		}
		x := n.Box()
		for i := range x.N {
			if object {
				out.Key(x.Key(i))
			}
			out.Node(x.Child(i))
		}
	}
	if err := out.End(); err != nil {
		return types.Null, err
	}
	return out.Datum()
}

func errJSONScalar(what string) error {
	return pgerror.New(pgerror.InvalidParameterValue, "%s in scalar", what)
}

var errJSONSubscripts = pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")

var errJSONDeleteScalar = pgerror.New(pgerror.InvalidParameterValue, "cannot delete from scalar")

// jsonDelete leaves keys out of an object, strings out of an array.
func jsonDelete(n types.JSONNode, gone map[string]bool) (types.Datum, error) {
	if !n.IsBox() {
		return types.Null, errJSONDeleteScalar
	}
	x := n.Box()
	return x.Filtered(func(i int, c types.JSONNode) bool {
		if x.Object {
			return !gone[x.Key(i)]
		}
		return c.Kind() != types.JSONString || !gone[c.Text()]
	})
}

func jsonDeleteAll(doc types.Datum, keys []types.Datum) (types.Datum, error) {
	gone := map[string]bool{}
	for _, k := range keys {
		if !k.IsNull() {
			gone[k.Text()] = true
		}
	}
	return jsonDelete(doc.JSON(), gone)
}

func jsonDeleteAt(doc types.Datum, at int64) (types.Datum, error) {
	n := doc.JSON()
	switch n.Kind() {
	case types.JSONObject:
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "cannot delete from object using integer index")
	case types.JSONArray:
	default:
		return types.Null, errJSONDeleteScalar
	}
	x := n.Box()
	if at < 0 {
		at += int64(x.N)
	}
	if at < 0 || at >= int64(x.N) {
		return doc, nil
	}
	return x.Filtered(func(i int, _ types.JSONNode) bool { return int64(i) != at })
}

// jsonChange says what is done at the end of a path.
type jsonChange uint8

const (
	jsonDeletes jsonChange = 1 << iota
	jsonReplaces
	jsonCreates
	jsonInsertsBefore
	jsonInsertsAfter
	jsonFillsGaps // what the path lacks is made
	jsonStrictly  // a place before the first element is an error

	jsonAdds = jsonCreates | jsonInsertsBefore | jsonInsertsAfter
)

func jsonSetOp(create bool) jsonChange {
	if create {
		return jsonCreates
	}
	return jsonReplaces
}

// jsonSetPath changes what lies at the end of a path of texts.
func jsonSetPath(doc, path types.Datum, value types.JSONNode, op jsonChange) (types.Datum, error) {
	p := path.Array()
	if len(p.Dims) > 1 {
		return types.Null, errJSONSubscripts
	}
	n := doc.JSON()
	if !n.IsBox() {
		if op == jsonDeletes {
			return types.Null, errJSONScalar("cannot delete path")
		}
		return types.Null, errJSONScalar("cannot set path")
	}
	if len(p.Items) == 0 || n.Box().N == 0 && op&(jsonDeletes|jsonReplaces) != 0 {
		return doc, nil
	}
	return newJSONSetter(p.Items, value, op).root(n)
}

func jsonSetLax(_ *types.Env, args []types.Datum) (types.Datum, error) {
	create, treatment := true, types.Text("use_json_null")
	if len(args) > 3 {
		create = args[3].Bool()
	}
	if len(args) > 4 {
		treatment = args[4]
	}
	if args[0].IsNull() || args[1].IsNull() || len(args) > 3 && args[3].IsNull() {
		return types.Null, nil
	}
	if !args[2].IsNull() {
		return jsonSetPath(args[0], args[1], args[2].JSON(), jsonSetOp(create))
	}
	how := ""
	if !treatment.IsNull() {
		how = treatment.Text()
	}
	switch how {
	case "raise_exception":
		return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "JSON value must not be null").
			WithDetail(`Exception was raised because null_value_treatment is "raise_exception".`).
			WithHint("To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.")
	case "use_json_null":
		return jsonSetPath(args[0], args[1], types.JSONNode{types.JSONTagNull}, jsonSetOp(create))
	case "delete_key":
		return jsonSetPath(args[0], args[1], nil, jsonDeletes)
	case "return_target":
		return args[0], nil
	}
	return types.Null, pgerror.New(pgerror.InvalidParameterValue, `null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"`)
}

// jsonSetter writes a value with a change at the end of a path.
type jsonSetter struct {
	path  []types.Datum
	value types.JSONNode
	op    jsonChange
	out   types.JSONBWriter
}

func newJSONSetter(path []types.Datum, value types.JSONNode, op jsonChange) *jsonSetter {
	return &jsonSetter{path: path, value: value, op: op}
}

func (s *jsonSetter) root(n types.JSONNode) (types.Datum, error) {
	s.out.Dst = make([]byte, 0, len(n)+len(s.value)+16)
	if err := s.set(n, 0); err != nil {
		return types.Null, err
	}
	return s.out.Datum()
}

func (s *jsonSetter) last(level int) bool { return level == len(s.path)-1 }

// set writes n, which the path up to level leads to.
func (s *jsonSetter) set(n types.JSONNode, level int) error {
	if s.path[level].IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "path element at position %d is null", level+1)
	}
	switch n.Kind() {
	case types.JSONObject:
		return s.setObject(n.Box(), level)
	case types.JSONArray:
		return s.setArray(n.Box(), level)
	}
	if s.op&jsonFillsGaps != 0 {
		return pgerror.New(pgerror.InvalidParameterValue, "cannot replace existing key").
			WithDetail("The path assumes key is a composite object, but it is a scalar value.")
	}
	s.out.Node(n)
	return nil
}

func (s *jsonSetter) setObject(x types.JSONBox, level int) error {
	key := s.path[level].Text()
	at, found := x.Find(key)
	s.out.Begin(true)
	for i := range x.N {
		switch {
		case !found || i != at:
			s.out.Key(x.Key(i))
			s.out.Node(x.Value(i))
		case !s.last(level):
			s.out.Key(key)
			if err := s.set(x.Value(i), level+1); err != nil {
				return err
			}
		case s.op&(jsonInsertsBefore|jsonInsertsAfter) != 0:
			return pgerror.New(pgerror.InvalidParameterValue, "cannot replace existing key").
				WithHint("Try using the function jsonb_set to replace key value.")
		case s.op&jsonDeletes == 0:
			s.out.Key(key)
			s.out.Node(s.value)
		}
	}
	if !found && s.last(level) && s.op&jsonAdds != 0 {
		s.out.Key(key)
		s.out.Node(s.value)
	}
	if !found && !s.last(level) && s.op&jsonFillsGaps != 0 {
		s.out.Key(key)
		if err := s.chain(level + 1); err != nil {
			return err
		}
	}
	return s.out.End()
}

// place reads a level of the path as a place in an array of n elements; beyond its ends
// where it is not in it.
func (s *jsonSetter) place(n, level int) (int64, error) {
	text := s.path[level].Text()
	at, ok := types.JSONSubscript(text)
	if !ok {
		return 0, pgerror.New(pgerror.InvalidTextRepresentation, "path element at position %d is not an integer: \"%s\"", level+1, text)
	}
	if at < 0 {
		if -at > int64(n) {
			if s.op&jsonStrictly != 0 {
				return 0, pgerror.New(pgerror.InvalidParameterValue, "path element at position %d is out of range: %d", level+1, at)
			}
			return math.MinInt32, nil
		}
		at += int64(n)
	}
	if s.op&jsonFillsGaps == 0 {
		at = min(at, int64(n))
	}
	return at, nil
}

func (s *jsonSetter) setArray(x types.JSONBox, level int) error {
	at, err := s.place(x.N, level)
	if err != nil {
		return err
	}
	s.out.Begin(false)
	done := false
	if s.last(level) && s.op&jsonAdds != 0 && (at == math.MinInt32 || x.N == 0) {
		if x.N == 0 {
			if err := s.gap(at); err != nil {
				return err
			}
		}
		s.out.Node(s.value)
		done = true
	}
	for i := range x.N {
		if int64(i) != at {
			s.out.Node(x.At(i))
			continue
		}
		done = true
		if !s.last(level) {
			if err := s.set(x.At(i), level+1); err != nil {
				return err
			}
			continue
		}
		if s.op&(jsonInsertsBefore|jsonCreates) != 0 {
			s.out.Node(s.value)
		}
		if s.op&(jsonInsertsBefore|jsonInsertsAfter) != 0 {
			s.out.Node(x.At(i))
		}
		if s.op&(jsonInsertsAfter|jsonReplaces) != 0 {
			s.out.Node(s.value)
		}
	}
	if !done {
		if err := s.beyond(at-int64(x.N), level); err != nil {
			return err
		}
	}
	return s.out.End()
}

// beyond adds to an array what the path leads to behind it, after so many nulls.
func (s *jsonSetter) beyond(nulls int64, level int) error {
	switch {
	case s.last(level) && s.op&jsonAdds != 0:
		if err := s.gap(nulls); err != nil {
			return err
		}
		s.out.Node(s.value)
	case !s.last(level) && s.op&jsonFillsGaps != 0:
		if err := s.gap(nulls); err != nil {
			return err
		}
		return s.chain(level + 1)
	}
	return nil
}

// gap writes nulls before an element that is to lie behind an array's end.
func (s *jsonSetter) gap(nulls int64) error {
	if s.op&jsonFillsGaps == 0 || nulls <= 0 {
		return nil
	}
	if nulls > jsonGapMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "number of jsonb array elements exceeds the maximum allowed (%d)", jsonGapMax)
	}
	for range nulls {
		s.out.Null()
	}
	return nil
}

// jsonGapMax is how many nulls an assignment behind an array's end may put before it.
const jsonGapMax = 1 << 20

// chain makes what the rest of the path leads through, and the value at its end.
func (s *jsonSetter) chain(level int) error {
	if level == len(s.path) {
		s.out.Node(s.value)
		return nil
	}
	if s.path[level].IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "path element at position %d is null", level+1)
	}
	key := s.path[level].Text()
	at, isPlace := types.JSONSubscript(key)
	s.out.Begin(!isPlace)
	if isPlace {
		if err := s.gap(at); err != nil {
			return err
		}
	} else {
		s.out.Key(key)
	}
	if err := s.chain(level + 1); err != nil {
		return err
	}
	return s.out.End()
}

// jsonStep is a subscript as a step of a path: of an object, 1 is the key "1".
func jsonStep(p types.Datum) types.Datum {
	if p.Kind() == types.KindInt {
		return types.Text(strconv.FormatInt(p.Int(), 10))
	}
	return p
}

// AssignJSON is the jsonb value old, or NULL, with value in the place to which subscripts
// lead. What is not there on the way is made.
func AssignJSON(old, value types.Datum, path []types.Datum) (types.Datum, error) {
	v := types.JSONNode{types.JSONTagNull}
	if !value.IsNull() {
		v = value.JSON()
	}
	steps := make([]types.Datum, len(path))
	for i, p := range path {
		if p.IsNull() {
			return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "jsonb subscript in assignment must not be null")
		}
		steps[i] = jsonStep(p)
	}
	var doc types.JSONNode
	if old.IsNull() {
		doc = types.EmptyJSON(path[0].Kind() != types.KindInt)
	} else {
		doc = old.JSON()
	}
	return newJSONSetter(steps, v, jsonCreates|jsonFillsGaps|jsonStrictly).root(doc)
}

// prettyPrinter writes a value over several lines, as jsonb_pretty does.
type prettyPrinter struct {
	dst   []byte
	env   *types.Env
	taken int
}

func (p *prettyPrinter) value(n types.JSONNode, depth int) error {
	if !n.IsBox() {
		p.dst = n.AppendText(p.dst)
		return p.fits()
	}
	x := n.Box()
	open, shut := byte('['), byte(']')
	if x.Object {
		open, shut = '{', '}'
	}
	p.dst = append(p.dst, open)
	for i := range x.N {
		if i > 0 {
			p.dst = append(p.dst, ',')
		}
		p.line(depth + 1)
		if x.Object {
			p.dst = append(types.AppendJSONString(p.dst, x.Key(i)), ": "...)
		}
		if err := p.value(x.Child(i), depth+1); err != nil {
			return err
		}
	}
	p.line(depth)
	p.dst = append(p.dst, shut)
	return p.fits()
}

func (p *prettyPrinter) line(depth int) {
	p.dst = append(p.dst, '\n')
	for range depth {
		p.dst = append(p.dst, "    "...)
	}
}

// fits accounts for what was written: indentation may be many times what is indented.
func (p *prettyPrinter) fits() error {
	if len(p.dst) > types.ValueBytesMax {
		return types.ErrRequestedLength
	}
	if len(p.dst) < p.taken+types.LargeBytes {
		return nil
	}
	more := len(p.dst) - p.taken + len(p.dst)/2
	p.taken += more
	return p.env.Building(int64(more))
}

func jsonPretty(env *types.Env, d types.Datum) (types.Datum, error) {
	p := prettyPrinter{env: env}
	err := p.value(d.JSON(), 0)
	return types.TextAlias(p.dst), err
}
