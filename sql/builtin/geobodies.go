package builtin

import (
	"math"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// geo1 and geo2 are bodies of one and of two shapes, of the types that the function has.
func geo1(fn func(g *geo, a geoShape) types.Datum) body {
	return body{gen: func(f *Function) body {
		t := f.Args[0].Base()
		return body{f1: func(_ *types.Env, x types.Datum) (types.Datum, error) {
			v, closed, ok := types.ShapeNumbers(t, x.Bytes())
			if !ok {
				return types.Null, types.ErrDamaged
			}
			return (&geo{}).result(func(g *geo) types.Datum { return fn(g, geoShape{v, closed}) })
		}}
	}}
}

func geo2(fn func(g *geo, a, b geoShape) types.Datum) body {
	return body{gen: func(f *Function) body {
		l, r := f.Args[0].Base(), f.Args[1].Base()
		return body{f2: func(_ *types.Env, x, y types.Datum) (types.Datum, error) {
			a, aClosed, okA := types.ShapeNumbers(l, x.Bytes())
			b, bClosed, okB := types.ShapeNumbers(r, y.Bytes())
			if !okA || !okB {
				return types.Null, types.ErrDamaged
			}
			return (&geo{}).result(func(g *geo) types.Datum { return fn(g, geoShape{a, aClosed}, geoShape{b, bClosed}) })
		}}
	}}
}

func (g *geo) result(fn func(g *geo) types.Datum) (types.Datum, error) {
	d := fn(g)
	if g.Err != nil {
		return types.Null, g.Err
	}
	return d, nil
}

// geoTest is a condition on two shapes.
func geoTest(fn func(g *geo, a, b geoShape) bool) body {
	return geo2(func(g *geo, a, b geoShape) types.Datum { return types.Bool(fn(g, a, b)) })
}

// swapped is the body with its arguments the other way round.
func swapped(fn func(g *geo, a, b geoShape) types.Datum) body {
	return geo2(func(g *geo, a, b geoShape) types.Datum { return fn(g, b, a) })
}

// fpComparisons are the comparisons of numbers, as the operators of shapes name them.
var fpComparisons = map[string]func(a, b float64) bool{
	"lt": fpLt, "le": fpLe, "gt": fpGt, "ge": fpGe, "eq": types.GeoEqual, "ne": func(a, b float64) bool { return a != b && math.Abs(a-b) > types.GeoEpsilon },
}

// geoBodies are the functions of geometric types but those of geometry.go.
func geoBodies() map[string]body {
	out := map[string]body{}
	for _, part := range []map[string]body{pointBodies(), lineBodies(), segBodies(), boxBodies(), pathBodies(), polyBodies(), circleBodies(), nearBodies()} {
		for name, b := range part {
			out[name] = b
		}
	}
	return out
}

func pointBodies() map[string]body {
	test := func(fn func(a, b types.GeoPoint) bool) body {
		return geoTest(func(_ *geo, a, b geoShape) bool { return fn(a.point(), b.point()) })
	}
	both := func(fn func(g *geo, a, b types.GeoPoint) types.GeoPoint) body {
		return geo2(func(g *geo, a, b geoShape) types.Datum { return fn(g, a.point(), b.point()).Datum() })
	}
	return map[string]body{
		"point_left":     test(func(a, b types.GeoPoint) bool { return fpLt(a.X, b.X) }),
		"point_right":    test(func(a, b types.GeoPoint) bool { return fpGt(a.X, b.X) }),
		"point_above":    test(func(a, b types.GeoPoint) bool { return fpGt(a.Y, b.Y) }),
		"point_below":    test(func(a, b types.GeoPoint) bool { return fpLt(a.Y, b.Y) }),
		"point_vert":     test(func(a, b types.GeoPoint) bool { return types.GeoEqual(a.X, b.X) }),
		"point_horiz":    test(func(a, b types.GeoPoint) bool { return types.GeoEqual(a.Y, b.Y) }),
		"point_eq":       test(types.SamePoint),
		"point_ne":       test(func(a, b types.GeoPoint) bool { return !types.SamePoint(a, b) }),
		"point_add":      both((*geo).plus),
		"point_sub":      both((*geo).minus),
		"point_mul":      both((*geo).times),
		"point_div":      both((*geo).over),
		"point_distance": geo2(func(g *geo, a, b geoShape) types.Datum { return types.Float(g.distance(a.point(), b.point())) }),
		"point_slope":    geo2(func(g *geo, a, b geoShape) types.Datum { return types.Float(g.Slope(a.point(), b.point())) }),
		"point_box":      geo1(func(_ *geo, a geoShape) types.Datum { return geoBox{a.point(), a.point()}.datum() }),
	}
}

func lineBodies() map[string]body {
	test := func(fn func(g *geo, l, m types.GeoLine) bool) body {
		return geoTest(func(g *geo, a, b geoShape) bool { return fn(g, a.line(), b.line()) })
	}
	return map[string]body{
		"line_construct_pp": geo2(func(g *geo, a, b geoShape) types.Datum {
			if types.SamePoint(a.point(), b.point()) {
				g.Fail(types.ErrSamePoints(pgerror.InvalidParameterValue))
				return types.Null
			}
			return g.LineThrough(a.point(), b.point()).Datum()
		}),
		"line_eq": test((*geo).sameLine),
		"line_intersect": test(func(g *geo, l, m types.GeoLine) bool {
			_, ok := g.crossing(l, m)
			return ok
		}),
		"line_parallel": test(func(g *geo, l, m types.GeoLine) bool {
			_, ok := g.crossing(l, m)
			return !ok
		}),
		"line_perp":       test((*geo).perpendicular),
		"line_vertical":   geo1(func(_ *geo, a geoShape) types.Datum { return types.Bool(fpZero(a.line().B)) }),
		"line_horizontal": geo1(func(_ *geo, a geoShape) types.Datum { return types.Bool(fpZero(a.line().A)) }),
		"line_distance":   geo2(func(g *geo, a, b geoShape) types.Datum { return types.Float(g.lineDistance(a.line(), b.line())) }),
		"line_interpt": geo2(func(g *geo, a, b geoShape) types.Datum {
			p, ok := g.crossing(a.line(), b.line())
			return pointOrNull(p, ok)
		}),
	}
}

func pointOrNull(p types.GeoPoint, ok bool) types.Datum {
	if !ok {
		return types.Null
	}
	return p.Datum()
}

func segBodies() map[string]body {
	out := map[string]body{
		"lseg_length": geo1(func(g *geo, a geoShape) types.Datum { return types.Float(g.segLength(a.seg())) }),
		"lseg_parallel": geoTest(func(g *geo, a, b geoShape) bool {
			return types.GeoEqual(g.segSlope(a.seg()), g.segSlope(b.seg()))
		}),
		"lseg_perp": geoTest(func(g *geo, a, b geoShape) bool {
			s, t := a.seg(), b.seg()
			return types.GeoEqual(g.segSlope(s), g.across(t[0], t[1]))
		}),
		"lseg_vertical":   geo1(func(_ *geo, a geoShape) types.Datum { return types.Bool(types.GeoEqual(a.v[0], a.v[2])) }),
		"lseg_horizontal": geo1(func(_ *geo, a geoShape) types.Datum { return types.Bool(types.GeoEqual(a.v[1], a.v[3])) }),
		"lseg_center": geo1(func(g *geo, a geoShape) types.Datum {
			return types.GeoPoint{X: g.Div(g.Add(a.v[0], a.v[2]), 2), Y: g.Div(g.Add(a.v[1], a.v[3]), 2)}.Datum()
		}),
		"lseg_intersect": geoTest(func(g *geo, a, b geoShape) bool { return g.meet(a.seg(), b.seg()) }),
		"lseg_interpt": geo2(func(g *geo, a, b geoShape) types.Datum {
			p, ok := g.segSeg(a.seg(), b.seg())
			return pointOrNull(p, ok)
		}),
		"lseg_distance": geo2(func(g *geo, a, b geoShape) types.Datum {
			_, d := g.segToSeg(a.seg(), b.seg())
			return types.Float(d)
		}),
		"lseg_eq": geoTest(func(_ *geo, a, b geoShape) bool { return sameSeg(a.seg(), b.seg()) }),
		"lseg_ne": geoTest(func(_ *geo, a, b geoShape) bool { return !sameSeg(a.seg(), b.seg()) }),
	}
	for _, name := range []string{"lt", "le", "gt", "ge"} {
		cmp := fpComparisons[name]
		out["lseg_"+name] = geoTest(func(g *geo, a, b geoShape) bool { return cmp(g.segLength(a.seg()), g.segLength(b.seg())) })
	}
	return out
}

func sameSeg(s, t geoSeg) bool { return types.SamePoint(s[0], t[0]) && types.SamePoint(s[1], t[1]) }

func boxBodies() map[string]body {
	test := func(fn func(b, c geoBox) bool) body {
		return geoTest(func(_ *geo, x, y geoShape) bool { return fn(x.box(), y.box()) })
	}
	moved := func(fn func(g *geo, a, b types.GeoPoint) types.GeoPoint) body {
		return geo2(func(g *geo, x, y geoShape) types.Datum {
			b := x.box()
			return boxOf(fn(g, b.low, y.point()), fn(g, b.high, y.point())).datum()
		})
	}
	out := map[string]body{
		"box_same":       test(func(b, c geoBox) bool { return types.SamePoint(b.high, c.high) && types.SamePoint(b.low, c.low) }),
		"box_overlap":    test(geoBox.overlaps),
		"box_left":       test(func(b, c geoBox) bool { return fpLt(b.high.X, c.low.X) }),
		"box_overleft":   test(func(b, c geoBox) bool { return fpLe(b.high.X, c.high.X) }),
		"box_right":      test(func(b, c geoBox) bool { return fpGt(b.low.X, c.high.X) }),
		"box_overright":  test(func(b, c geoBox) bool { return fpGe(b.low.X, c.low.X) }),
		"box_below":      test(func(b, c geoBox) bool { return fpLt(b.high.Y, c.low.Y) }),
		"box_overbelow":  test(func(b, c geoBox) bool { return fpLe(b.high.Y, c.high.Y) }),
		"box_above":      test(func(b, c geoBox) bool { return fpGt(b.low.Y, c.high.Y) }),
		"box_overabove":  test(func(b, c geoBox) bool { return fpGe(b.low.Y, c.low.Y) }),
		"box_below_eq":   test(func(b, c geoBox) bool { return fpLe(b.high.Y, c.low.Y) }),
		"box_above_eq":   test(func(b, c geoBox) bool { return fpGe(b.low.Y, c.high.Y) }),
		"box_contain":    test(geoBox.contains),
		"box_contained":  test(func(b, c geoBox) bool { return c.contains(b) }),
		"box_contain_pt": geoTest(func(_ *geo, x, y geoShape) bool { return x.box().holds(y.point()) }),
		"box_area":       geo1(func(g *geo, x geoShape) types.Datum { return types.Float(g.boxArea(x.box())) }),
		"box_center":     geo1(func(g *geo, x geoShape) types.Datum { return g.boxCenter(x.box()).Datum() }),
		"box_diagonal":   geo1(func(_ *geo, x geoShape) types.Datum { return geoSeg{x.box().high, x.box().low}.datum() }),
		"box_distance": geo2(func(g *geo, x, y geoShape) types.Datum {
			return types.Float(g.distance(g.boxCenter(x.box()), g.boxCenter(y.box())))
		}),
		"box_add":         moved((*geo).plus),
		"box_sub":         moved((*geo).minus),
		"box_mul":         moved((*geo).times),
		"box_div":         moved((*geo).over),
		"boxes_bound_box": geo2(func(_ *geo, x, y geoShape) types.Datum { return boundBox(x.box(), y.box()).datum() }),
		"box_intersect":   geo2(func(_ *geo, x, y geoShape) types.Datum { return commonBox(x.box(), y.box()) }),
		"box_poly":        geo1(func(_ *geo, x geoShape) types.Datum { return boxPolygon(x.box()) }),
		"box_circle": geo1(func(g *geo, x geoShape) types.Datum {
			center := g.boxCenter(x.box())
			return geoCircle{center, g.distance(center, x.box().high)}.datum()
		}),
	}
	for name, cmp := range fpComparisons {
		if name != "ne" {
			out["box_"+name] = geoTest(func(g *geo, x, y geoShape) bool { return cmp(g.boxArea(x.box()), g.boxArea(y.box())) })
		}
	}
	return out
}

func boundBox(b, c geoBox) geoBox {
	return geoBox{types.GeoPoint{X: types.LargerFloat(b.high.X, c.high.X), Y: types.LargerFloat(b.high.Y, c.high.Y)}, types.GeoPoint{X: types.SmallerFloat(b.low.X, c.low.X), Y: types.SmallerFloat(b.low.Y, c.low.Y)}}
}

func commonBox(b, c geoBox) types.Datum {
	if !b.overlaps(c) {
		return types.Null
	}
	return geoBox{types.GeoPoint{X: types.SmallerFloat(b.high.X, c.high.X), Y: types.SmallerFloat(b.high.Y, c.high.Y)}, types.GeoPoint{X: types.LargerFloat(b.low.X, c.low.X), Y: types.LargerFloat(b.low.Y, c.low.Y)}}.datum()
}

func boxPolygon(b geoBox) types.Datum {
	return pointsDatum(types.TPolygon, []types.GeoPoint{b.low, {X: b.low.X, Y: b.high.Y}, b.high, {X: b.high.X, Y: b.low.Y}}, true)
}

func pathBodies() map[string]body {
	moved := func(fn func(g *geo, a, b types.GeoPoint) types.GeoPoint) body {
		return geo2(func(g *geo, x, y geoShape) types.Datum {
			ps := x.points()
			for i := range ps {
				ps[i] = fn(g, ps[i], y.point())
			}
			return pointsDatum(types.TPath, ps, x.closed)
		})
	}
	out := map[string]body{
		"path_area":     geo1((*geo).pathArea),
		"path_length":   geo1(func(g *geo, x geoShape) types.Datum { return types.Float(g.pathLength(x)) }),
		"path_isclosed": geo1(func(_ *geo, x geoShape) types.Datum { return types.Bool(x.closed) }),
		"path_isopen":   geo1(func(_ *geo, x geoShape) types.Datum { return types.Bool(!x.closed) }),
		"path_close":    geo1(func(_ *geo, x geoShape) types.Datum { return types.NewShape(types.TPath, x.v, true) }),
		"path_open":     geo1(func(_ *geo, x geoShape) types.Datum { return types.NewShape(types.TPath, x.v, false) }),
		"path_inter":    geoTest((*geo).pathsMeet),
		"path_add": geo2(func(_ *geo, x, y geoShape) types.Datum {
			if x.closed || y.closed {
				return types.Null
			}
			return types.NewShape(types.TPath, append(x.v, y.v...), false)
		}),
		"path_add_pt": moved((*geo).plus),
		"path_sub_pt": moved((*geo).minus),
		"path_mul_pt": moved((*geo).times),
		"path_div_pt": moved((*geo).over),
		"path_distance": geo2(func(g *geo, x, y geoShape) types.Datum {
			d, ok := g.segsDistance(pathSegs(x.points(), x.closed), pathSegs(y.points(), y.closed))
			if !ok {
				return types.Null
			}
			return types.Float(d)
		}),
		"path_poly": geo1(func(g *geo, x geoShape) types.Datum {
			if !x.closed {
				g.Fail(pgerror.New(pgerror.InvalidParameterValue, "open path cannot be converted to polygon"))
			}
			return types.NewShape(types.TPolygon, x.v, true)
		}),
	}
	for name, o := range map[string]Ordering{"lt": Less, "le": Less | Same, "eq": Same, "ge": Same | Greater, "gt": Greater} {
		out["path_n_"+name] = geoTest(func(_ *geo, x, y geoShape) bool { return o.Has(types.CompareInts(int64(len(x.v)), int64(len(y.v)))) })
	}
	return out
}

func polyBodies() map[string]body {
	test := func(fn func(b, c geoBox) bool) body {
		return geoTest(func(_ *geo, x, y geoShape) bool { return fn(boxAround(x.points()), boxAround(y.points())) })
	}
	return map[string]body{
		"poly_left":         test(func(b, c geoBox) bool { return b.high.X < c.low.X }),
		"poly_overleft":     test(func(b, c geoBox) bool { return b.high.X <= c.high.X }),
		"poly_right":        test(func(b, c geoBox) bool { return b.low.X > c.high.X }),
		"poly_overright":    test(func(b, c geoBox) bool { return b.low.X >= c.low.X }),
		"poly_below":        test(func(b, c geoBox) bool { return b.high.Y < c.low.Y }),
		"poly_overbelow":    test(func(b, c geoBox) bool { return b.high.Y <= c.high.Y }),
		"poly_above":        test(func(b, c geoBox) bool { return b.low.Y > c.high.Y }),
		"poly_overabove":    test(func(b, c geoBox) bool { return b.low.Y >= c.low.Y }),
		"poly_same":         geoTest(func(_ *geo, x, y geoShape) bool { return samePolygon(x.points(), y.points()) }),
		"poly_contain":      geoTest(func(g *geo, x, y geoShape) bool { return g.polyContains(x.points(), y.points()) }),
		"poly_contained":    geoTest(func(g *geo, x, y geoShape) bool { return g.polyContains(y.points(), x.points()) }),
		"poly_overlap":      geoTest(func(g *geo, x, y geoShape) bool { return g.polysOverlap(x.points(), y.points()) }),
		"poly_contain_pt":   geoTest(func(g *geo, x, y geoShape) bool { return g.inside(x.points(), y.point()) }),
		"pt_contained_poly": geoTest(func(g *geo, x, y geoShape) bool { return g.inside(y.points(), x.point()) }),
		"poly_center":       geo1(func(g *geo, x geoShape) types.Datum { return g.polyCircle(x.points()).center.Datum() }),
		"poly_circle":       geo1(func(g *geo, x geoShape) types.Datum { return g.polyCircle(x.points()).datum() }),
		"poly_box":          geo1(func(_ *geo, x geoShape) types.Datum { return boxAround(x.points()).datum() }),
		"poly_path":         geo1(func(_ *geo, x geoShape) types.Datum { return types.NewShape(types.TPath, x.v, true) }),
		"poly_distance": geo2(func(g *geo, x, y geoShape) types.Datum {
			a, b := x.points(), y.points()
			if g.polysOverlap(a, b) {
				return types.Float(0)
			}
			d, _ := g.segsDistance(pathSegs(a, true), pathSegs(b, true))
			return types.Float(d)
		}),
		"circle_poly": {f2: func(_ *types.Env, n, c types.Datum) (types.Datum, error) {
			v, _, ok := types.ShapeNumbers(types.TCircle, c.Bytes())
			if !ok {
				return types.Null, types.ErrDamaged
			}
			return (&geo{}).result(func(g *geo) types.Datum { return g.circlePolygon(n.Int(), geoShape{v: v}.circle()) })
		}},
		"polygon(circle)": geo1(func(g *geo, x geoShape) types.Datum { return g.circlePolygon(12, x.circle()) }),
	}
}

func circleBodies() map[string]body {
	test := func(fn func(g *geo, c, d geoCircle) bool) body {
		return geoTest(func(g *geo, x, y geoShape) bool { return fn(g, x.circle(), y.circle()) })
	}
	moved := func(center func(g *geo, a, b types.GeoPoint) types.GeoPoint, radius func(g *geo, r, by float64) float64) body {
		return geo2(func(g *geo, x, y geoShape) types.Datum {
			c := x.circle()
			c.center = center(g, c.center, y.point())
			if radius != nil {
				c.radius = radius(g, c.radius, g.hypot(y.v[0], y.v[1]))
			}
			return c.datum()
		})
	}
	apart := func(g *geo, c, d geoCircle) float64 { return g.distance(c.center, d.center) }
	out := map[string]body{
		"circle_same": test(func(_ *geo, c, d geoCircle) bool {
			return (math.IsNaN(c.radius) && math.IsNaN(d.radius) || types.GeoEqual(c.radius, d.radius)) && types.SamePoint(c.center, d.center)
		}),
		"circle_overlap":   test(func(g *geo, c, d geoCircle) bool { return fpLe(apart(g, c, d), g.Add(c.radius, d.radius)) }),
		"circle_contained": test(func(g *geo, c, d geoCircle) bool { return fpLe(apart(g, c, d), g.Sub(d.radius, c.radius)) }),
		"circle_contain":   test(func(g *geo, c, d geoCircle) bool { return fpLe(apart(g, c, d), g.Sub(c.radius, d.radius)) }),
		"circle_overleft": test(func(g *geo, c, d geoCircle) bool {
			return fpLe(g.Add(c.center.X, c.radius), g.Add(d.center.X, d.radius))
		}),
		"circle_left": test(func(g *geo, c, d geoCircle) bool {
			return fpLt(g.Add(c.center.X, c.radius), g.Sub(d.center.X, d.radius))
		}),
		"circle_right": test(func(g *geo, c, d geoCircle) bool {
			return fpGt(g.Sub(c.center.X, c.radius), g.Add(d.center.X, d.radius))
		}),
		"circle_overright": test(func(g *geo, c, d geoCircle) bool {
			return fpGe(g.Sub(c.center.X, c.radius), g.Sub(d.center.X, d.radius))
		}),
		"circle_below": test(func(g *geo, c, d geoCircle) bool {
			return fpLt(g.Add(c.center.Y, c.radius), g.Sub(d.center.Y, d.radius))
		}),
		"circle_above": test(func(g *geo, c, d geoCircle) bool {
			return fpGt(g.Sub(c.center.Y, c.radius), g.Add(d.center.Y, d.radius))
		}),
		"circle_overbelow": test(func(g *geo, c, d geoCircle) bool {
			return fpLe(g.Add(c.center.Y, c.radius), g.Add(d.center.Y, d.radius))
		}),
		"circle_overabove": test(func(g *geo, c, d geoCircle) bool {
			return fpGe(g.Sub(c.center.Y, c.radius), g.Sub(d.center.Y, d.radius))
		}),
		"circle_add_pt":   moved((*geo).plus, nil),
		"circle_sub_pt":   moved((*geo).minus, nil),
		"circle_mul_pt":   moved((*geo).times, (*geo).Mul),
		"circle_div_pt":   moved((*geo).over, (*geo).Div),
		"circle_area":     geo1(func(g *geo, x geoShape) types.Datum { return types.Float(g.circleArea(x.circle())) }),
		"circle_diameter": geo1(func(g *geo, x geoShape) types.Datum { return types.Float(g.Mul(x.circle().radius, 2)) }),
		"circle_distance": geo2(func(g *geo, x, y geoShape) types.Datum {
			c, d := x.circle(), y.circle()
			return distance0(g.Sub(apart(g, c, d), g.Add(c.radius, d.radius)))
		}),
		"circle_contain_pt":   geoTest(func(g *geo, x, y geoShape) bool { return g.distance(x.circle().center, y.point()) <= x.circle().radius }),
		"pt_contained_circle": geoTest(func(g *geo, x, y geoShape) bool { return g.distance(y.circle().center, x.point()) <= y.circle().radius }),
		"circle_box": geo1(func(g *geo, x geoShape) types.Datum {
			c := x.circle()
			delta := g.Div(c.radius, math.Sqrt2)
			return geoBox{types.GeoPoint{X: g.Add(c.center.X, delta), Y: g.Add(c.center.Y, delta)}, types.GeoPoint{X: g.Sub(c.center.X, delta), Y: g.Sub(c.center.Y, delta)}}.datum()
		}),
	}
	for name, cmp := range fpComparisons {
		out["circle_"+name] = test(func(g *geo, c, d geoCircle) bool { return cmp(g.circleArea(c), g.circleArea(d)) })
	}
	return out
}

// nearBodies are of shapes of two kinds: how far they are apart, which point of the second is
// nearest to the first, whether one is on the other, and whether they meet.
func nearBodies() map[string]body {
	// near is a point of a shape, and how far it is from another.
	type near func(g *geo, a, b geoShape) (types.GeoPoint, float64)
	nears := map[string]near{ // of the second shape
		"pl": func(g *geo, a, b geoShape) (types.GeoPoint, float64) { return g.toLine(b.line(), a.point()) },
		"ps": func(g *geo, a, b geoShape) (types.GeoPoint, float64) { return g.segToPoint(b.seg(), a.point()) },
		"pb": func(g *geo, a, b geoShape) (types.GeoPoint, float64) { return g.boxToPoint(b.box(), a.point()) },
		"sb": func(g *geo, a, b geoShape) (types.GeoPoint, float64) { return g.boxToSeg(b.box(), a.seg()) },
		"ls": func(g *geo, a, b geoShape) (types.GeoPoint, float64) { return g.segToLine(b.seg(), a.line()) },
	}
	out := map[string]body{}
	for _, n := range []struct{ name, dist, back string }{
		{"pl", "dist_pl", "dist_lp"}, {"ps", "dist_ps", "dist_sp"}, {"pb", "dist_pb", "dist_bp"}, {"sb", "dist_sb", "dist_bs"}, {"ls", "dist_ls", "dist_sl"},
	} {
		fn := nears[n.name]
		far := func(g *geo, a, b geoShape) types.Datum {
			_, d := fn(g, a, b)
			return types.Float(d)
		}
		out[n.dist], out[n.back] = geo2(far), swapped(far)
		out["close_"+n.name] = geo2(func(g *geo, a, b geoShape) types.Datum {
			p, d := fn(g, a, b)
			return pointOrNull(p, !math.IsNaN(d))
		})
	}
	closeLine := nears["ls"]
	out["close_ls"] = geo2(func(g *geo, a, b geoShape) types.Datum {
		if types.CompareFloat(g.segSlope(b.seg()), g.lineSlope(a.line())) == 0 {
			return types.Null
		}
		p, d := closeLine(g, a, b)
		return pointOrNull(p, !math.IsNaN(d))
	})
	out["close_lseg"] = geo2(func(g *geo, a, b geoShape) types.Datum {
		if types.CompareFloat(g.segSlope(a.seg()), g.segSlope(b.seg())) == 0 {
			return types.Null
		}
		p, d := g.segToSeg(b.seg(), a.seg())
		return pointOrNull(p, !math.IsNaN(d))
	})
	for name, fars := range map[[2]string]func(g *geo, a, b geoShape) types.Datum{
		{"dist_ppath", "dist_pathp"}: func(g *geo, a, b geoShape) types.Datum { return types.Float(g.pathToPoint(b, a.point())) },
		{"dist_ppoly", "dist_polyp"}: func(g *geo, a, b geoShape) types.Datum { return types.Float(g.polyToPoint(b.points(), a.point())) },
		{"dist_pc", "dist_cpoint"}: func(g *geo, a, b geoShape) types.Datum {
			return distance0(g.Sub(g.distance(a.point(), b.circle().center), b.circle().radius))
		},
		{"dist_cpoly", "dist_polyc"}: func(g *geo, a, b geoShape) types.Datum {
			return distance0(g.Sub(g.polyToPoint(b.points(), a.circle().center), a.circle().radius))
		},
	} {
		out[name[0]], out[name[1]] = geo2(fars), swapped(fars)
	}
	out["on_pl"] = geoTest(func(g *geo, a, b geoShape) bool { return g.onLine(b.line(), a.point()) })
	out["on_ps"] = geoTest(func(g *geo, a, b geoShape) bool { return g.onSeg(b.seg(), a.point()) })
	out["on_pb"] = geoTest(func(_ *geo, a, b geoShape) bool { return b.box().holds(a.point()) })
	out["on_ppath"] = geoTest(func(g *geo, a, b geoShape) bool { return g.onPath(b, a.point()) })
	out["path_contain_pt(path,point)"] = geoTest(func(g *geo, a, b geoShape) bool { return g.onPath(a, b.point()) })
	out["on_sl"] = geoTest(func(g *geo, a, b geoShape) bool {
		return g.onLine(b.line(), a.seg()[0]) && g.onLine(b.line(), a.seg()[1])
	})
	out["on_sb"] = geoTest(func(_ *geo, a, b geoShape) bool { return b.box().holds(a.seg()[0]) && b.box().holds(a.seg()[1]) })
	out["inter_sl"] = geoTest(func(g *geo, a, b geoShape) bool {
		_, ok := g.segLine(a.seg(), b.line())
		return ok
	})
	out["inter_sb"] = geoTest(func(g *geo, a, b geoShape) bool { return g.boxSeg(b.box(), a.seg()) })
	out["inter_lb"] = geoTest(func(g *geo, a, b geoShape) bool { return g.lineBox(a.line(), b.box()) })
	return out
}

// shapeBodies are what makes shapes of others, and parts of them.
func shapeBodies() map[string]body {
	numbers := func(t *types.Type, d types.Datum) ([]float64, error) {
		v, _, ok := types.ShapeNumbers(t, d.Bytes())
		if !ok {
			return nil, types.ErrDamaged
		}
		return v, nil
	}
	two := func(l, r *types.Type, fn func(a, b []float64) types.Datum) body {
		return body{f2: func(_ *types.Env, x, y types.Datum) (types.Datum, error) {
			a, errA := numbers(l, x)
			b, errB := numbers(r, y)
			if errA != nil || errB != nil {
				return types.Null, types.ErrDamaged
			}
			return fn(a, b), nil
		}}
	}
	one := func(t *types.Type, fn func(v []float64) types.Datum) body {
		return body{f1: func(_ *types.Env, x types.Datum) (types.Datum, error) {
			v, err := numbers(t, x)
			if err != nil {
				return types.Null, err
			}
			return fn(v), nil
		}}
	}
	joined := func(t *types.Type) func(a, b []float64) types.Datum {
		return func(a, b []float64) types.Datum { return types.NewShape(t, append(a, b...), true) }
	}
	return map[string]body{
		"construct_point": {f2: func(_ *types.Env, x, y types.Datum) (types.Datum, error) {
			return types.NewShape(types.TPoint, []float64{x.Float(), y.Float()}, true), nil
		}},
		"points_box":     two(types.TPoint, types.TPoint, joined(types.TBox)),
		"lseg_construct": two(types.TPoint, types.TPoint, joined(types.TLseg)),
		"cr_circle": {f2: func(_ *types.Env, x, r types.Datum) (types.Datum, error) {
			v, err := numbers(types.TPoint, x)
			if err != nil {
				return types.Null, err
			}
			return types.NewShape(types.TCircle, append(v, r.Float()), true), nil
		}},
		"circle_center": one(types.TCircle, func(v []float64) types.Datum { return types.NewShape(types.TPoint, v[:2], true) }),
		"circle_radius": one(types.TCircle, func(v []float64) types.Datum { return types.Float(v[2]) }),
		"box_width":     one(types.TBox, func(v []float64) types.Datum { return types.Float(v[0] - v[2]) }),
		"box_height":    one(types.TBox, func(v []float64) types.Datum { return types.Float(v[1] - v[3]) }),
		"path_npoints":  one(types.TPath, func(v []float64) types.Datum { return types.Int(int64(len(v) / 2)) }),
		"poly_npoints":  one(types.TPolygon, func(v []float64) types.Datum { return types.Int(int64(len(v) / 2)) }),
	}
}
