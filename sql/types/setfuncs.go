package types

import (
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

func setBodies() map[string]body {
	series := func(f *Function) body { return body{set: seriesInt(f.Result)} }
	return map[string]body{
		"generate_series_int4": {gen: series}, "generate_series_step_int4": {gen: series},
		"generate_series_int8": {gen: series}, "generate_series_step_int8": {gen: series},
		"generate_series_numeric": {set: seriesNumeric}, "generate_series_step_numeric": {set: seriesNumeric},
		"generate_series_timestamp":   {set: seriesTimestamp(plusInterval)},
		"generate_series_timestamptz": {set: seriesTimestamp(plusIntervalTZ)},
		"pg_listening_channels":       {set: listeningChannels},
		"generate_subscripts":         {set: subscripts}, "generate_subscripts_nodir": {set: subscripts},
		"array_unnest":        {set: unnest},
		"text_to_table":       {set: textToTable},
		"text_to_table_null":  {set: textToTable},
		"pg_options_to_table": {set: optionsToTable},
		// No table is partitioned, so that none has ancestors.
		"pg_partition_ancestors": {set: func(*Env, []Datum) (SetIterator, error) {
			return func() (Datum, bool, error) { return Null, false, nil }, nil
		}},
	}
}

var errStepZero = pgerror.New(pgerror.InvalidParameterValue, "step size cannot equal zero")

// seriesInt counts from start to stop; a step beyond the type's range ends it.
func seriesInt(t *Type) func(*Env, []Datum) (SetIterator, error) {
	return func(_ *Env, args []Datum) (SetIterator, error) {
		at, stop, step := args[0].Int(), args[1].Int(), intAt(args, 2, 1)
		if step == 0 {
			return nil, errStepZero
		}
		done := false
		return func() (Datum, bool, error) {
			if done || step > 0 && at > stop || step < 0 && at < stop {
				return Null, false, nil
			}
			d := Int(at)
			next, ok := addInt64(at, step)
			done = !ok || t.OID == OIDInt4 && next != int64(int32(next))
			at = next
			return d, true, nil
		}, nil
	}
}

func seriesNumeric(_ *Env, args []Datum) (SetIterator, error) {
	at, stop, step := args[0], args[1], NumericInt(1)
	if len(args) > 2 {
		step = args[2]
	}
	names := []string{"start", "stop", "step"}
	for i, d := range []Datum{at, stop, step} {
		switch rank := numRank(d); {
		case rank == 2 && i == 2:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "step size cannot be NaN")
		case rank == 2:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "%s value cannot be NaN", names[i])
		case rank != 0 && i == 2:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "step size cannot be infinity")
		case rank != 0:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "%s value cannot be infinity", names[i])
		}
	}
	sign := numSign(step)
	if sign == 0 {
		return nil, errStepZero
	}
	return func() (Datum, bool, error) {
		if NumericCompare(at, stop)*sign > 0 {
			return Null, false, nil
		}
		d := at
		var err error
		at, err = NumericAdd(at, step)
		return d, err == nil, err
	}, nil
}

func seriesTimestamp(add func(*Env, int64, Interval) (int64, error)) func(*Env, []Datum) (SetIterator, error) {
	return func(env *Env, args []Datum) (SetIterator, error) {
		at, stop, step := args[0].Timestamp(), args[1].Timestamp(), args[2].Interval()
		sign := int64(compareInterval(step, Interval{}))
		if sign == 0 {
			return nil, errStepZero
		}
		done := isInfinite(at)
		return func() (Datum, bool, error) {
			if done || sign > 0 && at > stop || sign < 0 && at < stop {
				return Null, false, nil
			}
			d := Timestamp(at)
			next, err := add(env, at, step)
			if err != nil {
				return Null, false, err
			}
			at = next
			return d, true, nil
		}, nil
	}
}

func subscripts(_ *Env, args []Datum) (SetIterator, error) {
	dims, n := args[0].Array().Dims, args[1].Int()
	if n < 1 || n > int64(len(dims)) {
		return listIterator(nil), nil
	}
	lo := int64(dims[n-1].Lower)
	hi := lo + int64(dims[n-1].Len) - 1
	step := int64(1)
	if len(args) > 2 && args[2].Bool() {
		lo, hi, step = hi, lo, -1
	}
	return seriesInt(TInt8)(nil, []Datum{Int(lo), Int(hi), Int(step)})
}

func unnest(_ *Env, args []Datum) (SetIterator, error) {
	return listIterator(args[0].Array().Items), nil
}

func textToTable(env *Env, args []Datum) (SetIterator, error) {
	if args[0].IsNull() {
		return listIterator(nil), nil
	}
	items, err := splitText(env, args)
	return listIterator(items), err
}

// optionsToTable splits options written name=value.
func optionsToTable(_ *Env, args []Datum) (SetIterator, error) {
	var rows []Datum
	for _, item := range args[0].Array().Items {
		name, value, ok := strings.Cut(item.Text(), "=")
		row := []Datum{Text(name), Null}
		if ok {
			row[1] = Text(value)
		}
		rows = append(rows, NewRecord(&Record{Types: []*Type{TText, TText}, Values: row}))
	}
	return listIterator(rows), nil
}

// listeningChannels serves pg_listening_channels().
func listeningChannels(env *Env, _ []Datum) (SetIterator, error) {
	var list []Datum
	if env.Listening != nil {
		for _, c := range env.Listening() {
			list = append(list, Text(c))
		}
	}
	return listIterator(list), nil
}
