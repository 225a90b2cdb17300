package builtin

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// configured are the bodies of a function with a configuration in front of its arguments (…_byid)
// and of the one that takes the session's.
func configured(out map[string]body, name string, fn func(env *types.Env, c *textsearch.Config, args []types.Datum) (types.Datum, error)) {
	out[name] = body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
		c, err := env.SearchConfig()
		if err != nil {
			return types.Null, err
		}
		return fn(env, c, args)
	}}
	out[name+"_byid"] = body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
		c, err := env.TextConfigOf(args[0])
		if err != nil {
			return types.Null, err
		}
		return fn(env, c, args[1:])
	}}
}

func textSearchBodies() map[string]body {
	out := map[string]body{
		"get_current_ts_config": {fn: func(env *types.Env, _ []types.Datum) (types.Datum, error) {
			c, err := env.SearchConfig()
			if err != nil {
				return types.Null, err
			}
			return types.Int(int64(c.OID)), nil
		}},
		"ts_lexize": {f2: tsLexize},
	}
	for _, part := range []func(map[string]body){vectorBodies, vectorEditBodies, queryBodies, matchBodies, rankBodies, headlineBodies, jsonVectorBodies, textSearchSets} {
		part(out)
	}
	return out
}

// TextsVector is the tsvector of several texts, one after the other, by the configuration of
// a regconfig.
func TextsVector(env *types.Env, config types.Datum, texts []string) (types.Datum, error) {
	c, err := env.TextConfigOf(config)
	if err != nil {
		return types.Null, err
	}
	d := textsearch.Document{Bounds: env}
	for _, t := range texts {
		if err := d.Add(c, t); err != nil {
			return types.Null, err
		}
	}
	return madeVector(d.Vector())
}

// made gives the datum of a result that may have failed.
func madeVector(v textsearch.Vector, err error) (types.Datum, error) {
	if err != nil {
		return types.Null, err
	}
	return types.VectorDatum(v), nil
}

func madeQuery(q textsearch.Query, err error) (types.Datum, error) {
	if err != nil {
		return types.Null, err
	}
	return types.QueryDatum(q), nil
}

// ofVector is a body of one tsvector.
func ofVector(fn func(v textsearch.Vector) (types.Datum, error)) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		v, err := types.DecodeVector(a)
		if err != nil {
			return types.Null, err
		}
		return fn(v)
	}}
}

func ofQuery(fn func(q textsearch.Query) (types.Datum, error)) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		q, err := types.DecodeQuery(a)
		if err != nil {
			return types.Null, err
		}
		return fn(q)
	}}
}

func ofQueries(fn func(a, b textsearch.Query) (types.Datum, error)) body {
	return body{f2: func(_ *types.Env, x, y types.Datum) (types.Datum, error) {
		a, errA := types.DecodeQuery(x)
		b, errB := types.DecodeQuery(y)
		if errA != nil || errB != nil {
			return types.Null, types.ErrDamaged
		}
		return fn(a, b)
	}}
}

func vectorBodies(out map[string]body) {
	configured(out, "to_tsvector", func(env *types.Env, c *textsearch.Config, args []types.Datum) (types.Datum, error) {
		return madeVector(c.ToVector(args[0].Text(), env))
	})
	out["array_to_tsvector"] = body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		words := lexemes(a)
		if len(words) < len(a.Array().Items) {
			return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "lexeme array may not contain nulls")
		}
		if slices.Contains(words, "") {
			return types.Null, pgerror.New(pgerror.ZeroLengthCharacterString, "lexeme array may not contain empty strings")
		}
		return madeVector(textsearch.FromWords(words))
	}}
	out["tsvector_to_array"] = ofVector(func(v textsearch.Vector) (types.Datum, error) {
		items := make([]types.Datum, len(v))
		for i := range v {
			items[i] = types.Text(strings.Clone(v[i].Word))
		}
		return types.NewArray(types.ArrayOf(types.TText, items)), nil
	})
	out["tsvector_length"] = ofVector(func(v textsearch.Vector) (types.Datum, error) { return types.Int(int64(len(v))), nil })
	out["tsvector_strip"] = ofVector(func(v textsearch.Vector) (types.Datum, error) { return types.VectorDatum(v.Stripped()), nil })
	out["tsvector_concat"] = body{f2: func(_ *types.Env, x, y types.Datum) (types.Datum, error) {
		a, errA := types.DecodeVector(x)
		b, errB := types.DecodeVector(y)
		if errA != nil || errB != nil {
			return types.Null, types.ErrDamaged
		}
		return madeVector(textsearch.Concat(a, b))
	}}
}

