package types

// ValueBytesMax bounds one value (54000 beyond it). Postgres's own limit is 1 GB.
const ValueBytesMax = 256 << 20

// LargeBytes is from where on values count by themselves: smaller ones are within
// what batches and rows are taken for.
const LargeBytes = 16 << 10

// Values counts the large values that an execution makes, before they are made.
// What becomes of them is the caller's to say: Keep what is in a batch, Give what
// has gone. Not safe for concurrent use.
type Values struct {
	// Taken is what values that are there take.
	Taken int64
	// From accounts for them.
	From Memory
}

// Memory accounts for bytes. Take may refuse.
type Memory interface {
	Take(n int64) error
	Return(n int64)
}

// Room is asked by everything that builds a value out of others, before it does:
// whether a value of n bytes may be. It fails with 54000 where no value may, and
// with 53200 where there is no memory for it now.
func (e *Env) Room(n int64) error {
	if n < LargeBytes {
		return nil
	}
	if n > ValueBytesMax {
		return ErrRequestedLength
	}
	if err := e.Checkpoint(); err != nil || e == nil || e.Values == nil {
		return err
	}
	return e.Values.take(n)
}

func (v *Values) take(n int64) error {
	if err := v.From.Take(n); err != nil {
		return err
	}
	v.Taken += n
	return nil
}

// Give gives n bytes back.
func (v *Values) Give(n int64) {
	if n > 0 {
		v.Taken -= n
		v.From.Return(n)
	}
}

// Building accounts for n more bytes of a value that grows in the hands of one who
// can't tell how large it will be.
func (e *Env) Building(n int64) error {
	if err := e.Checkpoint(); err != nil || e == nil || e.Values == nil {
		return err
	}
	return e.Values.take(n)
}

// Small returns an Env like e in which large values can't be made.
func (e *Env) Small() *Env {
	small := Env{}
	if e == nil {
		small = *NewEnv()
	} else {
		small = *e
	}
	small.Values = &Values{From: nothing{}}
	return &small
}

// nothing has no memory.
type nothing struct{}

func (nothing) Take(int64) error { return ErrRequestedLength }
func (nothing) Return(int64)     {}

// Mark returns what was taken so far, for Made, Keep and Drop.
func (e *Env) Mark() int64 {
	if e == nil || e.Values == nil {
		return 0
	}
	return e.Values.Taken
}

// Made accounts for a value that was made since mark, if it is large and what made
// it has not asked for room.
func (e *Env) Made(mark int64, d Datum) error {
	n := d.largeBytes()
	if n == 0 {
		return nil
	}
	if n > ValueBytesMax {
		return ErrRequestedLength
	}
	if e == nil || e.Values == nil {
		return nil
	}
	if more := n - (e.Values.Taken - mark); more > 0 {
		return e.Values.take(more)
	}
	return nil
}

// Keep gives back what was taken since mark, but for d, and returns what is left:
// to be given when d is gone.
func (e *Env) Keep(mark int64, d Datum) int64 {
	if e == nil || e.Values == nil || e.Values.Taken == mark {
		return 0
	}
	taken := e.Values.Taken - mark
	kept := min(taken, d.largeBytes())
	e.Values.Give(taken - kept)
	return kept
}

// Drop gives back what was taken since mark.
func (e *Env) Drop(mark int64) {
	if e != nil && e.Values != nil {
		e.Values.Give(e.Values.Taken - mark)
	}
}

// Long reports whether what is done with d may take long enough to ask for a Checkpoint
// before it.
func (d Datum) Long() bool {
	switch d.Kind() {
	case KindText, KindBytes, KindJSONB:
		return d.n >= LargeBytes
	case KindArray:
		return len(d.Array().Items) >= LargeBytes/DatumBytes
	case KindNumeric:
		return d.p != nil
	}
	return false
}

// largeBytes is what d takes if it is large, else 0.
func (d Datum) largeBytes() int64 {
	switch d.Kind() {
	case KindText, KindBytes, KindJSONB:
		if d.n >= LargeBytes {
			return int64(d.n)
		}
	case KindArray:
		if n := int64(len(d.Array().Items)) * int64(DatumBytes); n >= LargeBytes {
			return n
		}
	}
	return 0
}

// GrowingValue is a value that is built piece by piece.
type GrowingValue struct {
	Env   *Env
	asked int64
}

// To is asked before the value grows to n bytes.
func (g *GrowingValue) To(n int64) error {
	if n <= g.asked || n < LargeBytes {
		return nil
	}
	if n > ValueBytesMax {
		return ErrRequestedLength
	}
	n = min(max(n, 2*g.asked, 2*LargeBytes), ValueBytesMax)
	if err := g.Env.Room(n - g.asked); err != nil {
		return err
	}
	g.asked = n
	return nil
}

// Unmeasured is e without an account of values: what becomes part of an aggregate's state
// is counted there.
func (e *Env) Unmeasured() *Env {
	if e == nil || e.Values == nil {
		return e
	}
	c := *e
	c.Values = nil
	return &c
}
