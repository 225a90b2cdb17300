package copydata

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/base/charset"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

type format uint8

const (
	formatText format = iota
	formatCSV
	formatBinary
)

// Options are the options of COPY, as ParseOptions gives them.
type Options struct {
	format               format
	delim, quote, escape byte
	null                 string
	header, matchHeader  bool
	forceQuote           map[string]bool
	forceQuoteAll        bool
	forceNotNull         map[string]bool
	forceNull            map[string]bool
	// Freeze: the table must be new to the transaction; nothing else comes of it.
	Freeze   bool
	encoding *charset.Encoding // nil: the client's
}

// Binary reports whether the data is binary, and not text.
func (o *Options) Binary() bool { return o.format == formatBinary }

// NamedColumn is a column that an option names.
type NamedColumn struct{ Option, Column string }

// Named are the columns that options name, in an order that does not change.
func (o *Options) Named() []NamedColumn {
	var all []NamedColumn
	add := func(option string, set map[string]bool) {
		for _, name := range slices.Sorted(maps.Keys(set)) {
			all = append(all, NamedColumn{option, name})
		}
	}
	add("FORCE_QUOTE", o.forceQuote)
	add("FORCE_NOT_NULL", o.forceNotNull)
	add("FORCE_NULL", o.forceNull)
	return all
}

// findEncoding finds the encoding of a file.
func findEncoding(name string, opt ast.Option) (*charset.Encoding, error) {
	e := charset.Find(name)
	switch {
	case e == nil:
		return nil, pgerror.New(pgerror.InvalidParameterValue, "argument to option \"%s\" must be a valid encoding name", opt.Name).WithPosition(opt.Position() + 1)
	case !e.Known():
		return nil, pgerror.Unsupported("Convert the file to UTF8.", "encoding \"%s\" is not supported", e.Name)
	}
	return e, nil
}

// charset is what the text of a file has to be converted to or from; nil: nothing is.
func (o *Options) charset(env *types.Env) *charset.Encoding {
	switch {
	case o.format == formatBinary: // its values are the client's, one by one
		return nil
	case o.encoding == nil:
		return env.Charset
	case o.encoding.Converts():
		return o.encoding
	}
	return nil
}

// ParseOptions reads and checks the options as Postgres 15 does.
func ParseOptions(list []ast.Option, from bool) (Options, error) {
	var o Options
	seen := map[string]bool{}
	var delim, quote, escape, null *string
	for _, opt := range list {
		if seen[opt.Name] {
			return o, pgerror.New(pgerror.SyntaxError, "conflicting or redundant options").WithPosition(opt.Position() + 1)
		}
		seen[opt.Name] = true
		var err error
		switch opt.Name {
		case "format":
			err = o.setFormat(opt)
		case "freeze": // what is loaded is visible by the transaction's rules
			o.Freeze, err = optionBool(opt)
		case "delimiter":
			delim, err = optionText(opt)
		case "null":
			null, err = optionText(opt)
		case "quote":
			quote, err = optionText(opt)
		case "escape":
			escape, err = optionText(opt)
		case "header":
			err = o.setHeader(opt, from)
		case "encoding":
			var enc *string
			if enc, err = optionText(opt); err == nil {
				o.encoding, err = findEncoding(*enc, opt)
			}
		case "force_quote":
			o.forceQuote, o.forceQuoteAll, err = optionColumns(opt)
		case "force_not_null":
			o.forceNotNull, _, err = optionColumns(opt)
		case "force_null":
			o.forceNull, _, err = optionColumns(opt)
		default:
			err = pgerror.New(pgerror.SyntaxError, "option %q not recognized", opt.Name).WithPosition(opt.Position() + 1)
		}
		if err != nil {
			return o, err
		}
	}
	return o, o.complete(delim, quote, escape, null, from)
}

func (o *Options) setFormat(opt ast.Option) error {
	v, err := optionText(opt)
	if err != nil {
		return err
	}
	switch *v {
	case "text":
		o.format = formatText
	case "csv":
		o.format = formatCSV
	case "binary":
		o.format = formatBinary
	default:
		return pgerror.New(pgerror.InvalidParameterValue, "COPY format %q not recognized", *v).WithPosition(opt.Position() + 1)
	}
	return nil
}

func (o *Options) setHeader(opt ast.Option, from bool) error {
	if v, err := optionText(opt); err == nil && strings.EqualFold(*v, "match") {
		if !from {
			return pgerror.New(pgerror.FeatureNotSupported, "cannot use \"match\" with HEADER in COPY TO")
		}
		o.header, o.matchHeader = true, true
		return nil
	}
	b, err := optionBool(opt)
	o.header = b
	if pgerror.Is(err, pgerror.SyntaxError) {
		return pgerror.New(pgerror.SyntaxError, "%s requires a Boolean value or \"match\"", opt.Name)
	}
	return err
}

