package types

import (
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

func regexpBodies() map[string]body {
	match := func(fold, want bool) body {
		return body{f2: func(env *Env, a, b Datum) (Datum, error) {
			re, err := compileRegexp(env, b.Text(), regexpOptions{fold: fold})
			if err != nil {
				return Null, err
			}
			ok, err := re.match(env, a.Text())
			return Bool(ok == want), err
		}}
	}
	m := map[string]body{
		"textregexeq": match(false, true), "textregexne": match(false, false),
		"texticregexeq": match(true, true), "texticregexne": match(true, false),
		"nameregexeq": match(false, true), "nameregexne": match(false, false),
		"nameicregexeq": match(true, true), "nameicregexne": match(true, false),
		"similar_to_escape_1": {f1: func(_ *Env, a Datum) (Datum, error) { return similarText(a.Text(), "", false) }},
		"similar_to_escape_2": {f2: func(_ *Env, a, b Datum) (Datum, error) { return similarText(a.Text(), b.Text(), true) }},
		"similar_escape":      {f2: similarEscape},
		"textregexsubstr":     {f2: regexpSubstring},
		"substring(text,text,text)": {fn: func(env *Env, a []Datum) (Datum, error) {
			p, err := similarPattern(a[1].Text(), a[2].Text(), true, true)
			if err != nil {
				return Null, err
			}
			return regexpSubstring(env, a[0], Text(p))
		}},
		"textregexreplace_noopt":             {fn: regexpReplaceFlags},
		"textregexreplace":                   {fn: regexpReplaceFlags},
		"textregexreplace_extended":          {fn: regexpReplaceExtended},
		"textregexreplace_extended_no_flags": {fn: regexpReplaceExtended},
		"textregexreplace_extended_no_n":     {fn: regexpReplaceExtended},
		"regexp_matches_no_flags":            {set: regexpMatches}, "regexp_matches": {set: regexpMatches},
		"regexp_split_to_table_no_flags": {set: regexpSplitTable}, "regexp_split_to_table": {set: regexpSplitTable},
	}
	for _, v := range []string{"", "_no_flags"} {
		m["regexp_match"+v] = body{fn: regexpMatch}
		m["regexp_like"+v] = body{fn: regexpLike}
		m["regexp_split_to_array"+v] = body{fn: regexpSplitArray}
	}
	for _, v := range []string{"", "_no_start", "_no_flags"} {
		m["regexp_count"+v] = body{fn: regexpCount}
	}
	for _, v := range []string{"", "_no_start", "_no_n", "_no_endoption", "_no_flags", "_no_subexpr"} {
		m["regexp_instr"+v] = body{fn: regexpInstr}
		m["regexp_substr"+v] = body{fn: regexpSubstr}
	}
	return m
}

func similarText(p, esc string, hasEsc bool) (Datum, error) {
	s, err := similarPattern(p, esc, hasEsc, false)
	if err != nil {
		return Null, err
	}
	return Text(s), nil
}

// similarEscape is the older form: NULL means the default escape.
func similarEscape(_ *Env, a, b Datum) (Datum, error) {
	if a.IsNull() {
		return Null, nil
	}
	if b.IsNull() {
		return similarText(a.Text(), "", false)
	}
	return similarText(a.Text(), b.Text(), true)
}

// group returns the text of a submatch, NULL if it took no part.
func group(s string, loc []int, n int) Datum {
	if 2*n+1 >= len(loc) || loc[2*n] < 0 {
		return Null
	}
	return Text(s[loc[2*n]:loc[2*n+1]])
}

// regexpSubstring gives the first group, or the whole match without groups.
func regexpSubstring(env *Env, a, b Datum) (Datum, error) {
	re, err := compileRegexp(env, b.Text(), regexpOptions{})
	if err != nil {
		return Null, err
	}
	loc, err := re.find(env, a.Text())
	if err != nil || loc == nil {
		return Null, err
	}
	return group(a.Text(), loc, min(re.NumSubexp(), 1)), nil
}

// textAt returns an optional argument.
func textAt(args []Datum, i int) string {
	if i < len(args) {
		return args[i].Text()
	}
	return ""
}

func intAt(args []Datum, i int, otherwise int64) int64 {
	if i < len(args) {
		return args[i].Int()
	}
	return otherwise
}

func compileWithFlags(env *Env, source, flags string) (*pattern, regexpOptions, error) {
	o, err := parseRegexpFlags(flags)
	if err != nil {
		return nil, o, err
	}
	re, err := compileRegexp(env, source, o)
	return re, o, err
}

// compileOnce is compileWithFlags for a function that looks for one match, or has its own
// way to say how many: it refuses the flag g, before it looks at the pattern.
func compileOnce(env *Env, source, flags, function, hint string) (*pattern, error) {
	o, err := parseRegexpFlags(flags)
	if err != nil {
		return nil, err
	}
	if o.global {
		err := pgerror.New(pgerror.InvalidParameterValue, "%s does not support the \"global\" option", function)
		if hint != "" {
			err = err.WithHint("%s", hint)
		}
		return nil, err
	}
	return compileRegexp(env, source, o)
}

func regexpReplaceFlags(env *Env, args []Datum) (Datum, error) {
	flags := textAt(args, 3)
	if flags != "" && isDigit(flags[0]) {
		return Null, pgerror.New(pgerror.InvalidParameterValue, "invalid regular expression option: \"%c\"", flags[0]).
			WithHint("If you meant to use regexp_replace() with a start parameter, cast the fourth argument to integer explicitly.")
	}
	re, o, err := compileWithFlags(env, args[1].Text(), flags)
	if err != nil {
		return Null, err
	}
	n := int64(1)
	if o.global {
		n = 0
	}
	return replaceMatches(env, re, args[0].Text(), args[2].Text(), 1, n)
}

// regexpReplaceExtended takes start and which match (0: all) to replace.
func regexpReplaceExtended(env *Env, args []Datum) (Datum, error) {
	start, n := args[3].Int(), intAt(args, 4, 1)
	if start < 1 {
		return Null, badParameter("start", start)
	}
	if n < 0 {
		return Null, badParameter("n", n)
	}
	re, o, err := compileWithFlags(env, args[1].Text(), textAt(args, 5))
	if err != nil {
		return Null, err
	}
	if o.global && len(args) < 5 {
		n = 0
	}
	return replaceMatches(env, re, args[0].Text(), args[2].Text(), start, n)
}

func badParameter(name string, v int64) error {
	return pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"%s\": %d", name, v)
}

