package textsearch

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Weights are what places of the weights D, C, B and A count.
type Weights [4]float32

// DefaultWeights are those of a rank that is not told others.
var DefaultWeights = Weights{0.1, 0.2, 0.4, 1.0}

// NewWeights checks weights that a user gave: negative ones mean the default.
func NewWeights(list []float32) (w Weights, err error) {
	if len(list) < len(w) {
		return w, pgerror.New(pgerror.ArraySubscriptError, "array of weight is too short")
	}
	for i := range w {
		if w[i] = list[i]; w[i] < 0 {
			w[i] = DefaultWeights[i]
		}
		if w[i] > 1 {
			return w, pgerror.New(pgerror.InvalidParameterValue, "weight out of range")
		}
	}
	return w, nil
}

// How a rank is divided: bits of the argument normalization.
const (
	byLogLength   = 1 << iota // the logarithm of the document's length
	byLength                  // the length
	byExtents                 // the mean harmonic distance between extents, of RankCover alone
	byWords                   // the number of lexemes
	byLogWords                // its logarithm
	bySelfPlusOne             // the rank itself, and 1
)

// length counts the words of the document.
func (v Vector) length() int {
	n := 0
	for i := range v {
		n += max(1, len(v[i].Places))
	}
	return n
}

// Rank tells how well the document answers the query, by how often its lexemes have the words.
func Rank(w Weights, v Vector, q Query, method int) float32 {
	if len(v) == 0 || q.Root == nil {
		return 0
	}
	words := q.distinct()
	var res float32
	if (q.Root.Op == And || q.Root.Op == Phrase) && len(words) > 1 {
		res = rankAnd(w, v, words)
	} else {
		res = rankOr(w, v, words)
	}
	if res < 0 {
		res = 1e-20
	}
	if method&byLogLength != 0 {
		res = float32(float64(res) / (math.Log(float64(v.length()+1)) / math.Log(2)))
	}
	if method&byLength != 0 {
		res /= float32(v.length())
	}
	if method&byWords != 0 {
		res /= float32(len(v))
	}
	if method&byLogWords != 0 {
		res = float32(float64(res) / (math.Log(float64(len(v)+1)) / math.Log(2)))
	}
	if method&bySelfPlusOne != 0 {
		res /= res + 1
	}
	return res
}

// distinct are the operands of a query by their words, each once.
func (q Query) distinct() []*Node {
	var list []*Node
	q.Root.operands(func(n *Node) { list = append(list, n) })
	slices.SortStableFunc(list, func(a, b *Node) int { return strings.Compare(a.Word, b.Word) })
	return slices.CompactFunc(list, func(a, b *Node) bool { return a.Word == b.Word })
}

// somewhere is where a lexeme stands that was stripped of its places.
var somewhere = []Place{NewPlace(PositionMax, 0)}

func (l *Lexeme) places() []Place {
	if len(l.Places) == 0 {
		return somewhere
	}
	return l.Places
}

// seriesSum is what 1/1² + 1/2² + 1/3² … comes to, as far as Postgres has it.
const seriesSum = 1.64493406685

func rankOr(w Weights, v Vector, words []*Node) float32 {
	var res float32
	for _, n := range words {
		for _, l := range v.matching(n) {
			var sum float32
			best, at := float32(-1), 0
			for j, p := range l.places() {
				x := w[p.Weight()]
				sum += x / float32((j+1)*(j+1))
				if x > best {
					best, at = x, j
				}
			}
			res = float32(float64(res) + float64(best+sum-best/float32((at+1)*(at+1)))/seriesSum)
		}
	}
	return res / float32(len(words))
}

// rankAnd goes by how near the words are to each other.
func rankAnd(w Weights, v Vector, words []*Node) float32 {
	res := float32(-1)
	seen := make([][]Place, len(words))
	for i, n := range words {
		for _, l := range v.matching(n) {
			seen[i] = l.places()
			for k := range i {
				for _, a := range seen[i] {
					for _, b := range seen[k] {
						res = nearer(res, w, a, b, len(l.Places) == 0 || &seen[k][0] == &somewhere[0])
					}
				}
			}
		}
	}
	return res
}

// nearer is the rank with a pair of places; bare tells that one of them is nowhere.
func nearer(res float32, w Weights, a, b Place, bare bool) float32 {
	distance := a.Pos() - b.Pos()
	if distance < 0 {
		distance = -distance
	}
	if distance == 0 {
		if !bare {
			return res
		}
		distance = PositionMax + 1
	}
	x := float32(math.Sqrt(float64(w[a.Weight()] * w[b.Weight()] * closeness(distance))))
	if res < 0 {
		return x
	}
	return float32(1 - (1-float64(res))*(1-float64(x)))
}

