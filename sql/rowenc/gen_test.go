package rowenc

import (
	"math"
	"strings"

	"github.com/cockroachdb/apd/v3"
	"pgregory.net/rapid"

	"github.com/isochrondb/isochron/sql/types"
)

// keyTypes are the types that keys and values are tested with.
var keyTypes = []*types.Type{
	types.TBool, types.TInt2, types.TInt4, types.TInt8, types.TOID, types.TFloat4, types.TFloat8, types.TNumeric,
	types.TText, types.TVarchar, types.TBPChar, types.TName, types.TBytea, types.TDate, types.TTime, types.TTimeTZ,
	types.TTimestamp, types.TTimestampTZ, types.TInterval, types.TUUID,
	types.TInt4Array, types.TTextArray, types.TNumericArray, types.TFloat8Array, types.TJSONB, types.TJSONBArray,
}

var someInts = []int64{0, 1, -1, 127, 128, 199, 200, 255, 256, -128, -256, -257, 65535, 65536, math.MaxInt32, math.MinInt32, math.MaxInt64, math.MinInt64, 1 << 40}

func intGen(lo, hi int64) *rapid.Generator[int64] {
	var corner []int64
	for _, v := range someInts {
		if v >= lo && v <= hi {
			corner = append(corner, v)
		}
	}
	return rapid.OneOf(rapid.SampledFrom(corner), rapid.Int64Range(lo, hi), rapid.Int64Range(max(lo, -300), min(hi, 300)))
}

func numericGen() *rapid.Generator[types.Datum] {
	return rapid.Custom(func(t *rapid.T) types.Datum {
		switch rapid.IntRange(0, 9).Draw(t, "form") {
		case 0:
			return types.NumericNaN()
		case 1:
			return types.NumericInf(rapid.Bool().Draw(t, "neg"))
		case 2: // beyond 64 bits
			digits := rapid.StringMatching(`[1-9][0-9]{0,60}`).Draw(t, "digits")
			v := &apd.Decimal{Exponent: -int32(rapid.IntRange(0, 70).Draw(t, "scale")), Negative: rapid.Bool().Draw(t, "neg")}
			v.Coeff.SetString(digits, 10)
			return types.Numeric(v)
		}
		return types.NumericSmall(intGen(math.MinInt64, math.MaxInt64).Draw(t, "coeff"), int32(rapid.IntRange(0, 22).Draw(t, "scale")))
	})
}

// jsonGen makes jsonb values that are equal in part.
func jsonGen() *rapid.Generator[types.Datum] {
	return rapid.Custom(func(t *rapid.T) types.Datum {
		var b types.JSONBuilder
		jsonPart(t, &b, 3)
		d, err := b.Datum()
		if err != nil {
			t.Fatal(err)
		}
		return d
	})
}

func jsonPart(t *rapid.T, b *types.JSONBuilder, depth int) {
	kinds := 6
	if depth == 0 {
		kinds = 4
	}
	switch k := rapid.IntRange(0, kinds-1).Draw(t, "kind"); k {
	case 0:
		b.Null()
	case 1:
		b.Bool(rapid.Bool().Draw(t, "bool"))
	case 2:
		b.String(textGen().Draw(t, "string"))
	case 3:
		b.Number(numericGen().Filter(types.NumericIsFinite).Draw(t, "number"))
	default:
		b.Begin(k == 5)
		for range rapid.IntRange(0, 3).Draw(t, "parts") {
			if k == 5 {
				b.Key(rapid.StringMatching(`[ab]{0,2}`).Draw(t, "key"))
			}
			jsonPart(t, b, depth-1)
		}
		if err := b.End(); err != nil {
			t.Fatal(err)
		}
	}
}

// textGen makes values that share prefixes and hold what is escaped.
func textGen() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringMatching(`[ab ]{0,4}`), rapid.String(), rapid.Just("\x01\xc3\xbf"))
}

func bytesGen() *rapid.Generator[[]byte] {
	return rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom([]byte{0, 1, 0xff, 0xfe}), rapid.Byte()), 0, 6)
}

func floatGen() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, 5e-324}))
}

func datumGen(t *types.Type) *rapid.Generator[types.Datum] {
	switch t.OID {
	case types.OIDBool:
		return rapid.Map(rapid.Bool(), types.Bool)
	case types.OIDInt2:
		return rapid.Map(intGen(math.MinInt16, math.MaxInt16), types.Int)
	case types.OIDInt4:
		return rapid.Map(intGen(math.MinInt32, math.MaxInt32), types.Int)
	case types.OIDInt8:
		return rapid.Map(intGen(math.MinInt64, math.MaxInt64), types.Int)
	case types.OIDOID:
		return rapid.Map(intGen(0, math.MaxUint32), types.Int)
	case types.OIDFloat4:
		return rapid.Map(floatGen(), func(v float64) types.Datum { return types.Float(float64(float32(v))) })
	case types.OIDFloat8:
		return rapid.Map(floatGen(), types.Float)
	case types.OIDJSONB:
		return jsonGen()
	case types.OIDNumeric:
		return numericGen()
	case types.OIDText, types.OIDVarchar, types.OIDName:
		return rapid.Map(textGen(), types.Text)
	case types.OIDBPChar:
		return rapid.Map(textGen(), func(s string) types.Datum { return types.Text(strings.TrimRight(s, " ") + "  ") })
	case types.OIDBytea:
		return rapid.Map(bytesGen(), types.Bytes)
	case types.OIDDate:
		return rapid.Map(intGen(math.MinInt32, math.MaxInt32), func(v int64) types.Datum { return types.Date(int32(v)) })
	case types.OIDTime:
		return rapid.Map(intGen(0, 86400_000000), types.Time)
	case types.OIDTimeTZ:
		return rapid.Custom(func(r *rapid.T) types.Datum {
			return types.TimeTZ(intGen(0, 86400_000000).Draw(r, "t"), int32(rapid.IntRange(-57599, 57599).Draw(r, "z")))
		})
	case types.OIDTimestamp, types.OIDTimestampTZ:
		return rapid.Map(intGen(math.MinInt64, math.MaxInt64), types.Timestamp)
	case types.OIDInterval:
		return rapid.Custom(func(r *rapid.T) types.Datum {
			return types.NewInterval(types.Interval{
				Micros: intGen(math.MinInt64, math.MaxInt64).Draw(r, "us"),
				Days:   int32(intGen(math.MinInt32, math.MaxInt32).Draw(r, "d")),
				Months: int32(rapid.IntRange(-1000000, 1000000).Draw(r, "m")),
			})
		})
	case types.OIDUUID:
		return rapid.Custom(func(r *rapid.T) types.Datum {
			var u [16]byte
			copy(u[:], rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 0xff}), 16, 16).Draw(r, "u"))
			return types.UUID(u)
		})
	}
	return arrayGen(t)
}

func arrayGen(t *types.Type) *rapid.Generator[types.Datum] {
	return rapid.Custom(func(r *rapid.T) types.Datum {
		items := rapid.SliceOfN(nullableGen(t.Elem()), 0, 4).Draw(r, "items")
		a := types.ArrayOf(t.Elem(), items)
		if len(items) == 4 && rapid.Bool().Draw(r, "square") {
			a.Dims = []types.Dim{{Len: 2, Lower: 1}, {Len: 2, Lower: int32(rapid.IntRange(-1, 1).Draw(r, "lower"))}}
		}
		return types.NewArray(a)
	})
}

func nullableGen(t *types.Type) *rapid.Generator[types.Datum] {
	return rapid.OneOf(rapid.Just(types.Null), datumGen(t), datumGen(t), datumGen(t))
}
