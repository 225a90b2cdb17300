package plpgsql

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// The settings of additional checks, and the checks.
const (
	extraWarnings = "plpgsql.extra_warnings"
	extraErrors   = "plpgsql.extra_errors"

	checkShadowed = "shadowed_variables"
	checkMany     = "too_many_rows"
	checkStrict   = "strict_multi_assignment"
)

// CheckExtra checks a value of plpgsql.extra_warnings or plpgsql.extra_errors, split into its
// words. It returns what is wrong with it; "": nothing.
func CheckExtra(words []string) (detail string) {
	for _, w := range words {
		switch w = strings.ToLower(w); {
		case len(words) == 1 && (w == "all" || w == "none"):
		case w == checkShadowed, w == checkMany, w == checkStrict:
		case w == "all" || w == "none":
			return "Key word \"" + w + "\" cannot be combined with other key words."
		default:
			return "Unrecognized key word: \"" + w + "\"."
		}
	}
	return ""
}

// extraCheck reports whether a setting names a check.
func extraCheck(h Host, setting, check string) bool {
	v := strings.ToLower(h.Setting(setting))
	switch v {
	case "", "none":
		return false
	case "all":
		return true
	}
	return slices.ContainsFunc(strings.Split(v, ","), func(w string) bool { return strings.Trim(w, " \t\n\"") == check })
}

// extraWanted reports whether a check is to be told of.
func (in *interp) extraWanted(check string) bool {
	return extraCheck(in.h, extraErrors, check) || extraCheck(in.h, extraWarnings, check)
}

// extra tells of e where a check wants it: as an error, which is returned, or as a warning.
func (in *interp) extra(check string, e func(setting string) *pgerror.Error) error {
	switch {
	case extraCheck(in.h, extraErrors, check):
		return e(extraErrors)
	case extraCheck(in.h, extraWarnings, check):
		w := e(extraWarnings)
		w.Severity = pgerror.SeverityWarning
		return in.h.Notice(w)
	}
	return nil
}

// sameNumber tells where a row has more or fewer columns than there are places for them.
func (fr *frame) sameNumber(to *into, n int) error {
	want := len(to.places)
	if to.rec != nil {
		if to.rec.row == nil {
			return nil
		}
		want = len(to.rec.row)
	}
	if n == want {
		return nil
	}
	return fr.in.extra(checkStrict, func(setting string) *pgerror.Error {
		return pgerror.New(pgerror.DatatypeMismatch, "number of source and target fields in assignment does not match").
			WithDetail("%s check of %s is active.", checkStrict, strings.TrimPrefix(setting, "plpgsql.")).
			WithHint("Make sure the query returns the exact list of columns.")
	})
}

// withParams adds the values of q's parameters to an error, where the function asks for that.
func (fr *frame) withParams(e *pgerror.Error, q *query) *pgerror.Error {
	if !fr.in.f.tells || len(q.refs)+len(q.rows) == 0 {
		return e
	}
	return e.WithDetail("parameters: %s", fr.shownParams(q))
}

// shownParams are the variables that q reads, in the order of their declarations.
func (fr *frame) shownParams(q *query) string {
	type shown struct {
		no   int
		text string
	}
	var list []shown
	whole := map[*variable]bool{}
	for _, w := range q.rows {
		if !whole[w.v] {
			whole[w.v] = true
			list = append(list, shown{w.v.no, w.v.name + " = " + fr.quoted(types.TRecord, fr.records[w.v.at].whole())})
		}
	}
	for i := range q.refs {
		r := &q.refs[i]
		if whole[r.v] {
			continue
		}
		d, err := r.value(fr)
		if err != nil {
			continue
		}
		name, no := r.v.name, r.v.no
		if r.field != "" {
			name, no = r.field, fr.in.f.vars+i
		}
		list = append(list, shown{no, name + " = " + fr.quoted(r.t, d)})
	}
	slices.SortStableFunc(list, func(a, b shown) int { return a.no - b.no })
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = list[i].text
	}
	return strings.Join(texts, ", ")
}

// quoted is a value as details show it.
func (fr *frame) quoted(t *types.Type, d types.Datum) string {
	if d.IsNull() {
		return "NULL"
	}
	return "'" + strings.ReplaceAll(string(types.AppendText(nil, t, d, fr.in.eval.Env)), "'", "''") + "'"
}

// withUsing is withParams of a statement of EXECUTE.
func (fr *frame) withUsing(e *pgerror.Error, d *dynamic) *pgerror.Error {
	if !fr.in.f.tells || len(d.args) == 0 {
		return e
	}
	texts := make([]string, len(d.args))
	for i := range d.args {
		texts[i] = "$" + itoa(i+1) + " = " + fr.quoted(d.types[i], d.args[i])
	}
	return e.WithDetail("parameters: %s", strings.Join(texts, ", "))
}

// manyRows is about a statement with INTO that gave more than one row.
func (fr *frame) manyRows(q *query, fails bool) error {
	e := func(string) *pgerror.Error {
		return fr.withParams(pgerror.New(pgerror.TooManyRows, "query returned more than one row"), q).
			WithHint("Make sure the query returns a single row, or use LIMIT 1.")
	}
	if fails {
		return e("")
	}
	return fr.in.extra(checkMany, e)
}
