package wire

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/xdg-go/scram"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

var rewrite = flag.Bool("rewrite", false, "write what scripts give")

// TestScripts runs every script of testdata on a node of its own, in virtual
// time. A script holds blocks, separated by empty lines: the client's messages,
// a line of four dashes, and what the server sent until it had no more to do.
//
//	use NAME                    go on with that connection; it is made when first named
//	connect NAME=VALUE …        StartupMessage (user and database have defaults)
//	startup VERSION NAME=VALUE  the same with another protocol version
//	ssl, gss                    the requests for encryption
//	cancel NAME [wrong]         a CancelRequest for that connection, on one of its own
//	login USER PASSWORD [MECH]  a StartupMessage and the whole SCRAM conversation
//	sasl MECH DATA              SASLInitialResponse; response DATA: SASLResponse
//	Q TEXT                      Query
//	P NAME TEXT [OID …]         Parse
//	B PORTAL NAME VALUE … pf=0,1 rf=0,1
//	                            Bind; a value is text in quotes, NULL, or 0x and hex digits
//	D S|P NAME; C S|P NAME      Describe, Close
//	E PORTAL [MAX]              Execute
//	S, H, X, c                  Sync, Flush, Terminate, CopyDone
//	d TEXT, f TEXT              CopyData, CopyFail
//	raw HEX                     bytes as they are
//	repeat N TEXT               a Query whose text is TEXT with %s replaced N times by its middle part
//	sleep DURATION              virtual time passes
//	hangup                      the connection closes without a word
//	drain                       the node is asked to drain
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			synctest.Test(t, func(t *testing.T) { got = newPlay(t, f).run(string(data)) })
			if *rewrite {
				if err := os.WriteFile(f, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			compare(t, f, string(data), got)
		})
	}
}

func compare(t *testing.T, file, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	shown := 0
	for i := 0; i < max(len(w), len(g)) && shown < 10; i++ {
		a, b := "", ""
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			t.Errorf("%s:%d:\ngot  %s\nwant %s", file, i+1, b, a)
			shown++
		}
	}
}

// play is a script that runs.
type play struct {
	t    *testing.T
	file string
	node *cluster.Cluster
	now  *peer
	all  map[string]*peer
	talk []*peer // in the order of their making
	work sync.WaitGroup
}

// peer is one connection and what it received.
type peer struct {
	name string
	nc   net.Conn
	mu   sync.Mutex
	in   []byte
	end  string // how the connection ended
	pid  uint32
	key  []byte
	raw  int // bytes to come that are no messages (answers to SSLRequest)
}

func newPlay(t *testing.T, file string) *play {
	opts := func(o *node.Options) {
		if strings.Contains(file, "scram") {
			o.Trust, o.Password = false, "correct horse"
		}
	}
	return &play{t: t, file: file, node: cluster.Start(t, cluster.WithOptions(opts)), all: map[string]*peer{}}
}

func (p *play) run(data string) string {
	var out strings.Builder
	for i, block := range strings.Split(strings.TrimRight(data, "\n"), "\n\n") {
		if i > 0 {
			out.WriteString("\n")
		}
		input, _, _ := strings.Cut(block, "\n----")
		out.WriteString(input + "\n----\n")
		for _, line := range strings.Split(input, "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			if err := p.step(line); err != nil {
				out.WriteString("(" + err.Error() + ")\n")
			}
		}
		time.Sleep(time.Millisecond) // row IDs wait for the clock to get on
		synctest.Wait()
		for _, c := range p.talk {
			for _, m := range c.messages() {
				if len(p.talk) > 1 {
					out.WriteString(c.name + ": ")
				}
				out.WriteString(printable(m) + "\n")
			}
		}
	}
	for _, c := range p.talk {
		_ = c.nc.Close()
	}
	p.work.Wait()
	synctest.Wait()
	return out.String()
}

