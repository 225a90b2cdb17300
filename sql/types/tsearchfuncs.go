package types

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/textsearch"
)

// configured are the bodies of a function with a configuration in front of its arguments (…_byid)
// and of the one that takes the session's.
func configured(out map[string]body, name string, fn func(env *Env, c *textsearch.Config, args []Datum) (Datum, error)) {
	out[name] = body{fn: func(env *Env, args []Datum) (Datum, error) { return fn(env, env.textConfig(), args) }}
	out[name+"_byid"] = body{fn: func(env *Env, args []Datum) (Datum, error) {
		c, err := textConfigOf(args[0])
		if err != nil {
			return Null, err
		}
		return fn(env, c, args[1:])
	}}
}

func textSearchBodies() map[string]body {
	out := map[string]body{
		"get_current_ts_config": {fn: func(env *Env, _ []Datum) (Datum, error) { return Int(int64(env.textConfig().OID)), nil }},
		"ts_lexize":             {f2: tsLexize},
	}
	for _, part := range []func(map[string]body){vectorBodies, vectorEditBodies, queryBodies, matchBodies, rankBodies, headlineBodies, jsonVectorBodies, textSearchSets} {
		part(out)
	}
	return out
}

// made gives the datum of a result that may have failed.
func madeVector(v textsearch.Vector, err error) (Datum, error) {
	if err != nil {
		return Null, err
	}
	return vectorDatum(v), nil
}

func madeQuery(q textsearch.Query, err error) (Datum, error) {
	if err != nil {
		return Null, err
	}
	return queryDatum(q), nil
}

// ofVector is a body of one tsvector.
func ofVector(fn func(v textsearch.Vector) (Datum, error)) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) {
		v, err := vectorOf(a)
		if err != nil {
			return Null, err
		}
		return fn(v)
	}}
}

func ofQuery(fn func(q textsearch.Query) (Datum, error)) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) {
		q, err := queryOf(a)
		if err != nil {
			return Null, err
		}
		return fn(q)
	}}
}

func ofQueries(fn func(a, b textsearch.Query) (Datum, error)) body {
	return body{f2: func(_ *Env, x, y Datum) (Datum, error) {
		a, errA := queryOf(x)
		b, errB := queryOf(y)
		if errA != nil || errB != nil {
			return Null, errDamaged
		}
		return fn(a, b)
	}}
}

func vectorBodies(out map[string]body) {
	configured(out, "to_tsvector", func(env *Env, c *textsearch.Config, args []Datum) (Datum, error) {
		return madeVector(c.ToVector(args[0].Text(), env.Checkpoint))
	})
	out["array_to_tsvector"] = body{f1: func(_ *Env, a Datum) (Datum, error) {
		words := lexemes(a)
		if len(words) < len(a.Array().Items) {
			return Null, pgerror.New(pgerror.NullValueNotAllowed, "lexeme array may not contain nulls")
		}
		if slices.Contains(words, "") {
			return Null, pgerror.New(pgerror.ZeroLengthCharacterString, "lexeme array may not contain empty strings")
		}
		return madeVector(textsearch.FromWords(words))
	}}
	out["tsvector_to_array"] = ofVector(func(v textsearch.Vector) (Datum, error) {
		items := make([]Datum, len(v))
		for i := range v {
			items[i] = Text(strings.Clone(v[i].Word))
		}
		return NewArray(ArrayOf(TText, items)), nil
	})
	out["tsvector_length"] = ofVector(func(v textsearch.Vector) (Datum, error) { return Int(int64(len(v))), nil })
	out["tsvector_strip"] = ofVector(func(v textsearch.Vector) (Datum, error) { return vectorDatum(v.Stripped()), nil })
	out["tsvector_concat"] = body{f2: func(_ *Env, x, y Datum) (Datum, error) {
		a, errA := vectorOf(x)
		b, errB := vectorOf(y)
		if errA != nil || errB != nil {
			return Null, errDamaged
		}
		return madeVector(textsearch.Concat(a, b))
	}}
}

// lexemes are the texts of an array, NULLs left out.
func lexemes(a Datum) (words []string) {
	words = []string{} // nil would mean all
	for _, d := range a.Array().Items {
		if !d.IsNull() {
			words = append(words, d.Text())
		}
	}
	return words
}

