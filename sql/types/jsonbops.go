package types

import (
	"math"
	"strconv"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// jsonbOperatorBodies are the operators of jsonb, and the functions that do the same.
func jsonbOperatorBodies() map[string]body {
	field := body{f2: func(_ *Env, a, b Datum) (Datum, error) { return jsonPart(a.json().get(b.Text())) }}
	element := body{f2: func(_ *Env, a, b Datum) (Datum, error) { return jsonPart(a.json().element(b.Int())) }}
	contains := func(env *Env, a, b Datum) (Datum, error) {
		ok, err := containsJSON(env, a.json(), b.json())
		return Bool(ok), err
	}
	return map[string]body{
		"jsonb_object_field": field, "jsonb_array_element": element,
		"jsonb_object_field_text": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return jsonPartText(a.json().get(b.Text()))
		}},
		"jsonb_array_element_text": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return jsonPartText(a.json().element(b.Int()))
		}},
		"jsonb_extract_path": {gen: func(f *Function) body {
			return jsonPathBody(f, func(n jsonNode) Datum { return jsonDatum(n) })
		}},
		"jsonb_extract_path_text": {gen: func(f *Function) body { return jsonPathBody(f, jsonNode.asText) }},
		"jsonb_contains":          {f2: contains},
		"jsonb_contained":         {f2: func(env *Env, a, b Datum) (Datum, error) { return contains(env, b, a) }},
		"jsonb_exists":            {f2: func(_ *Env, a, b Datum) (Datum, error) { return Bool(a.json().hasKey(b.Text())), nil }},
		"jsonb_exists_any":        {f2: func(_ *Env, a, b Datum) (Datum, error) { return Bool(jsonHasKeys(a, b, true)), nil }},
		"jsonb_exists_all":        {f2: func(_ *Env, a, b Datum) (Datum, error) { return Bool(jsonHasKeys(a, b, false)), nil }},
		"jsonb_concat":            {f2: func(_ *Env, a, b Datum) (Datum, error) { return jsonConcat(a.json(), b.json()) }},
		"jsonb_delete": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return jsonDelete(a.json(), map[string]bool{b.Text(): true})
		}},
		"jsonb_delete_idx": {f2: func(_ *Env, a, b Datum) (Datum, error) { return jsonDeleteAt(a, b.Int()) }},
		"jsonb_delete_array": {gen: func(f *Function) body {
			return body{fn: func(_ *Env, args []Datum) (Datum, error) { return jsonDeleteAll(pathArgs(f, args)) }}
		}},
		"jsonb_delete_path": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return jsonSetPath(a, b, jsonNode(nil), jsonDeletes)
		}},
		"jsonb_set": {fn: func(_ *Env, args []Datum) (Datum, error) {
			return jsonSetPath(args[0], args[1], args[2].json(), jsonSetOp(len(args) < 4 || args[3].Bool()))
		}},
		"jsonb_set_lax": {fn: jsonSetLax},
		"jsonb_insert": {fn: func(_ *Env, args []Datum) (Datum, error) {
			op := jsonInsertsBefore
			if len(args) > 3 && args[3].Bool() {
				op = jsonInsertsAfter
			}
			return jsonSetPath(args[0], args[1], args[2].json(), op)
		}},
		"jsonb_cmp": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return Int(int64(compareJSONB(a.json(), b.json()))), nil
		}},
	}
}

// element is -> of a number: a scalar is the one element of itself.
func (n jsonNode) element(i int64) (jsonNode, bool) {
	if !n.isBox() {
		return n, i == 0 || i == -1
	}
	return n.index(i)
}

func jsonPart(n jsonNode, ok bool) (Datum, error) {
	if !ok {
		return Null, nil
	}
	return jsonDatum(n), nil
}

func jsonPartText(n jsonNode, ok bool) (Datum, error) {
	if !ok {
		return Null, nil
	}
	return n.asText(), nil
}

// pathArgs are the document and the path of a call of a function of (document, variadic
// text[]), which gets its texts one by one or as an array. No path where that is NULL.
func pathArgs(f *Function, args []Datum) (doc Datum, path []Datum) {
	if len(args) == 2 && args[1].Kind() == KindArray {
		return args[0], args[1].Array().Items
	}
	return args[0], args[1:]
}

