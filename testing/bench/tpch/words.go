package tpch

import "math/rand/v2"

// The lists of clauses 4.2.2.13 and 4.2.3.
var (
	regions = []string{"AFRICA", "AMERICA", "ASIA", "EUROPE", "MIDDLE EAST"}
	nations = []struct {
		name   string
		region int
	}{
		{"ALGERIA", 0}, {"ARGENTINA", 1}, {"BRAZIL", 1}, {"CANADA", 1}, {"EGYPT", 4}, {"ETHIOPIA", 0}, {"FRANCE", 3}, {"GERMANY", 3}, {"INDIA", 2},
		{"INDONESIA", 2}, {"IRAN", 4}, {"IRAQ", 4}, {"JAPAN", 2}, {"JORDAN", 4}, {"KENYA", 0}, {"MOROCCO", 0}, {"MOZAMBIQUE", 0}, {"PERU", 1},
		{"CHINA", 2}, {"ROMANIA", 3}, {"SAUDI ARABIA", 4}, {"VIETNAM", 2}, {"RUSSIA", 3}, {"UNITED KINGDOM", 3}, {"UNITED STATES", 1},
	}
	segments        = []string{"AUTOMOBILE", "BUILDING", "FURNITURE", "MACHINERY", "HOUSEHOLD"}
	typeFirst       = []string{"STANDARD", "SMALL", "MEDIUM", "LARGE", "ECONOMY", "PROMO"}
	typeSecond      = []string{"ANODIZED", "BURNISHED", "PLATED", "POLISHED", "BRUSHED"}
	typeThird       = []string{"TIN", "NICKEL", "BRASS", "STEEL", "COPPER"}
	containerFirst  = []string{"SM", "LG", "MED", "JUMBO", "WRAP"}
	containerSecond = []string{"CASE", "BOX", "BAG", "JAR", "PKG", "PACK", "CAN", "DRUM"}
	priorities      = []string{"1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW"}
	instructions    = []string{"DELIVER IN PERSON", "COLLECT COD", "NONE", "TAKE BACK RETURN"}
	modes           = []string{"REG AIR", "AIR", "RAIL", "SHIP", "TRUCK", "MAIL", "FOB"}
	colours         = []string{
		"almond", "antique", "aquamarine", "azure", "beige", "bisque", "black", "blanched", "blue", "blush", "brown", "burlywood", "burnished",
		"chartreuse", "chiffon", "chocolate", "coral", "cornflower", "cornsilk", "cream", "cyan", "dark", "deep", "dim", "dodger", "drab",
		"firebrick", "floral", "forest", "frosted", "gainsboro", "ghost", "goldenrod", "green", "grey", "honeydew", "hot", "indian", "ivory",
		"khaki", "lace", "lavender", "lawn", "lemon", "light", "lime", "linen", "magenta", "maroon", "medium", "metallic", "midnight", "mint",
		"misty", "moccasin", "navajo", "navy", "olive", "orange", "orchid", "pale", "papaya", "peach", "peru", "pink", "plum", "powder", "puff",
		"purple", "red", "rose", "rosy", "royal", "saddle", "salmon", "sandy", "seashell", "sienna", "sky", "slate", "smoke", "snow", "spring",
		"steel", "tan", "thistle", "tomato", "turquoise", "violet", "wheat", "white", "yellow",
	}
)

