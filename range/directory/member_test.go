package directory

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/directory/directorypb"
)

func exampleNode() *Node {
	return &Node{
		ID: 300, Address: "n1.example:26434", SQLAddress: "n1.example:26433", HTTPAddress: "[::1]:26480",
		Locality:   []Tier{{"region", "eu"}, {"zone", "b"}},
		VersionMin: 1, VersionMax: 2, VersionNoted: 2, Build: "v0.2",
		StartedAt: time.Unix(5, 7).UTC(), Epoch: 9, ClockBudget: 250 * time.Millisecond, Membership: Decommissioning, Cores: 2,
	}
}

func exampleStore() *Store {
	return &Store{ID: 7, NodeID: 300, CapacityBytes: 100, UsedBytes: 40, AvailableBytes: 50, Ranges: 3, Leases: 2, ReportedAt: time.Unix(6, 0).UTC(),
		RequestsPerSecond: 1.5, Differing: []uint64{8}, NewLeases: []uint64{9, 10}, Degraded: true, OldestReadAt: time.Unix(7, 9).UTC(),
		Shares: []Share{{StoreID: 7, Replicas: 2, Leases: 2, Bytes: 9, Expected: 0.5, Work: 1}, {StoreID: 8, Replicas: 1, Work: 0.25}},
	}
}

func TestMembersRoundTrip(t *testing.T) {
	for _, want := range []*Node{exampleNode(), {ID: 1, Address: ":1", VersionMin: 1, VersionMax: 1}} {
		k, v, err := want.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeNode(k, v)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
		}
		if !NodeSpan().Contains(k) || StoreSpan().Contains(k) || Contains(k) {
			t.Errorf("key %s lies in the wrong span", k)
		}
		if _, err := DecodeNode(k.Next(), v); !errors.Is(err, ErrRow) {
			t.Errorf("another key: %v", err)
		}
		if _, err := DecodeNode(NodeKey(want.ID+1), v); !errors.Is(err, ErrRow) {
			t.Errorf("another node's key: %v", err)
		}
	}
	for _, want := range []*Store{exampleStore(), {ID: 1, NodeID: 1}} {
		k, v, err := want.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeStore(k, v)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
		}
		if NodeSpan().Contains(k) || !StoreSpan().Contains(k) {
			t.Errorf("key %s lies in the wrong span", k)
		}
		if _, err := DecodeStore(StoreKey(want.ID+1), v); !errors.Is(err, ErrRow) {
			t.Errorf("another store's key: %v", err)
		}
	}
}

// Rows are sorted by ID, whatever its size.
func TestMemberKeysKeepOrder(t *testing.T) {
	ids := []uint32{1, 2, 239, 240, 255, 256, 65535, 65536, math.MaxUint32}
	for i := range ids[1:] {
		if NodeKey(ids[i]).Compare(NodeKey(ids[i+1])) >= 0 || StoreKey(ids[i]).Compare(StoreKey(ids[i+1])) >= 0 {
			t.Errorf("%d does not come before %d", ids[i], ids[i+1])
		}
	}
	if NodeSpan().Start[0] != keys.System {
		t.Error("members are not among the cluster's own rows")
	}
}

// What a newer version added survives an older one's writing.
func TestMembersKeepWhatIsNew(t *testing.T) {
	newer := []byte{0xfa, 0x3f, 3, 'n', 'e', 'w'} // field 1023, bytes
	k, v, err := exampleNode().Encode()
	if err != nil {
		t.Fatal(err)
	}
	n, err := DecodeNode(k, append(v, newer...))
	if err != nil {
		t.Fatal(err)
	}
	n.Membership = Active
	if _, v, err = n.Encode(); err != nil || !strings.HasSuffix(string(v), string(newer)) {
		t.Errorf("%x, %v", v, err)
	}
	k, v, err = exampleStore().Encode()
	if err != nil {
		t.Fatal(err)
	}
	s, err := DecodeStore(k, append(v, newer...))
	if err != nil {
		t.Fatal(err)
	}
	if _, v, err = s.Encode(); err != nil || !strings.HasSuffix(string(v), string(newer)) {
		t.Errorf("%x, %v", v, err)
	}
}

