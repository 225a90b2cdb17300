package builtin

import (
	"runtime"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/types"
)

// asked counts what is asked for.
type asked struct{ now, most int64 }

func (a *asked) Take(n int64) error {
	a.now += n
	a.most = max(a.most, a.now)
	return nil
}

func (a *asked) Return(n int64) { a.now -= n }

// workArgs are large arguments of each type, and small ones of others.
func workArgs(t *testing.T) map[*types.Type][]types.Datum {
	const bytes = 1 << 17
	env := types.NewEnv()
	read := func(typ *types.Type, s string) types.Datum {
		d, err := types.DecodeText(typ, types.NoTypmod, s, env)
		if err != nil {
			t.Fatalf("%s: %v", typ.Name, err)
		}
		return d
	}
	list := func(of string) string { return "[" + strings.Repeat(of+",", bytes/(len(of)+1)) + of + "]" }
	objects, ints := list(`{"a":1}`), list("1")
	object := "{" + strings.Repeat(`"a":1,`, bytes/6) + `"b":1}`
	array := "{" + strings.Repeat("1,", bytes/2) + "1}"
	texts := []types.Datum{types.Text(strings.Repeat("ab", bytes/2)), types.Text(strings.Repeat("1,", bytes/2)), types.Text(strings.Repeat("a b", bytes/3)),
		types.Text(strings.Repeat("aé", bytes/3)), types.Text(ints), types.Text(object), types.Text("a"), types.Text(",")}
	m := map[*types.Type][]types.Datum{
		types.TText:  texts,
		types.TBytea: {types.Bytes([]byte(strings.Repeat("ab", bytes/2)))},
		types.TInt4:  {types.Int(1), types.Int(bytes)}, types.TInt8: {types.Int(1)}, types.TBool: {types.Bool(true)},
	}
	for _, s := range []string{ints, objects, object} {
		m[types.TJSON] = append(m[types.TJSON], read(types.TJSON, s))
		m[types.TJSONB] = append(m[types.TJSONB], read(types.TJSONB, s))
	}
	m[types.TText.ArrayType()] = []types.Datum{read(types.TText.ArrayType(), array), read(types.TText.ArrayType(), "{a}")}
	m[types.TInt4.ArrayType()] = []types.Datum{read(types.TInt4.ArrayType(), array)}
	m[types.TTSQuery] = []types.Datum{read(types.TTSQuery, "a")}
	m[types.TTSVector] = []types.Datum{read(types.TTSVector, strings.Repeat("a ", bytes/2))}
	return m
}

// workMost is how often what a function takes in all, freed or not, may be what it has asked for and
// its arguments: lists that grow by halves take as much as they hold.
const workMost = 4

// TestWorkingMemory calls functions with arguments of 128 KiB: what takes many times as much asks for
// it, so that it counts as its statement's.
func TestWorkingMemory(t *testing.T) {
	args := workArgs(t)
	poly := map[string]*types.Type{"anyarray": types.TInt4.ArrayType(), "anyelement": types.TInt4, "anycompatiblearray": types.TInt4.ArrayType(), "anycompatible": types.TInt4, "anynonarray": types.TText, "any": types.TText, "name": types.TText, "varchar": types.TText}
	for _, f := range Catalog().Functions() {
		if f.Kind == KindAggregate || len(f.Args) == 0 || len(f.Args) > 4 {
			continue
		}
		ts := []*types.Type{}
		for _, a := range f.Args {
			if p := poly[a.Name]; p != nil {
				a = p
			}
			ts = append(ts, a)
		}
		f, err := ResolveFunction(f.Name, ts, false)
		if err != nil || f.Fn == nil && f.Set == nil || strings.Contains(f.Source, "exists") {
			continue
		}
		choices := make([][]types.Datum, len(f.Args))
		ok := true
		for i, a := range f.Args {
			if p := poly[a.Name]; p != nil {
				a = p
			}
			if choices[i] = args[a]; i > 0 && a == types.TText {
				choices[i] = []types.Datum{types.Text("a"), types.Text(",")} // no long patterns
			}
			ok = ok && len(choices[i]) > 0
		}
		if !ok {
			continue
		}
		total := 1
		for _, c := range choices {
			total *= len(c)
		}
		for k := range min(total, 24) {
			in := make([]types.Datum, len(choices))
			x, size := k, int64(0)
			for i, c := range choices {
				in[i] = c[x%len(c)]
				x /= len(c)
				size += int64(in[i].MemoryBytes())
			}
			if used, most := workOf(f, in); used > workSlackBytes+workMost*(most+size) {
				t.Errorf("%s of %d bytes took %d and asked for %d (case %d)", f.Source, size, used, most, k)
				break
			}
		}
	}
}

// workSlackBytes may be taken by any function.
const workSlackBytes = 1 << 18

// workOf calls a function, of a set for its first row, and tells what it took and asked for.
func workOf(f *Function, in []types.Datum) (used, most int64) {
	a := &asked{}
	env := types.NewEnv()
	env.Values = &types.Values{From: a}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if f.Fn != nil {
		_, _ = f.Fn(env, in)
	} else if it, err := f.Set(env, in); err == nil {
		_, _, _ = it()
	}
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc), a.most
}
