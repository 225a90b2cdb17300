// Package largeobject keeps the large objects of databases: numbered strings of bytes that are
// read and written in parts, up to 4 TiB each.
//
// An object is rows in the key space of its database, beside those of the tables, so that ranges
// split it, restarts keep it, and the database's placement holds for it:
//
//	space 2995 1 | number        owner, grants and comment (catalog.LargeObjectDesc)
//	space 2613 1 | number page   a format byte, and up to 2048 bytes of the page
//
// 2995 and 2613 are the OIDs of Postgres's pg_largeobject_metadata and pg_largeobject: tables of
// users have larger prefixes. A page that is not there is zeros, one that is shorter than others
// after it ends in zeros; the last page's end is the object's.
//
// All is done by the caller's transaction, which makes it as consistent and durable as rows of
// tables. Who writes pages holds the object (a KEY SHARE lock of its first row), so that nobody
// removes it meanwhile.
//
// The package must not know descriptors of open objects, statements or who may do what.
package largeobject
