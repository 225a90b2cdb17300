package textsearch

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// wholes are the kinds of tokens that come again in parts.
func (k Kind) whole() bool { return k == URL || k == AsciiHWord || k == HWord || k == NumHWord }

// joined are a text's tokens put together again.
func tokensJoined(t *testing.T, text string) string {
	var b strings.Builder
	n := 0
	for tok := range Tokens(text) {
		if n++; n > 4*len(text)+4 {
			t.Fatalf("%q: tokens without end", text)
		}
		if !tok.Kind.whole() {
			b.WriteString(tok.Text)
		}
	}
	return b.String()
}

// TestTokensLinear: texts that look like the beginning of an address, a host, a tag or a comment
// at each of their words are cut in time that grows with their length, not with its square.
func TestTokensLinear(t *testing.T) {
	for _, part := range []string{"a@", "a1@", "a_", "a-b_", "a.", "a-", "a-1", "<!--", "<a '", "<a \"", "a/", "&a", "1.", "http://a.b/", "/.", "~", "a1.b_", "a.b_1-"} {
		text := strings.Repeat(part, 200_000/len(part))
		start := time.Now()
		if got := tokensJoined(t, text); got != text {
			t.Errorf("%q: the tokens are not the text", part)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%q: %v", part, took)
		}
	}
}

// TestStemmersStop: stop words are left out, and others stemmed, in each language.
func TestStemmersStop(t *testing.T) {
	for _, d := range Dicts() {
		lexeme, o := d.Lexize("xyzzy")
		if o != Known || lexeme == "" {
			t.Errorf("%s: %q, %v", d.Name, lexeme, o)
		}
	}
	if _, o := DictByName("english_stem").Lexize("The"); o != Stop {
		t.Error("The is no stop word")
	}
	if !IsUnstemmed("greek") || !IsUnstemmed("greek_stem") || IsUnstemmed("english") || IsUnstemmed("") {
		t.Error("IsUnstemmed")
	}
}

// TestLongWords: words of a vector and their number have limits.
func TestLongWords(t *testing.T) {
	var b strings.Builder
	for i := range 1100 {
		b.WriteString(" " + strings.Repeat("x", 1000) + string(rune('a'+i%26)) + strings.Repeat("y", i%50) + string(rune('a'+i/26%26)))
	}
	if _, err := ParseVector(b.String()); err == nil || !strings.Contains(err.Error(), "too long for tsvector") {
		t.Errorf("1.1 MB of words: %v", err)
	}
	if _, err := ParseQuery(strings.Repeat("(", depthMax+1)); err == nil || !strings.Contains(err.Error(), "depth") {
		t.Errorf("deep: %v", err)
	}
	if _, err := ParseQuery(strings.Repeat("!", depthMax+1)); err == nil {
		t.Error("deep negations are let through")
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"foo-bar http://a.b.com:80/c?d=e me@x.org", "<script>a</script> &amp; <!-- x -->", "1.2.3 -4e5 ../a ~/b é\u0301-x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := tokensJoined(t, text); got != text {
			t.Errorf("%q is cut into %q", text, got)
		}
		q, err := ConfigByName("english").WebQuery(text)
		if err != nil {
			return
		}
		o, _ := ParseHeadlineOptions("MaxFragments=2, MaxWords=4, MinWords=1")
		if _, err := ConfigByName("english").Headline(text, q, &o, free{}); err != nil {
			t.Error(err)
		}
	})
}

// FuzzVector: texts, the wire's bytes and a store's do no harm, and what is read reads back.
func FuzzVector(f *testing.F) {
	for _, s := range []string{"a:1A,2 'b c' d\\ e", "'", ":", "a:1,"} {
		v, _ := ParseVector(s)
		f.Add(s, string(v.AppendBinary(nil)), string(AppendVector(nil, v)))
	}
	f.Fuzz(func(t *testing.T, text, wire, kept string) {
		if v, ok := DecodeVector(kept); ok {
			_ = v.AppendText(nil)
			_ = v.AppendBinary(nil)
		}
		for i, read := range []func() (Vector, error){
			func() (Vector, error) { return ParseVector(text) },
			func() (Vector, error) { return VectorFromBinary(wire) },
		} {
			v, err := read()
			if err != nil || strings.ContainsRune(text, 0) {
				continue
			}
			shown := string(v.AppendText(nil))
			back, ok := DecodeVector(string(AppendVector(nil, v)))
			if !ok || string(back.AppendText(nil)) != shown {
				t.Errorf("%d: %q is kept as %q", i, shown, back.AppendText(nil))
			}
			if again, err := VectorFromBinary(string(v.AppendBinary(nil))); err != nil || string(again.AppendText(nil)) != shown {
				t.Errorf("%d: %q over the wire: %v, %v", i, shown, again, err)
			}
		}
	})
}

