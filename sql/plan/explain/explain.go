package explain

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Actual is what an operator did, for EXPLAIN ANALYZE. Times are in
// milliseconds, totals over all Loops; messages and what follows include the
// operators below.
// It is filled by sql/exec when the plan has run; nil where an operator did not.
type Actual struct {
	// All are totals; Text divides by Loops where Postgres shows averages.
	// Rows are over all loops. Loops counts starts; 0: it was never asked for a row.
	Rows, Loops int64
	// Start is until the first row, Total until the last.
	Start, Total float64
	// Rounds are rounds of consensus one after another on the way to the answer.
	Messages, Rounds, Ranges int64
	Bytes                    int64
	// Memory tells what memory and disk the operator used, Space the same for JSON.
	Memory []string
	Space  []ActualField
	// Flow tells what travelled between nodes that computed the operator, and all below
	// it, together, or why they did not; Together: they did.
	Flow     []string
	Together bool
}

// ActualField is a property of the JSON form.
// The value is what JSON writes: a number, a text, a list.
type ActualField struct {
	Name  string
	Value any
}

// Tree is a plan as EXPLAIN shows it.
// It has the words of the text form and the fields of JSON, XML and YAML; the measurements are looked up by
// Node.
// It is made for one output and then dropped; children are in the order in which they are shown.
type Tree struct {
	Label string // "Index Scan using t_pkey on t"
	// Kind and what follows are the forms for programs: the node type, how it works (a strategy), what it
	// works on (a relation, the type of a join), and its other properties. Output names its columns.
	Kind    string
	Way, On []Field
	Fields  []Field
	Output  func() []string
	// Lines are the properties of the text form: "Filter: (a = 1)".
	// Lines has what Fields has, as text, and a few that have no field.
	Lines    []string
	Prefix   string // "InitPlan 1", "CTE x", or "" for an ordinary input
	Children []*Tree
	// Node is the operator that the measurements of this line are of.
	Node nodes.Node
}

// Field is a property of the forms for programs; its value is a string, a list of them or a number.
type Field struct {
	Name  string
	Value any
}

// Shown says what an explanation is to show, and how the plan would be run.
// Of the choice of plans (Shape) all are zero but Flows.
type Shown struct {
	Verbose  bool
	Gathered bool // ranges do nothing but filter
	Flows    bool // nodes may compute operators together
	// Constant gives what the parameters make known; nil: nothing.
	Constant func(scalar.Expr) (d types.Datum, known bool, err error)
	Filling  bool // of the query alone that fills a table
	// Arguments, where there are any, are shown for the parameters of conditions.
	Arguments []types.Datum
	// Schema names a schema; nil: none is told.
	Schema func(id catalog.ID) string
}

// Of makes the explanation of a plan.
// The plan is only read. One explainer words it once.
func Of(p *nodes.Plan, o Shown) *Tree {
	e := &explainer{p: p, verbose: o.Verbose, o: o}
	t := e.node(p.Root)
	// CREATE TABLE AS shows what it runs, without the operator that stores.
	// Postgres explains the query, not the table that is made of it.
	if o.Filling && len(t.Children) == 1 {
		t = t.Children[0]
	}
	return t
}

// explainer words one plan; it is used once, by one goroutine.
type explainer struct {
	p       *nodes.Plan
	verbose bool
	o       Shown
	// shown are the subplans that were printed: one that is asked in several places appears at the
	// first of them alone.
	shown map[int]bool
}

// Text prints a tree in Postgres's layout; stats gives what an operator did,
// nil without ANALYZE.
// Each element is a line, without its end.
func (t *Tree) Text(o nodes.ExplainOptions, stats func(id int) *Actual) []string {
	var out []string
	t.print(&out, 0, true, o, stats)
	return out
}

// print follows ExplainNode of Postgres's explain.c in its indentation: six columns a level, of which
// the arrow takes four; what belongs to an operator stands two further in.
// o says whether costs and times are shown; stats is nil without ANALYZE.
//
// What stands at which depth; a labelled child is set two further in:
//
//	Limit                                       depth 0, no arrow
//	  ->  Sort                                  depth 1: 2 columns, arrow
//	        Sort Key: u.email                   8 columns
//	        ->  Seq Scan on u                   depth 2: 8 columns, arrow
//	  InitPlan 1                                depth 1, the prefix
//	    ->  Seq Scan on v                       4 columns, arrow
func (t *Tree) print(out *[]string, depth int, root bool, o nodes.ExplainOptions, stats func(id int) *Actual) {
	pad := ""
	if !root {
		pad = strings.Repeat(" ", 6*depth-4)
		if t.Prefix != "" {
			*out = append(*out, pad+t.Prefix)
			// InitPlans and CTEs are labelled, and their operator stands below the label.
			pad += "  "
		}
		pad += "->  "
	}
	// A label of its own for each operator; what is measured stands behind it in the same line.
	*out = append(*out, pad+t.Label+costs(t.Node, o)+actual(t.Node, o, stats))
	inner := strings.Repeat(" ", 6*depth+2)
	if t.Prefix != "" {
		inner += "  "
	}
	// Measured are operators by their number (Head().ID), which is unique in a plan.
	var a *Actual
	if stats != nil {
		a = stats(t.Node.Head().ID)
	}
	for _, l := range t.Lines {
		// The planned line says what a sort would do, the measured one what it did.
		if a != nil && len(a.Memory) > 0 && strings.HasPrefix(l, "Sort Method: ") {
			continue // what was done is told instead
		}
		*out = append(*out, inner+l)
	}
	if a != nil {
		for _, l := range a.Memory {
			*out = append(*out, inner+l)
		}
	}
	if stats != nil {
		if l := traffic(a); l != "" {
			*out = append(*out, inner+l)
		}
		// With Together the operators below have no measurements of this node's.
		if a != nil && a.Flow != nil {
			for _, l := range a.Flow {
				*out = append(*out, inner+l)
			}
			if a.Together {
				stats = nil // what is below ran at the nodes
			}
		}
	}
	for _, c := range t.Children {
		c.print(out, depth+1, false, o, stats)
	}
}

