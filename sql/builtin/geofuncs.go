package builtin

import (
	"math"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Functions and operators of geometric types. Coordinates that are a millionth apart are equal,
// as in Postgres, so that its answers come out; orders, where there are any, are of areas and
// lengths.

func fpZero(a float64) bool  { return math.Abs(a) <= types.GeoEpsilon }
func fpLt(a, b float64) bool { return a+types.GeoEpsilon < b }
func fpLe(a, b float64) bool { return a <= b+types.GeoEpsilon }
func fpGt(a, b float64) bool { return a > b+types.GeoEpsilon }
func fpGe(a, b float64) bool { return a+types.GeoEpsilon >= b }

type geoSeg [2]types.GeoPoint

type geoBox struct{ high, low types.GeoPoint }

type geoCircle struct {
	center types.GeoPoint
	radius float64
}

// geoShape is a value of any of the types.
type geoShape struct {
	v      []float64
	closed bool
}

func (s geoShape) point() types.GeoPoint { return types.GeoPoint{X: s.v[0], Y: s.v[1]} }
func (s geoShape) line() types.GeoLine   { return types.GeoLine{A: s.v[0], B: s.v[1], C: s.v[2]} }
func (s geoShape) seg() geoSeg           { return geoSeg{{X: s.v[0], Y: s.v[1]}, {X: s.v[2], Y: s.v[3]}} }
func (s geoShape) box() geoBox {
	return geoBox{types.GeoPoint{X: s.v[0], Y: s.v[1]}, types.GeoPoint{X: s.v[2], Y: s.v[3]}}
}
func (s geoShape) circle() geoCircle { return geoCircle{types.GeoPoint{X: s.v[0], Y: s.v[1]}, s.v[2]} }

func (s geoShape) points() []types.GeoPoint {
	out := make([]types.GeoPoint, len(s.v)/2)
	for i := range out {
		out[i] = types.GeoPoint{X: s.v[2*i], Y: s.v[2*i+1]}
	}
	return out
}

func (s geoSeg) datum() types.Datum {
	return types.NewShape(types.TLseg, []float64{s[0].X, s[0].Y, s[1].X, s[1].Y}, true)
}
func (b geoBox) datum() types.Datum {
	return types.NewShape(types.TBox, []float64{b.high.X, b.high.Y, b.low.X, b.low.Y}, true)
}
func (c geoCircle) datum() types.Datum {
	return types.NewShape(types.TCircle, []float64{c.center.X, c.center.Y, c.radius}, true)
}

func pointsDatum(t *types.Type, ps []types.GeoPoint, closed bool) types.Datum {
	v := make([]float64, 0, 2*len(ps))
	for _, p := range ps {
		v = append(v, p.X, p.Y)
	}
	return types.NewShape(t, v, closed)
}

// geo computes distances, crossings and areas with Postgres's checks.
type geo struct{ types.GeoMath }

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
	return g.Checked(x*math.Sqrt(1+float64(yx*yx)), false, false)
}

// Points.

func (g *geo) distance(a, b types.GeoPoint) float64 { return g.hypot(g.Sub(a.X, b.X), g.Sub(a.Y, b.Y)) }

func (g *geo) plus(a, b types.GeoPoint) types.GeoPoint {
	return types.GeoPoint{X: g.Add(a.X, b.X), Y: g.Add(a.Y, b.Y)}
}
func (g *geo) minus(a, b types.GeoPoint) types.GeoPoint {
	return types.GeoPoint{X: g.Sub(a.X, b.X), Y: g.Sub(a.Y, b.Y)}
}

// times and over turn and stretch: points as complex numbers.
func (g *geo) times(a, b types.GeoPoint) types.GeoPoint {
	return types.GeoPoint{X: g.Sub(g.Mul(a.X, b.X), g.Mul(a.Y, b.Y)), Y: g.Add(g.Mul(a.X, b.Y), g.Mul(a.Y, b.X))}
}

func (g *geo) over(a, b types.GeoPoint) types.GeoPoint {
	d := g.Add(g.Mul(b.X, b.X), g.Mul(b.Y, b.Y))
	return types.GeoPoint{X: g.Div(g.Add(g.Mul(a.X, b.X), g.Mul(a.Y, b.Y)), d), Y: g.Div(g.Sub(g.Mul(a.Y, b.X), g.Mul(a.X, b.Y)), d)}
}

