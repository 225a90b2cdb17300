package pgwire

import "testing"

// TestTapeTakes: what a tape can't run again ends it. Bodies are those of the protocol: names end
// with a zero.
func TestTapeTakes(t *testing.T) {
	type message struct{ kind, body string }
	parse, named := message{"P", "\x00SELECT 1\x00"}, message{"P", "s\x00SELECT 1\x00"}
	bind, bindNamed := message{"B", "\x00\x00rest"}, message{"B", "portal\x00s\x00rest"}
	execute := message{"E", "\x00\x00\x00\x00\x00"}
	for name, tt := range map[string]struct {
		messages []message
		ends     bool
	}{
		"a statement of its own":                     {messages: []message{parse, bind, execute}},
		"its own, twice":                             {messages: []message{parse, bind, execute, parse, bind, execute}},
		"a named one":                                {messages: []message{bindNamed, execute, bindNamed, execute}},
		"a new named one":                            {messages: []message{named, bindNamed, execute}},
		"one from before":                            {messages: []message{bind, execute, bind, execute}},
		"one from before that is replaced":           {messages: []message{bind, execute, parse, bind}, ends: true},
		"a named one beside one from before":         {messages: []message{bind, execute, named, bindNamed}},
		"a portal is closed":                         {messages: []message{parse, bind, execute, {"C", "P\x00"}}},
		"a statement is closed":                      {messages: []message{named, bindNamed, execute, {"C", "Ss\x00"}}, ends: true},
		"a bind that ends too early is kept to fail": {messages: []message{{"B", "portal"}}},
		"a close of nothing":                         {messages: []message{{"C", ""}}, ends: true},
	} {
		t.Run(name, func(t *testing.T) {
			var tp tape
			ended := false
			for _, m := range tt.messages {
				ended = ended || !tp.takes(m.kind[0], []byte(m.body))
			}
			if ended != tt.ends {
				t.Errorf("ended: %v", ended)
			}
		})
	}
}
