package builtin

import (
	"math"
	"math/big"
)

// The elementary functions of float8, rounded to the nearest value: Go's own are right
// within a unit of the last place, and differ from the C library's (and from those of
// Go on another processor) in a quarter to a half of their values. They are computed
// with about 100 bits, as sums of two floats, and rounded once.

// wide is the sum of two floats, of which lo is at most half a unit of hi's last place.
type wide struct{ hi, lo float64 }

func fastSum(a, b float64) wide {
	s := a + b
	return wide{s, b - (s - a)}
}

func wideSum(a, b float64) wide {
	s := a + b
	t := s - a
	return wide{s, (a - (s - t)) + (b - t)}
}

func wideProduct(a, b float64) wide {
	p := a * b
	return wide{p, math.FMA(a, b, -p)}
}

func (a wide) add(b wide) wide {
	s, t := wideSum(a.hi, b.hi), wideSum(a.lo, b.lo)
	s = fastSum(s.hi, s.lo+t.hi)
	return fastSum(s.hi, s.lo+t.lo)
}

func (a wide) neg() wide { return wide{-a.hi, -a.lo} }

func (a wide) sub(b wide) wide { return a.add(b.neg()) }

func (a wide) mul(b wide) wide {
	p := wideProduct(a.hi, b.hi)
	return fastSum(p.hi, p.lo+(a.hi*b.lo+a.lo*b.hi))
}

func (a wide) div(b wide) wide {
	q := a.hi / b.hi
	r := a.sub(b.mul(wide{hi: q}))
	q2 := r.hi / b.hi
	r = r.sub(b.mul(wide{hi: q2}))
	return fastSum(q, q2).add(wide{hi: r.hi / b.hi})
}

func (a wide) sqrt() wide {
	if a.hi == 0 {
		return wide{}
	}
	s := math.Sqrt(a.hi)
	return wide{hi: s}.add(wide{hi: a.sub(wideProduct(s, s)).hi / (2 * s)})
}

// scaled multiplies by a power of two, which is exact.
func (a wide) scaled(by float64) wide { return wide{a.hi * by, a.lo * by} }

func (a wide) value() float64 { return a.hi + a.lo }

// Constants as sums of floats, the larger ones first.
var (
	halfPiParts = [...]float64{1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33, 5.562271104316826e-50}
	ln2Parts    = [...]float64{0.6931471805599453, 2.3190468138462996e-17, 5.707708438416212e-34}
	wideLn10    = wide{2.302585092994046, -2.1707562233822494e-16}
	inverses    = inverseFactorials(28)
)

// inverseFactorials returns 1/n! for n up to the one given.
func inverseFactorials(n int) []wide {
	all := []wide{{hi: 1}}
	for i := 1; i <= n; i++ {
		all = append(all, all[i-1].div(wide{hi: float64(i)}))
	}
	return all
}

// less subtracts k times a constant that is given in parts.
func (a wide) less(k float64, parts []float64) wide {
	for _, p := range parts {
		a = a.sub(wideProduct(k, p))
	}
	return a
}

// expWide is e^x, divided by 2^k.
func expWide(x wide) (m wide, k int) {
	const halvings = 8 // x becomes small enough for nine terms
	n := math.RoundToEven(x.hi / math.Ln2)
	r := x.less(n, ln2Parts[:]).scaled(1.0 / (1 << halvings))
	p := inverses[9]
	for i := 8; i >= 1; i-- {
		p = p.mul(r).add(inverses[i])
	}
	p = p.mul(r) // e^r - 1
	for range halvings {
		p = p.scaled(2).add(p.mul(p))
	}
	return p.add(wide{hi: 1}), int(n)
}

// logWide is the natural logarithm of a finite x above 0.
func logWide(x float64) wide {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	if e == 0 && math.Abs(m-1) < 1.0/32 {
		return logNearOne(m)
	}
	y := math.Log(m)
	back, k := expWide(wide{hi: -y})
	l := wide{hi: y}.add(back.scaled(math.Ldexp(1, k)).mul(wide{hi: m}).sub(wide{hi: 1}))
	return l.less(float64(-e), ln2Parts[:])
}

