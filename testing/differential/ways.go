package differential

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// waysOfWorld is how many statements at the end of each world, and for each partitioned table, are of shapes for which there are
// ways that others seldom take.
const waysOfWorld = 24

// ways draws statements that have plans of their own: unions of indexes, correlated subqueries that
// compute a value, and the first rows in an order. They have a source of chance to themselves, so that what else a seed
// draws does not depend on them.
func (g *generator) ways(seed uint64) (steps []*step) {
	before := g.r
	g.r = rand.New(rand.NewPCG(seed, 0x88))
	defer func() { g.r = before }()
	for range waysOfWorld {
		t := g.tables[g.r.IntN(len(g.tables))]
		s := &step{role: "owner"}
		switch g.r.IntN(5) {
		case 0, 1:
			s.tree = g.unionOf(t)
		case 2:
			s.tree, s.ordered = g.firstOf(t), true
		default:
			s.tree = g.correlatedTo(t)
		}
		steps = append(steps, s)
	}
	for _, t := range g.tables {
		for range waysOfWorld {
			switch {
			case !t.parted:
			case g.chance(2):
				steps = append(steps, &step{role: "owner", tree: g.firstOf(t), ordered: true})
			default:
				steps = append(steps, &step{role: "owner", tree: g.joinedTo(t)})
			}
		}
	}
	return steps
}

// simple compares a column of t with a constant.
func (g *generator) simple(t *table, alias string) *piece {
	c := t.cols[g.r.IntN(len(t.cols))]
	x := alias + "." + c.name
	if unordered[c.typ] || g.chance(8) {
		return part("bool", x, g.one(" IS NULL", " IS NOT NULL"))
	}
	switch g.r.IntN(5) {
	case 0:
		return part("bool", x+" IN ("+g.literal(c.typ)+", "+g.literal(c.typ)+")")
	case 1:
		return part("bool", x, g.one(" < ", " >= "), g.literal(c.typ))
	}
	return part("bool", x, " = ", g.literal(c.typ))
}

// firstOf asks for the ends of a column's values, which partitions may have by their indexes.
func (g *generator) firstOf(t *table) *piece {
	c := t.cols[g.r.IntN(len(t.cols))]
	if unordered[c.typ] {
		return part("", "SELECT count(*) FROM "+t.name)
	}
	where := option("")
	if g.chance(2) {
		where = option(" WHERE ", g.simple(t, "q"))
	}
	if g.chance(3) && slices.Contains([]string{"int4", "int8", "numeric", "text", "date", "timestamp", "time"}, c.typ) {
		return part("", "SELECT min(q."+c.name+"), max(q."+c.name+") FROM "+t.name+" q", where)
	}
	end := option(fmt.Sprintf(" LIMIT %d OFFSET %d", 1+g.r.IntN(4), g.r.IntN(3)))
	return part("", "SELECT q."+c.name+" FROM "+t.name+" q", where, " ORDER BY q."+c.name+g.one("", " DESC", " NULLS FIRST", " DESC NULLS LAST"), end)
}

// unionOf asks for the rows of some cases.
func (g *generator) unionOf(t *table) *piece {
	var cases []*piece
	for range 2 + g.r.IntN(2) {
		one := g.simple(t, "q")
		if g.chance(3) {
			one = part("bool", "(", one, " AND ", g.simple(t, "q"), ")")
		}
		cases = append(cases, one)
	}
	more := option("")
	if g.chance(3) {
		more = option(" AND ", g.simple(t, "q"))
	}
	return part("", "SELECT q.* FROM "+t.name+" q WHERE (", &piece{kids: cases, sep: " OR "}, ")", more, option(g.one("", "", " FOR UPDATE")))
}

// pairs are equalities of columns of t (p) and o (q).
func (g *generator) pairs(t, o *table) (on []*piece) {
	for _, a := range t.cols {
		for _, b := range o.cols {
			ints := (a.typ == "int4" || a.typ == "int8") && (b.typ == "int4" || b.typ == "int8")
			if (a.typ == b.typ || ints) && !unordered[a.typ] && g.chance(2+len(on)) {
				on = append(on, part("", "p."+a.name+" = q."+b.name))
			}
		}
	}
	if len(on) == 0 {
		on = append(on, part("", "true"))
	}
	return on
}

