package bind

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Window functions are calls over the rows of a query block, after it has grouped them and
// before its set-returning functions, DISTINCT and ORDER BY. The calls are collected while
// the select list is bound; their windows are bound when the rest of the block is, as in
// Postgres, since an OVER may name a window that comes later.

// winScope collects the window functions of a query block, and the windows they are over:
// those of WINDOW first, then those written after OVER.
// A call knows its window by the place in specs (rel.WindowFunc.Spec).
// Calls are collected while the select list and ORDER BY are bound, and computed above grouping and HAVING: in the tree they
// are columns from the moment in which they are met.
//
// For
//
//	SELECT sum(x) OVER w, rank() OVER (w ORDER BY y), sum(x) OVER (PARTITION BY k) FROM t WINDOW w AS (PARTITION BY k)
//
// specs has three windows: w, the one that builds upon it, and the one that is written out. The
// two sums are two items, since their windows are two here.
type winScope struct {
	specs []*ast.WindowSpec
	texts map[string]int // the first of specs that is written so, where that was asked for
	items []*rel.WindowFunc
	// by window, function, arguments and filter: what is equal is computed once
	// Volatile calls are never shared.
	keys map[string]*rel.WindowFunc
}

// window is a window whose expressions are bound.
//
// A window that builds upon another has all of it here: nothing refers to a name any more
// (inherit).
type window struct {
	partition []scalar.Expr
	order     []rel.SortExpr
	frame     rel.Frame
}

// each calls f for the expressions of a window, and keeps what it returns.
// Frame offsets are not among them: they read no column.
func (w *window) each(f func(scalar.Expr) scalar.Expr) {
	for i := range w.partition {
		w.partition[i] = f(w.partition[i])
	}
	for i := range w.order {
		w.order[i].X = f(w.order[i].X)
	}
}

// newWinScope starts with the windows of the WINDOW clause, in order.
func newWinScope(q *ast.Select) *winScope {
	w := &winScope{}
	for i := range q.Windows {
		w.specs = append(w.specs, &q.Windows[i])
	}
	return w
}

// inner finds a window function that x reads; nil for none.
// w may be nil: a place without windows.
// By its column: a call has become a Var by the time that it stands in another one's arguments.
func (w *winScope) inner(x scalar.Expr) *rel.WindowFunc {
	var found *rel.WindowFunc
	if w == nil || x == nil {
		return nil
	}
	// Linear in both: calls are few, and their arguments small.
	scalar.Vars(x, func(v *scalar.Var) {
		for _, it := range w.items {
			if it.ID == v.ID && found == nil {
				found = it
			}
		}
	})
	return found
}

// windowCall binds a call with OVER. calls is how many set-returning functions had been seen
// before its arguments.
// args and filter are bound. The order of the refusals is Postgres's (transformWindowFuncCall):
// what the call is made of, then where it stands, then its window.
func (s *scope) windowCall(e *ast.FuncCall, fn *builtin.Function, args []scalar.Expr, filter scalar.Expr, calls int) (scalar.Expr, error) {
	if err := s.windowParts(e, fn); err != nil {
		return nil, err
	}
	if s.srf.count() > calls {
		return nil, s.b.Fail(s.srf.calls[len(s.srf.calls)-1], pgerror.FeatureNotSupported, "window function calls cannot contain set-returning function calls").
			WithHint("You might be able to move the set-returning function into a LATERAL FROM item.")
	}
	for _, a := range args {
		if in := s.win.inner(a); in != nil {
			return nil, s.b.Fail(nil, pgerror.WindowingError, "window function calls cannot be nested").WithPosition(s.b.position(int(in.Pos)))
		}
	}
	if !s.mayWindow() {
		return nil, s.windowNotAllowed(e)
	}
	it := &rel.WindowFunc{Fn: fn, Args: args, Filter: filter, Pos: int32(e.Position())}
	var err error
	if it.Spec, err = s.win.spec(s.b, e.Over); err != nil {
		return nil, err
	}
	return s.b.Ref(s.win.add(s.b, it)), nil
}

