// Package clients tests third-party drivers, migration tools and ORMs against a
// node that runs in the test's process and listens on the loopback interface.
// It is a module of its own, so that the product's users do not inherit them.
//
//	cd testing/clients && go test ./...
//
// A flow makes and changes a schema, writes and reads, and tells what it got;
// testdata has what it tells on Postgres 15. Flows in other languages are
// programs in scripts, run with Debian's packages and npm's, which .ci/run
// installs. A flow that was changed asks Postgres anew:
//
//	go test . -run TestGorm -rewrite -postgres=postgres://postgres@127.0.0.1:5432/postgres
package clients
