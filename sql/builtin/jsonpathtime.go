package builtin

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// The method datetime() of paths. Its values are strings to everything but comparisons and
// type(): a run remembers which of its nodes they are.

// pathTime is a date, a time or both.
type pathTime struct {
	node types.JSONNode
	t    *types.Type
	d    types.Datum
}

// pathTimeFormats are tried in turn where the path has no template.
var pathTimeFormats = [...]string{
	"yyyy-mm-dd",
	"HH24:MI:SS.USTZH:TZM", "HH24:MI:SS.USTZH", "HH24:MI:SS.US",
	"HH24:MI:SSTZH:TZM", "HH24:MI:SSTZH", "HH24:MI:SS",
	"yyyy-mm-dd HH24:MI:SS.USTZH:TZM", "yyyy-mm-dd HH24:MI:SS.USTZH", "yyyy-mm-dd HH24:MI:SS.US",
	"yyyy-mm-dd HH24:MI:SSTZH:TZM", "yyyy-mm-dd HH24:MI:SSTZH", "yyyy-mm-dd HH24:MI:SS",
	`yyyy-mm-dd"T"HH24:MI:SS.USTZH:TZM`, `yyyy-mm-dd"T"HH24:MI:SS.USTZH`, `yyyy-mm-dd"T"HH24:MI:SS.US`,
	`yyyy-mm-dd"T"HH24:MI:SSTZH:TZM`, `yyyy-mm-dd"T"HH24:MI:SSTZH`, `yyyy-mm-dd"T"HH24:MI:SS`,
}

// datetime is the method.
func (c *pathRun) datetime(it *types.PathItem, n types.JSONNode, found *pathItems) (pathResult, error) {
	_, again := c.time(n)
	if n.Kind() != types.JSONString || again {
		return c.fail(pgerror.InvalidArgumentForSQLJSONDatetimeFunction, "jsonpath item method .datetime() can only be applied to a string")
	}
	v, err := pathTimeOf(it, n.Text())
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
func (c *pathRun) time(n types.JSONNode) (pathTime, bool) {
	if len(c.times) == 0 || len(n) == 0 {
		return pathTime{}, false
	}
	v, ok := c.times[unsafe.SliceData(n)]
	return v, ok
}

func pathTimeOf(it *types.PathItem, s string) (pathTime, error) {
	if it.Left != nil {
		return parsePathTime(s, it.Left.Text)
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
	r := &templateReader{s: s, all: s, strict: true}
	if err := r.readAll(nodes); err != nil {
		return pathTime{}, err
	}
	c, err := r.civil()
	if err != nil {
		return pathTime{}, err
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
func pathTimeFrom(s string, c types.Civil, east int, dated, timed, zoned bool) (v pathTime, err error) {
	env, text := types.NewEnv(), ""
	clock := int64(c.Hour*3600+c.Minute*60+c.Sec)*types.MicrosPerSecond + int64(c.Micros)
	local, ok := c.Micros64()
	days := int64(types.JulianDay(c.Year, c.Month, c.Day)) - types.EpochJulian
	switch {
	case !timed && (!types.ValidJulianYear(c.Year, c.Month) || days < types.MinDate || days >= types.MaxDate):
		return v, pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range: \"%s\"", s)
	case dated && timed && (!ok || !types.TimestampInRange(local)):
		return v, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range: \"%s\"", s)
	}
	switch {
	case !timed:
		v.t, v.d = types.TDate, types.Date(int32(days))
		text = types.String(types.TDate, v.d, env)
	case !dated && zoned:
		v.t, v.d = types.TTimeTZ, types.TimeTZ(clock, int32(-east))
		text = types.String(types.TTime, types.Time(clock), env) + jsonOffset(east)
	case !dated:
		v.t, v.d = types.TTime, types.Time(clock)
		text = types.String(types.TTime, v.d, env)
	default:
		v.t, v.d = types.TTimestamp, types.Timestamp(local)
		text = strings.Replace(types.String(types.TTimestamp, v.d, env), " ", "T", 1)
		if zoned {
			v.t, v.d = types.TTimestampTZ, types.Timestamp(local-int64(east)*types.MicrosPerSecond)
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
func pathTimeRank(t *types.Type, times bool) int {
	order := []*types.Type{types.TDate, types.TTimestamp, types.TTimestampTZ}
	if times {
		order = []*types.Type{types.TTime, types.TTimeTZ}
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
	values := [2]types.Datum{a.d, b.d}
	for i, v := range []pathTime{a, b} {
		if v.t == common {
			continue
		}
		if !c.zones && (common == types.TTimestampTZ || common == types.TTimeTZ) {
			return 0, false, pgerror.New(pgerror.FeatureNotSupported, "cannot convert value from %s to %s without time zone usage", v.t.Name, common.Name).
				WithHint("Use *_tz() function for time zone support.")
		}
		if values[i], err = v.as(common, c.env); v.t == types.TDate && pgerror.Is(err, pgerror.DatetimeFieldOverflow) {
			// A date may be later, or in a zone earlier, than all timestamps.
			if order = 1; v.d.Date() < 0 {
				order = -1
			}
			return order * (1 - 2*i), true, nil
		} else if err != nil {
			return 0, false, err
		}
	}
	return cmp.Compare(types.Compare(common, values[0], values[1]), 0), true, nil
}

// as is a value in a type that says more.
func (v *pathTime) as(t *types.Type, env *types.Env) (types.Datum, error) {
	switch {
	case t == types.TTimeTZ:
		return types.TimeTZ(v.d.Time(), int32(-types.ZoneOffset(env.Zone(), env.TransactionTime()))), nil
	case t == types.TTimestamp:
		return dateToTimestamp(v.d)
	case v.t == types.TDate:
		return dateToTimestampTZ(env, v.d)
	}
	return env.ToTimestampTZ(v.d)
}

// compare compares scalars, of which datetime() may have made some.
func (c *pathRun) compare(op types.PathOp, l, r types.JSONNode) (pathTruth, error) {
	a, first := c.time(l)
	b, second := c.time(r)
	switch {
	case !first && !second:
		return comparePath(op, l, r), nil
	case !first && l.Kind() == types.JSONNull || !second && r.Kind() == types.JSONNull:
		return truthOf(op == types.PathNotEqual), nil
	case !first || !second:
		return pathUnknown, nil
	}
	order, ok, err := c.compareTimes(a, b)
	if err != nil || !ok {
		return pathUnknown, err
	}
	return orderedTruth(op, order), nil
}
