package pgcatalog

import (
	"maps"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// PostgREST, and what is made after it, learn which columns of tables a view shows from the text of
// its rule's tree (pg_rewrite.ev_action): of each entry of the target list resno, resorigtbl and
// resorigcol. So there is the head of the tree with that list. What lies below (the range table, the
// expressions) is <>: a query is kept in another form here.

// ruleTree is the action of a view's rule.
func ruleTree(snap *catalog.Snapshot, v *catalog.TableDesc) string {
	var b strings.Builder
	b.WriteString("({QUERY :commandType 1 :querySource 0 :canSetTag true :utilityStmt <> :resultRelation 0 :cteList <> :rtable <> :jointree <> :targetList (")
	o := &origins{snap: snap, from: map[int32]fromSource{}}
	if v.Query != nil {
		o.query(v.Query, nil)
	}
	n := 0
	for i := range v.Columns {
		c := &v.Columns[i]
		if c.Hidden {
			continue // of a materialized view
		}
		at := o.output(v.Query, n)
		if n++; n > 1 {
			b.WriteByte(' ')
		}
		b.WriteString("{TARGETENTRY :expr <> :resno ")
		b.WriteString(strconv.Itoa(int(c.ID)))
		b.WriteString(" :resname ")
		b.WriteString(treeToken(c.Name))
		b.WriteString(" :ressortgroupref 0 :resorigtbl ")
		b.WriteString(strconv.FormatUint(uint64(at.rel), 10))
		b.WriteString(" :resorigcol ")
		b.WriteString(strconv.Itoa(int(at.attr)))
		b.WriteString(" :resjunk false}")
	}
	b.WriteString(") :override 0 :onConflict <> :returningList <> :stmt_location -1 :stmt_len -1})")
	return b.String()
}

// treeToken is a name as node trees have it.
func treeToken(s string) string {
	if s == "" {
		return "<>"
	}
	var b strings.Builder
	sign := len(s) > 1 && (s[0] == '+' || s[0] == '-') && (s[1] >= '0' && s[1] <= '9' || s[1] == '.')
	if s[0] == '<' || s[0] == '"' || s[0] >= '0' && s[0] <= '9' || sign {
		b.WriteByte('\\')
	}
	for i := range len(s) {
		if strings.IndexByte(" \n\t(){}\\", s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// origin is a column of a table or view that another column shows as it is; rel 0: of none.
type origin struct {
	rel    catalog.ID
	attr   int32
	typ    *types.Type
	typmod int32
}

// origins finds what the columns of a resolved query show.
type origins struct {
	snap *catalog.Snapshot
	from map[int32]fromSource
}

// fromSource is a FROM item with the WITH queries that it can see; one that is nil is what that query
// itself gives while it recurs.
type fromSource struct {
	ref  ast.TableRef
	ctes map[string]*ast.Select
}

// query notes the FROM items of q and of the queries within it.
func (o *origins) query(q *ast.Select, ctes map[string]*ast.Select) {
	if q.With != nil {
		ctes = maps.Clone(ctes)
		if ctes == nil {
			ctes = map[string]*ast.Select{}
		}
		for i := range q.With.CTEs {
			c := &q.With.CTEs[i]
			body, ok := c.Stmt.(*ast.Select)
			if !ok {
				continue
			}
			seen := maps.Clone(ctes)
			if q.With.Recursive {
				seen[c.Name] = nil
			}
			o.query(body, seen)
			ctes[c.Name] = body
		}
	}
	for _, ref := range q.From {
		o.item(ref, ctes)
	}
	within(q, func(sub *ast.Select) { o.query(sub, ctes) })
}

func (o *origins) item(ref ast.TableRef, ctes map[string]*ast.Select) {
	if j, ok := ref.(*ast.Join); ok {
		o.from[j.Item] = fromSource{ref: j}
		o.item(j.Left, ctes)
		o.item(j.Right, ctes)
		return
	}
	o.from[itemOf(ref)] = fromSource{ref: ref, ctes: ctes}
}

// output is what the i-th column of a query shows.
func (o *origins) output(q *ast.Select, i int) origin {
	if q == nil || q.Op != ast.SetNone || i < 0 || i >= len(q.Targets) {
		return origin{}
	}
	ref, ok := q.Targets[i].Expr.(*ast.ColumnRef)
	if !ok {
		return origin{}
	}
	return o.column(ref.Item, ref.Attr)
}

// column is what a column of a FROM item shows.
func (o *origins) column(item, attr int32) origin {
	s := o.from[item]
	switch t := s.ref.(type) {
	case *ast.TableName:
		if t.Rel == 0 {
			return o.output(s.ctes[t.Name.Name], int(attr)-1)
		}
		out := origin{rel: catalog.ID(t.Rel), attr: attr, typmod: types.NoTypmod}
		if d, ok := o.snap.TableByID(out.rel); ok {
			if c, _, ok := d.ColumnByID(catalog.ColumnID(attr)); ok && attr > 0 {
				out.typ, out.typmod = c.Type, c.Typmod
			}
		}
		return out
	case *ast.SubqueryRef:
		return o.output(t.Query, int(attr)-1)
	case *ast.Join:
		if attr >= 1 && int(attr) <= len(t.Using) {
			return o.merged(t, t.Merge[4*(attr-1):])
		}
	}
	return origin{}
}

// merged is what a column that USING merges shows: that of the side whose rows are all there, unless
// it is converted to the other's type.
func (o *origins) merged(j *ast.Join, m []int32) origin {
	l, r := o.column(m[0], m[1]), o.column(m[2], m[3])
	if l.typ == nil || r.typ == nil {
		return origin{}
	}
	if to, err := builtin.CommonType("JOIN/USING", []*types.Type{l.typ, r.typ}); err != nil || l.typ != r.typ {
		l, r = l.of(to), r.of(to)
	} else if l.typmod != r.typmod {
		l, r = l.without(), r.without()
	}
	switch {
	case j.Kind == ast.JoinFull:
		return origin{}
	case j.Kind == ast.JoinRight:
		return r
	case j.Kind == ast.JoinLeft || l.rel != 0:
		return l
	}
	return r
}

// of is the origin of what is of type t as it is.
func (a origin) of(t *types.Type) origin {
	if a.typ != t {
		return origin{}
	}
	return a
}

// without is the origin of what has no modifier.
func (a origin) without() origin {
	if a.typmod != types.NoTypmod {
		return origin{}
	}
	return a
}
