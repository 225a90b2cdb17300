package builtin

import (
	"strings"

	"github.com/isochrondb/isochron/sql/extension"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
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
		"_pg_expandarray":     {gen: expandArray},
		"pg_get_keywords":     {set: keywords},
		"text_to_table":       {set: textToTable},
		"text_to_table_null":  {set: textToTable},
		"pg_options_to_table": {set: optionsToTable},
		"aclexplode":          {set: aclExplode},
		"satisfies_hash_partition": {gen: func(f *Function) body {
			return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) { return satisfiesHash(env, f, args) }}
		}},
		"pg_partition_ancestors": {set: partitionAncestors},
		"pg_partition_tree":      {set: partitionTree},

		"pg_event_trigger_ddl_commands":         {gen: eventRows},
		"pg_event_trigger_dropped_objects":      {gen: eventRows},
		"pg_event_trigger_table_rewrite_oid":    {fn: eventValue("pg_event_trigger_table_rewrite_oid")},
		"pg_event_trigger_table_rewrite_reason": {fn: eventValue("pg_event_trigger_table_rewrite_reason")},

		"pg_available_extensions":         {set: availableExtensions},
		"pg_available_extension_versions": {set: extensionVersions},
		"pg_extension_update_paths":       {set: updatePaths},

		// Nobody reads a log of changes here.
		"pg_get_replication_slots": {set: noRows}, "pg_show_replication_origin_status": {set: noRows},
	}
}

var errStepZero = pgerror.New(pgerror.InvalidParameterValue, "step size cannot equal zero")

// seriesInt counts from start to stop; a step beyond the type's range ends it.
func seriesInt(t *types.Type) func(*types.Env, []types.Datum) (SetIterator, error) {
	return func(_ *types.Env, args []types.Datum) (SetIterator, error) {
		at, stop, step := args[0].Int(), args[1].Int(), intAt(args, 2, 1)
		if step == 0 {
			return nil, errStepZero
		}
		done := false
		return func() (types.Datum, bool, error) {
			if done || step > 0 && at > stop || step < 0 && at < stop {
				return types.Null, false, nil
			}
			d := types.Int(at)
			next, ok := types.AddInt64(at, step)
			done = !ok || t.OID == types.OIDInt4 && next != int64(int32(next))
			at = next
			return d, true, nil
		}, nil
	}
}

