package tpcc

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Options of a run.
type Options struct {
	Size      Size
	Terminals int // each with a connection
	For       time.Duration
	Decks     int // above 0: a terminal ends when it has played so many decks of 100 transactions
	Seed      uint64
	// Connect opens the connection of a terminal, again where one was lost.
	Connect func(ctx context.Context, terminal int) (*pgx.Conn, error)
	// Losses: lost connections are expected (nodes are killed); the terminal connects anew.
	Losses bool
}

// The transactions.
const (
	NewOrder = iota
	Payment
	OrderStatus
	Delivery
	StockLevel
	kinds
)

// deck is the mix of clause 5.2.4.2, shuffled anew by each terminal when it is used up.
var deck = [...]struct{ kind, cards int }{{NewOrder, 45}, {Payment, 43}, {OrderStatus, 4}, {Delivery, 4}, {StockLevel, 4}}

// Result of a run.
type Result struct {
	Done       [kinds]int        // committed
	RolledBack int               // new orders of an item that does not exist, as they must be
	Repeated   map[string]int    // transactions that were sent again, by SQLSTATE
	Why        map[string]string // what the last of those was told, by SQLSTATE
	Lost       int               // connections
	Errors     map[string]int    // all else, by text; none is expected
	Took       time.Duration
	latencies  []time.Duration // of new orders, repeats included
}

// TpmC is new orders a minute.
func (r *Result) TpmC() float64 { return float64(r.Done[NewOrder]) / r.Took.Minutes() }

// NewOrderLatency is the p-th (0 to 1) of the new orders' times, from the first BEGIN to
// the answer of COMMIT.
func (r *Result) NewOrderLatency(p float64) time.Duration {
	if len(r.latencies) == 0 {
		return 0
	}
	slices.Sort(r.latencies)
	return r.latencies[int(p*float64(len(r.latencies)-1))]
}

func (r *Result) String() string {
	return fmt.Sprintf("%.0f tpmC; %d new orders (%d rolled back), %d payments, %d order states, %d deliveries, %d stock levels; new order %v in the median, %v in 95 of 100; repeated %v, lost connections %d, errors %v",
		r.TpmC(), r.Done[NewOrder], r.RolledBack, r.Done[Payment], r.Done[OrderStatus], r.Done[Delivery], r.Done[StockLevel],
		r.NewOrderLatency(0.5).Round(time.Millisecond/10), r.NewOrderLatency(0.95).Round(time.Millisecond/10), r.Repeated, r.Lost, r.Errors)
}

// Run runs the mix for a while. It fails where a terminal can't connect; what statements
// answer is in the result.
func Run(ctx context.Context, o Options) (*Result, error) {
	if err := o.Size.check(); err != nil {
		return nil, err
	}
	results := make([]Result, o.Terminals)
	errs := make([]error, o.Terminals)
	var all sync.WaitGroup
	began := time.Now()
	for i := range o.Terminals {
		all.Go(func() { errs[i] = o.terminal(ctx, i, began.Add(o.For), &results[i]) })
	}
	all.Wait()
	sum := Result{Took: time.Since(began), Repeated: map[string]int{}, Why: map[string]string{}, Errors: map[string]int{}}
	for i := range results {
		sum.add(&results[i])
	}
	return &sum, errors.Join(errs...)
}

func (r *Result) add(x *Result) {
	for k, n := range x.Done {
		r.Done[k] += n
	}
	for k, n := range x.Repeated {
		r.Repeated[k] += n
	}
	maps.Copy(r.Why, x.Why)
	for k, n := range x.Errors {
		r.Errors[k] += n
	}
	r.RolledBack += x.RolledBack
	r.Lost += x.Lost
	r.latencies = append(r.latencies, x.latencies...)
}

// terminal is one user at one district of a warehouse.
type terminal struct {
	o         Options
	number    int
	rng       *rand.Rand
	warehouse int
	district  int // of its stock levels
	conn      *pgx.Conn
	cards     []int
}

// reconnectPause is how long a terminal waits before it tries to connect again.
const reconnectPause = 100 * time.Millisecond

func (o Options) terminal(ctx context.Context, i int, end time.Time, r *Result) error {
	t := &terminal{o: o, number: i, rng: rand.New(rand.NewPCG(o.Seed, uint64(i)+1)), warehouse: i%o.Size.Warehouses + 1, district: i/o.Size.Warehouses%districts + 1}
	r.Repeated, r.Why, r.Errors = map[string]int{}, map[string]string{}, map[string]int{}
	defer func() {
		if t.conn != nil {
			_ = t.conn.Close(context.WithoutCancel(ctx))
		}
	}()
	for played := 0; time.Now().Before(end) && ctx.Err() == nil && (o.Decks == 0 || played < 100*o.Decks); played++ {
		if err := t.connected(ctx, end, r); err != nil {
			return err
		}
		t.play(ctx, r)
	}
	return nil
}

// connected makes sure of a connection.
func (t *terminal) connected(ctx context.Context, end time.Time, r *Result) error {
	for t.conn == nil || t.conn.IsClosed() {
		if t.conn != nil {
			r.Lost++
			t.conn = nil
		}
		c, err := t.o.Connect(ctx, t.number)
		if err == nil {
			t.conn = c
			return nil
		}
		if !t.o.Losses || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(reconnectPause):
		}
	}
	return nil
}

// play takes a card and runs its transaction until it is through.
func (t *terminal) play(ctx context.Context, r *Result) {
	if len(t.cards) == 0 {
		for _, d := range deck {
			for range d.cards {
				t.cards = append(t.cards, d.kind)
			}
		}
		t.rng.Shuffle(len(t.cards), func(i, j int) { t.cards[i], t.cards[j] = t.cards[j], t.cards[i] })
	}
	kind := t.cards[len(t.cards)-1]
	t.cards = t.cards[:len(t.cards)-1]
	body := t.draw(kind)
	began := time.Now()
	for {
		err := pgx.BeginFunc(ctx, t.conn, func(tx pgx.Tx) error { return body(ctx, tx) })
		var pgErr *pgconn.PgError
		switch {
		case err == nil:
			r.Done[kind]++
			if kind == NewOrder {
				r.latencies = append(r.latencies, time.Since(began))
			}
			return
		case errors.Is(err, errUnusedItem):
			r.RolledBack++
			return
		case errors.As(err, &pgErr) && (pgErr.Code == "40001" || pgErr.Code == "40P01") && ctx.Err() == nil && !t.conn.IsClosed():
			r.Repeated[pgErr.Code]++
			r.Why[pgErr.Code] = fmt.Sprintf("kind %d: %s: %s\n%s", kind, err, pgErr.Detail, pgErr.Where)
			continue
		case t.o.Losses && expectedLoss(err, pgErr):
			return
		}
		r.Errors[err.Error()]++
		return
	}
}

// expectedLoss: the connection broke, the node is going down, or the outcome is unknown;
// what became of the transaction nobody needs to know here.
func expectedLoss(err error, pgErr *pgconn.PgError) bool {
	if pgErr != nil {
		return pgErr.Code == "40003" || pgErr.Code[:2] == "57" || pgErr.Code[:2] == "08"
	}
	return err != nil
}

// draw chooses a transaction's inputs, which stay the same when it is repeated.
func (t *terminal) draw(kind int) func(context.Context, pgx.Tx) error {
	switch kind {
	case NewOrder:
		return t.newOrder()
	case Payment:
		return t.payment()
	case OrderStatus:
		return t.orderStatus()
	case Delivery:
		return t.delivery()
	default:
		return t.stockLevel()
	}
}
