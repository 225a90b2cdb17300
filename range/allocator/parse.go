package allocator

import (
	"fmt"
	"strconv"
	"strings"
)

// ParsePolicy makes a policy of what people write for a table:
//
//	constraints  region=eu            every voter stands there
//	             zone!=eu-c           none does
//	             region=eu:2          at least two do
//	leases       region=eu,region=us  where the leaseholder should stand, best first
//
// each a list separated by commas. 0 replicas are three, or as many as the
// constraints count. It fails with ErrPolicy.
func ParsePolicy(name string, replicas int, constraints, leases string) (*Policy, error) {
	p := &Policy{Name: name, Replicas: replicas}
	counted := 0
	for _, text := range commaList(constraints) {
		u, err := parseRule(text)
		if err != nil {
			return nil, err
		}
		counted += u.Voters
		p.Rules = append(p.Rules, u)
	}
	for _, text := range commaList(leases) {
		m, err := parseMatch(text)
		if err != nil {
			return nil, err
		}
		p.Lease = append(p.Lease, []Match{m})
	}
	if p.Replicas == 0 {
		p.Replicas = max(3, counted|1)
	}
	if counted > p.Replicas {
		return nil, fmt.Errorf("%w: %q asks for %d voters at places of their own, of %d", ErrPolicy, name, counted, p.Replicas)
	}
	return p, p.Validate()
}

// commaList splits a list at its commas.
func commaList(s string) (out []string) {
	for _, part := range strings.Split(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// parseRule reads one constraint. The last colon parts off the number, so values
// may have colons only with a number behind them.
func parseRule(text string) (u Rule, err error) {
	if at := strings.LastIndexByte(text, ':'); at >= 0 {
		u.Voters, err = strconv.Atoi(strings.TrimSpace(text[at+1:]))
		if err != nil || u.Voters < 1 || u.Voters > votersMax {
			return u, fmt.Errorf("%w: %q does not say how many voters", ErrPolicy, text)
		}
		text = text[:at]
	}
	m, err := parseMatch(text)
	u.Where = []Match{m}
	return u, err
}

// parseMatch reads key=value or key!=value, at most matchBytesMax bytes
// of it.
func parseMatch(text string) (m Match, err error) {
	key, value, ok := strings.Cut(text, "=")
	key, m.Not = strings.CutSuffix(strings.TrimSpace(key), "!")
	m.Key, m.Value = strings.TrimSpace(key), strings.TrimSpace(value)
	if !ok || m.Key == "" || m.Value == "" || len(text) > matchBytesMax {
		return m, fmt.Errorf("%w: %.100q is no tier of a locality, such as region=eu", ErrPolicy, text)
	}
	return m, nil
}

// matchBytesMax bounds one condition.
const matchBytesMax = 512
