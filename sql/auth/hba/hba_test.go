package hba

import (
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"slices"
	"strings"
	"testing"
)

// shown is a row as psql -A prints it.
func shown(r Row) string {
	text := func(s string) string {
		if s == "" {
			return "NULL"
		}
		return s
	}
	list := func(l []string) string {
		if l == nil {
			return "NULL"
		}
		out := make([]string, len(l))
		for i, s := range l {
			if out[i] = s; s == "" || strings.ContainsAny(s, "\", ") {
				out[i] = `"` + strings.ReplaceAll(s, `"`, `\"`) + `"`
			}
		}
		return "{" + strings.Join(out, ",") + "}"
	}
	return fmt.Sprintf("%d|%s|%s|%s|%s|%s|%s|%s|%s", r.Line, text(r.Type), list(r.Databases), list(r.Users), text(r.Address), text(r.Netmask), text(r.Method), list(r.Options), text(r.Error))
}

// differs are the lines of the corpus that Postgres 15 shows otherwise, on purpose.
var differs = map[string]map[string]string{
	"corpus": {
		"25": `25|NULL|NULL|NULL|NULL|NULL|NULL|NULL|host names are not supported: "all"`,
		"27": `27|NULL|NULL|NULL|NULL|NULL|NULL|NULL|host names are not supported: "reject"`,
		"70": `70|NULL|NULL|NULL|NULL|NULL|NULL|NULL|host names are not supported: "reject"`,
		"34": `34|NULL|NULL|NULL|NULL|NULL|NULL|NULL|invalid IP mask "trust"`, // the rest is the resolver's
		"60": `60|NULL|NULL|NULL|NULL|NULL|NULL|NULL|regular expressions (/regex) are not supported`,
		"65": `65|NULL|NULL|NULL|NULL|NULL|NULL|NULL|host names are not supported: "ALL"`,
		"66": `66|host|{all}|{all}|all|NULL|trust|NULL|NULL`,
		"68": `68|NULL|NULL|NULL|NULL|NULL|NULL|NULL|host names are not supported: ""`,
		"72": `72|NULL|NULL|NULL|NULL|NULL|NULL|NULL|authentication file token too long: more than 255 bytes`, // logged there
	},
	"ssl": { // without a reason there
		"6": `6|NULL|NULL|NULL|NULL|NULL|NULL|NULL|invalid value for clientcert: "no-verify"`,
		"7": `7|NULL|NULL|NULL|NULL|NULL|NULL|NULL|invalid value for clientcert: "1"`,
		"8": `8|NULL|NULL|NULL|NULL|NULL|NULL|NULL|invalid value for clientname: "xx"`,
	},
}

// TestCorpus: lines are read as Postgres 15 reads them: what its pg_hba_file_rules shows of
// the files is in *.pg15 (psql -A -t -F '|' -P null=NULL).
func TestCorpus(t *testing.T) {
	for name, other := range differs {
		text, err := os.ReadFile("testdata/" + name + ".conf")
		if err != nil {
			t.Fatal(err)
		}
		golden, err := os.ReadFile("testdata/" + name + ".pg15")
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for l := range strings.Lines(string(golden)) {
			number, _, _ := strings.Cut(l, "|")
			want[number] = strings.TrimSuffix(l, "\n")
		}
		for number, l := range other {
			want[number] = l
		}
		rows := Rows(Parse(string(text), true))
		if !slices.IsSortedFunc(rows, func(a, b Row) int { return a.Line - b.Line }) {
			t.Errorf("%s: the rows are not in the order of their lines", name)
		}
		for _, r := range rows {
			number, got := fmt.Sprint(r.Line), shown(r)
			if want[number] != got {
				t.Errorf("%s:\ngot  %s\nwant %s", name, got, want[number])
			}
			delete(want, number)
		}
		for _, l := range want {
			t.Errorf("%s: there is no %s", name, l)
		}
	}
}

