package builtin

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Portable is an aggregate's state that can travel: where rows lie on several
// nodes, each aggregates its own, and the states are joined afterwards.
type Portable interface {
	AggState
	// PartTypes are the types of what Part appends: the same for all states of
	// one aggregate.
	PartTypes() []*types.Type
	// Part appends what the state holds. The state is not used any more.
	Part(dst []types.Datum) ([]types.Datum, error)
	// AddPart merges what Part of a state over other rows gave. Each value is of
	// its type or NULL; they are kept only as clones.
	AddPart(env *types.Env, part []types.Datum) error
}

// Grows reports whether a state takes more memory the more rows it has seen, or the
// larger they are.
func Grows(s AggState) bool {
	switch s := s.(type) {
	case *arrayState, *stringState, *jsonState, *jsonbState, *xmlState, *percentileState, *rangeState:
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
	case *arrayState, *stringState, *jsonState, *jsonbState, *xmlState, Growing:
		return true
	}
	return false
}

// Rounds reports whether a state's result may have other last digits where the same rows come in
// another order.
func Rounds(s AggState) bool {
	switch s.(type) {
	case *floatSum, *floatSpread, *pairState:
		return true
	}
	return false
}

// ToldCount is a state of an ordered-set aggregate that is told, before it is given the rows, how
// many of them have a value that is not NULL.
type ToldCount interface{ TellCount(n int64) }

// saver is a state that is not Portable and can be kept apart all the same.
type saver interface {
	save(dst []types.Datum) ([]types.Datum, error)
	load(saved []types.Datum) error
}

// Whole reports whether two states of the aggregate can't be joined: nobody knows how.
func Whole(s AggState) bool { _, of := s.(Growing); return of }

// Growing is a state of another package that may take more memory the more rows it has seen.
type Growing interface{ Grown() bool }

// SaveState appends what a state holds, which LoadState joins to the end of another one.
// The state is not used any more.
func SaveState(s AggState, dst []types.Datum) ([]types.Datum, error) {
	switch s := s.(type) {
	case Portable:
		return s.Part(dst)
	case saver:
		return s.save(dst)
	}
	return nil, pgerror.Internal("an aggregate's state of type %T can't be saved", s)
}

// LoadState joins what SaveState gave to a state whose rows came before.
func LoadState(env *types.Env, s AggState, saved []types.Datum) error {
	switch s := s.(type) {
	case Portable:
		return s.AddPart(env, saved)
	case saver:
		return s.load(saved)
	}
	return pgerror.Internal("an aggregate's state of type %T can't be loaded", s)
}

func (s *stringState) save(dst []types.Datum) ([]types.Datum, error) {
	if !s.some {
		return dst, nil
	}
	return append(dst, types.Int(int64(s.first)), types.Bytes(s.buf)), nil
}

func (s *stringState) load(p []types.Datum) error {
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

func (s *arrayState) save(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, s.items...), nil
}

func (s *arrayState) load(p []types.Datum) error {
	for _, d := range p {
		s.some = true
		s.items = append(s.items, d.Clone())
		s.held += d.MemoryBytes()
	}
	return nil
}

func (s *pairState) save(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, types.Float(s.n), types.Float(s.sx), types.Float(s.sxx), types.Float(s.sy), types.Float(s.syy), types.Float(s.sxy)), nil
}

func (s *rangeState) save(dst []types.Datum) ([]types.Datum, error) {
	if !s.any {
		return dst, nil
	}
	d, err := s.Result(nil)
	return append(dst, d), err
}

func (s *rangeState) load(p []types.Datum) error {
	switch len(p) {
	case 0:
		return nil
	case 1:
		spans, err := types.SpansOf(s.result, p[0].Clone())
		if err != nil {
			return err
		}
		s.take(spans)
		return nil
	}
	return errPart()
}

func (s *bitStringState) save(dst []types.Datum) ([]types.Datum, error) {
	if !s.any {
		return dst, nil
	}
	return append(dst, s.sum.Datum()), nil
}

func (s *bitStringState) load(p []types.Datum) error {
	switch len(p) {
	case 0:
		return nil
	case 1:
		return s.Add(nil, p)
	}
	return errPart()
}

func (s *pairState) load(p []types.Datum) error {
	if len(p) != 6 {
		return errPart()
	}
	o := pairState{n: p[0].Float(), sx: p[1].Float(), sxx: p[2].Float(), sy: p[3].Float(), syy: p[4].Float(), sxy: p[5].Float(), name: s.name}
	return s.Merge(nil, &o)
}

var (
	partInt     = []*types.Type{types.TInt8}
	partNumeric = []*types.Type{types.TNumeric, types.TInt8}
	partFloat   = []*types.Type{types.TFloat8}
	partBool    = []*types.Type{types.TBool}
	partTime    = []*types.Type{types.TInterval, types.TInt8}
	partSpread  = []*types.Type{types.TFloat8, types.TFloat8, types.TFloat8}
	partExact   = []*types.Type{types.TNumeric, types.TNumeric, types.TInt8}
)