func closeness(distance int) float32 {
	if distance > 100 {
		return 1e-30
	}
	return float32(1 / (1.005 + 0.05*math.Exp(float64(float32(distance))/1.5-2)))
}

// docWord is a place of the document where words of the query stand.
type docWord struct {
	place    Place
	lexeme   int
	operands []*Node
}

// docWords are those places, in order.
func docWords(v Vector, q Query) []docWord {
	var list []docWord
	q.Root.operands(func(n *Node) {
		first, _ := v.find(n.Word)
		for i, l := range v.matching(n) {
			for _, p := range l.Places {
				if n.ofWeight(p) {
					list = append(list, docWord{p, first + i, []*Node{n}})
				}
			}
		}
	})
	slices.SortStableFunc(list, func(a, b docWord) int {
		return cmp.Or(cmp.Compare(a.place, b.place), cmp.Compare(a.lexeme, b.lexeme))
	})
	out := list[:0]
	for _, d := range list {
		if n := len(out); n > 0 && out[n-1].place == d.place && out[n-1].lexeme == d.lexeme {
			out[n-1].operands = append(out[n-1].operands, d.operands...)
		} else {
			out = append(out, d)
		}
	}
	return out
}

// window is a part of a document as a query is asked of it: where each operand stands.
type window struct {
	at       map[*Node][]int
	backward bool
}

func (s *window) add(d *docWord) {
	for _, n := range d.operands {
		if list := s.at[n]; len(list) == 0 || list[len(list)-1] != d.place.Pos() {
			s.at[n] = append(list, d.place.Pos())
		}
	}
}

func (s *window) has(n *Node) truth {
	if len(s.at[n]) == 0 {
		return no
	}
	return yes
}

func (s *window) where(n *Node) (truth, []int) {
	at := s.at[n]
	if s.backward {
		at = slices.Clone(at)
		slices.Reverse(at)
	}
	return s.has(n), at
}

// extent is a shortest part of a document that answers a query: the words from begin to end, at
// the positions first to last.
type extent struct{ begin, end, first, last int }

// nextExtent finds the extent at or behind from.
func nextExtent(doc []docWord, q Query, from int) (e extent, next int, ok bool) {
	for ; ; from++ {
		forward := window{at: map[*Node][]int{}}
		at := -1
		for i := from; i < len(doc); i++ {
			forward.add(&doc[i])
			if judge(q.Root, &forward, false) != no {
				at = i
				break
			}
		}
		if at < 0 || doc[at].place.Pos() <= 0 {
			return e, 0, false
		}
		e.end, e.last = at, doc[at].place.Pos()
		backward := window{at: map[*Node][]int{}, backward: true}
		for i := at; i >= from; i-- {
			backward.add(&doc[i])
			if judge(q.Root, &backward, true) != no {
				e.begin, e.first = i, doc[i].place.Pos()
				return e, i + 1, true
			}
		}
	}
}

// RankCover tells how well the document answers the query, by how dense the words stand.
func RankCover(w Weights, v Vector, q Query, method int, checkpoint func() error) (float32, error) {
	if len(v) == 0 || q.Root == nil {
		return 0, nil
	}
	doc := docWords(v, q)
	sum, between, extents, before := 0.0, 0.0, 0, 0.0
	for from := 0; from < len(doc); {
		if err := checkpoint(); err != nil {
			return 0, err
		}
		e, next, ok := nextExtent(doc, q, from)
		if !ok {
			break
		}
		from = next
		inverse := 0.0
		for _, d := range doc[e.begin : e.end+1] {
			inverse += 1 / float64(w[d.place.Weight()])
		}
		noise := e.last - e.first - (e.end - e.begin)
		if noise < 0 {
			noise = (e.end - e.begin) / 2
		}
		sum += float64(e.end-e.begin+1) / inverse / float64(1+noise)
		middle := float64(e.last+e.first) / 2
		if extents > 0 && middle > before {
			between += 1 / (middle - before)
		}
		before = middle
		extents++
	}
	return coverNormal(sum, between, extents, v, method), nil
}

func coverNormal(sum, between float64, extents int, v Vector, method int) float32 {
	if method&byLogLength != 0 {
		sum /= math.Log(float64(v.length() + 1))
	}
	if method&byLength != 0 {
		sum /= float64(v.length())
	}
	if method&byExtents != 0 && extents > 0 && between > 0 {
		sum /= float64(extents) / between
	}
	if method&byWords != 0 {
		sum /= float64(len(v))
	}
	if method&byLogWords != 0 {
		sum /= math.Log(float64(len(v)+1)) / math.Log(2)
	}
	if method&bySelfPlusOne != 0 {
		sum /= sum + 1
	}
	return float32(sum)
}
