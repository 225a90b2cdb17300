package types

import (
	"regexp"
	"regexp/syntax"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Postgres's regular expressions are translated to Go's, item by item: Go's parser finds
// mistakes in what there is of them, and knows the classes of characters. What a pattern
// means, and where it matches, is are.go's.

// RegexpOptions are the letters of the flags argument.
type RegexpOptions struct {
	Fold     bool // i
	newline  bool // n, m: . and [^ stop at newlines, ^ and $ match around them
	partial  bool // p: . and [^ stop at newlines
	weird    bool // w: ^ and $ match around newlines
	extended bool // x: white space and comments
	literal  bool // q
	basic    bool // b, and e, which Postgres takes for it: the older syntax
	Global   bool // g
	ascii    bool // letters are ASCII's alone
}

func parseRegexpFlags(flags string) (RegexpOptions, error) {
	var o RegexpOptions
	for _, f := range flags {
		switch {
		case f == 'e', f == 'b': // extended expressions are left out in Postgres, too
			o.basic, o.literal = true, false
		case !o.set(f):
			return o, pgerror.New(pgerror.InvalidParameterValue, "invalid regular expression option: \"%c\"", f)
		}
	}
	return o, nil
}

// set adds one letter; false: there is no such one. Of those about newlines p and w take back
// what the ones before them said, as in Postgres.
func (o *RegexpOptions) set(f rune) bool {
	switch f {
	case 'g':
		o.Global = true
	case 'i':
		o.Fold = true
	case 'c':
		o.Fold = false
	case 'n', 'm':
		o.newline = true
	case 'p':
		o.newline, o.partial, o.weird = false, true, false
	case 'w':
		o.newline, o.partial, o.weird = false, false, true
	case 's':
		o.newline, o.partial, o.weird = false, false, false
	case 'x':
		o.extended = true
	case 't':
		o.extended = false
	case 'q':
		o.literal = true
	case 'b':
		o.basic = true
	case 'e':
	default:
		return false
	}
	return true
}

// Pattern is a compiled regular expression. It is safe for concurrent use.
type Pattern struct {
	are *are
	// states is about how many there are.
	states  int
	counted atomic.Bool
}

// FindEvery returns all matches in s that are found from an offset on, after asking for the
// room that they take.
func (p *Pattern) FindEvery(env *Env, s string, from int) ([][]int, error) {
	each := int64(sliceBytes + 16*(p.NumSubexp()+1))
	asked := int64(0)
	for n := matchesFirst; ; n *= matchesMore {
		out, err := p.findFrom(env, s, from, n)
		if err != nil || len(out) < n {
			return out, err
		}
		if err := env.Room(each*int64(n)*matchesMore - asked); err != nil {
			return nil, err
		}
		asked = each * int64(n) * matchesMore
	}
}

// How many matches are looked for at first, and how many more then.
const (
	matchesFirst = 1024
	matchesMore  = 8
	sliceBytes   = 24
)

// NumSubexp is the number of groups.
func (p *Pattern) NumSubexp() int { return p.are.groups }

// Match reports whether s has a match.
func (p *Pattern) Match(env *Env, s string) (bool, error) {
	t := areText{s: s, check: Checkpoints{Env: env}}
	if p.are.refs() {
		return p.are.find(&t, 0) != nil, t.err
	}
	return p.are.has(&t), t.err
}

// Find gives the first match and its groups, as byte offsets; nil for none.
func (p *Pattern) Find(env *Env, s string) ([]int, error) {
	t := newAreText(env, s)
	loc := p.next(t, 0)
	return loc, t.err
}

// FindAll lists the matches, at most limit of them if that is not below 0. Unlike Go's, an
// empty match may follow right upon another one.
func (p *Pattern) FindAll(env *Env, s string, limit int) ([][]int, error) {
	return p.findFrom(env, s, 0, limit)
}

// findFrom is FindAll for matches that begin at an offset or behind it; what stands before
// it can still be seen.
func (p *Pattern) findFrom(env *Env, s string, from, limit int) ([][]int, error) {
	t := newAreText(env, s)
	var out [][]int
	for at := from; at <= len(s) && len(out) != limit; {
		loc := p.next(t, at)
		if loc == nil {
			break
		}
		out = append(out, loc)
		if at = loc[1]; loc[0] == loc[1] {
			if at == len(s) {
				break
			}
			at += StepRune(s[at:])
		}
	}
	return out, t.err
}

// next gives the first match from a place on, nil for none.
func (p *Pattern) next(t *areText, at int) []int {
	if p.are.refs() {
		return p.are.find(t, at)
	}
	begin, end := p.are.locate(t, at)
	if begin < 0 || t.err != nil {
		return nil
	}
	return p.are.divide(t, begin, end)
}

// CompileRegexp returns the compiled pattern, remembered in the Env.
func CompileRegexp(env *Env, source string, o RegexpOptions) (*Pattern, error) {
	o.Global, o.ascii = false, env != nil && env.ASCIILetters
	if env == nil || env.cache == nil {
		return buildRegexp(source, o, nil)
	}
	c := env.cache
	if last := c.last.Load(); last != nil && last.options == o && last.source == source && last.room.bytes.Load() <= regexpRoomMax {
		return last.pattern, nil
	}
	room := c.roomy()
	key := regexpKey{source, o}
	p, err := remembered(env, func(c *envCache) *map[regexpKey]*Pattern { return &c.regexps }, key,
		func() (*Pattern, error) { return buildRegexp(source, o, room) })
	if err != nil {
		return nil, err
	}
	if !p.counted.Swap(true) {
		c.count(p, key)
	}
	c.last.Store(&lastRegexp{key, p, room})
	return p, nil
}

// regexpKey is what patterns are remembered by.
type regexpKey struct {
	source  string
	options RegexpOptions
}

// lastRegexp is the pattern that was asked for last: most statements have one.
type lastRegexp struct {
	regexpKey
	pattern *Pattern
	room    *areRoom
}

// regexpStatesKept is how many states the patterns that a session remembers may have:
// each takes some 130 bytes.
const regexpStatesKept = 32 << 10

// regexpRoomMax is how many bytes the automata of the patterns that a session remembers may
// take: beyond it all patterns are forgotten.
const regexpRoomMax = 4 << 20

// roomy is what counts the automata's bytes, after patterns whose automata have grown too
// large are forgotten.
func (c *envCache) roomy() *areRoom {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.room == nil || c.room.bytes.Load() > regexpRoomMax {
		c.room, c.regexps, c.states = &areRoom{}, nil, 0
	}
	return c.room
}

// count forgets the others where they and p have too many states together.
func (c *envCache) count(p *Pattern, key regexpKey) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.states += p.states; c.states <= regexpStatesKept {
		return
	}
	c.regexps, c.states = nil, 0
	if p.states <= regexpStatesKept {
		c.regexps, c.states = map[regexpKey]*Pattern{key: p}, p.states
	}
}