// costs gives the estimates of the planner, in its own unit (physical/access.go: one row read in order),
// not Postgres's pages.
func costs(n nodes.Node, o nodes.ExplainOptions) string {
	if !o.Costs {
		return ""
	}
	h := n.Head()
	return fmt.Sprintf("  (cost=%.2f..%.2f rows=%.0f width=%d)", h.Start, h.Cost, h.Rows, nodes.RowBytes(h.Types))
}

// actual gives averages over loops, as Postgres does: a reader multiplies by loops for the sum.
func actual(n nodes.Node, o nodes.ExplainOptions, stats func(id int) *Actual) string {
	if stats == nil {
		return ""
	}
	a := stats(n.Head().ID)
	// Not executed: below a LIMIT that was full, or on the side of a join that was never asked.
	if a == nil || a.Loops == 0 {
		return " (never executed)"
	}
	// Postgres rounds the rows of a loop to the nearest whole number in version 15, as is done
	// here.
	l := float64(a.Loops)
	rows := strconv.FormatInt(int64(float64(a.Rows)/l+0.5), 10)
	if !o.Timing {
		return fmt.Sprintf(" (actual rows=%s loops=%d)", rows, a.Loops)
	}
	return fmt.Sprintf(" (actual time=%.3f..%.3f rows=%s loops=%d)", a.Start/l, a.Total/l, rows, a.Loops)
}

// traffic tells what an operator and all below it sent. It has no counterpart in Postgres, which has no
// network below it.
func traffic(a *Actual) string {
	if a == nil || a.Messages == 0 && a.Rounds == 0 {
		return ""
	}
	return fmt.Sprintf("Network: ranges=%d messages=%d rounds=%d bytes=%d", a.Ranges, a.Messages, a.Rounds, a.Bytes)
}

// node words n and all below it. Not each operator gets a line: a projection is its input's work unless
// VERBOSE is asked for, and a With shows its query in its place (special).
// What comes above a node in the plan may stand in its line here: a Project, a With.
func (e *explainer) node(n nodes.Node) *Tree {
	// VERBOSE shows it, as then each operator tells its output.
	if p, ok := n.(*nodes.Project); ok && !e.verbose {
		// As in Postgres, the operator below computes the columns.
		// Below a projection that is left out, its subqueries are still shown.
		t := e.node(p.Input)
		// A labelled subtree is not the projection's own input; it must keep its own line.
		if t.Prefix == "" {
			e.subplans(t, p)
			// What is measured of the flow stands at the projection's number.
			if e.flow(t, p); p.Flow != nil {
				t.Node = p
			}
			return t
		}
	}
	t := &Tree{Node: n}
	e.describe(t, n)
	e.form(t, n)
	e.flow(t, n)
	for _, c := range e.left(t, n) {
		t.Children = append(t.Children, e.node(c))
	}
	e.special(t, n)
	return t
}

// left are the inputs but those that parameters rule out.
// Only an Append over partitions that arguments choose among has such.
func (e *explainer) left(t *Tree, n nodes.Node) []nodes.Node {
	a, ok := n.(*nodes.Append)
	if !ok {
		return shownInputs(n)
	}
	removed := 0
	defer func() { t.Fields = append(t.Fields, Field{"Subplans Removed", removed}) }()
	if a.Prune == nil || e.o.Constant == nil {
		return shownInputs(n)
	}
	// The same decision that the executor takes when the plan starts. Where it fails there, its error is
	// the statement's; here all partitions are shown.
	// keep is by leaf; at is the input's place, -1 for a leaf that the planner has left out.
	keep := make([]bool, len(a.Leaves))
	if err := a.Prune.Keep(keep, e.o.Constant); err != nil {
		return shownInputs(n)
	}
	var out []nodes.Node
	for leaf, at := range a.Leaves {
		if at >= 0 && keep[leaf] {
			out = append(out, a.Inputs[at])
		}
	}
	// Postgres's words for partitions that were pruned when the plan began.
	if removed = len(a.Inputs) - len(out); removed > 0 {
		t.Lines = append(t.Lines, fmt.Sprintf("Subplans Removed: %d", removed))
	}
	return out
}