// complete fills in the format's defaults and checks what goes together.
func (o *Options) complete(delim, quote, escape, null *string, from bool) error {
	o.delim = '\t'
	o.null = `\N`
	if o.format == formatCSV {
		o.delim, o.null, o.quote, o.escape = ',', "", '"', '"'
	}
	binary := o.format == formatBinary
	one := func(what string, v *string, dst *byte, csvOnly bool) error {
		switch {
		case v == nil:
			return nil
		case binary && !csvOnly:
			return pgerror.New(pgerror.SyntaxError, "cannot specify %s in BINARY mode", strings.ToUpper(what))
		case csvOnly && o.format != formatCSV:
			return pgerror.New(pgerror.FeatureNotSupported, "COPY %s available only in CSV mode", what)
		case len(*v) != 1:
			return pgerror.New(pgerror.FeatureNotSupported, "COPY %s must be a single one-byte character", what)
		}
		*dst = (*v)[0]
		return nil
	}
	if err := one("delimiter", delim, &o.delim, false); err != nil {
		return err
	}
	if err := one("quote", quote, &o.quote, true); err != nil {
		return err
	}
	if quote != nil && escape == nil {
		o.escape = o.quote
	}
	if err := one("escape", escape, &o.escape, true); err != nil {
		return err
	}
	if null != nil {
		if binary {
			return pgerror.New(pgerror.SyntaxError, "cannot specify NULL in BINARY mode")
		}
		o.null = *null
	}
	return o.check(from)
}

func (o *Options) check(from bool) error {
	switch {
	case o.delim == '\n' || o.delim == '\r':
		return pgerror.New(pgerror.InvalidParameterValue, "COPY delimiter cannot be newline or carriage return")
	case strings.ContainsAny(o.null, "\r\n"):
		return pgerror.New(pgerror.InvalidParameterValue, "COPY null representation cannot use newline or carriage return")
	case o.format == formatText && strings.IndexByte(`\.abcdefghijklmnopqrstuvwxyz0123456789`, o.delim) >= 0:
		return pgerror.New(pgerror.InvalidParameterValue, "COPY delimiter cannot be %q", string(o.delim))
	case o.header && o.format == formatBinary:
		return pgerror.New(pgerror.FeatureNotSupported, "cannot specify HEADER in BINARY mode")
	case o.format == formatCSV && o.delim == o.quote:
		return pgerror.New(pgerror.InvalidParameterValue, "COPY delimiter and quote must be different")
	case (o.forceQuote != nil || o.forceQuoteAll) && o.format != formatCSV:
		return pgerror.New(pgerror.FeatureNotSupported, "COPY force quote available only in CSV mode")
	case (o.forceQuote != nil || o.forceQuoteAll) && from:
		return pgerror.New(pgerror.FeatureNotSupported, "COPY force quote only available using COPY TO")
	case o.forceNotNull != nil && o.format != formatCSV:
		return pgerror.New(pgerror.FeatureNotSupported, "COPY force not null available only in CSV mode")
	case o.forceNotNull != nil && !from:
		return pgerror.New(pgerror.FeatureNotSupported, "COPY force not null only available using COPY FROM")
	case o.forceNull != nil && o.format != formatCSV:
		return pgerror.New(pgerror.FeatureNotSupported, "COPY force null available only in CSV mode")
	case o.forceNull != nil && !from:
		return pgerror.New(pgerror.FeatureNotSupported, "COPY force null only available using COPY FROM")
	case strings.IndexByte(o.null, o.delim) >= 0 && o.format != formatBinary:
		return pgerror.New(pgerror.FeatureNotSupported, "COPY delimiter must not appear in the NULL specification")
	}
	return nil
}

func optionText(opt ast.Option) (*string, error) {
	switch v := opt.Value.(type) {
	case *ast.Const:
		if v.Kind == ast.ConstString {
			return &v.Text, nil
		}
		if v.Kind == ast.ConstInt {
			t := strconv.FormatInt(v.Int, 10)
			return &t, nil
		}
		if v.Kind == ast.ConstBool {
			t := "off"
			if v.Bool {
				t = "on"
			}
			return &t, nil
		}
		return &v.Text, nil
	case *ast.ColumnRef:
		return &v.Name, nil
	case *ast.TypeExpr:
		return &v.Type.Names[len(v.Type.Names)-1], nil
	}
	return nil, pgerror.New(pgerror.SyntaxError, "%s requires a parameter", opt.Name).WithPosition(opt.Position() + 1)
}

func optionBool(opt ast.Option) (bool, error) {
	if opt.Value == nil {
		return true, nil
	}
	v, err := optionText(opt)
	if err == nil {
		switch strings.ToLower(*v) {
		case "true", "on", "1":
			return true, nil
		case "false", "off", "0":
			return false, nil
		}
	}
	return false, pgerror.New(pgerror.SyntaxError, "%s requires a Boolean value", opt.Name).WithPosition(opt.Position() + 1)
}

// optionColumns reads a list of columns, or * for all.
func optionColumns(opt ast.Option) (map[string]bool, bool, error) {
	if _, all := opt.Value.(*ast.OptionStar); all {
		return nil, true, nil
	}
	list, ok := opt.Value.(*ast.OptionList)
	if !ok {
		return nil, false, pgerror.New(pgerror.InvalidParameterValue, "argument to option %q must be a list of column names", opt.Name).WithPosition(opt.Position() + 1)
	}
	cols := map[string]bool{}
	for _, e := range list.Items {
		v, err := optionText(ast.Option{Name: opt.Name, Value: e})
		if err != nil {
			return nil, false, err
		}
		cols[*v] = true
	}
	return cols, false, nil
}
