package node

import (
	"context"
	"errors"
	"io"

	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/notify"
)

// notifying serves notify.Cluster. Nodes of older builds don't know the service: none of their
// sessions listens.
type notifying struct{ n *Node }

var _ notify.Cluster = notifying{}

func (c notifying) Others() []uint32 {
	return c.n.members.Others()
}

func (c notifying) Tell(ctx context.Context, node uint32, hints []notify.Hint) error {
	p := &nodepb.NotifyHints{}
	for _, h := range hints {
		p.Hints = append(p.Hints, &nodepb.NotifyHint{Database: uint64(h.Database), Last: h.Last})
	}
	s, err := c.n.mesh.Open(ctx, node, serviceNotify)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := errors.Join(s.Send(p), s.CloseSend()); err != nil {
		return err
	}
	if err := s.Receive(&nodepb.NotifyHints{}); !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// serveNotify takes another node's hints.
func (n *Node) serveNotify(s *transport.Stream) error {
	var p nodepb.NotifyHints
	if err := s.Receive(&p); err != nil {
		return err
	}
	hints := make([]notify.Hint, len(p.Hints))
	for i, h := range p.Hints {
		hints[i] = notify.Hint{Database: catalog.ID(h.GetDatabase()), Last: h.GetLast()}
	}
	n.sessions.Notifications().Heard(hints)
	return nil
}
