package wire

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

const oidXML = 142

// TestXMLAmongOlderNodes: nothing is stored, or sent, of xml while a node may not know it.
func TestXMLAmongOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Tagged - 1 })).Conn(ctx)
	for _, text := range []string{"CREATE TABLE x (a xml)", "CREATE TABLE x (a xml[])", "SELECT '<a/>'::xml", "SELECT '{<a/>}'::xml[]",
		"CREATE TABLE x AS SELECT '<a/>'::xml AS a", "CREATE VIEW x AS SELECT xml '<a/>'", "SELECT xml_is_well_formed('a')::text::xml",
		"SELECT xmlelement(NAME a)", "SELECT xmlcomment('a')", "SELECT * FROM XMLTABLE('/a' PASSING NULL COLUMNS a int)", "SELECT query_to_xml('SELECT 1', true, true, '')", "SELECT xpath_exists('/a', '<a/>')", "CREATE VIEW x AS SELECT xmlserialize(CONTENT NULL AS text)"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
}

// TestXMLOnTheWire: a value is received in the encoding that its declaration says, whatever the client's
// is, and sent in the client's, which its declaration then says.
func TestXMLOnTheWire(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	receive := func(sent string, format int16) string {
		r := c.PgConn().ExecParams(ctx, "SELECT $1::xml", [][]byte{[]byte(sent)}, []uint32{oidXML}, []int16{pgx.BinaryFormatCode}, []int16{format}).Read()
		if r.Err != nil {
			return code(r.Err)
		}
		return string(r.Rows[0][0])
	}
	for _, x := range []struct{ sent, text, binary string }{
		{"<a>ä</a>", "<a>ä</a>", "<a>ä</a>"},
		{"<?xml version=\"1.0\" encoding=\"latin1\"?><a>\xe4</a>", "<a>ä</a>", "<a>ä</a>"},
		{"<a>\xe4</a>", "22021", "22021"},
		{"<?xml version=\"1.0\" encoding=\"nonesuch\"?><a/>", "22023", "22023"},
		{"<a", "2200N", "2200N"},
		{"<a>\x00</a>", "22021", "22021"},
		{"", "", ""},
	} {
		if got := receive(x.sent, pgx.TextFormatCode); got != x.text {
			t.Errorf("%q in text: %q; want %q", x.sent, got, x.text)
		}
		if got := receive(x.sent, pgx.BinaryFormatCode); got != x.binary {
			t.Errorf("%q in binary: %q; want %q", x.sent, got, x.binary)
		}
	}
	exec(t, c, "SET client_encoding = 'LATIN1'")
	if got, want := receive("<a>ä</a>", pgx.BinaryFormatCode), "<?xml version=\"1.0\" encoding=\"LATIN1\"?><a>\xe4</a>"; got != want {
		t.Errorf("binary in LATIN1: %q; want %q", got, want)
	}
	if got, want := receive("<a>ä</a>", pgx.TextFormatCode), "<a>\xe4</a>"; got != want {
		t.Errorf("text in LATIN1: %q; want %q", got, want)
	}
}
