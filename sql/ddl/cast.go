package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// createCast is CREATE CAST.
func (r *run) createCast(s *ast.CreateCast) error {
	if err := r.declared("casts of users"); err != nil {
		return err
	}
	from, to, err := r.castTypes(s.From, s.To)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, p := range []struct {
		t    *types.Type
		side string
	}{{from, "source"}, {to, "target"}} {
		if p.t.IsPseudo() {
			return pgerror.New(pgerror.WrongObjectType, "%s data type %s is a pseudo-type", p.side, p.t)
		}
	}
	if err := r.mustOwnCast(snap, from, to); err != nil {
		return err
	}
	for _, t := range []*types.Type{from, to} {
		if err := r.useTypeOrRow(snap, t); err != nil {
			return err
		}
	}
	ignored := ""
	if to.Domain() != nil {
		ignored = "target"
	}
	if from.Domain() != nil {
		ignored = "source"
	}
	if ignored != "" {
		r.notice(pgerror.New(pgerror.WrongObjectType, "cast will be ignored because the %s data type is a domain", ignored).WithSeverity(pgerror.SeverityWarning))
	}
	d := &catalog.CastDesc{Base: catalog.Base{Owner: catalog.RoleSuper}, DatabaseID: r.env.Path.Database, FromID: from.OID, ToID: to.OID, Context: byte(s.Context)}
	args := 0
	switch {
	case s.Func != nil:
		d.Method = byte(builtin.CastFunction)
		if d.ProcID, args, err = r.castFunction(s.Func, from, to); err != nil {
			return err
		}
	case s.InOut:
		d.Method = byte(builtin.CastInOut)
	default:
		d.Method = byte(builtin.CastBinary)
		if err := r.castAsIs(from, to); err != nil {
			return err
		}
	}
	if from.OID == to.OID && args < 2 {
		return pgerror.New(pgerror.InvalidObjectDefinition, "source data type and target data type are the same")
	}
	if from.OID == to.OID {
		return pgerror.Unsupported("Lengths are those of the system's types.", "casts that apply the length of a type are not supported")
	}
	_, dup := snap.CastBetween(d.DatabaseID, from.OID, to.OID)
	if dup || systemCast(from, to) {
		return pgerror.New(pgerror.DuplicateObject, "cast from type %s to type %s already exists", from, to)
	}
	if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	return r.env.State.Create(r.ctx, d)
}

// systemCast reports whether the system has a cast between two types.
func systemCast(from, to *types.Type) bool {
	return slices.ContainsFunc(builtin.Catalog().Casts(), func(c *builtin.Cast) bool { return c.From.OID == from.OID && c.To.OID == to.OID })
}

// castTypes resolves the types that a statement names.
func (r *run) castTypes(source, target *ast.TypeName) (from, to *types.Type, err error) {
	snap, err := r.snap()
	if err != nil {
		return nil, nil, err
	}
	if from, _, err = bind.ResolveType(source, snap, r.env.Path); err != nil {
		return nil, nil, err
	}
	if to, _, err = bind.ResolveType(target, snap, r.env.Path); err != nil {
		return nil, nil, err
	}
	return from, to, nil
}

// mustOwnCast asks for the ownership of one of the types.
func (r *run) mustOwnCast(snap *catalog.Snapshot, from, to *types.Type) error {
	me, err := r.user()
	if err != nil || me.Superuser {
		return err
	}
	for _, t := range []*types.Type{from, to} {
		if d, ok := snap.TypeByID(t.OID); ok && snap.Owns(me.ID, d) {
			return nil
		}
		if d, ok := snap.RowTypeOf(t.OID); ok && snap.Owns(me.ID, d) {
			return nil
		}
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "must be owner of type %s or type %s", from, to)
}

// useTypeOrRow asks for USAGE of a type, and keeps it from being dropped.
func (r *run) useTypeOrRow(snap *catalog.Snapshot, t *types.Type) error {
	if d, ok := snap.TypeByID(t.OID); ok {
		return r.useType(d)
	}
	return r.useRowType(snap, t)
}