// homeFirst tells in which order the partitions of a homed table are asked for a key.
func (e *explainer) homeFirst(t *Tree, n *nodes.Append) {
	f := n.First
	if f == nil {
		return
	}
	line := "Home First: none, all at once"
	if f.Home >= 0 {
		line = "Home First: " + catalog.QuoteIdent(nodes.KeyScan(n.Inputs[f.Home]).Table.Name)
		if len(n.Inputs) > 1 {
			line += ", then the others at once"
		}
	}
	t.Lines = append(t.Lines, line+" (by "+catalog.QuoteIdent(f.Index)+")")
}

// special adds what is not a plain input: WITH queries and subplans.
// They come after the inputs, or before them for a WITH.
// Prefix belongs to the child: an operator does not know in which role it is shown.
func (e *explainer) special(t *Tree, n nodes.Node) {
	if w, ok := n.(*nodes.With); ok {
		// The query itself stands for the operator, its WITH queries beneath it.
		// The children of in are kept behind the WITH queries, as Postgres lists CTEs first.
		// The With has no line: what is measured of the query is what its line shows.
		in := t.Children[0]
		*t = *in
		var ctes []*Tree
		for i := range w.CTEs {
			c := e.node(w.CTEs[i].Node)
			c.Prefix = "CTE " + w.CTEs[i].Name
			ctes = append(ctes, c)
		}
		t.Children = append(ctes, t.Children...)
		return
	}
	e.subplans(t, n)
}

// subplans adds the plans of an operator's subquery expressions.
// A subplan is shown below the operator that asks it first.
func (e *explainer) subplans(t *Tree, n nodes.Node) {
	ExprsOf(n, func(x scalar.Expr) {
		scalar.Walk(x, func(x scalar.Expr) bool {
			s, ok := x.(*scalar.Subquery)
			if !ok || e.shown[s.ID] || s.ID >= len(e.p.Subplans) || e.p.Subplans[s.ID] == nil {
				return true
			}
			if e.shown == nil {
				e.shown = map[int]bool{}
			}
			e.shown[s.ID] = true
			c := e.node(e.p.Subplans[s.ID])
			// Postgres's difference: an InitPlan reads nothing of the row around it, and so runs once.
			c.Prefix = "SubPlan " + strconv.Itoa(s.ID+1)
			// Numbers are those of subqueries in the statement, from 1, whether they have a plan or became joins.
			if len(s.Sets) == 0 && s.Kind != scalar.SubKeyed {
				c.Prefix = "InitPlan " + strconv.Itoa(s.ID+1)
			}
			t.Children = append(t.Children, c)
			return s.Kind != scalar.SubKeyed // whose other plan is for when that fails
		})
	})
}

// shownInputs are the inputs of an operator; a join's held one comes last.
// Postgres shows the hashed input last, below a Hash of its own.
func shownInputs(n nodes.Node) []nodes.Node {
	if j, ok := n.(*nodes.HashJoin); ok && j.HoldLeft {
		return []nodes.Node{j.Right, j.Left}
	}
	return nodes.Inputs(n)
}

// ExprsOf calls f for the expressions of one operator.
// It leaves out what is not words of the statement or is shown as a condition already: keys of hash
// joins and lookups (their Conds are).
// keeper (physical/kept.go) uses it, too, for what a write reads.
func ExprsOf(n nodes.Node, f func(scalar.Expr)) {
	each := func(xs []scalar.Expr) {
		for _, x := range xs {
			if x != nil {
				f(x)
			}
		}
	}
	one := func(x scalar.Expr) {
		if x != nil {
			f(x)
		}
	}
	items := func(items []nodes.FuncItem) {
		for i := range items {
			each(items[i].Args)
			one(items[i].X)
		}
	}
	switch n := n.(type) {
	// Conds are the conditions as they were written; what the spans are made of are parts of them.
	case *nodes.Scan:
		one(n.Filter)
		each(n.Spans.Conds)
		if n.Union != nil {
			// A scan of several indexes asks each with spans of its own.
			for i := range n.Union.Arms {
				each(n.Union.Arms[i].Spans.Conds)
			}
		}
	case *nodes.VirtualScan:
		one(n.Filter)
	case *nodes.FuncScan:
		items(n.Items)
	case *nodes.ProjectSet:
		items(n.Items)
	case *nodes.Values:
		for _, r := range n.Rows {
			each(r)
		}
	case *nodes.Filter:
		one(n.Cond)
	case *nodes.Project:
		each(n.Exprs)
	case *nodes.LookupJoin:
		one(n.Filter)
	// A subquery in a key would be asked for each row of its side: equiSides makes no key of one.
	case *nodes.HashJoin:
		one(n.Filter)
	case *nodes.NestedLoop:
		one(n.Filter)
	case *nodes.Group:
		for i := range n.Aggs {
			each(n.Aggs[i].Args)
			one(n.Aggs[i].Filter)
		}
	case *nodes.Window:
		one(n.Frame.StartOffset)
		one(n.Frame.EndOffset)
		for i := range n.Funcs {
			each(n.Funcs[i].Args)
			one(n.Funcs[i].Filter)
		}
		one(n.Run)
	case *nodes.Limit:
		one(n.Limit)
		one(n.Offset)
	case *nodes.Insert:
		each(n.Values)
		each(n.Returning)
	case *nodes.Update:
		each(n.Sets)
		each(n.Returning)
	case *nodes.Delete:
		each(n.Returning)
	case *nodes.Merge:
		n.Exprs(one)
	}
}

