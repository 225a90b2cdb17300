package transport

import (
	"context"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport/memnet"
)

// BenchmarkRead is a read of one row, over loopback and over memory: what a call
// costs both ends together.
func BenchmarkRead(b *testing.B) {
	net := memnet.New(memnet.Options{})
	networks := []struct {
		name         string
		here, there  Network
		listen, dial string
	}{
		{"tcp", OS{}, OS{}, "127.0.0.1:0", ""},
		{"memory", net.Host("a"), net.Host("b"), "b:0", ""},
	}
	for _, n := range networks {
		var address string
		resolve := func(uint32) (string, bool) { return address, true }
		row := make([]byte, 200)
		server, err := New(MeshOptions{
			Identity: Identity{ClusterID: testCluster, NodeID: 2}, Network: n.there, Resolve: resolve,
			Server: &fake{read: func(_ context.Context, _ *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
				resp.Rows, resp.NumRows = row, 1
				return nil
			}},
		})
		if err != nil {
			b.Fatal(err)
		}
		l, err := server.Listen(n.listen)
		if err != nil {
			b.Fatal(err)
		}
		address = l.String()
		client, err := New(MeshOptions{Identity: Identity{ClusterID: testCluster, NodeID: 1}, Network: n.here, Resolve: resolve})
		if err != nil {
			b.Fatal(err)
		}
		req := &kvpb.ReadRequest{
			Header: &kvpb.Header{RangeId: 7, Generation: 1, Txn: &kvpb.TxnMeta{IdHi: 1, IdLo: 2}}, ReadTs: 1 << 60,
			Spans: []*kvpb.Span{{Key: make([]byte, 20)}},
		}
		one := func(b *testing.B, resp *kvpb.ReadResponse) {
			if err := client.Server(2).Send(b.Context(), req, resp); err != nil {
				b.Error(err)
			}
		}
		b.Run(n.name+"/1", func(b *testing.B) {
			b.ReportAllocs()
			var resp kvpb.ReadResponse
			for b.Loop() {
				one(b, &resp)
			}
		})
		b.Run(n.name+"/32", func(b *testing.B) {
			b.ReportAllocs()
			b.SetParallelism(16)
			b.RunParallel(func(p *testing.PB) {
				var resp kvpb.ReadResponse
				for p.Next() {
					one(b, &resp)
				}
			})
		})
		client.Close()
		server.Close()
	}
}