func seriesNumeric(_ *types.Env, args []types.Datum) (SetIterator, error) {
	at, stop, step := args[0], args[1], types.NumericInt(1)
	if len(args) > 2 {
		step = args[2]
	}
	names := []string{"start", "stop", "step"}
	for i, d := range []types.Datum{at, stop, step} {
		switch rank := types.NumericRank(d); {
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
	sign := types.NumericSign(step)
	if sign == 0 {
		return nil, errStepZero
	}
	done := false
	return func() (types.Datum, bool, error) {
		if done || types.NumericCompare(at, stop)*sign > 0 {
			return types.Null, false, nil
		}
		d := at
		var err error
		// A step that leaves what a numeric can hold has left stop behind, too.
		at, err = types.NumericAdd(at, step)
		done = err != nil
		return d, true, nil
	}, nil
}

func seriesTimestamp(add func(*types.Env, int64, types.Interval) (int64, error)) func(*types.Env, []types.Datum) (SetIterator, error) {
	return func(env *types.Env, args []types.Datum) (SetIterator, error) {
		at, stop, step := args[0].Timestamp(), args[1].Timestamp(), args[2].Interval()
		sign := int64(types.CompareInterval(step, types.Interval{}))
		if sign == 0 {
			return nil, errStepZero
		}
		done := types.IsInfinite(at)
		return func() (types.Datum, bool, error) {
			if done || sign > 0 && at > stop || sign < 0 && at < stop {
				return types.Null, false, nil
			}
			d := types.Timestamp(at)
			next, err := add(env, at, step)
			if err != nil {
				return types.Null, false, err
			}
			at = next
			return d, true, nil
		}, nil
	}
}

func subscripts(_ *types.Env, args []types.Datum) (SetIterator, error) {
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
	return seriesInt(types.TInt8)(nil, []types.Datum{types.Int(lo), types.Int(hi), types.Int(step)})
}

func unnest(_ *types.Env, args []types.Datum) (SetIterator, error) {
	return listIterator(args[0].Array().Items), nil
}

// expandArray serves information_schema._pg_expandarray: elements with their places.
func expandArray(f *Function) body {
	return body{set: func(_ *types.Env, args []types.Datum) (SetIterator, error) {
		a := args[0].Array()
		if len(a.Dims) != 1 {
			return listIterator(nil), nil
		}
		rows := make([]types.Datum, len(a.Items))
		for i, d := range a.Items {
			rows[i] = types.NewRecord(&types.Record{Types: f.OutTypes, Values: []types.Datum{d, types.Int(int64(i + 1))}})
		}
		return listIterator(rows), nil
	}}
}

func keywords(_ *types.Env, _ []types.Datum) (SetIterator, error) {
	about := map[byte]string{'U': "unreserved", 'C': "unreserved (cannot be function or type name)", 'T': "reserved (can be function or type name)", 'R': "reserved"}
	words := types.Keywords()
	rows := make([]types.Datum, len(words))
	for i, k := range words {
		label := "requires AS"
		if k.Bare {
			label = "can be bare label"
		}
		rows[i] = types.NewRecord(&types.Record{Types: []*types.Type{types.TText, types.TChar, types.TBool, types.TText, types.TText}, Values: []types.Datum{types.Text(k.Word), types.Text(string(k.Code)), types.Bool(k.Bare), types.Text(about[k.Code]), types.Text(label)}})
	}
	return listIterator(rows), nil
}

// availableExtensions lists what CREATE EXTENSION takes.
func availableExtensions(*types.Env, []types.Datum) (SetIterator, error) {
	of := []*types.Type{types.TName, types.TText, types.TText}
	var rows []types.Datum
	for _, e := range extension.All() {
		rows = append(rows, types.NewRecord(&types.Record{Types: of, Values: []types.Datum{types.Text(e.Name), types.Text(e.Release), types.Text(e.Comment)}}))
	}
	return listIterator(rows), nil
}

// extensionVersions lists their releases, of which there is one of each.
func extensionVersions(*types.Env, []types.Datum) (SetIterator, error) {
	names := types.TName.ArrayType()
	of := []*types.Type{types.TName, types.TText, types.TBool, types.TBool, types.TBool, types.TName, names, types.TText}
	var rows []types.Datum
	for _, e := range extension.All() {
		schema, requires := types.Null, types.Null
		if e.Schema != "" {
			schema = types.Text(e.Schema)
		}
		if len(e.Requires) > 0 {
			list := make([]types.Datum, len(e.Requires))
			for i, r := range e.Requires {
				list[i] = types.Text(r)
			}
			requires = types.NewArray(types.ArrayOf(types.TName, list))
		}
		rows = append(rows, types.NewRecord(&types.Record{Types: of, Values: []types.Datum{types.Text(e.Name), types.Text(e.Release), types.Bool(true), types.Bool(e.Trusted), types.Bool(e.Relocatable), schema, requires, types.Text(e.Comment)}}))
	}
	return listIterator(rows), nil
}

// noRows is the set of what there is none of.
func noRows(*types.Env, []types.Datum) (SetIterator, error) { return listIterator(nil), nil }

// updatePaths lists the ways from one release of an extension to another: there are none.
func updatePaths(_ *types.Env, args []types.Datum) (SetIterator, error) {
	if _, ok := extension.Find(args[0].Text()); !ok {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "extension %q is not available", args[0].Text())
	}
	return listIterator(nil), nil
}

func textToTable(env *types.Env, args []types.Datum) (SetIterator, error) {
	if args[0].IsNull() {
		return listIterator(nil), nil
	}
	items, err := splitText(env, args)
	return listIterator(items), err
}

// optionsToTable splits options written name=value.
func optionsToTable(env *types.Env, args []types.Datum) (SetIterator, error) {
	items := args[0].Array().Items
	if err := env.Room(int64(len(items)) * optionRowBytes); err != nil {
		return nil, err
	}
	rows := make([]types.Datum, 0, len(items))
	for _, item := range items {
		name, value, ok := strings.Cut(item.Text(), "=")
		row := []types.Datum{types.Text(name), types.Null}
		if ok {
			row[1] = types.Text(value)
		}
		rows = append(rows, types.NewRecord(&types.Record{Types: []*types.Type{types.TText, types.TText}, Values: row}))
	}
	return listIterator(rows), nil
}

// optionRowBytes is what a row of pg_options_to_table takes besides its texts, which are the array's: the record, and two fields.
const optionRowBytes = 200

// aclWords are the privileges behind the letters of an aclitem.
var aclWords = map[byte]string{'a': "INSERT", 'r': "SELECT", 'w': "UPDATE", 'd': "DELETE", 'D': "TRUNCATE", 'x': "REFERENCES", 't': "TRIGGER", 'X': "EXECUTE",
	'U': "USAGE", 'C': "CREATE", 'T': "TEMPORARY", 'c': "CONNECT", 's': "SET", 'A': "ALTER SYSTEM"}

// aclExplode gives a row for each privilege of an array of aclitems.
func aclExplode(env *types.Env, args []types.Datum) (SetIterator, error) {
	var rows []types.Datum
	role := func(name string) (types.Datum, error) {
		if name == "" { // PUBLIC
			return types.Int(0), nil
		}
		return types.DecodeText(types.TRegRole, types.NoTypmod, name, env)
	}
	for _, item := range args[0].Array().Items {
		if item.IsNull() {
			return nil, pgerror.New(pgerror.NullValueNotAllowed, "ACL arrays must not contain null values")
		}
		grantee, rest := cutQuoted(item.Text(), '=')
		letters, grantor := cutQuoted(rest, '/')
		to, err := role(grantee)
		if err != nil {
			return nil, err
		}
		by, err := role(grantor)
		if err != nil {
			return nil, err
		}
		for i := range len(letters) {
			if word, ok := aclWords[letters[i]]; ok {
				option := i+1 < len(letters) && letters[i+1] == '*'
				rows = append(rows, types.NewRecord(&types.Record{Types: []*types.Type{types.TOID, types.TOID, types.TText, types.TBool}, Values: []types.Datum{by, to, types.Text(word), types.Bool(option)}}))
			}
		}
	}
	return listIterator(rows), nil
}

// cutQuoted cuts s at the first sep that is not between double quotes.
func cutQuoted(s string, sep byte) (before, after string) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == sep && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// PartitionLookup may stand beside a RegLookup: it knows which tables and indexes are parts of
// which.
type PartitionLookup interface {
	PartitionTree(oid types.OID) []PartitionRow
	PartitionAncestors(oid types.OID) []types.OID
	// HashKey are the types of the partition key of a table that is partitioned by hash; nil:
	// there is no such table.
	HashKey(oid types.OID) ([]*types.Type, error)
}

// satisfiesHash serves satisfies_hash_partition: it knows by the types of the values how a
// table that is partitioned by such columns would divide them.
func satisfiesHash(env *types.Env, f *Function, args []types.Datum) (types.Datum, error) {
	if args[0].IsNull() || args[1].IsNull() || args[2].IsNull() {
		return types.Bool(false), nil
	}
	modulus, remainder := args[1].Int(), args[2].Int()
	l, _ := env.Reg.(PartitionLookup)
	if l == nil {
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "satisfies_hash_partition is not supported here")
	}
	key, err := l.HashKey(types.OID(args[0].Int()))
	switch {
	case err != nil:
		return types.Null, err
	case key == nil:
		return types.Null, pgerror.New(pgerror.UndefinedTable, "could not open relation with OID %d", args[0].Int())
	case modulus <= 0:
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "modulus for hash partition must be an integer value greater than zero")
	case remainder < 0:
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "remainder for hash partition must be an integer value greater than or equal to zero")
	case remainder >= modulus:
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "remainder for hash partition must be less than modulus")
	case len(args)-3 != len(key):
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "number of partitioning columns (%d) does not match number of partition keys provided (%d)", len(key), len(args)-3)
	}
	for i, t := range key {
		if given := hashedType(f, 3+i); given != t {
			words := "column %d of the partition key has type %s, but supplied value is of type %s"
			if f.Spread {
				words = "column %d of the partition key has type \"%s\", but supplied value is of type \"%s\""
			}
			return types.Null, pgerror.New(pgerror.InvalidParameterValue, words, i+1, t, given)
		}
	}
	return types.Bool(types.PartitionHash(key, args[3:])%uint64(modulus) == uint64(remainder)), nil
}