// describe sets the first line of n and the properties beneath it. The labels are Postgres's, as tools
// parse them; where an operator is ours, its name is its own. Split in two for its length alone.
func (e *explainer) describe(t *Tree, n nodes.Node) {
	label := func(kind string, more string) {
		t.Kind, t.Label = kind, kind+more
	}
	switch n := n.(type) {
	case *nodes.Scan:
		e.scan(t, n)
	// A system catalog shows as the table that it is in Postgres; by which key it is asked does not show.
	case *nodes.VirtualScan:
		label("Seq Scan", " on "+onTable(n.Table, n.Alias))
		e.cond(t, "Filter", n.Filter, tableNames(n.Table, n.Columns))
	case *nodes.Values:
		// No rows are a Result with a false One-Time Filter, as in Postgres.
		switch len(n.Rows) {
		case 0:
			label("Result", "")
			e.cond(t, "One-Time Filter", scalar.BoolConst(false), nil)
		case 1:
			label("Result", "")
		default:
			label("Values Scan", ` on "*VALUES*"`)
		}
	case *nodes.FuncScan:
		if it := &n.Items[0]; it.Fn != nil && it.Fn.Table != nil {
			label("Table Function Scan", " on "+types.QuoteIdent(n.Name))
			e.tableFunction(t, it)
			break
		}
		label("Function Scan", " on "+n.Name)
	case *nodes.Filter:
		// Postgres's Result above an input: its condition is asked once, and nothing runs if it does not hold.
		if n.Once {
			label("Result", "")
			e.cond(t, "One-Time Filter", n.Cond, namesOf(n.Input))
			break
		}
		label("Filter", "")
		e.cond(t, "Filter", n.Cond, namesOf(n.Input))
	case *nodes.Project:
		label("Project", "")
		if e.verbose {
			e.list(t, "Output", n.Exprs, namesOf(n.Input))
		}
	case *nodes.ProjectSet:
		label("ProjectSet", "")
	case *nodes.Group:
		e.group(t, n)
	case *nodes.Window:
		label("WindowAgg", "")
		// The functions' columns stand behind those of the input.
		e.cond(t, "Run Condition", n.Run, func(i int) string {
			if at := i - len(n.Input.Head().Types); at >= 0 {
				return windowName(n, at, namesOf(n.Input))
			}
			return namesOf(n.Input)(i)
		})
	case *nodes.Distinct:
		// Unique compares a row with the one before, HashAggregate holds all that differ.
		if n.Ordered {
			label("Unique", "")
		} else {
			label("HashAggregate", "")
		}
		e.atRanges(t, n.Ranges, "Partial Aggregate")
	case *nodes.Sort:
		kind := "Sort"
		if n.Presorted > 0 {
			kind = "Incremental Sort"
		}
		label(kind, "")
		t.names("Sort Key", e.sortKeys(n.Keys, n.Input))
		if n.Presorted > 0 {
			t.names("Presorted Key", e.sortKeys(n.Keys[:n.Presorted], n.Input))
		} else if n.Limit != nil {
			t.Lines = append(t.Lines, "Sort Method: top-N heapsort")
		}
		e.atRanges(t, n.Ranges, "Partial Sort")
	case *nodes.Limit:
		label("Limit", "")
	case *nodes.Append:
		// Merge: each input comes in the order, and they are merged as they come.
		if len(n.Merge) == 0 {
			label("Append", "")
			e.homeFirst(t, n)
			break
		}
		label("Merge Append", "")
		t.names("Sort Key", e.sortKeys(n.Merge, n.Inputs[0]))
	case *nodes.SetOp:
		label("HashSetOp", " "+setOpLabel(n))
	case *nodes.With:
		label("With", "")
	case *nodes.CTEScan:
		label("CTE Scan", " on "+aliased(n.Name, n.Alias))
	case *nodes.Recursive:
		label("Recursive Union", "")
	case *nodes.Materialize:
		label("Materialize", "")
	case *nodes.LockRows:
		label("LockRows", "")
		for _, l := range n.Targets {
			t.Lines = append(t.Lines, "Lock: "+nodes.LockName(l.Lock.Strength)+" on "+l.Table.Name)
		}
	default:
		e.describeMore(t, n)
	}
}

// sortKeys names keys of an input's rows.
// A direction is told where it is not the default.
func (e *explainer) sortKeys(keys []nodes.SortKey, in nodes.Node) []string {
	out := make([]string, len(keys))
	// Named as the input names its columns, which may be the text of an expression.
	for i, k := range keys {
		out[i] = namesOf(in)(k.Slot) + direction(k.Desc, k.NullsFirst)
	}
	return out
}

