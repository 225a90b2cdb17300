package differential

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// rule is a difference that is meant.
type rule struct {
	name      string
	kind      *regexp.Regexp // of what differ says; nil for any
	statement *regexp.Regexp
	theirs    *regexp.Regexp // of what the outcome prints
	ours      *regexp.Regexp
	reason    string
	example   string // a statement that shows it, on an empty schema
	proof     proof  // what must hold too; nil for nothing
	used      int
}

// readRules reads rules, which are lines of "field: value", with empty lines
// between them; lines that start with # are comments.
func readRules(path string) ([]*rule, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rules []*rule
	for i, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		r := &rule{}
		any := false
		for _, line := range strings.Split(block, "\n") {
			if strings.HasPrefix(line, "#") || line == "" {
				continue
			}
			any = true
			if err := r.field(line); err != nil {
				return nil, fmt.Errorf("%s: block %d: %w", path, i+1, err)
			}
		}
		if !any {
			continue
		}
		if r.name == "" || r.statement == nil || r.theirs == nil || r.ours == nil || r.reason == "" || r.example == "" {
			return nil, fmt.Errorf("%s: block %d: rule %q lacks a field", path, i+1, r.name)
		}
		rules = append(rules, r)
	}
	return rules, nil
}

func (r *rule) field(line string) (err error) {
	name, value, ok := strings.Cut(line, ": ")
	if !ok {
		return fmt.Errorf("no field in %q", line)
	}
	switch name {
	case "rule":
		r.name = value
	case "kind":
		r.kind, err = regexp.Compile(value)
	case "statement":
		r.statement, err = regexp.Compile(value)
	case "theirs":
		r.theirs, err = regexp.Compile(value)
	case "ours":
		r.ours, err = regexp.Compile(value)
	case "reason":
		r.reason = value
	case "example":
		r.example = value
	case "proof":
		if r.proof = proofs[value]; r.proof == nil {
			err = fmt.Errorf("unknown proof %q", value)
		}
	default:
		err = fmt.Errorf("unknown field %q", name)
	}
	return err
}

// explained gives the rules that a difference falls under by what is said. Whether one with
// a proof holds is not asked.
func explained(rules []*rule, text string, theirs, ours *outcome) []*rule {
	kind := differ(theirs, ours)
	var found []*rule
	for _, r := range rules {
		if r.kind != nil && !r.kind.MatchString(kind) {
			continue
		}
		if r.statement.MatchString(text) && r.theirs.MatchString(theirs.String()) && r.ours.MatchString(ours.String()) {
			found = append(found, r)
		}
	}
	return found
}

// plainly reports whether one of the rules needs no proof.
func plainly(rules []*rule) bool {
	return slices.ContainsFunc(rules, func(r *rule) bool { return r.proof == nil })
}