// castFunction finds the function of a cast, and how many arguments it has.
func (r *run) castFunction(name *ast.FunctionName, from, to *types.Type) (id catalog.ID, args int, err error) {
	bad := func(text string) (catalog.ID, int, error) {
		return 0, 0, pgerror.New(pgerror.InvalidObjectDefinition, "%s", text)
	}
	f, err := r.castCallee(name)
	if err != nil {
		return 0, 0, err
	}
	switch n := len(f.Args); {
	case n < 1 || n > 3:
		return bad("cast function must take one to three arguments")
	case !sameValues(from, f.Args[0]):
		return bad("argument of cast function must match or be binary-coercible from source data type")
	case n > 1 && f.Args[1] != types.TInt4:
		return bad("second argument of cast function must be type integer")
	case n > 2 && f.Args[2] != types.TBool:
		return bad("third argument of cast function must be type boolean")
	case !sameValues(f.Result, to):
		return bad("return data type of cast function must match or be binary-coercible to target data type")
	case f.Set:
		return bad("cast function must not return a set")
	}
	if f.Routine != nil {
		if f.Routine.Kind != 'f' {
			return bad("cast function must be a normal function")
		}
		if err := r.env.State.Share(r.ctx, f.Routine); err != nil {
			return 0, 0, err
		}
	}
	return f.ID, len(f.Args), nil
}

// castCallee finds a function by its name and the types of its arguments, or by its name alone.
func (r *run) castCallee(name *ast.FunctionName) (*bind.Callee, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	var args []*types.Type
	for _, a := range name.Args {
		t, _, err := bind.ResolveType(a, snap, r.env.Path)
		if err != nil {
			return nil, err
		}
		args = append(args, t)
	}
	env := r.bindEnv(snap, "")
	if !name.Bare {
		if f, err := bind.FindFunction(env, name.Name, args); err == nil && f.Routine == nil && slices.Equal(f.Args, args) {
			return f, nil
		}
	}
	d, err := r.findRoutine(ast.ObjectFunction, name, false)
	if err != nil {
		return nil, err
	}
	f := &bind.Callee{ID: d.ID, Routine: d, Set: d.Set}
	for _, a := range d.Inputs() {
		t, ok := snap.Types().ByOID(a.TypeID)
		if !ok {
			return nil, pgerror.Internal("function %d has an argument of an unknown type", d.ID)
		}
		f.Args = append(f.Args, t)
	}
	var ok bool
	if f.Result, ok = snap.Types().ByOID(d.ResultID); !ok {
		return nil, pgerror.Internal("function %d has a result of an unknown type", d.ID)
	}
	return f, nil
}

// castAsIs refuses a cast WITHOUT FUNCTION between types whose values are not alike.
func (r *run) castAsIs(from, to *types.Type) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	bad := func(text string) error { return pgerror.New(pgerror.InvalidObjectDefinition, "%s", text) }
	either := func(f func(*types.Type) bool) bool { return f(from) || f(to) }
	switch {
	case !me.Superuser:
		return pgerror.New(pgerror.InsufficientPrivilege, "must be superuser to create a cast WITHOUT FUNCTION")
	case from.Len != to.Len || from.ByVal != to.ByVal || from.Align != to.Align:
		return bad("source and target data types are not physically compatible")
	case either(func(t *types.Type) bool { return t.Domain() == nil && t.Composite() != nil }):
		return bad("composite data types are not binary-compatible")
	case either(func(t *types.Type) bool { return t.Domain() == nil && t.Enum() != nil }):
		return bad("enum data types are not binary-compatible")
	case either(func(t *types.Type) bool { return t.Domain() == nil && t.IsArray() }):
		return bad("array data types are not binary-compatible")
	case either(func(t *types.Type) bool { return t.Domain() != nil }):
		return bad("domain data types must not be marked binary-compatible")
	case from != to && !builtin.AlikeInMemory(from, to):
		return pgerror.Unsupported("Make it WITH FUNCTION, or WITH INOUT.", "a cast WITHOUT FUNCTION from %s to %s is not supported: their values are kept in other forms", from, to)
	}
	return nil
}

// findCast finds the cast of a user that a statement names.
func (r *run) findCast(source, target *ast.TypeName) (*catalog.CastDesc, error) {
	from, to, err := r.castTypes(source, target)
	if err != nil {
		return nil, err
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	if d, ok := snap.CastBetween(r.env.Path.Database, from.OID, to.OID); ok {
		return d, r.mustOwnCast(snap, from, to)
	}
	if systemCast(from, to) {
		return nil, pgerror.Unsupported("Comment on what docs/sql-compatibility.md lists.", "COMMENT ON CAST of the system is not supported")
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "cast from type %s to type %s does not exist", from, to)
}

// commentCast is COMMENT ON CAST.
func (r *run) commentCast(s *ast.CommentOn) error {
	d, err := r.findCast(s.From, s.To)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.CastDesc) error { d.Comment = s.Comment; return nil })
}

