package probe

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/txn/deadlock"
	"github.com/isochrondb/isochron/txn/probe/probepb"
)

var (
	_ replica.Prober       = (*Prober)(nil)
	_ replica.WaitObserver = (*Prober)(nil)
)

// Prober asks other nodes about transactions, and answers them. Safe for
// concurrent use.
// What runs, besides the Detector's own goroutine:
//
//	report   where there is a mesh: tells the center of long waits
//	gather   where there is a mesh: is the center, if others take this node for it
//	run      one for each gateway that is asked just now
//	serve    the mesh's, one for each stream that others open
type Prober struct {
	o        Options
	detector *deadlock.Detector
	group    *stop.Group

	some  chan struct{} // capacity 1: there are waits
	heard chan struct{} // capacity 1: reports have come

	mu sync.Mutex // guards what is below; held for moments, a leaf
	// lines are never removed: there is one for each node that was ever asked.
	lines    map[uint32]*line
	gathered deadlock.Gathered
}

// New returns a Prober that serves others from now on. Close it before the mesh.
func New(o Options) (*Prober, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	p := &Prober{
		o: o, detector: deadlock.New(o.Deadlock), group: stop.New(), some: make(chan struct{}, 1), heard: make(chan struct{}, 1),
		lines: map[uint32]*line{},
	}
	// Alone, cycles are the Detector's, and questions are answered here.
	if o.Mesh != nil {
		p.group.Go(p.report)
		p.group.Go(p.gather)
		o.Mesh.Handle(Service, p.serve)
	}
	return p, nil
}

// Close ends all that runs. Waits go on; who asks hears that nothing is known.
// First nothing more comes in; then what runs here ends; the Detector last, which the handlers use.
func (p *Prober) Close() error {
	if p.o.Mesh != nil {
		p.o.Mesh.Handle(Service, nil)
	}
	p.group.Stop()
	return p.detector.Close()
}

// Found is how many cycles were broken at this node's ranges.
func (p *Prober) Found() uint64 { return p.detector.Found() }

// Current returns the waits of now at this node's ranges, at most max of them, in no order.
func (p *Prober) Current(max int) []*replica.Wait { return p.detector.Current(max) }

// Waits implements replica.WaitObserver.
func (p *Prober) Waits(w *replica.Wait) {
	p.detector.Waits(w)
	// It is called with a replica's mutex held: a token, and report does the rest.
	if p.o.Mesh != nil {
		poke(p.some)
	}
}

// Ends implements replica.WaitObserver.
func (p *Prober) Ends(id uint64) { p.detector.Ends(id) }

// poke puts a token in, unless there is one.
func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

var errClosed = errors.New("probe: closed")

// timeout is how long a node may take to answer.
// It grows with the longest round trip of late: an answer that is on its way is not given up.
func (p *Prober) timeout(node uint32) time.Duration {
	return max(p.o.Limits.AskFor, 4*p.rtt(node))
}

// rtt is the longest of late, not the average: zero as long as none was measured.
func (p *Prober) rtt(node uint32) time.Duration {
	_, longest := p.o.Mesh.RTT(node)
	return longest
}

// ask sends one request to another node.
func (p *Prober) ask(ctx context.Context, node uint32, req *probepb.Request) (*probepb.Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, p.timeout(node))
	defer cancel()
	// A stream for each request: they are few, and a stream keeps none of the former one's errors.
	s, err := p.o.Mesh.Open(ctx, node, Service)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := s.Send(req); err != nil {
		return nil, err
	}
	if err := s.CloseSend(); err != nil {
		return nil, err
	}
	var reply probepb.Reply
	if err := s.Receive(&reply); err != nil {
		return nil, err
	}
	return &reply, nil
}

// serve answers another node.
// It ends with the other's end of the stream, or with an error, which the mesh tells the other.
func (p *Prober) serve(s *transport.Stream) error {
	for {
		var req probepb.Request
		if err := s.Receive(&req); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := s.Send(p.answer(s.Peer().NodeID, &req)); err != nil {
			return err
		}
	}
}

// answer answers one request of a node.
// One request may ask several things at once; each is answered in the field beside it. All are done from
// memory, without waiting, so a request can't hold up the stream.
func (p *Prober) answer(from uint32, req *probepb.Request) *probepb.Reply {
	reply := &probepb.Reply{}
	for _, n := range req.Open {
		reply.Open = append(reply.Open, p.openHere(idOf(n), n.GetEpoch()))
	}
	for _, e := range req.Confirm {
		reply.On = append(reply.On, p.detector.On(e.GetWait(), idOf(e.GetWaiter()), idOf(e.GetBlocker())))
	}
	if a := req.Abort; a != nil {
		e := a.GetEdge()
		reply.Aborted = p.detector.Abort(e.GetWait(), idOf(e.GetWaiter()), idOf(e.GetBlocker()), a.Cycle)
	}
	if req.Report != nil {
		p.reported(from, waitingOf(req.Report, p.o.Limits.WaitsMax))
	}
	return reply
}

// openHere answers for this node's own transactions.
// An epoch of a former process: its transactions ended with it.
func (p *Prober) openHere(id kvpb.TxnID, epoch uint64) bool {
	return (epoch == 0 || epoch == p.o.Epoch) && p.o.Gateway.TxnOpen(id)
}

// Names leave the rest of TxnMeta at home: who asks needs no more than the identity and the process.
func idOf(n *probepb.Name) kvpb.TxnID { return kvpb.TxnID{Hi: n.GetHi(), Lo: n.GetLo()} }

func nameOf(m *kvpb.TxnMeta) *probepb.Name {
	return &probepb.Name{Hi: m.GetIdHi(), Lo: m.GetIdLo(), Epoch: m.GetSessionEpoch()}
}

// line is the questions to one gateway: one request is under way, and the next one
// takes all that have come meanwhile.
type line struct {
	busy    bool
	waiting map[kvpb.TxnID]*question
	// silent is since when the gateway has not been reached; zero: it was.
	silent time.Time
}

// question is one transaction that is asked after, by all who do.
type question struct {
	name *probepb.Name
	done chan struct{} // closed when open and err are there
	open bool
	err  error
}
