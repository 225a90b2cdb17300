package textsearch

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// HeadlineOptions say how a headline is made.
type HeadlineOptions struct {
	StartSel, StopSel, Delimiter             string
	MaxWords, MinWords, ShortWord, Fragments int
	All                                      bool
}

// ParseHeadlineOptions reads "StartSel = <b>, MaxWords = 10".
func ParseHeadlineOptions(s string) (HeadlineOptions, error) {
	o := HeadlineOptions{StartSel: "<b>", StopSel: "</b>", Delimiter: " ... ", MaxWords: 35, MinWords: 15, ShortWord: 3}
	list, err := parseOptions(s)
	for _, kv := range list {
		if err == nil {
			err = o.set(kv[0], kv[1])
		}
	}
	if err == nil {
		err = o.check()
	}
	return o, err
}

func (o *HeadlineOptions) set(name, value string) (err error) {
	number := func(to *int) {
		v, bad := strconv.ParseInt(strings.TrimSpace(value), 10, 32)
		if *to = int(v); bad != nil {
			err = pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type integer: \"%s\"", value)
		}
	}
	switch strings.ToLower(name) {
	case "maxwords":
		number(&o.MaxWords)
	case "minwords":
		number(&o.MinWords)
	case "shortword":
		number(&o.ShortWord)
	case "maxfragments":
		number(&o.Fragments)
	case "startsel":
		o.StartSel, err = mark("StartSel", value)
	case "stopsel":
		o.StopSel, err = mark("StopSel", value)
	case "fragmentdelimiter":
		o.Delimiter, err = mark("FragmentDelimiter", value)
	case "highlightall":
		switch strings.ToLower(value) {
		case "1", "on", "true", "t", "y", "yes":
			o.All = true
		default:
			o.All = false
		}
	default:
		err = pgerror.New(pgerror.InvalidParameterValue, "unrecognized headline parameter: \"%s\"", name)
	}
	return err
}

// markBytesMax is what the marks around words may be long: Postgres counts them in 16 bits.
const markBytesMax = 32767

func mark(name, value string) (string, error) {
	if len(value) > markBytesMax {
		return "", pgerror.New(pgerror.InvalidParameterValue, "value for \"%s\" is too long", name)
	}
	return value, nil
}

func (o *HeadlineOptions) check() error {
	bad := func(what string) error { return pgerror.New(pgerror.InvalidParameterValue, "%s", what) }
	switch {
	case o.All:
	case o.MinWords >= o.MaxWords:
		return bad("MinWords should be less than MaxWords")
	case o.MinWords <= 0:
		return bad("MinWords should be positive")
	case o.ShortWord < 0:
		return bad("ShortWord should be >= 0")
	case o.Fragments < 0:
		return bad("MaxFragments should be >= 0")
	}
	return nil
}

// parseOptions reads a list of names and values, bare or in quotes.
func parseOptions(s string) (list [][2]string, err error) {
	bad := func() error {
		return pgerror.New(pgerror.SyntaxError, "invalid parameter list format: \"%s\"", s)
	}
	rest := trimSpace(s)
	for rest != "" {
		name, after, ok := optionWord(rest, "=")
		after = trimSpace(after)
		if !ok || name == "" || !strings.HasPrefix(after, "=") {
			return nil, bad()
		}
		value, after, ok := optionWord(trimSpace(after[1:]), ",")
		after = trimSpace(after)
		if !ok || after != "" && after[0] != ',' {
			return nil, bad()
		}
		list = append(list, [2]string{strings.ToLower(name), value})
		rest = trimSpace(strings.TrimPrefix(after, ","))
	}
	return list, nil
}

// optionWord reads a word up to a space or one of what ends it, or one in quotes.
func optionWord(s, ends string) (word, rest string, ok bool) {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(ends, r) })
		if i < 0 {
			i = len(s)
		}
		return s[:i], s[i:], i > 0
	}
	quote := s[0]
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
		case s[i] == quote && i+1 < len(s) && s[i+1] == quote:
			i++
		case s[i] == quote:
			return b.String(), s[i+1:], true
		}
		b.WriteByte(s[i])
	}
	return "", "", false
}