// TestProblems: where a file is wrong, and what is not supported.
func TestProblems(t *testing.T) {
	for _, tt := range []struct {
		text, want  string
		unsupported bool
	}{
		{"", "line 1, column 1: the file contains no entries: nobody could connect", false},
		{"# nothing\n\n", "line 1, column 1: the file contains no entries: nobody could connect", false},
		{"host all all all trust\n  nohost all all all trust", `line 2, column 3: invalid connection type "nohost"`, false},
		{"host all \\\n all \\\n  example.com trust", `line 3, column 3: host names are not supported: "example.com" (Give`, true},
		{"host all all .example.com trust", `line 1, column 14: host names are not supported: ".example.com"`, true},
		{"host all all ::ffff:1.2.3.4/128 trust", "line 1, column 14: addresses of this form", true},
		{"host all all fe80::1%eth0/64 trust", "line 1, column 14: addresses of this form", true},
		{"host all @admins all trust", "line 1, column 10: names from another file (@admins)", true},
		{"include_dir conf.d", `line 1, column 1: invalid connection type "include_dir" (Other files can't be included.)`, true},
		{"host all all all password", `line 1, column 18: authentication method "password" is not supported (scram`, true},
		{"host all all all ldap ldapserver=x", `line 1, column 18: authentication method "ldap"`, true},
		{"host all all all ident", `line 1, column 18: authentication method "ident"`, true},
		{"hostssl all all all cert map=m", "line 1, column 26: maps of user names", true},
		{"hostssl all all all cert clientname=DN", "line 1, column 26: clientname=DN", true},
		{"host all all", "line 1, column 13: end-of-line before IP address specification", false},
		{"host a\x00ll all all trust", "line 1, column 7: the line holds a zero byte", false},
		{"host \xff all all trust", "line 1, column 1: the line is not UTF-8", false},
		{strings.Repeat("#", FileBytesMax+1), "line 1, column 1: the file has more than", false},
		{strings.Repeat("host all all all trust\n", RulesMax+1), "line 4097, column 1: the file has more than 4096 rules", false},
	} {
		_, problems := Parse(tt.text, true)
		if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), tt.want) || problems[0].Unsupported != tt.unsupported {
			t.Errorf("%.60q: got %v, want %s", tt.text, problems, tt.want)
		}
	}
	if r, problems := Parse("hostssl all all all scram-sha-256\nhostgssenc all all all scram-sha-256", false); len(problems) > 0 || r.All()[0].Note == "" || r.All()[1].Note == "" {
		t.Errorf("rules that fit nobody don't say so: %+v, %v", r.All(), problems)
	}
	if _, problems := Parse(strings.Repeat("host all all all trust\n", RulesMax), true); len(problems) > 0 {
		t.Errorf("as many rules as there may be: %v", problems)
	}
}

var members = map[string][]string{"ann": {"ann", "staff", "db1"}, "bob": {"bob"}}

func client(addr string, encrypted bool, user, database string) *Client {
	return &Client{Addr: netip.MustParseAddr(addr), Encrypted: encrypted, User: user, Database: database,
		Member: func(role string) (bool, error) { return slices.Contains(members[user], role), nil },
		Networks: func() ([]netip.Prefix, error) {
			return []netip.Prefix{netip.MustParsePrefix("10.7.0.5/16"), netip.MustParsePrefix("fd00::5/64")}, nil
		}}
}

// TestDecide: the first rule that fits.
func TestDecide(t *testing.T) {
	const text = `local all all peer
hostgssenc all all all trust
host replication all all trust
host all mallory all reject
hostnossl all all 203.0.113.0/24 reject
hostssl all all 203.0.113.0/24 scram-sha-256
host all "+staff" all trust
host "all" all all trust
host all "all" all trust
host sameuser all 192.0.2.0/24 trust
host samerole all 192.0.2.0/24 trust
host db2 +staff 192.0.2.0/24 trust
host "two words" x,bob 192.0.2.0/24 trust
host all all samehost trust
host all all samenet trust
host all all 198.51.0.1 255.255.0.255 trust
host all all 2001:db8::/32 trust
host all all 0.0.0.0 128.0.0.0 trust
`
	rules, problems := Parse(text, true)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, tt := range []struct {
		c    *Client
		line int // 0: none
	}{
		{client("203.0.113.4", true, "mallory", "d"), 4},
		{client("203.0.113.4", false, "ann", "d"), 5},
		{client("::ffff:203.0.113.4", false, "ann", "d"), 5},
		{client("203.0.113.4", true, "ann", "d"), 6},
		{client("192.0.2.1", true, "+staff", "d"), 7},
		{client("192.0.2.1", true, "ann", "all"), 8},
		{client("192.0.2.1", true, "all", "d"), 9},
		{client("192.0.2.1", true, "bob", "bob"), 10},
		{client("192.0.2.1", true, "ann", "db1"), 11},
		{client("192.0.2.1", true, "ann", "db2"), 12},
		{client("192.0.2.1", true, "bob", "db2"), 0},
		{client("192.0.2.1", true, "bob", "db1"), 0},
		{client("192.0.2.1", true, "bob", "two words"), 13},
		{client("192.0.2.1", true, "bob", "Two words"), 0},
		{client("192.0.2.1", true, "bob", "replication"), 0},
		{client("10.7.0.5", true, "bob", "d"), 14},
		{client("fd00::5", true, "bob", "d"), 14},
		{client("10.7.200.1", true, "bob", "d"), 15},
		{client("fd00::9:1", true, "bob", "d"), 15},
		{client("fd00:0:0:1::5", true, "bob", "d"), 0},
		{client("198.51.77.1", false, "bob", "d"), 16},
		{client("198.51.77.2", false, "bob", "d"), 0},
		{client("2001:db8:7::1", false, "bob", "d"), 17},
		{client("127.255.0.1", false, "bob", "d"), 18},
		{client("128.0.0.1", false, "bob", "d"), 0},
		{client("::1", false, "bob", "d"), 0},
	} {
		rule, err := rules.Decide(tt.c)
		line := 0
		if rule != nil {
			line = rule.Line
		}
		if err != nil || line != tt.line {
			t.Errorf("%s %s@%s: line %d, %v; want %d", tt.c.Addr, tt.c.User, tt.c.Database, line, err, tt.line)
		}
	}
}