// windowParts refuses what can't be written in a call with OVER.
//
//	sum(DISTINCT x) OVER w          0A000
//	count() OVER w                  42809: count(*) is meant
//	sum(x ORDER BY y) OVER w        0A000: the order is the window's
//	rank() FILTER (…) OVER w        0A000; aggregates may have FILTER
func (s *scope) windowParts(e *ast.FuncCall, fn *builtin.Function) error {
	agg := fn.Kind == builtin.KindAggregate
	// Postgres refuses all of these, too, with these words (ParseFuncOrColumn).
	switch {
	case e.Distinct:
		return s.b.Fail(e, pgerror.FeatureNotSupported, "DISTINCT is not implemented for window functions")
	case agg && !e.Star && len(e.Args) == 0:
		return s.b.Fail(e, pgerror.WrongObjectType, "%s(*) must be used to call a parameterless aggregate function", fn.Name)
	case len(e.OrderBy) > 0:
		return s.b.Fail(e, pgerror.FeatureNotSupported, "aggregate ORDER BY is not implemented for window functions")
	case !agg && e.Filter != nil:
		return s.b.Fail(e, pgerror.FeatureNotSupported, "FILTER is not implemented for non-aggregate window functions")
	}
	return nil
}

// mayWindow reports whether a window function may stand here.
func (s *scope) mayWindow() bool {
	if s.win == nil {
		return false
	}
	// WHERE, GROUP BY and HAVING come before windows are computed.
	switch s.kind {
	case kindSelectTarget, kindOrderBy, kindDistinctOn:
		// In ORDER BY and DISTINCT ON it is one more column of the list.
		return true
	case kindAggArg:
		return true // the aggregate refuses it
	}
	return false
}

// windowNotAllowed is the error for a place without windows (42P20), in Postgres's words.
func (s *scope) windowNotAllowed(e *ast.FuncCall) error {
	what := s.kind.String()
	switch s.kind {
	case kindJoinOn:
		what = "JOIN conditions"
	case kindWindowPartition, kindWindowOrder, kindFrameRows, kindFrameRange, kindFrameGroups:
		what = "window definitions"
	}
	return s.b.Fail(e, pgerror.WindowingError, "window functions are not allowed in %s", what)
}

// spec finds the window of an OVER, or adds it. Windows that are written alike are one.
// OVER w (RefOnly) names a window of the clause; OVER (w …) makes another one that builds upon it.
// Alike by their text, without a position.
// Windows that differ only in how they are written stay two here; mergeWindows finds those that mean the same.
func (w *winScope) spec(b *Binder, over *ast.WindowSpec) (int, error) {
	if over.RefOnly {
		for i, o := range w.specs {
			if o.Name == over.Ref {
				return i, nil
			}
		}
		return 0, b.Fail(over, pgerror.UndefinedObject, "window %q does not exist", over.Ref)
	}
	if w.texts == nil {
		w.texts = map[string]int{}
		for i, o := range slices.Backward(w.specs) { // those of WINDOW; the first one counts
			w.texts[deparse.Print(o)] = i
		}
	}
	// Printed, as trees have positions: OVER (ORDER BY x) twice is one window and one sort.
	text := deparse.Print(over)
	if i, ok := w.texts[text]; ok {
		return i, nil
	}
	w.texts[text] = len(w.specs)
	w.specs = append(w.specs, over)
	return len(w.specs) - 1, nil
}

// add returns the column of a call; equal ones are computed once.
// By the OID and not by the name: overloads of one name are different functions.
// The key has all that the result depends on but the rows; two calls that differ in their text may have one.
func (w *winScope) add(b *Binder, it *rel.WindowFunc) scalar.VarID {
	// Frames and orders are in Spec: two windows that mean the same have two, until they are merged.
	key := strconv.Itoa(it.Spec) + "/" + strconv.Itoa(int(it.Fn.OID)) + "("
	for _, x := range it.Args {
		key += scalar.Key(x) + ","
	}
	if it.Filter != nil {
		key += "f" + scalar.Key(it.Filter)
	}
	if old, ok := w.keys[key]; ok && !it.Volatile(&b.Statement) {
		return old.ID
	}
	it.ID = b.NewVar(rel.Column{Name: it.Fn.Name, Type: it.Fn.Result, Typmod: types.NoTypmod})
	if w.keys == nil {
		w.keys = map[string]*rel.WindowFunc{}
	}
	w.keys[key] = it
	w.items = append(w.items, it)
	return it.ID
}

// bindWindows binds the windows, also those that nothing is over.
// Each may build upon those before it, by name.
func (bs *blockState) bindWindows() error {
	for i, spec := range bs.win.specs {
		w, err := bs.bindWindow(bs.win.specs[:i], spec)
		if err != nil {
			return err
		}
		bs.windows = append(bs.windows, w)
	}
	return nil
}

