package types

import (
	"math"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// GeoEpsilon is how far apart equal coordinates are.
const GeoEpsilon = 1e-6

// GeoEqual reports whether coordinates are equal, a GeoEpsilon aside.
func GeoEqual(a, b float64) bool { return a == b || math.Abs(a-b) <= GeoEpsilon }

// GeoPoint is a point of the plane.
type GeoPoint struct{ X, Y float64 }

// GeoLine is Ax + By + C = 0.
type GeoLine struct{ A, B, C float64 }

// Datum is the point as a datum.
func (p GeoPoint) Datum() Datum { return NewShape(TPoint, []float64{p.X, p.Y}, true) }

// Datum is the line as a datum.
func (l GeoLine) Datum() Datum { return NewShape(TLine, []float64{l.A, l.B, l.C}, true) }

// GeoMath computes with Postgres's checks; the first error stays.
type GeoMath struct{ Err error }

// Fail notes an error, if there was none.
func (g *GeoMath) Fail(err error) {
	if g.Err == nil {
		g.Err = err
	}
}

// Checked notes an overflow or underflow of a result that the operands don't explain.
func (g *GeoMath) Checked(r float64, inf, zero bool) float64 {
	switch {
	case math.IsInf(r, 0) && !inf:
		g.Fail(ErrFloatOverflow)
	case r == 0 && !zero:
		g.Fail(ErrFloatUnderflow)
	}
	return r
}

func infinite(a, b float64) bool { return math.IsInf(a, 0) || math.IsInf(b, 0) }

// Add adds, and notes an overflow.
func (g *GeoMath) Add(a, b float64) float64 { return g.Checked(a+b, infinite(a, b), true) }

// Sub subtracts, and notes an overflow.
func (g *GeoMath) Sub(a, b float64) float64 { return g.Checked(a-b, infinite(a, b), true) }

// Mul multiplies, and notes an overflow or underflow.
func (g *GeoMath) Mul(a, b float64) float64 {
	return g.Checked(float64(a*b), infinite(a, b), a == 0 || b == 0)
}

// Div divides, and notes a division by zero.
func (g *GeoMath) Div(a, b float64) float64 {
	if b == 0 && !math.IsNaN(a) {
		g.Fail(ErrDivisionByZero)
		return 0
	}
	return g.Checked(a/b, math.IsInf(a, 0), a == 0 || math.IsInf(b, 0))
}

// SamePoint reports whether points are equal, a GeoEpsilon aside.
func SamePoint(a, b GeoPoint) bool {
	if math.IsNaN(a.X) || math.IsNaN(a.Y) || math.IsNaN(b.X) || math.IsNaN(b.Y) {
		return CompareFloat(a.X, b.X) == 0 && CompareFloat(a.Y, b.Y) == 0
	}
	return GeoEqual(a.X, b.X) && GeoEqual(a.Y, b.Y)
}

// Slope is that of the line through two points.
func (g *GeoMath) Slope(a, b GeoPoint) float64 {
	switch {
	case GeoEqual(a.X, b.X):
		return math.Inf(1)
	case GeoEqual(a.Y, b.Y):
		return 0
	}
	return g.Div(g.Sub(a.Y, b.Y), g.Sub(a.X, b.X))
}

// LineAt is the line through a point with a slope.
func (g *GeoMath) LineAt(p GeoPoint, m float64) GeoLine {
	switch {
	case math.IsInf(m, 0):
		return GeoLine{-1, 0, p.X}
	case m == 0:
		return GeoLine{0, -1, p.Y}
	}
	c := g.Sub(p.Y, g.Mul(m, p.X))
	if c == 0 {
		c = 0 // no -0
	}
	return GeoLine{m, -1, c}
}

// LineThrough is the line through two points.
func (g *GeoMath) LineThrough(a, b GeoPoint) GeoLine { return g.LineAt(a, g.Slope(a, b)) }

// ErrSamePoints is of a line through one point.
func ErrSamePoints(code string) error {
	return pgerror.New(code, "invalid line specification: must be two distinct points")
}
