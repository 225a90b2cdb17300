package xmlvalue

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func check(src string, o Options) string {
	_, found, err := Parse(src, o)
	if err != nil {
		return err.Error()
	}
	return found.Errors
}

// TestBounds: texts that would take time, memory or stack without end are refused.
func TestBounds(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString(`<!DOCTYPE a [<!ENTITY e0 "0123456789">`)
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&bomb, `<!ENTITY e%d "&e%d;&e%d;&e%d;&e%d;">`, i, i-1, i-1, i-1, i-1)
	}
	bomb.WriteString(`]>`)
	deep := strings.Repeat("<a>", depthMax+2)
	wide := `<!DOCTYPE a [<!ENTITY e "` + strings.Repeat("x", 100000) + `">]><a>` + strings.Repeat("&e;", 100000) + `</a>`
	for name, x := range map[string]struct{ src, want string }{
		"entities":             {bomb.String() + `<a>&e29;</a>`, "Detected an entity reference loop"},
		"within an attribute":  {bomb.String() + `<a b="&e29;"/>`, "Detected an entity reference loop"},
		"the same one":         {wide, "Detected an entity reference loop"},
		"a loop":               {`<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "&e;">]><a>&e;</a>`, "Detected an entity reference loop"},
		"a loop of values":     {`<!DOCTYPE a [<!ENTITY e "&f;"><!ENTITY f "&e;">]><a b="&e;"/>`, "Detected an entity reference loop"},
		"a loop of parameters": {`<!DOCTYPE a [<!ENTITY % p "<!ENTITY e 'x'>"> ` + strings.Repeat("%p;", 10) + `]><a>&e;</a>`, ""},
		"depth":                {deep, "Excessive depth in document: 256 use XML_PARSE_HUGE option"},
		"depth by entities":    {`<!DOCTYPE a [<!ENTITY e "` + strings.Repeat("<a>", 200) + strings.Repeat("</a>", 200) + `">]>` + strings.Repeat("<a>", 100) + "&e;" + strings.Repeat("</a>", 100), "Excessive depth"},
		"within bounds":        {strings.Repeat("<a>", depthMax) + strings.Repeat("</a>", depthMax), ""},
	} {
		for _, strict := range []bool{false, true} {
			got := check(x.src, Options{Document: true, Strict: strict})
			if x.want == "" && got != "" || !strings.Contains(got, x.want) {
				t.Errorf("%s (strict: %v): %.200s; want %s", name, strict, got, x.want)
			}
		}
	}
	if got := len(check(strings.Repeat("&x ", 100000), Options{})); got > errorBytesMax+1000 {
		t.Errorf("%d bytes are told of one text", got)
	}
}

// TestRoom: a tree is asked for before it is there, and a refusal ends the reading.
func TestRoom(t *testing.T) {
	src := "<a>" + strings.Repeat("<b>x</b>", 10000) + "</a>"
	asked := int64(0)
	if _, _, err := Parse(src, Options{Document: true, Strict: true, Room: func(n int64) error { asked += n; return nil }}); err != nil || asked < 10000*2*nodeBytes {
		t.Errorf("%d bytes were asked for: %v", asked, err)
	}
	// Many pieces of text make one node, each copied once; many attributes are looked through, with pauses.
	many := "<a>" + strings.Repeat("&amp;", 200000) + "</a>"
	if tree, _, err := Parse(many, Options{Document: true, Strict: true}); err != nil || tree.First.First != tree.First.Last || len(tree.Value()) != 200000 {
		t.Errorf("pieces of text: %v", err)
	}
	var attributes strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&attributes, " a%d=''", i)
	}
	asked = 0
	if _, _, err := Parse("<a"+attributes.String()+"/>", Options{Document: true, Room: func(n int64) error { asked++; return nil }}); err != nil || asked < 10 {
		t.Errorf("asked %d times of many attributes: %v", asked, err)
	}
	refused := errors.New("refused")
	tree, _, err := Parse(src, Options{Document: true, Strict: true, Room: func(int64) error { return refused }})
	if !errors.Is(err, refused) || tree != nil {
		t.Errorf("refused: %v", err)
	}
}

// FuzzParse: no text makes the parser fail or go on for ever, and what is told has an end.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"<a b='1'>x&amp;<!--c--><?p q?><![CDATA[d]]></a>", `<!DOCTYPE a [<!ENTITY e "<b>x</b>"><!ATTLIST a b CDATA "d"><!ELEMENT a ANY>]><a>&e;</a>`,
		`<?xml version="1.0" encoding="utf-8" standalone="yes"?><x:a xmlns:x="u" x:b="&#65;"/>`, "]]>", "&#x110000;", "<a:b:c/>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, o := range []Options{{}, {Document: true}, {Document: true, Strict: true}} {
			tree, found, err := Parse(s, o)
			if err != nil || len(found.Errors) > 2*errorBytesMax {
				t.Fatalf("%q: %v, %d bytes", s, err, len(found.Errors))
			}
			if (tree != nil) != (o.Strict && found.Errors == "") {
				t.Fatalf("%q: a tree: %v, %s", s, tree != nil, found.Errors)
			}
		}
		HasDoctype(s)
		ReadDecl(s)
	})
}

// TestLetters reads the whole table of letters.
func TestLetters(t *testing.T) {
	tables := letterTables()
	if len(tables[0]) < 190 || len(tables[1]) < 100 {
		t.Errorf("%d and %d ranges", len(tables[0]), len(tables[1]))
	}
	for _, list := range tables {
		for i, s := range list {
			if s.from > s.to || i > 0 && list[i-1].to >= s.from {
				t.Errorf("%x-%x", s.from, s.to)
			}
		}
	}
	for c, want := range map[rune]bool{'a': true, ':': true, '_': true, '1': false, '-': false, 'ä': true, 0x4e00: true, 0x10000: false} {
		if oldNameStart(c) != want {
			t.Errorf("%c begins a name: %v", c, !want)
		}
	}
}