// bindWindow binds one window; before are those that it may build upon.
// The window that it builds upon is bound, in bs.windows at the same place as in before.
func (bs *blockState) bindWindow(before []*ast.WindowSpec, spec *ast.WindowSpec) (*window, error) {
	b := bs.b
	find := func(name string) int {
		return slices.IndexFunc(before, func(o *ast.WindowSpec) bool { return o.Name == name })
	}
	// Only the WINDOW clause gives names; what stands after OVER has none.
	if spec.Name != "" && find(spec.Name) >= 0 {
		return nil, b.Fail(spec, pgerror.WindowingError, "window %q is already defined", spec.Name)
	}
	var base *window
	// Names are looked for among the earlier ones alone: no circle is possible, and a window can't name itself.
	if spec.Ref != "" {
		at := find(spec.Ref)
		if at < 0 {
			return nil, b.Fail(spec, pgerror.UndefinedObject, "window %q does not exist", spec.Ref)
		}
		base = bs.windows[at]
	}
	// ORDER BY is bound before PARTITION BY, as Postgres does (transformWindowDefinitions).
	// The order of binding shows in which of two errors is told.
	w := &window{frame: rel.FrameOf(spec.Frame)}
	var err error
	if w.order, err = bs.windowOrder(spec.OrderBy); err != nil {
		return nil, err
	}
	if w.partition, err = bs.windowPartition(spec.PartitionBy); err != nil {
		return nil, err
	}
	if base != nil {
		if err := bs.inherit(spec, w, base); err != nil {
			return nil, err
		}
	}
	return w, bs.bindFrame(spec, w)
}

// windowOrder binds ORDER BY of a window. An expression that comes again sorts nothing further, and
// is left out. Ordinals and output names mean nothing here.
func (bs *blockState) windowOrder(items []ast.OrderItem) ([]rel.SortExpr, error) {
	// A scope for the clause alone: the kind words the errors, the rest is the block's.
	s := bs.s.with(kindWindowOrder)
	s.agg, s.srf, s.win = bs.agg, bs.srf, bs.win
	var out []rel.SortExpr
	for i := range items {
		o, err := s.orderItem(&items[i])
		if err != nil {
			return nil, err
		}
		// RANGE with an offset wants one key: x, x counts as one, as in Postgres (addTargetToSortList).
		if !slices.ContainsFunc(out, func(p rel.SortExpr) bool { return scalar.Equal(p.X, o.X) }) {
			out = append(out, o)
		}
	}
	return out, nil
}

// windowPartition binds PARTITION BY, each expression once. Types without an order are refused,
// since rows are brought together by sorting.
func (bs *blockState) windowPartition(items []ast.Expr) ([]scalar.Expr, error) {
	s := bs.s.with(kindWindowPartition)
	s.agg, s.srf, s.win = bs.agg, bs.srf, bs.win
	var out []scalar.Expr
	for _, e := range items {
		x, err := s.typed(e)
		if err != nil {
			return nil, err
		}
		if err := bs.b.comparedBy(e, x, builtin.StringComparison); err != nil {
			return nil, err
		}
		// The word is equality, as Postgres's: it asks for a sort operator, and says so.
		if !types.Comparable(x.Type()) {
			return nil, bs.b.Fail(leftmost(e), pgerror.UndefinedFunction, "could not identify an equality operator for type %s", x.Type())
		}
		if !slices.ContainsFunc(out, func(p scalar.Expr) bool { return scalar.Equal(p, x) }) {
			out = append(out, x)
		}
	}
	return out, nil
}

// inherit takes over what a window has of the one that it builds upon.
// The partition is always the base's; the order only where the base has one. A base with a frame
// can't be built upon (the standard's rule).
//
// With WINDOW w AS (PARTITION BY k), o AS (PARTITION BY k ORDER BY x), f AS (ORDER BY x ROWS 1
// PRECEDING):
//
//	OVER (w ORDER BY x)             the same as PARTITION BY k ORDER BY x
//	OVER (w PARTITION BY y)         42P20: the partition is w's, and may only be taken over
//	OVER (o ORDER BY y)             42P20: o has an order
//	OVER (f)                        42P20, with a hint: OVER f uses it as it is
func (bs *blockState) inherit(spec *ast.WindowSpec, w, base *window) error {
	b := bs.b
	switch {
	case len(w.partition) > 0:
		return b.Fail(spec, pgerror.WindowingError, "cannot override PARTITION BY clause of window %q", spec.Ref)
	// A base without an order may get one.
	case len(w.order) > 0 && len(base.order) > 0:
		return b.Fail(spec, pgerror.WindowingError, "cannot override ORDER BY clause of window %q", spec.Ref)
	case base.frame.Written:
		err := b.Fail(spec, pgerror.WindowingError, "cannot copy window %q because it has a frame clause", spec.Ref)
		// OVER (w) copies w, where OVER w would have used it, frame and all.
		if spec.Name == "" && len(w.order) == 0 && spec.Frame == nil {
			err = err.WithHint("Omit the parentheses in this OVER clause.")
		}
		return err
	}
	w.partition = slices.Clone(base.partition)
	if len(w.order) == 0 {
		w.order = slices.Clone(base.order)
	}
	return nil
}