func buildRegexp(source string, o RegexpOptions, room *areRoom) (*Pattern, error) {
	t := &regexpTranslator{s: source, o: o}
	if err := t.run(); err != nil {
		return nil, err
	}
	tree, err := syntax.Parse(t.prefix()+t.out.String(), syntax.Perl)
	if err != nil {
		return nil, regexpError(err)
	}
	states := statesOf(tree)
	if states > areStatesMax {
		return nil, errRegexpComplex
	}
	a, err := newAre(t.tokens, t.o)
	if err != nil {
		return nil, err
	}
	a.shared.room = room
	return &Pattern{are: a, states: max(states, len(a.search.inst))}, nil
}

// statesOf is about how many states a pattern has when its repetitions are written out.
func statesOf(re *syntax.Regexp) int {
	n := 1
	if re.Op == syntax.OpLiteral {
		n = len(re.Rune)
	}
	for _, sub := range re.Sub {
		if n += statesOf(sub); n > areStatesMax {
			return n
		}
	}
	if re.Op == syntax.OpRepeat {
		n *= max(re.Min, re.Max, 1) // at most 1,000
	}
	return n
}

// regexpError puts Go's complaint into Postgres's words.
func regexpError(err error) error {
	reason := "invalid escape \\ sequence"
	if se, ok := err.(*syntax.Error); ok {
		switch se.Code {
		case syntax.ErrMissingParen, syntax.ErrUnexpectedParen:
			reason = "parentheses () not balanced"
		case syntax.ErrMissingBracket:
			reason = "brackets [] not balanced"
		case syntax.ErrInvalidCharRange:
			reason = "invalid character range"
		case syntax.ErrInvalidCharClass:
			reason = "invalid character class"
		case syntax.ErrMissingRepeatArgument, syntax.ErrInvalidRepeatOp:
			reason = "quantifier operand invalid"
		case syntax.ErrInvalidRepeatSize:
			reason = "invalid repetition count(s)"
		case syntax.ErrNestingDepth, syntax.ErrLarge:
			reason = "regular expression is too complex"
		case syntax.ErrInvalidUTF8:
			reason = "invalid character"
		}
	}
	return pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: %s", reason)
}