// names adds a list to both forms.
func (t *Tree) names(what string, list []string) {
	t.Lines = append(t.Lines, what+": "+strings.Join(list, ", "))
	t.Fields = append(t.Fields, Field{what, list})
}

// describeMore is describe of joins and of what writes.
func (e *explainer) describeMore(t *Tree, n nodes.Node) {
	label := func(kind string, more string) {
		t.Kind, t.Label = kind, kind+more
	}
	switch n := n.(type) {
	case *nodes.LookupJoin:
		// Postgres has no such join: there it is a nested loop over an index scan by the outer row.
		label(joinLabel("Lookup", n.Kind), " using "+indexName(n.Table, n.Index)+" on "+onTable(n.Table, n.Alias))
		e.join(t, "Lookup Cond", n.Conds, n.Filter, lookupNames(n), allNames(n))
	case *nodes.HashJoin:
		label(hashLabel(n), "")
		e.join(t, "Hash Cond", n.Conds, n.Filter, bothNames(n.Left, n.Right), bothNames(n.Left, n.Right))
	case *nodes.NestedLoop:
		label(loopLabel(n.Kind), "")
		e.cond(t, "Join Filter", n.Filter, bothNames(n.Left, n.Right))
	case *nodes.Insert:
		label("Insert", " on "+n.Table.Name)
		if n.Conflict != nil {
			resolution := map[bool]string{false: "NOTHING", true: "UPDATE"}[n.Conflict.Update]
			t.Lines = append(t.Lines, "Conflict Resolution: "+resolution)
			t.Fields = append(t.Fields, Field{"Conflict Resolution", resolution})
			var arbiters []string
			for _, i := range n.Conflict.Arbiters {
				t.Lines = append(t.Lines, "Conflict Arbiter Indexes: "+n.Indexes[i].Desc.Name)
				arbiters = append(arbiters, n.Indexes[i].Desc.Name)
			}
			if arbiters != nil {
				t.Fields = append(t.Fields, Field{"Conflict Arbiter Indexes", arbiters})
			}
		}
	case *nodes.Update:
		label("Update", " on "+n.Table.Name)
	case *nodes.Delete:
		label("Delete", " on "+n.Table.Name)
	case *nodes.Merge:
		label("Merge", " on "+n.Table.Name)
	default:
		// A new operator shows its type's name rather than nothing.
		label(strings.TrimPrefix(fmt.Sprintf("%T", n), "*nodes."), "")
	}
}

// setOpLabel words what Postgres calls a strategy and a command in one.
func setOpLabel(n *nodes.SetOp) string {
	s := "Intersect"
	if n.Except {
		s = "Except"
	}
	if n.All {
		s += " All"
	}
	return s
}

// scan words the reading of one table. Postgres's names say what of the index is used here:
//
//	Seq Scan         all of the primary index, in its order
//	Index Scan       a part of an index, or its order; with the row fetched where it does not have it
//	Index Only Scan  a secondary index that has all the columns
//
// The primary index holds the rows, so that its scans are never "only".
// n.Index and its spans decide; Lock is told besides.
func (e *explainer) scan(t *Tree, n *nodes.Scan) {
	if n.Union != nil {
		e.union(t, n)
		return
	}
	// The primary index is the first one of a table, whatever its name is.
	primary := n.Index.ID == n.Table.Indexes[0].ID
	on := onTable(n.Table, n.Alias)
	switch {
	case n.Sequential():
		t.Kind = "Seq Scan"
		t.Label = "Seq Scan on " + on
	default:
		t.Kind = "Index Scan"
		// Primary is set where rows are fetched by their key, Entries where an inverted index finds them:
		// neither has all from the index.
		if n.Primary == nil && !primary && n.Entries == nil {
			t.Kind = "Index Only Scan"
		}
		t.Label = t.Kind
		if n.Reverse {
			t.Label += " Backward"
		}
		t.Label += " using " + indexName(n.Table, n.Index) + " on " + on
	}
	names := slotNames(n.Table)
	if len(n.Spans.Conds) > 0 {
		e.cond(t, "Index Cond", scalar.And(n.Spans.Conds...), names)
	}
	e.cond(t, "Filter", n.Filter, tableNames(n.Table, n.Columns))
	if n.Lock != nil {
		t.Lines = append(t.Lines, "Lock: "+nodes.LockName(n.Lock.Strength))
	}
}

// union shows a scan by several indexes.
// Nothing here is a bitmap; the shape and the names are what readers of Postgres's plans know.
// The conditions of the whole are judged again of the rows (Recheck Cond).
func (e *explainer) union(t *Tree, n *nodes.Scan) {
	names := slotNames(n.Table)
	t.Kind = "Bitmap Heap Scan"
	t.Label = t.Kind + " on " + onTable(n.Table, n.Alias)
	if n.Reverse {
		t.Label = t.Kind + " Backward on " + onTable(n.Table, n.Alias)
	}
	e.cond(t, "Recheck Cond", scalar.And(n.Spans.Conds...), names)
	e.cond(t, "Filter", n.Union.Rest, tableNames(n.Table, n.Columns))
	// Entries are put in the order of the table and each once, as a bitmap would.
	or := &Tree{Label: "BitmapOr", Kind: "BitmapOr", Node: n.Union}
	for i := range n.Union.Arms {
		arm := &n.Union.Arms[i]
		one := &Tree{Kind: "Bitmap Index Scan", Node: arm, On: []Field{{"Index Name", plainIndexName(n.Table, arm.Index)}}}
		one.Label = one.Kind + " on " + indexName(n.Table, arm.Index)
		e.cond(one, "Index Cond", scalar.And(arm.Spans.Conds...), names)
		or.Children = append(or.Children, one)
	}
	t.Children = append(t.Children, or)
}

