package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// Which views can be written to is Postgres's rule (view_query_is_auto_updatable): those that
// show rows of one table or view, each once and as it is. Which of their columns can be is a
// matter of each column.

// notUpdatable says in Postgres's words why nothing can be written through a view; empty where
// something can. columns asks for a column that can be written, too.
// It asks the resolved query as it is kept, in the order of view_query_is_auto_updatable, since the
// first reason is the one told.
// The caller words the error (55000 for a write, 0A000 for a check option); this is its DETAIL or HINT.
//
//	SELECT a, b + 1 AS c FROM t               rows can be written, a too; c can't
//	SELECT DISTINCT a FROM t                  nothing can: a row shown is no row of t
//	SELECT a FROM t, u                        nothing: of two tables
//	SELECT a, random() FROM t WHERE a > 0     rows and a; what is no longer shown is written all the same,
//	                                          unless the view has a check option
func notUpdatable(c *catalog.Snapshot, t *catalog.TableDesc, columns bool) string {
	q := t.Query
	switch {
	case q == nil:
		return "Views that do not select from a single table or view are not automatically updatable."
	case q.Distinct:
		return "Views containing DISTINCT are not automatically updatable."
	case len(q.GroupBy) > 0:
		return "Views containing GROUP BY are not automatically updatable."
	case q.Having != nil:
		return "Views containing HAVING are not automatically updatable."
	case q.Op != ast.SetNone:
		return "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable."
	case q.With != nil:
		return "Views containing WITH are not automatically updatable."
	case q.Limit != nil || q.Offset != nil:
		return "Views containing LIMIT or OFFSET are not automatically updatable."
	}
	if why := unfitTargets(c, q); why != "" {
		return why
	}
	if baseOf(c, q) == nil {
		return "Views that do not select from a single table or view are not automatically updatable."
	}
	if columns {
		for i := range q.Targets {
			if notUpdatableColumn(q, &q.Targets[i]) == "" {
				return ""
			}
		}
		return "Views that have no updatable columns are not automatically updatable."
	}
	return ""
}

// unfitTargets looks for functions that take several rows, or give several.
// Subqueries in the list may do as they like. Functions of the system are known by their names,
// routines by their numbers.
func unfitTargets(c *catalog.Snapshot, q *ast.Select) string {
	var aggregate, window, sets bool
	for i := range q.Targets {
		ast.Walk(q.Targets[i].Expr, func(n ast.Node) bool {
			if _, sub := n.(*ast.Select); sub {
				return false
			}
			call, ok := n.(*ast.FuncCall)
			if !ok {
				return true
			}
			// By the bare name, in whatever schema: a view keeps functions of the system by name, all others
			// frozen.
			k, set := builtin.Catalog().KindOf(call.Name.Name)
			if id, _, frozen := catalog.Thaw(call.Name.Name); frozen {
				if d, ok := c.RoutineByID(id); ok {
					k, set = builtin.FunctionKind(d.Kind), d.Set
				}
			}
			over := call.Over != nil || k == builtin.KindWindow
			window = window || over
			aggregate = aggregate || !over && k == builtin.KindAggregate
			sets = sets || set
			return true
		})
	}
	switch {
	case aggregate:
		return "Views that return aggregate functions are not automatically updatable."
	case window:
		return "Views that return window functions are not automatically updatable."
	case sets:
		return "Views that return set-returning functions are not automatically updatable."
	}
	return ""
}

// baseOf is the one table or view that a query reads, nil where that is something else.
func baseOf(c *catalog.Snapshot, q *ast.Select) *catalog.TableDesc {
	if len(q.From) != 1 {
		return nil
	}
	// Rel is set in a resolved query; 0 is a WITH query.
	from, ok := q.From[0].(*ast.TableName)
	if !ok || from.Rel == 0 {
		return nil
	}
	t, ok := c.TableByID(catalog.ID(from.Rel))
	if !ok {
		return nil
	}
	return t
}

// notUpdatableColumn says why a column of a view can't be written.
// The answer is about this view alone: the column of the view below may be read-only as well.
func notUpdatableColumn(q *ast.Select, t *ast.Target) string {
	c, ok := t.Expr.(*ast.ColumnRef)
	switch {
	case !ok:
		return "View columns that are not columns of their base relation are not updatable."
	case c.Item != *itemOf(q.From[0]):
		return "View columns that are not columns of their base relation are not updatable."
	case c.Attr < 0:
		return "View columns that refer to system columns are not updatable."
	case c.Attr == ast.WholeRow:
		return "View columns that return whole-row references are not updatable."
	}
	return ""
}

// CheckOptionFits refuses a check option for a view that can't be written to.
func CheckOptionFits(t *catalog.TableDesc, env *Env) error {
	if why := notUpdatable(env.Catalog, t, true); why != "" {
		return pgerror.New(pgerror.FeatureNotSupported, "WITH CHECK OPTION is supported only on automatically updatable views").WithHint("%s", why)
	}
	return nil
}

// The events that a view takes, as pg_relation_is_updatable has them.
const (
	// bits by Postgres's numbers of commands (CmdType)
	ViewUpdate = 1 << 2
	ViewInsert = 1 << 3
	ViewDelete = 1 << 4
)

// viewEvents are all that a table takes.
const viewEvents = ViewUpdate | ViewInsert | ViewDelete

// ViewEvents are those that a view, or table, takes by itself, or, with triggers, by those in its
// place, too; none for those of the system.
// It is a sum of the events above.
func ViewEvents(c *catalog.Snapshot, t *catalog.TableDesc, triggers bool) int {
	return eventsOf(c, t, triggers, nil, viewDepthMax)
}

// ColumnUpdatable reports whether rows of a view or table may be deleted, and updated in the
// column with a number.
// As Postgres's pg_column_is_updatable has it.
func ColumnUpdatable(c *catalog.Snapshot, t *catalog.TableDesc, attr int32, triggers bool) bool {
	const asked = ViewUpdate | ViewDelete
	return attr > 0 && eventsOf(c, t, triggers, []int32{attr}, viewDepthMax)&asked == asked
}

// eventsOf are those of a table, or of one of the columns of a view at least; nil: of all.
// depth is how many views may follow yet: views can't read each other in circles, but are bounded
// anyhow.
func eventsOf(c *catalog.Snapshot, t *catalog.TableDesc, triggers bool, columns []int32, depth int) int {
	// A view has the events of what it reads, less those that its columns don't take, and those of its own
	// INSTEAD OF triggers.
	events := 0
	switch {
	case t.Virtual || t.IsMaterialized() || depth == 0:
		return 0
	case !t.IsView():
		return viewEvents
	}
	// Triggers that stand for a write count only where they are asked for.
	for letter, event := range map[byte]int{'u': ViewUpdate, 'i': ViewInsert, 'd': ViewDelete} {
		if triggers && t.Instead(letter) {
			events |= event
		}
	}
	if events == viewEvents || notUpdatable(c, t, false) != "" {
		return events
	}
	// below are the columns of what the view reads that the asked ones show
	below, some := []int32{}, false
	for i := range t.Query.Targets {
		if n := int32(i + 1); notUpdatableColumn(t.Query, &t.Query.Targets[i]) == "" && (columns == nil || slices.Contains(columns, n)) {
			below, some = append(below, t.Query.Targets[i].Expr.(*ast.ColumnRef).Attr), true
		}
	}
	// DELETE writes no column. With none that can be updated a view takes DELETE alone.
	own := ViewDelete
	if some {
		own = viewEvents
	}
	return events | own&eventsOf(c, baseOf(c, t.Query), triggers, below, depth-1)
}
