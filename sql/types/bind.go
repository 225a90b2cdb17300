package types

import (
	"strings"
	"sync"
)

// body is what this package knows of a function: at most one of the fields is
// set. bind copies it into a Function whose types are concrete.
type body struct {
	f1  func(env *Env, a Datum) (Datum, error)
	f2  func(env *Env, a, b Datum) (Datum, error)
	fn  func(env *Env, args []Datum) (Datum, error)
	gen func(f *Function) body // for bodies that depend on the types
	set func(env *Env, args []Datum) (SetIterator, error)
	agg func(f *Function) AggState
}

// bodies maps pg_proc.prosrc, or "name(types)" for functions that Postgres
// writes in SQL, to bodies.
var bodies = sync.OnceValue(func() map[string]body {
	all := make(map[string]body, 1024)
	for _, part := range []map[string]body{
		intBodies(), floatBodies(), numericBodies(), textBodies(), byteaBodies(), regexpBodies(),
		datetimeBodies(), arrayBodies(), miscBodies(), setBodies(), jsonBodies(), windowBodies(), enumBodies(), codedBodies(), hashBodies(),
	} {
		for name, b := range part {
			all[name] = b
		}
	}
	return all
})

// comparisons maps the functions behind =, <>, <, <=, > and >= to the operator.
var comparisons = sync.OnceValue(func() map[OID]string {
	m := make(map[OID]string)
	for i := range operatorRows {
		switch row := &operatorRows[i]; row.name {
		case "=", "<>", "<", "<=", ">", ">=", "~<~", "~<=~", "~>=~", "~>~":
			if row.left != 0 && row.result == OIDBool {
				m[row.proc] = row.name
			}
		}
	}
	return m
})

// castFunctions maps the functions behind casts to their row.
var castFunctions = sync.OnceValue(func() map[OID]*castRow {
	m := make(map[OID]*castRow)
	for i := range castRows {
		if row := &castRows[i]; row.fn != 0 {
			m[row.fn] = row
		}
	}
	return m
})

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
		f.Fn = func(env *Env, args []Datum) (Datum, error) { return b.f1(env, args[0]) }
	case b.f2 != nil:
		f.Fn2 = b.f2
		f.Fn = func(env *Env, args []Datum) (Datum, error) { return b.f2(env, args[0], args[1]) }
	case b.fn != nil:
		f.Fn = b.fn
		switch len(f.Args) {
		case 1:
			f.Fn1 = func(env *Env, a Datum) (Datum, error) { return b.fn(env, []Datum{a}) }
		case 2:
			f.Fn2 = func(env *Env, x, y Datum) (Datum, error) { return b.fn(env, []Datum{x, y}) }
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
	if sign, ok := extremeOf(row); ok && Comparable(f.Args[0]) {
		t := f.Args[0]
		return body{f2: func(_ *Env, a, b Datum) (Datum, error) {
			if Compare(t, a, b)*sign < 0 {
				return a, nil
			}
			return b, nil
		}}, true
	}
	if c, ok := castFunctions()[f.OID]; ok && len(f.Args) == 1 {
		from, to := typeOf(c.from), typeOf(c.to)
		if conv := bodyOfCast(from, to, CastFunction); conv != nil {
			return body{f1: func(env *Env, a Datum) (Datum, error) { return conv(env, a, true) }}, true
		}
	}
	return body{}, false
}

// extremeOf tells the functions that return the larger (-1) or the smaller (1)
// of two values of a type.
func extremeOf(row *procRow) (sign int, ok bool) {
	if len(row.args) != 2 || row.args[0] != row.args[1] || OID(row.args[0]) != row.result {
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
		s += typeOf(OID(a)).Name
	}
	return s + ")"
}

// comparisonBody compares values of two types, ok is false if they cannot be.
func comparisonBody(op string, left, right *Type) (body, bool) {
	cmp := crossCompare(left, right)
	if cmp == nil {
		return body{}, false
	}
	if left == right && HoldsRecords(left) {
		return compareRecordsWith(left, orderings[strings.Trim(op, "~")]), true
	}
	switch strings.Trim(op, "~") { // ~<~ and its kin ignore collations, as "C" does
	case "=":
		if left == right && !HoldsRecords(left) {
			return body{f2: func(_ *Env, a, b Datum) (Datum, error) { return Bool(Equal(left, a, b)), nil }}, true
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
func compareRecordsWith(t *Type, holds Ordering) body {
	equals := holds == orderings["="] || holds == orderings["<>"]
	return body{f2: func(_ *Env, a, b Datum) (Datum, error) {
		c, err := compareChecked(t, a, b, equals)
		if err != nil {
			return Null, err
		}
		return Bool(holds.Has(c)), nil
	}}
}

func compareWith(cmp func(*Env, Datum, Datum) int, holds func(int) bool) body {
	return body{f2: func(env *Env, a, b Datum) (Datum, error) { return Bool(holds(cmp(env, a, b))), nil }}
}

// crossCompare returns the comparison of two types that have one.
func crossCompare(left, right *Type) func(*Env, Datum, Datum) int {
	switch {
	case left == right && (Comparable(left) || HoldsRecords(left) || left.OID == OIDXID || left.OID == OIDACLItemArray):
		return func(_ *Env, a, b Datum) int { return Compare(left, a, b) }
	case left.kind == KindInt && right.kind == KindInt:
		return func(_ *Env, a, b Datum) int { return cmpInt(a.Int(), b.Int()) }
	case left.kind == KindFloat && right.kind == KindFloat:
		return func(_ *Env, a, b Datum) int { return CompareFloat(a.Float(), b.Float()) }
	case left.kind == KindText && right.kind == KindText:
		return func(_ *Env, a, b Datum) int { return Compare(TText, a, b) }
	}
	if l, r := momentOf(left, right), momentOf(right, left); l != nil && r != nil {
		return func(env *Env, a, b Datum) int { return cmpInt(l(env, a), r(env, b)) }
	}
	return nil
}

// momentOf brings a date or timestamp to what other is compared by: UTC if
// either has a zone, local time else. What is out of range is infinite.
func momentOf(t, other *Type) func(*Env, Datum) int64 {
	zoned := t.OID == OIDTimestampTZ || other.OID == OIDTimestampTZ
	switch t.OID {
	case OIDTimestampTZ:
		return func(_ *Env, d Datum) int64 { return d.Timestamp() }
	case OIDTimestamp:
		if !zoned {
			return func(_ *Env, d Datum) int64 { return d.Timestamp() }
		}
		return func(env *Env, d Datum) int64 {
			if isInfinite(d.Timestamp()) {
				return d.Timestamp()
			}
			return localToUTC(env.location(), d.Timestamp())
		}
	case OIDDate:
		return func(env *Env, d Datum) int64 {
			ts, ok := dateMicros(d.Date())
			switch {
			case !ok:
				return TimestampInfinity - 1 // above every finite timestamp, below infinity
			case zoned && !isInfinite(ts):
				return localToUTC(env.location(), ts)
			}
			return ts
		}
	}
	return nil
}