// group tells by its name whether groups are hashed or come one after another.
// Group keys are named as the input names them.
func (e *explainer) group(t *Tree, n *nodes.Group) {
	// Postgres's words: Group is what it calls grouping without aggregates, which here is a GroupAggregate, too.
	switch {
	case len(n.Keys) == 0:
		t.Kind = "Aggregate"
	case n.Ordered:
		t.Kind = "GroupAggregate"
	default:
		t.Kind = "HashAggregate"
	}
	t.Label = t.Kind
	if len(n.Keys) > 0 {
		keys := make([]string, len(n.Keys))
		for i, k := range n.Keys {
			keys[i] = namesOf(n.Input)(k)
		}
		t.names("Group Key", keys)
	}
	e.atRanges(t, n.Ranges, "Partial Aggregate")
}

// atRanges tells what of an operator's work runs at the ranges.
// Gathered: the statement will read rows without such work (Shown).
func (e *explainer) atRanges(t *Tree, r *nodes.AtRanges, what string) {
	// Gathered is for comparison: the gateway does all, and nothing is at the ranges.
	if r != nil && !e.o.Gathered {
		t.Lines = append(t.Lines, what+": at the ranges")
		t.Fields = append(t.Fields, Field{what, "at the ranges"})
	}
}

// flow tells that nodes may compute an operator, and all below it, together.
func (e *explainer) flow(t *Tree, n nodes.Node) {
	// What may be computed together: whether it was is told by ANALYZE.
	if n.Head().Flow != nil && e.o.Flows {
		t.Lines = append(t.Lines, "Distribution: by hash between nodes")
		t.Fields = append(t.Fields, Field{"Distribution", "by hash between nodes"})
	}
}

// join adds by what rows of two inputs are matched, and what is judged of pairs besides. condNames name
// the slots of conds, names those of filter, which are numbered differently for a lookup.
func (e *explainer) join(t *Tree, what string, conds []scalar.Expr, filter scalar.Expr, condNames, names func(int) string) {
	e.cond(t, what, scalar.And(conds...), condNames)
	e.cond(t, "Join Filter", filter, names)
}

// cond adds a condition to both forms; names gives a slot's name. nil adds nothing.
// The text is that of Format.
func (e *explainer) cond(t *Tree, what string, x scalar.Expr, names func(int) string) {
	if x == nil {
		return
	}
	// Both forms have the same words, so that a reader of JSON finds what people quote of the text.
	s := scalar.Format(e.filled(x), names)
	t.Lines = append(t.Lines, what+": "+s)
	t.Fields = append(t.Fields, Field{what, s})
}

// filled is x with the arguments that are to be shown.
// Arguments stand for parameters as constants of their type.
func (e *explainer) filled(x scalar.Expr) scalar.Expr {
	if len(e.o.Arguments) == 0 {
		return x
	}
	return scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		if p, ok := x.(*scalar.Param); ok && p.N > 0 && p.N <= len(e.o.Arguments) {
			return &scalar.Const{T: p.T, Typmod: types.NoTypmod, D: e.o.Arguments[p.N-1]}
		}
		return x
	})
}

// list adds expressions to the text form alone.
// JSON has no output lists here.
func (e *explainer) list(t *Tree, what string, xs []scalar.Expr, names func(int) string) {
	out := make([]string, len(xs))
	for i, x := range xs {
		out[i] = scalar.Format(e.filled(x), names)
	}
	t.Lines = append(t.Lines, what+": "+strings.Join(out, ", "))
}

// direction leaves out what is the default: NULLS LAST of ASC, NULLS FIRST of DESC.
func direction(desc, nullsFirst bool) string {
	s := ""
	if desc {
		s = " DESC"
	}
	if nullsFirst != desc {
		s += map[bool]string{true: " NULLS FIRST", false: " NULLS LAST"}[nullsFirst]
	}
	return s
}

// joinLabel: how is the method, an inner join has no kind in its name.
func joinLabel(how string, k nodes.JoinKind) string {
	return how + [...]string{nodes.JoinInner: "", nodes.JoinLeft: " Left", nodes.JoinFull: " Full", nodes.JoinSemi: " Semi", nodes.JoinAnti: " Anti"}[k] + " Join"
}

// hashLabel words a join whose left side is held as Postgres does one whose sides were changed over.
func hashLabel(n *nodes.HashJoin) string {
	switch {
	case !n.HoldLeft:
		return joinLabel("Hash", n.Kind)
	case n.Kind == nodes.JoinLeft:
		return "Hash Right Join"
	}
	return joinLabel("Hash Right", n.Kind)
}

