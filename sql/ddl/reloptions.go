package ddl

import (
	"math"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// optionKind is what the value of a storage parameter may be.
type optionKind struct {
	kind   byte // b: boolean, i: integer, r: real, e: one of words, t: any text
	lo, hi float64
	words  []string
}

const intMax = 1<<31 - 1

var boolOption = optionKind{kind: 'b'}

func integerOption(lo, hi float64) optionKind { return optionKind{kind: 'i', lo: lo, hi: hi} }
func realOption(lo, hi float64) optionKind    { return optionKind{kind: 'r', lo: lo, hi: hi} }

// vacuumOptions are those of tables and of what Postgres keeps of them apart (toast.…).
func vacuumOptions() map[string]optionKind {
	return map[string]optionKind{
		"autovacuum_enabled": boolOption, "vacuum_truncate": boolOption,
		"vacuum_index_cleanup":        {kind: 'e', words: []string{"on", "off", "auto", "true", "false", "yes", "no", "1", "0"}},
		"autovacuum_vacuum_threshold": integerOption(0, intMax), "autovacuum_vacuum_insert_threshold": integerOption(-1, intMax),
		"autovacuum_vacuum_cost_limit": integerOption(1, 10000), "autovacuum_freeze_min_age": integerOption(0, 1e9),
		"autovacuum_freeze_max_age": integerOption(100000, 2e9), "autovacuum_freeze_table_age": integerOption(0, 2e9),
		"autovacuum_multixact_freeze_min_age": integerOption(0, 1e9), "autovacuum_multixact_freeze_max_age": integerOption(10000, 2e9),
		"autovacuum_multixact_freeze_table_age": integerOption(0, 2e9), "log_autovacuum_min_duration": integerOption(-1, intMax),
		"autovacuum_vacuum_cost_delay": realOption(-1, 100), "autovacuum_vacuum_scale_factor": realOption(0, 100),
		"autovacuum_vacuum_insert_scale_factor": realOption(0, 100),
	}
}

func tableOptions() map[string]optionKind {
	out := vacuumOptions()
	for name, k := range map[string]optionKind{
		"fillfactor": integerOption(10, 100), "toast_tuple_target": integerOption(128, 8160), "parallel_workers": integerOption(0, 1024), "user_catalog_table": boolOption,
		"autovacuum_analyze_threshold": integerOption(0, intMax), "autovacuum_analyze_scale_factor": realOption(0, 100),
	} {
		out[name] = k
	}
	for _, name := range []string{catalog.OptionHomed, catalog.OptionRehome, catalog.OptionHidden, catalog.OptionGlobal} {
		out[name] = boolOption
	}
	for _, name := range []string{catalog.OptionReplicas, catalog.OptionConstraints, catalog.OptionLeases, catalog.OptionExpiryColumn, catalog.OptionExpiryAfter, catalog.OptionHistory} {
		out[name] = optionKind{kind: 't'}
	}
	return out
}

func indexOptions(method string) map[string]optionKind {
	switch method {
	case catalog.MethodBrin:
		return map[string]optionKind{"pages_per_range": integerOption(1, 131072), "autosummarize": boolOption}
	case catalog.MethodSPGist:
		return map[string]optionKind{"fillfactor": integerOption(10, 100)}
	}
	if method == "gin" {
		return map[string]optionKind{"fastupdate": boolOption, "gin_pending_list_limit": integerOption(64, intMax)}
	}
	if method == "gist" {
		return map[string]optionKind{"fillfactor": integerOption(10, 100), "buffering": {kind: 'e', words: []string{"on", "off", "auto"}}}
	}
	return map[string]optionKind{"fillfactor": integerOption(10, 100), "deduplicate_items": boolOption}
}

// checkOptions refuses storage parameters that Postgres does not know, and values that they
// can't have.
func checkOptions(list []ast.Option, table bool, method string) error {
	known := indexOptions(method)
	if table {
		known = tableOptions()
	}
	for i := range list {
		o := &list[i]
		kinds := known
		switch {
		case o.Namespace == "toast" && table:
			kinds = vacuumOptions()
		case o.Namespace != "":
			return pgerror.New(pgerror.InvalidParameterValue, "unrecognized parameter namespace %q", o.Namespace)
		}
		value := "true"
		if o.Value != nil {
			value = optionText(o.Value)
		}
		if table && o.Namespace == "" && o.Name == "oids" {
			if on, err := types.DecodeText(types.TBool, types.NoTypmod, value, nil); err == nil && !on.Bool() {
				continue
			}
			return pgerror.New(pgerror.FeatureNotSupported, "tables declared WITH OIDS are not supported")
		}
		if err := checkOption(list, i, kinds, value); err != nil {
			return err
		}
	}
	return nil
}

// checkOption looks at one parameter of a list, with its value, by those that there are.
func checkOption(list []ast.Option, i int, kinds map[string]optionKind, value string) error {
	o := &list[i]
	k, ok := kinds[o.Name]
	if !ok {
		return pgerror.New(pgerror.InvalidParameterValue, "unrecognized parameter %q", o.Name)
	}
	for _, before := range list[:i] {
		if before.Name == o.Name && before.Namespace == o.Namespace {
			return pgerror.New(pgerror.InvalidParameterValue, "parameter %q specified more than once", o.Name)
		}
	}
	return k.check(o.Name, value)
}

// classOptions are the parameters of an operator class; nil: it has none.
func classOptions(method, class string) map[string]optionKind {
	switch {
	case method == catalog.MethodGist && (class == "tsvector_ops" || class == "gist_trgm_ops" || class == "gist_hstore_ops"):
		return map[string]optionKind{"siglen": integerOption(1, 2024)}
	case method == catalog.MethodBrin && strings.HasSuffix(class, "_bloom_ops"):
		return map[string]optionKind{"n_distinct_per_range": realOption(-1, intMax), "false_positive_rate": realOption(0.0001, 0.25)}
	case method == catalog.MethodBrin && strings.HasSuffix(class, "_minmax_multi_ops"):
		return map[string]optionKind{"values_per_range": integerOption(8, 256)}
	}
	return nil
}

// checkClassOptions looks at the parameters behind the operator class of an index's element.
func checkClassOptions(method string, e *ast.IndexElem) error {
	kinds := classOptions(method, e.OpClass.Name)
	if kinds == nil && len(e.OpOptions) > 0 {
		return pgerror.New(pgerror.InvalidParameterValue, "operator class %s has no options", e.OpClass.Name)
	}
	for i := range e.OpOptions {
		o := &e.OpOptions[i]
		value := "true"
		if o.Value != nil {
			value = optionText(o.Value)
		}
		if o.Namespace != "" {
			return pgerror.New(pgerror.InvalidParameterValue, "unrecognized parameter namespace %q", o.Namespace)
		}
		if err := checkOption(e.OpOptions, i, kinds, value); err != nil {
			return err
		}
	}
	return nil
}

// checkColumnOptions looks at ALTER COLUMN … SET (…) and RESET (…); RESET takes names that are
// not known, as in Postgres.
func checkColumnOptions(list []ast.Option, reset bool) error {
	kinds := map[string]optionKind{"n_distinct": realOption(-1, math.MaxFloat64), "n_distinct_inherited": realOption(-1, math.MaxFloat64)}
	for i := range list {
		o := &list[i]
		value := "true"
		if o.Value != nil {
			value = optionText(o.Value)
		}
		switch {
		case reset && o.Value != nil:
			return pgerror.New(pgerror.SyntaxError, "RESET must not include values for parameters")
		case reset:
			continue
		case o.Namespace != "":
			return pgerror.New(pgerror.InvalidParameterValue, "unrecognized parameter namespace %q", o.Namespace)
		}
		if err := checkOption(list, i, kinds, value); err != nil {
			return err
		}
	}
	return nil
}

// wholeOption reads a number as Postgres reads one for an integer: also in base 16, or with
// fractions and exponents, which are rounded.
func wholeOption(value string) (float64, error) {
	value = strings.TrimSpace(value)
	if digits := strings.TrimLeft(strings.ToLower(value), "+-"); strings.HasPrefix(digits, "0x") {
		n, err := strconv.ParseInt(value, 0, 64)
		return float64(n), err
	}
	if strings.Trim(value, "+-.0123456789eE") != "" { // no infinity, no underscores
		return 0, strconv.ErrSyntax
	}
	n, err := strconv.ParseFloat(value, 64)
	return math.RoundToEven(n), err
}

func (k optionKind) check(name, value string) error {
	bad := func(what string) error {
		return pgerror.New(pgerror.InvalidParameterValue, "invalid value for %s option %q: %s", what, name, value)
	}
	number := func(what string, n float64, err error) error {
		switch {
		case err != nil:
			return bad(what)
		case n < k.lo || n > k.hi:
			show := func(f float64) string {
				if k.kind == 'r' {
					return strconv.FormatFloat(f, 'f', 6, 64)
				}
				return strconv.FormatFloat(f, 'f', -1, 64)
			}
			return pgerror.New(pgerror.InvalidParameterValue, "value %s out of bounds for option %q", value, name).
				WithDetail("Valid values are between \"%s\" and \"%s\".", show(k.lo), show(k.hi))
		}
		return nil
	}
	switch k.kind {
	case 'b':
		if _, err := types.DecodeText(types.TBool, types.NoTypmod, value, nil); err != nil {
			return bad("boolean")
		}
	case 'i':
		n, err := wholeOption(value)
		return number("integer", n, err)
	case 'r':
		n, err := strconv.ParseFloat(value, 64)
		return number("floating point", n, err)
	case 'e':
		for _, w := range k.words {
			if strings.EqualFold(w, value) {
				return nil
			}
		}
		return pgerror.New(pgerror.InvalidParameterValue, "invalid value for enum option %q: %s", name, value).
			WithDetail("Valid values are \"on\", \"off\", and \"auto\".")
	}
	return nil
}