// lexemes are the texts of an array, NULLs left out.
func lexemes(a types.Datum) (words []string) {
	words = []string{} // nil would mean all
	for _, d := range a.Array().Items {
		if !d.IsNull() {
			words = append(words, d.Text())
		}
	}
	return words
}

// weightArg reads a "char".
func weightArg(d types.Datum) (textsearch.Weight, error) {
	c := (d.Text() + "\x00")[0]
	if w, ok := textsearch.WeightOf(c); ok {
		return w, nil
	}
	return 0, pgerror.New(pgerror.InvalidParameterValue, "unrecognized weight: %d", c)
}

func vectorEditBodies(out map[string]body) {
	weigh := func(_ *types.Env, args []types.Datum) (types.Datum, error) {
		v, err := types.DecodeVector(args[0])
		if err != nil {
			return types.Null, err
		}
		w, err := weightArg(args[1])
		if err != nil {
			return types.Null, err
		}
		var words []string
		if len(args) > 2 {
			words = lexemes(args[2])
		}
		return types.VectorDatum(v.Weighted(w, words)), nil
	}
	out["tsvector_setweight"], out["tsvector_setweight_by_filter"] = body{fn: weigh}, body{fn: weigh}
	without := func(d types.Datum, words []string) (types.Datum, error) {
		v, err := types.DecodeVector(d)
		return types.VectorDatum(v.Without(words)), err
	}
	out["tsvector_delete_str"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return without(a, []string{b.Text()}) }}
	out["tsvector_delete_arr"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		return without(a, lexemes(b))
	}}
	out["tsvector_filter"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		v, err := types.DecodeVector(a)
		if err != nil {
			return types.Null, err
		}
		var weights uint8
		for _, d := range b.Array().Items {
			if d.IsNull() {
				return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "weight array may not contain nulls")
			}
			w, ok := textsearch.WeightOf((d.Text() + "\x00")[0])
			if !ok {
				return types.Null, pgerror.New(pgerror.InvalidParameterValue, "unrecognized weight: \"%s\"", d.Text())
			}
			weights |= 1 << w
		}
		return types.VectorDatum(v.Filtered(weights)), nil
	}}
}

func queryBodies(out map[string]body) {
	read := func(name string, spaces bool, fn func(c *textsearch.Config, text string) (textsearch.Query, error)) {
		configured(out, name, func(env *types.Env, c *textsearch.Config, args []types.Datum) (types.Datum, error) {
			text := args[0].Text()
			q, err := fn(c, text)
			if err == nil {
				env.TellEmpty(q, text, spaces)
			}
			return madeQuery(q, err)
		})
	}
	read("to_tsquery", true, (*textsearch.Config).ToQuery)
	read("websearch_to_tsquery", true, (*textsearch.Config).WebQuery)
	read("plainto_tsquery", false, func(c *textsearch.Config, text string) (textsearch.Query, error) {
		return c.PlainQuery(text, textsearch.And)
	})
	read("phraseto_tsquery", false, func(c *textsearch.Config, text string) (textsearch.Query, error) {
		return c.PlainQuery(text, textsearch.Phrase)
	})
	for name, op := range map[string]textsearch.Operator{"tsquery_and": textsearch.And, "tsquery_or": textsearch.Or, "tsquery_phrase": textsearch.Phrase} {
		out[name] = ofQueries(func(a, b textsearch.Query) (types.Datum, error) { return madeQuery(textsearch.Join(op, a, b, 1)) })
	}
	out["tsquery_phrase_distance"] = body{fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
		a, errA := types.DecodeQuery(args[0])
		b, errB := types.DecodeQuery(args[1])
		if errA != nil || errB != nil {
			return types.Null, types.ErrDamaged
		}
		return madeQuery(textsearch.Join(textsearch.Phrase, a, b, int(args[2].Int())))
	}}
	out["tsquery_not"] = ofQuery(func(q textsearch.Query) (types.Datum, error) { return madeQuery(textsearch.Negated(q)) })
	out["tsquery_numnode"] = ofQuery(func(q textsearch.Query) (types.Datum, error) { return types.Int(int64(q.Size())), nil })
	out["tsquerytree"] = ofQuery(func(q textsearch.Query) (types.Datum, error) { return types.Text(q.Tree()), nil })
	out["tsq_mcontains"] = ofQueries(func(a, b textsearch.Query) (types.Datum, error) { return types.Bool(a.Contains(b)), nil })
	out["tsq_mcontained"] = ofQueries(func(a, b textsearch.Query) (types.Datum, error) { return types.Bool(b.Contains(a)), nil })
	out["tsquery_rewrite"] = body{fn: func(_ *types.Env, args []types.Datum) (types.Datum, error) {
		var q [3]textsearch.Query
		for i := range q {
			var err error
			if q[i], err = types.DecodeQuery(args[i]); err != nil {
				return types.Null, err
			}
		}
		return types.QueryDatum(textsearch.Rewrite(q[0], q[1], q[2])), nil
	}}
}

