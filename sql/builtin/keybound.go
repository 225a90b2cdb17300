package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"time"
)

// Dates, timestamps and timestamps with time zone are compared with each other, but an index of
// one of them is in the order of its own type. So a value of another type is brought to the
// column's before it bounds the index, rounded as the operator demands:
//
//	date d, timestamp t                   d >= t, d < t by the first day that does not begin before t;
//	                                      d <= t, d > t by the last one that does not begin after t;
//	                                      d = t by the day that begins at t, NULL where none does
//	timestamp or timestamptz t, date d    by the moment at which d begins
//	timestamptz z, timestamp t            by the moment at which clocks show t
//	timestamp or date t, timestamptz z    by what clocks show at z
//
// In the last row a zone whose clocks are put back or forward has no one answer: they show a time
// twice, and what they skip counts as a time that they do show. Near such a moment the bound is set
// wide, and the condition must be judged of what it lets pass. Clocks depend on the session's zone,
// which the execution knows and the plan does not.

// IsMoment reports whether t is one of the types of moments that are compared with each other.
func IsMoment(t *types.Type) bool {
	return t == types.TDate || t == types.TTimestamp || t == types.TTimestampTZ
}

// KeyBound returns what brings values of type value to type col, so that a column of that type stands
// in the comparison op to the result where it does so to the value. Both are different types of moments
// (IsMoment). Not exact: the column may, but need not; there is nothing for = then, which is >= and <=.
//
// The results may lie between the last finite value of a type and infinity. They are for bounds
// alone.
func KeyBound(op string, col, value *types.Type) (fn *Function, exact bool) {
	exact = value != types.TTimestampTZ
	up, tight := op == ">=" || op == "<", op == "="
	far := int64(1)
	if op == ">=" || op == ">" {
		far = -1
	}
	moment := momentOf(value, col)
	body := func(env *types.Env, d types.Datum) (types.Datum, error) {
		var ts int64
		if exact {
			ts = moment(env, d)
		} else {
			ts = localBound(env.Zone(), d.Timestamp(), far)
		}
		if col == types.TDate {
			return dayBound(ts, up, tight), nil
		}
		return types.Timestamp(ts), nil
	}
	return &Function{Name: "bound of " + col.Name + " " + op + " " + value.Name, Kind: KindFunction, Args: []*types.Type{value}, Result: col,
		Strict: true, Volatility: Stable, Fn1: body,
		Fn: func(env *types.Env, args []types.Datum) (types.Datum, error) { return body(env, args[0]) }}, exact
}

// KeyBounds is KeyBound of the elements of an array, in their order.
func KeyBounds(op string, col, value *types.Type) (fn *Function, exact bool) {
	one, exact := KeyBound(op, col, value)
	body := func(env *types.Env, d types.Datum) (types.Datum, error) {
		items := d.Array().Items
		out := make([]types.Datum, len(items))
		for i, it := range items {
			out[i] = types.Null
			if it.IsNull() {
				continue
			}
			var err error
			if out[i], err = one.Fn1(env, it); err != nil {
				return types.Null, err
			}
		}
		return types.NewArray(types.ArrayOf(col, out)), nil
	}
	return &Function{Name: one.Name + "[]", Kind: KindFunction, Args: []*types.Type{value.ArrayType()}, Result: col.ArrayType(),
		Strict: true, Volatility: Stable, Fn1: body,
		Fn: func(env *types.Env, args []types.Datum) (types.Datum, error) { return body(env, args[0]) }}, exact
}

// dayBound is the last day that does not begin after a time; up: the first that does not begin before it;
// tight: the one that begins then, NULL where none does.
func dayBound(ts int64, up, tight bool) types.Datum {
	if types.IsInfinite(ts) {
		return timestampToDate(ts)
	}
	days, later := types.FloorDivMod(ts, types.MicrosPerDay)
	switch {
	case later == 0:
	case tight:
		return types.Null
	case up:
		days++
	}
	return types.Date(int32(days))
}

// localBound is what clocks in loc show at a moment. Where they are put back or forward near it, it is
// so much earlier (far is -1) or later (1) that all local times that count as later than the moment (as
// earlier) are later (earlier) than it.
func localBound(loc *time.Location, ts int64, far int64) int64 {
	if types.IsInfinite(ts) || loc == time.UTC {
		return ts
	}
	local := ts + int64(types.ZoneOffset(loc, ts))*types.MicrosPerSecond
	margin := changeMargin(loc, ts)
	out := local + far*margin
	if margin > 0 && far > 0 && out < local { // beyond what can be counted
		return types.TimestampInfinity - 1
	}
	return out
}

// changeMargin is by how much the local times of moments may be out of order near a moment, at most; 0
// where clocks are not changed near it.
func changeMargin(loc *time.Location, ts int64) int64 {
	at := types.TimestampToTime(ts).In(loc)
	_, east := at.Zone()
	from, to := at.ZoneBounds()
	// Clocks of the world are never two days from what they are at another time. Who writes rules of
	// their own has two offsets, of which one holds now and the other before and after.
	seconds := int64(2 * 24 * 3600)
	see := func(t time.Time) {
		_, other := t.In(loc).Zone()
		d := int64(other - east)
		seconds = max(seconds, 2*24*3600+max(d, -d))
	}
	if !from.IsZero() {
		see(from.Add(-time.Second))
	}
	if !to.IsZero() {
		see(to)
	}
	// A local time is read with the offsets a day before and after it, taken for UTC.
	near := time.Duration(seconds+24*3600+int64(max(east, -east))) * time.Second
	counted := ts < types.TimestampInfinity-types.EpochMicros-near.Microseconds() // time.Time has a narrower range
	if counted && (from.IsZero() || from.Before(at.Add(-near))) && (to.IsZero() || to.After(at.Add(near))) {
		return 0
	}
	return seconds * types.MicrosPerSecond
}