// weightArg reads a "char".
func weightArg(d Datum) (textsearch.Weight, error) {
	c := (d.Text() + "\x00")[0]
	if w, ok := textsearch.WeightOf(c); ok {
		return w, nil
	}
	return 0, pgerror.New(pgerror.InvalidParameterValue, "unrecognized weight: %d", c)
}

func vectorEditBodies(out map[string]body) {
	weigh := func(_ *Env, args []Datum) (Datum, error) {
		v, err := vectorOf(args[0])
		if err != nil {
			return Null, err
		}
		w, err := weightArg(args[1])
		if err != nil {
			return Null, err
		}
		var words []string
		if len(args) > 2 {
			words = lexemes(args[2])
		}
		return vectorDatum(v.Weighted(w, words)), nil
	}
	out["tsvector_setweight"], out["tsvector_setweight_by_filter"] = body{fn: weigh}, body{fn: weigh}
	without := func(d Datum, words []string) (Datum, error) {
		v, err := vectorOf(d)
		return vectorDatum(v.Without(words)), err
	}
	out["tsvector_delete_str"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) { return without(a, []string{b.Text()}) }}
	out["tsvector_delete_arr"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) {
		return without(a, lexemes(b))
	}}
	out["tsvector_filter"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) {
		v, err := vectorOf(a)
		if err != nil {
			return Null, err
		}
		var weights uint8
		for _, d := range b.Array().Items {
			if d.IsNull() {
				return Null, pgerror.New(pgerror.NullValueNotAllowed, "weight array may not contain nulls")
			}
			w, ok := textsearch.WeightOf((d.Text() + "\x00")[0])
			if !ok {
				return Null, pgerror.New(pgerror.InvalidParameterValue, "unrecognized weight: \"%s\"", d.Text())
			}
			weights |= 1 << w
		}
		return vectorDatum(v.Filtered(weights)), nil
	}}
}

func queryBodies(out map[string]body) {
	configured(out, "to_tsquery", func(_ *Env, c *textsearch.Config, args []Datum) (Datum, error) {
		return madeQuery(c.ToQuery(args[0].Text()))
	})
	configured(out, "plainto_tsquery", func(_ *Env, c *textsearch.Config, args []Datum) (Datum, error) {
		return madeQuery(c.PlainQuery(args[0].Text(), textsearch.And))
	})
	configured(out, "phraseto_tsquery", func(_ *Env, c *textsearch.Config, args []Datum) (Datum, error) {
		return madeQuery(c.PlainQuery(args[0].Text(), textsearch.Phrase))
	})
	configured(out, "websearch_to_tsquery", func(_ *Env, c *textsearch.Config, args []Datum) (Datum, error) {
		return madeQuery(c.WebQuery(args[0].Text()))
	})
	for name, op := range map[string]textsearch.Operator{"tsquery_and": textsearch.And, "tsquery_or": textsearch.Or, "tsquery_phrase": textsearch.Phrase} {
		out[name] = ofQueries(func(a, b textsearch.Query) (Datum, error) { return madeQuery(textsearch.Join(op, a, b, 1)) })
	}
	out["tsquery_phrase_distance"] = body{fn: func(_ *Env, args []Datum) (Datum, error) {
		a, errA := queryOf(args[0])
		b, errB := queryOf(args[1])
		if errA != nil || errB != nil {
			return Null, errDamaged
		}
		return madeQuery(textsearch.Join(textsearch.Phrase, a, b, int(args[2].Int())))
	}}
	out["tsquery_not"] = ofQuery(func(q textsearch.Query) (Datum, error) { return madeQuery(textsearch.Negated(q)) })
	out["tsquery_numnode"] = ofQuery(func(q textsearch.Query) (Datum, error) { return Int(int64(q.Size())), nil })
	out["tsquerytree"] = ofQuery(func(q textsearch.Query) (Datum, error) { return Text(q.Tree()), nil })
	out["tsq_mcontains"] = ofQueries(func(a, b textsearch.Query) (Datum, error) { return Bool(a.Contains(b)), nil })
	out["tsq_mcontained"] = ofQueries(func(a, b textsearch.Query) (Datum, error) { return Bool(b.Contains(a)), nil })
	out["tsquery_rewrite"] = body{fn: func(_ *Env, args []Datum) (Datum, error) {
		var q [3]textsearch.Query
		for i := range q {
			var err error
			if q[i], err = queryOf(args[i]); err != nil {
				return Null, err
			}
		}
		return queryDatum(textsearch.Rewrite(q[0], q[1], q[2])), nil
	}}
}