// joinedTo joins t, or asks which rows have partners there.
func (g *generator) joinedTo(t *table) *piece {
	o := g.tables[g.r.IntN(len(g.tables))]
	cond := &piece{kids: g.pairs(t, o), sep: " AND "}
	more := option("")
	if g.chance(3) {
		more = option(" AND ", g.simple(t, "p"))
	}
	where := option("")
	if g.chance(2) {
		where = option(" WHERE ", g.simple(o, "q"))
	}
	if g.chance(3) {
		return part("", "SELECT q.* FROM "+o.name+" q WHERE "+g.one("", "NOT ")+"EXISTS (SELECT 1 FROM "+t.name+" p WHERE ", cond, more, ")")
	}
	return part("", "SELECT q.*, p."+t.cols[g.r.IntN(len(t.cols))].name+" FROM "+o.name+" q"+g.one(" JOIN ", " LEFT JOIN ")+t.name+" p ON ", cond, more, where)
}

// correlatedTo computes a value of another table's rows, or of its own, for each row of t.
func (g *generator) correlatedTo(t *table) *piece {
	o := g.tables[g.r.IntN(len(g.tables))]
	var on []*piece
	for _, a := range t.cols {
		for _, b := range o.cols {
			if a.typ == b.typ && !unordered[a.typ] && (len(on) == 0 || g.chance(6)) {
				on = append(on, part("", "p."+b.name+" = q."+a.name))
			}
		}
	}
	if len(on) == 0 {
		on = append(on, part("", "true"))
	}
	more := option("")
	if g.chance(3) {
		more = option(" AND ", g.simple(o, "p"))
	}
	c := o.cols[g.r.IntN(len(o.cols))]
	value := g.one("count(*)", "count(p."+c.name+")", "coalesce(count(DISTINCT p."+c.name+"), 7)", "(count(*) * 2 + 1)::text", "count(p."+c.name+") FILTER (WHERE p."+c.name+" IS NOT NULL)")
	switch c.typ {
	case "int4", "int8", "numeric":
		value = g.one(value, "sum(p."+c.name+")", "coalesce(max(p."+c.name+"), -1)", "min(p."+c.name+") / 2.0", "sum(10 / (p."+c.name+" - 1))")
	case "text":
		value = g.one(value, "max(p."+c.name+")", "string_agg(p."+c.name+", ',' ORDER BY p."+c.name+")")
	}
	if g.chance(3) { // of one row, or an error; NULL of none, whatever it is made of
		value = g.one("p."+c.name, "'found'", "true", "coalesce(p."+c.name+"::text, '-')", "(p."+c.name+" IS NULL)", "ARRAY[p."+c.name+"]", "p", "ROW(p."+c.name+", 1)",
			"json_build_object('c', p."+c.name+")", "concat(p."+c.name+", '!')", "q."+t.cols[g.r.IntN(len(t.cols))].name)
	}
	sub := part("", "(SELECT "+value+" FROM "+o.name+" p WHERE ", &piece{kids: on, sep: " AND "}, more, ")")
	switch g.r.IntN(5) {
	case 0:
		return part("", "SELECT count(*), count(", sub, ") FROM "+t.name+" q")
	case 4:
		return part("", "SELECT q.* FROM "+t.name+" q WHERE ", sub, g.one(" IS NULL", " IS NOT NULL", "::text = 'true'", "::text <> '-'"))
	case 1:
		return part("", "SELECT q.* FROM "+t.name+" q WHERE ", sub, "::text > '1'")
	case 2:
		return part("", "SELECT CASE WHEN ", g.simple(t, "q"), " THEN ", sub, " END FROM "+t.name+" q")
	}
	return part("", "SELECT q.*, ", sub, " FROM "+t.name+" q")
}
