package types

import "github.com/isochrondb/isochron/sql/pgerror"

// jsonAggregate gives the states of json_agg, json_object_agg and their like of jsonb.
func jsonAggregate(f *Function) func() AggState {
	object := len(f.Args) == 2
	for _, t := range f.Args {
		if !t.Supported() {
			return nil
		}
	}
	if f.Result == TJSONB {
		return func() AggState { return newJSONBState(f.Args, object) }
	}
	return func() AggState { return &jsonState{ts: f.Args, object: object} }
}

var errJSONFieldNull = pgerror.New(pgerror.InvalidParameterValue, "field name must not be null")

// jsonState is json_agg, or json_object_agg: what stands between the brackets.
type jsonState struct {
	ts     []*Type
	object bool
	buf    []byte
}

func (s *jsonState) Add(env *Env, args []Datum) error {
	w := jsonWriter{env: env, dst: s.buf}
	if len(s.buf) > 0 {
		w.dst = append(w.dst, ", "...)
	}
	if s.object {
		if args[0].IsNull() {
			return errJSONFieldNull
		}
		if err := w.key(s.ts[0], args[0]); err != nil {
			return err
		}
		w.dst = append(w.dst, " : "...)
	} else if c := jsonClassOf(s.ts[0], args[0]); len(s.buf) > 0 && (c == jsonClassArray || c == jsonClassRecord) {
		w.dst = append(w.dst, "\n "...)
	}
	last := len(args) - 1
	if err := w.value(s.ts[last], args[last]); err != nil {
		return err
	}
	if len(w.dst) > ValueBytesMax {
		return errRequestedLength
	}
	s.buf = w.dst
	return nil
}

func (s *jsonState) Merge(_ *Env, other AggState) error {
	o := other.(*jsonState)
	if len(o.buf) == 0 {
		return nil
	}
	if len(s.buf) > 0 {
		s.buf = append(s.buf, ", "...)
		if s.lines() && o.buf[0] != 'n' {
			s.buf = append(s.buf, "\n "...)
		}
	}
	s.buf = append(s.buf, o.buf...)
	if len(s.buf) > ValueBytesMax {
		return errRequestedLength
	}
	return nil
}

// lines reports whether elements that are not null have lines of their own: arrays and records.
func (s *jsonState) lines() bool {
	if s.object {
		return false
	}
	t := s.ts[0].Base()
	return t.elem != nil || t.kind == KindRecord
}

func (s *jsonState) Result(*Env) (Datum, error) {
	if len(s.buf) == 0 {
		return Null, nil
	}
	open, shut := "[", "]"
	if s.object {
		open, shut = "{ ", " }"
	}
	out := append(make([]byte, 0, len(s.buf)+4), open...)
	return TextAlias(append(append(out, s.buf...), shut...)), nil
}

func (s *jsonState) MemoryBytes() int { return 48 + cap(s.buf) }

func (s *jsonState) save(dst []Datum) ([]Datum, error) {
	if len(s.buf) == 0 {
		return dst, nil
	}
	return append(dst, TextAlias(s.buf)), nil
}

func (s *jsonState) load(p []Datum) error {
	switch len(p) {
	case 0:
		return nil
	case 1:
		return s.Merge(nil, &jsonState{buf: p[0].Bytes()})
	}
	return errPart()
}

// jsonbState is jsonb_agg, or jsonb_object_agg: a builder whose outermost value is open.
type jsonbState struct {
	ts     []*Type
	object bool
	b      jsonBuilder
}

func newJSONBState(ts []*Type, object bool) *jsonbState {
	s := &jsonbState{ts: ts, object: object}
	s.b.begin(object)
	return s
}

func (s *jsonbState) some() bool { return len(s.b.dst) > 0 }

func (s *jsonbState) Add(env *Env, args []Datum) error {
	s.b.env, s.b.taken = env.unmeasured(), len(s.b.dst)
	defer func() { s.b.env = nil }()
	if s.object {
		if args[0].IsNull() {
			return errJSONFieldNull
		}
		if err := s.b.keyOf(s.ts[0], args[0]); err != nil {
			return err
		}
	}
	last := len(args) - 1
	if err := s.b.value(s.ts[last], args[last]); err != nil {
		return err
	}
	if s.b.open[0].height >= JSONDepthMax { // else Result can't fail
		return errJSONDepth()
	}
	return nil
}

// unmeasured is e without an account of values: what becomes part of an aggregate's state
// is counted there.
func (e *Env) unmeasured() *Env {
	if e == nil || e.Values == nil {
		return e
	}
	c := *e
	c.Values = nil
	return &c
}

func (s *jsonbState) Merge(_ *Env, other AggState) error {
	d, err := other.(*jsonbState).Result(nil)
	if err != nil || d.IsNull() {
		return err
	}
	return s.take(d.json())
}

// take adds what another state has gathered.
func (s *jsonbState) take(n jsonNode) error {
	x := n.box()
	if x.object != s.object {
		return errPart()
	}
	for i := range x.n {
		if s.object {
			s.b.key(x.key(i))
		}
		s.b.node(x.child(i))
	}
	return s.b.err
}

func (s *jsonbState) Result(*Env) (Datum, error) {
	if !s.some() {
		return Null, nil
	}
	b := jsonBuilder{dst: append(make([]byte, 0, len(s.b.dst)+len(s.b.dst)/4), s.b.dst...), taken: len(s.b.dst), holes: s.b.holes, err: s.b.err}
	b.open = append(b.open, s.b.open...)
	b.ends = append(b.ends, s.b.ends...)
	b.pairs = append(b.pairs, s.b.pairs...)
	if err := b.end(); err != nil {
		return Null, err
	}
	return b.datum()
}

func (s *jsonbState) MemoryBytes() int {
	return 96 + cap(s.b.dst) + 8*cap(s.b.ends) + 24*cap(s.b.pairs)
}

func (s *jsonbState) save(dst []Datum) ([]Datum, error) {
	d, err := s.Result(nil)
	if err != nil || d.IsNull() {
		return dst, err
	}
	return append(dst, d), nil
}

func (s *jsonbState) load(p []Datum) error {
	switch len(p) {
	case 0:
		return nil
	case 1:
		return s.take(p[0].json())
	}
	return errPart()
}
