package session

import (
	"context"
	"slices"
	"time"

	"github.com/isochrondb/isochron/sql/notify"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// notes are what a session has to do with notifications. LISTEN, UNLISTEN and NOTIFY do
// nothing before the transaction commits: what is to be done is undone with savepoints and
// with statements that are run again.
type notes struct {
	listener *notify.Listener // nil: it has never listened
	wake     func()           // of the connection

	sent    []notify.Notification
	seen    map[notify.Notification]bool // of sent, where they are many
	bytes   int64                        // of sent
	actions []listenAction
	// unfused tells that the statement at hand is not to commit with its own message: it notifies.
	unfused bool

	appended *notify.Sent // with the commit under way
	from     uint64       // where its LISTENs begin
}

// listenAction is a LISTEN or UNLISTEN that waits for the commit. No channel: UNLISTEN *.
type listenAction struct {
	channel string
	off     bool
}

// notesMark is a place in what waits for the commit.
type notesMark struct{ sent, actions int }

const (
	// notesFew is up to how many notifications of a transaction are compared one by one.
	notesFew = 16
	// notesBytesMax bounds the notifications of one transaction.
	notesBytesMax = 64 << 20
	// listenActionsMax bounds the LISTENs and UNLISTENs of one transaction, channelsMax the
	// channels of a session.
	listenActionsMax, channelsMax = 10_000, 10_000
)

// OnNotification has wake called, from any goroutine, when there is something for Notifications.
func (s *Session) OnNotification(wake func()) { s.notes.wake = wake }

// Notifications takes what has come for the session. The error is why it must end.
func (s *Session) Notifications() ([]notify.Notification, *pgerror.Error) {
	if s.notes.listener == nil {
		return nil, nil
	}
	s.causal.now = true
	return s.notes.listener.Take()
}

// notify is NOTIFY: what is there already of the same transaction is not sent twice.
func (s *Session) notify(channel, payload string) error {
	switch {
	case channel == "":
		return pgerror.New(pgerror.InvalidParameterValue, "channel name cannot be empty")
	case len(channel) > notify.ChannelBytesMax:
		return pgerror.New(pgerror.InvalidParameterValue, "channel name too long")
	case len(payload) > notify.PayloadBytesMax:
		return pgerror.New(pgerror.InvalidParameterValue, "payload string too long")
	}
	n := notify.Notification{PID: s.params.PID, Channel: channel, Payload: payload}
	if s.notes.known(n) {
		return nil
	}
	size := int64(64 + len(channel) + len(payload))
	if s.notes.bytes+size > notesBytesMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "too many notifications in the NOTIFY queue").
			WithHint("A transaction sends %d MiB of notifications at most.", notesBytesMax>>20)
	}
	if err := s.hold(size); err != nil {
		return err
	}
	s.notes.bytes += size
	s.notes.sent = append(s.notes.sent, n)
	if s.notes.seen != nil {
		s.notes.seen[n] = true
	}
	return nil
}

// known reports whether the transaction sends n already.
func (n *notes) known(x notify.Notification) bool {
	if len(n.sent) <= notesFew {
		return slices.Contains(n.sent, x)
	}
	if n.seen == nil {
		n.seen = make(map[notify.Notification]bool, 4*notesFew)
		for _, o := range n.sent {
			n.seen[o] = true
		}
	}
	return n.seen[x]
}

func (n *notes) mark() notesMark { return notesMark{len(n.sent), len(n.actions)} }

// notesBackTo forgets what came after a mark.
func (s *Session) notesBackTo(m notesMark) {
	n := &s.notes
	n.actions = n.actions[:min(m.actions, len(n.actions))]
	if m.sent >= len(n.sent) {
		return
	}
	freed := int64(0)
	for _, x := range n.sent[m.sent:] {
		freed += int64(64 + len(x.Channel) + len(x.Payload))
	}
	n.bytes -= freed
	s.held.Shrink(freed)
	n.sent, n.seen = n.sent[:m.sent], nil
	if m.sent == 0 {
		n.sent = nil // others may hold what was
	}
}

// notification runs LISTEN, NOTIFY and UNLISTEN.
func (s *Session) notification(ctx context.Context, r *run, out Output) error {
	s.need()
	s.attach()
	tag, err := "", error(nil)
	switch st := r.p.stmt.(type) {
	case *ast.Notify:
		tag, err = "NOTIFY", s.notify(st.Channel, st.Payload)
	case *ast.Listen:
		tag, err = "LISTEN", s.listen(listenAction{channel: st.Channel})
	case *ast.Unlisten:
		tag = "UNLISTEN"
		a := listenAction{channel: st.Channel, off: true}
		if st.All {
			a.channel = ""
		}
		err = s.listen(a)
	}
	if err != nil {
		return err
	}
	s.block.ran++
	if r.alone && s.block.state == blockIdle && !s.block.implicit {
		if err := s.commitTxn(ctx); err != nil {
			return err
		}
	}
	out.Complete(tag, -1)
	return nil
}

