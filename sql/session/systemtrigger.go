package session

import (
	"context"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// internalLanguage is that of the system's functions. Those that triggers call are here.
type internalLanguage struct{}

// Compile serves routine.Language.
func (internalLanguage) Compile(_ context.Context, _ routine.Host, src *routine.Source) (routine.Body, error) {
	switch src.Name {
	case "suppress_redundant_updates_trigger":
		return systemTrigger(suppressRedundant), nil
	case "tsvector_update_trigger":
		return systemTrigger(func(s *Session, f *routine.Firing) (routine.Fired, error) { return updateVector(s, f, false) }), nil
	case "tsvector_update_trigger_column":
		return systemTrigger(func(s *Session, f *routine.Firing) (routine.Fired, error) { return updateVector(s, f, true) }), nil
	}
	return nil, pgerror.Internal("no system function %q", src.Name)
}

// systemTrigger is a function that triggers call.
type systemTrigger func(*Session, *routine.Firing) (routine.Fired, error)

// Call serves routine.Body.
func (systemTrigger) Call(context.Context, routine.Host, *routine.Call) (types.Datum, error) {
	return types.Null, pgerror.Internal("a function of triggers was called")
}

// Fire serves routine.Body.
func (t systemTrigger) Fire(_ context.Context, h routine.Host, f *routine.Firing) (routine.Fired, error) {
	return t(h.(*Session), f)
}

// suppressRedundant is suppress_redundant_updates_trigger: a row that an UPDATE would write as it
// is stays as it was.
func suppressRedundant(_ *Session, f *routine.Firing) (routine.Fired, error) {
	wants := ""
	switch {
	case f.Event != routine.Update:
		wants = "called on update"
	case f.When != routine.Before:
		wants = "called before update"
	case !f.Row:
		wants = "called for each row"
	}
	if wants != "" {
		return routine.Fired{}, pgerror.New(pgerror.ERIETriggerProtocolViolated, "suppress_redundant_updates_trigger: must be %s", wants)
	}
	if unchanged(f.Old, f.New) {
		return routine.Fired{}, nil
	}
	return routine.Fired{Row: f.New}, nil
}

func unchanged(a, b []types.Datum) bool {
	for i := range a {
		if a[i].IsNull() != b[i].IsNull() || !a[i].IsNull() && !types.Identical(a[i], b[i]) {
			return false
		}
	}
	return true
}

// updateVector is tsvector_update_trigger, and where the configuration is that of a column
// tsvector_update_trigger_column: a column becomes the tsvector of others. An UPDATE that leaves
// these as they were leaves it, too.
func updateVector(s *Session, f *routine.Firing, column bool) (routine.Fired, error) {
	if err := vectorFires(f); err != nil {
		return routine.Fired{}, err
	}
	at := fieldOf(f, f.Args[0])
	if at < 0 {
		return routine.Fired{}, pgerror.New(pgerror.UndefinedColumn, "tsvector column %q does not exist", f.Args[0])
	}
	if f.Columns[at].Type.Base() != types.TTSVector {
		return routine.Fired{}, pgerror.New(pgerror.DatatypeMismatch, "column %q is not of tsvector type", f.Args[0])
	}
	changed := f.Event == routine.Insert
	var config types.Datum
	var err error
	if column {
		config, err = columnConfig(f, &changed)
	} else {
		config, err = namedConfig(&s.env, f.Args[1])
	}
	if err != nil {
		return routine.Fired{}, err
	}
	var texts []string
	for _, name := range f.Args[2:] {
		i := fieldOf(f, name)
		if i < 0 {
			return routine.Fired{}, pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", name)
		}
		t := f.Columns[i].Type.Base()
		if t != types.TText && t != types.TVarchar {
			return routine.Fired{}, pgerror.New(pgerror.DatatypeMismatch, "column %q is not of a character type", name)
		}
		changed = changed || !unchanged(f.Old[i:i+1], f.New[i:i+1])
		if !f.New[i].IsNull() {
			texts = append(texts, f.New[i].Text())
		}
	}
	if !changed {
		return routine.Fired{Row: f.New}, nil
	}
	row := append([]types.Datum(nil), f.New...)
	row[at], err = builtin.TextsVector(&s.env, config, texts)
	return routine.Fired{Row: row}, err
}

// vectorFires refuses triggers that tsvector_update_trigger is not for.
func vectorFires(f *routine.Firing) error {
	wrong := ""
	switch {
	case !f.Row:
		wrong = "must be fired for row"
	case f.When != routine.Before:
		wrong = "must be fired BEFORE event"
	case f.Event != routine.Insert && f.Event != routine.Update:
		wrong = "must be fired for INSERT or UPDATE"
	case len(f.Args) < 3:
		wrong = "arguments must be tsvector_field, ts_config, text_field1, ...)"
	default:
		return nil
	}
	return pgerror.New(pgerror.InternalError, "tsvector_update_trigger: %s", wrong)
}

// namedConfig is the configuration of a name, which must say its schema: the path is another
// wherever the trigger fires.
func namedConfig(env *types.Env, name string) (types.Datum, error) {
	if !strings.Contains(name, ".") {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "text search configuration name %q must be schema-qualified", name)
	}
	return types.DecodeText(types.TRegConfig, types.NoTypmod, name, env)
}

// columnConfig is the configuration of the column that the second argument names.
func columnConfig(f *routine.Firing, changed *bool) (types.Datum, error) {
	name := f.Args[1]
	i := fieldOf(f, name)
	switch {
	case i < 0:
		return types.Null, pgerror.New(pgerror.UndefinedColumn, "configuration column %q does not exist", name)
	case f.Columns[i].Type.Base().OID != types.OIDRegConfig:
		return types.Null, pgerror.New(pgerror.DatatypeMismatch, "column %q is not of regconfig type", name)
	case f.New[i].IsNull():
		return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "configuration column %q must not be null", name)
	}
	*changed = *changed || !unchanged(f.Old[i:i+1], f.New[i:i+1])
	return f.New[i], nil
}

// fieldOf is a column's place, -1 for none.
func fieldOf(f *routine.Firing, name string) int {
	for i := range f.Columns {
		if f.Columns[i].Name == name {
			return i
		}
	}
	return -1
}