func matchBodies(out map[string]body) {
	match := func(v, q Datum) (Datum, error) {
		vector, errV := vectorOf(v)
		query, errQ := queryOf(q)
		if errV != nil || errQ != nil {
			return Null, errDamaged
		}
		return Bool(query.Matches(vector)), nil
	}
	out["ts_match_vq"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) { return match(a, b) }}
	out["ts_match_qv"] = body{f2: func(_ *Env, a, b Datum) (Datum, error) { return match(b, a) }}
	matchText := func(env *Env, text Datum, q textsearch.Query, err error) (Datum, error) {
		if err != nil {
			return Null, err
		}
		v, err := env.textConfig().ToVector(text.Text(), env.Checkpoint)
		return Bool(err == nil && q.Matches(v)), err
	}
	out["ts_match_tq"] = body{f2: func(env *Env, a, b Datum) (Datum, error) {
		q, err := queryOf(b)
		return matchText(env, a, q, err)
	}}
	out["ts_match_tt"] = body{f2: func(env *Env, a, b Datum) (Datum, error) {
		q, err := env.textConfig().PlainQuery(b.Text(), textsearch.And)
		return matchText(env, a, q, err)
	}}
}

// rankWeights reads the weights of a rank.
func rankWeights(d Datum) (w textsearch.Weights, err error) {
	a := d.Array()
	if len(a.Dims) != 1 {
		return w, pgerror.New(pgerror.ArraySubscriptError, "array of weight must be one-dimensional")
	}
	list := make([]float32, len(a.Items))
	if len(list) >= len(w) && slices.ContainsFunc(a.Items, Datum.IsNull) {
		return w, pgerror.New(pgerror.NullValueNotAllowed, "array of weight must not contain nulls")
	}
	for i, it := range a.Items {
		if !it.IsNull() {
			list[i] = float32(it.Float())
		}
	}
	return textsearch.NewWeights(list)
}

// rankBodies: t is for a tsvector and a tsquery, w before them for weights, f behind them for how
// the rank is divided.
func rankBodies(out map[string]body) {
	for _, form := range []string{"wttf", "wtt", "ttf", "tt"} {
		rank := func(cover bool) body {
			return body{fn: func(env *Env, args []Datum) (d Datum, err error) {
				w := textsearch.DefaultWeights
				if form[0] == 'w' {
					if w, err = rankWeights(args[0]); err != nil {
						return Null, err
					}
					args = args[1:]
				}
				v, errV := vectorOf(args[0])
				q, errQ := queryOf(args[1])
				if errV != nil || errQ != nil {
					return Null, errDamaged
				}
				method := int(intAt(args, 2, 0))
				if !cover {
					return Float(float64(textsearch.Rank(w, v, q, method))), nil
				}
				r, err := textsearch.RankCover(w, v, q, method, env.Checkpoint)
				return Float(float64(r)), err
			}}
		}
		out["ts_rank_"+form], out["ts_rankcd_"+form] = rank(false), rank(true)
	}
}

func headlineBodies(out map[string]body) {
	head := func(env *Env, c *textsearch.Config, args []Datum) (func(string) (string, error), error) {
		q, err := queryOf(args[1])
		if err != nil {
			return nil, err
		}
		text := ""
		if len(args) > 2 {
			text = args[2].Text()
		}
		o, err := textsearch.ParseHeadlineOptions(text)
		return func(s string) (string, error) { return c.Headline(s, q, &o, env.Checkpoint) }, err
	}
	kinds := map[string]func(env *Env, d Datum, f func(string) (string, error)) (Datum, error){
		"ts_headline": func(_ *Env, d Datum, f func(string) (string, error)) (Datum, error) {
			s, err := f(d.Text())
			return Text(s), err
		},
		"ts_headline_json": func(env *Env, d Datum, f func(string) (string, error)) (Datum, error) {
			s, err := mapJSONTexts(d.Text(), env, f)
			return Text(s), err
		},
		"ts_headline_jsonb": func(env *Env, d Datum, f func(string) (string, error)) (Datum, error) {
			s, err := mapJSONTexts(String(TJSONB, d, env), env, f)
			if err != nil {
				return Null, err
			}
			return parseJSONB(s, env)
		},
	}
	for name, kind := range kinds {
		configured(out, name, func(env *Env, c *textsearch.Config, args []Datum) (Datum, error) {
			f, err := head(env, c, args)
			if err != nil {
				return Null, err
			}
			return kind(env, args[0], f)
		})
		out[name+"_opt"], out[name+"_byid_opt"] = out[name], out[name+"_byid"]
	}
}

