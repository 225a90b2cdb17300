package clients

import (
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var without = flag.String("without", "", "languages whose packages can't be had here, of python, ruby, java and node, with commas")

// needs leaves a flow out where -without says that its language can't be had.
func needs(t *testing.T, language string) {
	if slices.Contains(strings.Split(*without, ","), language) {
		t.Skipf("-without=%s", *without)
	}
}

// python is Debian's, which has the packages that .ci/run installs.
const python = "/usr/bin/python3"

func TestDjango(t *testing.T) {
	needs(t, "python")
	run(t, "django", func(x *flow) { x.script(python, "scripts/django_flow.py") })
}

func TestSQLAlchemy(t *testing.T) {
	needs(t, "python")
	run(t, "sqlalchemy", func(x *flow) { x.script(python, "scripts/sqlalchemy_flow.py") })
}

func TestPeewee(t *testing.T) {
	needs(t, "python")
	run(t, "peewee", func(x *flow) { x.script(python, "scripts/peewee_flow.py") })
}

func TestActiveRecord(t *testing.T) {
	needs(t, "ruby")
	run(t, "activerecord", func(x *flow) { x.script("ruby", "scripts/activerecord.rb") })
}

func TestNode(t *testing.T) {
	needs(t, "node")
	run(t, "node", func(x *flow) { x.script("node", "scripts/node/flow.js") })
}

func TestPrisma(t *testing.T) {
	needs(t, "node")
	run(t, "prisma", func(x *flow) { x.script("node", "scripts/node/prisma.mjs") })
}

func TestJDBC(t *testing.T) {
	needs(t, "java")
	run(t, "jdbc", func(x *flow) { x.java("Jdbc", "postgresql") })
}

func TestHibernate(t *testing.T) {
	needs(t, "java")
	run(t, "hibernate", func(x *flow) {
		x.java("Hibernate", "hibernate3", "hibernate-commons-annotations", "dom4j", "antlr", "commons-collections3",
			"geronimo-jpa_2.0_spec", "geronimo-jta-1.2-spec", "slf4j-api", "slf4j-nop", "javassist", "postgresql")
	})
}

// java compiles and runs a class of scripts/ with Debian's jars.
func (x *flow) java(class string, jars ...string) {
	x.Helper()
	classes := x.TempDir()
	path := []string{classes}
	for _, j := range jars {
		path = append(path, filepath.Join("/usr/share/java", j+".jar"))
	}
	cp := strings.Join(path, string(filepath.ListSeparator))
	x.script("javac", "-nowarn", "-cp", cp, "-d", classes, "scripts/"+class+".java")
	// Compiling for speed takes longer than the flow.
	x.script("java", "-XX:TieredStopAtLevel=1", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", cp, class)
}
