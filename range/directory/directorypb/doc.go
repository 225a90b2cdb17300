// Package directorypb is the stored form of the directory's nodes and stores
// (directory.proto, generated). Package directory gives it its meaning.
package directorypb

//go:generate go -C ../../../internal/protogen run . ../.. range/directory/directorypb/directory.proto