func unsupportedRegexp(what string) error {
	return pgerror.Unsupported("Rewrite the pattern without it.", "%s in regular expressions are not supported", what)
}

// regexpTranslator rewrites one pattern.
type regexpTranslator struct {
	s      string
	o      RegexpOptions
	out    strings.Builder
	opened int // groups so far
	tokens []areToken
}

func (t *regexpTranslator) prefix() string {
	flags := ""
	if t.o.Fold && !t.o.ascii { // which writes both cases out
		flags += "i"
	}
	if !t.o.newline && !t.o.partial {
		flags += "s"
	}
	if t.o.newline || t.o.weird {
		flags += "m"
	}
	if flags == "" {
		return ""
	}
	return "(?" + flags + ")"
}

// run reads the director ("***="), the embedded options and the pattern.
func (t *regexpTranslator) run() error {
	if t.o.literal {
		// A text has no director.
	} else if rest, ok := strings.CutPrefix(t.s, "***="); ok {
		t.s, t.o.literal = rest, true
	} else if rest, ok := strings.CutPrefix(t.s, "***:"); ok {
		t.s, t.o.basic = rest, false
	} else if strings.HasPrefix(t.s, "***") {
		return pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: invalid embedded option")
	}
	if !t.o.literal && !t.o.basic {
		if err := t.embedded(); err != nil { // which may say that a text follows
			return err
		}
	}
	if t.o.basic && !t.o.literal {
		t.s = basicPattern(t.s)
	}
	if t.o.literal {
		for _, r := range t.s {
			t.char(r)
			t.tokens = append(t.tokens, areChar(areFolded(r, t.o.Fold, t.o.ascii)))
		}
		return nil
	}
	for t.s != "" {
		before, at := t.s, t.out.Len()
		if err := t.item(); err != nil {
			return err
		}
		if piece := t.out.String()[at:]; piece != "" { // else a comment
			token, err := areTokenOf(t.prefix(), before[:len(before)-len(t.s)], piece)
			if err != nil {
				return err
			}
			t.tokens = append(t.tokens, token)
		}
	}
	return nil
}

// embedded reads "(?ix)" at the very start.
func (t *regexpTranslator) embedded() error {
	if !strings.HasPrefix(t.s, "(?") || len(t.s) < 3 || !IsAlpha(t.s[2]) {
		return nil
	}
	end := strings.IndexByte(t.s, ')')
	if end < 0 {
		return pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: invalid embedded option")
	}
	for _, f := range t.s[2:end] {
		if f == 'g' || !t.o.set(f) {
			return pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: invalid embedded option")
		}
	}
	t.s = t.s[end+1:]
	return nil
}

func (t *regexpTranslator) item() error {
	c := t.s[0]
	switch {
	case c == '\\':
		return t.escape()
	case c == '[':
		return t.bracket()
	case strings.HasPrefix(t.s, "(?"):
		return t.group()
	case t.o.extended && IsSpace(c):
		t.s = t.s[1:]
		return nil
	case t.o.extended && c == '#':
		if i := strings.IndexByte(t.s, '\n'); i >= 0 {
			t.s = t.s[i+1:]
		} else {
			t.s = ""
		}
		return nil
	case c == '*' || c == '+' || c == '?' || c == '{' && len(t.s) > 1 && IsDigit(t.s[1]):
		return t.quantifier()
	case c == '{':
		t.out.WriteString(`\{`)
		t.s = t.s[1:]
		return nil
	case c == '$' && !t.o.newline && !t.o.weird:
		t.out.WriteString(`\z`)
		t.s = t.s[1:]
		return nil
	}
	if c == '(' {
		t.opened++
	}
	r, n := utf8.DecodeRuneInString(t.s)
	if other := t.bothCases(r, r); other != "" {
		t.out.WriteString("[" + t.s[:n] + other + "]")
	} else {
		t.out.WriteString(t.s[:n])
	}
	t.s = t.s[n:]
	return nil
}

