package xmlvalue

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// truth is a value as a boolean.
func truth(v Value) bool {
	switch v.Kind {
	case NodesValue:
		return len(v.Nodes) > 0
	case StringValue:
		return v.Text != ""
	case NumberValue:
		return v.Number != 0 && !math.IsNaN(v.Number)
	}
	return v.Bool
}

// String is a value as a text: of nodes that of the first one.
func (v Value) String() string {
	switch v.Kind {
	case NodesValue:
		if len(v.Nodes) == 0 {
			return ""
		}
		return v.Nodes[0].Value()
	case NumberValue:
		return formatNumber(v.Number)
	case BoolValue:
		return strconv.FormatBool(v.Bool)
	}
	return v.Text
}

func (e *evaluation) text(v Value) string {
	s := v.String()
	e.take(len(s))
	return s
}

func (e *evaluation) number(v Value) float64 {
	switch v.Kind {
	case NumberValue:
		return v.Number
	case BoolValue:
		if v.Bool {
			return 1
		}
		return 0
	}
	return numberOf(e.text(v))
}

// numberOf reads a text as a number; NaN where it is none.
func numberOf(s string) float64 {
	s = strings.Trim(s, " \t\r\n")
	digits := strings.TrimPrefix(s, "-")
	n := numberEnd(digits)
	if strings.HasSuffix(digits, ".") && n == 0 { // 1. is a number, too
		n = numberEnd(digits[:len(digits)-1])
		if n > 0 {
			n++
		}
	}
	if n == 0 || n != len(digits) {
		return math.NaN()
	}
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

// formatNumber writes a number as libxml does: with 15 digits at most.
func formatNumber(v float64) string {
	const digits, upper, lower = 15, 1e9, 1e-5
	abs := math.Abs(v)
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 0):
		return map[bool]string{true: "Infinity", false: "-Infinity"}[v > 0]
	case v == 0:
		return "0"
	case v > math.MinInt32 && v < math.MaxInt32 && v == math.Trunc(v):
		return strconv.Itoa(int(v))
	case abs > upper || abs < lower:
		s := strconv.FormatFloat(v, 'e', digits-1, 64)
		mantissa, exponent, _ := strings.Cut(s, "e")
		return trimZeros(mantissa) + "e" + exponent
	}
	place := int(math.Log10(abs))
	fraction := digits - place
	if place > 0 {
		fraction--
	}
	return trimZeros(strconv.FormatFloat(v, 'f', fraction, 64))
}

func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// function is one of XPath's: how many arguments it takes, and what it makes of them. most below 0 is any
// number. With about, the node around is its argument where none is given.
type function struct {
	least, most int
	about       bool
	call        func(e *evaluation, at place, args []Value) Value
}

func textValue(s string) Value    { return Value{Kind: StringValue, Text: s} }
func numberValue(n float64) Value { return Value{Kind: NumberValue, Number: n} }
func boolValue(b bool) Value      { return Value{Kind: BoolValue, Bool: b} }
func (e *evaluation) call(t *term, at place) Value {
	args := make([]Value, len(t.args))
	for i, a := range t.args {
		args[i] = e.term(a, at)
	}
	if e.err != nil {
		return Value{}
	}
	if t.prefix != "" {
		if _, ok := e.space(t.prefix); !ok {
			return e.fail(PathError("")) // libxml does not say why
		}
		return e.fail(errFunction)
	}
	f, ok := functionNamed(t.text)
	switch {
	case !ok:
		return e.fail(errFunction)
	case f.about && len(args) == 0:
		args = []Value{{Nodes: []*Node{at.node}}}
	case len(args) < f.least || f.most >= 0 && len(args) > f.most:
		return e.fail(errArguments)
	}
	return f.call(e, at, args)
}

func functionNamed(name string) (f function, ok bool) {
	if f, ok = nodeFunction(name); ok {
		return f, true
	}
	if f, ok = textFunction(name); ok {
		return f, true
	}
	return otherFunction(name)
}

