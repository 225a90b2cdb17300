package builtin

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// The functions of Postgres's hash operator classes as users call them: hashtext(x) and its
// like are the lower 32 bits of what the ones with a seed give for 0.

// hashFunctions are those without a seed, and what their names with one end on.
var hashFunctions = map[string]string{
	"hashchar": "extended", "hashint2": "extended", "hashint4": "extended", "hashint8": "extended",
	"hashfloat4": "extended", "hashfloat8": "extended", "hashoid": "extended", "hashoidvector": "extended",
	"hashname": "extended", "hashtext": "extended", "hashbpchar": "extended", "hashenum": "extended",
	"hashvarlena": "extended", "hashinet": "extended", "hashmacaddr": "extended", "hashmacaddr8": "extended",
	"hashtid": "extended", "hash_numeric": "_extended", "hash_array": "_extended", "hash_range": "_extended",
	"hash_multirange": "_extended", "hash_record": "_extended", "uuid_hash": "_extended", "jsonb_hash": "_extended",
	"pg_lsn_hash": "_extended", "timestamp_hash": "_extended", "time_hash": "_extended", "timetz_hash": "_extended",
	"interval_hash": "_extended",
}

func hashBodies() map[string]body {
	m := make(map[string]body, 2*len(hashFunctions))
	for name, suffix := range hashFunctions {
		m[name] = body{gen: func(f *Function) body {
			t := f.Args[0]
			return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
				if err := unhashed(a, "a hash function"); err != nil {
					return types.Null, err
				}
				h, err := types.HashOf(hashedAs(t, a), a, 0)
				return types.Int(int64(int32(uint32(h)))), err
			}}
		}}
		m[name+suffix] = body{gen: func(f *Function) body {
			t := f.Args[0]
			return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
				if err := unhashed(a, "an extended hash function"); err != nil {
					return types.Null, err
				}
				h, err := types.HashOf(hashedAs(t, a), a, uint64(b.Int()))
				return types.Int(int64(h)), err
			}}
		}}
	}
	return m
}

// unhashed refuses an array or a record of values for whose type Postgres has no hash function.
func unhashed(d types.Datum, what string) error {
	var of []*types.Type
	switch d.Kind() {
	case types.KindArray:
		of = []*types.Type{d.Array().Elem}
	case types.KindRecord:
		of = d.Record().Types
	}
	for _, t := range of {
		switch t.Base() {
		case types.TMoney, types.TBit, types.TVarBit, types.TTSVector, types.TTSQuery:
			return pgerror.New(pgerror.UndefinedFunction, "could not identify %s for type %s", what, t)
		}
	}
	return nil
}

// hashedAs is the type that a value is hashed by: an array says what its elements are.
func hashedAs(t *types.Type, d types.Datum) *types.Type {
	if t.IsPolymorphic() && d.Kind() == types.KindArray {
		return d.Array().Elem.ArrayType()
	}
	return t
}