func (p *play) peer(name string) *peer {
	if c := p.all[name]; c != nil {
		return c
	}
	nc, err := p.node.Dial(ctx, "", "")
	if err != nil { // the node takes nobody any more
		nc, _ = net.Pipe()
		_ = nc.Close()
	}
	c := &peer{name: name, nc: nc}
	p.all[name] = c
	p.talk = append(p.talk, c)
	go c.receive()
	return c
}

// receive gathers what the server sends, until the end.
func (c *peer) receive() {
	buf := make([]byte, 64<<10)
	for {
		n, err := c.nc.Read(buf)
		c.mu.Lock()
		c.in = append(c.in, buf[:n]...)
		if err != nil {
			c.end = "closed"
			if !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) && !errors.Is(err, io.ErrClosedPipe) {
				c.end = err.Error()
			}
			c.mu.Unlock()
			return
		}
		c.mu.Unlock()
	}
}

// frame takes the next whole message.
func (c *peer) frame() (kind byte, body []byte, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.raw > 0 && len(c.in) > 0 {
		kind, c.in = c.in[0], c.in[1:]
		c.raw--
		return 0, []byte{kind}, true
	}
	if len(c.in) < 5 {
		return 0, nil, false
	}
	n := 1 + int(binary.BigEndian.Uint32(c.in[1:]))
	if len(c.in) < n {
		return 0, nil, false
	}
	kind, body, c.in = c.in[0], c.in[5:n], c.in[n:]
	return kind, body, true
}

func (c *peer) messages() []string {
	var out []string
	for {
		kind, body, ok := c.frame()
		if !ok {
			break
		}
		out = append(out, c.show(kind, body))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.in) > 0 {
		out = append(out, fmt.Sprintf("half a message: %x", c.in))
		c.in = nil
	}
	if c.end != "" {
		out = append(out, "("+c.end+")")
		c.end = ""
	}
	return fold(shorten(out))
}

// shorten writes the settings of an unremarkable start-up as one line.
func shorten(lines []string) []string {
	var out []string
	for _, l := range lines {
		if !strings.HasPrefix(l, "ParameterStatus ") {
			out = append(out, l)
			continue
		}
		if _, usual := usualParameters[strings.TrimPrefix(l, "ParameterStatus ")]; !usual {
			out = append(out, l)
		}
	}
	return out
}

// usualParameters are what every client is told; TestReported sees to them.
var usualParameters = map[string]struct{}{
	"application_name=": {}, "client_encoding=UTF8": {}, "DateStyle=ISO, MDY": {}, "default_transaction_read_only=off": {}, "in_hot_standby=off": {},
	"integer_datetimes=on": {}, "IntervalStyle=postgres": {}, "is_superuser=on": {}, "server_encoding=UTF8": {}, "server_version=15.0": {},
	"session_authorization=isochron": {}, "standard_conforming_strings=on": {}, "TimeZone=UTC": {},
}

// fold writes equal lines that follow each other once.
func fold(lines []string) []string {
	var out []string
	for i := 0; i < len(lines); {
		n := 1
		for i+n < len(lines) && lines[i+n] == lines[i] {
			n++
		}
		if n > 2 {
			out = append(out, fmt.Sprintf("%s   (%d times)", lines[i], n))
		} else {
			out = append(out, lines[i:i+n]...)
		}
		i += n
	}
	return out
}