// tsLexize asks a dictionary alone.
func tsLexize(_ *Env, dict, token Datum) (Datum, error) {
	d := textsearch.DictByOID(uint32(dict.Int()))
	if d == nil {
		return Null, pgerror.New(pgerror.UndefinedObject, "text search dictionary with OID %d does not exist", dict.Int())
	}
	return lexizedArray(d, token.Text()), nil
}

func lexizedArray(d *textsearch.Dict, token string) Datum {
	var items []Datum
	if lexeme, ok := d.Lexize(token); ok {
		items = append(items, Text(lexeme))
	}
	return NewArray(ArrayOf(TText, items))
}

// jsonFilter says which parts of a document count.
type jsonFilter struct{ strings, numbers, bools, keys bool }

const jsonFilterHint = `Possible values are: "string", "numeric", "boolean", "key", and "all".`

// readJSONFilter reads the names of kinds of parts, an array or one.
func readJSONFilter(d Datum) (f jsonFilter, err error) {
	n := d.json()
	if n.kind() == jsonObject || n.kind() != jsonArray && n.kind() != jsonString {
		return f, pgerror.New(pgerror.InvalidParameterValue, "wrong flag type, only arrays and scalars are allowed")
	}
	n.parts(0, true, func(p JSONPart) {
		if err != nil {
			return
		}
		if p.Scalar.Kind() != KindText {
			err = pgerror.New(pgerror.InvalidParameterValue, "flag array element is not a string").WithHint(jsonFilterHint)
			return
		}
		err = f.set(p.Scalar.Text())
	})
	return f, err
}

func (f *jsonFilter) set(name string) error {
	switch strings.ToLower(name) {
	case "all":
		*f = jsonFilter{true, true, true, true}
	case "string":
		f.strings = true
	case "numeric":
		f.numbers = true
	case "boolean":
		f.bools = true
	case "key":
		f.keys = true
	default:
		return pgerror.New(pgerror.InvalidParameterValue, "wrong flag in flag array: \"%s\"", name).WithHint(jsonFilterHint)
	}
	return nil
}

// wants tells whether a part counts.
func (f jsonFilter) wants(t jsonText) bool {
	switch {
	case t.key:
		return f.keys
	case t.token == tokenString:
		return f.strings
	case t.token == tokenNumber:
		return f.numbers
	}
	return f.bools
}

// eachJSONBText calls f for each key and each scalar of a jsonb document but nulls.
func eachJSONBText(d Datum, env *Env, f func(jsonText) error) (err error) {
	EachJSONPart(d, func(p JSONPart) {
		t := jsonText{key: p.Key, token: tokenString}
		switch p.Scalar.Kind() {
		case KindNull:
			return
		case KindText:
			t.text = p.Scalar.Text()
		case KindBool:
			t.text, t.token = "false", tokenFalse
			if p.Scalar.Bool() {
				t.text, t.token = "true", tokenTrue
			}
		default:
			t.text, t.token = String(TNumeric, p.Scalar, env), tokenNumber
		}
		if err == nil {
			err = f(t)
		}
	})
	return err
}