// isOffset reports whether a frame's bound counts from the current row.
// UNBOUNDED and CURRENT ROW have none.
func isOffset(k ast.BoundKind) bool { return k == ast.OffsetPreceding || k == ast.OffsetFollowing }

// bindFrame binds the offsets of a frame.
// RANGE with an offset adds it to the one value that is sorted by; GROUPS counts groups of equal
// rows, which take an order.
func (bs *blockState) bindFrame(spec *ast.WindowSpec, w *window) error {
	if spec.Frame == nil {
		return nil
	}
	f := &w.frame
	offsets := isOffset(f.Start) || isOffset(f.End)
	switch {
	case f.Mode == ast.FrameRange && offsets && len(w.order) != 1:
		return bs.b.Fail(spec, pgerror.WindowingError, "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column")
	case f.Mode == ast.FrameGroups && len(w.order) == 0:
		return bs.b.Fail(spec, pgerror.WindowingError, "GROUPS mode requires an ORDER BY clause")
	}
	var err error
	if f.StartOffset, f.StartIn, err = bs.frameOffset(w, spec.Frame.StartOffset); err != nil {
		return err
	}
	f.EndOffset, f.EndIn, err = bs.frameOffset(w, spec.Frame.EndOffset)
	return err
}

// frameOffset binds an offset, and for RANGE finds the function that applies it; nil for none.
// ROWS and GROUPS count in bigint, RANGE in the type that goes with the column's. The offset is
// computed once for the query, so it reads none of its columns (42P10); that it is negative or NULL
// is seen when it is run (22013).
// in is nil but for RANGE. It is simplified at once: nothing of the rows around can change it.
func (bs *blockState) frameOffset(w *window, e ast.Expr) (x scalar.Expr, in *builtin.Function, err error) {
	if e == nil {
		return nil, nil, nil
	}
	kind := [...]exprKind{ast.FrameRange: kindFrameRange, ast.FrameRows: kindFrameRows, ast.FrameGroups: kindFrameGroups}[w.frame.Mode]
	name := [...]string{ast.FrameRange: "RANGE", ast.FrameRows: "ROWS", ast.FrameGroups: "GROUPS"}[w.frame.Mode]
	s := bs.s.with(kind)
	// An offset has no groups, no functions that return sets and no windows of its own.
	s.agg, s.srf, s.win = nil, nil, nil
	if x, err = s.expr(e); err != nil {
		return nil, nil, err
	}
	to := types.TInt8
	if w.frame.Mode == ast.FrameRange {
		if in, err = bs.inRange(e, w.order[0].X.Type(), x.Type()); err != nil {
			return nil, nil, err
		}
		to = in.Args[2]
	}
	// Assignment: an offset of numeric for ROWS is rounded to bigint, as in Postgres.
	y, err := bs.b.Coerce(e, x, to, builtin.Assignment)
	if err != nil {
		return nil, nil, err
	}
	if y == nil {
		return nil, nil, bs.b.failLeft(e, pgerror.DatatypeMismatch, "argument of %s must be type %s, not type %s", name, to, x.Type())
	}
	// The first column of the text is where Postgres points, if there is one in the text.
	if scalar.PropsOf(y).Vars {
		n := firstColumn(e)
		if n == nil {
			n = e
		}
		return nil, nil, bs.b.Fail(n, pgerror.InvalidColumnReference, "argument of %s must not contain variables", name)
	}
	return bs.b.Simplify(y), in, nil
}

