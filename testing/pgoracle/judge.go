// Package pgoracle is the parser's judge: it asks Postgres's own grammar,
// through libpg_query, whether it takes a statement, and whether what
// sql/parser understood and printed means the same tree.
//
// It is a module of its own because libpg_query needs a C compiler. What it
// finds is kept in golden files in sql/parser/testdata, so that the main
// module's tests need none (command golden writes them).
//
// libpg_query v6 holds the grammar of Postgres 17; sql/parser follows 15. Where
// the two differ, or where Isochron refuses a statement on purpose,
// disagreements.txt lists the statement with the reason.
package pgoracle

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"

	pg_query "github.com/pganalyze/pg_query_go/v6"
	pgerror "github.com/pganalyze/pg_query_go/v6/parser"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

// Outcome is what the two parsers made of one text.
type Outcome uint8

// The outcomes. All but the first two are disagreements.
const (
	// BothAccept with equal trees.
	BothAccept Outcome = iota
	BothReject
	// OnlyPostgres accepts.
	OnlyPostgres
	// OnlyIsochron accepts.
	OnlyIsochron
	// TreesDiffer: both accept, but the printed tree means something else.
	TreesDiffer
	// NoRoundTrip: our own parser reads what it printed as another tree.
	NoRoundTrip
	// ErrorsDiffer: both reject, with another message or position.
	ErrorsDiffer
)

var outcomeWords = [...]string{
	"agree: accept", "agree: reject", "only Postgres accepts", "only Isochron accepts",
	"trees differ", "no round trip", "errors differ",
}

// String gives the outcome in words.
func (o Outcome) String() string { return outcomeWords[o] }

// Verdict is an outcome with what led to it.
type Verdict struct {
	Outcome Outcome
	// Postgres and Isochron are the errors, or the trees where they differ.
	Postgres string
	Isochron string
	// Printed is our text of the statement.
	Printed string
	// Unsupported tells that our tree holds an ast.Unsupported, whose text
	// beyond its beginning was not checked.
	Unsupported bool
}

// Judge compares the two parsers on a text.
func Judge(sql string) Verdict {
	theirs, theirErr := tree(sql)
	list, ourErr := parser.Parse(sql)
	v := Verdict{Unsupported: holdsUnsupported(list)}
	switch {
	case theirErr != nil && ourErr != nil:
		return judgeErrors(sql, v, theirErr, ourErr)
	case theirErr != nil:
		v.Outcome, v.Postgres, v.Printed = OnlyIsochron, theirErr.Error(), printAll(list)
		return v
	case ourErr != nil:
		v.Outcome, v.Isochron = OnlyPostgres, ourErr.Error()
		return v
	}
	v.Printed = printAll(list)
	again, err := parser.Parse(v.Printed)
	if err != nil || !equalLists(list, again) {
		v.Outcome = NoRoundTrip
		if err != nil {
			v.Isochron = err.Error()
		}
		return v
	}
	printed, err := tree(v.Printed)
	if err != nil {
		v.Outcome, v.Postgres = TreesDiffer, err.Error()
		return v
	}
	if !reflect.DeepEqual(theirs, printed) {
		v.Outcome, v.Postgres, v.Isochron = TreesDiffer, text(theirs), text(printed)
	}
	return v
}

// judgeErrors compares message and position of two rejections.
func judgeErrors(_ string, v Verdict, theirs, ours error) Verdict {
	v.Outcome = BothReject
	v.Postgres, v.Isochron = theirs.Error(), ours.Error()
	var pe *pgerror.Error
	var oe *parser.Error
	if errors.As(theirs, &pe) && errors.As(ours, &oe) && (pe.Message != oe.Message || pe.Cursorpos != oe.Position) {
		v.Outcome = ErrorsDiffer
	}
	return v
}

func holdsUnsupported(list []parser.Statement) bool {
	for _, s := range list {
		if _, ok := s.AST.(*ast.Unsupported); ok {
			return true
		}
	}
	return false
}

func printAll(list []parser.Statement) string {
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(deparse.Print(s.AST))
	}
	return b.String()
}

func equalLists(a, b []parser.Statement) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !ast.Equal(a[i].AST, b[i].AST) {
			return false
		}
	}
	return true
}

// tree gives Postgres's tree without positions, in a normal form.
func tree(sql string) (any, error) {
	if strings.IndexByte(sql, 0) >= 0 {
		return nil, errors.New("NUL in the text")
	}
	js, err := pg_query.ParseToJSON(sql)
	if err != nil {
		return nil, err
	}
	var t map[string]any
	if err := json.Unmarshal([]byte(js), &t); err != nil {
		return nil, err
	}
	return normal(t["stmts"]), nil
}

// normal drops positions, and writes alike what means the same.
func normal(v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, 0, len(v))
		for _, x := range v {
			if x = normal(x); x != nil {
				out = append(out, x)
			}
		}
		return out
	case map[string]any:
		return normalMap(v)
	}
	return v
}

func normalMap(m map[string]any) any {
	out := make(map[string]any, len(m))
	for k, x := range m {
		if k == "location" || strings.HasSuffix(k, "_location") || k == "stmt_len" {
			continue
		}
		out[k] = normal(x)
		if digits, ok := x.(string); ok && k == "fval" {
			// Zeros in front mean nothing.
			out[k] = strings.TrimLeft(digits, "0")
		}
	}
	for kind, x := range out {
		if body, ok := x.(map[string]any); ok && len(out) == 1 {
			return normalNode(out, kind, body)
		}
	}
	return out
}

// normalNode brings a node into the form in which trees are compared.
func normalNode(node map[string]any, kind string, body map[string]any) any {
	switch kind {
	case "Constraint":
		switch body["contype"] {
		// Attributes of a column's constraint are nodes of their own there, and
		// part of the constraint in ours; transformation joins them anyway.
		case "CONSTR_ATTR_DEFERRABLE", "CONSTR_ATTR_NOT_DEFERRABLE", "CONSTR_ATTR_DEFERRED", "CONSTR_ATTR_IMMEDIATE":
			return nil
		}
	case "DefElem":
		normalOption(body)
	case "DoStmt":
		// The code and its language may stand in either order.
		if args, ok := body["args"].([]any); ok {
			slices.SortFunc(args, func(a, b any) int { return strings.Compare(text(a), text(b)) })
		}
	}
	return node
}

// normalOption writes the value of an option as a string, whether it came as a
// word, a type of one word, a number or a string: Postgres reads them alike.
func normalOption(body map[string]any) {
	arg, ok := body["arg"].(map[string]any)
	if !ok {
		return
	}
	if t, ok := arg["TypeName"].(map[string]any); ok && t["typmods"] == nil && t["arrayBounds"] == nil {
		if names, ok := t["names"].([]any); ok && len(names) == 1 {
			body["arg"] = names[0]
		}
	}
	if l, ok := arg["List"].(map[string]any); ok && len(l) == 1 {
		// An operator's name.
		if items, ok := l["items"].([]any); ok && len(items) == 1 {
			body["arg"] = items[0]
		}
	}
	if b, ok := arg["Boolean"].(map[string]any); ok {
		word := "false"
		if b["boolval"] == true {
			word = "true"
		}
		body["arg"] = map[string]any{"String": map[string]any{"sval": word}}
	}
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
