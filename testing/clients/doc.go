// Package clients tests third-party drivers against a node that runs in the
// test's process and listens on the loopback interface. It is a module of its
// own, so that the product's users do not inherit the drivers.
//
//	cd testing/clients && go test ./...
package clients
