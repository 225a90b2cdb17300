package agree

import (
	"flag"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

var (
	wideSeeds   = flag.Int("agree-wide-seeds", 20, "how many worlds TestWideClean looks at")
	widePlanted = flag.Int("agree-wide-planted", 0, "how many worlds each plant of TestWidePlanted is looked for in; 0: it does nothing")
	wideEach    = flag.Bool("agree-wide-each", false, "TestWide looks at each node hearing each, too")
	wideNodes   = flag.Int("agree-wide", 64, "how many nodes TestWide has; 200 for the figures of docs/transactions.md")
)

// newWide is a world of nine nodes and more in three zones, where hubs tell of clocks, with all faults.
func newWide(seed uint64, p Planted) *sim {
	s := newSim(seed, nil, p)
	s.eachMax, s.stops, s.spare = 6, false, false
	for want := 9 + int(seed%4); len(s.all) < want; {
		off := s.offset
		if s.utc {
			off = s.err
		}
		m := &machine{s: s, id: uint32(len(s.all) + 1), rawAt: s.now, rawBase: s.between(ms, 1000*sec), off: s.between(-off, off), jitters: s.all[0].jitters}
		s.joiners++
		s.all = append(s.all, m)
	}
	for i := range s.all {
		s.zones = append(s.zones, i%3)
	}
	return s
}

// huntWide plays such worlds until one is violated.
func huntWide(n int, p Planted, each func(*sim)) (seed int, what string) {
	var next, found atomic.Int64
	var mu sync.Mutex
	found.Store(int64(n + 1))
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for {
				seed := next.Add(1)
				if seed >= found.Load() {
					return
				}
				s := newWide(uint64(seed), p).play()
				mu.Lock()
				if each(s); len(s.bad) > 0 && seed < found.Load() {
					found.Store(seed)
					what = s.bad[0]
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if what == "" {
		return 0, ""
	}
	return int(found.Load()), what
}

// TestWideClean (C8): no acknowledgement leaves too early where nodes know of each other by what hubs
// tell: hubs end, are cut from their zones and from each other, nodes join, restart and go to other
// zones, of which others know later.
func TestWideClean(t *testing.T) {
	writes, groups, contra, n := 0, 0, 0, few(*wideSeeds)
	seed, what := huntWide(n, Planted{}, func(s *sim) {
		writes, groups, contra = writes+len(s.waits), groups+s.groups, contra+s.contra
		if s.broken > 0 {
			t.Errorf("%d invariants broken", s.broken)
		}
	})
	if seed != 0 {
		t.Errorf("seed %d: %s", seed, what)
	}
	t.Logf("%d seeds: a seed has %d writes acknowledged, %d groups told", n, writes/n, groups/n)
	if contra > 0 || writes < 100*n || groups < 1000*n {
		t.Errorf("%d writes, %d groups, %d contradictions", writes, groups, contra)
	}
}

// TestWidePlanted: what hubs could do wrong is found, by what clients would see in random worlds, too.
func TestWidePlanted(t *testing.T) {
	if *widePlanted == 0 { // TestGroups has each, step by step
		return
	}
	for _, tt := range groupPlants {
		seed, what := huntWide(*widePlanted, tt.planted, func(*sim) {})
		if t.Logf("%s: seed %d: %s", tt.name, seed, what); seed == 0 {
			t.Errorf("%s: not found", tt.name)
		}
	}
}

var groupPlants = []struct {
	name    string
	planted Planted
}{
	{"a hub forgets a member", Planted{GroupForgets: true}},
	{"an old minimum counts for new members", Planted{GroupOld: true}},
	{"what was told of a permit counts for a later one", Planted{GroupAnyNumber: true}},
	{"a hub that is split from its zone tells on", Planted{GroupNoCap: true}},
}

// groupNode is node 1, in a zone with hub 5, to which hub 7 of another zone and the givers 2, 3 and 4 tell
// things.
type groupNode struct {
	t   *testing.T
	s   *State
	now Now
}

func newGroupNode(t *testing.T, p Planted) *groupNode {
	s, err := New(Options{Self: 1, Epoch: 1, Givers: []uint32{2, 3, 4}, Clock: noteBase, Elapsed: time.Second, Planted: p})
	if err != nil {
		t.Fatal(err)
	}
	s.SetCircle(&Circle{Talk: []uint32{2, 3, 4, 5, 7}, Zone: []uint32{1, 5}, Hubs: []uint32{5, 7}})
	return &groupNode{t, s, Now{Elapsed: time.Second}}
}

func (g *groupNode) at(d time.Duration) hlc.Timestamp { return noteBase.Add(d) }

func (g *groupNode) hear(from uint32, n Note) {
	n.Epoch, n.Promise = max(n.Epoch, 1), NoPromise
	got, _, err := DecodeNote(n.Append(nil))
	if err == nil {
		err = g.s.Hear(g.now, from, &got)
	}
	if err != nil {
		g.t.Fatal(err)
	}
}

// lists has all givers state who is listed.
func (g *groupNode) lists(version Number, list ...Listed) {
	for _, from := range []uint32{2, 3, 4} {
		g.hear(from, Note{Reading: hlc.Reading(g.at(0)), Statement: &Statement{U: g.at(time.Minute), Version: version, Full: true, List: list}})
	}
}

// tells has hub 7 tell of nodes.
func (g *groupNode) tells(version Number, passed, most time.Duration, members ...Member) {
	g.hear(7, Note{Reading: hlc.Reading(g.at(passed)), Number: firstNumber(1), Cap: g.at(most), Groups: []Group{{7, version, g.at(passed), g.at(most), members}}})
}

func (g *groupNode) passed(d time.Duration) bool { return g.s.Passed(g.now, g.at(d)) }

// TestGroups (C8): what a hub tells counts for those alone whom it names, under the numbers that it names
// them by, up to their P; and while it is not contradicted itself.
func TestGroups(t *testing.T) {
	one, two := firstNumber(1), firstNumber(2)
	of := func(node uint32, n Number) Listed { return Listed{Node: node, Number: n, Promise: NoPromise} }
	for _, x := range []struct {
		name  string
		plant Planted
		play  func(g *groupNode) (early bool)
	}{
		{"members", groupPlants[1].planted, func(g *groupNode) bool {
			g.lists(1, of(7, one), of(8, one))
			g.tells(1, time.Second, 3*time.Second, Member{7, one}, Member{8, one})
			g.now.Elapsed += 100 * time.Millisecond
			if !g.passed(1099*time.Millisecond) || g.passed(1101*time.Millisecond) {
				t.Error("what is told of all is not what counts")
			}
			// Node 9 joins, and its clock is behind.
			g.lists(2, of(7, one), of(8, one), of(9, one))
			if w := g.s.When(g.now, g.at(1101*time.Millisecond)); w.Node != 9 || w.In >= 0 {
				t.Errorf("of whom nobody told: %v", w)
			}
			g.tells(2, 500*time.Millisecond, 3*time.Second, Member{7, one}, Member{8, one}, Member{9, one})
			g.now.Elapsed += 10 * time.Millisecond
			return g.passed(1105 * time.Millisecond)
		}},
		{"numbers", groupPlants[2].planted, func(g *groupNode) bool {
			g.lists(1, of(7, one), of(8, one))
			g.tells(1, time.Second, 3*time.Second, Member{7, one}, Member{8, one})
			g.lists(2, of(7, one), of(8, two))
			g.now.Elapsed += 100 * time.Millisecond
			return g.passed(1050 * time.Millisecond)
		}},
		{"P", groupPlants[3].planted, func(g *groupNode) bool {
			g.lists(1, of(7, one), of(8, one))
			g.tells(1, time.Second, 3*time.Second, Member{7, one}, Member{8, one})
			if g.now.Elapsed += 5 * time.Second; !g.passed(2999 * time.Millisecond) {
				t.Error("it is not extrapolated to P")
			}
			return g.passed(3001 * time.Millisecond)
		}},
		{"contradicted", Planted{}, func(g *groupNode) bool {
			g.lists(1, of(7, one), of(8, one))
			g.tells(1, time.Second, 3*time.Second, Member{7, one}, Member{8, one})
			g.s.refuse(g.s.peer(7))
			g.tells(1, 2*time.Second, 3*time.Second, Member{7, one}, Member{8, one})
			return g.passed(1500 * time.Millisecond)
		}},
		{"another number of the hub's", Planted{}, func(g *groupNode) bool {
			g.lists(1, of(7, one), of(8, one))
			g.tells(1, 2*time.Second, 3*time.Second, Member{7, one}, Member{8, one})
			g.hear(7, Note{Reading: hlc.Reading(g.at(time.Second)), Epoch: 2, Number: two, Cap: g.at(4 * time.Second),
				Groups: []Group{{7, 1, g.at(time.Second), g.at(4 * time.Second), nil}}})
			g.lists(2, of(7, two), of(8, one))
			return g.passed(1500 * time.Millisecond)
		}},
		{"no hub", Planted{}, func(g *groupNode) bool {
			g.lists(1, of(7, one), of(8, one))
			g.hear(9, Note{Reading: hlc.Reading(g.at(time.Second)), Number: one, Cap: g.at(3 * time.Second),
				Groups: []Group{{7, 1, g.at(time.Second), g.at(3 * time.Second), []Member{{7, one}, {8, one}}}}})
			return g.passed(500 * time.Millisecond)
		}},
		{"what another zone's hub heard elsewhere", Planted{}, func(g *groupNode) bool {
			g.lists(1, of(8, one))
			g.hear(7, Note{Reading: hlc.Reading(g.at(time.Second)), Number: one, Cap: g.at(3 * time.Second),
				Groups: []Group{{6, 1, g.at(time.Second), g.at(3 * time.Second), []Member{{8, one}}}}})
			return g.passed(500 * time.Millisecond)
		}},
		{"out of turn", Planted{}, func(g *groupNode) bool {
			g.lists(1, of(7, one), of(8, one))
			g.tells(2, 500*time.Millisecond, 3*time.Second, Member{7, one}, Member{8, one})
			g.tells(1, 2*time.Second, 3*time.Second, Member{7, one})
			return g.passed(time.Second)
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			if x.play(newGroupNode(t, Planted{})) {
				t.Error("it counts")
			}
			if x.plant != (Planted{}) && !x.play(newGroupNode(t, x.plant)) {
				t.Error("planted, it does not show")
			}
		})
	}
}

// TestOldWord (C8): what a hub told that has ended vouches for nobody in place of what another one tells, though
// it names more nodes: those that only a giver lists which has ended, too.
func TestOldWord(t *testing.T) {
	one := firstNumber(1)
	of := func(node uint32) Listed { return Listed{Node: node, Number: one, Promise: NoPromise} }
	g := newGroupNode(t, Planted{})
	g.s.SetCircle(&Circle{Talk: []uint32{2, 3, 4, 5, 7, 8}, Zone: []uint32{1, 5}, Hubs: []uint32{5, 7, 8}})
	tells := func(hub uint32, passed, most time.Duration, members ...Member) {
		g.hear(hub, Note{Reading: hlc.Reading(g.at(passed)), Number: one, Cap: g.at(most), Groups: []Group{{hub, 1, g.at(passed), g.at(most), members}}})
	}
	g.lists(1, of(7), of(8), of(9))
	tells(8, time.Second, 3*time.Second, Member{7, one}, Member{8, one}, Member{9, one})
	if !g.passed(999 * time.Millisecond) {
		t.Error("what hub 8 tells does not count")
	}
	g.now.Elapsed += 5 * time.Second
	for _, giver := range []uint32{2, 3} { // 4 is heard no more
		g.hear(giver, Note{Reading: hlc.Reading(g.at(5 * time.Second)), Statement: &Statement{U: g.at(time.Minute), Version: 2, Full: true, List: []Listed{of(7), of(9)}}})
	}
	tells(7, 6*time.Second, 8*time.Second, Member{7, one}, Member{9, one})
	if !g.passed(5 * time.Second) {
		t.Errorf("what hub 7 tells does not count: %v", g.s.When(g.now, g.at(5*time.Second)))
	}
}

// TestOwnGroup (C8): a hub tells of its zone no more than of the last member; who hears it has to be
// told of whom once, and again when that changes, when its note was lost, or after a restart.
func TestOwnGroup(t *testing.T) {
	for _, planted := range []bool{false, true} {
		all, now := meet(t, 6)
		hub, other := all[4], all[3]
		hub.rules.planted.GroupForgets = planted
		hub.SetCircle(&Circle{Zone: []uint32{5, 6}, Hubs: []uint32{4, 5}, Hub: true})
		other.SetCircle(&Circle{Zone: []uint32{4}, Hubs: []uint32{4, 5}, Hub: true})
		p := hub.peer(6)
		p.reading, p.at, p.newest = p.reading-hlc.Reading(time.Minute), now.Elapsed, p.newest-hlc.Reading(time.Minute)
		hub.Tick(now)
		n := hub.Note(now, 4)
		if len(n.Groups) != 1 || len(n.Groups[0].Members) != 2 {
			t.Fatalf("a hub tells %+v", n.Groups)
		}
		if more := n.Groups[0].Passed > p.newest.Timestamp(); more != planted {
			t.Errorf("planted %v: of its zone %v, of node 6 %v", planted, n.Groups[0].Passed, p.newest)
		}
		step := func(hear bool) (told bool) {
			now.Elapsed += 10 * time.Millisecond
			out := hub.Note(now, 4)
			if hear {
				if err := other.Hear(now, 5, &out); err != nil {
					t.Fatal(err)
				}
				back := other.Note(now, 5)
				if err := hub.Hear(now, 4, &back); err != nil {
					t.Fatal(err)
				}
			}
			return out.Groups[0].Members != nil
		}
		for i, want := range []struct{ hear, told bool }{{false, true}, {true, true}, {true, false}, {false, false}} {
			if told := step(want.hear); told != want.told {
				t.Errorf("note %d: members are told: %v", i, told)
			}
		}
		hub.circle = &Circle{Zone: []uint32{5}, Hubs: []uint32{4, 5}, Hub: true}
		if hub.Tick(now); !step(true) {
			t.Error("of whom it tells has changed, and is not told")
		}
		hub.peer(4).epoch-- // as if it were another process from here on
		if step(true); !step(false) {
			t.Error("another process is not told")
		}
	}
}

// TestCircles: nodes beyond the number in which each hears each hear their zone's hubs and the givers,
// hubs their zone and each other. From any node to any other there is a way of three messages at
// most, and what hubs tell goes along it.
func TestCircles(t *testing.T) {
	all := func(n, regions, zones int) (out []Place) {
		for i := range n {
			out = append(out, Place{uint32(i + 1), []string{fmt.Sprint(i % regions), fmt.Sprint(i / regions % zones)}})
		}
		return out
	}
	givers := []uint32{1, 2, 3, 60, 61}
	if c := CircleOf(7, all(EachMax, 3, 1), givers, nil, EachMax); c != nil {
		t.Errorf("a small cluster: %+v", c)
	}
	for _, tt := range []struct {
		name                   string
		nodes, regions, zones  int
		hubs, messages, member int
	}{
		{"eight zones", 200, 4, 2, 16, 3200, 7},
		{"one zone", 200, 1, 1, 2, 2900, 7},
		{"too many zones: regions", 200, 8, 25, 16, 3200, 7},
		{"too many regions, too", 200, 50, 4, 2, 2900, 7},
		{"a thousand", 1000, 5, 3, 30, 14200, 7},
	} {
		places := all(tt.nodes, tt.regions, tt.zones)
		notes, hears := 0, map[uint32]map[uint32]bool{}
		for _, p := range places {
			c := CircleOf(p.Node, places, givers, nil, EachMax)
			notes += len(c.Talk)
			if len(c.Hubs) != tt.hubs || !c.Hub && !slices.Contains(givers, p.Node) && len(c.Talk) > tt.member {
				t.Fatalf("%s: node %d has %+v", tt.name, p.Node, c)
			}
			hears[p.Node] = map[uint32]bool{p.Node: true}
			for _, o := range c.Talk {
				hears[p.Node][o] = true
			}
			if c.Hub { // all of its zone, and each other zone's hubs
				for _, o := range append(slices.Clone(c.Zone), c.Hubs...) {
					if o != p.Node && !hears[p.Node][o] {
						t.Fatalf("%s: hub %d does not hear %d", tt.name, p.Node, o)
					}
				}
			}
		}
		if t.Logf("%s: %d notes a round", tt.name, notes); notes > tt.messages {
			t.Errorf("%s: %d notes a round, want at most %d", tt.name, notes, tt.messages)
		}
		for a, of := range hears { // who talks is answered
			for b := range of {
				if !hears[b][a] && !slices.Contains(givers, a) && !slices.Contains(givers, b) {
					t.Fatalf("%s: %d hears %d, and not the other way", tt.name, a, b)
				}
			}
		}
	}
	places := all(200, 4, 2)
	before := CircleOf(9, places, givers, []uint32{1, 2, 3, 9, 17}, EachMax)
	if !before.Hub {
		t.Error("the second that is listed of a zone is no hub")
	}
}

// TestWide (C8): many nodes in eight zones of four regions wait for little more than three that hear
// each other, and each costs as much as in a small cluster.
func TestWide(t *testing.T) {
	for _, tt := range []struct {
		name    string
		eachMax int
	}{{"each hears each", 1 << 10}, {"by hubs", EachMax}} {
		if tt.eachMax > EachMax && !*wideEach {
			continue
		}
		w := calm()
		w.nodes, w.givers, w.beat, w.length, w.warm = *wideNodes, 5, 250*ms, 7*sec, 4*sec
		w.timing, w.region, w.eachMax, w.offset = Timing{}, make([]int, w.nodes), tt.eachMax, 20*ms
		for i := range w.nodes {
			w.zones = append(w.zones, i%8)
		}
		s := newSim(1, &w, Planted{})
		s.measured = true
		var messages, bytes int
		var cpu time.Duration
		s.after(w.warm, func() { messages, bytes, cpu = s.messages, s.bytes, s.cpu })
		if s.play(); len(s.bad) > 0 || s.broken > 0 || s.contra > 0 {
			t.Fatal(s.bad, s.broken, s.contra)
		}
		var waits []time.Duration
		for _, v := range s.waits {
			if v.at-simStart > w.warm {
				waits = append(waits, time.Duration(v.choice))
			}
		}
		over := (w.length - w.warm) / sec
		perNode := float64(over) * float64(w.nodes)
		messages, bytes, cpu = s.messages-messages, s.bytes-bytes, s.cpu-cpu
		t.Logf("%d nodes, %s: a node sends %.0f notes a second of %d bytes and takes %v of CPU for them; %d commits, from the choice of c %s", w.nodes, tt.name,
			float64(messages)/perNode, bytes/max(messages, 1), time.Duration(float64(cpu)/perNode).Round(10*time.Microsecond), len(waits), quantiles(waits))
		if tt.eachMax == EachMax && (len(waits) < 300 || waits[len(waits)*99/100] > 2*time.Millisecond || float64(messages)/perNode > 200) {
			t.Error("too many, or too long")
		}
	}
}

// TestBrokenLink (C8): two nodes that don't hear each other, and whom others hear, wait for what those
// tell: nobody waits longer than for two messages. Without it they wait for as long as that lasts.
func TestBrokenLink(t *testing.T) {
	for _, spare := range []bool{true, false} {
		w := calm()
		w.nodes, w.length, w.spare = 4, 20*sec, spare
		w.warm = 16 * sec
		s := newSim(1, &w, Planted{})
		s.after(12*sec, func() { s.cut[[2]uint32{1, 4}], s.cut[[2]uint32{4, 1}] = simStart+w.length, simStart+w.length })
		if s.play(); len(s.bad) > 0 || s.broken > 0 || s.contra > 0 {
			t.Fatal(s.bad, s.broken, s.contra)
		}
		var waits []time.Duration
		for _, v := range s.waits {
			if v.at-simStart > w.warm && (v.m.id == 1 || v.m.id == 4) {
				waits = append(waits, time.Duration(v.choice))
			}
		}
		t.Logf("told by others: %v: %d commits, %s", spare, len(waits), quantiles(waits))
		if spare && (len(waits) < 300 || waits[len(waits)*99/100] > time.Millisecond) || !spare && len(waits) > 0 {
			t.Errorf("told by others: %v: %d commits, %s", spare, len(waits), quantiles(waits))
		}
	}
}