// jsonPathBody follows a path of keys and places.
func jsonPathBody(f *Function, give func(jsonNode) Datum) body {
	return body{fn: func(_ *Env, args []Datum) (Datum, error) {
		doc, path := pathArgs(f, args)
		n := doc.json()
		for _, step := range path {
			if step.IsNull() {
				return Null, nil
			}
			var ok bool
			if n, ok = n.step(step.Text()); !ok {
				return Null, nil
			}
		}
		return give(n), nil
	}}
}

// step goes to a key of an object, or to an element of an array by its number.
func (n jsonNode) step(s string) (jsonNode, bool) {
	if n.kind() == jsonArray {
		i, ok := jsonSubscript(s)
		if !ok {
			return nil, false
		}
		return n.index(i)
	}
	return n.get(s)
}

// jsonSubscript reads a number in a path as strtoint does.
func jsonSubscript(s string) (int64, bool) {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	i, err := strconv.ParseInt(s, 10, 32)
	return i, err == nil
}

func jsonHasKeys(doc, keys Datum, some bool) bool {
	for _, k := range keys.Array().Items {
		if !k.IsNull() && doc.json().hasKey(k.Text()) == some {
			return some
		}
	}
	return !some
}

// jsonConcat is ||: objects are joined, anything else becomes an array.
func jsonConcat(a, b jsonNode) (Datum, error) {
	var out jsonBuilder
	out.dst = make([]byte, 0, len(a)+len(b)+16)
	object := a.kind() == jsonObject && b.kind() == jsonObject
	out.begin(object)
	for _, n := range []jsonNode{a, b} {
		if !object && n.kind() != jsonArray {
			out.node(n)
			continue
		}
		x := n.box()
		for i := range x.n {
			if object {
				out.key(x.key(i))
			}
			out.node(x.child(i))
		}
	}
	if err := out.end(); err != nil {
		return Null, err
	}
	return out.datum()
}

func errJSONScalar(what string) error {
	return pgerror.New(pgerror.InvalidParameterValue, "%s in scalar", what)
}

var errJSONDeleteScalar = pgerror.New(pgerror.InvalidParameterValue, "cannot delete from scalar")

// jsonDelete leaves keys out of an object, strings out of an array.
func jsonDelete(n jsonNode, gone map[string]bool) (Datum, error) {
	if !n.isBox() {
		return Null, errJSONDeleteScalar
	}
	x := n.box()
	return x.filtered(func(i int, c jsonNode) bool {
		if x.object {
			return !gone[x.key(i)]
		}
		return c.kind() != jsonString || !gone[c.text()]
	})
}

// filtered is the box with the children for which keep says so.
func (x *jsonBox) filtered(keep func(i int, c jsonNode) bool) (Datum, error) {
	var out jsonBuilder
	out.begin(x.object)
	for i := range x.n {
		c := x.child(i)
		if !keep(i, c) {
			continue
		}
		if x.object {
			out.key(x.key(i))
		}
		out.node(c)
	}
	if err := out.end(); err != nil {
		return Null, err
	}
	return out.datum()
}

func jsonDeleteAll(doc Datum, keys []Datum) (Datum, error) {
	gone := map[string]bool{}
	for _, k := range keys {
		if !k.IsNull() {
			gone[k.Text()] = true
		}
	}
	return jsonDelete(doc.json(), gone)
}

