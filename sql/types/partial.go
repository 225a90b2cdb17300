package types

import "github.com/isochrondb/isochron/sql/pgerror"

// Portable is an aggregate's state that can travel: where rows lie on several
// nodes, each aggregates its own, and the states are joined afterwards.
type Portable interface {
	AggState
	// PartTypes are the types of what Part appends: the same for all states of
	// one aggregate.
	PartTypes() []*Type
	// Part appends what the state holds. The state is not used any more.
	Part(dst []Datum) ([]Datum, error)
	// AddPart merges what Part of a state over other rows gave. Each value is of
	// its type or NULL; they are kept only as clones.
	AddPart(env *Env, part []Datum) error
}

// Grows reports whether a state takes more memory the more rows it has seen, or the
// larger they are.
func Grows(s AggState) bool {
	switch s := s.(type) {
	case *arrayState, *stringState, *jsonState, *jsonbState, *percentileState, *rangeState:
		return true
	case *extremeState:
		return s.t.Len < 0
	case Growing:
		return s.Grown()
	}
	return false
}

// OrderMatters reports whether a state depends on the order of its rows.
func OrderMatters(s AggState) bool {
	switch s.(type) {
	case *arrayState, *stringState, *jsonState, *jsonbState, Growing:
		return true
	}
	return false
}

// saver is a state that is not Portable and can be kept apart all the same.
type saver interface {
	save(dst []Datum) ([]Datum, error)
	load(saved []Datum) error
}

// Saver is such a state of another package.
type Saver interface {
	Save(dst []Datum) []Datum
	Load(saved []Datum) error
}

// Growing is a state of another package that may take more memory the more rows it has seen.
type Growing interface{ Grown() bool }

// SaveState appends what a state holds, which LoadState joins to the end of another one.
// The state is not used any more.
func SaveState(s AggState, dst []Datum) ([]Datum, error) {
	switch s := s.(type) {
	case Portable:
		return s.Part(dst)
	case saver:
		return s.save(dst)
	case Saver:
		return s.Save(dst), nil
	}
	return nil, pgerror.Internal("an aggregate's state of type %T can't be saved", s)
}

// LoadState joins what SaveState gave to a state whose rows came before.
func LoadState(env *Env, s AggState, saved []Datum) error {
	switch s := s.(type) {
	case Portable:
		return s.AddPart(env, saved)
	case saver:
		return s.load(saved)
	case Saver:
		return s.Load(saved)
	}
	return pgerror.Internal("an aggregate's state of type %T can't be loaded", s)
}

func (s *stringState) save(dst []Datum) ([]Datum, error) {
	if !s.some {
		return dst, nil
	}
	return append(dst, Int(int64(s.first)), Bytes(s.buf)), nil
}

func (s *stringState) load(p []Datum) error {
	switch {
	case len(p) == 0:
		return nil
	case len(p) != 2:
		return errPart()
	}
	o := stringState{some: true, first: int(p[0].Int()), buf: p[1].Bytes()}
	if err := s.Merge(nil, &o); err != nil {
		return err
	}
	return s.fits()
}

func (s *arrayState) save(dst []Datum) ([]Datum, error) { return append(dst, s.items...), nil }

func (s *arrayState) load(p []Datum) error {
	for _, d := range p {
		s.some = true
		s.items = append(s.items, d.Clone())
		s.held += d.MemoryBytes()
	}
	return nil
}

func (s *pairState) save(dst []Datum) ([]Datum, error) {
	return append(dst, Float(s.n), Float(s.sx), Float(s.sxx), Float(s.sy), Float(s.syy), Float(s.sxy)), nil
}

func (s *rangeState) save(dst []Datum) ([]Datum, error) {
	if !s.any {
		return dst, nil
	}
	d, err := s.Result(nil)
	return append(dst, d), err
}

func (s *rangeState) load(p []Datum) error {
	switch len(p) {
	case 0:
		return nil
	case 1:
		spans, err := spansOf(s.result, p[0].Clone())
		if err != nil {
			return err
		}
		s.take(spans)
		return nil
	}
	return errPart()
}

func (s *bitStringState) save(dst []Datum) ([]Datum, error) {
	if !s.any {
		return dst, nil
	}
	return append(dst, s.sum.datum()), nil
}

func (s *bitStringState) load(p []Datum) error {
	switch len(p) {
	case 0:
		return nil
	case 1:
		return s.Add(nil, p)
	}
	return errPart()
}

func (s *pairState) load(p []Datum) error {
	if len(p) != 6 {
		return errPart()
	}
	o := pairState{n: p[0].Float(), sx: p[1].Float(), sxx: p[2].Float(), sy: p[3].Float(), syy: p[4].Float(), sxy: p[5].Float(), name: s.name}
	return s.Merge(nil, &o)
}

var (
	partInt     = []*Type{TInt8}
	partNumeric = []*Type{TNumeric, TInt8}
	partFloat   = []*Type{TFloat8}
	partBool    = []*Type{TBool}
	partTime    = []*Type{TInterval, TInt8}
	partSpread  = []*Type{TFloat8, TFloat8, TFloat8}
	partExact   = []*Type{TNumeric, TNumeric, TInt8}
)

// errPart reports parts that no state gives.
func errPart() error { return pgerror.New(pgerror.DataCorrupted, "malformed part of an aggregate") }

