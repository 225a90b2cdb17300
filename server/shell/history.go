package shell

import (
	"bufio"
	"os"
	"regexp"
	"strings"
)

const (
	// historyMax is how many entries are kept.
	historyMax = 2000
	// historyEntryBytesMax is the longest entry: longer ones are not kept.
	historyEntryBytesMax = 64 << 10
)

// secret is of statements that may hold a password.
var secret = regexp.MustCompile(`(?i)\bpassword\b`)

// history is what was entered at the terminal, the oldest first, and in a file, where entries of
// several shells stand below each other. It implements term.History.
type history struct {
	entries []string
	file    string // empty: there is none
}

// openHistory reads the file; without one, or with one that can't be read, it begins anew.
func openHistory(file string) *history {
	h := &history{file: file}
	if file == "" {
		return h
	}
	f, err := os.Open(file)
	if err != nil {
		return h
	}
	all := 0
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 4<<10), historyEntryBytesMax)
	for lines.Scan() {
		all++
		h.push(lines.Text())
	}
	_ = f.Close()
	if all > 2*historyMax {
		h.rewrite()
	}
	return h
}

func (h *history) push(entry string) {
	if h.entries = append(h.entries, entry); len(h.entries) > historyMax {
		h.entries = h.entries[1:]
	}
}

func (h *history) rewrite() {
	_ = os.WriteFile(h.file, []byte(strings.Join(h.entries, "\n")+"\n"), 0o600)
}

// keep adds a statement or command: as one line where that means the same, else line by line.
// What may hold a password is left out, and so is what was just entered.
func (h *history) keep(text string) {
	text = strings.TrimSpace(text)
	if text == "" || secret.MatchString(text) || len(text) > historyEntryBytesMax {
		return
	}
	entries := strings.Split(text, "\n")
	if joins(entries) {
		entries = []string{strings.Join(entries, " ")}
	}
	for _, e := range entries {
		if e = strings.TrimRight(e, " \t\r"); e == "" || len(h.entries) > 0 && h.entries[len(h.entries)-1] == e {
			continue
		}
		h.push(e)
		h.write(e)
	}
}

// joins reports whether lines mean the same in one: none has a comment to its end, nor the
// beginning of a string that ends on another.
func joins(lines []string) bool {
	for _, l := range lines {
		if strings.Contains(l, "--") || strings.Contains(l, "$") || strings.Count(l, "'")%2 != 0 || strings.Count(l, `"`)%2 != 0 {
			return len(lines) == 1
		}
	}
	return true
}

func (h *history) write(entry string) {
	if h.file == "" {
		return
	}
	f, err := os.OpenFile(h.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		h.file = "" // said nowhere: the shell works without
		return
	}
	_, _ = f.WriteString(entry + "\n")
	_ = f.Close()
}

// Add implements term.History: lines come by keep, when statements are complete.
func (h *history) Add(string) {}

// Len implements term.History.
func (h *history) Len() int { return len(h.entries) }

// At implements term.History: 0 is the newest.
func (h *history) At(i int) string { return h.entries[len(h.entries)-1-i] }
