package stats

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// measured are the figures of the one column of a table, of these values.
func measured(t *testing.T, typ *types.Type, n int, value func(i int) types.Datum) Column {
	t.Helper()
	c := newCollector(&catalog.TableDesc{Columns: []catalog.Column{{ID: 1, Name: "c", Type: typ}}}, nil, nil)
	for i := range n {
		c.add([]types.Datum{value(i)})
		c.rows++
	}
	s := c.cols[0]
	if e := s.elements; len(e.rows) > elementRowsMax || e.cells > elementCellsMax && len(e.rows) > 1 {
		t.Errorf("%d rows with %d elements are kept", len(e.rows), e.cells)
	}
	col := s.column(c.rows, c.looked)
	size := 0
	for _, e := range col.Elements {
		size += len(e.Key)
	}
	if len(col.Elements) > elementsMax || size > elementsBytesMax {
		t.Errorf("%d elements of %d bytes are kept", len(col.Elements), size)
	}
	return col
}

// share is what is known of the one entry that an operator asks for.
func share(t *testing.T, c *Column, typ *types.Type, op string, xt *types.Type, x types.Datum) float64 {
	t.Helper()
	q, ok := ElementQuery(typ, op, xt, x)
	for len(q.All) == 1 {
		q = q.All[0]
	}
	if !ok || q.Entry == nil {
		t.Fatalf("%s asks for %+v, %v", op, q, ok)
	}
	return c.Element(q.Entry)
}

func approx(t *testing.T, what string, got, want, off float64) {
	t.Helper()
	if math.Abs(got-want) > off {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func parse(t *testing.T, typ *types.Type, text string) types.Datum {
	t.Helper()
	d, err := types.DecodeText(typ, types.NoTypmod, text, &types.Env{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestElements: of many rows, and of all of few.
func TestElements(t *testing.T) {
	for _, n := range []int{1000, 100_000} {
		off := 0.025
		if n <= elementRowsMax {
			off = 0.001
		}
		c := measured(t, types.TTextArray, n, func(i int) types.Datum {
			if i%10 == 9 {
				return types.Null
			}
			return parse(t, types.TTextArray, fmt.Sprintf("{a%d,own%d,a%d}", i%3, i, i%3))
		})
		one := func(x string) float64 {
			return share(t, &c, types.TTextArray, "@>", types.TTextArray, parse(t, types.TTextArray, x))
		}
		approx(t, "a1", one("{a1}"), 0.3, off)
		approx(t, "an element of one row", one("{own77}"), 1/float64(n), 1/float64(n))
		approx(t, "an element of none", one("{none}"), 1/float64(n), 1/float64(n))
		approx(t, "what begins with a", c.Begin([]byte{rowenc.ElementEntry}), 1-math.Pow(0.7, 3), 0.4)
	}
	doc := measured(t, types.TJSONB, 50_000, func(i int) types.Datum {
		return parse(t, types.TJSONB, fmt.Sprintf(`{"k": "v%d", "other": "v1", "n": {"s": %d}}`, i%4, i%2))
	})
	at := func(op, x string, xt *types.Type) float64 {
		return share(t, &doc, types.TJSONB, op, xt, parse(t, xt, x))
	}
	approx(t, "what stands where", at("@>", `{"k": "v1"}`, types.TJSONB), 0.25, 0.025)
	approx(t, "the same elsewhere", at("@>", `{"other": "v1"}`, types.TJSONB), 1, 0)
	approx(t, "within", at("@>", `{"n": {"s": 1}}`, types.TJSONB), 0.5, 0.025)
	approx(t, "a key", at("?", "k", types.TText), 1, 0)
	approx(t, "a key that is not there", at("?", "v1", types.TText), 0, 0.001)
	approx(t, "a key alone", at("@>", `{"n": {}}`, types.TJSONB), 1, 0)
}

// TestElementsBounded: values of many elements, and long ones, are measured in bounded memory.
func TestElementsBounded(t *testing.T) {
	c := measured(t, types.TTextArray, 3000, func(i int) types.Datum {
		var b strings.Builder
		for k := range 500 {
			fmt.Fprintf(&b, "%s%d,", strings.Repeat("x", 40), (i*7+k)%5000)
		}
		return parse(t, types.TTextArray, "{"+strings.TrimSuffix(b.String(), ",")+"}")
	})
	if len(c.Elements) == 0 || c.Rare < 0.05 || c.Rare > 0.2 {
		t.Errorf("%d elements, others have %v of the rows, want 0.1", len(c.Elements), c.Rare)
	}
	c = measured(t, types.TTextArray, 10, func(i int) types.Datum {
		return parse(t, types.TTextArray, "{"+strings.Repeat("x", elementValueBytesMax)+",a}")
	})
	if len(c.Elements) != 0 {
		t.Errorf("a value of %d bytes was looked into", elementValueBytesMax)
	}
}
