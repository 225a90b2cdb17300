package differential

import "strings"

// policies draws row-level security for some of the tables, and enough rights for guest to
// meet it.
func (g *generator) policies() []*step {
	var steps []*step
	for _, t := range g.tables {
		if !g.chance(2) {
			continue
		}
		steps = append(steps, &step{role: "owner", schema: true, tree: part("", "GRANT ALL ON "+t.name+" TO differential_guest")},
			&step{role: "owner", schema: true, tree: part("", "ALTER TABLE "+t.name+" ENABLE ROW LEVEL SECURITY")})
		for range g.r.IntN(4) {
			steps = append(steps, g.policy(t))
		}
	}
	return steps
}

// policy draws one policy. Other tables are read in it with the rights and policies of
// whoever asks.
func (g *generator) policy(t *table) *step {
	command := g.one("ALL", "ALL", "ALL", "SELECT", "SELECT", "INSERT", "UPDATE", "DELETE")
	text := "CREATE POLICY " + g.name("p") + " ON " + t.name
	if g.chance(4) {
		text += " AS RESTRICTIVE"
	}
	text += " FOR " + command + " TO " + g.one("PUBLIC", "PUBLIC", "differential_guest", "differential_owner", "differential_guest, differential_owner")
	tree := []any{text}
	if command != "INSERT" {
		tree = append(tree, " USING (", g.policyCondition(t), ")")
	}
	if command == "INSERT" || (command == "ALL" || command == "UPDATE") && g.chance(2) {
		tree = append(tree, option(" WITH CHECK (", g.policyCondition(t), ")"))
	}
	return &step{role: "owner", schema: true, tree: part("", tree...)}
}

// policyCondition is a condition on the table's row; joins that merge columns are refused in
// it (docs/sql-compatibility.md).
func (g *generator) policyCondition(t *table) *piece {
	if g.chance(4) {
		return part("bool", g.one("true", "current_user = 'differential_guest'", "pg_has_role(current_user, 'differential_owner', 'MEMBER')"))
	}
	for {
		g.scope, g.ctes, g.budget = []relation{{t.name, t.cols}}, nil, 14
		x := g.expr("bool", 2)
		if s := x.String(); !strings.Contains(s, "USING") && !strings.Contains(s, "NATURAL") {
			return x
		}
	}
}

// changedPolicy draws a change of who sees what, in the middle of a world.
func (g *generator) changedPolicy() *step {
	t := g.tables[g.r.IntN(len(g.tables))]
	switch g.r.IntN(5) {
	case 0:
		return &step{role: "guest", tree: part("", "SET row_security = "+g.one("off", "on", "on", "on"))}
	case 1:
		return &step{role: "owner", schema: true, tree: part("", "ALTER TABLE "+t.name+g.one(" ENABLE", " ENABLE", " DISABLE", " FORCE", " NO FORCE")+" ROW LEVEL SECURITY")}
	}
	return g.policy(t)
}
