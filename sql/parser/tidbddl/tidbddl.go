// Package tidbddl reads statements about where data lies, and in which ranges, which Postgres has no grammar for, in
// TiDB's words and by TiDB's parser: whole statements alone, never clauses of others.
//
// It gets them from package parser, which knows them by their first words and has written their
// tokens in a form in which the two lexers agree, and it gives trees of package ast, or a Show.
// Nothing of TiDB's tree leaves it, and no other package imports that parser. What is read is
// not judged here: package placement knows what options may say.
package tidbddl

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	tidb "github.com/pingcap/tidb/pkg/parser"
	tiast "github.com/pingcap/tidb/pkg/parser/ast"
	"github.com/pingcap/tidb/pkg/parser/opcode"
	literal "github.com/pingcap/tidb/pkg/parser/test_driver" // what TiDB's trees hold literals in

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// What a Show is about.
const (
	ShowAll = iota
	ShowLabels
	ShowPolicy
	ShowDatabase
	ShowTable
	ShowPartition
	ShowRegions
)

// Show is SHOW PLACEMENT, SHOW CREATE PLACEMENT POLICY or SHOW TABLE … REGIONS.
type Show struct {
	What         int
	Schema, Name string
	Partition    string
}

// Error says why a statement can't be read.
type Error struct {
	// Offset is where in the text the syntax error is, -1 where it is something else, which the
	// other fields tell.
	Offset                  int
	SQLSTATE, Message, Hint string
}

// options are the names of options by TiDB's types.
var options = map[tiast.PlacementOptionType]string{
	tiast.PlacementOptionPrimaryRegion:       "primary_region",
	tiast.PlacementOptionRegions:             "regions",
	tiast.PlacementOptionFollowerCount:       "followers",
	tiast.PlacementOptionVoterCount:          "voters",
	tiast.PlacementOptionLearnerCount:        "learners",
	tiast.PlacementOptionSchedule:            "schedule",
	tiast.PlacementOptionConstraints:         "constraints",
	tiast.PlacementOptionLeaderConstraints:   "leader_constraints",
	tiast.PlacementOptionFollowerConstraints: "follower_constraints",
	tiast.PlacementOptionVoterConstraints:    "voter_constraints",
	tiast.PlacementOptionLearnerConstraints:  "learner_constraints",
	tiast.PlacementOptionSurvivalPreferences: "survival_preferences",
}

// IsOption reports whether a word, in lower case, is the name of an option.
func IsOption(word string) bool {
	for _, name := range options {
		if name == word {
			return true
		}
	}
	return false
}

// textBytesMax bounds a statement: policies are short, and TiDB's parser is not ours.
const textBytesMax = 64 << 10

// Parse reads one statement, whose tree is at the given position. It gives one of a statement, a
// Show and an error.
func Parse(text string, at ast.Pos) (s ast.Statement, show *Show, bad *Error) {
	if len(text) > textBytesMax {
		return nil, nil, &Error{Offset: -1, SQLSTATE: "54000", Message: "the statement is too long", Hint: fmt.Sprintf("It may have %d bytes.", textBytesMax)}
	}
	defer func() {
		if r := recover(); r != nil { // it is not ours, and what it reads comes from anybody
			s, show, bad = nil, nil, &Error{Offset: 0}
		}
	}()
	p := tidb.New()
	list, _, err := p.Parse(text, "", "")
	if err != nil {
		return nil, nil, syntaxError(text, err)
	}
	if len(list) != 1 {
		return nil, nil, &Error{Offset: len(text)}
	}
	switch n := list[0].(type) {
	case *tiast.CreatePlacementPolicyStmt:
		return &ast.CreatePlacementPolicy{Pos: at, Name: n.PolicyName.O, OrReplace: n.OrReplace, IfNotExists: n.IfNotExists, Options: lowered(n.PlacementOptions, at)}, nil, nil
	case *tiast.AlterPlacementPolicyStmt:
		return &ast.AlterPlacementPolicy{Pos: at, Name: n.PolicyName.O, IfExists: n.IfExists, Options: lowered(n.PlacementOptions, at)}, nil, nil
	case *tiast.DropPlacementPolicyStmt:
		return &ast.DropPlacementPolicy{Pos: at, Name: n.PolicyName.O, IfExists: n.IfExists}, nil, nil
	case *tiast.SplitRegionStmt:
		s, bad = splitOf(n, at)
		return s, nil, bad
	case *tiast.ShowStmt:
		show, bad = showOf(n)
		return nil, show, bad
	}
	return nil, nil, &Error{Offset: 0}
}

// syntaxError finds where TiDB's parser stopped: it shows the rest of the text from there on.
func syntaxError(text string, err error) *Error {
	message := err.Error()
	_, near, ok := strings.Cut(message, ` near "`)
	if !ok {
		return &Error{Offset: -1, SQLSTATE: "22023", Message: message}
	}
	end := max(strings.LastIndexByte(near, '"'), 0)
	if why := strings.TrimSpace(strings.Trim(near[end:], `"`)); why != "" {
		return &Error{Offset: -1, SQLSTATE: "22023", Message: why}
	}
	near = near[:end]
	if at := strings.LastIndex(text, near); near != "" && at >= 0 {
		return &Error{Offset: at}
	}
	return &Error{Offset: len(text)}
}

