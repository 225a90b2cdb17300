package xmlvalue

import (
	"errors"
	"strings"
	"testing"
)

func tree(t testing.TB, src string) *Node {
	t.Helper()
	n, found, err := Parse(src, Options{Document: true, Strict: true})
	if err != nil || found.Errors != "" {
		t.Fatalf("%.100s: %v, %s", src, err, found.Errors)
	}
	return n
}

// TestPathBounds: expressions that nest, or go on, without end are refused.
func TestPathBounds(t *testing.T) {
	n := tree(t, "<a/>")
	for _, s := range []string{
		strings.Repeat("(", 100000) + "1", strings.Repeat("(", 600) + "1" + strings.Repeat(")", 600), strings.Repeat("a[", 100000), strings.Repeat("a/", 100000) + "a",
		strings.Repeat("1 or ", 100000) + "1", strings.Repeat("string(", 1000) + "1" + strings.Repeat(")", 1000), strings.Repeat("1|", 100000) + "1",
	} {
		if _, err := Compile(s); !errors.Is(err, errDeep) {
			t.Errorf("%.20s…: %v", s, err)
		}
	}
	for _, s := range []string{strings.Repeat("a/", 1000) + "a", strings.Repeat("1+", 1000) + "1", strings.Repeat("-", 100000) + "1", strings.Repeat("(", 200) + "1" + strings.Repeat(")", 200)} {
		p, err := Compile(s)
		if err == nil {
			_, err = p.Eval(n, nil, nil)
		}
		if err != nil {
			t.Errorf("%.20s…: %v", s, err)
		}
	}
}

// TestPathRoom: what is gathered is asked for, and who is asked may end what takes long.
func TestPathRoom(t *testing.T) {
	n := tree(t, "<a>"+strings.Repeat("<b><c/></b>", 3000)+"</a>")
	asked := int64(0)
	eval := func(s string, room func(int64) error) error {
		p, err := Compile(s)
		if err == nil {
			_, err = p.Eval(n, nil, room)
		}
		return err
	}
	if err := eval("//*", func(n int64) error { asked += n; return nil }); err != nil || asked < 6000*4 {
		t.Errorf("%d bytes: %v", asked, err)
	}
	stop := errors.New("stop")
	for _, s := range []string{"//*[count(//*[count(//*) > 0]) > 0]", "//c[. = //c/following::c]", "count(//b/following-sibling::b/preceding-sibling::b)"} {
		times := 0
		if err := eval(s, func(int64) error {
			if times++; times > 20 {
				return stop
			}
			return nil
		}); !errors.Is(err, stop) {
			t.Errorf("%s: %v", s, err)
		}
	}
}

// FuzzPath: no expression makes the reader or the evaluation fail, and each stops when it is told to.
func FuzzPath(f *testing.F) {
	for _, s := range []string{"/a/b[1]/@c", "//x:*[last()]|//text()", "count(//a) div 2 - -1.5e3", "substring('äb', 1 div 0, -1)", "id('x')/ancestor-or-self::node()", "a[position() mod 2 = 1][. != 'x']",
		"translate(normalize-space(), 'a', '')", "//comment()/preceding::processing-instruction('p')", "namespace::*/..", "not(lang('en')) and $x", "@*/following::*", "string(//@*/preceding::node()[2])"} {
		f.Add(s)
	}
	n := tree(f, `<a xmlns:x="u" c="1"><b c="2">t<!--k--><?p q?></b><x:b xml:lang="en" xml:id="x"><![CDATA[d]]></x:b></a>`)
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Compile(s)
		if err != nil {
			return
		}
		times := 0
		v, err := p.Eval(n.First.First, []Binding{{"x", "u"}}, func(int64) error {
			if times++; times > 100 {
				return errors.New("enough")
			}
			return nil
		})
		if err != nil {
			return
		}
		_ = v.String()
		for i, c := range v.Nodes {
			if i > 0 && v.Nodes[i-1].order > c.order {
				t.Fatalf("%q: not in the order of the document", s)
			}
			if _, err := AppendNode(nil, c, nil); err != nil && !errors.Is(err, ErrNoText) {
				t.Fatalf("%q: %v", s, err)
			}
		}
	})
}