// The words of the text grammar (clause 4.2.2.14).
var (
	nouns = []string{
		"foxes", "ideas", "theodolites", "pinto beans", "instructions", "dependencies", "excuses", "platelets", "asymptotes", "courts", "dolphins",
		"multipliers", "sauternes", "warthogs", "frets", "dinos", "attainments", "somas", "braids", "hockey players", "warhorses", "dugouts",
		"notornis", "epitaphs", "pearls", "tithes", "waters", "orbits", "gifts", "sheaves", "depths", "sentiments", "decoys", "realms", "pains",
		"grouches", "escapades", "packages", "requests", "accounts", "deposits",
	}
	verbs = []string{
		"sleep", "wake", "are", "cajole", "haggle", "nag", "use", "boost", "affix", "detect", "integrate", "maintain", "nod", "was", "lose", "sublate",
		"solve", "thrash", "promise", "engage", "hinder", "print", "x-ray", "breach", "eat", "grow", "impress", "mold", "poach", "serve", "run",
		"dazzle", "snooze", "doze", "unwind", "kindle", "play", "hang", "believe", "doubt",
	}
	adjectives = []string{
		"furious", "sly", "careful", "blithe", "quick", "fluffy", "slow", "quiet", "ruthless", "thin", "close", "dogged", "daring", "brave",
		"stealthy", "permanent", "enticing", "idle", "busy", "regular", "final", "ironic", "even", "bold", "silent", "special", "pending", "unusual", "express",
	}
	adverbs = []string{
		"sometimes", "always", "never", "furiously", "slyly", "carefully", "blithely", "quickly", "fluffily", "slowly", "quietly", "ruthlessly",
		"thinly", "closely", "doggedly", "daringly", "bravely", "stealthily", "permanently", "enticingly", "idly", "busily", "regularly", "finally",
		"ironically", "evenly", "boldly", "silently",
	}
	prepositions = []string{
		"about", "above", "according to", "across", "after", "against", "along", "alongside of", "among", "around", "at", "atop", "before", "behind",
		"beneath", "beside", "besides", "between", "beyond", "by", "despite", "during", "except", "for", "from", "in place of", "inside", "instead of",
		"into", "near", "of", "on", "outside", "over", "past", "since", "through", "throughout", "to", "toward", "under", "until", "up", "upon",
		"without", "with", "within",
	}
	auxiliaries = []string{
		"do", "may", "might", "shall", "will", "would", "can", "could", "should", "ought to", "must", "will have to", "shall have to", "could have to",
		"should have to", "must have to", "need to", "try to",
	}
	terminators = []string{".", ";", ":", "?", "!", "--"}
)

// poolBytes is the length of the text that comments are cut from: dbgen's is 300 MB; what
// queries look for is there often enough in far less.
const poolBytes = 4 << 20

// pool makes the text (clause 4.2.2.14).
func pool() []byte {
	p := poolText{rng: rand.New(rand.NewPCG(streamPool, 0)), b: make([]byte, 0, poolBytes+256)}
	for len(p.b) < poolBytes {
		p.sentence()
	}
	return p.b
}

type poolText struct {
	rng *rand.Rand
	b   []byte
}

func (p *poolText) word(list []string) { p.b = append(p.b, list[p.rng.IntN(len(list))]...) }
func (p *poolText) space()             { p.b = append(p.b, ' ') }

func (p *poolText) sentence() {
	shape := p.rng.IntN(5)
	p.noun()
	p.space()
	p.verb()
	switch shape {
	case 1:
		p.space()
		p.prepositional()
	case 2:
		p.space()
		p.noun()
	case 3:
		p.space()
		p.prepositional()
		p.space()
		p.noun()
	case 4:
		p.space()
		p.prepositional()
		p.space()
		p.prepositional()
	}
	p.word(terminators)
	p.space()
}

func (p *poolText) noun() {
	switch p.rng.IntN(4) {
	case 1:
		p.word(adjectives)
		p.space()
	case 2:
		p.word(adjectives)
		p.b = append(p.b, ", "...)
		p.word(adjectives)
		p.space()
	case 3:
		p.word(adverbs)
		p.space()
		p.word(adjectives)
		p.space()
	}
	p.word(nouns)
}

func (p *poolText) verb() {
	shape := p.rng.IntN(4)
	if shape&1 == 1 {
		p.word(auxiliaries)
		p.space()
	}
	p.word(verbs)
	if shape&2 == 2 {
		p.space()
		p.word(adverbs)
	}
}

func (p *poolText) prepositional() {
	p.word(prepositions)
	p.b = append(p.b, " the "...)
	p.noun()
}
