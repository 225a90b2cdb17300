package builtin

import (
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

var errLikeEscapeEnd = pgerror.New(pgerror.InvalidEscapeSequence, "LIKE pattern must not end with escape character")

// LikePrefix returns what every string that matches the pattern starts with,
// and whether that is all there is to the pattern (no wildcard at all). Planners
// turn it into a span.
func LikePrefix(pattern string) (prefix string, exact bool) {
	var b strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; c {
		case '%', '_':
			return b.String(), false
		case '\\':
			if i++; i == len(pattern) {
				return b.String(), false
			}
			b.WriteByte(pattern[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), true
}

func likeBody(match func(env *types.Env, s, pattern string) (bool, error), want bool) body {
	return body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		ok, err := match(env, a.Text(), b.Text())
		if err != nil {
			return types.Null, err
		}
		return types.Bool(ok == want), nil
	}}
}

func matchLike(env *types.Env, s, pattern string) (bool, error) {
	return like(env, s, pattern, types.StepRune)
}

func matchLikeBytes(env *types.Env, s, pattern string) (bool, error) {
	return like(env, s, pattern, func(string) int { return 1 })
}

func matchILike(env *types.Env, s, pattern string) (bool, error) {
	if err := env.Room(int64(len(s)) + int64(len(pattern))); err != nil {
		return false, err
	}
	lower := strings.ToLower
	if env != nil && env.ASCIILetters {
		lower = asciiLower
	}
	return like(env, lower(s), lower(pattern), types.StepRune)
}

// like matches with one place to come back to, the last %: a later % makes
// earlier ones irrelevant. step is the size of the character that _ takes.
func like(env *types.Env, s, p string, step func(string) int) (bool, error) {
	if !strings.ContainsAny(p, `_\`) {
		return likeTexts(s, p), nil
	}
	si, pi := 0, 0
	backS, backP := -1, -1
	check := types.Checkpoints{Env: env}
	for {
		if err := check.Steps(1); err != nil {
			return false, err
		}
		if pi < len(p) && p[pi] == '%' {
			pi++
			if pi == len(p) {
				return true, nil
			}
			if si = likeNext(s, p, si, pi); si < 0 {
				return false, nil
			}
			backS, backP = si, pi
			continue
		}
		if si == len(s) && pi == len(p) {
			return true, nil
		}
		ok, ns, np, err := likeStep(s, p, si, pi, step)
		switch {
		case err != nil:
			return false, err
		case ok:
			si, pi = ns, np
			continue
		case backP < 0 || backS >= len(s):
			return false, nil
		}
		if backS = likeNext(s, p, backS+step(s[backS:]), backP); backS < 0 {
			return false, nil
		}
		si, pi = backS, backP
	}
}

// likeNext is the first place from one on where what stands behind a % may begin, by its
// first character; -1 for none.
func likeNext(s, p string, si, pi int) int {
	switch c := p[pi]; {
	case c == '%' || c == '_' || c == '\\':
		return si
	default:
		i := strings.IndexByte(s[si:], c)
		if i < 0 {
			return -1
		}
		return si + i
	}
}

// likeTexts is like for a pattern of texts with % between them.
func likeTexts(s, p string) bool {
	text, rest, more := strings.Cut(p, "%")
	if !more {
		return s == p
	}
	s, ok := strings.CutPrefix(s, text)
	for ok {
		if text, rest, more = strings.Cut(rest, "%"); !more {
			return strings.HasSuffix(s, text)
		}
		_, s, ok = strings.Cut(s, text)
	}
	return false
}

// likeStep matches one pattern character that is not %.
func likeStep(s, p string, si, pi int, step func(string) int) (ok bool, ns, np int, err error) {
	if pi == len(p) || si == len(s) {
		return false, 0, 0, nil
	}
	c := p[pi]
	switch c {
	case '_':
		return true, si + step(s[si:]), pi + 1, nil
	case '\\':
		if pi++; pi == len(p) {
			return false, 0, 0, errLikeEscapeEnd
		}
		c = p[pi]
	}
	return s[si] == c, si + 1, pi + 1, nil
}

// likeEscape rewrites a pattern with another escape character to use \.
func likeEscape(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	pattern, esc := a.Text(), b.Text()
	if esc == `\` {
		return a, nil
	}
	if utf8.RuneCountInString(esc) > 1 {
		return types.Null, pgerror.New(pgerror.InvalidEscapeSequence, "invalid escape string").
			WithHint("Escape string must be empty or one character.")
	}
	var out strings.Builder
	for i := 0; i < len(pattern); {
		switch {
		case esc != "" && strings.HasPrefix(pattern[i:], esc):
			out.WriteByte('\\')
			i += len(esc)
			if i < len(pattern) {
				n := types.StepRune(pattern[i:])
				out.WriteString(pattern[i : i+n])
				i += n
			}
		case pattern[i] == '\\':
			out.WriteString(`\\`)
			i++
		default:
			out.WriteByte(pattern[i])
			i++
		}
	}
	return types.Text(out.String()), nil
}

// likeEscapeBytes is likeEscape of bytea, whose characters are bytes.
func likeEscapeBytes(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	pattern, esc := a.Text(), b.Text()
	if len(esc) > 1 {
		return types.Null, pgerror.New(pgerror.InvalidEscapeSequence, "invalid escape string").
			WithHint("Escape string must be empty or one character.")
	}
	if esc == `\` {
		return a, nil
	}
	var out strings.Builder
	for i := 0; i < len(pattern); i++ {
		switch {
		case esc != "" && pattern[i] == esc[0]:
			out.WriteByte('\\')
			if i++; i < len(pattern) {
				out.WriteByte(pattern[i])
			}
		case pattern[i] == '\\':
			out.WriteString(`\\`)
		default:
			out.WriteByte(pattern[i])
		}
	}
	return types.Bytes([]byte(out.String())), nil
}

// RegexpPrefix returns what every string that matches a regular expression starts with,
// "" where it may start with anything. It understands no more than an anchor and plain
// characters.
func RegexpPrefix(pattern string) string {
	rest, ok := strings.CutPrefix(pattern, "^")
	if !ok || strings.Contains(rest, "|") {
		return ""
	}
	end := strings.IndexAny(rest, `\^$.[]()*+?{}|`)
	if end < 0 {
		return rest
	}
	// A quantifier belongs to the character before it, which may be missing then.
	if strings.IndexByte("*?{", rest[end]) >= 0 && end > 0 {
		_, size := utf8.DecodeLastRuneInString(rest[:end])
		end -= size
	}
	return rest[:end]
}

// TextAfter returns the least text that comes after all texts that begin with s; ok is
// false where there is none.
func TextAfter(s string) (after string, ok bool) {
	b := []byte(s)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xff {
			b[i]++
			return string(b[:i+1]), true
		}
	}
	return "", false
}