// rowsOf reads a number of rows.
func rowsOf(d Datum) (int64, error) {
	if d.IsNull() || d.Int() < 0 {
		return 0, errPart()
	}
	return d.Int(), nil
}

func orNull(some bool, d Datum) Datum {
	if !some {
		return Null
	}
	return d
}

// PartTypes implements Portable.
func (s *countState) PartTypes() []*Type { return partInt }

// Part implements Portable.
func (s *countState) Part(dst []Datum) ([]Datum, error) { return append(dst, Int(s.n)), nil }

// AddPart implements Portable.
func (s *countState) AddPart(_ *Env, p []Datum) error {
	n, err := rowsOf(p[0])
	s.n += n
	return err
}

// PartTypes implements Portable.
func (s *intSum) PartTypes() []*Type { return partInt }

// Part implements Portable.
func (s *intSum) Part(dst []Datum) ([]Datum, error) {
	return append(dst, orNull(s.some, Int(s.sum))), nil
}

// AddPart implements Portable.
func (s *intSum) AddPart(env *Env, p []Datum) error { return s.Add(env, p) }

// PartTypes implements Portable.
func (s *numericSum) PartTypes() []*Type { return partNumeric }

// Part implements Portable.
func (s *numericSum) Part(dst []Datum) ([]Datum, error) {
	if s.n == 0 {
		return append(dst, Null, Int(0)), nil
	}
	t, err := s.total()
	return append(dst, t, Int(s.n)), err
}

// AddPart implements Portable.
func (s *numericSum) AddPart(_ *Env, p []Datum) error {
	n, err := rowsOf(p[1])
	if err != nil || n == 0 {
		return err
	}
	if p[0].IsNull() {
		return errPart()
	}
	s.n += n
	return s.addBig(p[0].Clone())
}

// PartTypes implements Portable.
func (s *floatSum) PartTypes() []*Type { return partFloat }

// Part implements Portable.
func (s *floatSum) Part(dst []Datum) ([]Datum, error) {
	return append(dst, orNull(s.some, Float(s.sum))), nil
}

// AddPart implements Portable.
func (s *floatSum) AddPart(env *Env, p []Datum) error { return s.Add(env, p) }

// PartTypes implements Portable.
func (s *intervalTotal) PartTypes() []*Type { return partTime }

// Part implements Portable.
func (s *intervalTotal) Part(dst []Datum) ([]Datum, error) {
	return append(dst, NewInterval(s.sum), Int(s.n)), nil
}

// AddPart implements Portable.
func (s *intervalTotal) AddPart(_ *Env, p []Datum) error {
	n, err := rowsOf(p[1])
	if err != nil || n == 0 {
		return err
	}
	if p[0].IsNull() {
		return errPart()
	}
	s.n += n
	s.sum, err = intervalAdd(s.sum, p[0].Interval())
	return err
}

// PartTypes implements Portable.
func (s *extremeState) PartTypes() []*Type { return []*Type{s.t} }

// Part implements Portable.
func (s *extremeState) Part(dst []Datum) ([]Datum, error) { return append(dst, s.best), nil }

// AddPart implements Portable.
func (s *extremeState) AddPart(_ *Env, p []Datum) error {
	s.take(p[0])
	return nil
}

// PartTypes implements Portable.
func (s *boolState) PartTypes() []*Type { return partBool }

// Part implements Portable.
func (s *boolState) Part(dst []Datum) ([]Datum, error) {
	return append(dst, orNull(s.some, Bool(s.value))), nil
}

// AddPart implements Portable.
func (s *boolState) AddPart(env *Env, p []Datum) error { return s.Add(env, p) }

// PartTypes implements Portable.
func (s *bitState) PartTypes() []*Type { return partInt }

// Part implements Portable.
func (s *bitState) Part(dst []Datum) ([]Datum, error) {
	return append(dst, orNull(s.some, Int(s.value))), nil
}

// AddPart implements Portable.
func (s *bitState) AddPart(env *Env, p []Datum) error { return s.Add(env, p) }

// PartTypes implements Portable.
func (s *floatSpread) PartTypes() []*Type { return partSpread }

// Part implements Portable.
func (s *floatSpread) Part(dst []Datum) ([]Datum, error) {
	return append(dst, Float(s.n), Float(s.sx), Float(s.sxx)), nil
}

// AddPart implements Portable.
func (s *floatSpread) AddPart(env *Env, p []Datum) error {
	if p[0].IsNull() || p[1].IsNull() || p[2].IsNull() {
		return errPart()
	}
	return s.Merge(env, &floatSpread{n: p[0].Float(), sx: p[1].Float(), sxx: p[2].Float()})
}

// PartTypes implements Portable.
func (s *numericSpread) PartTypes() []*Type { return partExact }

// Part implements Portable.
func (s *numericSpread) Part(dst []Datum) ([]Datum, error) {
	return append(dst, s.sum, s.squares, Int(s.n)), nil
}

// AddPart implements Portable.
func (s *numericSpread) AddPart(_ *Env, p []Datum) error {
	n, err := rowsOf(p[2])
	if err != nil {
		return err
	}
	if p[0].IsNull() || p[1].IsNull() {
		return errPart()
	}
	return s.take(n, p[0].Clone(), p[1].Clone())
}