// TestDecideFails: what can't be known decides nothing; later rules don't let anybody in.
func TestDecideFails(t *testing.T) {
	broken := errors.New("broken")
	for _, first := range []string{"host all +staff all reject", "host samerole all all reject", "host all all samenet reject"} {
		rules, _ := Parse(first+"\nhost all all all trust", true)
		c := client("10.0.0.1", true, "ann", "d")
		c.Member = func(string) (bool, error) { return false, broken }
		c.Networks = func() ([]netip.Prefix, error) { return nil, broken }
		if rule, err := rules.Decide(c); rule != nil || !errors.Is(err, broken) {
			t.Errorf("%s: %v, %v", first, rule, err)
		}
	}
}

// TestBuiltIn: what holds without a file.
func TestBuiltIn(t *testing.T) {
	for _, tt := range []struct {
		trust, require bool
		addr           string
		encrypted      bool
		want           Method
	}{
		{true, false, "203.0.113.1", false, Trust},
		{false, false, "203.0.113.1", false, CertOrSCRAM},
		{true, true, "203.0.113.1", false, Clear},
		{true, true, "203.0.113.1", true, Trust},
		{false, true, "203.0.113.1", false, Clear},
		{false, true, "203.0.113.1", true, CertOrSCRAM},
		{false, true, "127.9.0.1", false, CertOrSCRAM},
		{false, true, "::1", false, CertOrSCRAM},
		{false, true, "::2", false, Clear},
	} {
		rule, err := BuiltIn(tt.trust, tt.require).Decide(client(tt.addr, tt.encrypted, "u", "d"))
		if err != nil || rule == nil || rule.Method != tt.want {
			t.Errorf("%+v: %v, %v", tt, rule, err)
		}
	}
}

// TestReload: a file that is wrong, or gone, leaves the rules as they are.
func TestReload(t *testing.T) {
	text, gone := "host all all all trust", error(nil)
	var log strings.Builder
	s, err := Open("file", func() ([]byte, error) { return []byte(text), gone }, true, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	first := s.Rules()
	text = "host all all all reject\nhost all"
	if s.Reload() || s.Rules() != first || !strings.Contains(log.String(), "line=2 column=9") {
		t.Errorf("a wrong file counts, or the log does not say where it is wrong: %s", log.String())
	}
	if rows, err := s.Rows(); err != nil || len(rows) != 2 || rows[0].Method != "reject" || rows[1].Error == "" {
		t.Errorf("rows of the file as it is: %v, %v", rows, err)
	}
	gone = os.ErrNotExist
	if s.Reload() || s.Rules() != first {
		t.Error("a file that is gone counts")
	}
	text, gone = "host all all all reject", nil
	if !s.Reload() || s.Rules().All()[0].Method != Reject {
		t.Error("the new file does not count")
	}
	text = "host all all"
	if _, err := Open("file", func() ([]byte, error) { return []byte(text), nil }, true, nil); err == nil || !strings.HasPrefix(err.Error(), "file: line 1, column 13: end-of-line") {
		t.Errorf("a wrong file at first: %v", err)
	}
}

// FuzzParse: whatever a file holds, it is taken apart, each line is a rule, a problem or
// nothing, and what is a rule decides and reads the same when it is shown.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"corpus", "ssl"} {
		text, err := os.ReadFile("testdata/" + name + ".conf")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
		for l := range strings.Lines(string(text)) {
			f.Add(l)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		rules, problems := Parse(text, true)
		for _, p := range problems {
			if p.Line < p.Start || p.Column < 1 || p.Message == "" {
				t.Fatalf("%q: %+v", text, p)
			}
		}
		if _, err := rules.Decide(client("10.7.0.5", true, "ann", "db1")); err != nil {
			t.Fatal(err)
		}
		for _, rule := range rules.All() {
			again, problems := Parse(rule.text(), true)
			if len(problems) > 0 || len(again.All()) != 1 {
				t.Fatalf("%q is shown as %q: %v", text, rule.text(), problems)
			}
			if a, b := rule.row(), again.All()[0].row(); a.Line == 0 || shownRest(a) != shownRest(b) {
				t.Fatalf("%q is shown as %q:\n%s\n%s", text, rule.text(), shown(a), shown(b))
			}
		}
	})
}

func shownRest(r Row) string { r.Line = 1; return shown(r) }

// text writes a rule as a line.
func (rule *Rule) text() string {
	var b strings.Builder
	b.WriteString(rule.Transport.String())
	for _, f := range []field{rule.databases, rule.users} {
		for i, t := range f {
			b.WriteString([]string{" ", ","}[min(i, 1)])
			if strings.ContainsAny(t.text, "\", #\t\r") || t.quoted || t.text == "" {
				b.WriteString(`"` + strings.ReplaceAll(t.text, `"`, `""`) + `"`)
			} else {
				b.WriteString(t.text)
			}
		}
	}
	r := rule.row()
	for _, s := range append([]string{r.Address, r.Netmask, r.Method}, r.Options...) {
		b.WriteString(" " + s)
	}
	return b.String()
}
