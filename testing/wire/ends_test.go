package wire

import (
	"context"
	"net"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// comingFrom is a connection within the process whose ends say that they are elsewhere.
type comingFrom struct {
	net.Conn
	local, remote net.Addr
}

func (c comingFrom) LocalAddr() net.Addr  { return c.local }
func (c comingFrom) RemoteAddr() net.Addr { return c.remote }

// TestEndsOfConnection: the functions that tell addresses and ports of a session's connection.
func TestEndsOfConnection(t *testing.T) {
	cl := cluster.Start(t)
	for _, tt := range []struct {
		name          string
		local, remote net.Addr
		want          string
	}{
		{"IPv4", &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 26257}, &net.TCPAddr{IP: net.IPv4(10, 0, 0, 9), Port: 4711}, "10.0.0.9 4711 10.0.0.1 26257"},
		{"IPv6 with a zone", &net.TCPAddr{IP: net.ParseIP("fe80::1"), Port: 5432, Zone: "eth0"}, &net.TCPAddr{IP: net.ParseIP("fe80::2"), Port: 99, Zone: "eth0"}, "fe80::2 99 fe80::1 5432"},
		{"a socket of Unix", &net.UnixAddr{Name: "/run/x", Net: "unix"}, &net.UnixAddr{Net: "unix"}, "- - - -"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			client, server := net.Pipe()
			conf := cl.ConnConfig()
			conf.DialFunc = func(context.Context, string, string) (net.Conn, error) {
				cl.Node().Wire().Go(comingFrom{server, tt.local, tt.remote})
				return client, nil
			}
			conn, err := pgx.ConnectConfig(ctx, conf)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close(ctx)
			var got string
			if err := conn.QueryRow(ctx, `SELECT concat_ws(' ', coalesce(host(inet_client_addr()), '-'), coalesce(inet_client_port()::text, '-'),
				coalesce(host(inet_server_addr()), '-'), coalesce(inet_server_port()::text, '-'))`).Scan(&got); err != nil || got != tt.want {
				t.Errorf("%q, %v; want %q", got, err, tt.want)
			}
		})
	}
}