// replaceMatches replaces the nth match from a character on, or all for 0.
func replaceMatches(env *Env, re *pattern, s, with string, start, n int64) (Datum, error) {
	var b strings.Builder
	at, seen := 0, int64(0)
	room := growing{env: env}
	groups := strings.Count(with, "\\")
	locs, err := allMatches(env, re, s, start)
	if err != nil {
		return Null, err
	}
	for _, loc := range locs {
		seen++
		if n > 0 && seen < n {
			continue
		}
		if err := room.to(int64(b.Len()) + int64(loc[1]-at) + int64(len(with)) + int64(groups)*int64(loc[1]-loc[0])); err != nil {
			return Null, err
		}
		b.WriteString(s[at:loc[0]])
		appendReplacement(&b, s, with, loc)
		at = loc[1]
		if n > 0 {
			break
		}
	}
	if err := room.to(int64(b.Len() + len(s) - at)); err != nil {
		return Null, err
	}
	b.WriteString(s[at:])
	return Text(b.String()), nil
}

// allMatches lists the matches from a character on, which counts from 1; there is none
// behind the end.
func allMatches(env *Env, re *pattern, s string, start int64) ([][]int, error) {
	if start-1 > int64(textLength(s)) {
		return nil, nil
	}
	return re.findEvery(env, s, runeOffset(s, int(start-1)))
}

// startAndN reads the arguments start and n, which count from 1.
func startAndN(args []Datum, start, n int) (from, nth int64, err error) {
	from, nth = intAt(args, start, 1), intAt(args, n, 1)
	if from < 1 {
		return 0, 0, badParameter("start", from)
	}
	if nth < 1 {
		return 0, 0, badParameter("n", nth)
	}
	return from, nth, nil
}

