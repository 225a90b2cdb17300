package builtin_test

import (
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// boundZones are zones whose clocks go on, are put back and forward, skip or repeat a day at
// once, and are under rules that no country has.
var boundZones = []string{"UTC", "+03:30", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Pacific/Apia", "America/Juneau", "Asia/Manila", "<a>-100<b>50,M3.2.0,M11.1.0"}

// boundMoments are around what is peculiar to these zones, and to the types.
var boundMoments = []string{
	"-infinity", "4713-01-01 BC", "4713-01-03 12:00 BC", "1844-12-30", "1844-12-31 00:00:00.000001", "1845-01-01", "1867-10-18", "1867-10-18 15:00", "1867-10-19",
	"2011-12-29 23:59:59.999999", "2011-12-30", "2011-12-30 10:00", "2011-12-31", "2012-01-01", "2018-11-04", "2018-11-04 00:30", "2018-11-04 01:00", "2018-11-04 05:30",
	"2020-02-29", "2020-03-07 23:59", "2020-03-08", "2020-03-08 01:59:59.999999", "2020-03-08 02:00", "2020-03-08 02:30", "2020-03-08 03:00", "2020-03-08 03:30",
	"2020-03-08 06:59", "2020-03-08 07:00", "2020-03-08 07:30", "2020-03-09", "2020-03-12 12:00", "2020-06-01", "2020-06-01 12:00",
	"2020-10-31 12:00", "2020-11-01", "2020-11-01 00:59", "2020-11-01 01:00", "2020-11-01 01:30", "2020-11-01 02:00", "2020-11-01 05:30", "2020-11-01 06:30",
	"2020-11-02", "2020-11-05", "2020-11-10", "294246-12-31", "294276-12-31 23:59:59.999999", "infinity",
}

// TestKeyBound compares what bounds allow with what the comparison itself says.
func TestKeyBound(t *testing.T) {
	for _, zone := range boundZones {
		loc, _, err := types.LoadZone(zone)
		if err != nil {
			t.Fatal(zone, err)
		}
		env := &types.Env{Location: loc}
		values := map[*types.Type][]types.Datum{}
		for _, x := range []*types.Type{types.TDate, types.TTimestamp, types.TTimestampTZ} {
			for _, text := range boundMoments {
				if x == types.TTimestampTZ && !hasEra(text) {
					text += "Z"
				}
				d, err := types.DecodeText(x, types.NoTypmod, text, env)
				if err != nil {
					t.Fatal(x, text, err)
				}
				values[x] = append(values[x], d)
			}
		}
		far, err := types.DecodeText(types.TDate, types.NoTypmod, "5874897-12-31", env)
		if err != nil {
			t.Fatal(err)
		}
		values[types.TDate] = append(values[types.TDate], far)
		for col := range values {
			for of := range values {
				if col != of {
					compareBounds(t, env, zone, col, of, values)
				}
			}
		}
	}
}

func hasEra(text string) bool { return text[len(text)-1] == 'C' || text[len(text)-1] == 'y' }

func compareBounds(t *testing.T, env *types.Env, zone string, col, of *types.Type, values map[*types.Type][]types.Datum) {
	t.Helper()
	for _, op := range []string{"<", "<=", "=", ">=", ">"} {
		cond, err := builtin.ResolveOperator(op, col, of)
		if err != nil {
			t.Fatal(err)
		}
		if cond.Left != col || cond.Right != of {
			t.Fatalf("%s %s %s is of %s and %s", col, op, of, cond.Left, cond.Right)
		}
		for _, v := range values[of] {
			for _, x := range values[col] {
				want, err := cond.Fn(env, x, v)
				if err != nil {
					t.Fatal(err)
				}
				got, exact := within(t, env, op, col, of, x, v)
				if want.Bool() && !got || exact && got != want.Bool() {
					t.Errorf("%s: %s %s %s %s %s: bounds allow it: %t, it holds: %t", zone, col, types.String(col, x, env), op, of, types.String(of, v, env), got, want.Bool())
				}
			}
		}
	}
}

// within reports whether the bounds of a comparison with v allow x.
func within(t *testing.T, env *types.Env, op string, col, of *types.Type, x, v types.Datum) (ok, exact bool) {
	t.Helper()
	f, exact := builtin.KeyBound(op, col, of)
	if op == "=" && !exact {
		lo, _ := within(t, env, ">=", col, of, x, v)
		hi, _ := within(t, env, "<=", col, of, x, v)
		return lo && hi, false
	}
	bound, err := f.Fn(env, []types.Datum{v})
	if err != nil {
		t.Fatal(err)
	}
	if bound.IsNull() {
		return false, exact
	}
	c := types.Compare(col, x, bound)
	return map[string]bool{"<": c < 0, "<=": c <= 0, "=": c == 0, ">=": c >= 0, ">": c > 0}[op], exact
}

// TestKeyBoundIsTight: where no clock is changed, the bounds that may be wide are not.
func TestKeyBoundIsTight(t *testing.T) {
	loc, _, err := types.LoadZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	env := &types.Env{Location: loc}
	for _, tc := range []struct {
		op         string
		col        *types.Type
		value, out string
	}{
		{">=", types.TTimestamp, "2020-06-01 12:00Z", "2020-06-01 08:00:00"},
		{"<", types.TTimestamp, "2020-06-01 12:00Z", "2020-06-01 08:00:00"},
		{">=", types.TDate, "2020-06-01 12:00Z", "2020-06-02"},
		{">", types.TDate, "2020-06-01 12:00Z", "2020-06-01"},
		{"<", types.TDate, "2020-06-01 12:00Z", "2020-06-02"},
		{"<=", types.TDate, "2020-06-01 12:00Z", "2020-06-01"},
		{">=", types.TDate, "2020-06-01 04:00Z", "2020-06-01"},
		{">=", types.TTimestamp, "2020-03-08 07:00Z", "2020-03-06 02:00:00"},
		{"<", types.TTimestamp, "2020-03-08 07:00Z", "2020-03-10 04:00:00"},
		{"<", types.TTimestamp, "infinity", "infinity"},
		{">=", types.TDate, "-infinity", "-infinity"},
	} {
		v, err := types.DecodeText(types.TTimestampTZ, types.NoTypmod, tc.value, env)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := builtin.KeyBound(tc.op, tc.col, types.TTimestampTZ)
		d, err := f.Fn(env, []types.Datum{v})
		if err != nil {
			t.Fatal(err)
		}
		if got := types.String(tc.col, d, env); got != tc.out {
			t.Errorf("%s %s %s: got %s, want %s", tc.col, tc.op, tc.value, got, tc.out)
		}
	}
}