// show prints a message on one line.
func (c *peer) show(kind byte, body []byte) string {
	if kind == 0 {
		return "byte " + string(body)
	}
	decode := func(m pgproto3.BackendMessage) {
		if err := m.Decode(body); err != nil {
			panic(fmt.Sprintf("message %c does not decode: %v", kind, err))
		}
	}
	switch kind {
	case 'R':
		return authentication(body)
	case 'K':
		c.pid, c.key = binary.BigEndian.Uint32(body), body[4:]
		return "BackendKeyData"
	case 'S':
		var m pgproto3.ParameterStatus
		decode(&m)
		return "ParameterStatus " + m.Name + "=" + m.Value
	case 'Z':
		return "ReadyForQuery " + string(body)
	case 'C':
		return "CommandComplete " + strings.TrimSuffix(string(body), "\x00")
	case 'T':
		return rowDescription(body)
	case 'D':
		var m pgproto3.DataRow
		decode(&m)
		return "DataRow" + fields(m.Values)
	case 't':
		var m pgproto3.ParameterDescription
		decode(&m)
		return fmt.Sprint("ParameterDescription ", m.ParameterOIDs)
	case 'E':
		return "ErrorResponse " + errorFields(body)
	case 'N':
		return "NoticeResponse " + errorFields(body)
	case 'G', 'H', 'W':
		return fmt.Sprintf("%s %d %v", map[byte]string{'G': "CopyInResponse", 'H': "CopyOutResponse", 'W': "CopyBothResponse"}[kind], body[0], body[3:])
	case 'd':
		return fmt.Sprintf("CopyData %q", body)
	case 'V':
		if len(body) < 4 || int32(binary.BigEndian.Uint32(body)) < 0 {
			return "FunctionCallResponse NULL"
		}
		return fmt.Sprintf("FunctionCallResponse %q", body[4:])
	case 'v':
		var m pgproto3.NegotiateProtocolVersion
		decode(&m)
		return fmt.Sprintf("NegotiateProtocolVersion %d.%d %q", m.NewestMinorProtocol>>16, m.NewestMinorProtocol&0xffff, m.UnrecognizedOptions)
	}
	if name := map[byte]string{'1': "ParseComplete", '2': "BindComplete", '3': "CloseComplete", 'n': "NoData", 's': "PortalSuspended", 'I': "EmptyQueryResponse", 'c': "CopyDone"}[kind]; name != "" {
		return name
	}
	if kind == 'A' && len(body) > 4 { // the PID differs from run to run
		parts := strings.Split(string(body[4:]), "\x00")
		return fmt.Sprintf("NotificationResponse %q", parts[:len(parts)-1])
	}
	return fmt.Sprintf("unknown %c %x", kind, body)
}

func authentication(body []byte) string {
	switch n := binary.BigEndian.Uint32(body); n {
	case 0:
		return "AuthenticationOk"
	case 10:
		return "AuthenticationSASL " + strings.ReplaceAll(strings.TrimRight(string(body[4:]), "\x00"), "\x00", " ")
	case 11:
		return "AuthenticationSASLContinue"
	case 12:
		return "AuthenticationSASLFinal"
	default:
		return fmt.Sprint("Authentication ", n)
	}
}

func rowDescription(body []byte) string {
	var m pgproto3.RowDescription
	if err := m.Decode(body); err != nil {
		return err.Error()
	}
	out := "RowDescription"
	for _, f := range m.Fields {
		out += fmt.Sprintf(" %s:%d", f.Name, f.DataTypeOID)
		if f.TypeModifier != -1 {
			out += fmt.Sprintf("(%d)", f.TypeModifier)
		}
		if f.Format != 0 {
			out += ":binary"
		}
	}
	return out
}

func fields(values [][]byte) string {
	out := ""
	for _, v := range values {
		if v == nil {
			out += " NULL"
		} else {
			out += " " + strconv.Quote(string(v))
		}
	}
	return out
}

// chance are the keys, timestamps and transactions in details, which differ
// from run to run.
var chance = regexp.MustCompile(`[0-9a-f]{12,}|[0-9]+\.[0-9]{9}`)

func errorFields(body []byte) string {
	var out []string
	for _, f := range strings.Split(strings.TrimRight(string(body), "\x00"), "\x00") {
		switch f[0] {
		case 'S', 'C', 'M':
			out = append(out, f[1:])
		case 'V':
		default:
			out = append(out, f[:1]+"="+chance.ReplaceAllString(f[1:], "…"))
		}
	}
	return strings.Join(out, "|")
}

// words cuts a line at spaces; quoted words are Go strings.
func words(line string) ([]string, []bool, error) {
	var out []string
	var quoted []bool
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] == '"' || line[0] == '`' {
			q, err := strconv.QuotedPrefix(line)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", line, err)
			}
			s, _ := strconv.Unquote(q)
			out, quoted, line = append(out, s), append(quoted, true), line[len(q):]
			continue
		}
		w, rest, _ := strings.Cut(line, " ")
		out, quoted, line = append(out, w), append(quoted, false), rest
	}
	return out, quoted, nil
}