// hashedType is the type of argument i. Of an array that was spread the items have one.
func hashedType(f *Function, i int) *types.Type {
	if f.Spread {
		return f.Args[3].Elem()
	}
	return f.Args[i]
}

// PartitionRow is a row of pg_partition_tree; Parent 0 is NULL.
type PartitionRow struct {
	OID, Parent types.OID
	Leaf        bool
	Level       int
}

func partitionAncestors(env *types.Env, args []types.Datum) (SetIterator, error) {
	var list []types.Datum
	if l, ok := env.Reg.(PartitionLookup); ok {
		for _, id := range l.PartitionAncestors(types.OID(args[0].Int())) {
			list = append(list, types.Int(int64(id)))
		}
	}
	return listIterator(list), nil
}

func partitionTree(env *types.Env, args []types.Datum) (SetIterator, error) {
	var list []types.Datum
	if l, ok := env.Reg.(PartitionLookup); ok {
		for _, r := range l.PartitionTree(types.OID(args[0].Int())) {
			row := []types.Datum{types.Int(int64(r.OID)), types.Null, types.Bool(r.Leaf), types.Int(int64(r.Level))}
			if r.Parent != 0 {
				row[1] = types.Int(int64(r.Parent))
			}
			list = append(list, types.NewRecord(&types.Record{Types: []*types.Type{types.TRegClass, types.TRegClass, types.TBool, types.TInt4}, Values: row}))
		}
	}
	return listIterator(list), nil
}