// char writes a character of a text.
func (t *regexpTranslator) char(r rune) {
	if other := t.bothCases(r, r); other != "" {
		t.out.WriteString("[" + string(r) + other + "]")
		return
	}
	t.out.WriteString(regexp.QuoteMeta(string(r)))
}

// quantifier copies one.
func (t *regexpTranslator) quantifier() error {
	n := 1
	if t.s[0] == '{' {
		if end := strings.IndexByte(t.s, '}'); end > 0 {
			n = end + 1
			for _, bound := range strings.Split(t.s[1:end], ",") {
				if m, err := strconv.Atoi(bound); err == nil && m > repeatMax {
					return regexpError(&syntax.Error{Code: syntax.ErrInvalidRepeatSize})
				}
			}
		} else if strings.Trim(t.s[1:], "0123456789,") == "" {
			return pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: braces {} not balanced")
		}
	}
	if n < len(t.s) && t.s[n] == '?' {
		n++
	}
	t.out.WriteString(t.s[:n])
	t.s = t.s[n:]
	return nil
}

// repeatMax is the most that a bound may say: Postgres's DUPMAX.
const repeatMax = 255

// group reads "(?:", look-around and comments.
func (t *regexpTranslator) group() error {
	switch {
	case strings.HasPrefix(t.s, "(?:"):
		t.out.WriteString("(?:")
		t.s = t.s[3:]
		return nil
	case strings.HasPrefix(t.s, "(?#"):
		end := strings.IndexByte(t.s, ')')
		if end < 0 {
			return regexpError(&syntax.Error{Code: syntax.ErrMissingParen})
		}
		t.s = t.s[end+1:]
		return nil
	case strings.HasPrefix(t.s, "(?="), strings.HasPrefix(t.s, "(?!"), strings.HasPrefix(t.s, "(?<"):
		if i := strings.IndexAny(t.s, "=!"); i > 0 && i <= len("(?<") {
			t.out.WriteString("(?:")
			t.s = t.s[i+1:]
			return nil
		}
	}
	return regexpError(&syntax.Error{Code: syntax.ErrMissingRepeatArgument})
}

// Classes of characters: Unicode letters and digits count, as in C.UTF-8.
const (
	wordClass  = `\p{L}\p{N}_`
	spaceClass = `\s\v`
	asciiWords = `0-9A-Za-z_`
)

func (t *regexpTranslator) wordClass() string {
	if t.o.ascii {
		return asciiWords
	}
	return wordClass
}

// namedClass is the class of a name.
func (t *regexpTranslator) namedClass(name string) (string, bool) {
	if t.o.Fold && (name == "upper" || name == "lower") {
		name = "alpha" // letters that have no case, too
	}
	if !t.o.ascii {
		return unicodeClass(name)
	}
	switch name {
	case "alpha":
		return `A-Za-z`, true
	case "alnum":
		return `0-9A-Za-z`, true
	case "upper":
		return `A-Z`, true
	case "lower":
		return `a-z`, true
	case "word":
		return asciiWords, true
	}
	return unicodeClass(name)
}

// bothCases is the other case of what stands between two characters in brackets, of ASCII's
// letters, where cases are the same.
func (t *regexpTranslator) bothCases(lo, hi rune) string {
	if !t.o.Fold || !t.o.ascii {
		return ""
	}
	out := ""
	for _, of := range []struct{ first, last, by rune }{{'a', 'z', 'A' - 'a'}, {'A', 'Z', 'a' - 'A'}} {
		if l, h := max(lo, of.first), min(hi, of.last); l <= h {
			out += string(l+of.by) + "-" + string(h+of.by)
		}
	}
	return out
}

