package workload

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
	"github.com/isochrondb/isochron/testing/history"
)

// A liar sits between clients and a node that is well, and changes what the node says: each
// lie is one that the loads must notice.
type liar struct {
	mu   sync.Mutex // guards what follows; a leaf
	rng  *rand.Rand
	on   bool
	told int
	kept []byte // a message that is told later
	lie  lie
}

// lie changes a message of the server, or of the client.
type lie struct {
	name  string
	loads []string // that notice it
	// answer returns what the client gets instead of a message.
	answer func(l *liar, kind byte, body []byte) (messages [][]byte)
	// eager has the liar ask for commits where clients leave without.
	eager bool
	// work is how often the load's work is done, over workOf.
	work int
	// least is how many are to be told: clients work on until then.
	least int
}

func message(kind byte, body []byte) []byte {
	b := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(body)+4))
	return append(b, body...)
}

// sometimes is whether to lie now.
func (l *liar) sometimes(oneIn int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.on || l.rng.IntN(oneIn) > 0 {
		return false
	}
	l.told++
	return true
}

func (l *liar) turn(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.on = on
}

// count is how many lies have been told.
func (l *liar) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.told
}

// dial connects to the node by way of the liar.
func (l *liar) dial(c *cluster.Cluster) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		server, err := c.Dial(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		near, far := net.Pipe()
		go l.backward(server, far)
		go l.forward(far, server)
		return near, nil
	}
}

// backward passes on what the server says.
func (l *liar) backward(server, client net.Conn) {
	defer client.Close()
	for {
		kind, body, err := next(server)
		if err != nil {
			return
		}
		out := [][]byte{message(kind, body)}
		if l.lie.answer != nil {
			out = l.lie.answer(l, kind, body)
		}
		if _, err := client.Write(bytes.Join(out, nil)); err != nil {
			return
		}
	}
}

// forward passes on what the client says, and what it does not.
func (l *liar) forward(client, server net.Conn) {
	defer server.Close()
	var b [4096]byte
	for {
		n, err := client.Read(b[:])
		if err != nil && l.lie.eager && l.sometimes(1) {
			_, _ = server.Write(message('Q', []byte("COMMIT\x00")))
			_, _ = io.Copy(io.Discard, server)
		}
		if err != nil {
			return
		}
		if _, err := server.Write(b[:n]); err != nil {
			return
		}
	}
}

func next(r io.Reader) (kind byte, body []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	body = make([]byte, binary.BigEndian.Uint32(head[1:])-4)
	_, err = io.ReadFull(r, body)
	return head[0], body, err
}

const row, complete = 'D', 'C'

// digit is where a row has a text or a number that a lie can change; -1: nowhere.
func digit(body []byte) int {
	return bytes.LastIndexAny(body, "123456789")
}

var lies = []lie{
	{name: "the truth"},
	{
		name: "hides rows", loads: []string{"lists", "lists_rr", "lists_rc", "registers", "facts"},
		answer: func(l *liar, kind byte, body []byte) [][]byte {
			if kind == row && l.sometimes(20) {
				return nil
			}
			return [][]byte{message(kind, body)}
		},
	},
	{
		name: "shows rows twice", loads: []string{"lists", "lists_rr", "lists_rc", "facts"},
		answer: func(l *liar, kind byte, body []byte) [][]byte {
			m := message(kind, body)
			if kind == row && l.sometimes(10) {
				return [][]byte{m, m}
			}
			return [][]byte{m}
		},
	},
	{
		name: "garbles values", loads: []string{"lists", "lists_rr", "lists_rc"},
		answer: func(l *liar, kind byte, body []byte) [][]byte {
			if at := digit(body); kind == row && at >= 0 && l.sometimes(20) {
				body[at] = 'x'
			}
			return [][]byte{message(kind, body)}
		},
	},
	{
		name: "changes no row", loads: []string{"lists", "registers", "facts", "unique", "family", "schema"},
		answer: func(l *liar, kind byte, body []byte) [][]byte {
			if s := string(body); kind == complete && (s == "UPDATE 1\x00" || s == "INSERT 0 1\x00") && l.sometimes(10) {
				body[len(body)-2] = '0'
			}
			return [][]byte{message(kind, body)}
		},
	},
	{
		name: "says that rows are damaged", loads: []string{"lists", "lists_rr", "lists_rc", "registers", "facts", "unique", "family", "schema"},
		answer: func(l *liar, kind byte, body []byte) [][]byte {
			if (kind == row || kind == complete) && l.sometimes(50) {
				return [][]byte{message('E', []byte("SERROR\x00CXX001\x00Mit is damaged\x00\x00"))}
			}
			return [][]byte{message(kind, body)}
		},
	},
	{name: "commits what it was not asked to", loads: []string{"lists", "lists_rr", "lists_rc"}, eager: true, work: 4, least: 40}, // a client seldom leaves, and not always after a write
}

// clientsOf are how many there are at a time, and how much each does.
const clientsOf, workOf = 4, 250

// worksMost is how often the work is done at most until enough lies are told.
const worksMost = 10

// TestLies: each load notices the lies that it should, and says nothing of the truth.
func TestLies(t *testing.T) {
	for _, lie := range lies {
		for _, weak := range []history.Level{history.Snapshot, history.ReadCommitted} {
			for i := range All(&Recorder{}, &Tally{}, weak) {
				name := All(&Recorder{}, &Tally{}, weak)[i].Name()
				notices := slices.Contains(lie.loads, name)
				if lie.name != "the truth" && !notices || weak == history.ReadCommitted && name != "lists_rc" {
					continue
				}
				t.Run(strings.ReplaceAll(lie.name, " ", "-")+"/"+name, func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) { tell(t, lie, weak, i, notices) })
				})
			}
		}
	}
}

// tell runs one load by way of a liar.
func tell(t *testing.T, lie lie, weak history.Level, i int, notices bool) {
	rec := &Recorder{}
	load := All(rec, &Tally{}, weak)[i]
	l := &liar{rng: rand.New(rand.NewPCG(1, 1)), lie: lie}
	c := cluster.Start(t)
	ctx := t.Context()
	connect := func() *pgx.Conn {
		conf := c.ConnConfig()
		conf.DialFunc = l.dial(c)
		conn, err := pgx.ConnectConfig(ctx, conf)
		if err != nil {
			t.Fatal(err)
		}
		return conn
	}
	conn := connect()
	if err := load.Open(ctx, conn); err != nil {
		t.Fatal(err)
	}
	var clients sync.WaitGroup
	for k := range clientsOf {
		clients.Go(func() {
			rng := rand.New(rand.NewPCG(2, uint64(k)))
			conn := connect()
			work := workOf * max(1, lie.work)
			for done := 0; done < work || done < worksMost*work && l.count() < lie.least; done++ {
				l.turn(true)
				load.One(ctx, conn, k, rng)
				if conn.IsClosed() {
					l.turn(false)
					conn = connect()
				}
			}
			_ = conn.Close(ctx)
		})
	}
	clients.Wait()
	l.turn(false)
	if err := load.Final(ctx, conn); err != nil {
		t.Fatal(err)
	}
	_ = conn.Close(ctx)
	found := append(load.Check(), rec.Anomalies()...)
	if got := len(found)+len(rec.Problems()) > 0; got != notices {
		t.Errorf("%d lies were told, noticed is %v: %q %q", l.told, got, found, rec.Problems())
	} else if notices {
		t.Logf("%d lies, %d anomalies, %d problems: %.100q %.100q", l.told, len(found), len(rec.Problems()), found, rec.Problems())
	}
}
