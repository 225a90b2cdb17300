package types

import (
	"math"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Functions and operators of geometric types. Coordinates that are a millionth apart are equal,
// as in Postgres, so that its answers come out; orders, where there are any, are of areas and
// lengths.

// geoEpsilon is how far apart equal coordinates are.
const geoEpsilon = 1e-6

func fpZero(a float64) bool  { return math.Abs(a) <= geoEpsilon }
func fpEq(a, b float64) bool { return a == b || math.Abs(a-b) <= geoEpsilon }
func fpLt(a, b float64) bool { return a+geoEpsilon < b }
func fpLe(a, b float64) bool { return a <= b+geoEpsilon }
func fpGt(a, b float64) bool { return a > b+geoEpsilon }
func fpGe(a, b float64) bool { return a+geoEpsilon >= b }

type geoPoint struct{ x, y float64 }

type geoSeg [2]geoPoint

type geoLine struct{ a, b, c float64 }

type geoBox struct{ high, low geoPoint }

type geoCircle struct {
	center geoPoint
	radius float64
}

// geoShape is a value of any of the types.
type geoShape struct {
	v      []float64
	closed bool
}

func (s geoShape) point() geoPoint { return geoPoint{s.v[0], s.v[1]} }
func (s geoShape) line() geoLine   { return geoLine{s.v[0], s.v[1], s.v[2]} }
func (s geoShape) seg() geoSeg     { return geoSeg{{s.v[0], s.v[1]}, {s.v[2], s.v[3]}} }
func (s geoShape) box() geoBox {
	return geoBox{geoPoint{s.v[0], s.v[1]}, geoPoint{s.v[2], s.v[3]}}
}
func (s geoShape) circle() geoCircle { return geoCircle{geoPoint{s.v[0], s.v[1]}, s.v[2]} }

func (s geoShape) points() []geoPoint {
	out := make([]geoPoint, len(s.v)/2)
	for i := range out {
		out[i] = geoPoint{s.v[2*i], s.v[2*i+1]}
	}
	return out
}

func (p geoPoint) datum() Datum { return shape(TPoint, []float64{p.x, p.y}, true) }
func (s geoSeg) datum() Datum   { return shape(TLseg, []float64{s[0].x, s[0].y, s[1].x, s[1].y}, true) }
func (l geoLine) datum() Datum  { return shape(TLine, []float64{l.a, l.b, l.c}, true) }
func (b geoBox) datum() Datum {
	return shape(TBox, []float64{b.high.x, b.high.y, b.low.x, b.low.y}, true)
}
func (c geoCircle) datum() Datum {
	return shape(TCircle, []float64{c.center.x, c.center.y, c.radius}, true)
}

func pointsDatum(t *Type, ps []geoPoint, closed bool) Datum {
	v := make([]float64, 0, 2*len(ps))
	for _, p := range ps {
		v = append(v, p.x, p.y)
	}
	return shape(t, v, closed)
}

// geo computes with Postgres's checks; the first error stays.
type geo struct{ err error }

func (g *geo) fail(err error) {
	if g.err == nil {
		g.err = err
	}
}

func (g *geo) checked(r float64, inf, zero bool) float64 {
	switch {
	case math.IsInf(r, 0) && !inf:
		g.fail(errFloatOverflow)
	case r == 0 && !zero:
		g.fail(errFloatUnderflow)
	}
	return r
}

func infinite(a, b float64) bool { return math.IsInf(a, 0) || math.IsInf(b, 0) }

func (g *geo) add(a, b float64) float64 { return g.checked(a+b, infinite(a, b), true) }
func (g *geo) sub(a, b float64) float64 { return g.checked(a-b, infinite(a, b), true) }
func (g *geo) mul(a, b float64) float64 {
	return g.checked(float64(a*b), infinite(a, b), a == 0 || b == 0)
}

func (g *geo) div(a, b float64) float64 {
	if b == 0 && !math.IsNaN(a) {
		g.fail(errDivisionByZero)
		return 0
	}
	return g.checked(a/b, math.IsInf(a, 0), a == 0 || math.IsInf(b, 0))
}

func (g *geo) hypot(x, y float64) float64 {
	x, y = math.Abs(x), math.Abs(y)
	switch {
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Inf(1)
	case math.IsNaN(x) || math.IsNaN(y):
		return math.NaN()
	}
	if x < y {
		x, y = y, x
	}
	if y == 0 {
		return x
	}
	yx := y / x
	return g.checked(x*math.Sqrt(1+float64(yx*yx)), false, false)
}

// Points.

func (g *geo) distance(a, b geoPoint) float64 { return g.hypot(g.sub(a.x, b.x), g.sub(a.y, b.y)) }

func samePoint(a, b geoPoint) bool {
	if math.IsNaN(a.x) || math.IsNaN(a.y) || math.IsNaN(b.x) || math.IsNaN(b.y) {
		return CompareFloat(a.x, b.x) == 0 && CompareFloat(a.y, b.y) == 0
	}
	return fpEq(a.x, b.x) && fpEq(a.y, b.y)
}

func (g *geo) plus(a, b geoPoint) geoPoint  { return geoPoint{g.add(a.x, b.x), g.add(a.y, b.y)} }
func (g *geo) minus(a, b geoPoint) geoPoint { return geoPoint{g.sub(a.x, b.x), g.sub(a.y, b.y)} }

// times and over turn and stretch: points as complex numbers.
func (g *geo) times(a, b geoPoint) geoPoint {
	return geoPoint{g.sub(g.mul(a.x, b.x), g.mul(a.y, b.y)), g.add(g.mul(a.x, b.y), g.mul(a.y, b.x))}
}

func (g *geo) over(a, b geoPoint) geoPoint {
	d := g.add(g.mul(b.x, b.x), g.mul(b.y, b.y))
	return geoPoint{g.div(g.add(g.mul(a.x, b.x), g.mul(a.y, b.y)), d), g.div(g.sub(g.mul(a.y, b.x), g.mul(a.x, b.y)), d)}
}

func (g *geo) slope(a, b geoPoint) float64 {
	switch {
	case fpEq(a.x, b.x):
		return math.Inf(1)
	case fpEq(a.y, b.y):
		return 0
	}
	return g.div(g.sub(a.y, b.y), g.sub(a.x, b.x))
}

// across is the slope of what is perpendicular.
func (g *geo) across(a, b geoPoint) float64 {
	switch {
	case fpEq(a.x, b.x):
		return 0
	case fpEq(a.y, b.y):
		return math.Inf(1)
	}
	return g.div(g.sub(a.x, b.x), g.sub(b.y, a.y))
}

// Lines.

func (g *geo) lineAt(p geoPoint, m float64) geoLine {
	switch {
	case math.IsInf(m, 0):
		return geoLine{-1, 0, p.x}
	case m == 0:
		return geoLine{0, -1, p.y}
	}
	c := g.sub(p.y, g.mul(m, p.x))
	if c == 0 {
		c = 0 // no -0
	}
	return geoLine{m, -1, c}
}

func (g *geo) lineThrough(a, b geoPoint) geoLine { return g.lineAt(a, g.slope(a, b)) }

func (g *geo) lineSlope(l geoLine) float64 {
	switch {
	case fpZero(l.a):
		return 0
	case fpZero(l.b):
		return math.Inf(1)
	}
	return g.div(l.a, -l.b)
}

func (g *geo) lineAcross(l geoLine) float64 {
	switch {
	case fpZero(l.a):
		return math.Inf(1)
	case fpZero(l.b):
		return 0
	}
	return g.div(l.b, l.a)
}

func (g *geo) perpendicular(l, m geoLine) bool {
	switch {
	case fpZero(l.a):
		return fpZero(m.b)
	case fpZero(m.a):
		return fpZero(l.b)
	case fpZero(l.b):
		return fpZero(m.a)
	case fpZero(m.b):
		return fpZero(l.a)
	}
	return fpEq(g.div(g.mul(l.a, m.a), g.mul(l.b, m.b)), -1)
}

func (g *geo) sameLine(l, m geoLine) bool {
	for _, v := range []float64{l.a, l.b, l.c, m.a, m.b, m.c} {
		if math.IsNaN(v) {
			return CompareFloat(l.a, m.a) == 0 && CompareFloat(l.b, m.b) == 0 && CompareFloat(l.c, m.c) == 0
		}
	}
	ratio := 1.0
	switch {
	case !fpZero(m.a):
		ratio = g.div(l.a, m.a)
	case !fpZero(m.b):
		ratio = g.div(l.b, m.b)
	case !fpZero(m.c):
		ratio = g.div(l.c, m.c)
	}
	return fpEq(l.a, g.mul(ratio, m.a)) && fpEq(l.b, g.mul(ratio, m.b)) && fpEq(l.c, g.mul(ratio, m.c))
}

func (g *geo) lineDistance(l, m geoLine) float64 {
	if _, ok := g.crossing(l, m); ok {
		return 0
	}
	ratio := 1.0
	switch {
	case !fpZero(l.a) && !math.IsNaN(l.a) && !fpZero(m.a) && !math.IsNaN(m.a):
		ratio = g.div(l.a, m.a)
	case !fpZero(l.b) && !math.IsNaN(l.b) && !fpZero(m.b) && !math.IsNaN(m.b):
		ratio = g.div(l.b, m.b)
	}
	return g.div(math.Abs(g.sub(l.c, g.mul(ratio, m.c))), g.hypot(l.a, l.b))
}

// crossing is where two lines meet; parallel ones don't.
func (g *geo) crossing(l, m geoLine) (geoPoint, bool) {
	if fpZero(l.b) {
		if fpZero(m.b) {
			return geoPoint{}, false
		}
		l, m = m, l
	}
	if fpEq(m.a, g.mul(l.a, g.div(m.b, l.b))) {
		return geoPoint{}, false
	}
	p := geoPoint{x: g.div(g.sub(g.mul(l.b, m.c), g.mul(m.b, l.c)), g.sub(g.mul(l.a, m.b), g.mul(m.a, l.b)))}
	p.y = g.div(-g.add(g.mul(l.a, p.x), l.c), l.b)
	if p.x == 0 {
		p.x = 0 // no -0
	}
	if p.y == 0 {
		p.y = 0
	}
	return p, true
}

func (g *geo) onLine(l geoLine, p geoPoint) bool {
	return fpZero(g.add(g.add(g.mul(l.a, p.x), g.mul(l.b, p.y)), l.c))
}

// toLine is the point of a line that is nearest to p, and how far it is: NaN where there is none.
func (g *geo) toLine(l geoLine, p geoPoint) (geoPoint, float64) {
	q, ok := g.crossing(g.lineAt(p, g.lineAcross(l)), l)
	if !ok {
		return p, math.NaN()
	}
	return q, g.distance(q, p)
}

// Segments.

func (g *geo) segSlope(s geoSeg) float64  { return g.slope(s[0], s[1]) }
func (g *geo) segLength(s geoSeg) float64 { return g.distance(s[0], s[1]) }

func (g *geo) onSeg(s geoSeg, p geoPoint) bool {
	return fpEq(g.add(g.distance(p, s[0]), g.distance(p, s[1])), g.distance(s[0], s[1]))
}

func (g *geo) segLine(s geoSeg, l geoLine) (geoPoint, bool) {
	p, ok := g.crossing(g.lineThrough(s[0], s[1]), l)
	if !ok || !g.onSeg(s, p) {
		return geoPoint{}, false
	}
	for _, end := range s {
		if samePoint(end, p) {
			return end, true
		}
	}
	return p, true
}

func (g *geo) segSeg(s, t geoSeg) (geoPoint, bool) {
	p, ok := g.segLine(s, g.lineThrough(t[0], t[1]))
	return p, ok && g.onSeg(t, p)
}

func (g *geo) meet(s, t geoSeg) bool {
	_, ok := g.segSeg(s, t)
	return ok
}

// segToLine is the point of s that is nearest to l.
func (g *geo) segToLine(s geoSeg, l geoLine) (geoPoint, float64) {
	if p, ok := g.segLine(s, l); ok {
		return p, 0
	}
	_, d0 := g.toLine(l, s[0])
	_, d1 := g.toLine(l, s[1])
	if d0 < d1 {
		return s[0], d0
	}
	return s[1], d1
}

// segToPoint is the point of s that is nearest to p.
func (g *geo) segToPoint(s geoSeg, p geoPoint) (geoPoint, float64) {
	q, _ := g.segToLine(s, g.lineAt(p, g.across(s[0], s[1])))
	return q, g.distance(q, p)
}

// segToSeg is the point of s that is nearest to t.
func (g *geo) segToSeg(s, t geoSeg) (geoPoint, float64) {
	if p, ok := g.segSeg(s, t); ok {
		return p, 0
	}
	best, dist := g.segToPoint(s, t[0])
	if p, d := g.segToPoint(s, t[1]); CompareFloat(d, dist) < 0 {
		best, dist = p, d
	}
	for _, p := range s {
		if _, d := g.segToPoint(t, p); CompareFloat(d, dist) < 0 {
			best, dist = p, d
		}
	}
	return best, dist
}

// Boxes.

func (b geoBox) edges() [4]geoSeg {
	left, right := geoPoint{b.low.x, b.high.y}, geoPoint{b.high.x, b.low.y}
	return [4]geoSeg{{b.low, left}, {b.high, left}, {b.low, right}, {b.high, right}}
}

func (b geoBox) holds(p geoPoint) bool {
	return b.high.x >= p.x && b.low.x <= p.x && b.high.y >= p.y && b.low.y <= p.y
}

func (b geoBox) overlaps(c geoBox) bool {
	return fpLe(b.low.x, c.high.x) && fpLe(c.low.x, b.high.x) && fpLe(b.low.y, c.high.y) && fpLe(c.low.y, b.high.y)
}

func (b geoBox) contains(c geoBox) bool {
	return fpGe(b.high.x, c.high.x) && fpLe(b.low.x, c.low.x) && fpGe(b.high.y, c.high.y) && fpLe(b.low.y, c.low.y)
}

func (g *geo) boxCenter(b geoBox) geoPoint {
	return geoPoint{g.div(g.add(b.high.x, b.low.x), 2), g.div(g.add(b.high.y, b.low.y), 2)}
}

func (g *geo) boxArea(b geoBox) float64 {
	return g.mul(g.sub(b.high.x, b.low.x), g.sub(b.high.y, b.low.y))
}

func boxOf(a, b geoPoint) geoBox {
	return geoBox{geoPoint{larger(a.x, b.x), larger(a.y, b.y)}, geoPoint{smaller(a.x, b.x), smaller(a.y, b.y)}}
}

func boxAround(ps []geoPoint) geoBox {
	b := geoBox{ps[0], ps[0]}
	for _, p := range ps[1:] {
		b.high = geoPoint{larger(b.high.x, p.x), larger(b.high.y, p.y)}
		b.low = geoPoint{smaller(b.low.x, p.x), smaller(b.low.y, p.y)}
	}
	return b
}

func (g *geo) boxToPoint(b geoBox, p geoPoint) (geoPoint, float64) {
	if b.holds(p) {
		return p, 0
	}
	return nearest(b, func(e geoSeg) (geoPoint, float64) { return g.segToPoint(e, p) })
}

func nearest(b geoBox, to func(e geoSeg) (geoPoint, float64)) (best geoPoint, dist float64) {
	for i, e := range b.edges() {
		if p, d := to(e); i == 0 || CompareFloat(d, dist) < 0 {
			best, dist = p, d
		}
	}
	return best, dist
}

func (g *geo) boxSeg(b geoBox, s geoSeg) bool {
	if !boxOf(s[0], s[1]).overlaps(b) {
		return false
	}
	if b.holds(s[0]) || b.holds(s[1]) {
		return true
	}
	for _, e := range b.edges() {
		if g.meet(e, s) {
			return true
		}
	}
	return false
}

func (g *geo) boxToSeg(b geoBox, s geoSeg) (geoPoint, float64) {
	if g.boxSeg(b, s) {
		p, _ := g.segToPoint(s, g.boxCenter(b))
		return p, 0
	}
	return nearest(b, func(e geoSeg) (geoPoint, float64) { return g.segToSeg(e, s) })
}

func (g *geo) lineBox(l geoLine, b geoBox) bool {
	a, c := geoPoint{b.low.x, b.high.y}, geoPoint{b.high.x, b.low.y}
	for _, s := range []geoSeg{{b.low, a}, {b.high, a}, {b.high, c}, {b.low, c}} {
		if _, ok := g.segLine(s, l); ok {
			return true
		}
	}
	return false
}

// Paths and polygons.

// pathSegs are the segments of points in order, the closing one first.
func pathSegs(ps []geoPoint, closed bool) []geoSeg {
	var out []geoSeg
	if closed {
		out = append(out, geoSeg{ps[len(ps)-1], ps[0]})
	}
	for i := 1; i < len(ps); i++ {
		out = append(out, geoSeg{ps[i-1], ps[i]})
	}
	return out
}

func (g *geo) pathLength(s geoShape) float64 {
	sum := 0.0
	for _, e := range pathSegs(s.points(), s.closed) {
		sum = g.add(sum, g.segLength(e))
	}
	return sum
}

func (g *geo) pathsMeet(a, b geoShape) bool {
	p, q := a.points(), b.points()
	if !boxAround(p).overlaps(boxAround(q)) {
		return false
	}
	return g.anyMeet(pathSegs(p, a.closed), pathSegs(q, b.closed))
}

func (g *geo) anyMeet(a, b []geoSeg) bool {
	for _, s := range a {
		for _, t := range b {
			if g.meet(s, t) {
				return true
			}
		}
	}
	return false
}

func (g *geo) segsDistance(a, b []geoSeg) (float64, bool) {
	dist, any := 0.0, false
	for _, s := range a {
		for _, t := range b {
			if _, d := g.segToSeg(s, t); !any || CompareFloat(d, dist) < 0 {
				dist, any = d, true
			}
		}
	}
	return dist, any
}

func (g *geo) pathToPoint(s geoShape, p geoPoint) float64 {
	ps := s.points()
	if len(ps) == 1 {
		return g.distance(p, ps[0])
	}
	return g.segsToPoint(pathSegs(ps, s.closed), p)
}

func (g *geo) segsToPoint(segs []geoSeg, p geoPoint) float64 {
	dist := 0.0
	for i, e := range segs {
		if _, d := g.segToPoint(e, p); i == 0 || CompareFloat(d, dist) < 0 {
			dist = d
		}
	}
	return dist
}

func (g *geo) polyToPoint(ps []geoPoint, p geoPoint) float64 {
	if g.inside(ps, p) {
		return 0
	}
	return g.segsToPoint(pathSegs(ps, true), p)
}

func (g *geo) onPath(s geoShape, p geoPoint) bool {
	ps := s.points()
	if s.closed {
		return g.inside(ps, p)
	}
	a := g.distance(p, ps[0])
	for i := 0; i+1 < len(ps); i++ {
		b := g.distance(p, ps[i+1])
		if fpEq(g.add(a, b), g.distance(ps[i], ps[i+1])) {
			return true
		}
		a = b
	}
	return false
}

// onEdge is what windings has for a point on the edge.
const onEdge = math.MaxInt32

// inside reports whether a point is in a polygon or on its edge: whether its edges wind around it.
func (g *geo) inside(ps []geoPoint, p geoPoint) bool {
	at := func(i int) geoPoint { return geoPoint{g.sub(ps[i].x, p.x), g.sub(ps[i].y, p.y)} }
	first := at(0)
	prev, total := first, 0
	for i := 1; i <= len(ps); i++ {
		q := first
		if i < len(ps) {
			q = at(i)
		}
		n := g.windings(q, prev)
		if n == onEdge {
			return true
		}
		total += n
		prev = q
	}
	return total != 0
}

// windings counts how an edge crosses the positive X axis: 2 or -2, and half for an end on it.
func (g *geo) windings(q, prev geoPoint) int {
	if fpZero(q.y) {
		switch {
		case fpZero(q.x):
			return onEdge
		case fpGt(q.x, 0):
			if fpZero(prev.y) {
				return edgeUnless(fpGt(prev.x, 0))
			}
			if fpLt(prev.y, 0) {
				return 1
			}
			return -1
		}
		if fpZero(prev.y) {
			return edgeUnless(fpLt(prev.x, 0))
		}
		return 0
	}
	sign := -1
	if fpGt(q.y, 0) {
		sign = 1
	}
	switch {
	case fpZero(prev.y):
		if fpLt(prev.x, 0) {
			return 0
		}
		return sign
	case sign < 0 && fpLt(prev.y, 0), sign > 0 && fpGt(prev.y, 0):
		return 0
	case fpGe(q.x, 0) && fpGt(prev.x, 0):
		return 2 * sign
	case fpLt(q.x, 0) && fpLe(prev.x, 0):
		return 0
	}
	z := g.sub(g.mul(g.sub(q.x, prev.x), q.y), g.mul(g.sub(q.y, prev.y), q.x))
	switch {
	case fpZero(z):
		return onEdge
	case sign < 0 && fpLt(z, 0), sign > 0 && fpGt(z, 0):
		return 0
	}
	return 2 * sign
}

func edgeUnless(off bool) int {
	if off {
		return 0
	}
	return onEdge
}

// polyContains reports whether a polygon contains another: each of its edges is inside.
func (g *geo) polyContains(a, b []geoPoint) bool {
	if !boxAround(a).contains(boxAround(b)) {
		return false
	}
	for _, e := range pathSegs(b, true) {
		if !g.segInside(e, a, 0) {
			return false
		}
	}
	return true
}

// segInside reports whether a segment is inside a polygon, where its edges before the one that
// ends at start are known not to matter.
func (g *geo) segInside(t geoSeg, ps []geoPoint, start int) bool {
	prev := ps[len(ps)-1]
	if start > 0 {
		prev = ps[start-1]
	}
	for i := start; i < len(ps); i++ {
		s := geoSeg{prev, ps[i]}
		switch {
		case g.onSeg(s, t[0]):
			if g.onSeg(s, t[1]) {
				return true
			}
			if !g.touchedInside(t, s, ps, i+1) {
				return false
			}
		case g.onSeg(s, t[1]):
			if !g.touchedInside(geoSeg{t[1], t[0]}, s, ps, i+1) {
				return false
			}
		default:
			if p, ok := g.segSeg(t, s); ok {
				return g.segInside(geoSeg{t[0], p}, ps, i+1) && g.segInside(geoSeg{t[1], p}, ps, i+1)
			}
		}
		prev = ps[i]
	}
	mid := geoPoint{g.div(g.add(t[0].x, t[1].x), 2), g.div(g.add(t[0].y, t[1].y), 2)}
	return g.inside(ps, mid)
}

// touchedInside is segInside of a segment whose first end is on the edge s.
func (g *geo) touchedInside(t, s geoSeg, ps []geoPoint, start int) bool {
	switch {
	case samePoint(t[0], s[0]):
		if g.onSeg(t, s[1]) {
			return g.segInside(geoSeg{t[1], s[1]}, ps, start)
		}
	case samePoint(t[0], s[1]):
		if g.onSeg(t, s[0]) {
			return g.segInside(geoSeg{t[1], s[0]}, ps, start)
		}
	case g.onSeg(t, s[0]):
		return g.segInside(geoSeg{t[1], s[0]}, ps, start)
	case g.onSeg(t, s[1]):
		return g.segInside(geoSeg{t[1], s[1]}, ps, start)
	}
	return true
}

func (g *geo) polysOverlap(a, b []geoPoint) bool {
	return boxAround(a).overlaps(boxAround(b)) &&
		(g.anyMeet(pathSegs(a, true), pathSegs(b, true)) || g.inside(b, a[0]) || g.inside(a, b[0]))
}

// samePolygon compares the points, from any of them on, in either direction.
func samePolygon(a, b []geoPoint) bool {
	n := len(a)
	if len(b) != n {
		return false
	}
	for i := range n {
		if !samePoint(b[i], a[0]) {
			continue
		}
		for _, step := range []int{1, n - 1} {
			k := 1
			for k < n && samePoint(b[(i+k*step)%n], a[k]) {
				k++
			}
			if k == n {
				return true
			}
		}
	}
	return false
}

func (g *geo) polyCircle(ps []geoPoint) geoCircle {
	var c geoCircle
	for _, p := range ps {
		c.center = g.plus(c.center, p)
	}
	n := float64(len(ps))
	c.center = geoPoint{g.div(c.center.x, n), g.div(c.center.y, n)}
	for _, p := range ps {
		c.radius = g.add(c.radius, g.distance(p, c.center))
	}
	c.radius = g.div(c.radius, n)
	return c
}

func (g *geo) pathArea(s geoShape) Datum {
	if !s.closed {
		return Null
	}
	ps := s.points()
	area := 0.0
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		area = g.add(area, g.mul(p.x, q.y))
		area = g.sub(area, g.mul(p.y, q.x))
	}
	return Float(g.div(math.Abs(area), 2))
}

// Circles.

func (g *geo) circleArea(c geoCircle) float64 { return g.mul(g.mul(c.radius, c.radius), math.Pi) }

func (g *geo) circlePolygon(n int64, c geoCircle) Datum {
	switch {
	case fpZero(c.radius):
		g.fail(pgerror.New(pgerror.FeatureNotSupported, "cannot convert circle with radius zero to polygon"))
		return Null
	case n < 2:
		g.fail(pgerror.New(pgerror.InvalidParameterValue, "must request at least 2 points"))
		return Null
	case n > shapePointsMax:
		g.fail(pgerror.New(pgerror.ProgramLimitExceeded, "too many points requested"))
		return Null
	}
	step := g.div(2*math.Pi, float64(n))
	ps := make([]geoPoint, n)
	for i := range ps {
		angle := g.mul(step, float64(i))
		ps[i] = geoPoint{g.sub(c.center.x, g.mul(c.radius, math.Cos(angle))), g.add(c.center.y, g.mul(c.radius, math.Sin(angle)))}
	}
	return pointsDatum(TPolygon, ps, true)
}

// distance0 is a distance that is none below 0.
func distance0(d float64) Datum {
	if d < 0 {
		d = 0
	}
	return Float(d)
}