func (t *regexpTranslator) escape() error {
	if len(t.s) < 2 {
		return pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: invalid escape \\ sequence")
	}
	c := t.s[1]
	rest := t.s[2:]
	switch c {
	case 'w':
		t.out.WriteString("[" + t.wordClass() + "]")
	case 'W':
		t.out.WriteString("[^" + t.wordClass() + "]")
	case 's':
		t.out.WriteString("[" + spaceClass + "]")
	case 'S':
		t.out.WriteString("[^" + spaceClass + "]")
	case 'A':
		t.out.WriteString(`\A`)
	case 'd', 'D', 'a', 'f', 'n', 'r', 't', 'v':
		t.out.WriteString(t.s[:2])
	case 'Z':
		t.out.WriteString(`\z`)
	case 'm', 'M', 'y':
		t.out.WriteString(`\b`)
	case 'Y':
		t.out.WriteString(`\B`)
	case 'b', 'B', 'c', 'e', 'x', 'u', 'U', '0':
		piece, n, err := charEscape(t.s[1:])
		if err != nil {
			return err
		}
		t.out.WriteString(piece)
		t.s = t.s[1+n:]
		return nil
	default:
		return t.otherEscape(c, rest)
	}
	t.s = rest
	return nil
}

// otherEscape reads quoted punctuation and back references.
func (t *regexpTranslator) otherEscape(c byte, rest string) error {
	switch {
	case IsDigit(c):
		return t.digits()
	case IsAlpha(c):
		return pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: invalid escape \\ sequence")
	}
	_, n := utf8.DecodeRuneInString(t.s[1:])
	t.out.WriteString(regexp.QuoteMeta(t.s[1 : 1+n]))
	t.s = t.s[1+n:]
	return nil
}

// digits reads a back reference: one digit, or the number of a group that has begun; other
// digits are a character's number in octal.
func (t *regexpTranslator) digits() error {
	n := 1
	for n < len(t.s) && n <= len("255") && IsDigit(t.s[n]) {
		n++
	}
	if group, _ := strconv.Atoi(t.s[1:n]); n == 2 || group <= t.opened {
		t.out.WriteString(areRefPiece)
		t.s = t.s[n:]
		return nil
	}
	code, at := 0, 1
	for at < len(t.s) && at <= len("377") && t.s[at] >= '0' && t.s[at] < '8' && code*8 <= 0xff {
		code = code*8 + int(t.s[at]-'0')
		at++
	}
	if at == 1 {
		return pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: invalid escape \\ sequence")
	}
	t.out.WriteString(`\x{` + strconv.FormatInt(int64(code), 16) + `}`)
	t.s = t.s[at:]
	return nil
}

var errRegexpEscape = pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: invalid escape \\ sequence")

// charEscape reads what stands behind a backslash for one character, in brackets too: \b, \B (a
// backslash), \e, \cX, octal numbers from \0 on, \xhh…, \uhhhh and \Uhhhhhhhh. It returns
// Go's notation for it, and how much it read.
func charEscape(s string) (piece string, n int, err error) {
	digits := func(set string, most int) int {
		i := 0
		for i+1 < len(s) && i < most && strings.IndexByte(set, s[i+1]) >= 0 {
			i++
		}
		return i
	}
	const hex = HexDigits + "ABCDEF"
	switch s[0] {
	case 'b':
		return `\x08`, 1, nil
	case 'B':
		return `\\`, 1, nil
	case 'e':
		return `\x1b`, 1, nil
	case 'c':
		r, size := utf8.DecodeRuneInString(s[1:])
		if size == 0 {
			return "", 0, errRegexpEscape
		}
		return `\x{` + strconv.FormatInt(int64(r&0x1f), 16) + `}`, 1 + size, nil
	case '0':
		i := digits("01234567", 2)
		code, _ := strconv.ParseInt(s[:1+i], 8, 32)
		return `\x{` + strconv.FormatInt(code, 16) + `}`, 1 + i, nil
	}
	most := map[byte]int{'x': 255, 'u': 4, 'U': 8}[s[0]]
	i := digits(hex, most)
	if i == 0 || s[0] != 'x' && i != most {
		return "", 0, errRegexpEscape
	}
	return `\x{` + s[1:1+i] + `}`, 1 + i, nil
}