// dropOwnCast drops a cast of a user, unless what is stored converts by it.
func (r *run) dropOwnCast(d *catalog.CastDesc) error {
	if err := r.env.State.LockForDrop(r.ctx, d); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if users := r.castUsers(snap, d); len(users) > 0 {
		word := snap.CastWord(r.env.Path, d)
		for i := range users {
			users[i] += " depends on " + word
		}
		return stillDepended(word, users).WithHint("Drop these first: they convert by the cast whenever they are used.")
	}
	return r.env.State.Drop(r.ctx, d)
}

// castUsers are what is stored in the database that converts by a cast, in words.
func (r *run) castUsers(snap *catalog.Snapshot, d *catalog.CastDesc) (out []string) {
	u := castUse{r: r, snap: snap, id: d.ID}
	for t := range snap.Relations(d.DatabaseID) {
		u.relation(t)
	}
	for t := range snap.UserTypes(d.DatabaseID) {
		u.domain(t)
	}
	slices.Sort(u.out)
	return slices.Compact(u.out)
}

// castUse looks for what converts by a cast.
type castUse struct {
	r    *run
	snap *catalog.Snapshot
	id   catalog.ID
	out  []string
}

func (u *castUse) note(ids []catalog.ID, word string) {
	if slices.Contains(ids, u.id) {
		u.out = append(u.out, word)
	}
}

// expr looks at an expression over a table.
func (u *castUse) expr(text, word string, o bind.ScalarOptions) {
	if text == "" {
		return
	}
	if x, err := parseExpr(text); err == nil {
		u.note(bind.CastsInExpr(x, u.snap, u.r.env.Path, o), word)
	}
}

func (u *castUse) env() *bind.Env {
	return u.r.bindEnv(u.snap, "")
}

func (u *castUse) relation(t *catalog.TableDesc) {
	name, _ := u.snap.RelationName(u.r.env.Path, t.ID)
	on := " on " + relationWord(t) + " " + name
	if t.HasQuery() && t.Query != nil {
		u.note(bind.CastsInQuery(t.Query, u.env()), relationWord(t)+" "+name)
	}
	for x := range tableTexts(t) {
		word := map[keeper]string{
			keptByDefault:      "default value for column " + catalog.QuoteIdent(x.name) + " of table " + name,
			keptByCheck:        "constraint " + x.name + on,
			keptByIndex:        "index " + x.name,
			keptByTrigger:      "trigger " + x.name + on,
			keptByPolicy:       "policy " + x.name + on,
			keptByPartitionKey: "table " + name,
		}[x.by]
		if x.by != keptByPolicy {
			u.expr(*x.text, word, x.o)
		} else if p, err := parseExpr(*x.text); *x.text != "" && err == nil {
			u.note(bind.CastsInPolicy(p, u.snap, t), word)
		}
	}
	for _, d := range u.snap.StatisticsOf(t.ID) {
		for _, e := range d.Exprs {
			u.expr(e.Text, "statistics object "+u.snap.StatisticsName(u.r.env.Path, d), bind.ScalarOptions{Use: bind.ScalarStatistics, Table: t})
		}
	}
}

func (u *castUse) domain(d *catalog.TypeDesc) {
	t, ok := u.snap.Types().ByOID(d.ID)
	if !ok || t.Domain() == nil {
		return
	}
	word := typeWord(u.snap, u.r.env.Path, d)
	o := bind.ScalarOptions{Use: bind.ScalarDefault, Type: t.Domain().Base, Typmod: t.Domain().Typmod}
	u.expr(d.Default, word, o)
	for i := range d.Checks {
		u.expr(d.Checks[i].Text, "constraint "+d.Checks[i].Name, bind.ScalarOptions{Use: bind.ScalarCheck, Table: bind.DomainValue(t.Domain().Base, t.Domain().Typmod), Type: types.TBool, Typmod: types.NoTypmod})
	}
}

// castsOver takes the casts down for which uses holds.
func (x *typeDrop) castsOver(snap *catalog.Snapshot, database catalog.ID, word string, uses func(*catalog.CastDesc) bool) {
	for d := range snap.Casts(database) {
		if !uses(d) || x.goes(d.ID) || slices.Contains(x.casts, d.ID) {
			continue
		}
		x.note(snap.CastWord(x.r.env.Path, d), word)
		x.casts = append(x.casts, d.ID)
	}
}

// dropCasts drops those that were taken down, after what uses them.
func (x *typeDrop) dropCasts() error {
	for _, id := range x.casts {
		snap, err := x.r.snap()
		if err != nil {
			return err
		}
		if d, ok := snap.CastByID(id); ok {
			if err := x.r.dropOwnCast(d); err != nil {
				return err
			}
		}
	}
	return nil
}