// across is the slope of what is perpendicular.
func (g *geo) across(a, b types.GeoPoint) float64 {
	switch {
	case types.GeoEqual(a.X, b.X):
		return 0
	case types.GeoEqual(a.Y, b.Y):
		return math.Inf(1)
	}
	return g.Div(g.Sub(a.X, b.X), g.Sub(b.Y, a.Y))
}

// Lines.

func (g *geo) lineSlope(l types.GeoLine) float64 {
	switch {
	case fpZero(l.A):
		return 0
	case fpZero(l.B):
		return math.Inf(1)
	}
	return g.Div(l.A, -l.B)
}

func (g *geo) lineAcross(l types.GeoLine) float64 {
	switch {
	case fpZero(l.A):
		return math.Inf(1)
	case fpZero(l.B):
		return 0
	}
	return g.Div(l.B, l.A)
}

func (g *geo) perpendicular(l, m types.GeoLine) bool {
	switch {
	case fpZero(l.A):
		return fpZero(m.B)
	case fpZero(m.A):
		return fpZero(l.B)
	case fpZero(l.B):
		return fpZero(m.A)
	case fpZero(m.B):
		return fpZero(l.A)
	}
	return types.GeoEqual(g.Div(g.Mul(l.A, m.A), g.Mul(l.B, m.B)), -1)
}

func (g *geo) sameLine(l, m types.GeoLine) bool {
	for _, v := range []float64{l.A, l.B, l.C, m.A, m.B, m.C} {
		if math.IsNaN(v) {
			return types.CompareFloat(l.A, m.A) == 0 && types.CompareFloat(l.B, m.B) == 0 && types.CompareFloat(l.C, m.C) == 0
		}
	}
	ratio := 1.0
	switch {
	case !fpZero(m.A):
		ratio = g.Div(l.A, m.A)
	case !fpZero(m.B):
		ratio = g.Div(l.B, m.B)
	case !fpZero(m.C):
		ratio = g.Div(l.C, m.C)
	}
	return types.GeoEqual(l.A, g.Mul(ratio, m.A)) && types.GeoEqual(l.B, g.Mul(ratio, m.B)) && types.GeoEqual(l.C, g.Mul(ratio, m.C))
}

func (g *geo) lineDistance(l, m types.GeoLine) float64 {
	if _, ok := g.crossing(l, m); ok {
		return 0
	}
	ratio := 1.0
	switch {
	case !fpZero(l.A) && !math.IsNaN(l.A) && !fpZero(m.A) && !math.IsNaN(m.A):
		ratio = g.Div(l.A, m.A)
	case !fpZero(l.B) && !math.IsNaN(l.B) && !fpZero(m.B) && !math.IsNaN(m.B):
		ratio = g.Div(l.B, m.B)
	}
	return g.Div(math.Abs(g.Sub(l.C, g.Mul(ratio, m.C))), g.hypot(l.A, l.B))
}

// crossing is where two lines meet; parallel ones don't.
func (g *geo) crossing(l, m types.GeoLine) (types.GeoPoint, bool) {
	if fpZero(l.B) {
		if fpZero(m.B) {
			return types.GeoPoint{}, false
		}
		l, m = m, l
	}
	if types.GeoEqual(m.A, g.Mul(l.A, g.Div(m.B, l.B))) {
		return types.GeoPoint{}, false
	}
	p := types.GeoPoint{X: g.Div(g.Sub(g.Mul(l.B, m.C), g.Mul(m.B, l.C)), g.Sub(g.Mul(l.A, m.B), g.Mul(m.A, l.B)))}
	p.Y = g.Div(-g.Add(g.Mul(l.A, p.X), l.C), l.B)
	if p.X == 0 {
		p.X = 0 // no -0
	}
	if p.Y == 0 {
		p.Y = 0
	}
	return p, true
}

func (g *geo) onLine(l types.GeoLine, p types.GeoPoint) bool {
	return fpZero(g.Add(g.Add(g.Mul(l.A, p.X), g.Mul(l.B, p.Y)), l.C))
}

// toLine is the point of a line that is nearest to p, and how far it is: NaN where there is none.
func (g *geo) toLine(l types.GeoLine, p types.GeoPoint) (types.GeoPoint, float64) {
	q, ok := g.crossing(g.LineAt(p, g.lineAcross(l)), l)
	if !ok {
		return p, math.NaN()
	}
	return q, g.distance(q, p)
}