func matchBodies(out map[string]body) {
	match := func(v, q types.Datum) (types.Datum, error) {
		vector, errV := types.DecodeVector(v)
		query, errQ := types.DecodeQuery(q)
		if errV != nil || errQ != nil {
			return types.Null, types.ErrDamaged
		}
		return types.Bool(query.Matches(vector)), nil
	}
	out["ts_match_vq"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return match(a, b) }}
	out["ts_match_qv"] = body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return match(b, a) }}
	matchText := func(env *types.Env, text types.Datum, q textsearch.Query, err error) (types.Datum, error) {
		if err != nil {
			return types.Null, err
		}
		c, err := env.SearchConfig()
		if err != nil {
			return types.Null, err
		}
		v, err := c.ToVector(text.Text(), env)
		return types.Bool(err == nil && q.Matches(v)), err
	}
	out["ts_match_tq"] = body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		q, err := types.DecodeQuery(b)
		return matchText(env, a, q, err)
	}}
	out["ts_match_tt"] = body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		c, err := env.SearchConfig()
		if err != nil {
			return types.Null, err
		}
		q, err := c.PlainQuery(b.Text(), textsearch.And)
		if err == nil {
			env.TellEmpty(q, b.Text(), false)
		}
		return matchText(env, a, q, err)
	}}
}

// rankWeights reads the weights of a rank.
func rankWeights(d types.Datum) (w textsearch.Weights, err error) {
	a := d.Array()
	if len(a.Dims) != 1 {
		return w, pgerror.New(pgerror.ArraySubscriptError, "array of weight must be one-dimensional")
	}
	list := make([]float32, len(a.Items))
	if len(list) >= len(w) && slices.ContainsFunc(a.Items, types.Datum.IsNull) {
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
			return body{fn: func(env *types.Env, args []types.Datum) (d types.Datum, err error) {
				w := textsearch.DefaultWeights
				if form[0] == 'w' {
					if w, err = rankWeights(args[0]); err != nil {
						return types.Null, err
					}
					args = args[1:]
				}
				v, errV := types.DecodeVector(args[0])
				q, errQ := types.DecodeQuery(args[1])
				if errV != nil || errQ != nil {
					return types.Null, types.ErrDamaged
				}
				method := int(intAt(args, 2, 0))
				if !cover {
					return types.Float(float64(textsearch.Rank(w, v, q, method))), nil
				}
				r, err := textsearch.RankCover(w, v, q, method, env.Checkpoint)
				return types.Float(float64(r)), err
			}}
		}
		out["ts_rank_"+form], out["ts_rankcd_"+form] = rank(false), rank(true)
	}
}

