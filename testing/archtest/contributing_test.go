package archtest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named finds paths of the tree in a page: two parts at least, in backticks.
var named = regexp.MustCompile("`((?:base|clock|kv|range|txn|sql|server|testing)/[a-z0-9/_.]+)`")

// TestContributingNamesWhatIsThere: the newcomer's page leads nowhere that is not.
func TestContributingNamesWhatIsThere(t *testing.T) {
	root := filepath.Join("..", "..")
	page, err := os.ReadFile(filepath.Join(root, "docs", "contributing.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := named.FindAllStringSubmatch(string(page), -1)
	if len(found) < 20 {
		t.Errorf("%d paths on the page", len(found))
	}
	for _, m := range found {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(strings.TrimSuffix(m[1], "/")))); err != nil {
			t.Error(err)
		}
	}
}