// listen notes a LISTEN or UNLISTEN for the commit.
func (s *Session) listen(a listenAction) error {
	if a.off && s.notes.listener == nil && len(s.notes.actions) == 0 {
		return nil // pools ask for it
	}
	if len(s.notes.actions) == listenActionsMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "a transaction can't have more than %d LISTENs and UNLISTENs", listenActionsMax)
	}
	s.notes.actions = append(s.notes.actions, a)
	return nil
}

// notesBeforeCommit does what comes before the commit: the listener learns where it begins,
// and the notifications become rows of the transaction.
func (s *Session) notesBeforeCommit(ctx context.Context) (err error) {
	n := &s.notes
	if slices.ContainsFunc(n.actions, func(a listenAction) bool { return !a.off }) {
		if n.listener == nil {
			n.listener = s.m.notifications.NewListener(s.db.ID, s.wakeForNotes)
		}
		if len(n.listener.Channels()) >= channelsMax {
			return pgerror.New(pgerror.ProgramLimitExceeded, "a session can't listen to more than %d channels", channelsMax)
		}
		if n.from, err = n.listener.Start(ctx); err != nil {
			return err
		}
	}
	if len(n.sent) == 0 || s.block.txn == nil {
		return nil
	}
	n.appended, err = notify.Append(ctx, s.block.txn, s.db.ID, n.sent, time.Now())
	return err
}

func (s *Session) wakeForNotes() {
	if wake := s.notes.wake; wake != nil {
		wake()
	}
}

// notesCommitted does what a commit has brought about. What the session has sent to itself
// it gets before the answer.
func (s *Session) notesCommitted(ctx context.Context) {
	n := &s.notes
	for _, a := range n.actions {
		switch {
		case !a.off:
			n.listener.Listen(a.channel, n.from)
		case n.listener == nil:
		case a.channel == "":
			n.listener.UnlistenAll()
		default:
			n.listener.Unlisten(a.channel)
		}
	}
	if sent := n.appended; sent != nil {
		s.m.notifications.Committed(sent)
		if n.listener != nil {
			n.listener.AwaitOwn(ctx, sent)
		}
	}
}

// notesOver forgets what belonged to a transaction that is over.
func (s *Session) notesOver() {
	n := &s.notes
	if len(n.actions) > 0 && n.listener != nil {
		n.listener.Stop() // if nothing came of it
	}
	n.appended, n.unfused = nil, false
	if len(n.sent)+len(n.actions) > 0 {
		s.notesBackTo(notesMark{})
	}
}

// endNotes ends the session's listening.
func (s *Session) endNotes() {
	if s.notes.listener != nil {
		s.notes.listener.Close()
	}
}

// unlistenNow is DISCARD ALL's UNLISTEN *.
func (s *Session) unlistenNow() {
	if s.notes.listener != nil {
		s.notes.listener.UnlistenAll()
		s.notes.listener.Stop()
	}
}

// pgNotify serves pg_notify(channel, payload). A statement that would commit with the message
// that runs it is begun anew, and commits after it: the queue's rows are to come with it.
func pgNotify(_ context.Context, ps host.Session, args []types.Datum) (types.Datum, error) {
	s, ok := ps.(*Session)
	if !ok {
		return types.Null, pgerror.Internal("pg_notify without a session")
	}
	if p := s.request.Plan; s.request.Implicit && p != nil && p.Point != nil && p.Point.Fusable {
		s.notes.unfused = true
		return types.Null, &coord.StatementRetry{}
	}
	text := func(d types.Datum) string {
		if d.IsNull() {
			return ""
		}
		return d.Text()
	}
	return types.Void(), s.notify(text(args[0]), text(args[1]))
}

// queueUsage serves pg_notification_queue_usage().
func queueUsage(ctx context.Context, ps host.Session, _ []types.Datum) (types.Datum, error) {
	s, ok := ps.(*Session)
	if !ok {
		return types.Null, pgerror.Internal("a queue without a session")
	}
	share, err := notify.Usage(ctx, s.m.o.DB, s.db.ID)
	return types.Float(share), err
}

// listening are the channels of pg_listening_channels().
func (s *Session) listening() []string {
	if s.notes.listener == nil {
		return nil
	}
	return s.notes.listener.Channels()
}

// Notifications is the hub of the node's sessions.
func (m *Manager) Notifications() *notify.Hub { return m.notifications }