func headlineBodies(out map[string]body) {
	head := func(env *types.Env, c *textsearch.Config, args []types.Datum) (func(string) (string, error), error) {
		q, err := types.DecodeQuery(args[1])
		if err != nil {
			return nil, err
		}
		text := ""
		if len(args) > 2 {
			text = args[2].Text()
		}
		o, err := textsearch.ParseHeadlineOptions(text)
		return func(s string) (string, error) { return c.Headline(s, q, &o, env) }, err
	}
	kinds := map[string]func(env *types.Env, d types.Datum, f func(string) (string, error)) (types.Datum, error){
		"ts_headline": func(_ *types.Env, d types.Datum, f func(string) (string, error)) (types.Datum, error) {
			s, err := f(d.Text())
			return types.Text(s), err
		},
		"ts_headline_json": func(env *types.Env, d types.Datum, f func(string) (string, error)) (types.Datum, error) {
			s, err := types.MapJSONTexts(d.Text(), env, f)
			return types.Text(s), err
		},
		"ts_headline_jsonb": func(env *types.Env, d types.Datum, f func(string) (string, error)) (types.Datum, error) {
			s, err := types.MapJSONTexts(types.String(types.TJSONB, d, env), env, f)
			if err != nil {
				return types.Null, err
			}
			return types.ParseJSONB(s, env)
		},
	}
	for name, kind := range kinds {
		configured(out, name, func(env *types.Env, c *textsearch.Config, args []types.Datum) (types.Datum, error) {
			f, err := head(env, c, args)
			if err != nil {
				return types.Null, err
			}
			return kind(env, args[0], f)
		})
		out[name+"_opt"], out[name+"_byid_opt"] = out[name], out[name+"_byid"]
	}
}

// tsLexize asks a dictionary alone.
func tsLexize(env *types.Env, dict, token types.Datum) (types.Datum, error) {
	d, err := env.TextDictOf(dict)
	if err != nil {
		return types.Null, err
	}
	return lexizedArray(d.Lexize(token.Text())), nil
}

// lexizedArray is what dictionaries say of a token: NULL for what none knows.
func lexizedArray(lexeme string, o textsearch.Outcome) types.Datum {
	var items []types.Datum
	switch o {
	case textsearch.Unknown:
		return types.Null
	case textsearch.Known, textsearch.Filtered:
		items = append(items, types.Text(lexeme))
	}
	return types.NewArray(types.ArrayOf(types.TText, items))
}

// jsonFilter says which parts of a document count.
type jsonFilter struct{ strings, numbers, bools, keys bool }

const jsonFilterHint = `Possible values are: "string", "numeric", "boolean", "key", and "all".`

