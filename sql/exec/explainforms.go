package exec

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// The forms of EXPLAIN for programs print one and the same properties, in Postgres's order, as programs
// and people read them: the plan's, those of its operators nested, then what is told of the statement.

// properties are those of one thing; a value is a string, a figure, a truth value, a list of strings, or
// properties.
type properties []explain.Field

// figure is a number as it is printed.
type figure string

func (p *properties) add(name string, value any) {
	*p = append(*p, explain.Field{Name: name, Value: value})
}

// form prints a tree in a form for programs; inner is what ran, nil without ANALYZE.
func (e *explainOp) form(t *explain.Tree, stats func(id int) *explain.Actual, inner *run, took time.Duration) string {
	o := &e.n.Options
	q := properties{{Name: "Plan", Value: explainNode(t, o, stats, "")}}
	if o.Settings {
		var set properties
		for _, s := range e.r.settings {
			set.add(s.Name, s.Value)
		}
		q.add("Settings", set)
	}
	if o.Summary {
		q.add("Planning Time", figure(milliseconds(o.Planning)))
	}
	if inner != nil {
		q.add("Triggers", inner.triggers(o.Timing))
		if o.Summary {
			q.add("Execution Time", figure(milliseconds(took)))
		}
	}
	var b strings.Builder
	switch o.Format {
	case nodes.ExplainYAML:
		yamlItem(&b, q, 1)
		return "- " + b.String()
	case nodes.ExplainXML:
		b.WriteString("<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n")
		xmlElement(&b, "Query", q, 1)
		b.WriteString("</explain>")
		return b.String()
	}
	jsonValue(&b, []properties{q}, 0)
	return b.String()
}

// triggers are the constraints that were checked by triggers.
func (r *run) triggers(timing bool) []properties {
	out := []properties{}
	for _, f := range r.fired {
		p := properties{{Name: "Constraint Name", Value: f.constraint}}
		if timing {
			p.add("Time", figure(milliseconds(f.time)))
		}
		p.add("Calls", f.calls)
		out = append(out, p)
	}
	return out
}

// explainNode are the properties of an operator and of those below it.
// Postgres: ExplainNode.
func explainNode(t *explain.Tree, o *nodes.ExplainOptions, stats func(id int) *explain.Actual, relationship string) properties {
	p := properties{{Name: "Node Type", Value: t.Kind}}
	p = append(p, t.Way...)
	if relationship != "" {
		p.add("Parent Relationship", relationship)
	}
	if t.Prefix != "" {
		p.add("Subplan Name", t.Prefix)
	}
	p.add("Parallel Aware", false)
	p.add("Async Capable", false)
	p = append(p, t.On...)
	h := t.Node.Head()
	if o.Costs {
		p.add("Startup Cost", figure(strconv.FormatFloat(h.Start, 'f', 2, 64)))
		p.add("Total Cost", figure(strconv.FormatFloat(h.Cost, 'f', 2, 64)))
		p.add("Plan Rows", figure(strconv.FormatFloat(h.Rows, 'f', 0, 64)))
		p.add("Plan Width", t.Width())
	}
	var a *explain.Actual
	if stats != nil {
		if a = stats(h.ID); a == nil {
			a = &explain.Actual{}
		}
		p.measured(a, o.Timing)
	}
	if o.Verbose && t.Output != nil {
		if out := t.Output(); out != nil {
			p.add("Output", out)
		}
	}
	p = append(p, t.Fields...)
	if a != nil {
		p.sent(a)
		if a.Together { // what is below ran at the nodes
			stats = nil
		}
	}
	var kids []properties
	related := t.Relationships()
	for i, c := range t.Children {
		kids = append(kids, explainNode(c, o, stats, related[i]))
	}
	if kids != nil {
		p.add("Plans", kids)
	}
	return p
}

// measured are times and rows, which are averages over loops, as in the text.
func (p *properties) measured(a *explain.Actual, timing bool) {
	l := max(1, float64(a.Loops))
	if timing {
		p.add("Actual Startup Time", figure(strconv.FormatFloat(a.Start/l, 'f', 3, 64)))
		p.add("Actual Total Time", figure(strconv.FormatFloat(a.Total/l, 'f', 3, 64)))
	}
	p.add("Actual Rows", int64(float64(a.Rows)/l+0.5))
	p.add("Actual Loops", a.Loops)
}

