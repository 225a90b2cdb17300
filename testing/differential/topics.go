package differential

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

// topicsOfWorld is how many topics come at the end of each world.
const topicsOfWorld = 5

// topic draws statements about one part of the language: it makes what they need beside the
// world's tables, and asks what has become of it.
type topic func(*generator) []*step

// allTopics are those that worlds draw from. New ones come last, so that a seed draws what it
// drew as far as may be.
func allTopics() []topic {
	return []topic{
		(*generator).insteadOf,
		(*generator).constraintTriggers,
		(*generator).boundRoutines,
		(*generator).writingRoutines,
		(*generator).programs,
		(*generator).transactions,
		(*generator).arbiters,
		(*generator).nestedViews,
		(*generator).jsonpaths,
		(*generator).arrays,
		(*generator).ranges,
		(*generator).partitionMoves,
		(*generator).offsets,
		(*generator).recursions,
		(*generator).positioned,
		(*generator).lockClauses,
		(*generator).groupings,
		(*generator).partialArbiters,
		(*generator).merges,
		(*generator).copies,
		(*generator).advisoryLocks,
		(*generator).notifications,
		(*generator).largeObjects,
		(*generator).samples,
		(*generator).foreignKeys,
		(*generator).heldRows,
		(*generator).styles,
		(*generator).manyAggregates,
		(*generator).overloads,
		(*generator).recordsFrom,
		(*generator).tablesAs,
		(*generator).aggregates,
		(*generator).operators,
		(*generator).casts,
		(*generator).statisticsObjects,
		(*generator).identities,
		(*generator).sequenceEnds,
		(*generator).likenesses,
		(*generator).changingDomains,
		(*generator).changingEnums,
		(*generator).changingComposites,
		(*generator).xmls,
		(*generator).moneys,
		(*generator).ciphers,
		(*generator).trigrams,
		(*generator).sounds,
		(*generator).formats,
		(*generator).patterns,
		(*generator).texts,
		(*generator).searches,
		(*generator).bits,
		(*generator).networks,
		(*generator).dates,
		(*generator).amounts,
		(*generator).documents,
		(*generator).figures,
		(*generator).oddments,
		(*generator).definedViews,
		(*generator).definedParts,
		(*generator).definedBodies,
		(*generator).eventTriggers,
		(*generator).rights,
	}
}

// topicNamed gives a topic by the name of its method.
func topicNamed(name string) (topic, error) {
	for _, t := range allTopics() {
		if t.name() == name {
			return t, nil
		}
	}
	return nil, fmt.Errorf("no topic %q", name)
}

func (t topic) name() string {
	name := runtime.FuncForPC(reflect.ValueOf(t).Pointer()).Name()
	return name[strings.LastIndex(name, ".")+1:]
}

// worldOf draws tables and some topics.
func (g *generator) worldOf(topics []topic) []*step {
	steps := g.world(0)
	if i := slices.IndexFunc(steps, func(s *step) bool { return !s.schema }); i >= 0 {
		steps = steps[:i]
	}
	g.r, g.w = rand.New(rand.NewPCG(g.seed, 0xcd)), rand.New(rand.NewPCG(g.seed, 0xef))
	for _, t := range topics {
		g.scope, g.ctes = nil, nil
		steps = append(steps, t(g)...)
	}
	return steps
}

// topics draws some of the topics. They have sources of chance of their own, so that what else a
// seed draws does not depend on them.
func (g *generator) topics() (steps []*step) {
	r, w := g.r, g.w
	g.r, g.w = rand.New(rand.NewPCG(g.seed, 0xcc)), rand.New(rand.NewPCG(g.seed, 0xee))
	defer func() { g.r, g.w = r, w }()
	all := allTopics()
	for _, i := range g.r.Perm(len(all))[:topicsOfWorld] {
		g.scope, g.ctes = nil, nil
		steps = append(steps, all[i](g)...)
	}
	return steps
}

// made is a step that makes a part of the schema.
func made(pieces ...any) *step {
	return &step{role: "owner", schema: true, tree: part("", pieces...)}
}

// asks is a step of the owner's that reads.
func asks(pieces ...any) *step { return &step{role: "owner", tree: part("", pieces...)} }

// asksInOrder is one whose rows have one order.
func asksInOrder(pieces ...any) *step {
	return &step{role: "owner", ordered: true, tree: part("", pieces...)}
}

// changes is a step of the owner's that later ones depend on.
func changes(pieces ...any) *step {
	return &step{role: "owner", writes: true, tree: part("", pieces...)}
}

// numbers is a list of some of the numbers below n, each once, in an order that is drawn.
func (g *generator) numbers(n, count int) []int { return g.r.Perm(n)[:min(n, count)] }

// fresh draws an expression over one relation, with a budget of its own.
func (g *generator) fresh(typ string, depth int, scope ...relation) *piece {
	g.scope, g.ctes, g.budget = scope, nil, 10
	defer func() { g.scope = nil }()
	return g.expr(typ, depth)
}

// smallTable makes a table of a topic's own: a key, a number, a text, and rows in the order of
// the key.
func (g *generator) smallTable(prefix string, more ...string) (*table, []*step) {
	t := &table{name: g.name(prefix), key: []string{"k"}, cols: []column{{name: "k", typ: "int4", unique: true}, {name: "a", typ: "int4"}, {name: "b", typ: "text"}}}
	defs := append([]string{"k int4 PRIMARY KEY", "a int4", "b text"}, more...)
	var rows []*piece
	for i := range 3 + g.r.IntN(4) {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s)", i, g.literal("int4"), g.literal("text"))))
	}
	return t, []*step{
		made("CREATE TABLE " + t.name + " (" + strings.Join(defs, ", ") + ")"),
		changes("INSERT INTO "+t.name+" (k, a, b) VALUES ", list(", ", rows...)),
	}
}

// ofOne draws a statement that writes to a small table in an order that does not depend on the
// plan: rows of VALUES, or one row.
func (g *generator) ofOne(t *table) *piece {
	scope := relation{"u", t.cols}
	c := t.cols[1+g.r.IntN(2)]
	at := fmt.Sprint(g.r.IntN(6))
	switch g.r.IntN(5) {
	case 0, 1:
		var rows []*piece
		for _, k := range g.numbers(12, 1+g.r.IntN(3)) {
			rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s)", k, g.literal("int4"), g.literal("text"))))
		}
		conflict := g.one("", "", " ON CONFLICT DO NOTHING", " ON CONFLICT (k) DO UPDATE SET a = excluded.a")
		if strings.Contains(conflict, "UPDATE") { // triggers after rows come event by event (docs/sql-compatibility.md)
			rows = rows[:1]
		}
		return part("", "INSERT INTO "+t.name+" (k, a, b) VALUES ", list(", ", rows...), option(conflict), option(g.one("", " RETURNING *")))
	case 2:
		return part("", "DELETE FROM "+t.name+" AS u WHERE u.k = "+at, option(g.one("", " RETURNING u.*")))
	case 3:
		return part("", "UPDATE "+t.name+" AS u SET a = "+g.one("u.a + 1", "u.a - 3", "NULL", "4")+" WHERE u.k = "+at, option(" RETURNING *"))
	}
	return part("", "UPDATE "+t.name+" AS u SET "+c.name+" = ", g.fresh(c.typ, 1, scope), " WHERE u.k = "+at)
}