// readJSONFilter reads the names of kinds of parts, an array or one.
func readJSONFilter(d types.Datum) (f jsonFilter, err error) {
	n := d.JSON()
	if n.Kind() == types.JSONObject {
		return f, pgerror.New(pgerror.InvalidParameterValue, "wrong flag type, only arrays and scalars are allowed")
	}
	n.Parts(0, true, func(p types.JSONPart) {
		if err != nil {
			return
		}
		if p.Scalar.Kind() != types.KindText {
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
func (f jsonFilter) wants(t types.JSONText) bool {
	switch {
	case t.Key:
		return f.keys
	case t.Token == types.TokenString:
		return f.strings
	case t.Token == types.TokenNumber:
		return f.numbers
	}
	return f.bools
}

// eachJSONBText calls f for each key and each scalar of a jsonb document but nulls.
func eachJSONBText(d types.Datum, env *types.Env, f func(types.JSONText) error) (err error) {
	types.EachJSONPart(d, func(p types.JSONPart) {
		t := types.JSONText{Key: p.Key, Token: types.TokenString}
		switch p.Scalar.Kind() {
		case types.KindNull:
			return
		case types.KindText:
			t.Text = p.Scalar.Text()
		case types.KindBool:
			t.Text, t.Token = "false", types.TokenFalse
			if p.Scalar.Bool() {
				t.Text, t.Token = "true", types.TokenTrue
			}
		default:
			t.Text, t.Token = types.String(types.TNumeric, p.Scalar, env), types.TokenNumber
		}
		if err == nil {
			err = f(t)
		}
	})
	return err
}

func jsonVectorBodies(out map[string]body) {
	document := func(binary bool, filtered bool) func(env *types.Env, c *textsearch.Config, args []types.Datum) (types.Datum, error) {
		return func(env *types.Env, c *textsearch.Config, args []types.Datum) (_ types.Datum, err error) {
			f := jsonFilter{strings: true}
			if filtered {
				if f, err = readJSONFilter(args[1]); err != nil {
					return types.Null, err
				}
			}
			doc := textsearch.Document{Bounds: env}
			add := func(t types.JSONText) error {
				if !f.wants(t) {
					return nil
				}
				return doc.AddElement(c, t.Text)
			}
			if binary {
				err = eachJSONBText(args[0], env, add)
			} else {
				err = types.EachJSONText(args[0].Text(), env, add)
			}
			if err != nil {
				return types.Null, err
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
	rows := func(fn func(env *types.Env, args []types.Datum, row func(values ...types.Datum)) error) body {
		return body{gen: func(f *Function) body {
			return body{set: func(env *types.Env, args []types.Datum) (SetIterator, error) {
				var list []types.Datum
				var full error
				err := fn(env, args, func(values ...types.Datum) {
					if full != nil {
						return
					}
					if list = append(list, types.NewRecord(&types.Record{Types: f.OutTypes, Values: values})); len(list)%partsCounted == 0 {
						full = env.Building(partsCounted * (partBytes + int64(len(values))*int64(types.DatumBytes)))
					}
				})
				if err == nil {
					err = full
				}
				return listIterator(list), err
			}}
		}}
	}
	kinds := rows(func(_ *types.Env, args []types.Datum, row func(...types.Datum)) error {
		for _, k := range textsearch.Kinds() {
			row(types.Int(int64(k)), types.Text(k.String()), types.Text(k.Description()))
		}
		return checkParser(args[0])
	})
	parse := rows(func(_ *types.Env, args []types.Datum, row func(...types.Datum)) error {
		for t := range textsearch.Tokens(args[1].Text()) {
			row(types.Int(int64(t.Kind)), types.Text(strings.Clone(t.Text)))
		}
		return checkParser(args[0])
	})
	out["ts_token_type_byid"], out["ts_token_type_byname"] = kinds, kinds
	out["ts_parse_byid"], out["ts_parse_byname"] = parse, parse
	out["tsvector_unnest"] = rows(func(_ *types.Env, args []types.Datum, row func(...types.Datum)) error {
		v, err := types.DecodeVector(args[0])
		for _, l := range v {
			positions, weights := types.Null, types.Null
			if len(l.Places) > 0 {
				var at, of []types.Datum
				for _, p := range l.Places {
					at, of = append(at, types.Int(int64(p.Pos()))), append(of, types.Text(string(rune(p.Weight().Letter()))))
				}
				positions, weights = types.NewArray(types.ArrayOf(types.TInt2, at)), types.NewArray(types.ArrayOf(types.TText, of))
			}
			row(types.Text(strings.Clone(l.Word)), positions, weights)
		}
		return err
	})
	debug := func(c *textsearch.Config, text string, row func(...types.Datum)) {
		for t := range textsearch.Tokens(text) {
			var asked []types.Datum
			dict, lexemes := types.Null, types.Null // of the first that knows the token as it is, else of the first
			for _, d := range c.Dicts(t.Kind) {
				id := types.Int(int64(d.OID))
				if asked = append(asked, id); len(asked) == 1 {
					dict = id
				}
				if lexemes.IsNull() {
					if lexemes = lexizedArray(d.Lexize(t.Text)); !lexemes.IsNull() {
						dict = id
					}
				}
			}
			dicts := types.NewArray(types.ArrayOf(types.TRegDictionary, asked))
			row(types.Text(t.Kind.String()), types.Text(t.Kind.Description()), types.Text(strings.Clone(t.Text)), dicts, dict, lexemes)
		}
	}
	out["ts_debug(text)"] = rows(func(env *types.Env, args []types.Datum, row func(...types.Datum)) error {
		c, err := env.SearchConfig()
		if err == nil {
			debug(c, args[0].Text(), row)
		}
		return err
	})
	out["ts_debug(regconfig,text)"] = rows(func(env *types.Env, args []types.Datum, row func(...types.Datum)) error {
		c, err := env.TextConfigOf(args[0])
		if err == nil {
			debug(c, args[1].Text(), row)
		}
		return err
	})
}

// checkParser refuses parsers but the one there is, by name or by OID.
func checkParser(d types.Datum) error {
	switch {
	case d.Kind() == types.KindText:
		name, err := types.TextSearchName("parser", d.Text())
		if err == nil && name != "default" {
			err = pgerror.New(pgerror.UndefinedObject, "text search parser \"%s\" does not exist", d.Text())
		}
		return err
	case d.Int() != textsearch.ParserOID:
		return pgerror.New(pgerror.UndefinedObject, "text search parser with OID %d does not exist", d.Int())
	}
	return nil
}