// headWord is a token of a text of which a headline is made.
type headWord struct {
	Token
	pos int
	// operand is that of the query that the token is, nil for none. A token that is several stands there as often, again
	// from the second time on, and counts as often: whether a part answers the query may depend on where it is cut between them.
	operand *Node
	again   bool
	in      bool
}

// isPart tells whether the token is given again in other tokens.
func (w *headWord) isWhole() bool {
	return w.Kind == URL || w.Kind == NumHWord || w.Kind == AsciiHWord || w.Kind == HWord
}

// counts tells whether the token counts as a word.
func (w *headWord) counts() bool { return w.Kind != Blank && w.Kind != Tag && !w.isWhole() }

type headline struct {
	words []headWord
	query Query
	o     *HeadlineOptions
	b     Bounds
	err   error

	judged, never bool // whether it is known that no part answers the query, and whether none does
}

// Headline is the part of a text that shows best how it answers the query, with the words of the
// query marked.
func (c *Config) Headline(text string, q Query, o *HeadlineOptions, b Bounds) (string, error) {
	h := &headline{query: q, o: o, b: b}
	if err := h.read(c, text); err != nil {
		return "", err
	}
	switch {
	case o.Fragments > 0:
		h.fragments()
	case o.All:
		h.take(0, len(h.words)-1)
	default:
		h.one()
	}
	return h.text(), h.err
}

// read cuts the text into words and finds those of the query.
func (h *headline) read(c *Config, text string) (err error) {
	find := h.finder()
	pos := 0
	for t := range Tokens(text) {
		if len(h.words)%tokensBetween == 0 {
			if err := h.b.Checkpoint(); err != nil {
				return err
			}
		}
		w := headWord{Token: t, pos: pos}
		var found []*Node
		lexeme, known := "", Unknown
		if len(t.Text) <= WordBytesMax {
			lexeme, known = c.Lexize(t.Kind, t.Text)
		}
		if known != Unknown {
			pos++
			w.pos = min(pos, PositionMax)
			if known == Known {
				found = find(lexeme)
			}
		}
		for i := range max(len(found), 1) {
			if w.again = i > 0; len(found) > 0 {
				w.operand = found[i]
			}
			if h.words, err = extend(h.words, 0, h.b); err != nil {
				return err
			}
			h.words = append(h.words, w)
		}
	}
	return nil
}

// finder gives the operands of the query that a lexeme is, in their order.
func (h *headline) finder() func(lexeme string) []*Node {
	exact := map[string][]*Node{}
	var prefixes []*Node
	order := map[*Node]int{}
	h.query.Root.operands(func(n *Node) {
		order[n] = len(order)
		if n.Prefix {
			prefixes = append(prefixes, n)
		} else {
			exact[n.Word] = append(exact[n.Word], n)
		}
	})
	return func(lexeme string) []*Node {
		found := slices.Clone(exact[lexeme])
		for _, n := range prefixes {
			if strings.HasPrefix(lexeme, n.Word) {
				found = append(found, n)
			}
		}
		slices.SortFunc(found, func(a, b *Node) int { return order[a] - order[b] })
		return found
	}
}

// text is the headline of the words that were taken.
func (h *headline) text() string {
	var b strings.Builder
	fragments, within := 0, false
	for i := range h.words {
		w := &h.words[i]
		if w.again {
			continue
		}
		if !w.in {
			within = false
			continue
		}
		if !within {
			if fragments++; fragments > 1 {
				b.WriteString(h.o.Delimiter)
			}
			within = true
		}
		switch {
		case w.Kind == Tag && !h.o.All:
			b.WriteByte(' ')
		case w.isWhole():
		case w.operand != nil:
			b.WriteString(h.o.StartSel + w.Text + h.o.StopSel)
		default:
			b.WriteString(w.Text)
		}
	}
	return b.String()
}

// take makes the words from one to another part of the headline. What stands there again stays out, so that a fragment
// may begin at the repetition of the word that ends the one before it.
func (h *headline) take(from, to int) {
	for i := from; i <= to; i++ {
		h.words[i].in = !h.words[i].again
	}
}