func jsonDeleteAt(doc Datum, at int64) (Datum, error) {
	n := doc.json()
	switch n.kind() {
	case jsonObject:
		return Null, pgerror.New(pgerror.InvalidParameterValue, "cannot delete from object using integer index")
	case jsonArray:
	default:
		return Null, errJSONDeleteScalar
	}
	x := n.box()
	if at < 0 {
		at += int64(x.n)
	}
	if at < 0 || at >= int64(x.n) {
		return doc, nil
	}
	return x.filtered(func(i int, _ jsonNode) bool { return int64(i) != at })
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
func jsonSetPath(doc, path Datum, value jsonNode, op jsonChange) (Datum, error) {
	p := path.Array()
	if len(p.Dims) > 1 {
		return Null, pgerror.New(pgerror.ArraySubscriptError, "wrong number of array subscripts")
	}
	n := doc.json()
	if !n.isBox() {
		if op == jsonDeletes {
			return Null, errJSONScalar("cannot delete path")
		}
		return Null, errJSONScalar("cannot set path")
	}
	if len(p.Items) == 0 || n.box().n == 0 && op&(jsonDeletes|jsonReplaces) != 0 {
		return doc, nil
	}
	return newJSONSetter(p.Items, value, op).root(n)
}

func jsonSetLax(_ *Env, args []Datum) (Datum, error) {
	create, treatment := true, Text("use_json_null")
	if len(args) > 3 {
		create = args[3].Bool()
	}
	if len(args) > 4 {
		treatment = args[4]
	}
	if args[0].IsNull() || args[1].IsNull() || len(args) > 3 && args[3].IsNull() {
		return Null, nil
	}
	if !args[2].IsNull() {
		return jsonSetPath(args[0], args[1], args[2].json(), jsonSetOp(create))
	}
	how := ""
	if !treatment.IsNull() {
		how = treatment.Text()
	}
	switch how {
	case "raise_exception":
		return Null, pgerror.New(pgerror.NullValueNotAllowed, "JSON value must not be null").
			WithDetail(`Exception was raised because null_value_treatment is "raise_exception".`).
			WithHint("To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.")
	case "use_json_null":
		return jsonSetPath(args[0], args[1], jsonNode{jsonTagNull}, jsonSetOp(create))
	case "delete_key":
		return jsonSetPath(args[0], args[1], nil, jsonDeletes)
	case "return_target":
		return args[0], nil
	}
	return Null, pgerror.New(pgerror.InvalidParameterValue, `null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"`)
}

// jsonSetter writes a value with a change at the end of a path.
type jsonSetter struct {
	path  []Datum
	value jsonNode
	op    jsonChange
	out   jsonBuilder
}

func newJSONSetter(path []Datum, value jsonNode, op jsonChange) *jsonSetter {
	return &jsonSetter{path: path, value: value, op: op}
}

func (s *jsonSetter) root(n jsonNode) (Datum, error) {
	s.out.dst = make([]byte, 0, len(n)+len(s.value)+16)
	if err := s.set(n, 0); err != nil {
		return Null, err
	}
	return s.out.datum()
}

func (s *jsonSetter) last(level int) bool { return level == len(s.path)-1 }

// set writes n, which the path up to level leads to.
func (s *jsonSetter) set(n jsonNode, level int) error {
	if s.path[level].IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "path element at position %d is null", level+1)
	}
	switch n.kind() {
	case jsonObject:
		return s.setObject(n.box(), level)
	case jsonArray:
		return s.setArray(n.box(), level)
	}
	if s.op&jsonFillsGaps != 0 {
		return pgerror.New(pgerror.InvalidParameterValue, "cannot replace existing key").
			WithDetail("The path assumes key is a composite object, but it is a scalar value.")
	}
	s.out.node(n)
	return nil
}

func (s *jsonSetter) setObject(x jsonBox, level int) error {
	key := s.path[level].Text()
	at, found := x.find(key)
	s.out.begin(true)
	for i := range x.n {
		switch {
		case !found || i != at:
			s.out.key(x.key(i))
			s.out.node(x.value(i))
		case !s.last(level):
			s.out.key(key)
			if err := s.set(x.value(i), level+1); err != nil {
				return err
			}
		case s.op&(jsonInsertsBefore|jsonInsertsAfter) != 0:
			return pgerror.New(pgerror.InvalidParameterValue, "cannot replace existing key").
				WithHint("Try using the function jsonb_set to replace key value.")
		case s.op&jsonDeletes == 0:
			s.out.key(key)
			s.out.node(s.value)
		}
	}
	if !found && s.last(level) && s.op&jsonAdds != 0 {
		s.out.key(key)
		s.out.node(s.value)
	}
	if !found && !s.last(level) && s.op&jsonFillsGaps != 0 {
		s.out.key(key)
		if err := s.chain(level + 1); err != nil {
			return err
		}
	}
	return s.out.end()
}

