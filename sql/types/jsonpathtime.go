package types

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// The method datetime() of paths. Its values are strings to everything but comparisons and
// type(): a run remembers which of its nodes they are.

// pathTime is a date, a time or both.
type pathTime struct {
	node jsonNode
	t    *Type
	d    Datum
}

// pathTimeFormats are tried in turn where the path has no template.
var pathTimeFormats = [...]string{
	"yyyy-mm-dd", "HH24:MI:SSTZH:TZM", "HH24:MI:SSTZH", "HH24:MI:SS",
	"yyyy-mm-dd HH24:MI:SSTZH:TZM", "yyyy-mm-dd HH24:MI:SSTZH", "yyyy-mm-dd HH24:MI:SS",
	`yyyy-mm-dd"T"HH24:MI:SSTZH:TZM`, `yyyy-mm-dd"T"HH24:MI:SSTZH`, `yyyy-mm-dd"T"HH24:MI:SS`,
}

// datetime is the method.
func (c *pathRun) datetime(it *pathItem, n jsonNode, found *pathItems) (pathResult, error) {
	_, again := c.time(n)
	if n.kind() != jsonString || again {
		return c.fail(pgerror.InvalidArgumentForSQLJSONDatetimeFunction, "jsonpath item method .datetime() can only be applied to a string")
	}
	v, err := pathTimeOf(it, n.text())
	if err != nil {
		if c.quiet {
			return pathFailed, nil
		}
		return pathFailed, err
	}
	if c.times == nil {
		c.times = map[*byte]pathTime{}
	}
	c.times[unsafe.SliceData(v.node)] = v
	return c.then(it, v.node, found)
}

// time is what datetime() made of a node.
func (c *pathRun) time(n jsonNode) (pathTime, bool) {
	if len(c.times) == 0 || len(n) == 0 {
		return pathTime{}, false
	}
	v, ok := c.times[unsafe.SliceData(n)]
	return v, ok
}

func pathTimeOf(it *pathItem, s string) (pathTime, error) {
	if it.left != nil {
		return parsePathTime(s, it.left.text)
	}
	for _, format := range pathTimeFormats {
		if v, err := parsePathTime(s, format); err == nil {
			return v, nil
		}
	}
	return pathTime{}, pgerror.New(pgerror.InvalidArgumentForSQLJSONDatetimeFunction, "datetime format is not recognized: \"%s\"", s).
		WithHint("Use a datetime template argument to specify the input data format.")
}

// clockPatterns are those of the time of a day, besides FF1 to FF6.
var clockPatterns = []string{"HH24", "HH12", "HH", "MI", "SS", "SSSS", "SSSSS", "MS", "US", "AM", "PM", "A.M.", "P.M."}

// templateParts tells what a template has.
func templateParts(nodes []templateNode) (dated, timed, zoned bool) {
	for _, n := range nodes {
		switch {
		case n.pattern == "":
		case strings.HasPrefix(n.pattern, "TZ") || n.pattern == "OF":
			zoned = true
		case slices.Contains(clockPatterns, n.pattern) || strings.HasPrefix(n.pattern, "FF"):
			timed = true
		default:
			dated = true
		}
	}
	return dated, timed, zoned
}

// pathSeparators may stand in the template of a path.
const pathSeparators = "-./,':; "

func parsePathTime(s, template string) (pathTime, error) {
	nodes := parseDateTemplate(template)
	for _, n := range nodes {
		if n.pattern == "" && !n.quoted && !strings.Contains(pathSeparators, n.raw) {
			return pathTime{}, pgerror.New(pgerror.InvalidDatetimeFormat, "invalid datetime format separator: \"%s\"", n.raw)
		}
	}
	r := &templateReader{s: s, all: s, jd: -1, ssss: -1, strict: true}
	if err := r.readAll(nodes); err != nil {
		return pathTime{}, err
	}
	c, err := r.civil()
	if err != nil {
		return pathTime{}, err
	}
	if r.neg {
		r.zone = -r.zone
	}
	dated, timed, zoned := templateParts(nodes)
	switch {
	case zoned && !timed:
		return pathTime{}, pgerror.New(pgerror.InvalidDatetimeFormat, "datetime format is zoned but not timed")
	case !dated && !timed:
		return pathTime{}, pgerror.New(pgerror.InvalidDatetimeFormat, "datetime format is not dated and not timed")
	}
	return pathTimeFrom(s, c, r.zone, dated, timed, zoned)
}