// sent are an operator's memory and messages, the latter together with all below it.
func (p *properties) sent(a *explain.Actual) {
	for _, f := range a.Space {
		p.add(f.Name, f.Value)
	}
	if a.Flow != nil {
		p.add("Flow", a.Flow)
	}
	p.add("Messages", a.Messages)
	p.add("Consensus Rounds", a.Rounds)
	p.add("Ranges", a.Ranges)
	p.add("Bytes", a.Bytes)
}

// jsonText is the JSON of a value that has no parts, with < and > as they are. All that are printed have one.
func jsonText(v any) string {
	if f, ok := v.(figure); ok {
		return string(f)
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return strconv.Quote(fmt.Sprint(v))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// jsonValue prints in Postgres's layout: a property a line, lists of names in one.
func jsonValue(b *strings.Builder, v any, depth int) {
	inner := "\n" + strings.Repeat("  ", depth+1)
	parts := func(open, end string, n int, each func(i int)) {
		b.WriteString(open)
		for i := range n {
			if i > 0 {
				b.WriteString(",")
			}
			b.WriteString(inner)
			each(i)
		}
		b.WriteString("\n" + strings.Repeat("  ", depth) + end)
	}
	switch v := v.(type) {
	case properties:
		parts("{", "}", len(v), func(i int) {
			b.WriteString(jsonText(v[i].Name) + ": ")
			jsonValue(b, v[i].Value, depth+1)
		})
	case []properties:
		parts("[", "]", len(v), func(i int) { jsonValue(b, v[i], depth+1) })
	case []string:
		texts := make([]string, len(v))
		for i, s := range v {
			texts[i] = jsonText(s)
		}
		b.WriteString("[" + strings.Join(texts, ", ") + "]")
	default:
		b.WriteString(jsonText(v))
	}
}

func yamlFields(b *strings.Builder, p properties, depth int) {
	for _, f := range p {
		fmt.Fprintf(b, "\n%s%s: ", strings.Repeat("  ", depth), f.Name)
		yamlValue(b, f.Value, depth)
	}
}

func yamlValue(b *strings.Builder, v any, depth int) {
	switch v := v.(type) {
	case properties:
		yamlFields(b, v, depth+1)
	case []properties:
		for _, x := range v {
			fmt.Fprintf(b, "\n%s- ", strings.Repeat("  ", depth+1))
			yamlItem(b, x, depth+2)
		}
	case []string:
		for _, x := range v {
			fmt.Fprintf(b, "\n%s- %s", strings.Repeat("  ", depth+1), jsonText(x))
		}
	default:
		// A number or a truth value is as it is, and all else in quotes: JSON's are YAML's.
		b.WriteString(jsonText(v))
	}
}

// yamlItem prints an element of a list, whose first property stands behind the dash.
func yamlItem(b *strings.Builder, p properties, depth int) {
	var fields strings.Builder
	yamlFields(&fields, p, depth)
	b.WriteString(strings.TrimLeft(fields.String(), "\n "))
}

func xmlElement(b *strings.Builder, name string, v any, depth int) {
	indent := strings.Repeat("  ", depth)
	tag := xmlTag(name)
	within := func(each func()) {
		fmt.Fprintf(b, "%s<%s>\n", indent, tag)
		each()
		fmt.Fprintf(b, "%s</%s>\n", indent, tag)
	}
	switch v := v.(type) {
	case properties:
		within(func() {
			for _, f := range v {
				xmlElement(b, f.Name, f.Value, depth+1)
			}
		})
	case []properties:
		within(func() {
			for _, x := range v {
				xmlElement(b, strings.TrimSuffix(name, "s"), x, depth+1)
			}
		})
	case []string:
		within(func() {
			for _, x := range v {
				xmlElement(b, "Item", x, depth+1)
			}
		})
	default:
		// Postgres: escape_xml, which leaves quotes as they are.
		text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#x0d;").Replace(fmt.Sprint(v))
		fmt.Fprintf(b, "%s<%s>%s</%s>\n", indent, tag, text, tag)
	}
}

// xmlTag is a property's name as one of an element.
func xmlTag(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '.':
			return r
		}
		return '-'
	}, name)
}