// nodeFunction are those about nodes and places.
func nodeFunction(name string) (function, bool) {
	switch name {
	case "last":
		return function{call: func(e *evaluation, at place, _ []Value) Value {
			if at.size < 0 {
				return e.fail(errSize)
			}
			return numberValue(float64(at.size))
		}}, true
	case "position":
		return function{call: func(e *evaluation, at place, _ []Value) Value {
			if at.position < 0 {
				return e.fail(errPosition)
			}
			return numberValue(float64(at.position))
		}}, true
	case "count":
		return function{least: 1, most: 1, call: func(e *evaluation, _ place, args []Value) Value {
			if args[0].Kind != NodesValue {
				return e.fail(errType)
			}
			return numberValue(float64(len(args[0].Nodes)))
		}}, true
	case "sum":
		return function{least: 1, most: 1, call: func(e *evaluation, _ place, args []Value) Value {
			if args[0].Kind != NodesValue {
				return e.fail(errType)
			}
			sum := 0.0
			for _, n := range args[0].Nodes {
				if !e.step() {
					break
				}
				sum += numberOf(n.Value())
			}
			return numberValue(sum)
		}}, true
	case "id":
		return function{least: 1, most: 1, call: func(e *evaluation, _ place, args []Value) Value { return e.byID(args[0]) }}, true
	case "name", "local-name", "namespace-uri":
		return function{most: 1, about: true, call: func(e *evaluation, _ place, args []Value) Value {
			if args[0].Kind != NodesValue {
				return e.fail(errType)
			}
			return textValue(nameOf(name, args[0].Nodes))
		}}, true
	case "lang":
		return function{least: 1, most: 1, call: func(e *evaluation, at place, args []Value) Value {
			return boolValue(speaks(at.node, e.text(args[0])))
		}}, true
	}
	return function{}, false
}

// nameOf is what name, local-name or namespace-uri say of the first node.
func nameOf(what string, nodes []*Node) string {
	if len(nodes) == 0 {
		return ""
	}
	switch n := nodes[0]; n.Kind {
	case ElementNode, AttributeNode:
		switch what {
		case "name":
			return n.full()
		case "namespace-uri":
			return n.URI
		}
		return n.Name
	case InstructionNode, NamespaceNode:
		if what != "namespace-uri" {
			return n.Name
		}
	}
	return ""
}

// byID finds elements by their xml:id, which a value lists.
func (e *evaluation) byID(v Value) Value {
	wanted := map[string]bool{}
	add := func(s string) {
		for _, id := range strings.Fields(s) {
			wanted[id] = true
		}
	}
	if v.Kind == NodesValue {
		for _, n := range v.Nodes {
			add(n.Value())
		}
	} else {
		add(e.text(v))
	}
	var out []*Node
	for n := e.root; n != nil && e.step(); n = n.following(e.root) {
		for _, a := range n.Attributes {
			if a.Prefix == "xml" && a.Name == "id" && wanted[a.Text] {
				out = append(out, n)
			}
		}
	}
	return Value{Nodes: out}
}

// speaks reports whether the nearest xml:lang is a language, or one of its kinds.
func speaks(n *Node, lang string) bool {
	for ; n != nil; n = n.Parent {
		for _, a := range n.Attributes {
			if a.Prefix == "xml" && a.Name == "lang" {
				return len(a.Text) >= len(lang) && strings.EqualFold(a.Text[:len(lang)], lang) && (len(a.Text) == len(lang) || a.Text[len(lang)] == '-')
			}
		}
	}
	return false
}

