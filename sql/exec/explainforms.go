package exec

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// The forms of EXPLAIN for programs print one and the same tree of properties: those of a node
// by name, the node's type first.

// explainForm prints a tree in a form for programs.
func explainForm(t *explain.Tree, o nodes.ExplainOptions, stats func(id int) *explain.Actual) (string, error) {
	n := explainNode(t, o, stats)
	switch o.Format {
	case nodes.ExplainYAML:
		var b strings.Builder
		b.WriteString("- Plan: ")
		yamlFields(&b, n, 2)
		return b.String(), nil
	case nodes.ExplainXML:
		var b strings.Builder
		b.WriteString("<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n  <Query>\n")
		xmlElement(&b, "Plan", n, 2)
		b.WriteString("  </Query>\n</explain>")
		return b.String(), nil
	}
	return jsonText([]any{map[string]any{"Plan": n}}, "  ")
}

// jsonText is the JSON of a value, with < and > as they are.
func jsonText(v any, indent string) (string, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	err := e.Encode(v)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// explainNames are a node's properties in the order in which YAML and XML have them.
func explainNames(n map[string]any) []string {
	last := func(name string) int {
		switch name {
		case "Node Type":
			return -1
		case "Plans":
			return 1
		}
		return 0
	}
	return slices.SortedFunc(maps.Keys(n), func(a, b string) int {
		if d := last(a) - last(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}

func yamlFields(b *strings.Builder, n map[string]any, depth int) {
	for _, name := range explainNames(n) {
		fmt.Fprintf(b, "\n%s%s: ", strings.Repeat("  ", depth), name)
		yamlValue(b, n[name], depth)
	}
}

func yamlValue(b *strings.Builder, v any, depth int) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			fmt.Fprintf(b, "\n%s- ", strings.Repeat("  ", depth+1))
			yamlItem(b, x, depth+2)
		}
	case []string:
		for _, x := range v {
			fmt.Fprintf(b, "\n%s- %s", strings.Repeat("  ", depth+1), yamlScalar(x))
		}
	default:
		b.WriteString(yamlScalar(v))
	}
}

// yamlItem prints an element of a list, whose first property stands behind the dash.
func yamlItem(b *strings.Builder, v any, depth int) {
	n, ok := v.(map[string]any)
	if !ok {
		b.WriteString(yamlScalar(v))
		return
	}
	var fields strings.Builder
	yamlFields(&fields, n, depth)
	b.WriteString(strings.TrimLeft(fields.String(), "\n "))
}

// yamlScalar is a number or a truth value as it is, and all else in quotes: JSON's are YAML's.
func yamlScalar(v any) string {
	text, err := jsonText(v, "")
	if err != nil {
		return fmt.Sprintf("%q", fmt.Sprint(v))
	}
	return text
}

func xmlElement(b *strings.Builder, name string, v any, depth int) {
	indent := strings.Repeat("  ", depth)
	tag := xmlTag(name)
	switch v := v.(type) {
	case map[string]any:
		fmt.Fprintf(b, "%s<%s>\n", indent, tag)
		for _, f := range explainNames(v) {
			xmlElement(b, f, v[f], depth+1)
		}
		fmt.Fprintf(b, "%s</%s>\n", indent, tag)
	case []any:
		fmt.Fprintf(b, "%s<%s>\n", indent, tag)
		for _, x := range v {
			xmlElement(b, "Plan", x, depth+1)
		}
		fmt.Fprintf(b, "%s</%s>\n", indent, tag)
	case []string:
		fmt.Fprintf(b, "%s<%s>\n", indent, tag)
		for _, x := range v {
			xmlElement(b, "Item", x, depth+1)
		}
		fmt.Fprintf(b, "%s</%s>\n", indent, tag)
	default:
		fmt.Fprintf(b, "%s<%s>", indent, tag)
		_ = xml.EscapeText(b, fmt.Append(nil, v)) // a Builder takes all
		fmt.Fprintf(b, "</%s>\n", tag)
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