func TestMembersRefuse(t *testing.T) {
	long := strings.Repeat("x", 2000)
	nodes := map[string]func(*Node){
		"no ID":                func(n *Node) { n.ID = 0 },
		"no address":           func(n *Node) { n.Address = "" },
		"an address alone":     func(n *Node) { n.SQLAddress = "host" },
		"a long address":       func(n *Node) { n.HTTPAddress = long + ":1" },
		"an address not UTF-8": func(n *Node) { n.Address = "\xff:1" },
		"a tier twice":         func(n *Node) { n.Locality[1].Key = "region" },
		"a tier without value": func(n *Node) { n.Locality[1].Value = "" },
		"a long tier":          func(n *Node) { n.Locality[1].Value = long },
		"many tiers":           func(n *Node) { n.Locality = make([]Tier, 17) },
		"no version":           func(n *Node) { n.VersionMin = 0 },
		"versions turned":      func(n *Node) { n.VersionMin = 3 },
		"a long build":         func(n *Node) { n.Build = long },
		"a negative budget":    func(n *Node) { n.ClockBudget = -1 },
		"a membership":         func(n *Node) { n.Membership = 4 },
		"cores not a number":   func(n *Node) { n.Cores = math.NaN() },
		"negative cores":       func(n *Node) { n.Cores = -1 },
	}
	for name, spoil := range nodes {
		n := exampleNode()
		spoil(n)
		if _, _, err := n.Encode(); !errors.Is(err, ErrRow) {
			t.Errorf("%s: %v", name, err)
		}
	}
	stores := map[string]func(*Store){
		"no ID":            func(s *Store) { s.ID = 0 },
		"no node":          func(s *Store) { s.NodeID = 0 },
		"more than it has": func(s *Store) { s.AvailableBytes = 101 },
		"many shares":      func(s *Store) { s.Shares = make([]Share, SharesMax+1) },
		"many that differ": func(s *Store) { s.Differing = make([]uint64, DifferingMax+1) },
		"many new leases":  func(s *Store) { s.NewLeases = make([]uint64, NewLeasesMax+1) },
		"no number":        func(s *Store) { s.RequestsPerSecond = math.NaN() },
		"endless work":     func(s *Store) { s.Shares[0].Work = math.Inf(1) },
		"negative load":    func(s *Store) { s.Shares[1].Expected = -1 },
		"a nameless share": func(s *Store) { s.Shares[1].StoreID = 0 },
	}
	for name, spoil := range stores {
		s := exampleStore()
		spoil(s)
		if _, _, err := s.Encode(); !errors.Is(err, ErrRow) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A newer version's membership is not taken for one of ours.
	p := &directorypb.Node{Id: 1, Address: ":1", VersionMin: 1, VersionMax: 1, Membership: 260}
	v, err := p.MarshalVT()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := DecodeNode(NodeKey(1), v); !errors.Is(err, ErrRow) {
		t.Errorf("membership 260: %v", err)
	}
}

func TestMembershipChanges(t *testing.T) {
	may := map[[2]Membership]bool{
		{Active, Draining}: true, {Draining, Active}: true,
		{Active, Decommissioning}: true, {Draining, Decommissioning}: true,
		{Decommissioning, Active}: true, {Decommissioning, Draining}: true, {Decommissioning, Decommissioned}: true,
	}
	for from := range membershipCount + 1 {
		for to := range membershipCount + 1 {
			want := may[[2]Membership{from, to}] || from == to && from < membershipCount
			if got := from.May(to); got != want {
				t.Errorf("%s to %s: got %v, want %v", from, to, got, want)
			}
		}
	}
}

func FuzzNode(f *testing.F) {
	_, v, _ := exampleNode().Encode()
	f.Add(v)
	f.Add([]byte{8, 1, 18, 2, ':', '1', 48, 1, 56, 1})
	f.Fuzz(func(t *testing.T, v []byte) {
		var p directorypb.Node
		if p.UnmarshalVT(v) != nil {
			return
		}
		n, err := DecodeNode(NodeKey(p.Id), v)
		if err != nil {
			if !errors.Is(err, ErrRow) {
				t.Fatalf("%v is no ErrRow", err)
			}
			return
		}
		k, again, err := n.Encode()
		if err != nil {
			t.Fatal(err)
		}
		m, err := DecodeNode(k, again)
		if err != nil || !reflect.DeepEqual(m, n) {
			t.Fatalf("%+v became %+v, %v", n, m, err)
		}
	})
}

func FuzzStore(f *testing.F) {
	_, v, _ := exampleStore().Encode()
	f.Add(v)
	f.Fuzz(func(t *testing.T, v []byte) {
		var p directorypb.Store
		if p.UnmarshalVT(v) != nil {
			return
		}
		s, err := DecodeStore(StoreKey(p.Id), v)
		if err != nil {
			return
		}
		k, again, err := s.Encode()
		if err != nil {
			t.Fatal(err)
		}
		o, err := DecodeStore(k, again)
		if err != nil || !reflect.DeepEqual(o, s) {
			t.Fatalf("%+v became %+v, %v", s, o, err)
		}
	})
}