func (p *play) send(m pgproto3.FrontendMessage) error {
	buf, err := m.Encode(nil)
	if err != nil {
		return err
	}
	return p.bytes(buf)
}

func (p *play) bytes(b []byte) error {
	_, err := p.now.nc.Write(b)
	if err != nil {
		return errors.New("the connection is closed")
	}
	return nil
}

func (p *play) step(line string) error {
	w, quoted, err := words(line)
	if err != nil {
		p.t.Fatal(err)
	}
	if p.now == nil && w[0] != "use" {
		p.now = p.peer("a")
	}
	switch w[0] {
	case "use":
		p.now = p.peer(w[1])
	case "connect":
		return p.startup(3<<16, w[1:])
	case "startup":
		major, minor, _ := strings.Cut(w[1], ".")
		a, _ := strconv.Atoi(major)
		b, _ := strconv.Atoi(minor)
		return p.startup(uint32(a)<<16|uint32(b), w[2:])
	case "ssl":
		p.now.raw++
		return p.bytes([]byte{0, 0, 0, 8, 4, 210, 22, 47})
	case "gss":
		p.now.raw++
		return p.bytes([]byte{0, 0, 0, 8, 4, 210, 22, 48})
	case "cancel":
		return p.cancel(w)
	case "login":
		return p.login(w)
	case "sasl":
		return p.send(&pgproto3.SASLInitialResponse{AuthMechanism: w[1], Data: []byte(w[2])})
	case "response":
		return p.send(&pgproto3.SASLResponse{Data: []byte(w[1])})
	case "raw":
		b, err := hex.DecodeString(strings.Join(w[1:], ""))
		if err != nil {
			p.t.Fatal(err)
		}
		return p.bytes(b)
	case "repeat":
		n, _ := strconv.Atoi(w[1])
		return p.send(&pgproto3.Query{String: w[2] + strings.Repeat(w[3], n) + w[4]})
	case "sleep":
		d, err := time.ParseDuration(w[1])
		if err != nil {
			p.t.Fatal(err)
		}
		time.Sleep(d)
	case "hangup":
		return p.now.nc.Close()
	case "drain":
		p.work.Go(func() { _ = p.node.Node().Drain(ctx) })
	default:
		return p.message(w, quoted)
	}
	return nil
}

func (p *play) message(w []string, quoted []bool) error {
	arg := func(i int) string {
		if i < len(w) {
			return w[i]
		}
		return ""
	}
	switch w[0] {
	case "Q":
		return p.send(&pgproto3.Query{String: w[1]})
	case "P":
		m := &pgproto3.Parse{Name: w[1], Query: w[2]}
		for _, o := range w[3:] {
			n, _ := strconv.Atoi(o)
			m.ParameterOIDs = append(m.ParameterOIDs, uint32(n))
		}
		return p.send(m)
	case "B":
		return p.send(bind(w, quoted))
	case "D":
		return p.send(&pgproto3.Describe{ObjectType: w[1][0], Name: arg(2)})
	case "C":
		return p.send(&pgproto3.Close{ObjectType: w[1][0], Name: arg(2)})
	case "E":
		n, _ := strconv.Atoi(arg(2))
		return p.send(&pgproto3.Execute{Portal: arg(1), MaxRows: uint32(n)})
	case "S":
		return p.send(&pgproto3.Sync{})
	case "H":
		return p.send(&pgproto3.Flush{})
	case "X":
		return p.send(&pgproto3.Terminate{})
	case "c":
		return p.send(&pgproto3.CopyDone{})
	case "d":
		return p.send(&pgproto3.CopyData{Data: []byte(w[1])})
	case "f":
		return p.send(&pgproto3.CopyFail{Message: w[1]})
	}
	p.t.Fatalf("%s: unknown command %q", p.file, w[0])
	return nil
}