// errPart reports parts that no state gives.
func errPart() error { return pgerror.New(pgerror.DataCorrupted, "malformed part of an aggregate") }

// rowsOf reads a number of rows.
func rowsOf(d types.Datum) (int64, error) {
	if d.IsNull() || d.Int() < 0 {
		return 0, errPart()
	}
	return d.Int(), nil
}

func orNull(some bool, d types.Datum) types.Datum {
	if !some {
		return types.Null
	}
	return d
}

// PartTypes implements Portable.
func (s *countState) PartTypes() []*types.Type { return partInt }

// Part implements Portable.
func (s *countState) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, types.Int(s.n)), nil
}

// AddPart implements Portable.
func (s *countState) AddPart(_ *types.Env, p []types.Datum) error {
	n, err := rowsOf(p[0])
	s.n += n
	return err
}

// PartTypes implements Portable.
func (s *intSum) PartTypes() []*types.Type { return partInt }

// Part implements Portable.
func (s *intSum) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, orNull(s.some, types.Int(s.sum))), nil
}

// AddPart implements Portable.
func (s *intSum) AddPart(env *types.Env, p []types.Datum) error { return s.Add(env, p) }

// PartTypes implements Portable.
func (s *numericSum) PartTypes() []*types.Type { return partNumeric }

// Part implements Portable.
func (s *numericSum) Part(dst []types.Datum) ([]types.Datum, error) {
	if s.n == 0 {
		return append(dst, types.Null, types.Int(0)), nil
	}
	t, err := s.total()
	return append(dst, t, types.Int(s.n)), err
}

// AddPart implements Portable.
func (s *numericSum) AddPart(_ *types.Env, p []types.Datum) error {
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
func (s *floatSum) PartTypes() []*types.Type { return partFloat }

// Part implements Portable.
func (s *floatSum) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, orNull(s.some, types.Float(s.sum))), nil
}

// AddPart implements Portable.
func (s *floatSum) AddPart(env *types.Env, p []types.Datum) error { return s.Add(env, p) }

// PartTypes implements Portable.
func (s *intervalTotal) PartTypes() []*types.Type { return partTime }

// Part implements Portable.
func (s *intervalTotal) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, types.NewInterval(s.sum), types.Int(s.n)), nil
}

// AddPart implements Portable.
func (s *intervalTotal) AddPart(_ *types.Env, p []types.Datum) error {
	n, err := rowsOf(p[1])
	if err != nil || n == 0 {
		return err
	}
	if p[0].IsNull() {
		return errPart()
	}
	s.n += n
	s.sum, err = types.IntervalAdd(s.sum, p[0].Interval())
	return err
}

// PartTypes implements Portable.
func (s *extremeState) PartTypes() []*types.Type { return []*types.Type{s.t} }

// Part implements Portable.
func (s *extremeState) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, s.best), nil
}

// AddPart implements Portable.
func (s *extremeState) AddPart(_ *types.Env, p []types.Datum) error {
	s.take(p[0])
	return nil
}

// PartTypes implements Portable.
func (s *boolState) PartTypes() []*types.Type { return partBool }

// Part implements Portable.
func (s *boolState) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, orNull(s.some, types.Bool(s.value))), nil
}

// AddPart implements Portable.
func (s *boolState) AddPart(env *types.Env, p []types.Datum) error { return s.Add(env, p) }

// PartTypes implements Portable.
func (s *bitState) PartTypes() []*types.Type { return partInt }

// Part implements Portable.
func (s *bitState) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, orNull(s.some, types.Int(s.value))), nil
}

// AddPart implements Portable.
func (s *bitState) AddPart(env *types.Env, p []types.Datum) error { return s.Add(env, p) }

// PartTypes implements Portable.
func (s *floatSpread) PartTypes() []*types.Type { return partSpread }

// Part implements Portable.
func (s *floatSpread) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, types.Float(s.n), types.Float(s.sx), types.Float(s.sxx)), nil
}

// AddPart implements Portable.
func (s *floatSpread) AddPart(env *types.Env, p []types.Datum) error {
	if p[0].IsNull() || p[1].IsNull() || p[2].IsNull() {
		return errPart()
	}
	return s.Merge(env, &floatSpread{n: p[0].Float(), sx: p[1].Float(), sxx: p[2].Float()})
}

// PartTypes implements Portable.
func (s *numericSpread) PartTypes() []*types.Type { return partExact }

// Part implements Portable.
func (s *numericSpread) Part(dst []types.Datum) ([]types.Datum, error) {
	return append(dst, s.sum, s.squares, types.Int(s.n)), nil
}

// AddPart implements Portable.
func (s *numericSpread) AddPart(_ *types.Env, p []types.Datum) error {
	n, err := rowsOf(p[2])
	if err != nil {
		return err
	}
	if p[0].IsNull() || p[1].IsNull() {
		return errPart()
	}
	return s.take(n, p[0].Clone(), p[1].Clone())
}
