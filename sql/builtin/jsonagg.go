package builtin

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// jsonAggregate gives the states of json_agg, json_object_agg and their like of jsonb.
func jsonAggregate(f *Function) func() AggState {
	object := len(f.Args) == 2
	for _, t := range f.Args {
		if !t.Supported() {
			return nil
		}
	}
	if f.Result == types.TJSONB {
		return func() AggState { return newJSONBState(f.Args, object) }
	}
	return func() AggState { return &jsonState{ts: f.Args, object: object} }
}

var errJSONFieldNull = pgerror.New(pgerror.InvalidParameterValue, "field name must not be null")

// jsonState is json_agg, or json_object_agg: what stands between the brackets.
type jsonState struct {
	ts     []*types.Type
	object bool
	buf    []byte
}

func (s *jsonState) Add(env *types.Env, args []types.Datum) error {
	w := types.JSONWriter{Env: env, Dst: s.buf}
	if len(s.buf) > 0 {
		w.Dst = append(w.Dst, ", "...)
	}
	if s.object {
		if args[0].IsNull() {
			return errJSONFieldNull
		}
		if err := w.Key(s.ts[0], args[0]); err != nil {
			return err
		}
		w.Dst = append(w.Dst, " : "...)
	} else if c := types.JSONClassOf(s.ts[0], args[0]); len(s.buf) > 0 && (c == types.JSONClassArray || c == types.JSONClassRecord) {
		w.Dst = append(w.Dst, "\n "...)
	}
	last := len(args) - 1
	if err := w.Value(s.ts[last], args[last]); err != nil {
		return err
	}
	if len(w.Dst) > types.ValueBytesMax {
		return types.ErrRequestedLength
	}
	s.buf = w.Dst
	return nil
}

func (s *jsonState) Merge(_ *types.Env, other AggState) error {
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
	if len(s.buf) > types.ValueBytesMax {
		return types.ErrRequestedLength
	}
	return nil
}

// lines reports whether elements that are not null have lines of their own: arrays and records.
func (s *jsonState) lines() bool {
	if s.object {
		return false
	}
	t := s.ts[0].Base()
	return t.Elem() != nil || t.Kind() == types.KindRecord
}

func (s *jsonState) Result(*types.Env) (types.Datum, error) {
	if len(s.buf) == 0 {
		return types.Null, nil
	}
	open, shut := "[", "]"
	if s.object {
		open, shut = "{ ", " }"
	}
	out := append(make([]byte, 0, len(s.buf)+4), open...)
	return types.TextAlias(append(append(out, s.buf...), shut...)), nil
}

func (s *jsonState) MemoryBytes() int { return 48 + cap(s.buf) }

func (s *jsonState) save(dst []types.Datum) ([]types.Datum, error) {
	if len(s.buf) == 0 {
		return dst, nil
	}
	return append(dst, types.TextAlias(s.buf)), nil
}

func (s *jsonState) load(p []types.Datum) error {
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
	ts     []*types.Type
	object bool
	b      types.JSONBWriter
}

func newJSONBState(ts []*types.Type, object bool) *jsonbState {
	s := &jsonbState{ts: ts, object: object}
	s.b.Begin(object)
	return s
}

func (s *jsonbState) some() bool { return len(s.b.Dst) > 0 }

func (s *jsonbState) Add(env *types.Env, args []types.Datum) error {
	s.b.Env, s.b.Taken = env.Unmeasured(), len(s.b.Dst)
	defer func() { s.b.Env = nil }()
	if s.object {
		if args[0].IsNull() {
			return errJSONFieldNull
		}
		if err := s.b.KeyOf(s.ts[0], args[0]); err != nil {
			return err
		}
	}
	last := len(args) - 1
	if err := s.b.Value(s.ts[last], args[last]); err != nil {
		return err
	}
	if s.b.Open[0].Height >= types.JSONDepthMax { // else Result can't fail
		return types.ErrJSONDepth()
	}
	return nil
}

func (s *jsonbState) Merge(_ *types.Env, other AggState) error {
	d, err := other.(*jsonbState).Result(nil)
	if err != nil || d.IsNull() {
		return err
	}
	return s.take(d.JSON())
}

// take adds what another state has gathered.
func (s *jsonbState) take(n types.JSONNode) error {
	x := n.Box()
	if x.Object != s.object {
		return errPart()
	}
	for i := range x.N {
		if s.object {
			s.b.Key(x.Key(i))
		}
		s.b.Node(x.Child(i))
	}
	return s.b.Err
}

func (s *jsonbState) Result(*types.Env) (types.Datum, error) {
	if !s.some() {
		return types.Null, nil
	}
	b := types.JSONBWriter{Dst: append(make([]byte, 0, len(s.b.Dst)+len(s.b.Dst)/4), s.b.Dst...), Taken: len(s.b.Dst), Holes: s.b.Holes, Err: s.b.Err}
	b.Open = append(b.Open, s.b.Open...)
	b.Ends = append(b.Ends, s.b.Ends...)
	b.Pairs = append(b.Pairs, s.b.Pairs...)
	if err := b.End(); err != nil {
		return types.Null, err
	}
	return b.Datum()
}

func (s *jsonbState) MemoryBytes() int {
	return 96 + cap(s.b.Dst) + 8*cap(s.b.Ends) + 24*cap(s.b.Pairs)
}

func (s *jsonbState) save(dst []types.Datum) ([]types.Datum, error) {
	d, err := s.Result(nil)
	if err != nil || d.IsNull() {
		return dst, err
	}
	return append(dst, d), nil
}

func (s *jsonbState) load(p []types.Datum) error {
	switch len(p) {
	case 0:
		return nil
	case 1:
		return s.take(p[0].JSON())
	}
	return errPart()
}
