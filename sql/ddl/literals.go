package ddl

import (
	"cmp"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// stored is the text of an expression as it is kept: its string literals are read now, by
// this session's settings, and say their types; names of relations are OIDs (freeze). So it
// means the same to all sessions, after a rename and under another search_path.
func (r *run) stored(x ast.Expr, o bind.ScalarOptions) (string, error) {
	snap, err := r.snap()
	if err != nil {
		return "", err
	}
	text := deparse.PrintApart(x)
	own, err := parser.ParseExpr(text)
	if err != nil {
		return "", err
	}
	if o.Table != nil && o.Use != bind.ScalarWhen {
		if text, own, err = r.withoutIdle(text, own, snap, o.Table); err != nil {
			return "", err
		}
	}
	read := map[*ast.Const]*types.Type{}
	env := r.bindEnv(snap, "")
	env.Literals = func(k *ast.Const, t *types.Type) { read[k] = t }
	if _, err := bind.CompileScalar(own, env, o); err != nil {
		return "", err
	}
	if text, err = r.literals(text, own, read); err != nil {
		return "", err
	}
	env.Literals = nil
	if text, err = r.freezeCalls(text, env, func(x ast.Expr) error { _, err := bind.CompileScalar(x, env, o); return err }); err != nil {
		return "", err
	}
	if own, err = parser.ParseExpr(text); err != nil {
		return "", err
	}
	return r.freeze(own)
}

// withoutIdle leaves the casts out that do nothing: Postgres keeps none, so that they are not there when
// a column gets another type.
func (r *run) withoutIdle(text string, x ast.Expr, snap *catalog.Snapshot, t *catalog.TableDesc) (string, ast.Expr, error) {
	own := castsIn(x)
	if len(own) == 0 {
		return text, x, nil
	}
	bound, err := parser.ParseExpr(text) // which binding may change
	if err != nil {
		return "", nil, err
	}
	twins := castsIn(bound)
	casts := bind.Conversions(bound, snap, r.env.Path, t)
	idle := map[*ast.CastExpr]bool{}
	for i, c := range own {
		switch c.X.(type) {
		case *ast.ArrayExpr, *ast.Const: // whose elements and whose text the cast reads
		default:
			idle[c] = casts.Idle[twins[i]]
		}
	}
	text = deparse.PrintWithout(x, idle)
	x, err = parser.ParseExpr(text)
	return text, x, err
}

// keepCasts writes out what a column that gets another type was converted to in checks and indexes: they go on
// from there, as in Postgres, which reads its own text of them anew, and no other operator or function is found for the new
// type.
func (s *shape) keepCasts(id catalog.ColumnID) error {
	if s.old == nil {
		return nil
	}
	old, _, ok := s.old.ColumnByID(id)
	if now, _, there := s.t.ColumnByID(id); !ok || !there || old.Type == now.Type {
		return nil
	}
	for i := range s.t.Checks {
		c := &s.t.Checks[i]
		if !slices.Contains(c.Columns, id) {
			continue
		}
		was := c.Text
		if err := s.keepCastsOf(&c.Text); err != nil {
			return err
		}
		if c.Text == was {
			continue
		}
		x, err := parseExpr(c.Text)
		if err != nil {
			return err
		}
		c.Expr = x
	}
	for i := range s.t.Indexes {
		ix := &s.t.Indexes[i]
		if !ix.Computes() || !slices.Contains(s.t.ReadBy(ix), id) {
			continue
		}
		for j := range ix.Columns {
			if err := s.keepCastsOf(&ix.Columns[j].Expr); err != nil {
				return err
			}
		}
		if err := s.keepCastsOf(&ix.Predicate); err != nil {
			return err
		}
	}
	return nil
}

// keepCastsOf writes the casts of columns into the text of an expression, "" for none.
func (s *shape) keepCastsOf(text *string) error {
	if *text == "" {
		return nil
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	x, err := parseExpr(*text)
	if err != nil {
		return err
	}
	bound, err := parseExpr(*text)
	if err != nil {
		return err
	}
	own, twins := columnsIn(x), columnsIn(bound)
	casts := bind.Conversions(bound, snap, s.r.env.Path, s.old)
	parts := map[ast.Expr]string{}
	for i, c := range twins {
		if to := casts.Parts[c]; to != "" {
			parts[own[i]] = to
		}
	}
	if len(parts) > 0 {
		*text = deparse.PrintWith(x, parts)
		if x, err = parseExpr(*text); err != nil {
			return err
		}
	}
	*text, _, err = s.r.withoutIdle(*text, x, snap, s.t)
	return err
}

// columnsIn are the columns that an expression names, in the order of its text.
func columnsIn(x ast.Expr) (out []*ast.ColumnRef) {
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok {
			out = append(out, c)
		}
		return true
	})
	return out
}

// castsIn are the casts in an expression, in the order of its text.
func castsIn(x ast.Expr) (out []*ast.CastExpr) {
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.CastExpr); ok {
			out = append(out, c)
		}
		return true
	})
	return out
}

