package builtin

import (
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func regexpBodies() map[string]body {
	match := func(fold, want bool) body {
		return body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			re, err := types.CompileRegexp(env, b.Text(), types.RegexpOptions{Fold: fold})
			if err != nil {
				return types.Null, err
			}
			ok, err := re.Match(env, a.Text())
			return types.Bool(ok == want), err
		}}
	}
	m := map[string]body{
		"textregexeq": match(false, true), "textregexne": match(false, false),
		"texticregexeq": match(true, true), "texticregexne": match(true, false),
		"nameregexeq": match(false, true), "nameregexne": match(false, false),
		"nameicregexeq": match(true, true), "nameicregexne": match(true, false),
		"similar_to_escape_1": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return similarText(a.Text(), "", false) }},
		"similar_to_escape_2": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return similarText(a.Text(), b.Text(), true)
		}},
		"similar_escape":  {f2: similarEscape},
		"textregexsubstr": {f2: regexpSubstring},
		"substring(text,text,text)": {fn: func(env *types.Env, a []types.Datum) (types.Datum, error) {
			p, err := types.SimilarPattern(a[1].Text(), a[2].Text(), true, true)
			if err != nil {
				return types.Null, err
			}
			return regexpSubstring(env, a[0], types.Text(p))
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

func similarText(p, esc string, hasEsc bool) (types.Datum, error) {
	s, err := types.SimilarPattern(p, esc, hasEsc, false)
	if err != nil {
		return types.Null, err
	}
	return types.Text(s), nil
}

// similarEscape is the older form: NULL means the default escape.
func similarEscape(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	if a.IsNull() {
		return types.Null, nil
	}
	if b.IsNull() {
		return similarText(a.Text(), "", false)
	}
	return similarText(a.Text(), b.Text(), true)
}

// group returns the text of a submatch, NULL if it took no part.
func group(s string, loc []int, n int) types.Datum {
	if 2*n+1 >= len(loc) || loc[2*n] < 0 {
		return types.Null
	}
	return types.Text(s[loc[2*n]:loc[2*n+1]])
}

// regexpSubstring gives the first group, or the whole match without groups.
func regexpSubstring(env *types.Env, a, b types.Datum) (types.Datum, error) {
	re, err := types.CompileRegexp(env, b.Text(), types.RegexpOptions{})
	if err != nil {
		return types.Null, err
	}
	loc, err := re.Find(env, a.Text())
	if err != nil || loc == nil {
		return types.Null, err
	}
	return group(a.Text(), loc, min(re.NumSubexp(), 1)), nil
}

// textAt returns an optional argument.
func textAt(args []types.Datum, i int) string {
	if i < len(args) {
		return args[i].Text()
	}
	return ""
}

func intAt(args []types.Datum, i int, otherwise int64) int64 {
	if i < len(args) {
		return args[i].Int()
	}
	return otherwise
}

func regexpReplaceFlags(env *types.Env, args []types.Datum) (types.Datum, error) {
	flags := textAt(args, 3)
	if flags != "" && types.IsDigit(flags[0]) {
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "invalid regular expression option: \"%c\"", flags[0]).
			WithHint("If you meant to use regexp_replace() with a start parameter, cast the fourth argument to integer explicitly.")
	}
	re, o, err := types.CompileWithFlags(env, args[1].Text(), flags)
	if err != nil {
		return types.Null, err
	}
	n := int64(1)
	if o.Global {
		n = 0
	}
	return replaceMatches(env, re, args[0].Text(), args[2].Text(), 1, n)
}

// regexpReplaceExtended takes start and which match (0: all) to replace.
func regexpReplaceExtended(env *types.Env, args []types.Datum) (types.Datum, error) {
	start, n := args[3].Int(), intAt(args, 4, 1)
	if start < 1 {
		return types.Null, badParameter("start", start)
	}
	if n < 0 {
		return types.Null, badParameter("n", n)
	}
	re, o, err := types.CompileWithFlags(env, args[1].Text(), textAt(args, 5))
	if err != nil {
		return types.Null, err
	}
	if o.Global && len(args) < 5 {
		n = 0
	}
	return replaceMatches(env, re, args[0].Text(), args[2].Text(), start, n)
}

func badParameter(name string, v int64) error {
	return pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"%s\": %d", name, v)
}

