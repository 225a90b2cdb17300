package parser

import (
	"reflect"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/parser/tidbddl"
)

// tidbAhead reports whether the next statement is one that TiDB's parser reads: of placement
// policies, and of ranges, by its first words.
func (p *parser) tidbAhead() bool {
	n := 1
	switch p.tok.kind {
	case kwCreate:
		if p.peek(1).kind == kwOr && p.peek(2).kind == kwReplace {
			n = 3
			return isPlacement(p.peek(n)) // nothing else that may follow is called so
		}
	case kwAlter, kwDrop:
	case tIdent:
		return p.tok.text == "split" && p.lex.sql[p.tok.pos] != '"' // Postgres has no statement that begins with a name
	case kwShow:
		if p.peek(1).kind == kwTable {
			return true
		}
		if isPlacement(p.peek(1)) {
			return p.peek(2).kind != '.'
		}
		if p.peek(1).kind != kwCreate {
			return false
		}
		n = 2
	default:
		return false
	}
	return isPlacement(p.peek(n)) && p.peek(n+1).kind == kwPolicy
}

func isPlacement(t *token) bool { return t.kind == tIdent && t.text == "placement" }

// tidb has TiDB's parser read the statement up to its end, in a form in which the two agree about
// what a token is: names in double quotes get backticks, and strings their escapes. What is
// no token of such statements never gets there.
func (p *parser) tidb() ast.Statement {
	at := p.pos()
	var text strings.Builder
	var starts []int
	var tokens []token
	value := false // what comes is the value of an option: "…" is a string, as TiDB has it
	for !p.is(';') && !p.is(tEOF) {
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		starts, tokens = append(starts, text.Len()), append(tokens, p.tok)
		p.writeTiDB(&text, value)
		value = p.is('=') || p.is(tIdent) && tidbddl.IsOption(p.tok.text)
		p.advance()
	}
	s, show, err := tidbddl.Parse(text.String(), at)
	switch {
	case err != nil && err.Offset >= 0:
		for i, start := range starts {
			if err.Offset <= start {
				throwAt(p.lex.sql, tokens[i].pos, tokens[i].end, "syntax error")
			}
		}
		throwAt(p.lex.sql, p.tok.pos, p.tok.end, "syntax error")
	case err != nil:
		throw(&Error{SQLSTATE: err.SQLSTATE, Message: err.Message, Hint: err.Hint})
	case show != nil:
		return p.showPlacement(show, at)
	}
	return s
}

// writeTiDB writes the next token as TiDB's lexer reads it.
func (p *parser) writeTiDB(text *strings.Builder, value bool) {
	source := p.lex.sql[p.tok.pos:p.tok.end]
	switch {
	case p.is(tString), p.is(tIdent) && value && source[0] == '"':
		text.WriteString("'" + strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(p.tok.text) + "'")
	case p.is(tIdent) && strings.Contains(source, `"`):
		text.WriteString("`" + strings.ReplaceAll(p.tok.text, "`", "``") + "`")
	case p.is(tIdent), p.tok.kind >= keywordBase, p.is(tInt):
		text.WriteString(p.tok.text)
	case p.is('='), p.is(','), p.is('.'), p.is('('), p.is(')'), p.is('-'), p.is('+'), p.is(tNumber):
		text.WriteString(source)
	default:
		p.fail()
	}
}

// showPlacement is SHOW PLACEMENT and its like: short for queries.
func (p *parser) showPlacement(s *tidbddl.Show, at ast.Pos) ast.Statement {
	const shown = `SELECT target AS "Target", placement AS "Placement", state AS "Scheduling_State" FROM isochron_internal.placement`
	relation := func() string {
		return quoteLiteral(deparse.Print(&ast.TableName{Name: ast.QName{Schema: s.Schema, Name: s.Name}})) + `::pg_catalog.regclass`
	}
	var text string
	switch s.What {
	case tidbddl.ShowLabels:
		text = `SELECT key AS "Key", values AS "Values" FROM isochron_internal.placement_labels ORDER BY 1`
	case tidbddl.ShowPolicy:
		name := quoteLiteral(s.Name)
		text = `SELECT ` + name + ` AS "Policy", CASE WHEN pg_catalog.has_tablespace_privilege(` + name + `, 'CREATE') IS NOT NULL THEN ` +
			`(SELECT create_statement FROM isochron_internal.placement WHERE kind = 'POLICY' AND name = ` + name + `) END AS "Create Policy"`
	case tidbddl.ShowDatabase:
		text = shown + ` WHERE kind = 'DATABASE' AND object = (SELECT oid FROM pg_catalog.pg_database WHERE datname = ` + quoteLiteral(s.Name) + `)`
	case tidbddl.ShowTable:
		text = shown + ` WHERE object = ` + relation()
	case tidbddl.ShowPartition:
		text = shown + ` WHERE object IN (SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = ` +
			relation() + ` AND c.relname = ` + quoteLiteral(s.Partition) + `)`
	case tidbddl.ShowRegions:
		q := p.rangesOf(ast.QName{Schema: s.Schema, Name: s.Name})
		moveTo(q, at)
		return q
	default:
		text = shown + ` WHERE own ORDER BY 1`
	}
	q, err := ParseOne(text)
	if err != nil {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: err.Error()})
	}
	moveTo(q.AST, at)
	return q.AST
}

// moveTo has all of a tree, which was read from another text, stand at one place of this one.
func moveTo(tree ast.Node, at ast.Pos) {
	ast.Walk(tree, func(n ast.Node) bool {
		v := reflect.Indirect(reflect.ValueOf(n))
		for i := range v.NumField() {
			switch f := v.Field(i).Addr().Interface().(type) {
			case *ast.Pos:
				*f = at
			case *ast.QName:
				f.Pos = at
			}
		}
		return true
	})
}

// placementPolicyAhead reports whether PLACEMENT POLICY comes.
func (p *parser) placementPolicyAhead() bool {
	return isPlacement(&p.tok) && p.peek(1).kind == kwPolicy
}

// optTablespace reads TABLESPACE name or, in TiDB's words, PLACEMENT POLICY [=] name; "": there is
// none, or DEFAULT.
func (p *parser) optTablespace() string {
	switch {
	case p.accept(kwTablespace):
		return p.colID()
	case p.placementPolicyAhead():
		return p.placementPolicy()
	}
	return ""
}

// placementPolicy reads PLACEMENT POLICY [=] name; "" for DEFAULT.
func (p *parser) placementPolicy() string {
	p.expect(tIdent, kwPolicy)
	p.accept('=')
	if p.accept(kwDefault) {
		return ""
	}
	return p.colID()
}

// alterPlacement reads [PARTITION name] PLACEMENT POLICY [=] name of ALTER TABLE and its like.
func (p *parser) alterPlacement(at ast.Pos) ast.AlterCmd {
	c := &ast.SetTablespace{Pos: at}
	if p.accept(kwPartition) {
		c.Partition = p.colID()
	}
	if !p.placementPolicyAhead() {
		p.fail()
	}
	c.Name = p.placementPolicy()
	return c
}