// logNearOne keeps the relative accuracy where the logarithm is small:
// log m = 2 artanh((m-1)/(m+1)).
func logNearOne(m float64) wide {
	s := wide{hi: m - 1}.div(wideSum(m, 1))
	s2 := s.mul(s)
	const last = 19 // s is below 1/62, and its 19th power below 2^-113
	sum := wide{hi: 1}.div(wide{hi: last})
	for n := last - 2; n >= 1; n -= 2 {
		sum = sum.mul(s2).add(wide{hi: 1}.div(wide{hi: float64(n)}))
	}
	return sum.mul(s).scaled(2)
}

// reduceAngle returns x less the nearest multiple of π/2, and which quarter that begins.
func reduceAngle(x float64) (wide, int) {
	const few = 1 << 26 // so many quarters leave their product with each part exact
	if math.Abs(x) >= few {
		return reduceLargeAngle(x)
	}
	n := math.RoundToEven(x / (math.Pi / 2))
	return wide{hi: x}.less(n, halfPiParts[:]), int(int64(n) & 3)
}

// reduceLargeAngle divides by as many digits of π/2 as the largest float needs.
func reduceLargeAngle(x float64) (wide, int) {
	const bits = 1024 + 200
	half := bigHalfPi(bits)
	scaled, _ := new(big.Float).SetMantExp(big.NewFloat(x), bits).Int(nil)
	rest := new(big.Int)
	quarters, _ := new(big.Int).DivMod(scaled, half, rest)
	if new(big.Int).Lsh(rest, 1).Cmp(half) > 0 {
		quarters.Add(quarters, big.NewInt(1))
		rest.Sub(rest, half)
	}
	f := new(big.Float).SetMantExp(new(big.Float).SetInt(rest), -bits)
	hi, _ := f.Float64()
	lo, _ := f.Sub(f, big.NewFloat(hi)).Float64()
	return wide{hi, lo}, int(new(big.Int).And(quarters, big.NewInt(3)).Int64())
}

// bigHalfPi returns π/2 times 2^bits: π/4 = 4 arctan 1/5 - arctan 1/239.
func bigHalfPi(bits uint) *big.Int {
	const guard = 32
	one := new(big.Int).Lsh(big.NewInt(1), bits+guard)
	arctan := func(n int64) *big.Int {
		term := new(big.Int).Div(one, big.NewInt(n))
		sum := new(big.Int).Set(term)
		for k, sign := int64(3), int64(-1); term.Sign() != 0; k, sign = k+2, -sign {
			term.Div(term, big.NewInt(n*n))
			sum.Add(sum, new(big.Int).Div(term, big.NewInt(sign*k)))
		}
		return sum
	}
	quarter := arctan(5)
	quarter.Lsh(quarter, 2).Sub(quarter, arctan(239))
	return quarter.Rsh(quarter, guard-1)
}

// sinCosWide returns the sine and the cosine of x.
func sinCosWide(x float64) (sin, cos wide) {
	r, quarter := reduceAngle(x)
	r2 := r.mul(r).neg()
	sin, cos = inverses[27], inverses[28]
	for n := 26; n >= 2; n -= 2 {
		sin, cos = sin.mul(r2).add(inverses[n-1]), cos.mul(r2).add(inverses[n])
	}
	sin, cos = sin.mul(r), cos.mul(r2).add(wide{hi: 1})
	switch quarter {
	case 1:
		return cos, sin.neg()
	case 2:
		return sin.neg(), cos.neg()
	case 3:
		return cos.neg(), sin
	}
	return sin, cos
}

// angleWide is the angle of the point (x, y), of finite numbers that are not both 0.
func angleWide(y, x wide) wide {
	_, e := math.Frexp(math.Max(math.Abs(x.hi), math.Abs(y.hi)))
	if e > 1000 || e < -900 { // products would leave the range
		by := math.Ldexp(1, -e/2)
		y, x = y.scaled(by).scaled(by), x.scaled(by).scaled(by)
	}
	angle := math.Atan2(y.hi, x.hi)
	sin, cos := sinCosWide(angle)
	off := y.mul(cos).sub(x.mul(sin)).div(x.mul(cos).add(y.mul(sin)))
	return wide{hi: angle}.add(off)
}

// special tells values whose functions Go has exactly: 0, infinities and NaN.
func special(x float64) bool { return x == 0 || math.IsInf(x, 0) || math.IsNaN(x) }

// tiny tells values that are their own sine, tangent and so on.
func tiny(x float64) bool { return math.Abs(x) < 1e-150 }

