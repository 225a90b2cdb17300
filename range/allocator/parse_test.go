package allocator

import (
	"errors"
	"reflect"
	"testing"
)

func TestParsePolicy(t *testing.T) {
	tier := func(v string) []Match { return []Match{{Key: "region", Value: v}} }
	tests := []struct {
		replicas            int
		constraints, leases string
		want                *Policy // nil: refused
	}{
		{0, "", "", &Policy{Name: "t", Replicas: 3}},
		{5, "", "", &Policy{Name: "t", Replicas: 5}},
		{0, "region=eu", "", &Policy{Name: "t", Replicas: 3, Rules: []Rule{{Where: tier("eu")}}}},
		{0, " region=eu:2 , region=us:1 ", "region=eu, region=us", &Policy{Name: "t", Replicas: 3,
			Rules: []Rule{{Voters: 2, Where: tier("eu")}, {Voters: 1, Where: tier("us")}}, Lease: [][]Match{tier("eu"), tier("us")}}},
		{0, "region=eu:2,region=us:2", "", &Policy{Name: "t", Replicas: 5, Rules: []Rule{{Voters: 2, Where: tier("eu")}, {Voters: 2, Where: tier("us")}}}},
		{0, "region!=eu", "", &Policy{Name: "t", Replicas: 3, Rules: []Rule{{Where: []Match{{Key: "region", Value: "eu", Not: true}}}}}},
		{4, "", "", nil},
		{-1, "", "", nil},
		{11, "", "", nil},
		{3, "region=eu:2,region=us:2", "", nil},
		{3, "eu", "", nil},
		{3, "=eu", "", nil},
		{3, "region=", "", nil},
		{3, "region=eu:0", "", nil},
		{3, "region=eu:x", "", nil},
		{3, "", "eu", nil},
	}
	for _, tt := range tests {
		got, err := ParsePolicy("t", tt.replicas, tt.constraints, tt.leases)
		switch {
		case tt.want == nil && !errors.Is(err, ErrPolicy):
			t.Errorf("%d %q %q: got %+v, %v; want ErrPolicy", tt.replicas, tt.constraints, tt.leases, got, err)
		case tt.want != nil && (err != nil || !reflect.DeepEqual(got, tt.want)):
			t.Errorf("%d %q %q: got %+v, %v; want %+v", tt.replicas, tt.constraints, tt.leases, got, err, tt.want)
		}
	}
}

func FuzzParsePolicy(f *testing.F) {
	f.Add(0, "region=eu:2,zone!=b", "region=eu")
	f.Fuzz(func(t *testing.T, replicas int, constraints, leases string) {
		p, err := ParsePolicy("t", replicas, constraints, leases)
		if err == nil && p.Validate() != nil || err != nil && !errors.Is(err, ErrPolicy) {
			t.Fatalf("%+v, %v", p, err)
		}
	})
}