// place reads a level of the path as a place in an array of n elements; beyond its ends
// where it is not in it.
func (s *jsonSetter) place(n, level int) (int64, error) {
	text := s.path[level].Text()
	at, ok := jsonSubscript(text)
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

func (s *jsonSetter) setArray(x jsonBox, level int) error {
	at, err := s.place(x.n, level)
	if err != nil {
		return err
	}
	s.out.begin(false)
	done := false
	if s.last(level) && s.op&jsonAdds != 0 && (at == math.MinInt32 || x.n == 0) {
		if x.n == 0 {
			if err := s.gap(at); err != nil {
				return err
			}
		}
		s.out.node(s.value)
		done = true
	}
	for i := range x.n {
		if int64(i) != at {
			s.out.node(x.at(i))
			continue
		}
		done = true
		if !s.last(level) {
			if err := s.set(x.at(i), level+1); err != nil {
				return err
			}
			continue
		}
		if s.op&(jsonInsertsBefore|jsonCreates) != 0 {
			s.out.node(s.value)
		}
		if s.op&(jsonInsertsBefore|jsonInsertsAfter) != 0 {
			s.out.node(x.at(i))
		}
		if s.op&(jsonInsertsAfter|jsonReplaces) != 0 {
			s.out.node(s.value)
		}
	}
	if !done {
		if err := s.beyond(at-int64(x.n), level); err != nil {
			return err
		}
	}
	return s.out.end()
}

// beyond adds to an array what the path leads to behind it, after so many nulls.
func (s *jsonSetter) beyond(nulls int64, level int) error {
	switch {
	case s.last(level) && s.op&jsonAdds != 0:
		if err := s.gap(nulls); err != nil {
			return err
		}
		s.out.node(s.value)
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
		s.out.null()
	}
	return nil
}

// jsonGapMax is how many nulls an assignment behind an array's end may put before it.
const jsonGapMax = 1 << 20

// chain makes what the rest of the path leads through, and the value at its end.
func (s *jsonSetter) chain(level int) error {
	if level == len(s.path) {
		s.out.node(s.value)
		return nil
	}
	if s.path[level].IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "path element at position %d is null", level+1)
	}
	key := s.path[level].Text()
	at, isPlace := jsonSubscript(key)
	s.out.begin(!isPlace)
	if isPlace {
		if err := s.gap(at); err != nil {
			return err
		}
	} else {
		s.out.key(key)
	}
	if err := s.chain(level + 1); err != nil {
		return err
	}
	return s.out.end()
}

// jsonStep is a subscript as a step of a path: of an object, 1 is the key "1".
func jsonStep(p Datum) Datum {
	if p.kind == KindInt {
		return Text(strconv.FormatInt(p.Int(), 10))
	}
	return p
}

// AssignJSON is the jsonb value old, or NULL, with value in the place to which subscripts
// lead. What is not there on the way is made.
func AssignJSON(old, value Datum, path []Datum) (Datum, error) {
	v := jsonNode{jsonTagNull}
	if !value.IsNull() {
		v = value.json()
	}
	steps := make([]Datum, len(path))
	for i, p := range path {
		if p.IsNull() {
			return Null, pgerror.New(pgerror.NullValueNotAllowed, "jsonb subscript in assignment must not be null")
		}
		steps[i] = jsonStep(p)
	}
	var doc jsonNode
	if old.IsNull() {
		doc = emptyJSON(path[0].kind != KindInt)
	} else {
		doc = old.json()
	}
	return newJSONSetter(steps, v, jsonCreates|jsonFillsGaps|jsonStrictly).root(doc)
}

// prettyPrinter writes a value over several lines, as jsonb_pretty does.
type prettyPrinter struct {
	dst   []byte
	env   *Env
	taken int
}

func (p *prettyPrinter) value(n jsonNode, depth int) error {
	if !n.isBox() {
		p.dst = n.appendText(p.dst)
		return p.fits()
	}
	x := n.box()
	open, shut := byte('['), byte(']')
	if x.object {
		open, shut = '{', '}'
	}
	p.dst = append(p.dst, open)
	for i := range x.n {
		if i > 0 {
			p.dst = append(p.dst, ',')
		}
		p.line(depth + 1)
		if x.object {
			p.dst = append(appendJSONString(p.dst, x.key(i)), ": "...)
		}
		if err := p.value(x.child(i), depth+1); err != nil {
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
	if len(p.dst) > ValueBytesMax {
		return errRequestedLength
	}
	if len(p.dst) < p.taken+LargeBytes {
		return nil
	}
	more := len(p.dst) - p.taken + len(p.dst)/2
	p.taken += more
	return p.env.Building(int64(more))
}

func jsonPretty(env *Env, d Datum) (Datum, error) {
	p := prettyPrinter{env: env}
	err := p.value(d.json(), 0)
	return TextAlias(p.dst), err
}