// loopLabel is joinLabel of nested loops, of which the inner one lacks "Join" in Postgres.
func loopLabel(k nodes.JoinKind) string {
	if k == nodes.JoinInner {
		return "Nested Loop"
	}
	return joinLabel("Nested Loop", k)
}

// onTable and aliased name a table, and behind it what the statement calls it where that differs.
// Names are quoted where they have to be.
func onTable(t *catalog.TableDesc, alias string) string { return aliased(t.Name, alias) }

// aliased is a name as EXPLAIN shows what is read: "t x" for FROM t AS x, "t" where both are the
// same.
func aliased(name, alias string) string {
	if alias != "" && alias != name {
		return catalog.QuoteIdent(name) + " " + catalog.QuoteIdent(alias)
	}
	return catalog.QuoteIdent(name)
}

// indexName: the index of a table without a key of its own has no name, as it has no definition.
// Such an index is of the hidden row ID.
func indexName(t *catalog.TableDesc, ix *catalog.IndexDesc) string {
	if ix.Name == "" {
		return t.Name + "_rowid"
	}
	return catalog.QuoteIdent(ix.Name)
}

// slotNames names a table's columns by their slots.
// Beyond the columns there is none: "?" rather than a panic.
// For conditions of indexes, which count all columns of the table.
func slotNames(t *catalog.TableDesc) func(int) string {
	return func(i int) string {
		if i < len(t.Columns) {
			return catalog.QuoteIdent(t.Columns[i].Name)
		}
		return "?"
	}
}

// tableNames names the columns that a scan reads.
// For filters, which are over what the scan gives.
func tableNames(t *catalog.TableDesc, cols []int) func(int) string {
	return func(i int) string {
		if i < len(cols) {
			return catalog.QuoteIdent(t.Columns[cols[i]].Name)
		}
		return "?"
	}
}

// namesOf names an operator's output columns.
// Names are made when they are asked for.
func namesOf(n nodes.Node) func(int) string { return names{}.of(n) }

// names are the names that were made for one text. Each is made once: projections over each other that read
// a column twice would else make it 2^depth times.
type names map[output]string

// output is a column of an operator.
type output struct {
	node nodes.Node
	i    int
}

// nameBytesMax bounds the name of a column that is an expression; a longer one is columnN. An expression's
// text holds that of what it reads, so that projections over each other could double it at each level.
const nameBytesMax = 2 << 10

// of names the output columns of n.
func (m names) of(n nodes.Node) func(int) string {
	return func(i int) string { return m.name(n, i) }
}

// name is that of output column i of n.
func (m names) name(n nodes.Node, i int) string {
	n, i = madeBy(n, i)
	s, ok := m[output{n, i}]
	if !ok {
		if s = m.outputName(n, i); len(s) > nameBytesMax {
			s = fmt.Sprintf("column%d", i+1)
		}
		m[output{n, i}] = s
	}
	return s
}

// madeBy goes down from output column i of n as far as it is merely passed on. Its cost is the depth of the plan for
// each name, which only EXPLAIN pays.
func madeBy(n nodes.Node, i int) (nodes.Node, int) {
	side := func(l, r nodes.Node) {
		if w := len(l.Head().Types); i >= w {
			n, i = r, i-w
		} else {
			n = l
		}
	}
	for {
		switch at := n.(type) {
		case *nodes.Group:
			if i >= len(at.Keys) {
				return n, i
			}
			n, i = at.Input, at.Keys[i]
		case *nodes.HashJoin:
			side(at.Left, at.Right)
		case *nodes.NestedLoop:
			side(at.Left, at.Right)
		case *nodes.Append:
			if len(at.Leaves) == 0 && len(at.Inputs) > 1 || i >= len(at.Inputs[0].Head().Types) { // not of one table
				return n, i
			}
			n = at.Inputs[0]
		case *nodes.Scan, *nodes.VirtualScan, *nodes.Project, *nodes.FuncScan, *nodes.CTEScan, *nodes.Values:
			return n, i
		default:
			in := nodes.Inputs(n)
			if len(in) != 1 || i >= len(in[0].Head().Types) {
				return n, i
			}
			n = in[0]
		}
	}
}

// outputName words output column i of n, which makes it: a table's column with its alias, or an expression. What
// nobody named is columnN.
// Postgres qualifies columns where a plan has several tables; here those of inputs always are.
func (m names) outputName(n nodes.Node, i int) string {
	qualify := func(t *catalog.TableDesc, alias string, slot int) string {
		if alias == "" {
			alias = t.Name
		}
		return catalog.QuoteIdent(alias) + "." + catalog.QuoteIdent(t.Columns[slot].Name)
	}
	switch n := n.(type) {
	case *nodes.Scan:
		return qualify(n.Table, n.Alias, n.Columns[i])
	case *nodes.VirtualScan:
		return qualify(n.Table, n.Alias, n.Columns[i])
	case *nodes.Project:
		return scalar.Format(n.Exprs[i], m.of(n.Input))
	case *nodes.Group:
		return aggName(n, i-len(n.Keys), m.of(n.Input))
	case *nodes.Window:
		return "(" + windowName(n, i-len(n.Input.Head().Types), m.of(n.Input)) + ")"
	case *nodes.FuncScan:
		if it := &n.Items[0]; it.Fn != nil && it.Fn.Table != nil && i < len(it.Fn.OutNames) {
			return types.QuoteIdent(n.Name) + "." + types.QuoteIdent(it.Fn.OutNames[i])
		}
		return n.Name
	case *nodes.CTEScan:
		return fmt.Sprintf("%s.%d", n.Alias, i+1)
	case *nodes.Values:
		return fmt.Sprintf("column%d", i+1)
	case *nodes.LookupJoin:
		return qualify(n.Table, n.Alias, n.Columns[i-len(n.Input.Head().Types)])
	}
	return fmt.Sprintf("column%d", i+1)
}