// inRange chooses the function for the offset of a column: the one of exactly the offset's
// type, or the column's where that is unknown, else the only one that the offset fits.
// builtin.InRange lists what Postgres has as in_range support functions of btree families.
func (bs *blockState) inRange(e ast.Expr, column, offset *types.Type) (*builtin.Function, error) {
	const what = "RANGE with offset PRECEDING/FOLLOWING"
	at := leftmost(e)
	column = orderedAs(column)
	all := builtin.InRange(column)
	if len(all) == 0 {
		return nil, bs.b.Fail(at, pgerror.FeatureNotSupported, what+" is not supported for column type %s", column)
	}
	preferred := offset
	if offset == types.TUnknown {
		preferred = column
	}
	var fit []*builtin.Function
	for _, f := range all {
		if !bs.b.registry().CanCoerce(offset, f.Args[2], builtin.Implicit) {
			continue
		}
		// Exactly the offset's type: no conversion, and nothing to choose.
		if f.Args[2] == preferred {
			return f, nil
		}
		fit = append(fit, f)
	}
	switch len(fit) {
	case 0:
		return nil, bs.b.Fail(at, pgerror.FeatureNotSupported, what+" is not supported for column type %s and offset type %s", column, offset).
			WithHint("Cast the offset value to an appropriate type.")
	case 1:
		return fit[0], nil
	}
	return nil, bs.b.Fail(at, pgerror.FeatureNotSupported, what+" has multiple interpretations for column type %s and offset type %s", column, offset).
		WithHint("Cast the offset value to the exact intended type.")
}

// orderedAs is the type as which values of t are ordered: the input type of the default
// operator class of what a domain is of.
func orderedAs(t *types.Type) *types.Type {
	t = t.Base()
	if t.OID == types.OIDVarchar {
		return types.TText
	}
	return t
}

// overWindows puts the windows over what the block has so far. Windows come first whose order
// serves others, too; those follow.
// A projection below computes what they are divided and ordered by, where that is more than
// columns. One Window node is made for each frame and order; the sort that each needs is the
// planner's to add or to spare.
// Each window adds its columns to the rows of those below, and drops none.
func (bs *blockState) overWindows() {
	if len(bs.win.items) == 0 {
		return
	}
	ks := bs.newWindowKeys()
	// plain: how many columns are let through. Without a further one the projection would be for nothing.
	plain := len(ks.p.Items)
	var rels []*rel.Window
	for i, w := range bs.windows {
		// A window that nothing is over was bound for its errors alone.
		if !bs.win.over(i) {
			continue
		}
		r := &rel.Window{Frame: w.frame}
		for _, it := range bs.win.items {
			if it.Spec == i {
				it.Each(bs.b.Simplify)
				r.Funcs = append(r.Funcs, it)
			}
		}
		for _, x := range w.partition {
			r.Partition = append(r.Partition, ks.key(x))
		}
		for _, o := range w.order {
			r.Order = append(r.Order, rel.SortKey{ID: ks.key(o.X), Desc: o.Desc, NullsFirst: o.NullsFirst})
		}
		rels = append(rels, r)
	}
	if len(ks.p.Items) > plain {
		bs.in = ks.p
	}
	for _, r := range inSortOrder(mergeWindows(rels)) {
		r.In = bs.in
		bs.in = r
	}
	ks.share()
}

// mergeWindows makes one of windows that mean the same.
// Frames with offsets are left apart: their offsets are expressions, which are compared by
// identity.
func mergeWindows(rels []*rel.Window) []*rel.Window {
	var out []*rel.Window
	for _, r := range rels {
		at := slices.IndexFunc(out, func(o *rel.Window) bool {
			// Offsets, which are nil here or left apart, compare as pointers within Frame.
			return slices.Equal(o.Partition, r.Partition) && slices.Equal(o.Order, r.Order) && o.Frame == r.Frame
		})
		if at >= 0 && r.Frame.StartOffset == nil && r.Frame.EndOffset == nil {
			out[at].Funcs = append(out[at].Funcs, r.Funcs...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// inSortOrder orders windows, the innermost first, so that one that needs no order of its own
// stands over one that gives it.
// It takes the window with the longest order first and all whose order is a prefix of that one
// (Postgres: select_active_windows). Quadratic in the number of windows.
// The sort of the longest order serves all its prefixes; ties go to the one with more ORDER BY, whose
// partition is coarser.
func inSortOrder(rels []*rel.Window) []*rel.Window {
	slices.SortStableFunc(rels, func(x, y *rel.Window) int {
		if c := cmp.Compare(len(y.Keys()), len(x.Keys())); c != 0 {
			return c
		}
		return cmp.Compare(len(y.Order), len(x.Order))
	})
	var out []*rel.Window
	for len(rels) > 0 {
		first := rels[0]
		order := first.Keys()
		var rest []*rel.Window
		for _, r := range rels {
			if r == first || r.Ordered(order) {
				out = append(out, r)
			} else {
				rest = append(rest, r)
			}
		}
		rels = rest
	}
	return out
}