// replaceMatches replaces the nth match from a character on, or all for 0.
func replaceMatches(env *types.Env, re *types.Pattern, s, with string, start, n int64) (types.Datum, error) {
	var b strings.Builder
	at, seen := 0, int64(0)
	room := types.GrowingValue{Env: env}
	groups := strings.Count(with, "\\")
	locs, err := allMatches(env, re, s, start)
	if err != nil {
		return types.Null, err
	}
	for _, loc := range locs {
		seen++
		if n > 0 && seen < n {
			continue
		}
		if err := room.To(int64(b.Len()) + int64(loc[1]-at) + int64(len(with)) + int64(groups)*int64(loc[1]-loc[0])); err != nil {
			return types.Null, err
		}
		b.WriteString(s[at:loc[0]])
		appendReplacement(&b, s, with, loc)
		at = loc[1]
		if n > 0 {
			break
		}
	}
	if err := room.To(int64(b.Len() + len(s) - at)); err != nil {
		return types.Null, err
	}
	b.WriteString(s[at:])
	return types.Text(b.String()), nil
}

// allMatches lists the matches from a character on, which counts from 1; there is none
// behind the end.
func allMatches(env *types.Env, re *types.Pattern, s string, start int64) ([][]int, error) {
	if start-1 > int64(textLength(s)) {
		return nil, nil
	}
	return re.FindEvery(env, s, types.RuneOffset(s, int(start-1)))
}