// count is 1 for a word that counts.
func (h *headline) count(i int) int {
	if h.words[i].counts() {
		return 1
	}
	return 0
}

// hit is 1 for a word of the query.
func (h *headline) hit(i int) int {
	if w := &h.words[i]; w.operand != nil && !w.again {
		return 1
	}
	return 0
}

// badEnd tells whether a headline better doesn't end at a word.
func (h *headline) badEnd(i int) bool {
	w := &h.words[i]
	switch {
	case h.hit(i) > 0:
		return false
	case !w.counts(), w.Kind == SFloat, w.Kind == Version, w.Kind == Float, w.Kind == Int, w.Kind == UInt:
		return true
	}
	return len(w.Text) <= h.o.ShortWord
}

// headWindow is some of the words as a query is asked of them.
type headWindow []headWord

func (s headWindow) has(n *Node) truth {
	t, _ := s.where(n)
	return t
}

func (s headWindow) where(n *Node) (truth, []int) {
	var at []int
	for i := range s {
		if s[i].operand == n {
			at = append(at, s[i].pos)
		}
	}
	if len(at) == 0 {
		return no, nil
	}
	return yes, at
}

// nextHit is the first word of the query from i on; -1: there is none.
func (h *headline) nextHit(i int) int {
	for ; i < len(h.words); i++ {
		if h.words[i].operand != nil {
			return i
		}
	}
	return -1
}

// hopeless tells whether no part of the text answers the query, since words that it needs are not there at all:
// to ask each part takes time that grows with the cube of the longest one's length.
func (h *headline) hopeless() bool {
	if !h.judged {
		there := map[*Node]bool{}
		for i := range h.words {
			there[h.words[i].operand] = true
		}
		h.judged, h.never = true, !could(h.query.Root, there)
	}
	return h.never
}

// could tells whether n may be answered by a text with these of its words: what is negated may always hold.
func could(n *Node, there map[*Node]bool) bool {
	switch n.Op {
	case Operand:
		return n.stop || there[n]
	case Not:
		return true
	case Or:
		return could(n.Left, there) || could(n.Right, there)
	}
	return could(n.Left, there) && could(n.Right, there)
}

// cover finds the first shortest part from a word on that answers the query.
func (h *headline) cover(from int) (first, last int, ok bool) {
	if h.query.Root == nil || h.hopeless() {
		return 0, 0, false
	}
	longest := max(h.o.MaxWords*10, 100)
	if h.o.Fragments > 0 {
		longest *= h.o.Fragments
	}
	for first = h.nextHit(from); first >= 0; first = h.nextHit(first + 1) {
		for last = first; last >= 0 && last-first < longest; last = h.nextHit(last + 1) {
			if h.err = h.b.Checkpoint(); h.err != nil {
				return 0, 0, false
			}
			if judge(h.query.Root, headWindow(h.words[first:last+1]), false) != no {
				return first, last, true
			}
		}
	}
	return 0, 0, false
}

// piece is a part of the text: its words from first to last, how many of them count, and how many
// are the query's.
type piece struct {
	first, last, count, hits int
	chosen, excluded         bool
}

// one takes the best part of all.
func (h *headline) one() {
	best := piece{first: 0, last: -1, hits: -1}
	whole := false // best has all of a cover
	for from := 0; ; {
		first, last, ok := h.cover(from)
		if !ok {
			break
		}
		p := h.around(first, last)
		has := p.first <= first && p.last >= last
		switch {
		case has && !whole, has == whole && p.hits > best.hits,
			has == whole && p.hits == best.hits && !h.badEnd(p.last) && h.badEnd(best.last):
			best, whole = p, has
		}
		from = first + 1
	}
	if best.hits < 0 {
		best = h.beginning()
	}
	h.take(best.first, best.last)
}

// beginning is as much of the text's beginning as a headline has at least.
func (h *headline) beginning() piece {
	p := piece{last: -1}
	for i := 0; i < len(h.words) && p.count < h.o.MinWords; i++ {
		p.count += h.count(i)
		p.last = i
	}
	return p
}