// listeningChannels serves pg_listening_channels().
func listeningChannels(env *types.Env, _ []types.Datum) (SetIterator, error) {
	var list []types.Datum
	if env.Listening != nil {
		for _, c := range env.Listening() {
			list = append(list, types.Text(c))
		}
	}
	return listIterator(list), nil
}

// eventsOf asks the session what an event trigger fires for.
func eventsOf(env *types.Env, name string) ([][]types.Datum, error) {
	if env == nil || env.Events == nil {
		return nil, pgerror.New(pgerror.ERIEEventTriggerProtocolViolated, "%s() can only be called in an event trigger function", name)
	}
	return env.Events(name)
}

// eventRows serves the functions of event triggers that give rows.
func eventRows(f *Function) body {
	return body{set: func(env *types.Env, _ []types.Datum) (SetIterator, error) {
		rows, err := eventsOf(env, f.Name)
		if err != nil {
			return nil, err
		}
		var list []types.Datum
		for _, row := range rows {
			list = append(list, types.NewRecord(&types.Record{Types: f.OutTypes, Values: row}))
		}
		return listIterator(list), nil
	}}
}

// eventValue serves those that give a value.
func eventValue(name string) func(*types.Env, []types.Datum) (types.Datum, error) {
	return func(env *types.Env, _ []types.Datum) (types.Datum, error) {
		rows, err := eventsOf(env, name)
		if err != nil || len(rows) == 0 {
			return types.Null, err
		}
		return rows[0][0], nil
	}
}
