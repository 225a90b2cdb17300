package builtin

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// jsonBodies are the functions that make json and jsonb of other values.
func jsonBodies() map[string]body {
	m := map[string]body{
		"row_to_json": toJSONBody(false), "row_to_json_pretty": toJSONBody(true),
		"array_to_json": toJSONBody(false), "array_to_json_pretty": toJSONBody(true),
		"to_json": toJSONBody(false),
		"to_jsonb": {gen: func(f *Function) body {
			return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
				b := types.JSONBWriter{Env: env}
				if err := b.Value(f.Args[0], a); err != nil {
					return types.Null, err
				}
				return b.Datum()
			}}
		}},
	}
	for name, make := range map[string]func(*types.Env, []*types.Type, []types.Datum) (types.Datum, error){
		"json_build_object": jsonBuildObject, "json_build_array": jsonBuildArray,
		"jsonb_build_object": jsonbBuildObject, "jsonb_build_array": jsonbBuildArray,
	} {
		b := body{gen: func(f *Function) body {
			return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
				return make(env, f.Args, args)
			}}
		}}
		m[name], m[name+"_noargs"] = b, b
	}
	for _, part := range []map[string]body{jsonbOperatorBodies(), jsonFunctionBodies(), jsonPathBodies()} {
		for name, b := range part {
			m[name] = b
		}
	}
	return m
}

// argType is the type of an argument: with VARIADIC the last ones are elements of an array.
func argType(ts []*types.Type, args []types.Datum, i int) *types.Type {
	t := typeAt(ts, i)
	if t.Elem() != nil && args[i].Kind() != types.KindArray {
		return t.Elem()
	}
	return t
}

func toJSONBody(pretty bool) body {
	return body{gen: func(f *Function) body {
		return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
			w := types.JSONWriter{Env: env}
			if pretty && args[1].Bool() {
				w.Feed = "\n "
			}
			err := w.Value(f.Args[0], args[0])
			return types.TextAlias(w.Dst), err
		}}
	}}
}

func errJSONPairs(name string) error {
	return pgerror.New(pgerror.InvalidParameterValue, "argument list must have even number of elements").
		WithHint("The arguments of %s() must consist of alternating keys and values.", name)
}

func jsonBuildObject(env *types.Env, ts []*types.Type, args []types.Datum) (types.Datum, error) {
	if len(args)%2 != 0 {
		return types.Null, errJSONPairs("json_build_object")
	}
	w := types.JSONWriter{Env: env, Dst: []byte{'{'}}
	for i := 0; i < len(args); i += 2 {
		if args[i].IsNull() {
			return types.Null, pgerror.New(pgerror.InvalidParameterValue, "argument %d cannot be null", i+1).WithHint("Object keys should be text.")
		}
		if i > 0 {
			w.Dst = append(w.Dst, ", "...)
		}
		if err := w.Key(argType(ts, args, i), args[i]); err != nil {
			return types.Null, err
		}
		w.Dst = append(w.Dst, " : "...)
		if err := w.Value(argType(ts, args, i+1), args[i+1]); err != nil {
			return types.Null, err
		}
	}
	return types.TextAlias(append(w.Dst, '}')), nil
}

func jsonBuildArray(env *types.Env, ts []*types.Type, args []types.Datum) (types.Datum, error) {
	w := types.JSONWriter{Env: env, Dst: []byte{'['}}
	for i, d := range args {
		if i > 0 {
			w.Dst = append(w.Dst, ", "...)
		}
		if err := w.Value(argType(ts, args, i), d); err != nil {
			return types.Null, err
		}
	}
	return types.TextAlias(append(w.Dst, ']')), nil
}

func jsonbBuildObject(env *types.Env, ts []*types.Type, args []types.Datum) (types.Datum, error) {
	if len(args)%2 != 0 {
		return types.Null, errJSONPairs("jsonb_build_object")
	}
	b := types.JSONBWriter{Env: env}
	b.Begin(true)
	for i := 0; i < len(args); i += 2 {
		if args[i].IsNull() {
			return types.Null, pgerror.New(pgerror.InvalidParameterValue, "argument %d: key must not be null", i+1)
		}
		if err := b.KeyOf(argType(ts, args, i), args[i]); err != nil {
			return types.Null, err
		}
		if err := b.Value(argType(ts, args, i+1), args[i+1]); err != nil {
			return types.Null, err
		}
	}
	if err := b.End(); err != nil {
		return types.Null, err
	}
	return b.Datum()
}

func jsonbBuildArray(env *types.Env, ts []*types.Type, args []types.Datum) (types.Datum, error) {
	b := types.JSONBWriter{Env: env}
	b.Begin(false)
	for i, d := range args {
		if err := b.Value(argType(ts, args, i), d); err != nil {
			return types.Null, err
		}
	}
	if err := b.End(); err != nil {
		return types.Null, err
	}
	return b.Datum()
}