// around makes a headline of a cover: longer, first at its end, or shorter.
func (h *headline) around(first, last int) piece {
	p := piece{first: first, last: first}
	i := first
	for ; i <= last && p.count < h.o.MaxWords; i++ {
		p.count += h.count(i)
		p.hits += h.hit(i)
		p.last = i
	}
	if p.count >= h.o.MaxWords {
		h.shorten(&p, min(i, last))
		return p
	}
	for i--; i < len(h.words) && p.count < h.o.MaxWords; i++ {
		if i > last {
			p.count += h.count(i)
			p.hits += h.hit(i)
		}
		p.last = i
		if !h.badEnd(i) && p.count >= h.o.MinWords {
			break
		}
	}
	if p.count < h.o.MinWords {
		h.extendLeft(&p)
	}
	return p
}

func (h *headline) shorten(p *piece, i int) {
	for ; p.count > h.o.MinWords && h.badEnd(i); i-- {
		p.count -= h.count(i)
		p.hits -= h.hit(i)
		p.last = i - 1
	}
}

func (h *headline) extendLeft(p *piece) {
	i := p.first - 1
	for ; i >= 0; i-- {
		p.count += h.count(i)
		p.hits += h.hit(i)
		if p.count >= h.o.MaxWords || !h.badEnd(i) && p.count >= h.o.MinWords {
			break
		}
	}
	p.first = max(i, 0)
}

// fragments takes some parts, the best first.
func (h *headline) fragments() {
	pieces := h.pieces()
	taken := 0
	for range h.o.Fragments {
		p := bestPiece(pieces)
		if p == nil {
			break
		}
		p.chosen = true
		if p.count < h.o.MaxWords {
			h.stretch(p)
		}
		h.take(p.first, p.last)
		taken++
		for i := range pieces {
			o := &pieces[i]
			if o != p && o.first <= p.last && o.last >= p.first {
				o.excluded = true
			}
		}
	}
	if taken == 0 {
		p := h.beginning()
		h.take(0, p.last)
	}
}

// pieces are the covers, cut where they are too long.
func (h *headline) pieces() (out []piece) {
	for from := 0; ; {
		first, last, ok := h.cover(from)
		if !ok {
			return out
		}
		for at := first; at <= last; {
			if out, h.err = extend(out, 0, h.b); h.err != nil {
				return out
			}
			p := h.nextPiece(at, last)
			out = append(out, p)
			at = p.last + 1
		}
		from = first + 1
	}
}

// nextPiece is a part of a cover that begins and ends with words of the query.
func (h *headline) nextPiece(first, last int) piece {
	p := piece{first: first, last: last}
	for ; p.first < last && h.hit(p.first) == 0; p.first++ {
	}
	i := p.first
	for ; i <= last && p.count < h.o.MaxWords; i++ {
		p.count += h.count(i)
		p.hits += h.hit(i)
	}
	if last > i {
		for p.last = i; p.last > p.first && h.hit(p.last) == 0; p.last-- {
			p.count -= h.count(p.last)
		}
	}
	return p
}

// bestPiece is the one with the most words of the query, of these the shortest.
func bestPiece(pieces []piece) *piece {
	var best *piece
	hits, count := 0, math.MaxInt32
	for i := range pieces {
		p := &pieces[i]
		if !p.chosen && !p.excluded && (p.hits > hits || p.hits == hits && p.count < count) {
			best, hits, count = p, p.hits, p.count
		}
	}
	return best
}

// stretch makes a part longer at both ends, up to others that are taken.
func (h *headline) stretch(p *piece) {
	room := (h.o.MaxWords - p.count) / 2
	first, used := p.first, 0
	for i := p.first - 1; i >= 0 && used < room && !h.words[i].in; i-- {
		n := h.count(i)
		p.count, used = p.count+n, used+n
		first = i
	}
	for ; first < p.first && h.badEnd(first); first++ {
		p.count -= h.count(first)
	}
	p.first = first
	last := p.last
	for i := p.last + 1; i < len(h.words) && p.count < h.o.MaxWords && !h.words[i].in; i++ {
		p.count += h.count(i)
		last = i
	}
	for ; last > p.last && h.badEnd(last); last-- {
		p.count -= h.count(last)
	}
	p.last = last
}
