package history

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// RegisterOp is a single read or write of one register. Every write of a register has a
// value of its own.
type RegisterOp struct {
	Client   int
	Key      int
	Write    bool
	Value    int64 // written, or read; 0 is the initial value
	Invoked  int64
	Returned int64
	Outcome  Outcome
}

// CheckRegisters tells whether the operations on each register are linearizable.
//
// As values are unique, no search for an order is needed (Gibbons and Korach, "Testing
// shared memories", 1997). A value's write and reads are a cluster. From the first end of
// any of them to the last beginning of any, the register must hold the value: the
// cluster's zone. If that is the wrong way round, all of the cluster overlap, and some
// moment in between is enough. So the history is linearizable if and only if
//
//   - no read ends before its value's write begins,
//   - no two zones that must hold a value overlap, and
//   - no zone of the other kind lies within one of those.
func CheckRegisters(ops []RegisterOp) (out []Anomaly) {
	byKey := map[int][]RegisterOp{}
	for _, o := range ops {
		if o.Outcome == Aborted || o.Outcome == Unknown && !o.Write {
			continue
		}
		if o.Outcome == Unknown { // it may take effect at any time, or never
			o.Returned = math.MaxInt64
		}
		byKey[o.Key] = append(byKey[o.Key], o)
	}
	for _, k := range sortedKeys(byKey) {
		if why := checkRegister(byKey[k]); why != "" {
			out = append(out, Anomaly{"register", fmt.Sprintf("key %d is not linearizable: %s", k, why)})
		}
	}
	return out
}

// zone is when a register holds a value: from first to last, if that is the way round.
type zone struct {
	value        int64
	write        *RegisterOp // nil: the initial value's
	ended, began *RegisterOp // whose moments first and last are
	first, last  int64       // the first end and the last beginning
	reads        int
}

func (z *zone) String() string {
	if z.write == nil {
		return fmt.Sprintf("initial value, last read by %v", z.began)
	}
	return fmt.Sprintf("value %d (%v; first known by %v, last asked by %v)", z.value, z.write, z.ended, z.began)
}

// String shows an operation in a line.
func (o *RegisterOp) String() string {
	kind := "read"
	if o.Write {
		kind = "write"
	}
	end := fmt.Sprint(o.Returned)
	if o.Outcome == Unknown {
		end = "…"
	}
	return fmt.Sprintf("[%d, %s] %s %d", o.Invoked, end, kind, o.Value)
}

// zones are a register's, by when they begin. A write of unknown outcome that nobody read
// has none.
func zones(ops []RegisterOp) (out []*zone) {
	byValue := map[int64]*zone{0: {first: math.MinInt64, last: math.MinInt64}}
	for i := range ops {
		o := &ops[i]
		z := byValue[o.Value]
		if z == nil {
			z = &zone{value: o.Value, first: math.MaxInt64, last: math.MinInt64}
			byValue[o.Value] = z
		}
		z.add(o)
	}
	for _, z := range byValue {
		if z.reads > 0 || z.write != nil && z.write.Outcome == Committed {
			out = append(out, z)
		}
	}
	slices.SortFunc(out, func(a, b *zone) int { return cmp.Compare(min(a.first, a.last), min(b.first, b.last)) })
	return out
}

func (z *zone) add(o *RegisterOp) {
	if o.Write {
		z.write = o
	} else {
		z.reads++
	}
	if o.Returned < z.first {
		z.first, z.ended = o.Returned, o
	}
	if o.Invoked > z.last {
		z.last, z.began = o.Invoked, o
	}
}

// checkRegister tells why the operations of one register have no order; "" if they have one.
func checkRegister(ops []RegisterOp) string {
	var held *zone // the one that must hold its value the longest, of those so far
	for _, z := range zones(ops) {
		if z.write == nil && z.value != 0 {
			return fmt.Sprintf("%v, which nobody wrote", z.began)
		}
		if z.write != nil && z.first < z.write.Invoked {
			return fmt.Sprintf("%v ended before %v was sent", z.ended, z.write)
		}
		if held != nil && z.first < held.last { // it overlaps, or lies within
			return fmt.Sprintf("%v, and meanwhile %v", held, z)
		}
		if z.first < z.last {
			held = z
		}
	}
	return ""
}