// Segments.

func (g *geo) segSlope(s geoSeg) float64  { return g.Slope(s[0], s[1]) }
func (g *geo) segLength(s geoSeg) float64 { return g.distance(s[0], s[1]) }

func (g *geo) onSeg(s geoSeg, p types.GeoPoint) bool {
	return types.GeoEqual(g.Add(g.distance(p, s[0]), g.distance(p, s[1])), g.distance(s[0], s[1]))
}

func (g *geo) segLine(s geoSeg, l types.GeoLine) (types.GeoPoint, bool) {
	p, ok := g.crossing(g.LineThrough(s[0], s[1]), l)
	if !ok || !g.onSeg(s, p) {
		return types.GeoPoint{}, false
	}
	for _, end := range s {
		if types.SamePoint(end, p) {
			return end, true
		}
	}
	return p, true
}

func (g *geo) segSeg(s, t geoSeg) (types.GeoPoint, bool) {
	p, ok := g.segLine(s, g.LineThrough(t[0], t[1]))
	return p, ok && g.onSeg(t, p)
}

func (g *geo) meet(s, t geoSeg) bool {
	_, ok := g.segSeg(s, t)
	return ok
}

// segToLine is the point of s that is nearest to l.
func (g *geo) segToLine(s geoSeg, l types.GeoLine) (types.GeoPoint, float64) {
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
func (g *geo) segToPoint(s geoSeg, p types.GeoPoint) (types.GeoPoint, float64) {
	q, _ := g.segToLine(s, g.LineAt(p, g.across(s[0], s[1])))
	return q, g.distance(q, p)
}

// segToSeg is the point of s that is nearest to t.
func (g *geo) segToSeg(s, t geoSeg) (types.GeoPoint, float64) {
	if p, ok := g.segSeg(s, t); ok {
		return p, 0
	}
	best, dist := g.segToPoint(s, t[0])
	if p, d := g.segToPoint(s, t[1]); types.CompareFloat(d, dist) < 0 {
		best, dist = p, d
	}
	for _, p := range s {
		if _, d := g.segToPoint(t, p); types.CompareFloat(d, dist) < 0 {
			best, dist = p, d
		}
	}
	return best, dist
}

// Boxes.

func (b geoBox) edges() [4]geoSeg {
	left, right := types.GeoPoint{X: b.low.X, Y: b.high.Y}, types.GeoPoint{X: b.high.X, Y: b.low.Y}
	return [4]geoSeg{{b.low, left}, {b.high, left}, {b.low, right}, {b.high, right}}
}

func (b geoBox) holds(p types.GeoPoint) bool {
	return b.high.X >= p.X && b.low.X <= p.X && b.high.Y >= p.Y && b.low.Y <= p.Y
}

func (b geoBox) overlaps(c geoBox) bool {
	return fpLe(b.low.X, c.high.X) && fpLe(c.low.X, b.high.X) && fpLe(b.low.Y, c.high.Y) && fpLe(c.low.Y, b.high.Y)
}

func (b geoBox) contains(c geoBox) bool {
	return fpGe(b.high.X, c.high.X) && fpLe(b.low.X, c.low.X) && fpGe(b.high.Y, c.high.Y) && fpLe(b.low.Y, c.low.Y)
}

func (g *geo) boxCenter(b geoBox) types.GeoPoint {
	return types.GeoPoint{X: g.Div(g.Add(b.high.X, b.low.X), 2), Y: g.Div(g.Add(b.high.Y, b.low.Y), 2)}
}

func (g *geo) boxArea(b geoBox) float64 {
	return g.Mul(g.Sub(b.high.X, b.low.X), g.Sub(b.high.Y, b.low.Y))
}

func boxOf(a, b types.GeoPoint) geoBox {
	return geoBox{types.GeoPoint{X: types.LargerFloat(a.X, b.X), Y: types.LargerFloat(a.Y, b.Y)}, types.GeoPoint{X: types.SmallerFloat(a.X, b.X), Y: types.SmallerFloat(a.Y, b.Y)}}
}

func boxAround(ps []types.GeoPoint) geoBox {
	b := geoBox{ps[0], ps[0]}
	for _, p := range ps[1:] {
		b.high = types.GeoPoint{X: types.LargerFloat(b.high.X, p.X), Y: types.LargerFloat(b.high.Y, p.Y)}
		b.low = types.GeoPoint{X: types.SmallerFloat(b.low.X, p.X), Y: types.SmallerFloat(b.low.Y, p.Y)}
	}
	return b
}

func (g *geo) boxToPoint(b geoBox, p types.GeoPoint) (types.GeoPoint, float64) {
	if b.holds(p) {
		return p, 0
	}
	return nearest(b, func(e geoSeg) (types.GeoPoint, float64) { return g.segToPoint(e, p) })
}

func nearest(b geoBox, to func(e geoSeg) (types.GeoPoint, float64)) (best types.GeoPoint, dist float64) {
	for i, e := range b.edges() {
		if p, d := to(e); i == 0 || types.CompareFloat(d, dist) < 0 {
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

func (g *geo) boxToSeg(b geoBox, s geoSeg) (types.GeoPoint, float64) {
	if g.boxSeg(b, s) {
		p, _ := g.segToPoint(s, g.boxCenter(b))
		return p, 0
	}
	return nearest(b, func(e geoSeg) (types.GeoPoint, float64) { return g.segToSeg(e, s) })
}

func (g *geo) lineBox(l types.GeoLine, b geoBox) bool {
	a, c := types.GeoPoint{X: b.low.X, Y: b.high.Y}, types.GeoPoint{X: b.high.X, Y: b.low.Y}
	for _, s := range []geoSeg{{b.low, a}, {b.high, a}, {b.high, c}, {b.low, c}} {
		if _, ok := g.segLine(s, l); ok {
			return true
		}
	}
	return false
}

// Paths and polygons.

// pathSegs are the segments of points in order, the closing one first.
func pathSegs(ps []types.GeoPoint, closed bool) []geoSeg {
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
		sum = g.Add(sum, g.segLength(e))
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
			if _, d := g.segToSeg(s, t); !any || types.CompareFloat(d, dist) < 0 {
				dist, any = d, true
			}
		}
	}
	return dist, any
}

func (g *geo) pathToPoint(s geoShape, p types.GeoPoint) float64 {
	ps := s.points()
	if len(ps) == 1 && !s.closed {
		return 0 // there is no segment to measure from
	}
	return g.segsToPoint(pathSegs(ps, s.closed), p)
}

func (g *geo) segsToPoint(segs []geoSeg, p types.GeoPoint) float64 {
	dist := 0.0
	for i, e := range segs {
		if _, d := g.segToPoint(e, p); i == 0 || types.CompareFloat(d, dist) < 0 {
			dist = d
		}
	}
	return dist
}

func (g *geo) polyToPoint(ps []types.GeoPoint, p types.GeoPoint) float64 {
	if g.inside(ps, p) {
		return 0
	}
	return g.segsToPoint(pathSegs(ps, true), p)
}

func (g *geo) onPath(s geoShape, p types.GeoPoint) bool {
	ps := s.points()
	if s.closed {
		return g.inside(ps, p)
	}
	a := g.distance(p, ps[0])
	for i := 0; i+1 < len(ps); i++ {
		b := g.distance(p, ps[i+1])
		if types.GeoEqual(g.Add(a, b), g.distance(ps[i], ps[i+1])) {
			return true
		}
		a = b
	}
	return false
}

// onEdge is what windings has for a point on the edge.
const onEdge = math.MaxInt32

// inside reports whether a point is in a polygon or on its edge: whether its edges wind around it.
func (g *geo) inside(ps []types.GeoPoint, p types.GeoPoint) bool {
	at := func(i int) types.GeoPoint { return types.GeoPoint{X: g.Sub(ps[i].X, p.X), Y: g.Sub(ps[i].Y, p.Y)} }
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
func (g *geo) windings(q, prev types.GeoPoint) int {
	if fpZero(q.Y) {
		switch {
		case fpZero(q.X):
			return onEdge
		case fpGt(q.X, 0):
			if fpZero(prev.Y) {
				return edgeUnless(fpGt(prev.X, 0))
			}
			if fpLt(prev.Y, 0) {
				return 1
			}
			return -1
		}
		if fpZero(prev.Y) {
			return edgeUnless(fpLt(prev.X, 0))
		}
		return 0
	}
	sign := -1
	if fpGt(q.Y, 0) {
		sign = 1
	}
	switch {
	case fpZero(prev.Y):
		if fpLt(prev.X, 0) {
			return 0
		}
		return sign
	case sign < 0 && fpLt(prev.Y, 0), sign > 0 && fpGt(prev.Y, 0):
		return 0
	case fpGe(q.X, 0) && fpGt(prev.X, 0):
		return 2 * sign
	case fpLt(q.X, 0) && fpLe(prev.X, 0):
		return 0
	}
	z := g.Sub(g.Mul(g.Sub(q.X, prev.X), q.Y), g.Mul(g.Sub(q.Y, prev.Y), q.X))
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
func (g *geo) polyContains(a, b []types.GeoPoint) bool {
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
func (g *geo) segInside(t geoSeg, ps []types.GeoPoint, start int) bool {
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
	mid := types.GeoPoint{X: g.Div(g.Add(t[0].X, t[1].X), 2), Y: g.Div(g.Add(t[0].Y, t[1].Y), 2)}
	return g.inside(ps, mid)
}

// touchedInside is segInside of a segment whose first end is on the edge s.
func (g *geo) touchedInside(t, s geoSeg, ps []types.GeoPoint, start int) bool {
	switch {
	case types.SamePoint(t[0], s[0]):
		if g.onSeg(t, s[1]) {
			return g.segInside(geoSeg{t[1], s[1]}, ps, start)
		}
	case types.SamePoint(t[0], s[1]):
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

func (g *geo) polysOverlap(a, b []types.GeoPoint) bool {
	return boxAround(a).overlaps(boxAround(b)) &&
		(g.anyMeet(pathSegs(a, true), pathSegs(b, true)) || g.inside(b, a[0]) || g.inside(a, b[0]))
}

// samePolygon compares the points, from any of them on, in either direction.
func samePolygon(a, b []types.GeoPoint) bool {
	n := len(a)
	if len(b) != n {
		return false
	}
	for i := range n {
		if !types.SamePoint(b[i], a[0]) {
			continue
		}
		for _, step := range []int{1, n - 1} {
			k := 1
			for k < n && types.SamePoint(b[(i+k*step)%n], a[k]) {
				k++
			}
			if k == n {
				return true
			}
		}
	}
	return false
}

func (g *geo) polyCircle(ps []types.GeoPoint) geoCircle {
	var c geoCircle
	for _, p := range ps {
		c.center = g.plus(c.center, p)
	}
	n := float64(len(ps))
	c.center = types.GeoPoint{X: g.Div(c.center.X, n), Y: g.Div(c.center.Y, n)}
	for _, p := range ps {
		c.radius = g.Add(c.radius, g.distance(p, c.center))
	}
	c.radius = g.Div(c.radius, n)
	return c
}

func (g *geo) pathArea(s geoShape) types.Datum {
	if !s.closed {
		return types.Null
	}
	ps := s.points()
	area := 0.0
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		area = g.Add(area, g.Mul(p.X, q.Y))
		area = g.Sub(area, g.Mul(p.Y, q.X))
	}
	return types.Float(g.Div(math.Abs(area), 2))
}

// Circles.

func (g *geo) circleArea(c geoCircle) float64 { return g.Mul(g.Mul(c.radius, c.radius), math.Pi) }

func (g *geo) circlePolygon(n int64, c geoCircle) types.Datum {
	switch {
	case fpZero(c.radius):
		g.Fail(pgerror.New(pgerror.FeatureNotSupported, "cannot convert circle with radius zero to polygon"))
		return types.Null
	case n < 2:
		g.Fail(pgerror.New(pgerror.InvalidParameterValue, "must request at least 2 points"))
		return types.Null
	case n > types.ShapePointsMax:
		g.Fail(pgerror.New(pgerror.ProgramLimitExceeded, "too many points requested"))
		return types.Null
	}
	step := g.Div(2*math.Pi, float64(n))
	ps := make([]types.GeoPoint, n)
	for i := range ps {
		angle := g.Mul(step, float64(i))
		ps[i] = types.GeoPoint{X: g.Sub(c.center.X, g.Mul(c.radius, cosOf(angle))), Y: g.Add(c.center.Y, g.Mul(c.radius, sinOf(angle)))}
	}
	return pointsDatum(types.TPolygon, ps, true)
}

// distance0 is a distance that is none below 0.
func distance0(d float64) types.Datum {
	if d < 0 {
		d = 0
	}
	return types.Float(d)
}
