package builtin

import (
	"math"

	"github.com/isochrondb/isochron/sql/types"
)

// Values are arguments of one aggregate for some rows, of one kind, as 64 bits without a Datum
// around each (types.Plain).
type Values struct {
	Kind  types.Kind
	Scale int32 // of numerics
	V     []int64
	Null  []bool // nil: none is NULL
}

// TakesValues reports whether AddValues knows states like s of arguments of a kind; KindNull:
// without an argument.
func TakesValues(s AggState, k types.Kind) bool {
	switch s := s.(type) {
	case *countState:
		return s.star == (k == types.KindNull)
	case *intSum:
		return k == types.KindInt
	case *numericSum:
		return k == types.KindInt || k == types.KindNumeric
	case *floatSum, *floatSpread:
		return k == types.KindFloat
	case *extremeState:
		switch k {
		case types.KindInt, types.KindNumeric, types.KindDate, types.KindTime, types.KindTimestamp, types.KindBool:
			return s.t.Kind() == k
		}
	}
	return false
}

// AddValues adds to each of states, which are of one aggregate, the value beside it, as Add does
// row by row. A nil state wants none; those beside NULL become nil. Where TakesValues was asked for
// no argument v has none.
func AddValues(states []AggState, v *Values) error {
	for i, null := range v.Null {
		if null {
			states[i] = nil
		}
	}
	switch firstState(states).(type) {
	case *countState:
		for _, s := range states {
			if s != nil {
				s.(*countState).n++
			}
		}
	case *intSum:
		return addInts(states, v.V)
	case *numericSum:
		return addNumerics(states, v)
	case *floatSum, *floatSpread:
		return addFloats(states, v.V)
	case *extremeState:
		for i, s := range states {
			if s != nil {
				s.(*extremeState).takePlain(v, i)
			}
		}
	}
	return nil
}

func firstState(states []AggState) AggState {
	for _, s := range states {
		if s != nil {
			return s
		}
	}
	return nil
}

func addInts(states []AggState, v []int64) (err error) {
	for i, a := range states {
		if a == nil {
			continue
		}
		s := a.(*intSum)
		s.some = true
		if s.sum, err = AddInt8(s.sum, v[i]); err != nil {
			return err
		}
	}
	return nil
}

func addNumerics(states []AggState, v *Values) error {
	for i, a := range states {
		if a == nil {
			continue
		}
		s, err := a.(*numericSum), error(nil)
		s.n++
		if v.Kind == types.KindInt {
			err = s.addInt(v.V[i])
		} else {
			err = s.addSmall(v.V[i], v.Scale)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func addFloats(states []AggState, v []int64) (err error) {
	for i, a := range states {
		switch s := a.(type) {
		case *floatSum:
			err = s.add(math.Float64frombits(uint64(v[i])))
		case *floatSpread:
			err = s.add(math.Float64frombits(uint64(v[i])))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// addSmall is addBig of a small numeric.
func (s *numericSum) addSmall(v int64, scale int32) error {
	if c, at, ok := s.big.SmallNumeric(); ok && at == scale && !s.big.IsNull() {
		if c, ok = types.AddInt64(c, v); ok {
			s.big = types.NumericSmall(c, scale)
			return nil
		}
	}
	return s.addBig(types.NumericSmall(v, scale))
}

// takePlain is take of a value that is not NULL.
func (s *extremeState) takePlain(v *Values, i int) {
	if best, scale, ok := s.best.Plain(); ok && scale == v.Scale && s.best.Kind() == v.Kind {
		// Of one scale, values that are equal look alike.
		if x := v.V[i]; (x < best) == (s.sign > 0) && x != best {
			s.best = types.Plain(v.Kind, x, v.Scale)
		}
		return
	}
	s.take(types.Plain(v.Kind, v.V[i], v.Scale))
}
