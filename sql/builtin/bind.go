package builtin

import (
	"encoding/binary"
	"github.com/isochrondb/isochron/sql/types"
	"strings"
	"sync"
)

// body is what this package knows of a function: at most one of the fields is
// set. bind copies it into a Function whose types are concrete.
type body struct {
	f1  func(env *types.Env, a types.Datum) (types.Datum, error)
	f2  func(env *types.Env, a, b types.Datum) (types.Datum, error)
	fn  func(env *types.Env, args []types.Datum) (types.Datum, error)
	gen func(f *Function) body // for bodies that depend on the types
	set func(env *types.Env, args []types.Datum) (SetIterator, error)
	agg func(f *Function) AggState
}

// bodies maps pg_proc.prosrc, or "name(types)" for functions that Postgres
// writes in SQL, to bodies.
var bodies = sync.OnceValue(func() map[string]body {
	all := make(map[string]body, 1024)
	for _, part := range []map[string]body{
		intBodies(), floatBodies(), numericBodies(), textBodies(), byteaBodies(), regexpBodies(),
		datetimeBodies(), arrayBodies(), miscBodies(), setBodies(), jsonBodies(), windowBodies(), enumBodies(), codedBodies(), hashBodies(), xmlBodies(),
	} {
		for name, b := range part {
			all[name] = b
		}
	}
	return all
})

// comparisons maps the functions behind =, <>, <, <=, > and >= to the operator.
var comparisons = sync.OnceValue(func() map[types.OID]string {
	m := make(map[types.OID]string)
	for i := range operatorRows {
		switch row := &operatorRows[i]; row.name {
		case "=", "<>", "<", "<=", ">", ">=", "~<~", "~<=~", "~>=~", "~>~":
			if row.left != 0 && row.result == types.OIDBool {
				m[row.proc] = row.name
			}
		}
	}
	return m
})

// castFunctions maps the functions behind casts to their row: of several casts with the
// same function (int2 to int4, oid, regclass) to the one that gives its result.
var castFunctions = sync.OnceValue(func() map[types.OID]*castRow {
	m := make(map[types.OID]*castRow)
	for i := range castRows {
		if row := &castRows[i]; row.fn != 0 && (m[row.fn] == nil || row.to == resultOf(row.fn)) {
			m[row.fn] = row
		}
	}
	return m
})

func resultOf(proc types.OID) types.OID { return procRows[Catalog().procByOID[proc]].result }

// bind gives f its body; false if this package has none.
func bind(f *Function) bool {
	if f.Kind == KindWindow {
		return true // the operator knows it by its Source
	}
	b, ok := findBody(f)
	if !ok {
		return false
	}
	for b.gen != nil {
		b = b.gen(f)
	}
	switch {
	case b.f1 != nil && len(f.Args) != 1 || b.f2 != nil && len(f.Args) != 2:
		return false // an argument was left to its default, which the body does not know
	case b.f1 != nil:
		f.Fn1 = b.f1
		f.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) { return b.f1(env, args[0]) }
	case b.f2 != nil:
		f.Fn2 = b.f2
		f.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) { return b.f2(env, args[0], args[1]) }
	case b.fn != nil:
		f.Fn = b.fn
		switch len(f.Args) {
		case 1:
			f.Fn1 = func(env *types.Env, a types.Datum) (types.Datum, error) { return b.fn(env, []types.Datum{a}) }
		case 2:
			f.Fn2 = func(env *types.Env, x, y types.Datum) (types.Datum, error) { return b.fn(env, []types.Datum{x, y}) }
		}
	case b.set != nil:
		f.Set = b.set
	case b.agg != nil:
		f.NewAgg = func() AggState { return b.agg(f) }
	default:
		return false
	}
	if templates()[f.sourceKey()] {
		templated(f)
	}
	if size := sizes()[f.sourceKey()]; size != nil {
		measured(f, size)
	}
	return true
}

// sourceKey is the name of f's body.
func (f *Function) sourceKey() string {
	if f.Kind == KindAggregate {
		return ""
	}
	row := &procRows[Catalog().procByOID[f.OID]]
	if row.src == "" {
		return row.signature()
	}
	return row.src
}

func findBody(f *Function) (body, bool) {
	if f.Kind == KindAggregate {
		return aggregateBody(f)
	}
	row := &procRows[Catalog().procByOID[f.OID]]
	if b, ok := bodies()[f.sourceKey()]; ok {
		return b, true
	}
	if op, ok := comparisons()[f.OID]; ok {
		return comparisonBody(op, f.Args[0], f.Args[1])
	}
	if b, ok := typeBody(f); ok {
		return b, true
	}
	if b, ok := orderBody(f); ok {
		return b, true
	}
	if sign, ok := extremeOf(row); ok && types.Comparable(f.Args[0]) {
		t := f.Args[0]
		return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			if types.Compare(t, a, b)*sign < 0 {
				return a, nil
			}
			return b, nil
		}}, true
	}
	if c, ok := castFunctions()[f.OID]; ok && len(f.Args) == 1 {
		from, to := typeOf(c.from), typeOf(c.to)
		if conv := bodyOfCast(from, to, CastFunction); conv != nil {
			return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return conv(env, a, true) }}, true
		}
	}
	return lengthBody(f)
}

// lengthBody is that of a function which applies a type's modifier: varchar(varchar,
// integer, boolean), the flag for explicit casts, and interval(interval, integer).
func lengthBody(f *Function) (body, bool) {
	c, ok := castFunctions()[f.OID]
	if !ok || c.from != c.to || len(f.Args) < 2 {
		return body{}, false
	}
	t := f.Args[0]
	return body{fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
		return CoerceTypmod(t, int32(args[1].Int()), args[0], len(args) == 3 && args[2].Bool())
	}}, true
}