// startAndN reads the arguments start and n, which count from 1.
func startAndN(args []types.Datum, start, n int) (from, nth int64, err error) {
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
func groupsOf(re *types.Pattern, s string, loc []int) types.Datum {
	if re.NumSubexp() == 0 {
		return types.NewArray(types.ArrayOf(types.TText, []types.Datum{group(s, loc, 0)}))
	}
	items := make([]types.Datum, re.NumSubexp())
	for i := range items {
		items[i] = group(s, loc, i+1)
	}
	return types.NewArray(types.ArrayOf(types.TText, items))
}

func regexpMatch(env *types.Env, args []types.Datum) (types.Datum, error) {
	re, err := types.CompileOnce(env, args[1].Text(), textAt(args, 2), "regexp_match()", "Use the regexp_matches function instead.")
	if err != nil {
		return types.Null, err
	}
	loc, err := re.Find(env, args[0].Text())
	if err != nil || loc == nil {
		return types.Null, err
	}
	return groupsOf(re, args[0].Text(), loc), nil
}

func regexpLike(env *types.Env, args []types.Datum) (types.Datum, error) {
	re, err := types.CompileOnce(env, args[1].Text(), textAt(args, 2), "regexp_like()", "")
	if err != nil {
		return types.Null, err
	}
	ok, err := re.Match(env, args[0].Text())
	return types.Bool(ok), err
}

func regexpMatches(env *types.Env, args []types.Datum) (SetIterator, error) {
	re, o, err := types.CompileWithFlags(env, args[1].Text(), textAt(args, 2))
	if err != nil {
		return nil, err
	}
	s := args[0].Text()
	var locs [][]int
	if o.Global {
		locs, err = re.FindEvery(env, s, 0)
	} else {
		locs, err = re.FindAll(env, s, 1)
	}
	if err != nil {
		return nil, err
	}
	i := 0
	return func() (types.Datum, bool, error) {
		if i == len(locs) {
			return types.Null, false, nil
		}
		i++
		return groupsOf(re, s, locs[i-1]), true, nil
	}, nil
}

// splitRegexp cuts s at matches; empty matches at the ends or right after a
// match do not cut.
func splitRegexp(env *types.Env, args []types.Datum, function string) ([]types.Datum, error) {
	re, err := types.CompileOnce(env, args[1].Text(), textAt(args, 2), function, "")
	if err != nil {
		return nil, err
	}
	s := args[0].Text()
	at := 0
	all, err := re.FindEvery(env, s, 0)
	if err == nil {
		err = env.Room(int64(len(all)+1) * int64(types.DatumBytes))
	}
	if err != nil {
		return nil, err
	}
	parts := make([]types.Datum, 0, len(all)+1)
	for _, loc := range all {
		if loc[1] == loc[0] && (loc[0] == len(s) || loc[0] == at) {
			continue
		}
		parts = append(parts, types.Text(s[at:loc[0]]))
		at = loc[1]
	}
	return append(parts, types.Text(s[at:])), nil
}

func regexpSplitArray(env *types.Env, args []types.Datum) (types.Datum, error) {
	parts, err := splitRegexp(env, args, "regexp_split_to_array()")
	if err != nil {
		return types.Null, err
	}
	return types.NewArray(types.ArrayOf(types.TText, parts)), nil
}

func regexpSplitTable(env *types.Env, args []types.Datum) (SetIterator, error) {
	parts, err := splitRegexp(env, args, "regexp_split_to_table()")
	return listIterator(parts), err
}

// listIterator gives the datums of a slice.
func listIterator(items []types.Datum) SetIterator {
	i := 0
	return func() (types.Datum, bool, error) {
		if i == len(items) {
			return types.Null, false, nil
		}
		i++
		return items[i-1], true, nil
	}
}

func regexpCount(env *types.Env, args []types.Datum) (types.Datum, error) {
	start := intAt(args, 2, 1)
	if start < 1 {
		return types.Null, badParameter("start", start)
	}
	re, err := types.CompileOnce(env, args[1].Text(), textAt(args, 3), "regexp_count()", "")
	if err != nil {
		return types.Null, err
	}
	locs, err := allMatches(env, re, args[0].Text(), start)
	return types.Int(int64(len(locs))), err
}

// nthMatch finds the match that regexp_instr and regexp_substr ask for: the
// arguments from the third on are start, n, …; nil if there is none.
func nthMatch(env *types.Env, args []types.Datum, flags string, function string) ([]int, *types.Pattern, error) {
	start, n, err := startAndN(args, 2, 3)
	if err != nil {
		return nil, nil, err
	}
	re, err := types.CompileOnce(env, args[1].Text(), flags, function, "")
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

func regexpInstr(env *types.Env, args []types.Datum) (types.Datum, error) {
	if _, _, err := startAndN(args, 2, 3); err != nil {
		return types.Null, err
	}
	end, sub := intAt(args, 4, 0), intAt(args, 6, 0)
	if end != 0 && end != 1 {
		return types.Null, badParameter("endoption", end)
	}
	if sub < 0 {
		return types.Null, badParameter("subexpr", sub)
	}
	loc, re, err := nthMatch(env, args, textAt(args, 5), "regexp_instr()")
	if err != nil {
		return types.Null, err
	}
	if sub = wholeAsFirst(re, sub); loc == nil || sub > int64(re.NumSubexp()) || loc[2*sub] < 0 {
		return types.Int(0), nil
	}
	return types.Int(int64(textLength(args[0].Text()[:loc[2*sub+end]])) + 1), nil
}

func regexpSubstr(env *types.Env, args []types.Datum) (types.Datum, error) {
	if _, _, err := startAndN(args, 2, 3); err != nil {
		return types.Null, err
	}
	sub := intAt(args, 5, 0)
	if sub < 0 {
		return types.Null, badParameter("subexpr", sub)
	}
	loc, re, err := nthMatch(env, args, textAt(args, 4), "regexp_substr()")
	if err != nil {
		return types.Null, err
	}
	if sub = wholeAsFirst(re, sub); loc == nil || sub > int64(re.NumSubexp()) {
		return types.Null, nil
	}
	return group(args[0].Text(), loc, int(sub)), nil
}

// wholeAsFirst is the group to tell of: in a pattern without any the first is the whole match.
func wholeAsFirst(re *types.Pattern, sub int64) int64 {
	if sub == 1 && re.NumSubexp() == 0 {
		return 0
	}
	return sub
}
