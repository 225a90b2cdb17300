package allocator

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The options of a placement policy, in TiDB's words.
const (
	OptionPrimaryRegion = "primary_region"
	OptionRegions       = "regions"
	OptionFollowers     = "followers"
	OptionVoters        = "voters"
	OptionSurvival      = "survival_preferences"
	OptionConstraints   = "constraints"
	OptionLeader        = "leader_constraints"
	OptionLearners      = "learners"
	OptionLearnersAt    = "learner_constraints"
)

// The tiers of a locality that goals speak of.
const (
	TierRegion = "region"
	TierZone   = "zone"
)

// Option is one option of a placement policy.
// Name is in lower case, as OptionPrimaryRegion and its like are.
type Option struct{ Name, Value string }

// Survival is what data outlives besides the loss of any one node.
type Survival byte

// The goals. SurviveZone keeps most voters in the primary region, if there is one: commits stay
// in it, and the loss of all of it stops writes. SurviveRegion has no region hold most of them.
// Without a word, voters are spread evenly, and no promise is made.
const (
	SurviveUnsaid Survival = iota
	SurviveZone
	SurviveRegion
)

// Goal is what people say of where data lives and what it must survive. It names regions; Policy
// turns it into what the allocator works towards, and Check holds it against those that there are.
//
// Two ways of saying it that can't be mixed (agree): regions, with what must
// survive; or constraints, which are rules as they stand. ParseGoal checks it
// against itself, Check against the cluster that there is; only the first is
// lasting, since nodes come and go.
type Goal struct {
	Name    string
	Primary string   // the region where leases belong, which is one of Regions
	Regions []string // where voters stand; none: in any
	Voters  int      // 0: as many as is usual
	Survive Survival
	// Constraints and Leader are said instead of regions.
	Constraints []Rule
	Leader      []Match
	// NonVoters are replicas besides, for reads.
	NonVoters []NonVoters
}

// GoalError says what is wrong with a goal, and what would be right. It is an ErrPolicy.
// Message and Hint go to the client as they are; Unsupported decides between a
// wrong value (22023) and what is not there (0A000) where SQL makes its SQLSTATE.
type GoalError struct {
	Message, Hint string
	Unsupported   bool // it is not wrong: it is not there
}

// Error is the message alone; the hint goes to the client beside it.
func (e *GoalError) Error() string { return e.Message }

// Unwrap gives ErrPolicy.
func (e *GoalError) Unwrap() error { return ErrPolicy }