// extremeOf tells the functions that return the larger (-1) or the smaller (1)
// of two values of a type.
func extremeOf(row *procRow) (sign int, ok bool) {
	if len(row.args) != 2 || row.args[0] != row.args[1] || types.OID(row.args[0]) != row.result {
		return 0, false
	}
	switch {
	case strings.HasSuffix(row.name, "larger"):
		return -1, true
	case strings.HasSuffix(row.name, "smaller"):
		return 1, true
	}
	return 0, false
}

// signature is "name(type,type)".
func (p *procRow) signature() string {
	s := p.name + "("
	for i, a := range p.args {
		if i > 0 {
			s += ","
		}
		s += typeOf(types.OID(a)).Name
	}
	return s + ")"
}

// comparisonBody compares values of two types, ok is false if they cannot be.
func comparisonBody(op string, left, right *types.Type) (body, bool) {
	cmp := crossCompare(left, right)
	if cmp == nil {
		return body{}, false
	}
	if left == right && types.HoldsRecords(left) {
		return compareRecordsWith(left, orderings[strings.Trim(op, "~")]), true
	}
	switch strings.Trim(op, "~") { // ~<~ and its kin ignore collations, as "C" does
	case "=":
		if left == right && !types.HoldsRecords(left) {
			return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
				return types.Bool(types.Equal(left, a, b)), nil
			}}, true
		}
		return compareWith(cmp, func(c int) bool { return c == 0 }), true
	case "<>":
		return compareWith(cmp, func(c int) bool { return c != 0 }), true
	case "<":
		return compareWith(cmp, func(c int) bool { return c < 0 }), true
	case "<=":
		return compareWith(cmp, func(c int) bool { return c <= 0 }), true
	case ">":
		return compareWith(cmp, func(c int) bool { return c > 0 }), true
	}
	return compareWith(cmp, func(c int) bool { return c >= 0 }), true
}

// compareRecordsWith compares values that are records, or hold them.
func compareRecordsWith(t *types.Type, holds Ordering) body {
	equals := holds == orderings["="] || holds == orderings["<>"]
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		c, err := types.CompareChecked(t, a, b, equals)
		if err != nil {
			return types.Null, err
		}
		return types.Bool(holds.Has(c)), nil
	}}
}

func compareWith(cmp func(*types.Env, types.Datum, types.Datum) int, holds func(int) bool) body {
	return body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		return types.Bool(holds(cmp(env, a, b))), nil
	}}
}

// crossCompare returns the comparison of two types that have one.
func crossCompare(left, right *types.Type) func(*types.Env, types.Datum, types.Datum) int {
	switch {
	case left == right && (types.Comparable(left) || types.HoldsRecords(left) || left.OID == types.OIDXID || left.OID == types.OIDACLItemArray):
		return func(_ *types.Env, a, b types.Datum) int { return types.Compare(left, a, b) }
	case left.Kind() == types.KindInt && right.Kind() == types.KindInt:
		return func(_ *types.Env, a, b types.Datum) int { return types.CompareInts(a.Int(), b.Int()) }
	case left.Kind() == types.KindFloat && right.Kind() == types.KindFloat:
		return func(_ *types.Env, a, b types.Datum) int { return types.CompareFloat(a.Float(), b.Float()) }
	case left.Kind() == types.KindText && right.Kind() == types.KindText:
		return func(_ *types.Env, a, b types.Datum) int { return types.Compare(types.TText, a, b) }
	}
	if l, r := momentOf(left, right), momentOf(right, left); l != nil && r != nil {
		return func(env *types.Env, a, b types.Datum) int { return types.CompareInts(l(env, a), r(env, b)) }
	}
	return nil
}

// momentOf brings a date or timestamp to what other is compared by: UTC if
// either has a zone, local time else. What is out of range is infinite.
func momentOf(t, other *types.Type) func(*types.Env, types.Datum) int64 {
	zoned := t.OID == types.OIDTimestampTZ || other.OID == types.OIDTimestampTZ
	switch t.OID {
	case types.OIDTimestampTZ:
		return func(_ *types.Env, d types.Datum) int64 { return d.Timestamp() }
	case types.OIDTimestamp:
		if !zoned {
			return func(_ *types.Env, d types.Datum) int64 { return d.Timestamp() }
		}
		return func(env *types.Env, d types.Datum) int64 {
			if types.IsInfinite(d.Timestamp()) {
				return d.Timestamp()
			}
			return types.LocalToUTC(env.Zone(), d.Timestamp())
		}
	case types.OIDDate:
		return func(env *types.Env, d types.Datum) int64 {
			ts, ok := dateMicros(d.Date())
			switch {
			case !ok:
				return types.TimestampInfinity - 1 // above every finite timestamp, below infinity
			case zoned && !types.IsInfinite(ts):
				return types.LocalToUTC(env.Zone(), ts)
			}
			return ts
		}
	}
	return nil
}

func codedBodies() map[string]body {
	all := map[string]body{
		"xid8toxid": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			if a.Len() != 8 {
				return types.Null, types.ErrDamaged
			}
			return types.Int(int64(binary.BigEndian.Uint32(a.Bytes()[4:]))), nil
		}},
	}
	for _, part := range []map[string]body{inetBodies(), macBodies(), bitBodies(), shapeBodies(), geoBodies(), rangeBodies(), moneyBodies(), aggregateFuncBodies(), textSearchBodies(), procBodies(), populateBodies(), imageBodies(), snapshotBodies()} {
		for name, b := range part {
			all[name] = b
		}
	}
	return all
}