// FuzzQuery is FuzzVector for queries, which are also rewritten and asked of a document.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"a:*AB & !(b | c) <3> 'd e'", "!", "a <-> ", "((a)"} {
		q, _ := ParseQuery(s)
		f.Add(s, string(q.AppendBinary(nil)), string(AppendQuery(nil, q)))
	}
	doc, err := ParseVector("a:1,4 b:2A c:3 d")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, wire, kept string) {
		if q, ok := DecodeQuery(kept); ok {
			_ = q.AppendText(nil)
			_ = q.AppendBinary(nil)
		}
		for i, read := range []func() (Query, error){
			func() (Query, error) { return ParseQuery(text) },
			func() (Query, error) { return QueryFromBinary(wire) },
		} {
			q, err := read()
			if err != nil || strings.ContainsRune(text, 0) {
				continue
			}
			shown := string(q.AppendText(nil))
			back, ok := DecodeQuery(string(AppendQuery(nil, q)))
			if !ok || string(back.AppendText(nil)) != shown {
				t.Errorf("%d: %q is kept as %q", i, shown, back.AppendText(nil))
			}
			if again, err := QueryFromBinary(string(q.AppendBinary(nil))); err != nil || string(again.AppendText(nil)) != shown {
				t.Errorf("%d: %q over the wire: %v", i, shown, err)
			}
			q.Matches(doc)
			_ = q.Needs()
			_ = q.Tree()
			_ = Rank(DefaultWeights, doc, q, 0)
			if _, err := RankCover(DefaultWeights, doc, q, 0, func() error { return nil }); err != nil {
				t.Error(err)
			}
			_ = Rewrite(q, q, Query{&Node{Word: "x"}})
		}
	})
}

// TestLongPlainQuery: a text of many words is refused before functions follow the chain of them down,
// which took a goroutine's whole stack, and the process with it.
func TestLongPlainQuery(t *testing.T) {
	c := ConfigByName("simple")
	for _, words := range []int{depthMax + 1, operandMax + 1, 40 * operandMax} {
		if _, err := c.PlainQuery(strings.Repeat("a ", words), And); err != errDeep {
			t.Errorf("%d words: %v", words, err)
		}
	}
	if root, err := c.operand(strings.Repeat("a ", operandMax+1), 0, false, And); err != errDeep || root.depth() > operandMax {
		t.Errorf("a chain of %d nodes, %v", root.depth(), err)
	}
}

// free are bounds without an end.
type free struct{}

func (free) Checkpoint() error { return nil }
func (free) Room(int64) error  { return nil }

// counted are bounds that end after so many bytes, or checkpoints.
type counted struct{ bytes, checks int64 }

var errNoRoom, errGivenUp = errors.New("no room"), errors.New("given up")

func (c *counted) Checkpoint() error {
	if c.checks--; c.checks < 0 {
		return errGivenUp
	}
	return nil
}

func (c *counted) Room(n int64) error {
	if c.bytes -= n; c.bytes < 0 {
		return errNoRoom
	}
	return nil
}

// TestLongTexts: headlines and vectors of long texts ask for what they hold of them on their way,
// and whether to go on.
func TestLongTexts(t *testing.T) {
	c := ConfigByName("simple")
	text := strings.Repeat("foo bar ", 1<<17)
	q, err := ParseQuery("foo")
	if err != nil {
		t.Fatal(err)
	}
	o, _ := ParseHeadlineOptions("")
	for what, f := range map[string]func(b Bounds) error{
		"headline": func(b Bounds) error { _, err := c.Headline(text, q, &o, b); return err },
		"vector":   func(b Bounds) error { _, err := c.ToVector(text, b); return err },
	} {
		const many = 1 << 40
		for _, x := range []struct {
			b    counted
			want error
		}{
			{counted{bytes: int64(len(text)), checks: many}, errNoRoom},
			{counted{bytes: many, checks: 10}, errGivenUp},
			{counted{bytes: 256 * int64(len(text)), checks: many}, nil},
		} {
			if err := f(&x.b); err != x.want {
				t.Errorf("%s: %v, want %v", what, err, x.want)
			}
		}
	}
}

// TestHopelessHeadline: where a word of the query is nowhere in the text, its parts are not asked one by one.
func TestHopelessHeadline(t *testing.T) {
	c := ConfigByName("simple")
	text := strings.Repeat("foo bar ", 1<<12)
	o, _ := ParseHeadlineOptions("MaxFragments=100")
	for query, hopeless := range map[string]bool{"foo & zzz": true, "zzz": true, "foo <-> zzz": true, "zzz & !foo": true, "(foo | bar) & (yyy | zzz)": true, "foo & !zzz": false, "foo | zzz": false} {
		q, err := ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		b := counted{bytes: 1 << 40, checks: 1 << 40}
		got, err := c.Headline(text, q, &o, &b)
		if asked := 1<<40 - b.checks; err != nil || (asked < 100) != hopeless {
			t.Errorf("%s: %q, %v, after %d checks", query, got[:min(len(got), 40)], err, asked)
		}
	}
}
