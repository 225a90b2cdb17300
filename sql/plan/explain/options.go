package explain

import (
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// ParseOptions reads the options of EXPLAIN. The errors are 42601 and 22023.
// Without options: costs and times are shown, ANALYZE is off.
func ParseOptions(list []ast.Option) (nodes.ExplainOptions, error) {
	o := nodes.ExplainOptions{Costs: true, Timing: true}
	// Whether these were said: TIMING without ANALYZE is an error, but its default is not.
	timing, summary, wal := false, false, false
	for i := range list {
		op := &list[i]
		// FORMAT takes a word, which is no truth value.
		// err is of the value as a switch: it is looked at only when the option is one.
		on, err := optionBool(op)
		if op.Name == "format" {
			if err := explainFormat(op, &o); err != nil {
				return o, err
			}
			continue
		}
		if err != nil {
			return o, err
		}
		// Names come in lower case from the parser; the last one of a name counts, as in Postgres.
		switch op.Name {
		// ANALYSE is a spelling that the grammar of Postgres has, too.
		case "analyze", "analyse":
			o.Analyze = on
		case "verbose":
			o.Verbose = on
		case "costs":
			o.Costs = on
		case "timing":
			o.Timing, timing = on, true
		case "summary":
			o.Summary, summary = on, true
		case "wan":
			o.WAN = on
		case "settings":
			o.Settings = on
		// They are read and change nothing: there are no shared buffers or WAL per statement to tell of.
		case "buffers":
		case "wal":
			wal = on
		default:
			return o, pgerror.New(pgerror.SyntaxError, "unrecognized EXPLAIN option %q", op.Name)
		}
	}
	// The other forms have no fields for what WAN tells.
	if o.WAN && o.Format != nodes.ExplainText {
		return o, pgerror.Unsupported("Use FORMAT TEXT.", "EXPLAIN option WAN with another format than TEXT is not supported")
	}
	if wal && !o.Analyze {
		return o, pgerror.New(pgerror.InvalidParameterValue, "EXPLAIN option WAL requires ANALYZE")
	}
	if timing && o.Timing && !o.Analyze {
		return o, pgerror.New(pgerror.InvalidParameterValue, "EXPLAIN option TIMING requires ANALYZE")
	}
	// SUMMARY goes with ANALYZE unless it is said.
	if !summary {
		o.Summary = o.Analyze
	}
	return o, nil
}

// optionText is an option's value in lower case, however it is written: a word parses as a column's
// name, a string or a number as a constant. "" for what is none of these.
func optionText(op *ast.Option) string {
	switch v := op.Value.(type) {
	case *ast.Const:
		if v.Kind == ast.ConstBool {
			if v.Bool {
				return "true"
			}
			return "false"
		}
		if v.Kind == ast.ConstInt {
			return strconv.FormatInt(v.Int, 10)
		}
		return strings.ToLower(v.Text)
	case *ast.ColumnRef:
		return strings.ToLower(v.Name)
	}
	return ""
}

// optionBool reads a switch as Postgres's defGetBoolean does: without a value it is on. The error is 42601.
// Words are compared without regard to case.
func optionBool(op *ast.Option) (bool, error) {
	// EXPLAIN (ANALYZE) is EXPLAIN (ANALYZE true).
	if op.Value == nil {
		return true, nil
	}
	switch optionText(op) {
	case "true", "on", "1":
		return true, nil
	case "false", "off", "0":
		return false, nil
	}
	return false, pgerror.New(pgerror.SyntaxError, "%s requires a Boolean value", op.Name)
}

// explainFormat sets the format; the error is 22023.
// The last FORMAT counts.
func explainFormat(op *ast.Option, o *nodes.ExplainOptions) error {
	switch f := optionText(op); f {
	case "text":
		o.Format = nodes.ExplainText
	case "json":
		o.Format = nodes.ExplainJSON
	case "xml":
		o.Format = nodes.ExplainXML
	case "yaml":
		o.Format = nodes.ExplainYAML
	default:
		return pgerror.New(pgerror.InvalidParameterValue, "unrecognized value for EXPLAIN option \"format\": %q", f)
	}
	return nil
}
