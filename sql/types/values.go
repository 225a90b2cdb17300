package types

import (
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
)

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
		return errRequestedLength
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

func (nothing) Take(int64) error { return errRequestedLength }
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
		return errRequestedLength
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
	switch d.kind {
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
	switch d.kind {
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

// textBytes is how long the texts of args are together.
func textBytes(args []Datum) (n int64) {
	for _, d := range args {
		if k := d.Kind(); k == KindText || k == KindBytes || k == KindJSONB {
			n += int64(d.n)
		}
	}
	return n
}

// sizes says how large what a function builds may be, by its arguments, for those
// that can't tell until they have built it. Others ask for room themselves.
var sizes = sync.OnceValue(func() map[string]func(args []Datum) int64 {
	return map[string]func(args []Datum) int64{
		"textcat": textBytes, "byteacat": textBytes, "textanycat(text,anynonarray)": textBytes, "anytextcat(anynonarray,text)": textBytes,
		"text_concat": valueBytes, "text_concat_ws": concatBytes,
		"translate": times(textBytes, 4), "lower": times(textBytes, 3), "upper": times(textBytes, 3), "initcap": times(textBytes, 3),
		"text_reverse": textBytes, "textoverlay": textBytes, "textoverlay_no_len": textBytes, "byteaoverlay": textBytes, "byteaoverlay_no_len": textBytes,
		"quote_ident": times(textBytes, 2), "quote_literal": times(textBytes, 2), "quote_literal(anyelement)": times(valueBytes, 2),
		"quote_nullable": times(textBytes, 2), "quote_nullable(anyelement)": times(valueBytes, 2),
		"unicode_normalize_func": times(textBytes, 4), "binary_encode": times(textBytes, 2), "binary_decode": textBytes,
		"numeric_to_char": times(textBytes, 2), "int4_to_char": times(textBytes, 2), "int8_to_char": times(textBytes, 2),
		"float4_to_char": times(textBytes, 2), "float8_to_char": times(textBytes, 2),
		"timestamp_to_char": times(textBytes, 4), "timestamptz_to_char": times(textBytes, 4), "interval_to_char": times(textBytes, 4),
		"array_cat": arrayBytes, "array_append": arrayBytes, "array_prepend": arrayBytes, "array_replace": arrayBytes, "array_remove": arrayBytes,
		"array_to_text": joinedBytes, "array_to_text_null": joinedBytes,
		"to_json": times(valueBytes, 2), "to_jsonb": times(valueBytes, 2), "row_to_json": times(valueBytes, 2), "array_to_json": times(valueBytes, 2),
		"row_to_json_pretty": times(valueBytes, 2), "array_to_json_pretty": times(valueBytes, 2),
		"json_build_object": times(valueBytes, 2), "json_build_array": times(valueBytes, 2),
		"jsonb_build_object": times(valueBytes, 2), "jsonb_build_array": times(valueBytes, 2),
		"json_object": times(valueBytes, 2), "jsonb_object": times(valueBytes, 2),
		"json_object_two_arg": times(valueBytes, 2), "jsonb_object_two_arg": times(valueBytes, 2),
		"json_strip_nulls": times(textBytes, 6), "json_array_elements": times(textBytes, 12), "json_array_elements_text": times(textBytes, 12),
		"json_each": times(textBytes, 12), "json_each_text": times(textBytes, 12), "json_object_keys": times(textBytes, 12),
		"jsonb_concat": textBytes, "jsonb_set": textBytes, "jsonb_insert": textBytes, "jsonb_delete": textBytes, "jsonb_delete_idx": textBytes,
		"jsonb_delete_array": textBytes, "jsonb_delete_path": textBytes, "jsonb_set_lax": textBytes,
	}
})

func times(size func([]Datum) int64, k int64) func([]Datum) int64 {
	return func(args []Datum) int64 { return k * size(args) }
}

// valueBytes is what args take, the values in arrays and records included.
func valueBytes(args []Datum) (n int64) {
	for _, d := range args {
		n += int64(d.MemoryBytes())
	}
	return n
}

// concatBytes: the separator, which comes first, stands between all others.
func concatBytes(args []Datum) int64 {
	return valueBytes(args) + int64(len(args))*textBytes(args[:1])
}

// joinedBytes: the separator stands between the elements, another text for NULLs.
func joinedBytes(args []Datum) int64 {
	if args[0].IsNull() {
		return 0
	}
	return valueBytes(args[:1]) + int64(len(args[0].Array().Items))*textBytes(args[1:])
}

// arrayBytes is what the elements of args take by themselves.
func arrayBytes(args []Datum) (n int64) {
	for _, d := range args {
		if d.Kind() == KindArray {
			n += int64(len(d.Array().Items)+1) * int64(DatumBytes)
		}
	}
	return n
}

// measured makes f ask for room before it builds.
func measured(f *Function, size func([]Datum) int64) {
	if fn := f.Fn; fn != nil {
		f.Fn = func(env *Env, args []Datum) (Datum, error) {
			if err := env.Room(size(args)); err != nil {
				return Null, err
			}
			return fn(env, args)
		}
	}
	if fn := f.Fn1; fn != nil {
		f.Fn1 = func(env *Env, a Datum) (Datum, error) {
			args := [1]Datum{a}
			if err := env.Room(size(args[:])); err != nil {
				return Null, err
			}
			return fn(env, a)
		}
	}
	if fn := f.Fn2; fn != nil {
		f.Fn2 = func(env *Env, a, b Datum) (Datum, error) {
			args := [2]Datum{a, b}
			if err := env.Room(size(args[:])); err != nil {
				return Null, err
			}
			return fn(env, a, b)
		}
	}
}

// templates are the functions whose second argument says how a value is written.
var templates = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, name := range []string{"numeric", "int4", "int8", "float4", "float8", "timestamp", "timestamptz", "interval"} {
		m[name+"_to_char"] = true
	}
	m["numeric_to_number"], m["to_timestamp"], m["to_date"] = true, true, true
	return m
})

// templateBytesMax is how long a template may be (54000): each byte may become a step of
// its own, of a microsecond.
const templateBytesMax = 64 << 10

var errTemplateLong = pgerror.New(pgerror.ProgramLimitExceeded, "template is longer than %d bytes", templateBytesMax)

// templated makes f refuse templates that are too long.
func templated(f *Function) {
	fn := f.Fn2
	if fn == nil {
		return
	}
	f.Fn2 = func(env *Env, a, b Datum) (Datum, error) {
		if len(b.Text()) > templateBytesMax {
			return Null, errTemplateLong
		}
		return fn(env, a, b)
	}
	f.Fn = func(env *Env, args []Datum) (Datum, error) { return f.Fn2(env, args[0], args[1]) }
}

// growing is a value that is built piece by piece.
type growing struct {
	env   *Env
	asked int64
}

// to is asked before the value grows to n bytes.
func (g *growing) to(n int64) error {
	if n <= g.asked || n < LargeBytes {
		return nil
	}
	if n > ValueBytesMax {
		return errRequestedLength
	}
	n = min(max(n, 2*g.asked, 2*LargeBytes), ValueBytesMax)
	if err := g.env.Room(n - g.asked); err != nil {
		return err
	}
	g.asked = n
	return nil
}