// wrongGoal is for what can't be meant; noGoal for what could be, but is not
// there.
func wrongGoal(hint, format string, args ...any) error {
	return &GoalError{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// noGoal's errors are those of a feature that is not supported (Unsupported).
func noGoal(hint, format string, args ...any) error {
	return &GoalError{Message: fmt.Sprintf(format, args...), Hint: hint, Unsupported: true}
}

// votersUsual is how many voters a policy has that does not say so.
// Three survive the loss of one, and a write waits for one other.
const votersUsual = 3

// ParseGoal reads the options of a policy. It fails with a *GoalError.
//
// Names are lower case, as the parser of SQL gives them; values are as written. An
// option given twice is an error and not the last one's: who wrote it meant
// something by both.
func ParseGoal(name string, options []Option) (*Goal, error) {
	g := &Goal{Name: name}
	followers, learners, learnersAt := 0, 0, ""
	for i, o := range options {
		if slices.ContainsFunc(options[:i], func(p Option) bool { return p.Name == o.Name }) {
			return nil, wrongGoal("", "option %s is given twice", strings.ToUpper(o.Name))
		}
		var err error
		switch o.Name {
		case OptionPrimaryRegion:
			if g.Primary = strings.TrimSpace(o.Value); g.Primary == "" || strings.Contains(g.Primary, ",") {
				err = wrongGoal("It is like PRIMARY_REGION = 'eu-west'.", "PRIMARY_REGION %q is not the name of one region", o.Value)
			}
		case OptionRegions:
			g.Regions, err = parseRegions(o.Value)
		case OptionFollowers:
			followers, err = parseVoters(o)
		case OptionVoters:
			g.Voters, err = parseVoters(o)
		case OptionSurvival:
			g.Survive, err = parseSurvival(o.Value)
		case OptionConstraints:
			g.Constraints, err = parseConstraints(o.Value)
		case OptionLeader:
			g.Leader, err = parseConstraintList(o.Name, o.Value)
		case OptionLearners:
			learners, err = parseLearners(o.Value)
		case OptionLearnersAt:
			if learnersAt = o.Value; strings.TrimSpace(learnersAt) == "" {
				err = wrongGoal(learnersHint, "LEARNER_CONSTRAINTS are empty")
			}
		default:
			err = refusedOption(o.Name)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := g.count(followers); err != nil {
		return nil, err
	}
	if err := g.countLearners(learners, learnersAt); err != nil {
		return nil, err
	}
	return g, g.agree()
}

// refusedOption tells why an option of TiDB's is not there.
// The hints are for those who come with scripts for TiDB: each tells what says the
// same here.
func refusedOption(name string) error {
	hint := "The options are PRIMARY_REGION, REGIONS, FOLLOWERS, VOTERS, SURVIVAL_PREFERENCES, CONSTRAINTS, LEADER_CONSTRAINTS, LEARNERS and LEARNER_CONSTRAINTS."
	switch name {
	case "schedule":
		hint = "Voters are spread evenly over the regions; SURVIVAL_PREFERENCES = 'zone' keeps most of them in the primary one."
	case "voter_constraints", "follower_constraints":
		hint = "Followers vote, those who don't are LEARNERS: use CONSTRAINTS, as '{\"+region=eu\": 2, \"+region=us\": 1}'."
	}
	return noGoal(hint, "option %s of a placement policy is not supported", strings.ToUpper(name))
}

// parseRegions reads a list. Empty parts (commaList drops them) are errors, found
// by counting commas.
// The order is the user's, and means nothing.
func parseRegions(text string) ([]string, error) {
	list := commaList(text)
	for i, r := range list {
		if slices.Contains(list[:i], r) {
			return nil, wrongGoal("", "REGIONS names %q twice", r)
		}
	}
	if len(list) == 0 || len(list) != strings.Count(text, ",")+1 {
		return nil, wrongGoal("It is like REGIONS = 'eu-west,us-east'.", "REGIONS %q is not a list of regions", text)
	}
	if len(list) > regionsMax {
		return nil, wrongGoal("", "REGIONS names %d regions, of which a policy may have %d", len(list), regionsMax)
	}
	return list, nil
}

// regionsMax bounds the regions of a policy.
// Each region is a rule that every look at a range goes through.
const regionsMax = 64

// parseVoters reads a number of replicas, 1 to votersMax. Whether it is odd is for
// count to say, when it is known whether it was of followers or of voters.
func parseVoters(o Option) (int, error) {
	n, err := strconv.Atoi(o.Value)
	if err != nil || n < 1 || n > votersMax {
		return 0, wrongGoal(votersHint, "%s %q is not from 1 to %d", strings.ToUpper(o.Name), o.Value, votersMax)
	}
	return n, nil
}

const votersHint = "The leader and its followers vote, an odd number of them up to 9: FOLLOWERS = 2, 4, 6 or 8, or VOTERS = 1, 3, 5, 7 or 9."

// parseSurvival takes TiDB's list form, too: [region, zone] asks for the wider
// one, which the narrower one follows from.
func parseSurvival(text string) (Survival, error) {
	inner, open := strings.CutPrefix(strings.TrimSpace(text), "[")
	inner, closed := strings.CutSuffix(inner, "]")
	list := commaList(strings.ToLower(inner))
	switch {
	case open != closed:
	case slices.Equal(list, []string{TierZone}):
		return SurviveZone, nil
	case slices.Equal(list, []string{TierRegion}), slices.Equal(list, []string{TierRegion, TierZone}):
		return SurviveRegion, nil
	}
	return 0, wrongGoal("It is 'zone' or 'region'.", "SURVIVAL_PREFERENCES %q is not what data could survive", text)
}

// count settles how many voters there are.
// TiDB's FOLLOWERS counts all but the leader, so the voters are one more. 0:
// nothing was said.
func (g *Goal) count(followers int) error {
	switch {
	case followers > 0 && g.Voters > 0 && followers > g.Voters-1:
		return wrongGoal("Followers vote: FOLLOWERS is VOTERS less one. Replicas that do not are LEARNERS.", "FOLLOWERS = %d and VOTERS = %d contradict each other", followers, g.Voters)
	case followers > 0 && g.Voters > 0 && followers < g.Voters-1:
		return wrongGoal("Followers vote: FOLLOWERS is VOTERS less one.", "FOLLOWERS = %d and VOTERS = %d contradict each other", followers, g.Voters)
	case followers > 0:
		g.Voters = followers + 1
	}
	if n := g.Voters; n > 0 && (n%2 == 0 || n > votersMax) {
		return wrongGoal(votersHint, "a placement policy of %d voters is not possible", n)
	}
	return nil
}

// agree checks that what is said can be true at once.
//
// The order is that in which people see what they wrote: names, then ways of
// saying it, then numbers.
func (g *Goal) agree() error {
	n := g.voters()
	switch {
	case g.Primary != "" && len(g.Regions) > 0 && !slices.Contains(g.Regions, g.Primary):
		return wrongGoal("Add it to REGIONS.", "PRIMARY_REGION %q is not one of REGIONS %q", g.Primary, strings.Join(g.Regions, ","))
	case (g.Constraints != nil || g.Leader != nil) && (g.Primary != "" || g.Regions != nil || g.Survive != SurviveUnsaid):
		return wrongGoal("Use the one or the other.", "CONSTRAINTS and LEADER_CONSTRAINTS contradict PRIMARY_REGION, REGIONS and SURVIVAL_PREFERENCES")
	case g.Survive != SurviveUnsaid && n < 3:
		return wrongGoal("Three voters or more survive the loss of one.", "a single voter survives nothing")
	case g.Survive == SurviveRegion && g.regions() != nil && len(g.regions()) < 3:
		return wrongGoal("No region may hold most of the voters, so that three are needed: name more in REGIONS.", "the loss of a region cannot be survived by %d of them", len(g.regions()))
	}
	if sum := counted(g.Constraints); sum > n {
		return wrongGoal("Say how many there are by FOLLOWERS or VOTERS.", "CONSTRAINTS asks for %d voters, of %d", sum, n)
	}
	return nil
}

// counted adds up the voters that rules ask for.
// Rules without a number ask for none: they only say where.
func counted(rules []Rule) (sum int) {
	for _, u := range rules {
		sum += u.Voters
	}
	return sum
}

// voters is how many there are: as said, or the usual number, or what constraints
// count, made odd.
func (g *Goal) voters() int {
	if g.Voters > 0 {
		return g.Voters
	}
	return max(votersUsual, counted(g.Constraints)|1)
}

// regions are those that voters stand in; nil: any.
// A primary region alone is where all is, unless its loss is to be survived.
func (g *Goal) regions() []string {
	if g.Regions == nil && g.Primary != "" && g.Survive != SurviveRegion {
		return []string{g.Primary}
	}
	return g.Regions
}

// Policy is what the allocator is to work towards.
//
//	one region       all voters in it
//	several          in no other; each has its even share, the primary one what is left over.
//	                 Beyond the shares the allocator spreads voters by itself
//	survive a zone   most voters in the primary region, the others evenly
//
// The lease belongs to the primary region, and goes anywhere while no voter is there.
func (g *Goal) Policy() (*Policy, error) {
	p := &Policy{Name: g.Name, Replicas: g.voters(), Rules: slices.Clone(g.Constraints), Survive: g.Survive, NonVoters: g.NonVoters}
	if len(g.Leader) > 0 {
		p.Lease = [][]Match{g.Leader}
	}
	if g.Primary != "" {
		p.Lease = [][]Match{{{Key: TierRegion, Value: g.Primary}}}
	}
	regions := g.regions()
	switch {
	// All voters there: no shares are needed.
	case len(regions) == 1:
		p.Rules = append(p.Rules, Rule{Where: []Match{{Key: TierRegion, Value: regions[0]}}})
	// A rule for all (Any) and one for each share. The shares add up to at most the
	// voters, so that the rules can all be met.
	case len(regions) > 1:
		all := Rule{}
		for _, r := range regions {
			all.Any = append(all.Any, Match{Key: TierRegion, Value: r})
		}
		p.Rules = append(append(p.Rules, all), g.shares(regions, p.Replicas)...)
	// A region loss is to be survived, and no regions are named: anywhere, but one
	// voter where the lease belongs.
	case g.Primary != "":
		p.Rules = append(p.Rules, Rule{Voters: 1, Where: []Match{{Key: TierRegion, Value: g.Primary}}})
	}
	return p, p.Validate()
}

// shares are the voters that each of several regions has at least.
//
// Whole shares alone: of 5 voters in 3 regions each gets one, the primary one two,
// and the last goes where diversity wants it. To survive a zone the primary region
// has a majority, n/2+1, so that commits stay in it; to survive a region none may
// have one, and even shares of three or more give that. Regions beyond the voters
// get no rule.
func (g *Goal) shares(regions []string, n int) (out []Rule) {
	share := map[string]int{}
	rest, left := regions, n
	if g.Survive == SurviveZone && g.Primary != "" {
		share[g.Primary] = n/2 + 1
		left = n - share[g.Primary]
		rest = slices.DeleteFunc(slices.Clone(regions), func(r string) bool { return r == g.Primary })
	}
	// Else there are fewer voters than regions, and none can be sure of one: spreading is left to the allocator.
	if len(rest) <= left {
		for _, r := range rest {
			share[r] += left / len(rest)
		}
		left %= len(rest)
	}
	// What is left over goes to where most is written; one is enough to make a
	// difference, and more could make a majority.
	if g.Survive != SurviveZone && g.Primary != "" && left > 0 {
		share[g.Primary]++
	}
	for _, r := range slices.Sorted(maps.Keys(share)) {
		if share[r] > 0 {
			out = append(out, Rule{Voters: share[r], Where: []Match{{Key: TierRegion, Value: r}}})
		}
	}
	return out
}

// Check holds a goal against the localities of the cluster's nodes: it fails with a *GoalError
// where it names a place where nobody stands, or asks for what the regions can't give. That there
// are fewer nodes than voters is no reason: they may come.
//
// It is asked when a policy is made or altered. Nodes that leave later
// break no statement; Breaches tells of them.
func (g *Goal) Check(nodes []Locality) error {
	known := TierValues(nodes, TierRegion)
	for _, r := range append(slices.Clone(g.Regions), g.Primary) {
		if r != "" && !slices.Contains(known, r) {
			return wrongGoal(knownHint(TierRegion, known), "region %q is not known", r)
		}
	}
	for _, u := range g.Constraints {
		if err := checkMatches(u.Where, nodes); err != nil {
			return err
		}
	}
	if err := checkMatches(g.Leader, nodes); err != nil {
		return err
	}
	for _, n := range g.NonVoters {
		if err := checkMatches(n.Where, nodes); err != nil {
			return err
		}
		if !slices.ContainsFunc(nodes, func(l Locality) bool { return meetsAll(n.Where, l) }) {
			return wrongGoal("", "no node meets the constraint %v of LEARNER_CONSTRAINTS", n.Where)
		}
	}
	if err := g.checkMet(nodes); err != nil {
		return err
	}
	switch g.Survive {
	case SurviveRegion:
		if g.regions() == nil && len(known) < 3 {
			return wrongGoal("No region may hold most of the voters, so that three are needed. "+knownHint(TierRegion, known), "the loss of a region cannot be survived by %d of them", len(known))
		}
	case SurviveZone:
		return g.checkZones(nodes)
	}
	return nil
}

// TierValues lists the values that a tier has in localities, in order and each once.
// Nodes that do not say the tier count for none.
func TierValues(nodes []Locality, key string) (out []string) {
	for _, l := range nodes {
		for _, t := range l {
			if t.Key == key && !slices.Contains(out, t.Value) {
				out = append(out, t.Value)
			}
		}
	}
	slices.Sort(out)
	return out
}

// knownHint lists what the cluster's nodes say of a key, or how they may be made to say it.
func knownHint(key string, known []string) string {
	if len(known) == 0 {
		return "No node says its " + key + ": start nodes with --locality=region=…,zone=…."
	}
	word := map[bool]string{true: key + "s", false: key}[len(known) > 1]
	return fmt.Sprintf("The cluster has the %s %s.", word, strings.Join(known, ", "))
}

// checkMatches refuses conditions about what no node has.
func checkMatches(list []Match, nodes []Locality) error {
	for _, m := range list {
		if known := TierValues(nodes, m.Key); !slices.Contains(known, m.Value) {
			return wrongGoal(knownHint(m.Key, known), "%s %q is not known", m.Key, m.Value)
		}
	}
	return nil
}

// checkMet refuses constraints that no node meets at once.
// Each rule for some is looked at by itself, among the nodes that meet the rules
// for all: whether the counts can be met at once depends on how many nodes there
// are, which is not asked.
func (g *Goal) checkMet(nodes []Locality) error {
	// A rule without a number is for all voters: a node that breaks one of those gets none.
	strict := slices.DeleteFunc(slices.Clone(nodes), func(l Locality) bool {
		return slices.ContainsFunc(g.Constraints, func(u Rule) bool { return u.Voters == 0 && !u.Meets(l) })
	})
	if len(strict) == 0 && len(g.Constraints) > 0 {
		return wrongGoal("They hold for each voter, all of them.", "CONSTRAINTS contradict each other: no node meets them")
	}
	meets := func(where []Match) bool {
		return slices.ContainsFunc(strict, func(l Locality) bool { return meetsAll(where, l) })
	}
	for _, u := range g.Constraints {
		if u.Voters > 0 && !meets(u.Where) {
			return wrongGoal("", "no node meets the constraint %v with the others", u.Where)
		}
	}
	if len(g.Leader) > 0 && !meets(g.Leader) {
		return wrongGoal("The leader is one of the voters.", "no node meets LEADER_CONSTRAINTS and CONSTRAINTS")
	}
	return nil
}

// checkZones refuses to survive a zone where there are too few.
//
// Three zones at least, or one of them would hold most of the voters; and two in
// the primary region, which has a majority by itself: in one zone its loss would
// be that of the quorum.
func (g *Goal) checkZones(nodes []Locality) error {
	regions := g.regions()
	// Zones are named with their regions: "a" of two regions are two. A node that
	// names no zone counts for none.
	in := func(only string) (out []string) {
		for _, l := range nodes {
			region, zone := tierOf(l, TierRegion), tierOf(l, TierZone)
			fits := regions == nil || slices.Contains(regions, region)
			if zone != "" && fits && (only == "" || only == region) && !slices.Contains(out, region+" "+zone) {
				out = append(out, region+" "+zone)
			}
		}
		return out
	}
	const hint = "No zone may hold most of the voters: start nodes in more, or name more regions."
	if n := len(in("")); n < 3 {
		return wrongGoal(hint, "the loss of a zone cannot be survived by %d of them", n)
	}
	// In one zone the majority that SurviveZone gives the primary region would go at once.
	if n := len(in(g.Primary)); g.Primary != "" && n < 2 {
		return wrongGoal(hint, "the loss of a zone cannot be survived: the primary region, which has most of the voters, has %d", n)
	}
	return nil
}

// tierOf is the value that a locality has for a tier, "" for none.
func tierOf(l Locality, key string) string {
	for _, t := range l {
		if t.Key == key {
			return t.Value
		}
	}
	return ""
}

// parseConstraints reads CONSTRAINTS, which are a list for all voters, "[+region=eu, -disk=hdd]",
// or tell how many meet which: '{"+region=eu,+disk=ssd": 2, "+region=us": 1}'.
//
// Each entry of the list becomes a rule of its own (they all hold); each of the
// map one rule with a count. Not a JSON parser: quotes are optional, as people
// write it, and there are no escapes. At most rulesMax entries; %.200q keeps what
// is quoted in an error short.
func parseConstraints(text string) ([]Rule, error) {
	inner, isMap := strings.CutPrefix(strings.TrimSpace(text), "{")
	if !isMap {
		list, err := parseConstraintList(OptionConstraints, text)
		out := make([]Rule, len(list))
		for i, m := range list {
			out[i].Where = []Match{m}
		}
		return out, err
	}
	bad := wrongGoal(constraintsHint, "CONSTRAINTS %.200q can't be read", text)
	inner, closed := strings.CutSuffix(inner, "}")
	if !closed {
		return nil, bad
	}
	var out []Rule
	for inner = strings.TrimSpace(inner); inner != ""; {
		key, rest, ok := cutKey(inner)
		if !ok {
			return nil, bad
		}
		// At the comma behind the number; those of the key are behind us.
		number, after, more := strings.Cut(rest, ",")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if err != nil || n < 1 || n > votersMax {
			return nil, bad
		}
		where, err := parseConstraintList(OptionConstraints, key)
		if err != nil {
			return nil, err
		}
		out = append(out, Rule{Voters: n, Where: where})
		if inner = strings.TrimSpace(after); more && inner == "" || len(out) > rulesMax {
			return nil, bad
		}
	}
	if len(out) == 0 {
		return nil, bad
	}
	return out, nil
}

const constraintsHint = `They are like '[+region=eu, -zone=eu-c]', or '{"+region=eu": 2, "+region=us": 1}'.`

const learnersHint = `They are like LEARNERS = 2, LEARNERS = 2 LEARNER_CONSTRAINTS = '[+region=us]', or LEARNER_CONSTRAINTS = '{"+region=us": 1, "+region=ap": 1}'.`

// parseLearners reads how many replicas do not vote.
func parseLearners(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > NonVotersMax {
		return 0, wrongGoal(learnersHint, "LEARNERS %q is not from 1 to %d", text, NonVotersMax)
	}
	return n, nil
}

// countLearners settles where replicas that do not vote stand: n (0: not said) at a place, or as many as text
// tells for each of several. Of n those that it does not tell of stand anywhere.
func (g *Goal) countLearners(n int, text string) error {
	if text == "" {
		if n > 0 {
			g.NonVoters = []NonVoters{{Count: n}}
		}
		return nil
	}
	rules, err := parseConstraints(text)
	if err != nil {
		return wrongGoal(learnersHint, "LEARNER_CONSTRAINTS %.200q can't be read", text)
	}
	sum := counted(rules)
	switch {
	// By the two numbers, sum of the constraints' and n of LEARNERS:
	//
	//	sum  n    non-voters
	//	0    0    nobody says how many: an error
	//	0    n    n, each where all of the constraints hold
	//	s    0    s, as the constraints say
	//	s    n    s so, and n - s anywhere; s > n is an error
	case sum == 0 && n == 0:
		return wrongGoal(learnersHint, "LEARNER_CONSTRAINTS do not say how many, and neither does LEARNERS")
	case sum == 0:
		one := NonVoters{Count: n}
		for _, u := range rules {
			one.Where = append(one.Where, u.Where...)
		}
		g.NonVoters = []NonVoters{one}
		return nil
	case n > 0 && sum > n:
		return wrongGoal("Leave LEARNERS out, or say how many there are in all.", "LEARNER_CONSTRAINTS asks for %d replicas, of %d LEARNERS", sum, n)
	case sum > NonVotersMax:
		return wrongGoal(learnersHint, "LEARNER_CONSTRAINTS asks for %d replicas, of which a policy may have %d", sum, NonVotersMax)
	}
	for _, u := range rules {
		g.NonVoters = append(g.NonVoters, NonVoters{Count: u.Voters, Where: u.Where})
	}
	// Without conditions, and so last: narrowFirst lets the others choose before them.
	if n > sum {
		g.NonVoters = append(g.NonVoters, NonVoters{Count: n - sum})
	}
	narrowFirst(g.NonVoters)
	return nil
}

// cutKey cuts the key off the entries of a map, and its colon.
// A quoted key may have commas in it, for several conditions; one without quotes
// ends at the colon.
func cutKey(text string) (key, rest string, ok bool) {
	if quoted, is := strings.CutPrefix(text, `"`); is {
		if key, rest, ok = strings.Cut(quoted, `"`); !ok {
			return "", "", false
		}
		rest, ok = strings.CutPrefix(strings.TrimSpace(rest), ":")
		return key, rest, ok
	}
	return strings.Cut(text, ":")
}

// parseConstraintList reads conditions that all hold, with or without brackets.
func parseConstraintList(option, text string) (out []Match, err error) {
	inner, open := strings.CutPrefix(strings.TrimSpace(text), "[")
	inner, closed := strings.CutSuffix(inner, "]")
	list := commaList(inner)
	bad := wrongGoal(constraintsHint, "%s %.200q can't be read", strings.ToUpper(option), text)
	if open != closed || len(list) == 0 || len(list) > rulesMax {
		return nil, bad
	}
	for _, c := range list {
		c = strings.Trim(c, `"`)
		m, err := parseMatch(strings.TrimLeft(c, "+-"))
		// m.Not here comes of "!=", which this notation does not have: its negation
		// is the "-".
		if err != nil || m.Not || !strings.HasPrefix(c, "+") && !strings.HasPrefix(c, "-") {
			return nil, bad
		}
		m.Not = c[0] == '-'
		if slices.Contains(out, m) {
			return nil, wrongGoal("", "%s says %s twice", strings.ToUpper(option), c)
		}
		out = append(out, m)
	}
	return out, nil
}
