package ddl

import (
	"iter"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// keeper says what of a table keeps an expression.
type keeper uint8

const (
	keptByDefault keeper = iota // of a column, a generated one's expression too
	keptByCheck
	keptByIndex
	keptByTrigger
	keptByPolicy
	keptByPartitionKey
)

// tableText is an expression that a table keeps as text. name is that of the column, constraint,
// index, trigger or policy; o is how the text is read, but for policies (bind's functions for those).
type tableText struct {
	by   keeper
	name string
	text *string
	o    bind.ScalarOptions
}

// tableTexts are the expressions that t keeps as text, empty ones too.
func tableTexts(t *catalog.TableDesc) iter.Seq[tableText] {
	return func(yield func(tableText) bool) {
		for _, list := range [][]tableText{columnTexts(t), checkTexts(t), indexTexts(t), ruleTexts(t)} {
			for _, x := range list {
				if !yield(x) {
					return
				}
			}
		}
	}
}

func columnTexts(t *catalog.TableDesc) (out []tableText) {
	for i := range t.Stored() {
		c := &t.Columns[i]
		o := bind.ScalarOptions{Use: bind.ScalarDefault, Type: c.Type, Typmod: c.Typmod, Column: c.Name}
		if c.Generated != 0 {
			o.Use, o.Table = bind.ScalarGenerated, t
		}
		out = append(out, tableText{keptByDefault, c.Name, &c.DefaultText, o})
	}
	for i := range t.Partitioning.Columns {
		out = append(out, tableText{keptByPartitionKey, "", &t.Partitioning.Columns[i].Expr, bind.ScalarOptions{Use: bind.ScalarPartitionKey, Table: t}})
	}
	return out
}

func checkTexts(t *catalog.TableDesc) (out []tableText) {
	o := bind.ScalarOptions{Use: bind.ScalarCheck, Table: t, Type: types.TBool, Typmod: types.NoTypmod}
	for i := range t.Checks {
		out = append(out, tableText{keptByCheck, t.Checks[i].Name, &t.Checks[i].Text, o})
	}
	return out
}

func indexTexts(t *catalog.TableDesc) (out []tableText) {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		out = append(out, tableText{keptByIndex, ix.Name, &ix.Predicate, bind.ScalarOptions{Use: bind.ScalarPredicate, Table: t}})
		for j := range ix.Columns {
			out = append(out, tableText{keptByIndex, ix.Name, &ix.Columns[j].Expr, bind.ScalarOptions{Use: bind.ScalarIndex, Table: t}})
		}
	}
	return out
}

// ruleTexts are those of triggers and policies.
func ruleTexts(t *catalog.TableDesc) (out []tableText) {
	for i := range t.Triggers {
		out = append(out, tableText{keptByTrigger, t.Triggers[i].Name, &t.Triggers[i].CondText, bind.ScalarOptions{Use: bind.ScalarWhen, Table: t, Old: true, New: true}})
	}
	for i := range t.Policies {
		p := &t.Policies[i]
		out = append(out, tableText{by: keptByPolicy, name: p.Name, text: &p.UsingText}, tableText{by: keptByPolicy, name: p.Name, text: &p.CheckText})
	}
	return out
}