func expOf(x float64) float64 {
	if special(x) || math.Abs(x) > 800 {
		return math.Exp(x)
	}
	m, k := expWide(wide{hi: x})
	return math.Ldexp(m.value(), k)
}

func logOf(x float64) float64 {
	if special(x) || x < 0 {
		return math.Log(x)
	}
	return logWide(x).value()
}

func log10Of(x float64) float64 {
	if special(x) || x < 0 {
		return math.Log10(x)
	}
	return logWide(x).div(wideLn10).value()
}

func powOf(x, y float64) float64 {
	if special(x) || special(y) || math.Abs(x) == 1 {
		return math.Pow(x, y)
	}
	p := logWide(math.Abs(x))
	if math.Abs(p.hi*y) > 800 || tiny(y) {
		return math.Pow(x, y)
	}
	m, k := expWide(p.mul(wide{hi: y}))
	v := math.Ldexp(m.value(), k)
	if x < 0 && math.Mod(y, 2) != 0 {
		v = -v
	}
	return v
}

func cbrtOf(x float64) float64 {
	y := math.Cbrt(x)
	if special(x) || tiny(x) || math.Abs(x) > 1e300 {
		return y
	}
	off := wideProduct(y, y).mul(wide{hi: y}).sub(wide{hi: x})
	return wide{hi: y}.sub(wide{hi: off.hi / (3 * y * y)}).value()
}

func sinOf(x float64) float64 {
	if special(x) || tiny(x) {
		return math.Sin(x)
	}
	sin, _ := sinCosWide(x)
	return sin.value()
}

func cosOf(x float64) float64 {
	if special(x) {
		return math.Cos(x)
	}
	_, cos := sinCosWide(x)
	return cos.value()
}

func tanOf(x float64) float64 {
	if special(x) || tiny(x) {
		return math.Tan(x)
	}
	sin, cos := sinCosWide(x)
	return sin.div(cos).value()
}

func atan2Of(y, x float64) float64 {
	a := math.Atan2(y, x)
	if special(x) || special(y) || tiny(a) {
		return a
	}
	return angleWide(wide{hi: y}, wide{hi: x}).value()
}

func atanOf(x float64) float64 { return atan2Of(x, 1) }

func asinOf(x float64) float64 {
	if special(x) || tiny(x) || math.Abs(x) > 1 {
		return math.Asin(x)
	}
	return angleWide(wide{hi: x}, besideSine(x)).value()
}

func acosOf(x float64) float64 {
	if special(x) || math.Abs(x) >= 1 {
		return math.Acos(x)
	}
	return angleWide(besideSine(x), wide{hi: x}).value()
}

// besideSine is √(1-x²), the cosine that belongs to a sine.
func besideSine(x float64) wide {
	return wideSum(1, x).mul(wideSum(1, -x)).sqrt()
}

// hyperbolicWide returns the hyperbolic sine and cosine of a finite x up to 700.
func hyperbolicWide(x float64) (sinh, cosh wide) {
	e, k := expWide(wide{hi: x})
	e = e.scaled(math.Ldexp(1, k))
	back := wide{hi: 1}.div(e)
	cosh = e.add(back).scaled(0.5)
	if math.Abs(x) >= 1 {
		return e.sub(back).scaled(0.5), cosh
	}
	r2 := wideProduct(x, x)
	sinh = inverses[27]
	for n := 25; n >= 1; n -= 2 {
		sinh = sinh.mul(r2).add(inverses[n])
	}
	return sinh.mul(wide{hi: x}), cosh
}

// beyondHyperbolic tells what hyperbolicWide is not for.
func beyondHyperbolic(x float64) bool { return special(x) || tiny(x) || math.Abs(x) > 700 }

func sinhOf(x float64) float64 {
	if beyondHyperbolic(x) {
		return math.Sinh(x)
	}
	sinh, _ := hyperbolicWide(x)
	return sinh.value()
}

func coshOf(x float64) float64 {
	if beyondHyperbolic(x) {
		return math.Cosh(x)
	}
	_, cosh := hyperbolicWide(x)
	return cosh.value()
}

func tanhOf(x float64) float64 {
	if beyondHyperbolic(x) {
		return math.Tanh(x)
	}
	sinh, cosh := hyperbolicWide(x)
	return sinh.div(cosh).value()
}