func jsonVectorBodies(out map[string]body) {
	document := func(binary bool, filtered bool) func(env *Env, c *textsearch.Config, args []Datum) (Datum, error) {
		return func(env *Env, c *textsearch.Config, args []Datum) (_ Datum, err error) {
			f := jsonFilter{strings: true}
			if filtered {
				if f, err = readJSONFilter(args[1]); err != nil {
					return Null, err
				}
			}
			doc := textsearch.Document{Checkpoint: env.Checkpoint}
			add := func(t jsonText) error {
				if !f.wants(t) {
					return nil
				}
				return doc.AddElement(c, t.text)
			}
			if binary {
				err = eachJSONBText(args[0], env, add)
			} else {
				err = eachJSONText(args[0].Text(), env, add)
			}
			if err != nil {
				return Null, err
			}
			return madeVector(doc.Vector())
		}
	}
	configured(out, "json_to_tsvector", document(false, true))
	configured(out, "jsonb_to_tsvector", document(true, true))
	configured(out, "json_string_to_tsvector", document(false, false))
	configured(out, "jsonb_string_to_tsvector", document(true, false))
}

// textSearchSets are the functions that return rows.
func textSearchSets(out map[string]body) {
	rows := func(fn func(env *Env, args []Datum, row func(values ...Datum)) error) body {
		return body{gen: func(f *Function) body {
			return body{set: func(env *Env, args []Datum) (SetIterator, error) {
				var list []Datum
				err := fn(env, args, func(values ...Datum) {
					list = append(list, NewRecord(&Record{Types: f.OutTypes, Values: values}))
				})
				return listIterator(list), err
			}}
		}}
	}
	kinds := rows(func(_ *Env, args []Datum, row func(...Datum)) error {
		for _, k := range textsearch.Kinds() {
			row(Int(int64(k)), Text(k.String()), Text(k.Description()))
		}
		return checkParser(args[0])
	})
	parse := rows(func(_ *Env, args []Datum, row func(...Datum)) error {
		for t := range textsearch.Tokens(args[1].Text()) {
			row(Int(int64(t.Kind)), Text(strings.Clone(t.Text)))
		}
		return checkParser(args[0])
	})
	out["ts_token_type_byid"], out["ts_token_type_byname"] = kinds, kinds
	out["ts_parse_byid"], out["ts_parse_byname"] = parse, parse
	out["tsvector_unnest"] = rows(func(_ *Env, args []Datum, row func(...Datum)) error {
		v, err := vectorOf(args[0])
		for _, l := range v {
			positions, weights := Null, Null
			if len(l.Places) > 0 {
				var at, of []Datum
				for _, p := range l.Places {
					at, of = append(at, Int(int64(p.Pos()))), append(of, Text(string(rune(p.Weight().Letter()))))
				}
				positions, weights = NewArray(ArrayOf(TInt2, at)), NewArray(ArrayOf(TText, of))
			}
			row(Text(strings.Clone(l.Word)), positions, weights)
		}
		return err
	})
	debug := func(c *textsearch.Config, text string, row func(...Datum)) {
		for t := range textsearch.Tokens(text) {
			dicts, dict, lexemes := NewArray(ArrayOf(TRegDictionary, nil)), Null, Null
			if d := c.Dict(t.Kind); d != nil {
				dict = Int(int64(d.OID))
				dicts, lexemes = NewArray(ArrayOf(TRegDictionary, []Datum{dict})), lexizedArray(d, t.Text)
			}
			row(Text(t.Kind.String()), Text(t.Kind.Description()), Text(strings.Clone(t.Text)), dicts, dict, lexemes)
		}
	}
	out["ts_debug(text)"] = rows(func(env *Env, args []Datum, row func(...Datum)) error {
		debug(env.textConfig(), args[0].Text(), row)
		return nil
	})
	out["ts_debug(regconfig,text)"] = rows(func(_ *Env, args []Datum, row func(...Datum)) error {
		c, err := textConfigOf(args[0])
		if err == nil {
			debug(c, args[1].Text(), row)
		}
		return err
	})
}

// checkParser refuses parsers but the one there is, by name or by OID.
func checkParser(d Datum) error {
	switch {
	case d.Kind() == KindText:
		name, err := textSearchName("parser", d.Text())
		if err == nil && name != "default" {
			err = pgerror.New(pgerror.UndefinedObject, "text search parser \"%s\" does not exist", d.Text())
		}
		return err
	case d.Int() != textsearch.ParserOID:
		return pgerror.New(pgerror.UndefinedObject, "text search parser with OID %d does not exist", d.Int())
	}
	return nil
}