// bracket copies a bracket expression, translating classes in it.
func (t *regexpTranslator) bracket() error {
	switch {
	case strings.HasPrefix(t.s, "[[:<:]]"), strings.HasPrefix(t.s, "[[:>:]]"):
		t.out.WriteString(`\b`)
		t.s = t.s[7:]
		return nil
	}
	i := 1
	t.out.WriteByte('[')
	if i < len(t.s) && t.s[i] == '^' {
		t.out.WriteByte('^')
		if t.o.newline || t.o.partial {
			t.out.WriteString(`\n`)
		}
		i++
	}
	for first := true; ; first = false {
		if i >= len(t.s) {
			return regexpError(&syntax.Error{Code: syntax.ErrMissingBracket})
		}
		c := t.s[i]
		if c == ']' && !first {
			t.out.WriteByte(']')
			t.s = t.s[i+1:]
			return nil
		}
		n, err := t.bracketItem(t.s[i:])
		if err != nil {
			return err
		}
		i += n
	}
}

// bracketItem translates one member and returns its length.
func (t *regexpTranslator) bracketItem(s string) (int, error) {
	switch {
	case strings.HasPrefix(s, "[:"):
		end := strings.Index(s, ":]")
		if end < 0 {
			return 0, regexpError(&syntax.Error{Code: syntax.ErrMissingBracket})
		}
		class, ok := t.namedClass(s[2:end])
		if !ok {
			return 0, regexpError(&syntax.Error{Code: syntax.ErrInvalidCharClass})
		}
		t.out.WriteString(class)
		return end + 2, nil
	case strings.HasPrefix(s, "[.") || strings.HasPrefix(s, "[="):
		return t.collating(s)
	case s[0] == '\\' && len(s) > 1:
		switch s[1] {
		case 'w':
			t.out.WriteString(t.wordClass())
			return 2, nil
		case 's':
			t.out.WriteString(spaceClass)
			return 2, nil
		case 'd', 'n', 't', 'r', 'f', 'v', 'a':
			t.out.WriteString(s[:2])
			return 2, nil
		case 'b', 'B', 'c', 'e', 'x', 'u', 'U', '0':
			piece, n, err := charEscape(s[1:])
			t.out.WriteString(piece)
			return 1 + n, err
		}
		_, n := utf8.DecodeRuneInString(s[1:])
		t.out.WriteString(`\` + s[1:1+n])
		return 1 + n, nil
	case s[0] == '[' || s[0] == ']':
		t.out.WriteString(`\` + s[:1])
		return 1, nil
	}
	lo, n := utf8.DecodeRuneInString(s)
	hi := lo
	if rest, ok := strings.CutPrefix(s[n:], "-"); ok && rest != "" && rest[0] != ']' {
		last, m := utf8.DecodeRuneInString(rest)
		if rest[0] != '[' && rest[0] != '\\' {
			hi, n = last, n+1+m
		} else {
			hi = -1 // it ends with a character that is written in another way
		}
	}
	t.out.WriteString(s[:n])
	if hi >= lo {
		t.out.WriteString(t.bothCases(lo, hi))
	}
	return n, nil
}

// collating translates [.x.] and [=x=] of one character: each is alone in its class.
func (t *regexpTranslator) collating(s string) (int, error) {
	_, n := utf8.DecodeRuneInString(s[2:])
	if !strings.HasPrefix(s[2+n:], s[1:2]+"]") {
		return 0, unsupportedRegexp("names of collating elements")
	}
	t.out.WriteString(regexp.QuoteMeta(s[2 : 2+n]))
	return n + len("[..]"), nil
}

func unicodeClass(name string) (string, bool) {
	switch name {
	case "alpha":
		return `\p{L}`, true
	case "alnum":
		return `\p{L}\p{N}`, true
	case "upper":
		return `\p{Lu}`, true
	case "lower":
		return `\p{Ll}`, true
	case "digit":
		return `0-9`, true
	case "word":
		return wordClass, true
	case "space":
		return spaceClass, true
	case "punct", "blank", "cntrl", "graph", "print", "xdigit", "ascii":
		return "[:" + name + ":]", true
	}
	return "", false
}

// SimilarPattern rewrites a SIMILAR TO pattern as a regular expression that
// matches the whole string.
func SimilarPattern(p, esc string, hasEsc, lazy bool) (string, error) {
	switch {
	case !hasEsc:
		esc = `\`
	case utf8.RuneCountInString(esc) > 1:
		return "", pgerror.New(pgerror.InvalidEscapeSequence, "invalid escape string").
			WithHint("Escape string must be empty or one character.")
	}
	return (&similarWriter{esc: esc, lazy: lazy}).rewrite(p)
}

// similarWriter rewrites a SIMILAR TO pattern byte by byte.
type similarWriter struct {
	out    strings.Builder
	esc    string // one character; empty: there is none
	quotes int    // separators \" so far
	class  int    // depth of brackets; above 1 is a class like [:alpha:]
	lazy   bool   // what goes before the first separator is matched as briefly as can be
	start  int    // what a class has had so far: 0 nothing, 1 a caret, 2 anything else
}

func (w *similarWriter) rewrite(p string) (string, error) {
	w.out.WriteString("^(?:")
	for i := 0; i < len(p); i++ {
		c := p[i]
		switch {
		case w.esc != "" && strings.HasPrefix(p[i:], w.esc) && i+len(w.esc) < len(p):
			i += len(w.esc)
			if err := w.escaped(p[i]); err != nil {
				return "", err
			}
		case w.class > 0:
			w.inClass(c)
		default:
			w.plain(c)
		}
	}
	w.out.WriteString(")$")
	return w.out.String(), nil
}

// escaped writes a character behind the escape. \" parts the pattern in three for
// substring().
func (w *similarWriter) escaped(c byte) error {
	if c != '"' || w.class > 0 {
		w.out.WriteByte('\\')
		w.out.WriteByte(c)
		w.start = 2
		return nil
	}
	switch w.quotes {
	case 0:
		w.out.WriteString("){1,1}?(")
	case 1:
		w.out.WriteString("){1,1}(?:")
	default:
		return pgerror.New(pgerror.InvalidUseOfEscapeCharacter, "SQL regular expression may not contain more than two escape-double-quote separators")
	}
	w.quotes++
	return nil
}

func (w *similarWriter) inClass(c byte) {
	if c == '\\' {
		w.out.WriteByte('\\')
	}
	w.out.WriteByte(c)
	switch {
	case c == ']' && w.start == 2:
		w.class--
		return
	case c == '[':
		w.class++
	case c == '^' && w.start == 0:
		w.start = 1
		return
	}
	w.start = 2
}

func (w *similarWriter) plain(c byte) {
	switch c {
	case '[':
		w.class, w.start = 1, 0
		w.out.WriteByte(c)
	case '%':
		w.out.WriteString(".*")
	case '_':
		w.out.WriteByte('.')
	case '(':
		w.out.WriteString("(?:")
	case '\\', '.', '^', '$':
		w.out.WriteByte('\\')
		w.out.WriteByte(c)
	default:
		w.out.WriteByte(c)
	}
	if w.lazy && w.quotes == 0 && strings.IndexByte("%*+?}", c) >= 0 {
		w.out.WriteByte('?')
	}
}

// CompileWithFlags compiles a regular expression with flags as the functions take them.
func CompileWithFlags(env *Env, source, flags string) (*Pattern, RegexpOptions, error) {
	o, err := parseRegexpFlags(flags)
	if err != nil {
		return nil, o, err
	}
	re, err := CompileRegexp(env, source, o)
	return re, o, err
}

// CompileOnce is CompileWithFlags for a function that looks for one match, or has its own
// way to say how many: it refuses the flag g, before it looks at the pattern.
func CompileOnce(env *Env, source, flags, function, hint string) (*Pattern, error) {
	o, err := parseRegexpFlags(flags)
	if err != nil {
		return nil, err
	}
	if o.Global {
		err := pgerror.New(pgerror.InvalidParameterValue, "%s does not support the \"global\" option", function)
		if hint != "" {
			err = err.WithHint("%s", hint)
		}
		return nil, err
	}
	return CompileRegexp(env, source, o)
}