func lowered(list []*tiast.PlacementOption, at ast.Pos) []ast.PlacementOption {
	out := make([]ast.PlacementOption, len(list))
	numbers := []tiast.PlacementOptionType{tiast.PlacementOptionFollowerCount, tiast.PlacementOptionVoterCount, tiast.PlacementOptionLearnerCount}
	for i, o := range list {
		out[i] = ast.PlacementOption{Pos: at, Name: options[o.Tp], Value: o.StrValue}
		if slices.Contains(numbers, o.Tp) {
			out[i].Value, out[i].Number = strconv.FormatUint(o.UintValue, 10), true
		}
	}
	return out
}

// splitOf is SPLIT TABLE. REGION FOR, and PARTITION before TABLE, say nothing.
func splitOf(n *tiast.SplitRegionStmt, at ast.Pos) (ast.Statement, *Error) {
	s := &ast.SplitTable{Pos: at, Name: ast.QName{Pos: at, Schema: n.Table.Schema.O, Name: n.Table.Name.O}, Index: n.IndexName.O, Regions: n.SplitOpt.Num}
	for _, p := range n.PartitionNames {
		s.Partitions = append(s.Partitions, p.O)
	}
	for _, list := range n.SplitOpt.ValueLists {
		row, err := valuesOf(list, at)
		if err != nil {
			return nil, err
		}
		s.Rows = append(s.Rows, row)
	}
	var err *Error
	if s.Lower, err = valuesOf(n.SplitOpt.Lower, at); err != nil {
		return nil, err
	}
	if s.Upper, err = valuesOf(n.SplitOpt.Upper, at); err != nil {
		return nil, err
	}
	return s, nil
}

func valuesOf(list []tiast.ExprNode, at ast.Pos) (out []ast.Expr, bad *Error) {
	for _, n := range list {
		c := valueOf(n, at)
		if c == nil {
			return nil, &Error{Offset: -1, SQLSTATE: "0A000", Message: "SPLIT TABLE takes numbers, strings and NULL alone", Hint: "ALTER TABLE ... SPLIT AT VALUES (...) takes expressions."}
		}
		out = append(out, c)
	}
	return out, nil
}

// valueOf is a literal; nil: it is none.
func valueOf(n tiast.ExprNode, at ast.Pos) *ast.Const {
	c := &ast.Const{Pos: at}
	switch n := n.(type) {
	case *literal.ValueExpr:
		switch n.Kind() {
		case literal.KindNull:
		case literal.KindInt64:
			c.Kind, c.Int = ast.ConstInt, n.GetInt64()
		case literal.KindUint64:
			c.Kind, c.Text = ast.ConstNumeric, strconv.FormatUint(n.GetUint64(), 10)
		case literal.KindFloat32, literal.KindFloat64:
			c.Kind, c.Text = ast.ConstNumeric, strconv.FormatFloat(n.GetFloat64(), 'g', -1, 64)
		case literal.KindMysqlDecimal:
			c.Kind, c.Text = ast.ConstNumeric, n.GetMysqlDecimal().String()
		case literal.KindString:
			c.Kind, c.Text = ast.ConstString, n.GetString()
		default:
			return nil
		}
		return c
	case *tiast.UnaryOperationExpr:
		if c = valueOf(n.V, at); c == nil || c.Kind != ast.ConstInt && c.Kind != ast.ConstNumeric {
			return nil
		}
		switch n.Op {
		case opcode.Plus:
		case opcode.Minus:
			if c.Kind == ast.ConstInt {
				c.Int = -c.Int
			} else if c.Text = "-" + c.Text; c.Text == "-9223372036854775808" {
				c.Kind, c.Int, c.Text = ast.ConstInt, math.MinInt64, ""
			}
		default:
			return nil
		}
		return c
	}
	return nil
}

func showOf(n *tiast.ShowStmt) (*Show, *Error) {
	if n.Tp == tiast.ShowRegions {
		if n.Where != nil || n.IndexName.O != "" || len(n.Table.PartitionNames) > 0 {
			return nil, &Error{Offset: -1, SQLSTATE: "0A000", Message: "SHOW TABLE ... REGIONS of a partition, an index, or with WHERE is not supported", Hint: "Query isochron_internal.ranges, or name the partition as a table."}
		}
		return &Show{What: ShowRegions, Schema: n.Table.Schema.O, Name: n.Table.Name.O}, nil
	}
	if n.Pattern != nil || n.Where != nil {
		return nil, &Error{Offset: -1, SQLSTATE: "0A000", Message: "SHOW PLACEMENT with LIKE or WHERE is not supported", Hint: "Query isochron_internal.placement."}
	}
	s := &Show{Name: n.DBName}
	switch n.Tp {
	case tiast.ShowPlacement:
		s.What = ShowAll
	case tiast.ShowPlacementLabels:
		s.What = ShowLabels
	case tiast.ShowCreatePlacementPolicy:
		s.What = ShowPolicy
	case tiast.ShowPlacementForDatabase:
		s.What = ShowDatabase
	case tiast.ShowPlacementForTable, tiast.ShowPlacementForPartition:
		s.What, s.Schema, s.Name = ShowTable, n.Table.Schema.O, n.Table.Name.O
		if n.Tp == tiast.ShowPlacementForPartition {
			s.What, s.Partition = ShowPartition, n.Partition.O
		}
	default:
		return nil, &Error{Offset: 0}
	}
	return s, nil
}