// aggName words aggregate i of n as it would be written.
// n's own arguments are over its input, whose columns name names.
func aggName(n *nodes.Group, i int, name func(int) string) string {
	a := &n.Aggs[i]
	if kind, direct := a.Fn.SetKind(); kind != builtin.PlainAggregate {
		return setName(a, direct, name)
	}
	args := make([]string, len(a.Args))
	for j, x := range a.Args {
		args[j] = scalar.Format(x, name)
	}
	s := strings.Join(args, ", ")
	if len(a.Args) == 0 {
		s = "*"
	}
	if a.Distinct {
		s = "DISTINCT " + s
	}
	return a.Fn.Title() + "(" + s + ")"
}

// setName names an ordered-set aggregate.
// The order's expressions are the first of its arguments.
func setName(a *nodes.Agg, direct int, name func(int) string) string {
	var args, order []string
	for i, o := range a.Order {
		order = append(order, scalar.Format(a.Args[i], name)+direction(o.Desc, o.NullsFirst))
	}
	// len(order) arguments for the order, then the direct ones.
	for _, x := range a.Args[len(order) : len(order)+direct] {
		args = append(args, scalar.Format(x, name))
	}
	return a.Fn.Name + "(" + strings.Join(args, ", ") + ") WITHIN GROUP (ORDER BY " + strings.Join(order, ", ") + ")"
}

// windowName names a function over a window as Postgres does, which hides the window.
// i is the function's place among those of n.
func windowName(n *nodes.Window, i int, name func(int) string) string {
	f := &n.Funcs[i]
	args := make([]string, len(f.Args))
	for j, x := range f.Args {
		args[j] = scalar.Format(x, name)
	}
	s := strings.Join(args, ", ")
	if len(args) == 0 && f.Fn.Kind == builtin.KindAggregate {
		s = "*"
	}
	s = f.Fn.Title() + "(" + s + ")"
	if f.Filter != nil {
		s += " FILTER (WHERE " + scalar.Format(f.Filter, name) + ")"
	}
	return s + " OVER (?)"
}

// bothNames numbers the columns of l first, then those of r, as joins do.
// The widths are those of the inputs' types.
func bothNames(l, r nodes.Node) func(int) string { return names{}.both(l, r) }

// both is bothNames among the names of m.
func (m names) both(l, r nodes.Node) func(int) string {
	return func(i int) string {
		if w := len(l.Head().Types); i >= w {
			return m.name(r, i-w)
		}
		return m.name(l, i)
	}
}

// lookupNames names the input's columns, then all of the table's by slot.
// Its conditions may read columns that are not among those given.
func lookupNames(n *nodes.LookupJoin) func(int) string {
	of := namesOf(n.Input)
	return func(i int) string {
		if w := len(n.Input.Head().Types); i >= w {
			return catalog.QuoteIdent(n.Alias) + "." + slotNames(n.Table)(i-w)
		}
		return of(i)
	}
}

// allNames numbers the input's columns, then those of the table that are read.
// For filters of the join, judged over its output.
func allNames(n *nodes.LookupJoin) func(int) string {
	return namesOf(n)
}

// Shape tells plans apart that are run in different ways, by a text.
// Two plans of one statement with one Shape run the same way; the choice among plans by arguments keeps
// one of each. Costs are left out, as they differ where nothing else does.
// It is built with no arguments, so that plans for different values compare.
// Costs are off (no options), and Flows on, as a flow is another way to run.
func Shape(p *nodes.Plan) string {
	tree := Of(p, Shown{Flows: true})
	var b strings.Builder
	for _, line := range tree.Text(nodes.ExplainOptions{}, nil) {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	// Pages that are read side by side are no line of EXPLAIN, but another way to run.
	tree.nears(&b)
	if p.Choice != nil {
		b.WriteString(p.Choice.Reliance())
	}
	return b.String()
}

// nears tells which scans read pages side by side, which is not shown.
// Scans are told by number.
// Only for Shape: two plans that differ in it alone are two.
func (t *Tree) nears(b *strings.Builder) {
	if s, ok := t.Node.(*nodes.Scan); ok && s.Near {
		fmt.Fprintf(b, "%d ", s.Head_.ID)
	}
	for _, c := range t.Children {
		c.nears(b)
	}
}
