package builtin

import (
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// RecordRows is a function of a record whose columns are listed, or, many, of an array of records,
// which gives a row of each. NULL is a row of NULLs; a record of other columns is an error (42804).
func RecordRows(name string, cols []RecordColumn, many bool) *Function {
	f := &Function{Name: name, Kind: KindFunction, Args: []*types.Type{types.TRecord}, Result: types.TRecord, Volatility: Immutable}
	if many {
		f.Args[0] = types.TRecord.ArrayType()
	}
	for i := range cols {
		f.OutNames, f.OutTypes = append(f.OutNames, cols[i].Name), append(f.OutTypes, cols[i].Type)
	}
	r := &recordMaker{name: name, cols: cols, types: f.OutTypes}
	nulls := types.NewRecord(&types.Record{Types: f.OutTypes, Values: make([]types.Datum, len(cols))})
	f.Set = func(_ *types.Env, args []types.Datum) (SetIterator, error) {
		list := args[:1]
		switch {
		case many && args[0].IsNull():
			list = nil
		case many:
			list = args[0].Array().Items
		}
		if err := r.alike(list); err != nil {
			return nil, err
		}
		at := 0
		return func() (types.Datum, bool, error) {
			if at == len(list) {
				return types.Null, false, nil
			}
			d := list[at]
			if at++; d.IsNull() {
				d = nulls
			}
			return d, true, nil
		}, nil
	}
	return f
}

// alike refuses records of which one has other columns than the rest, and than are listed.
func (r *recordMaker) alike(list []types.Datum) error {
	first := types.Null
	for _, d := range list {
		switch {
		case d.IsNull():
		case first.IsNull():
			first = d
		case !slices.Equal(d.Record().Types, first.Record().Types):
			return pgerror.New(pgerror.DatatypeMismatch, "rows returned by function are not all of the same row type")
		}
	}
	return r.matches(first)
}
