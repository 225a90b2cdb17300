package node

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/pgwire"
	"github.com/isochrondb/isochron/sql/session"
)

// Sessions are a node's. What concerns those of others (cancel requests that a balancer
// sent elsewhere, pg_cancel_backend, the list of all) is asked of their nodes.

// sessionsTimeout is how long another node may take to answer.
const sessionsTimeout = 2 * time.Second

// askSessions asks another node about its sessions; nil, nil: it does not answer.
func (n *Node) askSessions(ctx context.Context, id uint32, req *nodepb.SessionsRequest) (*nodepb.SessionsReply, error) {
	ctx, cancel := context.WithTimeout(ctx, sessionsTimeout)
	defer cancel()
	reply := &nodepb.SessionsReply{}
	s, err := n.mesh.Open(ctx, id, serviceSessions)
	if err == nil {
		defer s.Close()
		err = errors.Join(s.Send(req), s.CloseSend())
	}
	if err == nil {
		err = s.Receive(reply)
	}
	return reply, err
}

// othersOf are the nodes besides this one whose process pid may be.
func (n *Node) othersOf(pid uint32) (ids []uint32) {
	for _, id := range n.members.Others() {
		if pgwire.MayBeOf(pid, id) && n.members.Answers(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// cancelElsewhere carries out a cancel request that came here with a key of another node.
func (n *Node) cancelElsewhere(ctx context.Context, pid uint32, key []byte) (found, right bool) {
	for _, id := range n.othersOf(pid) {
		reply, err := n.askSessions(ctx, id, &nodepb.SessionsRequest{Cancel: &nodepb.CancelRequest{Pid: pid, Key: key}})
		if err != nil {
			n.log.Warn("a cancel request was not passed on", "node", id, "pid", pid, "error", err)
			continue
		}
		if reply.Found {
			found, right = true, right || !reply.Wrong
		}
	}
	return found, right
}

// signals serves session.Signals.
type signals struct{ n *Node }

func (s signals) Here(pid int32, terminate bool) bool {
	return s.n.wire.Cancel(uint32(pid), terminate)
}

func (s signals) Elsewhere(ctx context.Context, pid int32, terminate bool, role, database catalog.ID) (found bool, denied string, err error) {
	for _, id := range s.n.othersOf(uint32(pid)) {
		reply, err := s.n.askSessions(ctx, id, &nodepb.SessionsRequest{Signal: &nodepb.SignalRequest{
			Pid: pid, Terminate: terminate, Role: uint64(role), Database: uint64(database)}})
		if err != nil {
			return false, "", err
		}
		if reply.Found {
			return true, reply.Denied, nil
		}
	}
	return false, "", nil
}

// awayPoll is how often another node is asked whether a process has ended there.
const awayPoll = 100 * time.Millisecond

// leaves gives what is closed at the end of a process of whatever node, as long as its
// context lasts.
func (n *Node) leaves(pid uint32) func(context.Context) <-chan struct{} {
	if left := n.wire.Left(pid); left != nil {
		return func(context.Context) <-chan struct{} { return left }
	}
	return func(ctx context.Context) <-chan struct{} {
		left := make(chan struct{})
		n.cluster.Go(func(stopped context.Context) {
			for n.runsElsewhere(ctx, pid) {
				if stop.Sleep(ctx, awayPoll) != nil || stopped.Err() != nil {
					return
				}
			}
			if ctx.Err() == nil {
				close(left)
			}
		})
		return left
	}
}

// runsElsewhere reports whether a node that answers has a process.
func (n *Node) runsElsewhere(ctx context.Context, pid uint32) bool {
	for _, id := range n.othersOf(pid) {
		reply, err := n.askSessions(ctx, id, &nodepb.SessionsRequest{})
		if err == nil && slices.ContainsFunc(reply.Sessions, func(p *nodepb.SessionInfo) bool { return uint32(p.Pid) == pid }) {
			return true
		}
	}
	return false
}

// serveSessions answers another node.
func (n *Node) serveSessions(s *transport.Stream) error {
	var req nodepb.SessionsRequest
	if err := s.Receive(&req); err != nil {
		return err
	}
	reply := &nodepb.SessionsReply{}
	switch {
	case req.Cancel != nil:
		found, right := n.wire.CancelByKey(req.Cancel.Pid, req.Cancel.Key)
		reply.Found, reply.Wrong = found, found && !right
	case req.Signal != nil:
		q := req.Signal
		var err error
		if reply.Found, reply.Denied, err = n.sessions.MaySignal(s.Context(), catalog.ID(q.Role), catalog.ID(q.Database), q.Pid, q.Terminate); err != nil {
			return err
		}
		if reply.Found && reply.Denied == "" {
			reply.Found = n.wire.Cancel(uint32(q.Pid), q.Terminate)
		}
	case req.Count != nil:
		r, d := n.sessions.Count(catalog.ID(req.Count.Role), catalog.ID(req.Count.Database))
		reply.OfRole, reply.OfDatabase = uint32(r), uint32(d)
	case req.Latencies:
		reply.Latencies = n.latencies()
	default:
		for _, a := range n.sessions.Activities() {
			reply.Sessions = append(reply.Sessions, sessionOut(a))
		}
		if req.Locks {
			n.tellLocks(reply)
		}
	}
	return s.Send(reply)
}

// askAll asks all other nodes that answer, and has take called with one reply after the
// other.
func (n *Node) askAll(ctx context.Context, req *nodepb.SessionsRequest, take func(*nodepb.SessionsReply)) {
	var asked sync.WaitGroup
	var mu sync.Mutex // held while take runs
	for _, id := range n.members.Others() {
		if !n.members.Answers(id) {
			continue
		}
		asked.Go(func() {
			reply, err := n.askSessions(ctx, id, req)
			if err != nil {
				n.log.Info("a node does not tell of its sessions", "node", id, "error", err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			take(reply)
		})
	}
	asked.Wait()
}

// countElsewhere counts the sessions of a role, and of a database, at other nodes that answer.
func (n *Node) countElsewhere(ctx context.Context, role, database catalog.ID) (ofRole, ofDatabase int) {
	n.askAll(ctx, &nodepb.SessionsRequest{Count: &nodepb.CountRequest{Role: uint64(role), Database: uint64(database)}}, func(reply *nodepb.SessionsReply) {
		ofRole, ofDatabase = ofRole+int(reply.OfRole), ofDatabase+int(reply.OfDatabase)
	})
	return ofRole, ofDatabase
}

// sessionsOf counts the sessions of the cluster that use a database, as far as nodes answer.
func (n *Node) sessionsOf(ctx context.Context, database catalog.ID) int {
	_, own := n.sessions.Count(0, database)
	_, elsewhere := n.countElsewhere(ctx, 0, database)
	return own + elsewhere
}

// endSessionsOf ends the sessions of the cluster that use a database, as far as nodes answer and the role may.
func (n *Node) endSessionsOf(ctx context.Context, d *catalog.DatabaseDesc, by catalog.ID) error {
	var own, others []int32
	for _, a := range n.sessions.Activities() {
		if a.Database == d.Name {
			own = append(own, a.PID)
		}
	}
	n.askAll(ctx, &nodepb.SessionsRequest{}, func(reply *nodepb.SessionsReply) {
		for _, p := range reply.Sessions {
			if p.Database == d.Name {
				others = append(others, p.Pid)
			}
		}
	})
	for _, pid := range own {
		found, denied, err := n.sessions.MaySignal(ctx, by, d.ID, pid, true)
		if err = mayEnd(denied, err); err != nil {
			return err
		}
		if found {
			n.wire.Cancel(uint32(pid), true)
		}
	}
	for _, pid := range others {
		_, denied, err := signals{n}.Elsewhere(ctx, pid, true, by, d.ID)
		if err = mayEnd(denied, err); err != nil {
			return err
		}
	}
	return nil
}

func mayEnd(denied string, err error) error {
	if err == nil && denied != "" {
		err = pgerror.New(pgerror.InsufficientPrivilege, "%s", denied)
	}
	return err
}

func sessionOut(a session.Activity) *nodepb.SessionInfo {
	return &nodepb.SessionInfo{Pid: a.PID, Database: a.Database, User: a.User, Application: a.Application, Remote: a.Remote, State: a.State, Query: a.Query,
		Started: nanosOf(a.Started), QueryFrom: nanosOf(a.QueryFrom), TxnFrom: nanosOf(a.TxnFrom), StateFrom: nanosOf(a.StateFrom)}
}

func sessionIn(p *nodepb.SessionInfo) session.Activity {
	return session.Activity{PID: p.Pid, Database: p.Database, User: p.User, Application: p.Application, Remote: p.Remote, State: p.State, Query: p.Query,
		Started: timeOf(p.Started), QueryFrom: timeOf(p.QueryFrom), TxnFrom: timeOf(p.TxnFrom), StateFrom: timeOf(p.StateFrom)}
}

func nanosOf(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

func timeOf(nanos int64) time.Time {
	if nanos == 0 {
		return time.Time{}
	}
	return time.Unix(0, nanos)
}