// pathTimeFrom makes the value and its text, as JSON has it.
func pathTimeFrom(s string, c civil, east int, dated, timed, zoned bool) (v pathTime, err error) {
	env, text := NewEnv(), ""
	clock := int64(c.hour*3600+c.minute*60+c.sec)*microsPerSecond + int64(c.micros)
	local, ok := c.micros64()
	if dated && (!ok || !timestampInRange(local)) {
		return v, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range: \"%s\"", s)
	}
	switch {
	case !timed:
		v.t, v.d = TDate, Date(int32(julianDay(c.year, c.month, c.day)-epochJulian))
		text = String(TDate, v.d, env)
	case !dated && zoned:
		v.t, v.d = TTimeTZ, TimeTZ(clock, int32(-east))
		text = String(TTime, Time(clock), env) + jsonOffset(east)
	case !dated:
		v.t, v.d = TTime, Time(clock)
		text = String(TTime, v.d, env)
	default:
		v.t, v.d = TTimestamp, Timestamp(local)
		text = strings.Replace(String(TTimestamp, v.d, env), " ", "T", 1)
		if zoned {
			v.t, v.d = TTimestampTZ, Timestamp(local-int64(east)*microsPerSecond)
			text += jsonOffset(east)
		}
	}
	v.node = textNode(text)
	return v, nil
}

// jsonOffset is a displacement from UTC, which lies east, as JSON has it.
func jsonOffset(east int) string {
	sign := "+"
	if east < 0 {
		sign, east = "-", -east
	}
	return fmt.Sprintf("%s%02d:%02d", sign, east/3600, east/60%60)
}

// pathTimeRank orders dates, and times, by how much they say; 0: the type is of the others.
func pathTimeRank(t *Type, times bool) int {
	order := []*Type{TDate, TTimestamp, TTimestampTZ}
	if times {
		order = []*Type{TTime, TTimeTZ}
	}
	for i, o := range order {
		if o == t {
			return i + 1
		}
	}
	return 0
}

// compareTimes compares two values in the type that says more; ok is false for a date and a time.
func (c *pathRun) compareTimes(a, b pathTime) (order int, ok bool, err error) {
	times := pathTimeRank(a.t, true) > 0
	ra, rb := pathTimeRank(a.t, times), pathTimeRank(b.t, times)
	if rb == 0 {
		return 0, false, nil
	}
	common := a.t
	if rb > ra {
		common = b.t
	}
	values := [2]Datum{a.d, b.d}
	for i, v := range []pathTime{a, b} {
		if v.t == common {
			continue
		}
		if !c.zones && (common == TTimestampTZ || common == TTimeTZ) {
			return 0, false, pgerror.New(pgerror.FeatureNotSupported, "cannot convert value from %s to %s without time zone usage", v.t.Name, common.Name).
				WithHint("Use *_tz() function for time zone support.")
		}
		if values[i], err = v.as(common, c.env); err != nil {
			return 0, false, err
		}
	}
	return cmp.Compare(Compare(common, values[0], values[1]), 0), true, nil
}

// as is a value in a type that says more.
func (v *pathTime) as(t *Type, env *Env) (Datum, error) {
	switch {
	case t == TTimeTZ:
		return TimeTZ(v.d.Time(), int32(-zoneOffset(env.location(), env.txnTime()))), nil
	case t == TTimestamp:
		return dateToTimestamp(v.d)
	case v.t == TDate:
		return dateToTimestampTZ(env, v.d)
	}
	return env.toTimestampTZ(v.d)
}

// compare compares scalars, of which datetime() may have made some.
func (c *pathRun) compare(op pathOp, l, r jsonNode) (pathTruth, error) {
	a, first := c.time(l)
	b, second := c.time(r)
	switch {
	case !first && !second:
		return comparePath(op, l, r), nil
	case !first && l.kind() == jsonNull || !second && r.kind() == jsonNull:
		return truthOf(op == pathNotEqual), nil
	case !first || !second:
		return pathUnknown, nil
	}
	order, ok, err := c.compareTimes(a, b)
	if err != nil || !ok {
		return pathUnknown, err
	}
	return orderedTruth(op, order), nil
}
