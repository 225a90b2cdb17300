package types

import (
	"strings"

	"github.com/isochrondb/isochron/sql/extension"
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
		"_pg_expandarray":     {gen: expandArray},
		"pg_get_keywords":     {set: keywords},
		"text_to_table":       {set: textToTable},
		"text_to_table_null":  {set: textToTable},
		"pg_options_to_table": {set: optionsToTable},
		"aclexplode":          {set: aclExplode},
		"satisfies_hash_partition": {gen: func(f *Function) body {
			return body{fn: func(env *Env, args []Datum) (Datum, error) { return satisfiesHash(env, f.Args, args) }}
		}},
		"pg_partition_ancestors": {set: partitionAncestors},
		"pg_partition_tree":      {set: partitionTree},

		"pg_available_extensions":         {set: availableExtensions},
		"pg_available_extension_versions": {set: extensionVersions},
		"pg_extension_update_paths":       {set: updatePaths},
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

// expandArray serves information_schema._pg_expandarray: elements with their places.
func expandArray(f *Function) body {
	return body{set: func(_ *Env, args []Datum) (SetIterator, error) {
		a := args[0].Array()
		if len(a.Dims) != 1 {
			return listIterator(nil), nil
		}
		rows := make([]Datum, len(a.Items))
		for i, d := range a.Items {
			rows[i] = NewRecord(&Record{Types: f.OutTypes, Values: []Datum{d, Int(int64(i + 1))}})
		}
		return listIterator(rows), nil
	}}
}

// keywordRow is a word of the grammar: U unreserved, C and T partly, R reserved.
type keywordRow struct {
	word string
	code byte
	bare bool
}

func keywords(_ *Env, _ []Datum) (SetIterator, error) {
	about := map[byte]string{'U': "unreserved", 'C': "unreserved (cannot be function or type name)", 'T': "reserved (can be function or type name)", 'R': "reserved"}
	rows := make([]Datum, len(keywordRows))
	for i, k := range keywordRows {
		label := "requires AS"
		if k.bare {
			label = "can be bare label"
		}
		rows[i] = NewRecord(&Record{Types: []*Type{TText, TChar, TBool, TText, TText}, Values: []Datum{Text(k.word), Text(string(k.code)), Bool(k.bare), Text(about[k.code]), Text(label)}})
	}
	return listIterator(rows), nil
}

// availableExtensions lists what CREATE EXTENSION takes.
func availableExtensions(*Env, []Datum) (SetIterator, error) {
	of := []*Type{TName, TText, TText}
	var rows []Datum
	for _, e := range extension.All() {
		rows = append(rows, NewRecord(&Record{Types: of, Values: []Datum{Text(e.Name), Text(e.Release), Text(e.Comment)}}))
	}
	return listIterator(rows), nil
}

// extensionVersions lists their releases, of which there is one of each.
func extensionVersions(*Env, []Datum) (SetIterator, error) {
	names := TName.ArrayType()
	of := []*Type{TName, TText, TBool, TBool, TBool, TName, names, TText}
	var rows []Datum
	for _, e := range extension.All() {
		schema, requires := Null, Null
		if e.Schema != "" {
			schema = Text(e.Schema)
		}
		if len(e.Requires) > 0 {
			list := make([]Datum, len(e.Requires))
			for i, r := range e.Requires {
				list[i] = Text(r)
			}
			requires = NewArray(ArrayOf(TName, list))
		}
		rows = append(rows, NewRecord(&Record{Types: of, Values: []Datum{Text(e.Name), Text(e.Release), Bool(true), Bool(e.Trusted), Bool(e.Relocatable), schema, requires, Text(e.Comment)}}))
	}
	return listIterator(rows), nil
}

// updatePaths lists the ways from one release of an extension to another: there are none.
func updatePaths(_ *Env, args []Datum) (SetIterator, error) {
	if _, ok := extension.Find(args[0].Text()); !ok {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "extension %q is not available", args[0].Text())
	}
	return listIterator(nil), nil
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

// aclWords are the privileges behind the letters of an aclitem.
var aclWords = map[byte]string{'a': "INSERT", 'r': "SELECT", 'w': "UPDATE", 'd': "DELETE", 'D': "TRUNCATE", 'x': "REFERENCES", 't': "TRIGGER", 'X': "EXECUTE",
	'U': "USAGE", 'C': "CREATE", 'T': "TEMPORARY", 'c': "CONNECT", 's': "SET", 'A': "ALTER SYSTEM"}

// aclExplode gives a row for each privilege of an array of aclitems.
func aclExplode(env *Env, args []Datum) (SetIterator, error) {
	var rows []Datum
	role := func(name string) (Datum, error) {
		if name == "" { // PUBLIC
			return Int(0), nil
		}
		return DecodeText(TRegRole, NoTypmod, name, env)
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
				rows = append(rows, NewRecord(&Record{Types: []*Type{TOID, TOID, TText, TBool}, Values: []Datum{by, to, Text(word), Bool(option)}}))
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
	PartitionTree(oid OID) []PartitionRow
	PartitionAncestors(oid OID) []OID
	// HashKey are the types of the partition key of a table that is partitioned by hash; nil:
	// there is no such table.
	HashKey(oid OID) ([]*Type, error)
}

// satisfiesHash serves satisfies_hash_partition: it knows by the types of the values how a
// table that is partitioned by such columns would divide them.
func satisfiesHash(env *Env, ts []*Type, args []Datum) (Datum, error) {
	if args[0].IsNull() || args[1].IsNull() || args[2].IsNull() {
		return Bool(false), nil
	}
	modulus, remainder := args[1].Int(), args[2].Int()
	l, _ := env.Reg.(PartitionLookup)
	if l == nil {
		return Null, pgerror.New(pgerror.FeatureNotSupported, "satisfies_hash_partition is not supported here")
	}
	key, err := l.HashKey(OID(args[0].Int()))
	switch {
	case err != nil:
		return Null, err
	case key == nil:
		return Bool(false), nil
	case modulus <= 0:
		return Null, pgerror.New(pgerror.InvalidParameterValue, "modulus for hash partition must be an integer value greater than zero")
	case remainder < 0:
		return Null, pgerror.New(pgerror.InvalidParameterValue, "remainder for hash partition must be an integer value greater than or equal to zero")
	case remainder >= modulus:
		return Null, pgerror.New(pgerror.InvalidParameterValue, "remainder for hash partition must be less than modulus")
	case len(args)-3 != len(key):
		return Null, pgerror.New(pgerror.InvalidParameterValue, "number of partitioning columns (%d) does not match number of partition keys provided (%d)", len(key), len(args)-3)
	}
	for i, t := range key {
		if given := ts[3+i]; given != t {
			return Null, pgerror.New(pgerror.InvalidParameterValue, "column %d of the partition key has type %s, but supplied value is of type %s", i+1, t, given)
		}
	}
	return Bool(PartitionHash(key, args[3:])%uint64(modulus) == uint64(remainder)), nil
}

// PartitionRow is a row of pg_partition_tree; Parent 0 is NULL.
type PartitionRow struct {
	OID, Parent OID
	Leaf        bool
	Level       int
}

func partitionAncestors(env *Env, args []Datum) (SetIterator, error) {
	var list []Datum
	if l, ok := env.Reg.(PartitionLookup); ok {
		for _, id := range l.PartitionAncestors(OID(args[0].Int())) {
			list = append(list, Int(int64(id)))
		}
	}
	return listIterator(list), nil
}

func partitionTree(env *Env, args []Datum) (SetIterator, error) {
	var list []Datum
	if l, ok := env.Reg.(PartitionLookup); ok {
		for _, r := range l.PartitionTree(OID(args[0].Int())) {
			row := []Datum{Int(int64(r.OID)), Null, Bool(r.Leaf), Int(int64(r.Level))}
			if r.Parent != 0 {
				row[1] = Int(int64(r.Parent))
			}
			list = append(list, NewRecord(&Record{Types: []*Type{TRegClass, TRegClass, TBool, TInt4}, Values: row}))
		}
	}
	return listIterator(list), nil
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
