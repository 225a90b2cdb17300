package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"testing"
)

// The wanted texts are PostgreSQL 15's.
func TestIntervalISO(t *testing.T) {
	for in, want := range map[string]string{
		"0":                                   "PT0S",
		"1 year 2 mons 3 days 04:05:06.7":     "P1Y2M3DT4H5M6.7S",
		"-1 year -2 mons +3 days -00:00:00.5": "P-1Y-2M3DT-0.5S",
		"-00:01:05":                           "PT-1M-5S",
		"12 mons":                             "P1Y",
		"25:00:00":                            "PT25H",
		"1 day -1 sec":                        "P1DT-1S",
		"-13 mons":                            "P-1Y-1M",
		"00:00:10.000001":                     "PT10.000001S",
		"1 mon 00:00:30":                      "P1MT30S",
	} {
		cast, _ := FindCast(types.TUnknown, types.TInterval, Explicit)
		d, err := cast.Fn(nil, types.Text(in), types.NoTypmod, true)
		if err != nil {
			t.Fatal(err)
		}
		if got := types.String(types.TInterval, d, &types.Env{IntervalStyle: types.IntervalISO8601}); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}