// appendReplacement puts \1…\9, \& and \\ into a replacement.
func appendReplacement(b *strings.Builder, s, with string, loc []int) {
	for i := 0; i < len(with); i++ {
		c := with[i]
		if c != '\\' || i+1 == len(with) {
			b.WriteByte(c)
			continue
		}
		i++
		switch c := with[i]; {
		case c >= '1' && c <= '9':
			if g := group(s, loc, int(c-'0')); !g.IsNull() {
				b.WriteString(g.Text())
			}
		case c == '&':
			b.WriteString(s[loc[0]:loc[1]])
		case c == '\\':
			b.WriteByte('\\')
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
}

// groupsOf returns the groups of a match, or the match itself without groups.
func groupsOf(re *pattern, s string, loc []int) Datum {
	if re.NumSubexp() == 0 {
		return NewArray(ArrayOf(TText, []Datum{group(s, loc, 0)}))
	}
	items := make([]Datum, re.NumSubexp())
	for i := range items {
		items[i] = group(s, loc, i+1)
	}
	return NewArray(ArrayOf(TText, items))
}

func regexpMatch(env *Env, args []Datum) (Datum, error) {
	re, err := compileOnce(env, args[1].Text(), textAt(args, 2), "regexp_match()", "Use the regexp_matches function instead.")
	if err != nil {
		return Null, err
	}
	loc, err := re.find(env, args[0].Text())
	if err != nil || loc == nil {
		return Null, err
	}
	return groupsOf(re, args[0].Text(), loc), nil
}

func regexpLike(env *Env, args []Datum) (Datum, error) {
	re, err := compileOnce(env, args[1].Text(), textAt(args, 2), "regexp_like()", "")
	if err != nil {
		return Null, err
	}
	ok, err := re.match(env, args[0].Text())
	return Bool(ok), err
}

func regexpMatches(env *Env, args []Datum) (SetIterator, error) {
	re, o, err := compileWithFlags(env, args[1].Text(), textAt(args, 2))
	if err != nil {
		return nil, err
	}
	s := args[0].Text()
	var locs [][]int
	if o.global {
		locs, err = re.findEvery(env, s, 0)
	} else {
		locs, err = re.findAll(env, s, 1)
	}
	if err != nil {
		return nil, err
	}
	i := 0
	return func() (Datum, bool, error) {
		if i == len(locs) {
			return Null, false, nil
		}
		i++
		return groupsOf(re, s, locs[i-1]), true, nil
	}, nil
}

// splitRegexp cuts s at matches; empty matches at the ends or right after a
// match do not cut.
func splitRegexp(env *Env, args []Datum, function string) ([]Datum, error) {
	re, err := compileOnce(env, args[1].Text(), textAt(args, 2), function, "")
	if err != nil {
		return nil, err
	}
	s := args[0].Text()
	var parts []Datum
	at := 0
	all, err := re.findEvery(env, s, 0)
	if err != nil {
		return nil, err
	}
	for _, loc := range all {
		if loc[1] == loc[0] && (loc[0] == len(s) || loc[0] == at) {
			continue
		}
		parts = append(parts, Text(s[at:loc[0]]))
		at = loc[1]
	}
	return append(parts, Text(s[at:])), nil
}

func regexpSplitArray(env *Env, args []Datum) (Datum, error) {
	parts, err := splitRegexp(env, args, "regexp_split_to_array()")
	if err != nil {
		return Null, err
	}
	return NewArray(ArrayOf(TText, parts)), nil
}

func regexpSplitTable(env *Env, args []Datum) (SetIterator, error) {
	parts, err := splitRegexp(env, args, "regexp_split_to_table()")
	return listIterator(parts), err
}

// listIterator gives the datums of a slice.
func listIterator(items []Datum) SetIterator {
	i := 0
	return func() (Datum, bool, error) {
		if i == len(items) {
			return Null, false, nil
		}
		i++
		return items[i-1], true, nil
	}
}

func regexpCount(env *Env, args []Datum) (Datum, error) {
	start := intAt(args, 2, 1)
	if start < 1 {
		return Null, badParameter("start", start)
	}
	re, err := compileOnce(env, args[1].Text(), textAt(args, 3), "regexp_count()", "")
	if err != nil {
		return Null, err
	}
	locs, err := allMatches(env, re, args[0].Text(), start)
	return Int(int64(len(locs))), err
}

// nthMatch finds the match that regexp_instr and regexp_substr ask for: the
// arguments from the third on are start, n, …; nil if there is none.
func nthMatch(env *Env, args []Datum, flags string, function string) ([]int, *pattern, error) {
	start, n, err := startAndN(args, 2, 3)
	if err != nil {
		return nil, nil, err
	}
	re, err := compileOnce(env, args[1].Text(), flags, function, "")
	if err != nil {
		return nil, nil, err
	}
	locs, err := allMatches(env, re, args[0].Text(), start)
	if err != nil {
		return nil, nil, err
	}
	if n > int64(len(locs)) {
		return nil, re, nil
	}
	return locs[n-1], re, nil
}

func regexpInstr(env *Env, args []Datum) (Datum, error) {
	if _, _, err := startAndN(args, 2, 3); err != nil {
		return Null, err
	}
	end, sub := intAt(args, 4, 0), intAt(args, 6, 0)
	if end != 0 && end != 1 {
		return Null, badParameter("endoption", end)
	}
	if sub < 0 {
		return Null, badParameter("subexpr", sub)
	}
	loc, re, err := nthMatch(env, args, textAt(args, 5), "regexp_instr()")
	if err != nil {
		return Null, err
	}
	if loc == nil || sub > int64(re.NumSubexp()) || loc[2*sub] < 0 {
		return Int(0), nil
	}
	return Int(int64(textLength(args[0].Text()[:loc[2*sub+end]])) + 1), nil
}

func regexpSubstr(env *Env, args []Datum) (Datum, error) {
	if _, _, err := startAndN(args, 2, 3); err != nil {
		return Null, err
	}
	sub := intAt(args, 5, 0)
	if sub < 0 {
		return Null, badParameter("subexpr", sub)
	}
	loc, re, err := nthMatch(env, args, textAt(args, 4), "regexp_substr()")
	if err != nil {
		return Null, err
	}
	if loc == nil || sub > int64(re.NumSubexp()) {
		return Null, nil
	}
	return group(args[0].Text(), loc, int(sub)), nil
}