// textFunction are those about texts.
func textFunction(name string) (function, bool) {
	two := func(f func(a, b string) Value) (function, bool) {
		return function{least: 2, most: 2, call: func(e *evaluation, _ place, args []Value) Value { return f(e.text(args[0]), e.text(args[1])) }}, true
	}
	one := func(f func(s string) Value) (function, bool) {
		return function{most: 1, about: true, call: func(e *evaluation, _ place, args []Value) Value { return f(e.text(args[0])) }}, true
	}
	switch name {
	case "string":
		return one(textValue)
	case "string-length":
		return one(func(s string) Value { return numberValue(float64(utf8.RuneCountInString(s))) })
	case "normalize-space":
		return one(func(s string) Value {
			return textValue(strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c < 0x80 && isBlank(byte(c)) }), " "))
		})
	case "concat":
		return function{least: 2, most: -1, call: func(e *evaluation, _ place, args []Value) Value {
			var b strings.Builder
			for _, a := range args {
				b.WriteString(e.text(a))
			}
			return textValue(b.String())
		}}, true
	case "starts-with":
		return two(func(a, b string) Value { return boolValue(strings.HasPrefix(a, b)) })
	case "contains":
		return two(func(a, b string) Value { return boolValue(strings.Contains(a, b)) })
	case "substring-before":
		return two(func(a, b string) Value {
			if before, _, ok := strings.Cut(a, b); ok {
				return textValue(before)
			}
			return textValue("")
		})
	case "substring-after":
		return two(func(a, b string) Value {
			_, after, _ := strings.Cut(a, b)
			return textValue(after)
		})
	case "translate":
		return function{least: 3, most: 3, call: func(e *evaluation, _ place, args []Value) Value {
			return textValue(translated(e.text(args[0]), e.text(args[1]), e.text(args[2])))
		}}, true
	case "substring":
		return function{least: 2, most: 3, call: func(e *evaluation, _ place, args []Value) Value {
			length := math.Inf(1)
			if len(args) > 2 {
				length = e.number(args[2])
			}
			return textValue(substring(e.text(args[0]), e.number(args[1]), length))
		}}, true
	}
	return function{}, false
}

func translated(s, from, to string) string {
	became := map[rune]rune{} // -1: it goes
	targets := []rune(to)
	i := 0
	for _, c := range from {
		if _, ok := became[c]; !ok {
			became[c] = -1
			if i < len(targets) {
				became[c] = targets[i]
			}
		}
		i++
	}
	return strings.Map(func(c rune) rune {
		if t, ok := became[c]; ok {
			return t
		}
		return c
	}, s)
}

// substring are the characters whose places, from 1, are from start on and before start + length, both
// rounded.
func substring(s string, start, length float64) string {
	first, end := round(start), round(start)+round(length)
	if math.IsInf(length, 1) && !math.IsInf(start, -1) {
		end = math.Inf(1)
	}
	from, to, place := -1, len(s), 1.0
	for i := range s {
		if from < 0 && place >= first && place < end {
			from = i
		}
		if from >= 0 && !(place < end) {
			to = i
			break
		}
		place++
	}
	if from < 0 {
		return ""
	}
	return s[from:to]
}

// round rounds to the nearest whole number, and halves up.
func round(v float64) float64 {
	if v >= -0.5 && v < 0.5 {
		return v * 0
	}
	return math.Floor(v + 0.5)
}

// otherFunction are those about truth and numbers.
func otherFunction(name string) (function, bool) {
	number := func(f func(float64) float64) (function, bool) {
		return function{least: 1, most: 1, call: func(e *evaluation, _ place, args []Value) Value { return numberValue(f(e.number(args[0]))) }}, true
	}
	switch name {
	case "true", "false":
		return function{call: func(*evaluation, place, []Value) Value { return boolValue(name == "true") }}, true
	case "boolean", "not":
		return function{least: 1, most: 1, call: func(_ *evaluation, _ place, args []Value) Value {
			return boolValue(truth(args[0]) == (name == "boolean"))
		}}, true
	case "number":
		return function{most: 1, about: true, call: func(e *evaluation, _ place, args []Value) Value { return numberValue(e.number(args[0])) }}, true
	case "floor":
		return number(math.Floor)
	case "ceiling":
		return number(math.Ceil)
	case "round":
		return number(round)
	}
	return function{}, false
}