func bind(w []string, quoted []bool) *pgproto3.Bind {
	m := &pgproto3.Bind{DestinationPortal: w[1], PreparedStatement: w[2]}
	codes := func(list string) (out []int16) {
		for _, c := range strings.Split(list, ",") {
			n, _ := strconv.Atoi(c)
			out = append(out, int16(n))
		}
		return out
	}
	for i := 3; i < len(w); i++ {
		v := w[i]
		switch {
		case quoted[i]:
			m.Parameters = append(m.Parameters, []byte(v))
		case v == "NULL":
			m.Parameters = append(m.Parameters, nil)
		case strings.HasPrefix(v, "0x"):
			b, _ := hex.DecodeString(v[2:])
			m.Parameters = append(m.Parameters, b)
		case strings.HasPrefix(v, "pf="):
			m.ParameterFormatCodes = codes(v[3:])
		case strings.HasPrefix(v, "rf="):
			m.ResultFormatCodes = codes(v[3:])
		default:
			m.Parameters = append(m.Parameters, []byte(v))
		}
	}
	return m
}

// startup sends a StartupMessage. A parameter without "=" is left as it is.
func (p *play) startup(version uint32, params []string) error {
	body := binary.BigEndian.AppendUint32(nil, version)
	has := map[string]bool{}
	for _, s := range params {
		name, value, _ := strings.Cut(s, "=")
		has[name] = true
		if value == "" && name == "user" {
			continue // no user at all
		}
		body = append(append(append(append(body, name...), 0), value...), 0)
	}
	if !has["user"] {
		body = append(body, "user\x00isochron\x00"...)
	}
	if !has["database"] {
		body = append(body, "database\x00isochron\x00"...)
	}
	body = append(body, 0)
	return p.bytes(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+4)), body...))
}

// cancel sends a CancelRequest on a connection of its own.
func (p *play) cancel(w []string) error {
	c := p.peer(w[1])
	key := append([]byte(nil), c.key...)
	if len(w) > 2 {
		key[0] ^= 1
	}
	nc, err := p.node.Dial(ctx, "", "")
	if err != nil {
		return err
	}
	b := binary.BigEndian.AppendUint32([]byte{0, 0, 0, 16, 4, 210, 22, 46}, c.pid)
	if _, err := nc.Write(append(b, key...)); err != nil {
		return err
	}
	answer, err := io.ReadAll(nc)
	if err != nil || len(answer) > 0 {
		return fmt.Errorf("the cancel request was answered: %q, %v", answer, err)
	}
	return nc.Close()
}

// login goes through SCRAM; what the server says stays to be printed.
func (p *play) login(w []string) error {
	mech := "SCRAM-SHA-256"
	if len(w) > 3 {
		mech = w[3]
	}
	client, err := scram.SHA256.NewClient("", w[2], "")
	if err != nil {
		return err
	}
	talk := client.NewConversation()
	if err := p.startup(3<<16, []string{"user=" + w[1], "database=isochron"}); err != nil {
		return err
	}
	synctest.Wait()
	first, _ := talk.Step("")
	if err := p.send(&pgproto3.SASLInitialResponse{AuthMechanism: mech, Data: []byte(first)}); err != nil {
		return err
	}
	synctest.Wait()
	p.now.mu.Lock()
	challenge := lastSASL(p.now.in)
	p.now.mu.Unlock()
	if challenge == "" {
		return nil // refused already: it will be printed
	}
	final, err := talk.Step(challenge)
	if err != nil {
		return err
	}
	return p.send(&pgproto3.SASLResponse{Data: []byte(final)})
}

// lastSASL finds the challenge in what was received.
func lastSASL(in []byte) string {
	for len(in) >= 5 {
		n := 1 + int(binary.BigEndian.Uint32(in[1:]))
		if in[0] == 'R' && n >= 9 && binary.BigEndian.Uint32(in[5:]) == 11 {
			return string(in[9:n])
		}
		in = in[n:]
	}
	return ""
}

// printable shows bytes that are no UTF-8 by number.
func printable(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if r == utf8.RuneError {
			fmt.Fprintf(&b, `\x%02x`, s[i])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
