// Command isochron is a Postgres-compatible SQL database that is strictly
// serializable, over key ranges that are replicated by Raft. See README.md.
package main

import (
	"os"

	"github.com/isochrondb/isochron/server/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