// freezeCalls writes an expression with numbers for the routines of the schema that it calls,
// which bind finds, and keeps them from being dropped.
func (r *run) freezeCalls(text string, env *bind.Env, b func(ast.Expr) error) (string, error) {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return "", err
	}
	some := false
	ast.Walk(x, func(n ast.Node) bool {
		some = some || slices.ContainsFunc(bind.OperatorNames(n), env.Catalog.HasOperators)
		if c, ok := n.(*ast.FuncCall); ok && (env.Catalog.HasRoutines(c.Name.Name) || isTypeCalled(env, c.Name)) {
			some = true
		}
		return true
	})
	if !some {
		return text, nil
	}
	names := env.Names
	env.Names = &bind.Names{Calls: map[*ast.FuncCall]catalog.ID{}, Operators: map[ast.Node]catalog.ID{}, Tables: map[*ast.TableName]*catalog.TableDesc{},
		Columns: map[*ast.ColumnRef]bind.Named{}, Stars: map[*ast.ColumnRef][]bind.Named{}}
	defer func() { env.Names = names }()
	if err := b(x); err != nil {
		return "", err
	}
	for c, id := range env.Names.Calls {
		if t, ok := env.Catalog.TypeByID(id); ok {
			if err := r.env.State.Share(r.ctx, t); err != nil {
				return "", err
			}
		} else if d, ok := env.Catalog.RoutineByID(id); !ok {
			continue
		} else if err := r.env.State.Share(r.ctx, d); err != nil {
			return "", err
		}
		c.Name = ast.QName{Pos: -1, Name: catalog.FrozenTable(id)}
	}
	for _, id := range env.Names.FreezeOperators() {
		if d, ok := env.Catalog.OperatorByID(id); ok {
			if err := r.env.State.Share(r.ctx, d); err != nil {
				return "", err
			}
		}
	}
	return deparse.Print(x), nil
}

// isTypeCalled reports whether a call may be one of a type of users: of a range's constructor, or with a
// literal.
func isTypeCalled(env *bind.Env, name ast.QName) bool {
	t, ok, err := env.Catalog.Type(env.Path, name)
	return err == nil && ok && t.IsUser()
}

// literals writes the literals of an expression, which was parsed from text, as what they
// were read as.
func (r *run) literals(text string, x ast.Expr, read map[*ast.Const]*types.Type) (string, error) {
	cast := map[*ast.Const]bool{}  // says its type already
	names := map[*ast.Const]bool{} // is for freeze, or a keyword
	var list []*ast.Const          // in the order of the text
	ast.Walk(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CastExpr:
			if k, ok := n.X.(*ast.Const); ok {
				cast[k] = true
			}
		case *ast.FuncCall:
			if isSequenceFunc(n) {
				if k, ok := n.Args[0].(*ast.Const); ok {
					names[k] = true
				}
			}
			if k := keyword(n); k != nil {
				names[k] = true
			}
		case *ast.Const:
			if n.Kind == ast.ConstString && read[n] != nil {
				list = append(list, n)
			}
		}
		return true
	})
	slices.SortFunc(list, func(a, b *ast.Const) int { return cmp.Compare(a.Position(), b.Position()) })
	var b strings.Builder
	at := 0
	for _, k := range list {
		t := read[k]
		from, old := k.Position(), deparse.Print(k)
		if names[k] || t.IsReg() && t != types.TRegClass && !t.IsTextSearchReg() || t.IsPseudo() || from < at || !strings.HasPrefix(text[min(from, len(text)):], old) {
			continue
		}
		n := *k
		if t.IsTextSearchReg() {
			d, err := types.DecodeText(t, types.NoTypmod, k.Text, r.env.Types)
			if err != nil {
				return "", err
			}
			snap, err := r.snap()
			if err != nil {
				return "", err
			}
			if o, ok := snap.TextSearchByID(catalog.ID(d.Int())); ok {
				if err := r.env.State.Share(r.ctx, o); err != nil {
					return "", err
				}
				n.Text = `"` + catalog.FrozenTable(o.ID) + `"`
			}
		}
		if datetime(t) || t.ByLabel() {
			d, err := types.DecodeText(t, types.NoTypmod, k.Text, r.env.Types)
			if err != nil {
				return "", err
			}
			n.Text = types.StoredText(t, d)
		}
		b.WriteString(text[at:from])
		b.WriteString(deparse.Print(&n))
		if !cast[k] {
			to := bind.StoredType(t)
			if t == types.TRegClass {
				to.Names = []string{t.Name} // as freeze and Column.DefaultRelations look for it
			}
			b.WriteString("::" + deparse.Print(to))
		}
		at = from + len(old)
	}
	b.WriteString(text[at:])
	return b.String(), nil
}

// keyword is the argument of EXTRACT and NORMALIZE that is written as a word.
func keyword(c *ast.FuncCall) *ast.Const {
	at := 1
	switch c.Name.Name {
	case "extract":
		at = 0
	case "normalize", "is_normalized":
	default:
		return nil
	}
	if len(c.Args) <= at {
		return nil
	}
	k, _ := c.Args[at].(*ast.Const)
	return k
}

// datetime reports whether what a literal of the type means depends on the session: its
// zone, its order of day and month, its clock.
func datetime(t *types.Type) bool {
	if t.IsArray() {
		return datetime(t.Elem())
	}
	switch t.OID {
	case types.OIDDate, types.OIDTime, types.OIDTimeTZ, types.OIDTimestamp, types.OIDTimestampTZ:
		return true
	}
	return false
}
